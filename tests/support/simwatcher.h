#pragma once

#include "core/mirror/brokerfold.h"
#include "core/wire/standecoder.h"

#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stanscope::test {

/// The real decoder and the real fold of the broker, behind one tap.
class SimWatcher
{
public:
    /// It was started with the broker, whose heartbeats are 1 s.
    SimWatcher(Nanos start, std::int32_t heartbeatFailures);
    SimWatcher(const SimWatcher&) = delete;
    SimWatcher& operator=(const SimWatcher&) = delete;

    void tick(Nanos time) { apply({time, Source::Laboratory, laboratory::Tick{}}); }
    void frame(const Frame& frame);
    void answered(Nanos time, monitor::Answered answer);

    MirrorState state(Nanos now) const { return m_fold.state(now); }
    const BrokerFold& fold() const { return m_fold; }
    const BrokerTables& tables() const { return m_tables; }
    const std::string& name(NameId id) const { return m_texts.name(id); }
    std::string_view payload(RowRef ref) const { return m_texts.payloads[ref - 1]; }
    /// The broker's delivery `row` as this one has it; nothing when it has none.
    const DeliveryRow* delivery(std::size_t row) const;
    /// Frames that are nobody's.
    std::uint64_t unknownFrames() const { return m_decoder.unknown(); }
    /// The first thing it could not understand.
    const std::string& oddity() const { return m_oddity; }

    /// Remembers the last events as lines from now on.
    void keepLines() { m_keepsLines = true; }
    const std::deque<std::string>& lines() const { return m_lines; }

private:
    void apply(const Event& event);
    BrokerFold::Hooks hooks();

    Texts m_texts{nullptr};
    BrokerTables m_tables{nullptr};
    ChangeLog m_changes{nullptr};
    TextWriter m_textWriter{m_texts};
    BrokerWriter m_writer{m_textWriter, m_tables, m_changes};
    StanDecoder m_decoder;
    BrokerFold m_fold;
    Nanos m_advanced{};
    std::vector<Event> m_events;
    bool m_keepsLines = false;
    std::deque<std::string> m_lines;
    std::string m_oddity;
};

} // namespace stanscope::test

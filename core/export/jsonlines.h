#pragma once

#include "core/export/eventline.h"
#include "core/lab/eventsink.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace stanscope {

/// The stream as JSON, one object a line: `type`, `t` (Unix time in ms, with decimals) and what
/// belongs to it; docs/watch-json.md lists them. Deadlines are in the same unit; what is unknown is
/// null. The same events give the same lines, live and replayed.
class JsonLines : public EventSink
{
public:
    /// `write` gets whole lines with their newlines, on the folding thread.
    explicit JsonLines(std::function<void(std::string_view)> write);

    void folded(const Event& event, const Lab& lab) override;
    void idle(Nanos now) override;
    void ended(const Lab& lab) override;

private:
    void remember(const Event& event);
    void forget(const Event& event);
    void flush();

    std::function<void(std::string_view)> m_write;
    std::string m_buffer;
    UnixClock m_clock;
    std::unordered_map<std::uint32_t, SubscriptionNames> m_subscriptions;
    std::size_t m_deliveries = 0; ///< rows before the event
    std::uint64_t m_drifts = 0; ///< rows written so far
};

} // namespace stanscope

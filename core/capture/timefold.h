#pragma once

#include "core/capture/eventsource.h"
#include "core/lab/lab.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace stanscope {

/// The fold of a capture at any of its events. Folds everything once and keeps a clone of the Lab
/// every so many events, from which a jump folds on; more than `maxCheckpoints` are thinned out.
/// One thread.
class TimeFold
{
public:
    static constexpr std::uint64_t firstSpacing = 16384; ///< events between checkpoints
    static constexpr std::size_t maxCheckpoints = 128;

    struct Place
    {
        std::shared_ptr<const Snapshot> snapshot;
        Event event; ///< the last one folded
    };

    /// The histories of all states lie in `memory`, or on the heap when that is null.
    explicit TimeFold(EventSource& source, std::uint64_t spacing = firstSpacing,
                      std::shared_ptr<PagedMemory> memory = {});

    /// Folds what the source has and was not folded yet. `onProgress` hears the events folded so
    /// far and returns false to stop. An Error when the source starts with no run or cannot be read
    /// any further; what was folded before stays.
    Result<> foldNew(const std::function<bool(std::uint64_t folded)>& onProgress);

    /// Events folded: the numbers below it can be asked for.
    std::uint64_t events() const { return m_events; }
    Nanos start() const;
    Nanos end() const { return m_latest; }
    std::optional<std::uint64_t> firstViolation() const { return m_firstViolation; }
    /// The next redelivery after `event`, or the previous one before it.
    std::optional<std::uint64_t> redelivery(std::uint64_t event, int direction) const;
    /// So many events on, or back, of those that say something; at most the first or the last
    /// event.
    std::uint64_t stepped(std::uint64_t event, int events) const;
    /// The last event not after `time`; the first one when all are.
    Result<std::uint64_t> eventAt(Nanos time);
    /// The same, or an event of just that time that is told after later ones: sources overtake each
    /// other a little. Nor is a commit up to then left out: of two moments the later one knows all
    /// that has become of messages by the earlier one.
    Result<std::uint64_t> through(Nanos time);

    /// The state right after event number `event` (below events()).
    Result<Place> at(std::uint64_t event);

    std::size_t checkpoints() const { return m_checkpoints.size(); }

private:
    struct Checkpoint
    {
        std::uint64_t event = 0; ///< the last one folded
        std::unique_ptr<Lab> lab;
    };

    void fold(const Event& event);
    void apply(std::unique_ptr<Lab>& lab, const Event& event) const;
    void keepCheckpoint();
    void keepPassed(std::uint64_t event, const Lab& lab);
    /// The last one not after `event`.
    const Checkpoint& nearest(std::uint64_t event) const;
    Place stand(std::uint64_t number, std::unique_ptr<Lab> lab, const Event& event);

    EventSource& m_source;
    std::uint64_t m_spacing;
    const std::shared_ptr<PagedMemory> m_memory;
    std::uint64_t m_events = 0;
    std::unique_ptr<Lab> m_lab; ///< at the end
    std::vector<Checkpoint> m_checkpoints; ///< ascending
    std::deque<Checkpoint> m_passed; ///< on the last ways: what is near is asked for next
    std::vector<std::uint64_t> m_redeliveries;
    std::vector<bool> m_telling; ///< by event: it says something
    std::optional<std::uint64_t> m_firstViolation;
    std::vector<Nanos> m_times; ///< latest time before every 1024th event
    Nanos m_latest{};
};

} // namespace stanscope

#pragma once

#include "core/export/eventline.h"

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace stanscope {

class Lab;

/// What lines about events need beyond the events: the run's clock, whose a subscription is, what
/// the fold made of the event. Told each event in order, right after it was folded.
class StreamContext
{
public:
    /// Valid until the next call.
    EventContext take(const Event& event, const Lab& lab);
    /// Drifts that were decided with the event that was taken last: corrected, or withdrawn by a
    /// frame. `all`: those as well that are still to be.
    std::vector<DriftRow> takeDrifts(const Lab& lab, bool all = false);
    /// Changes of clients' health that the fold has found with that event.
    std::vector<HealthRow> takeHealth(const Lab& lab);
    /// What the fold has concluded with that event.
    std::vector<NoticeRow> takeNotices(const Lab& lab);
    /// After the event's line: forgets subscriptions that are gone with it.
    void forget(const Event& event);

    const UnixClock& clock() const { return m_clock; }

private:
    void remember(const Event& event);

    UnixClock m_clock;
    laboratory::RunStarted m_run;
    std::unordered_map<std::uint32_t, SubscriptionNames> m_subscriptions;
    std::size_t m_deliveries = 0; ///< rows before the event
    std::uint64_t m_drifts = 0; ///< rows taken so far
    std::uint64_t m_health = 0; ///< the same
    std::uint64_t m_notices = 0; ///< the same
};

} // namespace stanscope

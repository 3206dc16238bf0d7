#pragma once

#include "core/events/event.h"
#include "core/lab/history.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace stanscope {

/// One entry the broker waits for.
struct PendingDelivery
{
    Nanos deadline{};
    RowRef row = 0; ///< the DeliveryRow that was sent last
    std::optional<Nanos> expectedSince; ///< the timer fired: its redelivery is due
};

/// One subscription as the broker keeps it: what is pending and its one redelivery timer
/// (protocol section 3.2). Plain values, no history: the Mirror tells the story.
class SubscriptionState
{
public:
    std::uint32_t id = 0;
    ClientId client;
    ChannelName channel;
    std::string queueGroup;
    std::string durable;
    std::string groupKey; ///< of the Mirror's groups
    NameId clientName = 0;
    NameId channelName = 0;
    NameId groupName = 0;
    Nanos ackWait{};
    std::int32_t maxInflight = 0;
    std::uint64_t lastSent = 0;
    bool stalled = false;
    bool offline = false;
    bool resuming = false; ///< durable resume: what was pending is re-sent at once, by sequence

    bool isGrouped() const { return !queueGroup.empty(); }
    bool isDurable() const { return !durable.empty(); }
    std::size_t pendingCount() const { return m_pending.size(); }
    bool holds(std::uint64_t sequence) const { return m_pending.contains(sequence); }
    std::optional<Nanos> timer() const { return m_timer; }

    /// New entry; starts the timer when none runs; stalls at maxInflight.
    void add(std::uint64_t sequence, Nanos deadline, RowRef row, Nanos now);
    std::optional<PendingDelivery> take(std::uint64_t sequence);
    PendingDelivery* find(std::uint64_t sequence);
    void setDeadline(std::uint64_t sequence, Nanos deadline);
    void resetTimer(Nanos at) { m_timer = at; }
    void stopTimer() { m_timer.reset(); }
    /// After an ack of this subscription.
    void unstall();

    /// When the broker will send `pending` again, as far as the timer tells.
    Nanos predicted(const PendingDelivery& pending) const;

    /// Fires the timer as often as it is due at `now`. `skips`: the broker skips redeliveries
    /// (plain subscription whose client has a failed heartbeat). True when anything changed.
    bool advance(Nanos now, bool skips);

    /// A redelivery of one of its entries was seen at `now`: a fire predicted for a moment later
    /// has happened (measured -20 to +25 ms, section 5.2).
    void noteRedelivery(Nanos now);

    /// Entries whose redelivery has been due for longer than `grace`: evicted, or settled by an ack
    /// that crossed the redelivery (section 5.2 rule 8).
    std::vector<std::uint64_t> overdue(Nanos now, Nanos grace) const;
    /// The broker was away until `now`: what is due is due from now on.
    void excuse(Nanos now);

    /// All entries, earliest deadline first.
    std::vector<std::pair<std::uint64_t, PendingDelivery>> takeAll();
    const std::map<std::uint64_t, PendingDelivery>& pending() const { return m_pending; }
    std::map<std::uint64_t, PendingDelivery>& pending() { return m_pending; }
    /// The earliest `count` by deadline.
    std::vector<std::uint64_t> earliest(std::size_t count) const;

private:
    std::map<std::uint64_t, PendingDelivery> m_pending;
    std::set<std::pair<Nanos, std::uint64_t>> m_byDeadline;
    std::set<std::uint64_t> m_expected;
    std::optional<Nanos> m_timer;
};

} // namespace stanscope

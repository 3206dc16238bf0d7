#include "core/mirror/mirror.h"

#include <algorithm>

// Time passes: timers, heartbeats, a broker or a tap that was away.
namespace stanscope {

namespace {

/// A redelivery that has not shown up this long after the timer fired will not come (section 5.2
/// rule 8 says 80 ms; a busy machine needs more, and too early would be a lie).
constexpr Nanos overdueGrace = std::chrono::milliseconds(400);

} // namespace

void Mirror::advance(Nanos now)
{
    m_now = std::max(m_now, now);
    if (!m_brokerRuns)
        return;
    if (!m_tapAway)
        advanceClients(now);
    for (auto& [id, subscription] : m_subscriptions) {
        const bool skips =
            !subscription.isGrouped() && m_clients.hasFailed(subscription.client, now);
        if (subscription.advance(now, skips)) {
            if (m_tapAway)
                subscription.assumeSent();
            refreshDeadlines(subscription);
        }
        const bool mayHaveFailed = m_clients.mayHaveFailed(subscription.client, now);
        if (skips || m_tapAway || mayHaveFailed)
            subscription.unknownSince = now;
        // The broker knew of a failed heartbeat a little earlier, or from before the mirror came.
        if (mayHaveFailed && !subscription.isGrouped() && subscription.undoFire(now, overdueGrace))
            refreshDeadlines(subscription);
        endOverdue(now, subscription);
    }
}

void Mirror::advanceClients(Nanos now)
{
    for (const auto& [id, since] : m_clients.advance(now))
        removeClient(since, id);
    // What a member that will be dropped holds comes to the others then.
    for (auto& [id, subscription] : m_subscriptions) {
        std::optional<Nanos> leavesAt;
        if (subscription.isGrouped())
            leavesAt = m_clients.leavesAt(subscription.client, now);
        // It has not, or nobody else is there to get what it holds.
        if (leavesAt
            && (*leavesAt + SubscriptionState::transferDelay + overdueGrace < now
                || m_groups[subscription.groupKey].members.size() < 2))
            leavesAt.reset();
        if (subscription.leavesAt == leavesAt)
            continue;
        subscription.leavesAt = leavesAt;
        refreshDeadlines(subscription);
    }
}

void Mirror::endOverdue(Nanos now, SubscriptionState& subscription)
{
    for (const std::uint64_t sequence : subscription.overdue(now, overdueGrace)) {
        const auto pending = subscription.take(sequence);
        end(pending->row, now, pending->uncertain ? DeliveryEnd::Unknown : DeliveryEnd::Evicted, 0);
        unstall(subscription, m_groups[subscription.groupKey]);
    }
    if (subscription.hasStaleUnknown(now, overdueGrace)) {
        subscription.setUnknown(0, now);
        unstall(subscription, m_groups[subscription.groupKey]);
    }
}

void Mirror::refreshDeadlines(SubscriptionState& subscription)
{
    for (const auto& [sequence, pending] : subscription.pending()) {
        if (pending.row == 0)
            continue;
        const std::int64_t predicted = subscription.predicted(pending).count();
        const DeliveryRow& row = m_writer->rows().deliveries[pending.row - 1];
        // What has gone over to another member is still to be sent again.
        const bool isDue =
            row.end.get() == DeliveryEnd::Running || row.end.get() == DeliveryEnd::Transferred;
        if (isDue && row.deadline.get() != predicted)
            m_writer->editDelivery(pending.row - 1).deadline.set(predicted);
    }
}

void Mirror::brokerStopped()
{
    m_brokerRuns = false;
}

void Mirror::brokerRuns(Nanos now, bool restarted, bool keptStore)
{
    m_brokerRuns = true;
    m_clients.excuse(now, true);
    if (restarted) {
        m_serverId.clear();
        m_restarted = now;
    }
    if (restarted && !keptStore) {
        for (auto& [id, subscription] : m_subscriptions)
            for (const auto& [sequence, pending] : subscription.pending())
                end(pending.row, now, DeliveryEnd::Dropped, 0);
        m_clients.clear();
        m_subscriptions.clear();
        m_groups.clear();
        return;
    }
    for (auto& [key, group] : m_groups) {
        if (restarted)
            group.stalledMembers = 0;
        // Their deadlines are set when somebody resumes.
        if (restarted && group.shadow)
            for (const std::uint64_t sequence :
                 group.shadow->earliest(group.shadow->pending().size()))
                group.shadow->setDeadline(sequence, Nanos{});
    }
    for (auto& [id, subscription] : m_subscriptions) {
        if (restarted) {
            // A message's own timestamp, or when the tap first heard of it.
            for (auto& [sequence, pending] : subscription.pending())
                if (pending.storedAt == Nanos{} && pending.row) {
                    const RowRef message = m_writer->rows().deliveries[pending.row - 1].message;
                    pending.storedAt = m_writer->rows().messages[message - 1].storedAt;
                }
            subscription.restart(now);
            if (subscription.stalled)
                ++m_groups[subscription.groupKey].stalledMembers;
        } else if (subscription.timer().value_or(now) < now) {
            subscription.resetTimer(now); // it could not fire before
        }
        subscription.unknownSince = now;
        subscription.excuse(now);
        refreshDeadlines(subscription);
    }
}

void Mirror::tapGap(Nanos)
{
    m_tapAway = true;
    for (auto& [id, subscription] : m_subscriptions)
        for (auto& [sequence, pending] : subscription.pending())
            pending.uncertain = true;
    for (auto& [key, group] : m_groups)
        if (group.shadow)
            for (auto& [sequence, pending] : group.shadow->pending())
                pending.uncertain = true;
}

void Mirror::tapBack(Nanos time)
{
    m_tapAway = false;
    m_tapBack = time;
    m_clients.excuse(time, false);
    for (auto& [id, subscription] : m_subscriptions)
        subscription.excuse(time);
}

} // namespace stanscope

#include "core/mirror/mirror.h"

#include <algorithm>
#include <limits>

// Time passes: timers, heartbeats, a broker or a tap that was away.
namespace stanscope {

namespace {

/// So many subscriptions of clients in doubt are looked at in every millisecond, more of them
/// less often.
constexpr std::size_t looksAMillisecond = 256;

} // namespace

void Mirror::advance(Nanos now)
{
    m_now = std::max(m_now, now);
    if (!m_brokerRuns)
        return;
    const Booking booking(*this);
    bool looks = false;
    if (!m_tapAway) {
        for (const auto& [id, since] : m_clients.advance(now)) {
            removeClient(since, id);
            ++m_conclusions;
        }
        looks = looksAtUnsettled(now);
    }
    bookTouched();
    for (const std::uint32_t id : dueAt(now, looks)) {
        SubscriptionState& subscription = edit(id);
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
    if (looks)
        m_clients.settle(now);
}

bool Mirror::isDue(Nanos now) const
{
    const auto next = m_schedule.upper_bound({m_now, std::numeric_limits<std::uint32_t>::max()});
    return next != m_schedule.end() && next->first <= now;
}

/// Theirs may change at any moment. A crowd of them is looked at less often, so that it costs no
/// more than a few.
bool Mirror::looksAtUnsettled(Nanos now)
{
    const Nanos pause =
        std::chrono::milliseconds(1) * (m_unsettledSubscriptions / looksAMillisecond);
    if (m_clients.unsettled().empty() || now < m_lookedAt + pause)
        return false;
    m_lookedAt = now;
    return true;
}

/// In the order of their numbers. `looks`: those of unsettled clients as well.
std::vector<std::uint32_t> Mirror::dueAt(Nanos now, bool looks)
{
    std::vector<std::uint32_t> due;
    if (m_tapAway) {
        for (const auto& [id, subscription] : m_subscriptions)
            due.push_back(id);
        return due;
    }
    for (auto next = m_schedule.begin(); next != m_schedule.end() && next->first <= now; ++next)
        due.push_back(next->second);
    const std::size_t scheduled = due.size();
    if (looks)
        for (const ClientId& client : m_clients.unsettled())
            if (const auto theirs = m_byClient.find(client); theirs != m_byClient.end())
                for (const std::uint32_t id : theirs->second) {
                    foreseeLeaving(now, id);
                    due.push_back(id);
                }
    if (looks)
        m_unsettledSubscriptions = due.size() - scheduled;
    std::sort(due.begin(), due.end());
    due.erase(std::unique(due.begin(), due.end()), due.end());
    return due;
}

/// What a member that will be dropped holds comes to the others then.
void Mirror::foreseeLeaving(Nanos now, std::uint32_t id)
{
    const SubscriptionState& subscription = at(id);
    std::optional<Nanos> leavesAt;
    if (subscription.isGrouped())
        leavesAt = m_clients.leavesAt(subscription.client, now);
    // It has not, or nobody else is there to get what it holds.
    if (leavesAt
        && (*leavesAt + SubscriptionState::transferDelay + overdueGrace < now
            || m_groups[subscription.groupKey].members.size() < 2))
        leavesAt.reset();
    if (subscription.leavesAt == leavesAt)
        return;
    edit(id).leavesAt = leavesAt;
    refreshDeadlines(subscription);
}

void Mirror::endOverdue(Nanos now, SubscriptionState& subscription)
{
    for (const std::uint64_t sequence : subscription.overdue(now, overdueGrace)) {
        const auto pending = subscription.take(sequence);
        ++m_conclusions;
        end(pending->row, now, pending->uncertain ? DeliveryEnd::Unknown : DeliveryEnd::Evicted, 0);
        if (!pending->uncertain)
            noteVanished(now, subscription, sequence);
        unstall(subscription, m_groups[subscription.groupKey]);
    }
    if (subscription.hasStaleUnknown(now, overdueGrace)) {
        ++m_conclusions;
        subscription.setUnknown(0, now);
        unstall(subscription, m_groups[subscription.groupKey]);
    }
}

void Mirror::refreshDeadlines(const SubscriptionState& subscription)
{
    for (const auto& [sequence, pending] : subscription.pending()) {
        if (pending.row == 0)
            continue;
        const std::int64_t predicted = subscription.predicted(pending).count();
        const DeliveryRow& row = m_writer->rows().deliveries[pending.row - 1];
        // What has gone over to another member is still to be sent again.
        const bool isDue =
            row.end.get() == DeliveryEnd::Running || row.end.get() == DeliveryEnd::Transferred;
        const bool isGuess = subscription.isGuess(pending);
        if (isDue && (row.deadline.get() != predicted || row.deadlineIsGuess.get() != isGuess)) {
            DeliveryRow& delivery = m_writer->editDelivery(pending.row - 1);
            delivery.deadline.set(predicted);
            delivery.deadlineIsGuess.set(isGuess);
        }
    }
}

void Mirror::brokerStopped()
{
    m_brokerRuns = false;
}

void Mirror::brokerRuns(Nanos now, bool restarted, bool keptStore, bool heardAll)
{
    const Booking booking(*this);
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
        m_byChannel.clear();
        m_byClient.clear();
        m_leftAt.clear();
        m_touched.clear();
        m_schedule.clear();
        m_holders.clear();
        m_outstanding = 0;
        m_unknown = 0;
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
    touchAll();
    for (auto& [id, subscription] : m_subscriptions) {
        if (restarted) {
            // A message's own timestamp, or when the tap first heard of it.
            for (auto& [sequence, pending] : subscription.pending())
                if (pending.storedAt == Nanos{} && pending.row) {
                    const RowRef message = m_writer->rows().deliveries[pending.row - 1].message;
                    pending.storedAt = m_writer->rows().messages[message - 1].seenAt;
                }
            subscription.restart(now);
            if (!heardAll)
                fillInResent(now, subscription);
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
    for (auto& [key, group] : m_groups) {
        group.isRough = true;
        if (group.shadow)
            for (auto& [sequence, pending] : group.shadow->pending())
                pending.uncertain = true;
    }
}

void Mirror::tapBack(Nanos time)
{
    m_tapAway = false;
    m_tapBack = time;
    m_clients.excuse(time, false);
    const Booking booking(*this);
    touchAll();
    for (auto& [id, subscription] : m_subscriptions)
        subscription.excuse(time);
}

} // namespace stanscope

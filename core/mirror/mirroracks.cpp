#include "core/mirror/mirror.h"

#include <algorithm>
#include <utility>

// Acks, and what they let the broker send (protocol sections 3.1 and 3.3).
namespace stanscope {

void Mirror::apply(Nanos time, const wire::AckSent& event)
{
    const Booking booking(*this);
    m_wasAwaited.reset();
    SubscriptionState* acking = find(event.subscription.value());
    if (!acking)
        return; // the broker has unsubscribed its ack inbox: the ack is lost (section 3.3)
    SubscriptionState& subscription = *acking;
    Group& group = m_groups[subscription.groupKey];
    const std::uint64_t sequence = event.sequence.value();
    if (isInAnswer(time, subscription, sequence)) {
        countedAck(time, subscription, group, sequence);
        return;
    }
    m_wasAwaited = false;
    const RowRef latest = group.latest.find(sequence);
    if (const auto own = subscription.take(sequence)) {
        end(own->row, time, DeliveryEnd::Acked, 0);
        m_wasAwaited = true;
    } else if (SubscriptionState* other = holderOf(group, sequence)) {
        m_wasAwaited = true;
        // The holder's stall is not looked at: only the acking member's is (section 3.3).
        end(other->take(sequence)->row, time, DeliveryEnd::SettledByLateAck,
            subscription.clientName);
    } else if (mayBePlaceholder(subscription, group, sequence)) {
        SubscriptionState* holder =
            subscription.unknown > 0 ? &subscription : holderOfUnknown(group, subscription, time);
        m_wasAwaited.reset();
        if (holder) {
            holder->settleUnknown();
            end(latest, time, DeliveryEnd::Acked, 0);
            m_wasAwaited = true;
        }
    } else if (latest != 0
               && m_writer->rows().deliveries[latest - 1].end.get() == DeliveryEnd::Running) {
        end(latest, time, DeliveryEnd::Acked, 0);
    }
    unstall(subscription, group);
}

/// The bootstrap's answer is of a moment between question and arrival, and of another one for each
/// channel. What was delivered on either side of it tells more than the clock: until the last
/// delivery that the answer has is seen, all acks are in it; after one that it has not, none.
/// In between, an ack is taken to be in it while another delivery may be what it counts as pending.
bool Mirror::isInAnswer(Nanos time, const SubscriptionState& subscription,
                        std::uint64_t sequence) const
{
    if (time < m_asked)
        return true;
    if (time > m_bootstrapped || sequence > subscription.answeredLastSent
        || subscription.lastSent > subscription.answeredLastSent)
        return false;
    if (subscription.lastCounted == 0)
        return time < m_counted;
    return subscription.lastCounted < subscription.answeredLastSent || !subscription.spare.empty();
}

/// The answer's numbers have this ack among them.
void Mirror::countedAck(Nanos time, SubscriptionState& subscription, Group& group,
                        std::uint64_t sequence)
{
    if (const PendingDelivery* own = subscription.find(sequence); own && own->resolved) {
        // The placeholder was another one's.
        end(subscription.take(sequence)->row, time, DeliveryEnd::Acked, 0);
        if (subscription.spare.empty()) {
            ++subscription.unknown;
            return;
        }
        const auto [other, row] = *subscription.spare.begin();
        subscription.spare.erase(subscription.spare.begin());
        PendingDelivery& pending = subscription.add(
            other, m_writer->rows().deliveries[row - 1].deliveredAt + subscription.ackWait, row,
            time);
        pending.resolved = true;
        subscription.limitTimer(pending.deadline);
        return;
    }
    subscription.spare.erase(sequence);
    if (const RowRef latest = group.latest.find(sequence);
        latest != 0 && m_writer->rows().deliveries[latest - 1].end.get() == DeliveryEnd::Running) {
        end(latest, time, DeliveryEnd::Acked, 0);
    }
}

void Mirror::stall(SubscriptionState& subscription, Group& group)
{
    if (!std::exchange(subscription.stalled, true))
        ++group.stalledMembers;
}

/// As the broker says it: nothing is sent because of that.
void Mirror::adoptStall(std::uint32_t id, bool stalled)
{
    const Booking booking(*this);
    SubscriptionState* found = find(id);
    if (!found || std::exchange(found->stalled, stalled) == stalled)
        return;
    Group& group = m_groups[found->groupKey];
    if (stalled)
        ++group.stalledMembers;
    else if (group.stalledMembers > 0)
        --group.stalledMembers;
}

/// After an ack of this subscription, the user's or the broker's own.
void Mirror::unstall(SubscriptionState& subscription, Group& group)
{
    if (!subscription.stalled || subscription.isFull())
        return;
    subscription.stalled = false;
    if (group.stalledMembers > 0)
        --group.stalledMembers;
    trySending(group);
}

void Mirror::stored(const ChannelName& channel)
{
    const Booking booking(*this);
    const std::string& name = channel.value();
    const auto isOfChannel = [&name](const std::string& key) {
        return key.starts_with(name) && key[name.size()] <= '\n';
    };
    for (auto group = m_groups.lower_bound(name);
         group != m_groups.end() && isOfChannel(group->first); ++group) {
        // A message's deliveries precede its PubAck: the broker tries once for all of them.
        const std::uint64_t triedAfter = std::exchange(group->second.triedAfter, 0);
        if (triedAfter == 0 || triedAfter < m_messages->lastAnswered(channel))
            trySending(group->second);
    }
}

/// The broker tries to send what is stored. Where it succeeds a frame says so; where the chosen
/// member is full, nothing is seen but that it stalls and the list turns (section 3.1). That takes
/// redeliveries, or a member that is not stalled but has missed a heartbeat: nobody qualifies then,
/// and the first one is chosen though it is stalled. True when it tried in vain.
bool Mirror::trySending(Group& group)
{
    const auto isFull = [this](std::uint32_t member) { return at(member).isFull(); };
    if (!m_brokerRuns || group.stalledMembers >= group.members.size()
        || std::none_of(group.members.begin(), group.members.end(), isFull))
        return false;
    const SubscriptionState* best = nullptr;
    for (const std::uint32_t member : group.members) {
        const SubscriptionState& state = at(member);
        const bool qualifies =
            !state.stalled && (!state.isGrouped() || !m_clients.hasFailed(state.client, m_now));
        if (qualifies && (!best || state.pendingCount() < best->pendingCount()))
            best = &state;
    }
    SubscriptionState& chosen = edit(best ? best->id : group.members.front());
    if (!chosen.isFull() || (chosen.resuming > 0 && m_now < chosen.resumesUntil)
        || m_messages->last(chosen.channel) <= group.lastSent)
        return false;
    rotate(group, chosen.id);
    stall(chosen, group);
    return true;
}

} // namespace stanscope

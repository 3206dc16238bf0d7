#include "tests/support/protowriter.h"
#include "tests/support/simbroker.h"

#include <algorithm>
#include <utility>

// What is sent to whom, when again, and what acks do to it.
namespace stanscope::test {

namespace {

using namespace std::chrono_literals;

constexpr Nanos simAnswerTime = 100us; ///< of a client that acks at once
constexpr Nanos simFireSlack = 15ms;
constexpr Nanos simDealtDelay = 100ms;

Nanos waitOf(const SimBroker::Subscription& subscription)
{
    return std::chrono::seconds(subscription.ackWait);
}

} // namespace

void SimBroker::deal(Subscription& from, Group& group)
{
    std::vector<std::pair<Nanos, std::uint64_t>> order;
    for (const auto& [sequence, pending] : from.pending)
        order.emplace_back(pending.deadline, sequence);
    std::sort(order.begin(), order.end());
    bool carriesLast = from.lastSent == group.lastSent;
    std::size_t next = 0;
    for (const auto& [deadline, sequence] : order) {
        Subscription& to = *group.members[next++ % group.members.size()];
        const std::size_t row = from.pending.at(sequence).row;
        carriesLast = carriesLast && sequence != group.lastSent;
        to.lastSent = std::max(to.lastSent, sequence);
        to.pending[sequence] = {m_now - 1s, row};
        to.timer = m_now + simDealtDelay;
        end(row, End::Transferred, to.client);
    }
    if (carriesLast)
        group.members.front()->lastSent = group.lastSent;
}

SimBroker::Subscription* SimBroker::choose(Group& group)
{
    Subscription* chosen = nullptr;
    for (Subscription* member : group.members)
        if (!member->stalled && m_clients.at(member->client).missed == 0
            && (!chosen || member->pending.size() < chosen->pending.size()))
            chosen = member;
    if (!chosen)
        chosen = group.members.front();
    if (chosen == group.members.front())
        std::rotate(group.members.begin(), group.members.begin() + 1, group.members.end());
    return chosen;
}

void SimBroker::sendAvailable(Group& group)
{
    while (!group.members.empty() && group.stalledMembers < group.members.size()
           && group.lastSent < m_channels.at(group.channel).last()) {
        Subscription& to = *choose(group);
        const bool wasStalled = to.stalled;
        const bool isSent = sendTo(to, group.lastSent + 1, false);
        if (!wasStalled && to.stalled)
            ++group.stalledMembers;
        if (!isSent)
            return;
    }
}

bool SimBroker::sendTo(Subscription& to, std::uint64_t sequence, bool again)
{
    Group& group = *to.group;
    if (!again && to.isFull()) {
        to.stalled = true;
        return false;
    }
    const std::uint32_t count = again ? ++group.redeliveries[sequence] : 0;
    const std::size_t row = m_deliveries.size();
    m_deliveries.push_back({to.client, group.channel, sequence, count + 1, End::Running, {}});
    if (const auto before = group.latest.find(sequence); again && before != group.latest.end()) {
        Delivery& delivery = m_deliveries[before->second];
        if (delivery.end == End::Running)
            delivery.end = End::Expired;
        if (delivery.end == End::Expired || delivery.end == End::Transferred)
            delivery.other = to.client;
    }
    group.latest[sequence] = row;
    const Nanos stored = m_channels.at(group.channel).stored[sequence - 1];
    send(to.inbox, {},
         ProtoWriter()
             .number(1, sequence)
             .text(2, group.channel)
             .text(4, payloadOf(group.channel, sequence))
             .number(5, static_cast<std::uint64_t>(unixNs + stored.count()))
             .number(6, again ? 1 : 0)
             .number(7, count)
             .data());
    if (const Client& client = m_clients.at(to.client); client.lives) {
        if (std::find(to.received.begin(), to.received.end(), sequence) == to.received.end())
            to.received.push_back(sequence);
        if (to.acksAtOnce)
            later(m_now + simAnswerTime, [this, id = to.id, sequence] {
                const auto known = m_subscriptions.find(id);
                if (known != m_subscriptions.end() && m_clients.at(known->second->client).lives)
                    ack(*known->second, sequence);
            });
    }
    if (!to.timer)
        to.timer = m_now + waitOf(to);
    if (const auto own = to.pending.find(sequence); own != to.pending.end()) {
        own->second.deadline += waitOf(to);
        own->second.row = row;
        return true;
    }
    to.lastSent = std::max(to.lastSent, sequence);
    group.lastSent = std::max(group.lastSent, sequence);
    to.pending[sequence] = {m_now + waitOf(to), row};
    if (!again && static_cast<std::int64_t>(to.pending.size()) == to.maxInflight)
        to.stalled = true;
    return true;
}

void SimBroker::fire(Subscription& subscription)
{
    if (subscription.pending.empty()) {
        subscription.timer.reset();
        return;
    }
    Group& group = *subscription.group;
    if (group.queue.empty() && m_clients.at(subscription.client).missed > 0) {
        subscription.timer = m_now + waitOf(subscription);
        return;
    }
    std::vector<std::pair<Nanos, std::uint64_t>> order;
    for (const auto& [sequence, pending] : subscription.pending)
        order.emplace_back(pending.deadline, sequence);
    std::sort(order.begin(), order.end());
    std::optional<Nanos> next;
    for (const auto& [deadline, sequence] : order) {
        if (deadline > m_now + simFireSlack) {
            next = deadline;
            break;
        }
        m_hooks.redelivers(subscription.pending.at(sequence).row);
        Subscription& to = group.queue.empty() ? subscription : *choose(group);
        sendTo(to, sequence, true);
        if (&to != &subscription)
            settle(subscription, sequence, false);
    }
    if (subscription.pending.empty())
        subscription.timer.reset();
    else
        subscription.timer = next.value_or(m_now + waitOf(subscription));
}

void SimBroker::ack(Subscription& subscription, std::uint64_t sequence)
{
    std::erase(subscription.received, sequence);
    send(subscription.ackInbox, {},
         ProtoWriter().text(1, subscription.group->channel).number(2, sequence).data());
    settle(subscription, sequence, true);
}

void SimBroker::settle(Subscription& by, std::uint64_t sequence, bool isUsers)
{
    Group& group = *by.group;
    if (const auto own = by.pending.find(sequence); own != by.pending.end()) {
        if (isUsers) {
            end(own->second.row, End::Acked, {});
            group.redeliveries.erase(sequence);
        }
        by.pending.erase(own);
    } else if (isUsers) {
        for (Subscription* member : group.members)
            if (const auto held = member->pending.find(sequence); held != member->pending.end()) {
                end(held->second.row, End::SettledByLateAck, by.client);
                member->pending.erase(held);
                group.redeliveries.erase(sequence);
                break;
            }
    }
    if (!by.stalled || by.isFull())
        return;
    by.stalled = false;
    if (group.stalledMembers > 0)
        --group.stalledMembers;
    sendAvailable(group);
}

void SimBroker::end(std::size_t row, End end, const std::string& other)
{
    m_deliveries[row].end = end;
    m_deliveries[row].other = other;
}

} // namespace stanscope::test

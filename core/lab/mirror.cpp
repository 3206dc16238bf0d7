#include "core/lab/mirror.h"

#include <algorithm>

namespace stanscope {

namespace {

/// A redelivery that has not shown up this long after the timer fired will not come (section 5.2
/// rule 8 says 80 ms; a busy machine needs more, and too early would be a lie).
constexpr Nanos overdueGrace = std::chrono::milliseconds(400);
/// Entries of a member that left are re-sent this long after (section 3.2).
constexpr Nanos transferDelay = std::chrono::milliseconds(100);

Nanos ackWaitOf(std::int32_t ackWaitSeconds)
{
    return std::chrono::seconds(std::max(1, ackWaitSeconds));
}

} // namespace

Mirror::Mirror(HistoryWriter& writer, MessageBook& messages)
    : m_writer(&writer)
    , m_messages(&messages)
{
}

void Mirror::bind(HistoryWriter& writer, MessageBook& messages)
{
    m_writer = &writer;
    m_messages = &messages;
}

std::string Mirror::keyOf(const SubscriptionState& subscription)
{
    // \n occurs in no channel, durable or group name.
    const std::string& channel = subscription.channel.value();
    if (subscription.isGrouped())
        return "q\n" + channel + '\n' + subscription.durable + '\n' + subscription.queueGroup;
    if (subscription.isDurable())
        return "d\n" + channel + '\n' + subscription.client.value() + '\n' + subscription.durable;
    return "p\n" + channel + '\n' + std::to_string(subscription.id);
}

void Mirror::apply(Nanos time, const wire::ClientConnected& event)
{
    // A known id: the broker closed the old client first (section 3.4).
    removeClient(time, event.client);
    m_clients[event.client] = Client{{}, time, 0};
}

void Mirror::apply(Nanos time, const wire::ClientClosed& event)
{
    removeClient(time, event.client);
}

void Mirror::apply(Nanos time, const wire::PingRefused& event)
{
    removeClient(time, event.client);
}

void Mirror::removeClient(Nanos time, const ClientId& client)
{
    if (m_clients.erase(client) == 0)
        return;
    std::vector<std::uint32_t> ids;
    for (const auto& [id, subscription] : m_subscriptions)
        if (subscription.client == client)
            ids.push_back(id);
    for (const std::uint32_t id : ids)
        removeSubscription(time, id, false);
}

std::uint64_t Mirror::startOf(const wire::Subscribed& event) const
{
    // StartPosition: NewOnly 0, LastReceived 1, TimeDeltaStart 2, SequenceStart 3, First 4 (section
    // 2). For the ones whose first sequence is not known here, the first delivery corrects it.
    const std::uint64_t last = m_messages->last(event.channel);
    if (event.start == 4)
        return 0;
    return event.start == 1 && last > 0 ? last - 1 : last;
}

void Mirror::apply(Nanos time, const wire::Subscribed& event)
{
    SubscriptionState state;
    state.id = event.subscription.value();
    state.client = event.client;
    state.channel = event.channel;
    state.queueGroup = event.queueGroup;
    state.durable = event.durable;
    state.ackWait = ackWaitOf(event.ackWaitSeconds);
    state.maxInflight = std::max(1, event.maxInflight);
    m_clients.try_emplace(event.client, Client{{}, time, 0});
    if (std::find(m_subscriberOrder.begin(), m_subscriberOrder.end(), event.client)
        == m_subscriberOrder.end())
        m_subscriberOrder.push_back(event.client);

    state.groupKey = keyOf(state);
    state.clientName = m_writer->intern(event.client.value());
    state.channelName = m_writer->intern(event.channel.value());
    state.groupName = m_writer->intern(event.queueGroup);
    Group& group = m_groups[state.groupKey];
    if (group.members.empty() && !group.shadow)
        group.lastSent = startOf(event);
    state.lastSent = group.members.empty() || !state.isGrouped() ? group.lastSent : 0;
    if (group.shadow) {
        // What was pending is re-sent at once by sequence, deadline = old + W.
        for (auto& [sequence, pending] : group.shadow->takeAll())
            state.add(sequence, pending.deadline, pending.row, time);
        state.lastSent = group.shadow->lastSent;
        state.resuming = state.pendingCount() > 0;
        state.resetTimer(time + state.ackWait);
        group.shadow.reset();
    }
    group.members.push_back(state.id);
    m_subscriptions[state.id] = std::move(state);
}

void Mirror::apply(Nanos time, const wire::Unsubscribed& event)
{
    removeSubscription(time, event.subscription.value(), event.remove);
}

void Mirror::removeSubscription(Nanos time, std::uint32_t id, bool unsubscribed)
{
    const auto found = m_subscriptions.find(id);
    if (found == m_subscriptions.end())
        return;
    SubscriptionState state = std::move(found->second);
    m_subscriptions.erase(found);
    const std::string key = state.groupKey;
    Group& group = m_groups[key];
    // The broker overwrites the leaver with the last member, then shrinks (section 3.1).
    if (const auto member = std::find(group.members.begin(), group.members.end(), id);
        member != group.members.end()) {
        *member = group.members.back();
        group.members.pop_back();
    }
    if (!group.members.empty()) {
        transfer(time, state, group);
        return;
    }
    const bool keeps = state.isDurable() && !unsubscribed;
    for (const auto& [sequence, pending] : state.pending())
        end(pending.row, time, keeps ? DeliveryEnd::Transferred : DeliveryEnd::Dropped, 0);
    if (!keeps) {
        m_groups.erase(key);
        return;
    }
    state.offline = true;
    state.stopTimer();
    state.lastSent = group.lastSent;
    group.shadow = std::move(state);
}

void Mirror::transfer(Nanos time, SubscriptionState& from, Group& group)
{
    const auto entries = from.takeAll();
    std::size_t next = 0;
    for (const auto& [sequence, pending] : entries) {
        SubscriptionState& to = m_subscriptions[group.members[next++ % group.members.size()]];
        to.add(sequence, time - std::chrono::seconds(1), pending.row, time);
        to.resetTimer(time + transferDelay);
        end(pending.row, time, DeliveryEnd::Transferred, to.clientName);
    }
    for (const std::uint32_t member : group.members)
        refreshDeadlines(m_subscriptions[member]);
}

std::uint32_t Mirror::appendDelivery(Nanos time, const SubscriptionState& subscription,
                                     const wire::Delivered& event)
{
    const std::uint64_t sequence = event.sequence.value();
    const std::uint32_t message =
        m_messages->delivered(time, subscription.channel, sequence, event.payload);
    const std::uint32_t row = m_writer->rows().deliveries.append([&](DeliveryRow& delivery) {
        delivery.client = subscription.clientName;
        delivery.channel = subscription.channelName;
        delivery.group = subscription.groupName;
        delivery.subscription = subscription.id;
        delivery.sequence = event.sequence;
        delivery.attempt = event.redeliveryCount + 1;
        delivery.deliveredAt = time;
        delivery.message = message + 1;
    });
    MessageRow& stored = m_writer->editMessage(message);
    stored.deliveries.set(stored.deliveries.get() + 1);
    stored.lastReplica.set(m_writer->rows().deliveries[row].client);
    if (!stored.firstDelivery.get())
        stored.firstDelivery.set(row + 1);
    stored.lastDelivery.set(row + 1);
    return row;
}

void Mirror::apply(Nanos time, const wire::Delivered& event)
{
    const auto found = m_subscriptions.find(event.subscription.value());
    if (found == m_subscriptions.end())
        return;
    SubscriptionState& subscription = found->second;
    Group& group = m_groups[subscription.groupKey];
    const std::uint64_t sequence = event.sequence.value();
    const std::uint32_t row = appendDelivery(time, subscription, event);
    const bool resent = event.redelivered && subscription.resuming;

    if (event.redelivered) {
        redelivered(time, subscription, group, row, sequence);
    } else {
        subscription.resuming = false;
        subscription.add(sequence, time + subscription.ackWait, row + 1, time);
        subscription.lastSent = std::max(subscription.lastSent, sequence);
        group.lastSent = std::max(group.lastSent, sequence);
    }
    group.latest.insert(sequence, row + 1);
    if (const PendingDelivery* pending = subscription.find(sequence))
        m_writer->editDelivery(row).deadline.set(subscription.predicted(*pending).count());
    // The chosen first member goes to the end of the list (section 3.1); a resume sticks to its
    // holder.
    if (!resent && group.members.size() > 1 && group.members.front() == subscription.id)
        std::rotate(group.members.begin(), group.members.begin() + 1, group.members.end());
    if (m_onDelivery)
        m_onDelivery(row);
}

void Mirror::redelivered(Nanos time, SubscriptionState& subscription, Group& group,
                         std::uint32_t row, std::uint64_t sequence)
{
    if (const RowRef before = group.latest.find(sequence))
        chain(before, row, time);
    for (const std::uint32_t member : group.members)
        if (m_subscriptions[member].holds(sequence))
            m_subscriptions[member].noteRedelivery(time);
    if (PendingDelivery* own = subscription.find(sequence)) {
        own->row = row + 1;
        subscription.setDeadline(sequence, own->deadline + subscription.ackWait);
        return;
    }
    takeFromOthers(group, subscription.id, sequence);
    subscription.add(sequence, time + subscription.ackWait, row + 1, time);
}

RowRef Mirror::takeFromOthers(Group& group, std::uint32_t own, std::uint64_t sequence)
{
    for (const std::uint32_t id : group.members) {
        if (id == own)
            continue;
        SubscriptionState& other = m_subscriptions[id];
        if (const auto taken = other.take(sequence)) {
            other.unstall();
            return taken->row;
        }
    }
    return 0;
}

void Mirror::chain(RowRef from, std::uint32_t to, Nanos time)
{
    const NameId client = m_writer->rows().deliveries[to].client;
    DeliveryRow& before = m_writer->editDelivery(from - 1);
    before.next.set(to + 1);
    if (before.end.get() == DeliveryEnd::Running || before.end.get() == DeliveryEnd::Evicted) {
        const auto dead = m_deadSince.find(ClientId(m_writer->rows().name(before.client)));
        const bool toDead = dead != m_deadSince.end() && dead->second <= before.deliveredAt;
        end(from, time, toDead ? DeliveryEnd::SentToDead : DeliveryEnd::Expired, client);
    } else if (before.end.get() == DeliveryEnd::Transferred) {
        before.other.set(client);
    }
}

void Mirror::end(RowRef row, Nanos time, DeliveryEnd end, NameId other)
{
    if (row == 0)
        return;
    DeliveryRow& delivery = m_writer->editDelivery(row - 1);
    delivery.end.set(end);
    delivery.endedAt.set(time.count());
    delivery.other.set(other);
    const bool acked = end == DeliveryEnd::Acked || end == DeliveryEnd::SettledByLateAck;
    if (acked
        && m_writer->rows().messages[delivery.message - 1].outcome.get() == MessageOutcome::Waiting)
        m_writer->editMessage(delivery.message - 1).outcome.set(MessageOutcome::Settled);
}

void Mirror::apply(Nanos time, const wire::AckSent& event)
{
    const auto found = m_subscriptions.find(event.subscription.value());
    if (found == m_subscriptions.end())
        return; // the broker has unsubscribed its ack inbox: the ack is lost (section 3.3)
    SubscriptionState& subscription = found->second;
    const std::uint64_t sequence = event.sequence.value();
    if (const auto own = subscription.take(sequence)) {
        end(own->row, time, DeliveryEnd::Acked, 0);
        subscription.unstall();
        return;
    }
    Group& group = m_groups[subscription.groupKey];
    if (const RowRef row = takeFromOthers(group, subscription.id, sequence))
        end(row, time, DeliveryEnd::SettledByLateAck, subscription.clientName);
    subscription.unstall();
}

void Mirror::apply(Nanos time, const wire::HeartbeatSent& event)
{
    const auto found = m_clients.find(event.client);
    if (found == m_clients.end())
        return;
    Client& client = found->second;
    if (client.heartbeatSince)
        ++client.missed;
    client.heartbeatSince = time;
}

void Mirror::apply(Nanos time, const wire::HeartbeatAnswered& event)
{
    const auto found = m_clients.find(event.client);
    if (found == m_clients.end())
        return;
    found->second = Client{{}, time, 0};
}

void Mirror::advanceHeartbeats(Nanos now)
{
    const Nanos timeout = std::chrono::seconds(m_heartbeats.heartbeatTimeoutSeconds);
    std::vector<ClientId> evicted;
    for (auto& [id, client] : m_clients) {
        if (!client.heartbeatSince || *client.heartbeatSince + timeout > now)
            continue;
        client.lastHeartbeat = *client.heartbeatSince + timeout;
        client.heartbeatSince.reset();
        if (++client.missed > static_cast<std::uint32_t>(m_heartbeats.heartbeatFailures))
            evicted.push_back(id);
    }
    for (const ClientId& id : evicted)
        removeClient(now, id);
}

std::optional<Nanos> Mirror::evictionAt(const ClientId& id) const
{
    const auto found = m_clients.find(id);
    if (found == m_clients.end())
        return std::nullopt;
    const Client& client = found->second;
    const Nanos interval = std::chrono::seconds(m_heartbeats.heartbeatIntervalSeconds);
    const Nanos timeout = std::chrono::seconds(m_heartbeats.heartbeatTimeoutSeconds);
    const Nanos first = client.heartbeatSince.value_or(client.lastHeartbeat + interval) + timeout;
    const auto more = std::max<std::int64_t>(
        0, m_heartbeats.heartbeatFailures - static_cast<std::int64_t>(client.missed));
    return first + more * (interval + timeout);
}

void Mirror::setDead(const ClientId& client, Nanos since)
{
    if (since == Nanos{})
        m_deadSince.erase(client);
    else
        m_deadSince[client] = since;
}

void Mirror::advance(Nanos now)
{
    if (!m_brokerRuns)
        return;
    advanceHeartbeats(now);
    for (auto& [id, subscription] : m_subscriptions) {
        const auto client = m_clients.find(subscription.client);
        const bool skips =
            !subscription.isGrouped() && client != m_clients.end() && client->second.missed > 0;
        if (subscription.advance(now, skips))
            refreshDeadlines(subscription);
        for (const std::uint64_t sequence : subscription.overdue(now, overdueGrace)) {
            const auto pending = subscription.take(sequence);
            end(pending->row, now, DeliveryEnd::Evicted, 0);
            subscription.unstall();
        }
    }
}

void Mirror::refreshDeadlines(SubscriptionState& subscription)
{
    for (const auto& [sequence, pending] : subscription.pending()) {
        const std::int64_t predicted = subscription.predicted(pending).count();
        if (pending.row && m_writer->rows().deliveries[pending.row - 1].deadline.get() != predicted
            && m_writer->rows().deliveries[pending.row - 1].end.get() == DeliveryEnd::Running)
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
    for (auto& [id, client] : m_clients)
        client = Client{{}, now, 0};
    if (restarted && !keptStore) {
        std::vector<ClientId> all;
        for (const auto& [id, client] : m_clients)
            all.push_back(id);
        for (const ClientId& id : all)
            removeClient(now, id);
        m_groups.clear();
        return;
    }
    for (auto& [id, subscription] : m_subscriptions) {
        if (restarted) {
            // Recovered entries expire at message timestamp + W; what is older comes at once
            // (sections 3.2, 3.5). The store time is close to the first delivery's.
            for (const std::uint64_t sequence :
                 subscription.earliest(subscription.pendingCount())) {
                const RowRef row = subscription.find(sequence)->row;
                if (!row)
                    continue;
                const RowRef message = m_writer->rows().deliveries[row - 1].message;
                const Nanos stored = m_writer->rows().messages[message - 1].storedAt;
                subscription.setDeadline(sequence, std::max(stored + subscription.ackWait, now));
            }
            if (subscription.pendingCount() > 0)
                subscription.resetTimer(now + subscription.ackWait);
        }
        subscription.excuse(now);
        refreshDeadlines(subscription);
    }
}

void Mirror::tapGap(Nanos time)
{
    for (auto& [id, subscription] : m_subscriptions)
        for (auto& [sequence, pending] : subscription.takeAll())
            end(pending.row, time, DeliveryEnd::Unknown, 0);
}

} // namespace stanscope

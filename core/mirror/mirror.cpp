#include "core/mirror/mirror.h"

#include <algorithm>
#include <utility>

// Clients and subscriptions come and go. Deliveries are in mirrordeliveries.cpp, acks in
// mirroracks.cpp, time in mirrortime.cpp, monitoring in mirrorbootstrap.cpp, what it shows in
// mirrorviews.cpp and mirrorstates.cpp.
namespace stanscope {

Mirror::Mirror(BrokerWriter& writer, MessageBook& messages, OnDelivery onDelivery)
    : m_writer(&writer)
    , m_messages(&messages)
    , m_onDelivery(std::move(onDelivery))
{
}

Mirror::Mirror(const Mirror& other, BrokerWriter& writer, MessageBook& messages,
               OnDelivery onDelivery)
    : Mirror(other)
{
    m_writer = &writer;
    m_messages = &messages;
    m_onDelivery = std::move(onDelivery);
}

std::string Mirror::keyOf(const SubscriptionState& subscription)
{
    // \n occurs in no channel, durable or group name.
    const std::string& channel = subscription.channel.value();
    if (subscription.isGrouped())
        return channel + "\nq\n" + subscription.queueName();
    if (subscription.isDurable())
        return channel + "\nd\n" + subscription.client.value() + '\n' + subscription.durable;
    return channel + "\np\n" + std::to_string(subscription.id);
}

void Mirror::apply(Nanos time, const wire::ConnectRequested& event)
{
    m_clients.connectRequested(time, event.client);
}

void Mirror::apply(Nanos time, const wire::ClientConnected& event)
{
    const Booking booking(*this);
    ClientRegistry::Client* known = m_clients.find(event.client);
    if (time <= m_bootstrapped && known
        && (known->heartbeatInbox == event.heartbeatInbox || known->heartbeatInbox.isNull())) {
        known->heartbeatInbox = event.heartbeatInbox;
        known->isProven = true;
        return; // the bootstrap listed it, or its subscriptions
    }
    // A known id: the broker closed the old client first (section 3.4).
    evictBefore(time);
    removeClient(time, event.client);
    m_clients.connect(time, event.client, event.heartbeatInbox);
}

void Mirror::apply(Nanos time, const wire::ClientClosed& event)
{
    const Booking booking(*this);
    // What the bootstrap listed has connected again since.
    if (time < m_asked)
        return;
    evictBefore(time);
    removeClient(time, event.client);
}

void Mirror::apply(Nanos time, const wire::PingRefused& event)
{
    const Booking booking(*this);
    if (time < m_asked)
        return;
    evictBefore(time);
    removeClient(time, event.client);
}

void Mirror::apply(Nanos time, const wire::HeartbeatSent& event)
{
    m_clients.heartbeatSent(time, event.client);
}

void Mirror::apply(Nanos time, const wire::HeartbeatAnswered& event)
{
    m_clients.heartbeatAnswered(time, event.client);
}

void Mirror::apply(Nanos, const monitor::Presence& event)
{
    m_clients.setListening(event.client, event.listening);
}

/// Who leaves after whom decides who gets what: those whose heartbeats have timed out by `time`
/// left before those who leave then.
void Mirror::evictBefore(Nanos time)
{
    if (!m_brokerRuns || m_tapAway)
        return;
    for (const auto& [id, since] : m_clients.advanceBefore(time)) {
        removeClient(since, id);
        ++m_conclusions;
    }
}

void Mirror::removeClient(Nanos time, const ClientId& id)
{
    const ClientRegistry::Client* client = m_clients.find(id);
    if (!client)
        return;
    const std::vector<std::uint32_t> subscriptions = client->subscriptions;
    m_clients.remove(id);
    for (const std::uint32_t subscription : subscriptions)
        removeSubscription(time, subscription, false);
}

std::uint64_t Mirror::startOf(const wire::Subscribed& event) const
{
    // StartPosition: NewOnly 0, LastReceived 1, TimeDeltaStart 2, SequenceStart 3, First 4 (section
    // 2). For the ones whose first sequence is not known here, the first delivery corrects it.
    const std::uint64_t last = m_messages->last(event.channel);
    if (event.start == 4) {
        const std::uint64_t first = m_messages->first(event.channel).value_or(0);
        return first > 0 ? first - 1 : 0;
    }
    return event.start == 1 && last > 0 ? last - 1 : last;
}

SubscriptionState Mirror::make(const ClientId& client, const ChannelName& channel,
                               const std::string& queueGroup, const std::string& durable,
                               std::uint32_t id)
{
    SubscriptionState state;
    state.id = id;
    state.client = client;
    state.channel = channel;
    state.queueGroup = queueGroup;
    state.durable = durable;
    state.groupKey = keyOf(state);
    state.clientName = m_writer->intern(client.value());
    state.channelName = m_writer->intern(channel.value());
    state.groupName = m_writer->intern(queueGroup);
    return state;
}

void Mirror::noteSubscriber(const ClientId& client)
{
    if (m_knownSubscribers.insert(client).second)
        m_subscriberOrder.push_back(client);
}

Joining Mirror::joiningOf(const SubscriptionState& state, const Group& group) const
{
    if (group.shadow)
        return Joining::Resumed;
    if (!group.members.empty())
        return Joining::Joined;
    // A durable, or a group, of before the mirror came, or of a gap.
    const bool mayHaveBeenThere = state.isGrouped() || state.isDurable();
    const bool isBlind = m_messages->isBlind() || m_tapBack > m_bootstrapped;
    return mayHaveBeenThere && isBlind ? Joining::Unknown : Joining::Created;
}

void Mirror::apply(Nanos time, const wire::Subscribed& event)
{
    const Booking booking(*this);
    const std::uint32_t id = event.subscription.value();
    if (m_subscriptions.contains(id) || time < m_asked)
        return; // the bootstrap listed it, or it was gone by then
    SubscriptionState state =
        make(event.client, event.channel, event.queueGroup, event.durable, id);
    state.inbox = event.inbox;
    state.ackInbox = event.ackInbox;
    state.ackWait = ackWaitOf(event.ackWaitSeconds);
    state.ackWaitSeconds = event.ackWaitSeconds;
    state.maxInflight = std::max(1, event.maxInflight);
    noteSubscriber(event.client);
    if (!m_clients.contains(event.client))
        m_clients.connect(time, event.client, {});

    // An active duplicate is only accepted by a broker that replaces it (section 3.4).
    if (const auto old = m_groups.find(state.groupKey);
        !state.isGrouped() && old != m_groups.end() && !old->second.members.empty())
        removeSubscription(time, old->second.members.front(), false);
    Group& group = m_groups[state.groupKey];
    const bool isFirst = group.members.empty() && !group.shadow;
    if (isFirst)
        group.lastSent = startOf(event);
    state.lastSent = isFirst ? group.lastSent : 0;
    state.fresh = isFirst;
    state.joined = time;
    state.joining = joiningOf(state, group);
    if (group.shadow) {
        // What was pending is re-sent at once by sequence, deadline = old + W.
        SubscriptionState shadow = takeShadow(group);
        state.setUnknown(shadow.unknown, time);
        state.isFar = shadow.isFar;
        state.isRough = shadow.isRough;
        state.lastSent = shadow.lastSent;
        for (auto& [sequence, pending] : shadow.takeAll())
            state.put(sequence, pending);
        state.resuming = state.pendingCount();
        state.resumesUntil = time + state.ackWait / 2;
        state.ensureTimer(time + state.ackWait);
    }
    group.members.push_back(id);
    m_clients.addSubscription(event.client, id);
    insert(std::move(state));
}

void Mirror::apply(Nanos time, const wire::Unsubscribed& event)
{
    // Of one that the bootstrap listed too: its number is nobody else's, so that it left after the
    // answer, of which nobody knows the moment exactly.
    const Booking booking(*this);
    evictBefore(time);
    removeSubscription(time, event.subscription.value(), event.remove);
}

/// The broker overwrites the leaver with the last member, then shrinks (section 3.1). Where it
/// shows late that it left at `time`, others may have come since.
void Mirror::leaveGroup(Nanos time, SubscriptionState& state, Group& group)
{
    auto& members = group.members;
    const auto last = std::find_if(members.rbegin(), members.rend(), [&](std::uint32_t id) {
        return id == state.id || at(id).joined <= time;
    });
    if (const auto member = std::find(members.begin(), members.end(), state.id);
        member != members.end()) {
        *member = *last;
        members.erase(std::next(last).base());
    }
    if (members.empty())
        group.stalledMembers = 0;
    else if (state.stalled && group.stalledMembers > 0)
        --group.stalledMembers;
}

void Mirror::removeSubscription(Nanos time, std::uint32_t id, bool unsubscribed)
{
    if (!m_subscriptions.contains(id))
        return;
    SubscriptionState state = extract(id);
    m_clients.removeSubscription(state.client, id);
    if (!hasLiveSubscriptions(state.channel))
        m_leftAt[state.channel] = std::max(m_leftAt[state.channel], time);
    const std::string key = state.groupKey;
    Group& group = m_groups[key];
    leaveGroup(time, state, group);
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
    state.resuming = 0;
    if (state.isGrouped())
        state.lastSent = group.lastSent;
    setShadow(group, std::move(state));
}

/// Dealt round-robin in the order of deadlines, re-sent soon (section 3.2). Entries without a known
/// sequence take their turns last: the counts come out right.
void Mirror::transfer(Nanos time, SubscriptionState& from, Group& group)
{
    const Nanos dealtDeadline = time - SubscriptionState::dealtAgo;
    bool carriesLast = from.lastSent == group.lastSent;
    // Where it shows late that it left, others may have come since.
    std::vector<std::uint32_t> members = group.members;
    std::erase_if(members, [&](std::uint32_t id) { return at(id).joined > time; });
    if (members.empty())
        members = group.members;
    std::size_t next = 0;
    const auto receiver = [&]() -> SubscriptionState& {
        SubscriptionState& to = edit(members[next++ % members.size()]);
        to.rearm(time, std::max(time, group.lastDealt) + SubscriptionState::transferDelay);
        return to;
    };
    for (auto& [sequence, pending] : from.takeAll()) {
        SubscriptionState& to = receiver();
        pending.deadline = dealtDeadline;
        pending.guessed = false;
        pending.doubtful = false;
        pending.expectedSince.reset();
        to.put(sequence, pending);
        to.lastSent = std::max(to.lastSent, sequence);
        carriesLast = carriesLast && sequence != group.lastSent;
        end(pending.row, time, DeliveryEnd::Transferred, to.clientName);
    }
    const std::uint64_t count = members.size();
    const std::uint64_t unknown = std::exchange(from.unknown, 0);
    for (std::uint64_t turn = 0; turn < std::min(unknown, count); ++turn) {
        const std::uint64_t share = unknown / count + (turn < unknown % count ? 1 : 0);
        receiver().dealUnknown(share, dealtDeadline, time);
    }
    if (carriesLast) {
        SubscriptionState& first = edit(group.members.front());
        first.lastSent = std::max(first.lastSent, group.lastSent);
    }
    // What was dealt after that was dealt without knowing of it.
    const bool isOutOfTurn = time < group.lastDealt && group.members.size() > 1;
    for (const std::uint32_t member : group.members) {
        if (isOutOfTurn)
            edit(member).doubtDealt(time, group.lastDealt);
        refreshDeadlines(at(member));
    }
    group.lastDealt = std::max(group.lastDealt, time);
}

} // namespace stanscope

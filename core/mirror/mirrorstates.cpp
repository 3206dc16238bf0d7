#include "core/mirror/mirror.h"

#include <algorithm>

// The whole mirror as values: for `--state`, and in the endpoint's own words for the drift check.
namespace stanscope {

std::vector<MirrorState::Client> Mirror::clientStates() const
{
    std::vector<MirrorState::Client> states;
    for (const auto& [id, client] : m_clients.clients())
        states.push_back({id, client.heartbeatInbox, m_clients.health(id)});
    return states;
}

MirrorState::Subscription Mirror::stateOf(const SubscriptionState& subscription,
                                          std::uint64_t& room) const
{
    MirrorState::Subscription state;
    state.client = subscription.client;
    state.inbox = subscription.inbox;
    state.ackInbox = subscription.ackInbox;
    if (subscription.isGrouped())
        state.queueName = subscription.queueName();
    else
        state.durableName = subscription.durable;
    state.durable = subscription.isDurable();
    state.offline = subscription.offline;
    state.maxInflight = subscription.maxInflight;
    state.ackWaitSeconds = subscription.ackWaitSeconds;
    state.lastSent = Sequence(subscription.lastSent);
    state.pending = subscription.pendingCount();
    state.stalled = subscription.stalled;
    state.pendingIsGuess = subscription.isPendingGuess();
    state.lastSentIsGuess = (subscription.fresh || subscription.isRough) && !subscription.offline;
    for (const auto& [sequence, pending] : subscription.pending()) {
        MirrorState::Outstanding outstanding;
        outstanding.sequence = Sequence(sequence);
        const Nanos deadline = subscription.predicted(pending);
        if (!subscription.offline && deadline != Nanos{})
            outstanding.deadline = deadline;
        outstanding.isGuess = outstanding.deadline && subscription.isGuess(pending);
        if (pending.row)
            outstanding.attempt = m_writer->rows().deliveries[pending.row - 1].attempt;
        state.outstanding.push_back(outstanding);
    }
    const auto unknown = std::min(subscription.unknown, room);
    room -= unknown;
    state.outstanding.resize(state.outstanding.size() + unknown);
    return state;
}

/// Stored, and not sent yet; what a limit has taken will not be.
std::uint64_t Mirror::behind(const MirrorState::Channel& channel, std::uint64_t sent)
{
    const std::uint64_t first = channel.first ? channel.first->value() : 0;
    const std::uint64_t from = std::max(sent, first > 0 ? first - 1 : 0);
    return channel.last.value() > from ? channel.last.value() - from : 0;
}

const SubscriptionState* Mirror::anyOf(const Group& group) const
{
    if (!group.members.empty())
        return &m_subscriptions.at(group.members.front());
    return group.shadow ? &*group.shadow : nullptr;
}

MirrorState::Group Mirror::totalsOf(const Group& group, const MirrorState::Channel& channel) const
{
    MirrorState::Group totals;
    totals.queueName = anyOf(group)->queueName();
    totals.members = group.members.size();
    const auto add = [&totals](const SubscriptionState& state) {
        totals.pending += state.pendingCount();
        totals.stalled += state.stalled ? 1 : 0;
        totals.isGuess = totals.isGuess || state.isPendingGuess();
    };
    for (const std::uint32_t member : group.members)
        add(m_subscriptions.at(member));
    if (group.shadow)
        add(*group.shadow);
    const std::uint64_t sent = group.shadow ? group.shadow->lastSent : group.lastSent;
    totals.lastSent = Sequence(sent);
    totals.undelivered = behind(channel, sent);
    totals.isGuess = totals.isGuess || (group.isRough && !group.shadow) || channel.lastIsGuess;
    return totals;
}

std::vector<MirrorState::Channel> Mirror::channelStates() const
{
    // A count costs whoever claims it nothing: entries without a sequence are listed up to here.
    std::uint64_t room = 65536;
    std::map<ChannelName, MirrorState::Channel> channels;
    for (const ChannelName& name : m_messages->channels()) {
        MirrorState::Channel& channel = channels[name];
        if (const auto first = m_messages->first(name))
            channel.first = Sequence(*first);
        channel.last = Sequence(m_messages->last(name));
        channel.lastIsGuess = m_messages->isLastGuess(name);
    }
    const auto add = [&](const SubscriptionState& state, std::uint64_t sent) {
        MirrorState::Channel& channel = channels[state.channel];
        channel.subscriptions.push_back(stateOf(state, room));
        channel.subscriptions.back().undelivered = behind(channel, sent);
    };
    // Plain subscriptions by their numbers, durables and groups by name.
    for (const auto& [id, subscription] : m_subscriptions)
        if (!subscription.isGrouped() && !subscription.isDurable())
            add(subscription, subscription.lastSent);
    for (const auto& [key, group] : m_groups) {
        if (group.shadow)
            add(*group.shadow, group.shadow->lastSent);
        for (const std::uint32_t member : group.members)
            if (const SubscriptionState& state = m_subscriptions.at(member);
                state.isGrouped() || state.isDurable())
                add(state, state.isGrouped() ? group.lastSent : state.lastSent);
        if (const SubscriptionState* one = anyOf(group); one && one->isGrouped()) {
            MirrorState::Channel& channel = channels[one->channel];
            channel.groups.push_back(totalsOf(group, channel));
        }
    }
    std::vector<MirrorState::Channel> states;
    for (auto& [name, channel] : channels) {
        channel.name = name;
        states.push_back(std::move(channel));
    }
    return states;
}

std::vector<MonitoredClient> Mirror::monitoredClients() const
{
    std::vector<MonitoredClient> result;
    for (const auto& [id, client] : m_clients.clients())
        result.push_back({id, client.heartbeatInbox});
    return result;
}

MonitoredSubscription Mirror::describe(const SubscriptionState& state)
{
    MonitoredSubscription row;
    row.subscription = state.id;
    row.client = state.client;
    row.inbox = state.inbox;
    row.ackInbox = state.ackInbox;
    row.queueGroup = state.queueGroup;
    row.durable = state.durable;
    row.offline = state.offline;
    row.stalled = state.stalled;
    row.maxInflight = state.maxInflight;
    row.ackWaitSeconds = static_cast<std::int32_t>(
        std::chrono::duration_cast<std::chrono::seconds>(state.ackWait).count());
    row.lastSent = Sequence(state.lastSent);
    row.pending = state.pendingCount();
    return row;
}

std::vector<MonitoredChannel> Mirror::monitoredChannels() const
{
    std::map<ChannelName, MonitoredChannel> channels;
    for (const ChannelName& name : m_messages->channels()) {
        channels[name].first = Sequence(m_messages->first(name).value_or(0));
        channels[name].last = Sequence(m_messages->last(name));
    }
    for (const auto& [key, group] : m_groups) {
        if (group.shadow)
            channels[group.shadow->channel].subscriptions.push_back(describe(*group.shadow));
        for (const std::uint32_t member : group.members) {
            const SubscriptionState& state = m_subscriptions.at(member);
            channels[state.channel].subscriptions.push_back(describe(state));
        }
    }
    std::vector<MonitoredChannel> result;
    for (auto& [name, channel] : channels) {
        channel.name = name;
        result.push_back(std::move(channel));
    }
    return result;
}

bool Mirror::isAtRest(const ChannelName& channel) const
{
    const auto here = m_byChannel.find(channel);
    if (here == m_byChannel.end())
        return true;
    for (const std::uint32_t id : here->second) {
        const SubscriptionState& subscription = at(id);
        const ClientRegistry::Client* client = m_clients.find(subscription.client);
        if (subscription.isExpecting() || (client && client->evictionDue))
            return false;
    }
    return true;
}

} // namespace stanscope

#include "core/mirror/mirror.h"

#include <algorithm>

// What the Mirror shows of itself; the folding is in mirror.cpp.
namespace stanscope {

std::uint32_t Mirror::outstanding(const ClientId& client) const
{
    const auto theirs = m_byClient.find(client);
    if (theirs == m_byClient.end() || m_holders.empty())
        return 0;
    std::size_t count = 0;
    for (const std::uint32_t id : theirs->second)
        count += at(id).pendingCount();
    return static_cast<std::uint32_t>(count);
}

RowRef Mirror::latestDelivery(wire::SubscriptionId subscription, Sequence sequence) const
{
    const auto found = m_subscriptions.find(subscription.value());
    if (found == m_subscriptions.end())
        return 0;
    const auto group = m_groups.find(found->second.groupKey);
    return group == m_groups.end() ? 0 : group->second.latest.find(sequence.value());
}

Joining Mirror::joiningOf(wire::SubscriptionId subscription) const
{
    const auto found = m_subscriptions.find(subscription.value());
    return found == m_subscriptions.end() ? Joining::Unknown : found->second.joining;
}

const ChannelName& Mirror::channelOf(wire::SubscriptionId subscription) const
{
    static const ChannelName none;
    const auto found = m_subscriptions.find(subscription.value());
    return found == m_subscriptions.end() ? none : found->second.channel;
}

bool Mirror::isQuiet(const ChannelName& channel) const
{
    if (m_messages->unanswered() > 0 || outstanding() > 0)
        return false;
    const std::uint64_t last = m_messages->last(channel);
    bool someoneListens = last == 0;
    if (const auto here = m_byChannel.find(channel); here != m_byChannel.end())
        for (const std::uint32_t id : here->second) {
            someoneListens = true;
            if (m_groups.at(at(id).groupKey).lastSent < last)
                return false;
        }
    return someoneListens;
}

namespace {

SubscriptionView viewOf(const SubscriptionState& state)
{
    SubscriptionView view;
    view.id = state.id;
    view.client = state.client;
    view.channel = state.channel;
    view.queueGroup = state.queueGroup;
    view.durable = state.durable;
    view.ackWaitSeconds = state.ackWaitSeconds;
    view.maxInflight = state.maxInflight;
    view.pending = static_cast<std::uint32_t>(state.pendingCount());
    view.unknown = static_cast<std::uint32_t>(state.unknown);
    view.lastSent = Sequence(state.lastSent);
    view.stalled = state.stalled;
    view.offline = state.offline;
    view.pendingIsGuess = state.isPendingGuess();
    view.lastSentIsGuess = (state.fresh || state.isRough) && !state.offline;
    view.joining = state.joining;
    return view;
}

} // namespace

std::vector<SubscriptionView> Mirror::subscriptionViews() const
{
    std::vector<SubscriptionView> views;
    const auto add = [&](const SubscriptionState& state, std::uint64_t sent) {
        const std::uint64_t first = m_messages->first(state.channel).value_or(0);
        const std::uint64_t from = std::max(sent, first > 0 ? first - 1 : 0);
        const std::uint64_t last = m_messages->last(state.channel);
        views.push_back(viewOf(state));
        views.back().undelivered = last > from ? last - from : 0;
    };
    for (const auto& [id, subscription] : m_subscriptions)
        add(subscription,
            subscription.isGrouped() ? m_groups.at(subscription.groupKey).lastSent
                                     : subscription.lastSent);
    for (const auto& [key, group] : m_groups)
        if (group.shadow)
            add(*group.shadow, group.shadow->lastSent);
    return views;
}

std::vector<ClientView> Mirror::clientViews() const
{
    std::vector<ClientView> views;
    views.reserve(m_clients.clients().size());
    for (const auto& [id, client] : m_clients.clients())
        views.push_back(clientViewOf(id, client));
    return views;
}

ClientView Mirror::clientViewOf(const ClientId& id, const ClientRegistry::Client& client) const
{
    const auto hasUnknown = [this](std::uint32_t subscription) {
        const auto found = m_subscriptions.find(subscription);
        return found != m_subscriptions.end() && found->second.unknown > 0;
    };
    const bool isUnproven = !client.isProven && m_unknown > 0
        && std::any_of(client.subscriptions.begin(), client.subscriptions.end(), hasUnknown);
    return {id, m_clients.health(id), client.missed, client.heartbeatInbox, isUnproven};
}

std::vector<ClientView> Mirror::doubtfulClients() const
{
    std::set<ClientId> clients = m_clients.unsettled();
    if (m_unknown > 0)
        for (const std::uint32_t id : m_holders)
            if (at(id).unknown > 0)
                clients.insert(at(id).client);
    std::vector<ClientView> views;
    for (const ClientId& id : clients) {
        const ClientRegistry::Client* client = m_clients.find(id);
        if (!client)
            continue;
        ClientView view = clientViewOf(id, *client);
        if (view.isUnproven || view.health != ClientHealth::Healthy)
            views.push_back(std::move(view));
    }
    return views;
}

std::vector<BrokerTimer> Mirror::timerViews(std::size_t limit) const
{
    std::vector<BrokerTimer> views;
    for (const std::uint32_t id : m_holders) {
        const SubscriptionState& subscription = at(id);
        for (const std::uint64_t sequence : subscription.earliest(limit)) {
            const PendingDelivery& pending = subscription.pending().at(sequence);
            if (pending.row == 0)
                continue;
            const DeliveryRow& row = m_writer->rows().deliveries[pending.row - 1];
            if (row.end.get() != DeliveryEnd::Running)
                continue;
            BrokerTimer view;
            view.delivery = pending.row;
            view.client = row.client;
            view.sequence = row.sequence;
            view.attempt = row.attempt;
            view.started = row.deliveredAt;
            view.deadline = subscription.predicted(pending);
            view.deadlineIsGuess = subscription.isGuess(pending);
            view.grouped = subscription.isGrouped();
            views.push_back(view);
        }
    }
    // One that nobody knows comes last.
    const auto at = [](const BrokerTimer& view) {
        return view.deadline == Nanos{} ? Nanos::max() : view.deadline;
    };
    std::stable_sort(views.begin(), views.end(),
                     [&at](const auto& left, const auto& right) { return at(left) < at(right); });
    if (views.size() > limit)
        views.resize(limit);
    return views;
}

} // namespace stanscope

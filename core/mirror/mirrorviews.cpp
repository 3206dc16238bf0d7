#include "core/mirror/mirror.h"

#include <algorithm>

// What the Mirror shows of itself; the folding is in mirror.cpp.
namespace stanscope {

std::uint32_t Mirror::outstanding(const ClientId& client) const
{
    std::size_t count = 0;
    for (const auto& [id, subscription] : m_subscriptions)
        if (subscription.client == client)
            count += subscription.pendingCount();
    return static_cast<std::uint32_t>(count);
}

std::uint32_t Mirror::outstanding() const
{
    std::size_t count = 0;
    for (const auto& [id, subscription] : m_subscriptions)
        count += subscription.pendingCount();
    for (const auto& [key, group] : m_groups)
        if (group.shadow)
            count += group.shadow->pendingCount();
    return static_cast<std::uint32_t>(count);
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
    for (const auto& [id, subscription] : m_subscriptions) {
        if (subscription.channel != channel)
            continue;
        someoneListens = true;
        if (m_groups.at(subscription.groupKey).lastSent < last)
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
    view.ackWaitSeconds = static_cast<std::int32_t>(
        std::chrono::duration_cast<std::chrono::seconds>(state.ackWait).count());
    view.maxInflight = state.maxInflight;
    view.pending = static_cast<std::uint32_t>(state.pendingCount());
    view.unknown = static_cast<std::uint32_t>(state.unknown);
    view.lastSent = Sequence(state.lastSent);
    view.stalled = state.stalled;
    view.offline = state.offline;
    return view;
}

} // namespace

std::vector<SubscriptionView> Mirror::subscriptionViews() const
{
    std::vector<SubscriptionView> views;
    for (const auto& [id, subscription] : m_subscriptions)
        views.push_back(viewOf(subscription));
    for (const auto& [key, group] : m_groups)
        if (group.shadow)
            views.push_back(viewOf(*group.shadow));
    return views;
}

std::vector<ClientView> Mirror::clientViews() const
{
    std::vector<ClientView> views;
    for (const auto& [id, client] : m_clients.clients()) {
        const auto hasUnknown = [this](std::uint32_t subscription) {
            const auto found = m_subscriptions.find(subscription);
            return found != m_subscriptions.end() && found->second.unknown > 0;
        };
        const bool isUnproven = !client.isProven
            && std::any_of(client.subscriptions.begin(), client.subscriptions.end(), hasUnknown);
        views.push_back(
            {id, m_clients.health(id), client.missed, client.heartbeatInbox, isUnproven});
    }
    return views;
}

std::uint64_t Mirror::unknownPending() const
{
    std::uint64_t count = 0;
    for (const auto& [id, subscription] : m_subscriptions)
        count += subscription.unknown;
    for (const auto& [key, group] : m_groups)
        if (group.shadow)
            count += group.shadow->unknown;
    return count;
}

std::vector<BrokerTimer> Mirror::timerViews(std::size_t limit) const
{
    std::vector<BrokerTimer> views;
    for (const auto& [id, subscription] : m_subscriptions) {
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

#include "core/scenario/scenariolook.h"

#include "core/attach/publisher.h"
#include "core/events/command.h"

#include <algorithm>

namespace stanscope::scenariolook {

const ReplicaView* find(const Snapshot& snapshot, const ClientId& name)
{
    if (name == transactionService())
        return snapshot.transactionService.pid == 0 && !snapshot.transactionService.everReady
            ? nullptr
            : &snapshot.transactionService;
    const auto& more = snapshot.moreTransactionServices;
    if (const auto other = std::ranges::find(more, name, &ReplicaView::name); other != more.end())
        return &*other;
    const auto found = std::ranges::find(snapshot.replicas, name, &ReplicaView::name);
    return found == snapshot.replicas.end() ? nullptr : &*found;
}

bool isLive(const ReplicaView& replica)
{
    return replica.process
        && (replica.state == ReplicaState::Running || replica.state == ReplicaState::Paused
            || replica.state == ReplicaState::Held);
}

bool isDead(const ReplicaView& replica)
{
    return replica.process
        && (replica.state == ReplicaState::Dead || replica.state == ReplicaState::Ghost);
}

std::size_t answeredOf(const Snapshot& snapshot, const AccountName& account)
{
    const History& history = *snapshot.history;
    std::size_t count = 0;
    for (std::size_t i = 0; i < snapshot.extent.transactions; ++i) {
        if (history.name(history.transactions[i].account) == account.value())
            ++count;
    }
    for (const ReplicaView& service : snapshot.moreTransactionServices)
        count += service.refused;
    return count + snapshot.transactionService.refused;
}

RowRef transactionOf(const Snapshot& snapshot, const AccountName& account, TransactionNumber number)
{
    const History& history = *snapshot.history;
    for (std::size_t i = 0; i < snapshot.extent.transactions; ++i) {
        const TransactionRow& row = history.transactions[i];
        if (row.number == number.value() && history.name(row.account) == account.value())
            return static_cast<RowRef>(i + 1);
    }
    return 0;
}

std::optional<ClientId> holderOf(const Snapshot& snapshot, const AccountName& account,
                                 TransactionNumber number)
{
    const History& history = *snapshot.history;
    const RowRef transaction = transactionOf(snapshot, account, number);
    if (transaction == 0)
        return {};
    const auto live = [&](NameId id) -> std::optional<ClientId> {
        ClientId name(history.name(id));
        const ReplicaView* replica = find(snapshot, name);
        return replica && isLive(*replica) ? std::optional(std::move(name)) : std::nullopt;
    };
    for (std::size_t i = snapshot.extent.handlings; i > 0; --i) {
        const HandlingRow& handling = history.handlings[i - 1];
        if (handling.endedAt.get() == 0 && history.transactionOf(i - 1) == transaction)
            if (auto name = live(handling.replica))
                return name;
    }
    const RowRef message = history.transactions[transaction - 1].message.get();
    for (std::size_t i = snapshot.extent.deliveries; i > 0 && message != 0; --i) {
        const DeliveryRow& delivery = history.deliveries[i - 1];
        if (delivery.message == message && delivery.end.get() == DeliveryEnd::Running)
            if (auto name = live(delivery.client))
                return name;
    }
    return {};
}

RowRef messageOf(const Snapshot& snapshot, Sequence sequence)
{
    const History& history = *snapshot.history;
    for (std::size_t i = 0; i < snapshot.extent.messages; ++i) {
        const MessageRow& message = history.messages[i];
        if (message.sequence == sequence
            && history.name(message.channel) == snapshot.channel.value())
            return static_cast<RowRef>(i + 1);
    }
    return 0;
}

std::size_t publishedOf(const Snapshot& snapshot)
{
    const History& history = *snapshot.history;
    std::size_t count = 0;
    for (std::size_t i = 0; i < snapshot.extent.messages; ++i) {
        if (history.name(history.messages[i].publisher.get()) == Publisher::clientName)
            ++count;
    }
    return count;
}

std::size_t pausesOf(const Snapshot& snapshot, NameId lane)
{
    const History& history = *snapshot.history;
    std::size_t count = 0;
    for (std::size_t i = 0; i < snapshot.extent.bands; ++i) {
        const BandRow& band = history.bands[i];
        if (band.kind == BandKind::Paused && band.lane == lane)
            ++count;
    }
    return count;
}

bool isRegistered(const Snapshot& snapshot, const ClientId& name)
{
    return std::ranges::any_of(snapshot.clients, [&](const ClientView& client) {
        return client.client == name && client.health != ClientHealth::Closed;
    });
}

bool hasSubscribed(const Snapshot& snapshot, const ClientId& name)
{
    return std::ranges::any_of(snapshot.subscriptions, [&](const SubscriptionView& subscription) {
        return subscription.client == name && !subscription.offline;
    });
}

} // namespace stanscope::scenariolook

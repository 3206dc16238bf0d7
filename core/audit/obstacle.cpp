#include "core/audit/obstacle.h"

#include "core/events/message.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace stanscope {

namespace {

using audit::Cause;
using audit::Obstacle;
using Found = std::optional<Obstacle>;

/// A message that failed this often will fail again.
constexpr std::uint32_t oftenEnough = 3;

bool isWaiting(const Snapshot& lab)
{
    return std::any_of(lab.accounts.begin(), lab.accounts.end(),
                       [](const AccountView& account) { return account.waiting > 0; });
}

/// The lowest number of each account that is neither decided nor in quarantine.
std::map<NameId, std::int64_t> lowestUndecided(const Snapshot& lab)
{
    const History& history = *lab.history;
    std::map<NameId, std::int64_t> lowest;
    for (std::size_t i = 0, size = lab.extent.transactions; i < size; ++i) {
        const TransactionRow& row = history.transactions[i];
        if (row.settled.get())
            continue;
        const auto [entry, isNew] = lowest.try_emplace(row.account, row.number);
        if (!isNew)
            entry->second = std::min(entry->second, row.number);
    }
    return lowest;
}

Found brokerDown(const Snapshot& lab)
{
    if (lab.broker.state == broker::State::Running)
        return {};
    return Obstacle{Cause::BrokerDown};
}

Found writerPaused(const Snapshot& lab)
{
    const auto isPaused = [](const ReplicaView& one) { return one.state == ReplicaState::Paused; };
    const auto& more = lab.moreTransactionServices;
    const auto another = std::ranges::find_if(more, isPaused);
    if (isPaused(lab.transactionService) && isWaiting(lab))
        return Obstacle{Cause::WriterPaused, lab.transactionService.name};
    if (another != more.end() && isWaiting(lab))
        return Obstacle{Cause::WriterPaused, another->name};
    for (const ReplicaView& one : lab.replicas)
        if (one.process && one.state == ReplicaState::Paused
            && (one.outstanding > 0 || one.doing == ReplicaView::Doing::Handling))
            return Obstacle{Cause::WriterPaused, one.name, {}, one.number, one.sequence};
    return {};
}

Found noReplica(const Snapshot& lab)
{
    const bool someone =
        std::any_of(lab.subscriptions.begin(), lab.subscriptions.end(),
                    [&](const SubscriptionView& subscription) {
                        return subscription.channel == lab.channel && !subscription.offline;
                    });
    if (someone || !isWaiting(lab))
        return {};
    return Obstacle{Cause::NoReplica};
}

Found ghost(const Snapshot& lab)
{
    for (const ReplicaView& one : lab.replicas)
        if (one.state == ReplicaState::Ghost && one.outstanding > 0)
            return Obstacle{Cause::Ghost, one.name};
    return {};
}

Found poison(const Snapshot& lab)
{
    const History& history = *lab.history;
    for (std::size_t i = 0, size = lab.extent.messages; i < size; ++i) {
        const MessageRow& message = history.messages[i];
        const MessageMeaning& meaning = history.meaning(i);
        if (meaning.outcome.get() == MessageOutcome::Failed
            && message.deliveries.get() >= oftenEnough)
            return Obstacle{Cause::Poison, ClientId(history.name(message.lastReplica.get())),
                            AccountName(history.name(meaning.account.get())),
                            TransactionNumber(meaning.number.get()), message.sequence};
    }
    return {};
}

/// The number that is waited for may not be among what the client has, and then it never comes.
Found windowFull(const Snapshot& lab)
{
    for (const SubscriptionView& subscription : lab.subscriptions)
        if (subscription.channel == lab.channel && subscription.maxInflight > 0
            && subscription.pending >= static_cast<std::uint32_t>(subscription.maxInflight)
            && isWaiting(lab))
            return Obstacle{Cause::WindowFull, subscription.client, {}, {}, subscription.lastSent};
    return {};
}

/// A later number was rejected or parked, so somebody waits for the lowest one.
Found gapAtNumber(const Snapshot& lab)
{
    const History& history = *lab.history;
    const auto lowest = lowestUndecided(lab);
    for (std::size_t i = 0, size = lab.extent.decisions; i < size; ++i) {
        const DecisionRow& decision = history.decisions[i];
        const auto gap = lowest.find(decision.account);
        const Outcome outcome = decision.outcome.get();
        const bool waits = outcome == Outcome::Rejected || outcome == Outcome::Parked;
        if (gap != lowest.end() && waits && decision.number > gap->second)
            return Obstacle{Cause::Gap,
                            {},
                            AccountName(history.name(gap->first)),
                            TransactionNumber(gap->second)};
    }
    return {};
}

} // namespace

audit::Obstacle findObstacle(const Snapshot& lab)
{
    constexpr std::array rules{brokerDown, writerPaused, noReplica,  ghost,
                               poison,     windowFull,   gapAtNumber};
    for (const auto& rule : rules)
        if (const Found found = rule(lab))
            return *found;
    return {Cause::Underway};
}

Message describe(const audit::Obstacle& obstacle)
{
    switch (obstacle.cause) {
    case Cause::None:
        return {};
    case Cause::BrokerDown:
        return message(Code::BrokerIsDown);
    case Cause::WriterPaused:
        return message(Code::WriterIsPaused, obstacle.client);
    case Cause::NoReplica:
        return message(Code::NoReplicaSubscribed);
    case Cause::Gap:
        return message(Code::GapAtNumber, obstacle.number, obstacle.account);
    case Cause::WindowFull:
        return message(Code::WindowIsFull, obstacle.client);
    case Cause::Ghost:
        return message(Code::GhostHolds, obstacle.client);
    case Cause::Poison:
        return message(Code::FailsAgain, obstacle.sequence);
    case Cause::Underway:
        return message(Code::StillUnderway);
    }
    return {};
}

} // namespace stanscope

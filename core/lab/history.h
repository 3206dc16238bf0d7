#pragma once

#include "core/fleet/fleettables.h"
#include "core/lab/jointables.h"
#include "core/ledger/ledgertables.h"
#include "core/mirror/brokertables.h"
#include "core/util/changelog.h"

#include <memory>

namespace stanscope {

/// How many rows of each table belong to one moment.
struct Extent
{
    std::size_t messages = 0;
    std::size_t deliveries = 0;
    std::size_t handlings = 0;
    std::size_t decisions = 0;
    std::size_t transactions = 0;
    std::size_t ledger = 0;
    std::size_t balances = 0;
    std::size_t bands = 0;
    std::size_t faults = 0;
    std::size_t oddities = 0;
    std::size_t lanes = 0;
    std::size_t changes = 0; ///< places of the change log

    bool operator==(const Extent&) const = default;
};

/// Everything that happened in one run: the tables of all folds, append-only, each written by its
/// own fold on the folding thread, read by any. All but the names lies in `memory`: what is old may
/// leave it and is read back when looked at.
struct History
    : Texts
    , BrokerTables
    , LedgerTables
    , FleetTables
    , JoinTables
{
    explicit History(const std::shared_ptr<PagedMemory>& memory = {})
        : Texts(memory)
        , BrokerTables(memory)
        , LedgerTables(memory)
        , FleetTables(memory)
        , JoinTables(memory)
        , changes(memory)
    {
    }

    Nanos start{}; ///< time of the run's first event; fixed before the History is handed out
    ChangeLog changes;

    /// What a message is to the bank; nothing set where there is none.
    const MessageMeaning& meaning(std::size_t message) const
    {
        static const MessageMeaning none;
        return message < meanings.size() ? meanings[message] : none;
    }
    /// What the replica reported about a delivery; 0: nothing.
    RowRef handlingOf(std::size_t delivery) const
    {
        return delivery < deliveryLinks.size() ? deliveryLinks[delivery].handling.get() : 0;
    }
    RowRef deliveryOf(std::size_t handling) const
    {
        return handling < handlingLinks.size() ? handlingLinks[handling].delivery.get() : 0;
    }
    RowRef firstDecisionOf(std::size_t handling) const
    {
        return handling < handlingLinks.size() ? handlingLinks[handling].firstDecision.get() : 0;
    }
    RowRef transactionOf(std::size_t handling) const
    {
        return handling < handlingLinks.size() ? handlingLinks[handling].transaction.get() : 0;
    }
    /// What the message came to; where nobody reports, whether it is acked.
    MessageOutcome outcomeOf(std::size_t message) const
    {
        const MessageOutcome outcome = meaning(message).outcome.get();
        const bool gaveUp =
            outcome == MessageOutcome::Rejected || outcome == MessageOutcome::Failed;
        if (gaveUp && isUnderWay(messages[message].lastDelivery.get()))
            return MessageOutcome::Waiting; // it has come again, and nobody has said what of it
        return outcome == MessageOutcome::Waiting && isSettled(messages[message])
            ? MessageOutcome::Settled
            : outcome;
    }
    /// On the wire, and its replica has decided nothing yet.
    bool isUnderWay(RowRef delivery) const
    {
        if (delivery == 0 || deliveries[delivery - 1].end.get() != DeliveryEnd::Running)
            return false;
        const RowRef handling = handlingOf(delivery - 1);
        return handling == 0 || handlings[handling - 1].outcome.get() == Outcome::None;
    }
    /// Acked, and nobody who got it last still has it: several may listen to one channel.
    bool isSettled(const MessageRow& message) const
    {
        const RowRef last = message.lastDelivery.get();
        return message.settled.get()
            && (last == 0 || deliveries[last - 1].end.get() != DeliveryEnd::Running);
    }
    /// As of now: what is appended later belongs to a later moment.
    Extent extent() const
    {
        return {messages.size(),     deliveries.size(), handlings.size(), decisions.size(),
                transactions.size(), ledger.size(),     balances.size(),  bands.size(),
                faults.size(),       oddities.size(),   lanes.size(),     changes.size()};
    }
};

} // namespace stanscope

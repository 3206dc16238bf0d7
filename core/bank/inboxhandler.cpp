#include "core/bank/handlersteps.h"
#include "core/events/servicemessages.h"

#include <iterator>
#include <limits>

namespace stanscope {

namespace {

using Decided = Result<std::vector<Decision>>;

/// Accepts the next number only, as ordered does, but keeps what comes early: it is parked in the
/// same database and acked, and whoever fills the gap decides it in the same transaction.
class InboxHandler final : public AccountHandler
{
public:
    Decided handle(BankStore& store, const Arrival& arrival) override
    {
        for (int attempt = 0; attempt < mostDecisions; ++attempt) {
            const auto account = store.find(arrival.transaction.account);
            if (!account)
                return account.error();
            if (!*account)
                return alone(quarantinedUnknown(store, arrival));
            const AccountState& state = (*account)->state;
            if (arrival.transaction.number <= state.last)
                return alone(judgeUsed(store, state, arrival));
            if (!isNext(state, arrival.transaction))
                return takeEarly(store, **account, arrival);
            auto own = settleNext(store, **account, arrival);
            if (!own)
                return own.error();
            if (*own)
                return withDrained(store, **account, std::move(**own));
        }
        return lostEveryTime();
    }

private:
    static Decided takeEarly(BankStore& store, const BankStore::Account& account,
                             const Arrival& arrival)
    {
        // A replica with another handler may have filled the gap: it drains nothing.
        auto drained = drain(store, account, arrival.provenance.replica);
        if (!drained)
            return drained;
        if (!drained->empty())
            return afterDrained(store, account, std::move(*drained), arrival);
        return alone(park(store, account.state, arrival));
    }

    static Decided afterDrained(BankStore& store, BankStore::Account account,
                                std::vector<Decision> drained, const Arrival& arrival)
    {
        const AccountState& state = account.state = drained.back().after;
        Decided own = std::vector<Decision>();
        if (arrival.transaction.number <= state.last) {
            own = alone(judgeUsed(store, state, arrival));
        } else if (isNext(state, arrival.transaction)) {
            auto next = settleNext(store, account, arrival);
            if (!next)
                return next.error();
            if (!*next)
                return lostEveryTime();
            own = withDrained(store, account, std::move(**next));
        } else {
            own = alone(park(store, state, arrival));
        }
        if (own)
            own->insert(std::next(own->begin()), std::make_move_iterator(drained.begin()),
                        std::make_move_iterator(drained.end()));
        return own;
    }

    static Result<Decision> park(BankStore& store, const AccountState& state,
                                 const Arrival& arrival)
    {
        const Transaction& transaction = arrival.transaction;
        const auto waiting = store.parkedAt(transaction.account, transaction.number);
        if (!waiting)
            return waiting.error();
        if (*waiting && (*waiting)->transaction == transaction)
            return leftAlone(Outcome::Skipped, state, arrival);
        if (*waiting)
            return quarantined(store, state, arrival,
                               "number " + std::to_string(transaction.number.value())
                                   + " is kept for another transaction");
        if (auto done = store.park(transaction, arrival.provenance); !done)
            return done.error();
        return leftAlone(Outcome::Parked, state, arrival, missingBefore(transaction, state));
    }

    static Decided withDrained(BankStore& store, BankStore::Account account, Decision own)
    {
        account.state = own.after;
        const ClientId drainer = own.provenance.replica;
        auto drained = drain(store, std::move(account), drainer);
        if (!drained)
            return drained;
        drained->insert(drained->begin(), std::move(own));
        return drained;
    }

    /// Decides what waits right behind the account's last number.
    static Decided drain(BankStore& store, BankStore::Account account, const ClientId& drainer)
    {
        std::vector<Decision> decisions;
        while (account.state.last.value() < std::numeric_limits<std::int64_t>::max()) {
            const TransactionNumber number(account.state.last.value() + 1);
            const auto waiting = store.parkedAt(account.name, number);
            if (!waiting)
                return waiting.error();
            if (!*waiting)
                break;
            const Transaction& transaction = (*waiting)->transaction;
            Provenance provenance = (*waiting)->provenance;
            provenance.replica = drainer; // the message is the old one, the decision is not
            auto decision =
                settleNext(store, account, {transaction, toPayload(transaction), provenance});
            if (!decision)
                return decision.error();
            if (!*decision)
                return lostEveryTime();
            if (auto done = store.unpark(account.name, number); !done)
                return done.error();
            account.state = (*decision)->after;
            decisions.push_back(std::move(**decision));
        }
        return decisions;
    }
};

} // namespace

std::unique_ptr<AccountHandler> makeInboxHandler();
std::unique_ptr<AccountHandler> makeInboxHandler()
{
    return std::make_unique<InboxHandler>();
}

} // namespace stanscope

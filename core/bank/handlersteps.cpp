#include "core/bank/handlersteps.h"

#include "core/bank/money.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace stanscope {

namespace {

/// More missing numbers than these are given as a range.
constexpr std::int64_t mostListed = 4;

} // namespace

Decision settled(const AccountState& account, const Arrival& arrival)
{
    const Transaction& transaction = arrival.transaction;
    Decision decision = leftAlone(Outcome::Applied, account, arrival);
    decision.after.last = transaction.number;
    const bool deposit = transaction.type == TransactionType::Deposit;
    const auto balance = deposit ? add(account.balance, transaction.amount)
                                 : subtract(account.balance, transaction.amount);
    if (!balance) {
        decision.outcome = Outcome::Quarantined;
        decision.reason = "the balance would not fit in 64 bits";
    } else if (!deposit && *balance < Cents(0)) {
        decision.outcome = Outcome::Declined;
        decision.reason = "not enough money";
    } else {
        decision.after.balance = *balance;
    }
    return decision;
}

Decision leftAlone(Outcome outcome, const AccountState& account, const Arrival& arrival,
                   std::string reason)
{
    return {arrival.transaction, outcome, account, {}, arrival.provenance, std::move(reason)};
}

Result<> writeRows(BankStore& store, const Decision& decision, std::string_view payload)
{
    Provenance provenance = decision.provenance;
    provenance.commit = decision.commit;
    const bool applied = decision.outcome == Outcome::Applied;
    if (auto done =
            store.appendLedger(decision.transaction, applied ? Outcome::Applied : Outcome::Declined,
                               decision.after.balance, provenance);
        !done)
        return done;
    if (decision.outcome == Outcome::Quarantined)
        return store.quarantine(payload, decision.reason, provenance);
    return {};
}

Result<std::optional<Decision>> settleNext(BankStore& store, const BankStore::Account& account,
                                           const Arrival& arrival)
{
    Decision decision = settled(account.state, arrival);
    const auto commit = store.compareAndSet(account.id, decision.after);
    if (!commit)
        return commit.error();
    if (!*commit)
        return std::optional<Decision>();
    decision.commit = **commit;
    if (auto done = writeRows(store, decision, arrival.payload); !done)
        return done.error();
    return std::optional(std::move(decision));
}

Result<Decision> judgeUsed(BankStore& store, const AccountState& account, const Arrival& arrival)
{
    const Transaction& transaction = arrival.transaction;
    const auto known = store.ledgerRows(transaction.account, transaction.number);
    if (!known)
        return known.error();
    if (std::find(known->begin(), known->end(), transaction) != known->end())
        return leftAlone(Outcome::Skipped, account, arrival);
    return quarantined(store, account, arrival,
                       "number " + std::to_string(transaction.number.value())
                           + " was already used by another transaction");
}

Result<Decision> quarantined(BankStore& store, const AccountState& account, const Arrival& arrival,
                             std::string reason)
{
    if (auto done = store.quarantine(arrival.payload, reason, arrival.provenance); !done)
        return done.error();
    return leftAlone(Outcome::Quarantined, account, arrival, std::move(reason));
}

Result<Decision> quarantinedUnknown(BankStore& store, const Arrival& arrival)
{
    return quarantined(store, {}, arrival,
                       "unknown account \"" + arrival.transaction.account.value() + '"');
}

Error lostEveryTime()
{
    return Error{"the account row changed during every attempt", {}, Error::Kind::Transient};
}

std::string missingBefore(const Transaction& transaction, const AccountState& account)
{
    const std::int64_t first = account.last.value() + 1;
    const std::int64_t end = transaction.number.value() - 1;
    if (first == end)
        return "number " + std::to_string(first) + " missing";
    if (end - first >= mostListed)
        return "numbers " + std::to_string(first) + " to " + std::to_string(end) + " missing";
    std::string text = "numbers " + std::to_string(first);
    for (std::int64_t number = first + 1; number <= end; ++number)
        text += ", " + std::to_string(number);
    return text + " missing";
}

} // namespace stanscope

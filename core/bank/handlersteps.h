#pragma once

#include "core/bank/accounthandler.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stanscope {

/// What handlers have in common, each a step of one.

/// Apply or decline, by the money alone; nothing is written. The number is used up, also by a
/// transaction that does not change the balance: otherwise the account would wait for ever for a
/// number that cannot be applied. Quarantined: the sum does not fit.
Decision settled(const AccountState& account, const Arrival& arrival);
/// The account stays as it is.
Decision leftAlone(Outcome outcome, const AccountState& account, const Arrival& arrival,
                   std::string reason = {});

/// The rows of a settled decision whose account row is written already.
Result<> writeRows(BankStore& store, const Decision& decision, std::string_view payload);
/// Settles the next number by compare-and-set; nothing: somebody else was faster.
Result<std::optional<Decision>> settleNext(BankStore& store, const BankStore::Account& account,
                                           const Arrival& arrival);
/// A number that is used already: skipped when the ledger has the same, else quarantined.
Result<Decision> judgeUsed(BankStore& store, const AccountState& account, const Arrival& arrival);
Result<Decision> quarantined(BankStore& store, const AccountState& account, const Arrival& arrival,
                             std::string reason);
Result<Decision> quarantinedUnknown(BankStore& store, const Arrival& arrival);

/// How often a lost compare-and-set is decided again before it counts as a database failure. Inside
/// BEGIN IMMEDIATE it cannot be lost at all; a row-locking database may lose it once.
inline constexpr int mostDecisions = 5;
Error lostEveryTime();

/// Nothing is missing before it. Not `last + 1`: the sum may not fit.
inline bool isNext(const AccountState& account, const Transaction& transaction)
{
    return transaction.number.value() - 1 == account.last.value();
}
/// "numbers 1, 2 missing".
std::string missingBefore(const Transaction& transaction, const AccountState& account);

/// A decision alone.
inline Result<std::vector<Decision>> alone(Result<Decision> decision)
{
    if (!decision)
        return decision.error();
    return std::vector{std::move(*decision)};
}

} // namespace stanscope

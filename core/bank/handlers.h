#pragma once

#include "core/events/bankwords.h"
#include "core/events/transaction.h"
#include "core/util/ids.h"

#include <optional>
#include <string>
#include <vector>

namespace stanscope {

/// An account as a handler reads it inside its database transaction.
struct AccountState
{
    Cents balance;
    TransactionNumber last; ///< last_transaction_number

    bool operator==(const AccountState&) const = default;
};

/// What a handler does with one transaction; the table "What the handlers do" of docs/cases.md.
struct Decision
{
    Outcome outcome = Outcome::None;
    AccountState after; ///< unchanged unless `ledger` is set
    /// The ledger row to write (Applied or Declined); nothing: the account row stays as it is.
    std::optional<Outcome> ledger;
    std::string reason; ///< rejected, quarantined, declined: why

    bool operator==(const Decision&) const = default;
};

/// Applies or declines whatever arrives and sets `last` to the arriving number.
Decision decideNaive(const AccountState& account, const Transaction& transaction);

/// Accepts the next number only. `known` are the ledger's rows of this account and number: they
/// tell a duplicate from a second transaction under the same number.
Decision decideOrdered(const AccountState& account, const Transaction& transaction,
                       const std::vector<Transaction>& known);

Decision decide(Handler handler, const AccountState& account, const Transaction& transaction,
                const std::vector<Transaction>& known);

} // namespace stanscope

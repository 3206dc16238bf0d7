#pragma once

#include "core/events/bankwords.h"
#include "core/events/transaction.h"
#include "core/util/ids.h"
#include "core/util/result.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace stanscope {

/// An account as a handler reads it inside its database transaction.
struct AccountState
{
    Cents balance;
    TransactionNumber last; ///< last_transaction_number

    bool operator==(const AccountState&) const = default;
};

/// Who writes a row, and because of which delivery.
struct Provenance
{
    ClientId replica;
    Sequence sequence;
    bool redelivered = false;
    /// Of a ledger row: its account's, as the update of the account gave it.
    CommitNumber commit = {};
};

/// The account service's tables as a handler sees them: inside one open database transaction,
/// whatever the database is.
class BankStore
{
public:
    struct Account
    {
        std::int64_t id = 0;
        AccountName name;
        AccountState state;
    };
    /// What came early and waits, with the delivery that brought it.
    struct Parked
    {
        Transaction transaction;
        Provenance provenance;
    };

    virtual ~BankStore() = default;

    /// Nothing when there is no such account.
    virtual Result<std::optional<Account>> find(const AccountName& name) = 0;
    /// What the ledger knows about that number, whatever its outcome.
    virtual Result<std::vector<Transaction>> ledgerRows(const AccountName& account,
                                                        TransactionNumber number) = 0;
    /// `UPDATE … WHERE last_transaction_number = ? - 1`; nothing: somebody else was faster. Whoever
    /// changes an account advances its commit number in the same statement, under the row's lock:
    /// the numbers are in commit order.
    virtual Result<std::optional<CommitNumber>> compareAndSet(std::int64_t account,
                                                              const AccountState& after) = 0;
    /// The naive write: whatever is there is replaced. Nothing: no such account.
    virtual Result<std::optional<CommitNumber>> overwrite(std::int64_t account,
                                                          const AccountState& after) = 0;
    virtual Result<> appendLedger(const Transaction& transaction, Outcome outcome, Cents balance,
                                  const Provenance& provenance) = 0;
    virtual Result<> quarantine(std::string_view payload, std::string_view reason,
                                const Provenance& provenance) = 0;
    virtual Result<> park(const Transaction& transaction, const Provenance& provenance) = 0;
    /// The one that waits under this number.
    virtual Result<std::optional<Parked>> parkedAt(const AccountName& account,
                                                   TransactionNumber number) = 0;
    virtual Result<> unpark(const AccountName& account, TransactionNumber number) = 0;
};

} // namespace stanscope

#pragma once

#include "core/bank/handlers.h"
#include "core/events/transaction.h"
#include "core/storage/database.h"
#include "core/util/ids.h"
#include "core/util/result.h"

#include <QSqlQuery>

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace stanscope {

/// Who writes a row, and because of which delivery.
struct Provenance
{
    ClientId replica;
    Sequence sequence;
    bool redelivered = false;
    CommitNumber commit =
        {}; ///< of a ledger row: its account's, as the update of the account gave it
};

/// The account service's tables, inside one database transaction per message: begin(), reads and
/// writes, then commit() or rollback(). Belongs to the thread that opened it.
class AccountStore
{
public:
    struct Account
    {
        std::int64_t id = 0;
        AccountState state;
    };

    /// Persistent errors: file or schema missing, schema of another version.
    static Result<std::unique_ptr<AccountStore>> open(const std::string& path,
                                                      std::stop_token stop = {});

    Result<> begin() { return m_database->begin(); }
    Result<> commit() { return m_database->commit(); }
    void rollback() { m_database->rollback(); }

    /// Nothing when there is no such account.
    Result<std::optional<Account>> find(const AccountName& name);
    /// What the ledger knows about that number, whatever its outcome.
    Result<std::vector<Transaction>> ledgerRows(const AccountName& account,
                                                TransactionNumber number);
    /// `UPDATE … WHERE last_transaction_number = ? - 1`; nothing: somebody else was faster. Whoever
    /// changes an account advances its commit number in the same statement, under the row's lock:
    /// the numbers are in commit order.
    Result<std::optional<CommitNumber>> compareAndSet(std::int64_t account,
                                                      const AccountState& after);
    /// The naive write: whatever is there is replaced. Nothing: no such account.
    Result<std::optional<CommitNumber>> overwrite(std::int64_t account, const AccountState& after);
    Result<> appendLedger(const Transaction& transaction, Outcome outcome, Cents balance,
                          const Provenance& provenance);
    Result<> quarantine(std::string_view payload, std::string_view reason,
                        const Provenance& provenance);
    /// A statement that the database refuses; the transaction stays open. Always an error.
    Result<> failOnPurpose();

private:
    explicit AccountStore(std::unique_ptr<Database> database);
    Result<> prepareAll();

    std::unique_ptr<Database> m_database;
    QSqlQuery m_find;
    QSqlQuery m_ledgerRows;
    QSqlQuery m_compareAndSet;
    QSqlQuery m_overwrite;
    QSqlQuery m_appendLedger;
    QSqlQuery m_quarantine;
};

} // namespace stanscope

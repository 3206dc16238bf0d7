#pragma once

#include "core/bank/bankstore.h"
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

/// The account service's tables, inside one database transaction per message: begin(), reads and
/// writes, then commit() or rollback(). Belongs to the thread that opened it.
class AccountStore final : public BankStore
{
public:
    /// Persistent errors: file or schema missing, schema of another version.
    static Result<std::unique_ptr<AccountStore>> open(const std::string& path,
                                                      std::stop_token stop = {});

    /// When the server has gone meanwhile, over a new connection.
    Result<> begin();
    Result<> commit() { return m_database->commit(); }
    void rollback() { m_database->rollback(); }

    Result<std::optional<Account>> find(const AccountName& name) override;
    Result<std::vector<Transaction>> ledgerRows(const AccountName& account,
                                                TransactionNumber number) override;
    Result<std::optional<CommitNumber>> compareAndSet(std::int64_t account,
                                                      const AccountState& after) override;
    Result<std::optional<CommitNumber>> overwrite(std::int64_t account,
                                                  const AccountState& after) override;
    Result<> appendLedger(const Transaction& transaction, Outcome outcome, Cents balance,
                          const Provenance& provenance) override;
    Result<> quarantine(std::string_view payload, std::string_view reason,
                        const Provenance& provenance) override;
    Result<> park(const Transaction& transaction, const Provenance& provenance) override;
    Result<std::optional<Parked>> parkedAt(const AccountName& account,
                                           TransactionNumber number) override;
    Result<> unpark(const AccountName& account, TransactionNumber number) override;
    /// A statement that the database refuses; the transaction stays open. Always an error.
    Result<> failOnPurpose();

private:
    explicit AccountStore(std::unique_ptr<Database> database);
    Result<> prepareAll();
    Result<> reconnect();

    std::string m_target;
    std::stop_token m_stop;
    std::unique_ptr<Database> m_database;
    QSqlQuery m_find;
    QSqlQuery m_ledgerRows;
    QSqlQuery m_compareAndSet;
    QSqlQuery m_overwrite;
    QSqlQuery m_appendLedger;
    QSqlQuery m_quarantine;
    QSqlQuery m_park;
    QSqlQuery m_parkedAt;
    QSqlQuery m_unpark;
};

} // namespace stanscope

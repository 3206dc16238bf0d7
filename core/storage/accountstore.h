#pragma once

#include "core/bank/bankstore.h"
#include "core/events/transaction.h"
#include "core/storage/storeconnection.h"
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
    Result<> begin() { return m_connection->begin(); }
    Result<> commit() { return m_connection->commit(); }
    /// The commit stands, and always an error: nobody hears of it.
    Result<> commitUnheard() { return m_connection->commitUnheard(); }
    void rollback() { m_connection->rollback(); }

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
    /// What the database refuses: Fail or DiskFull; the transaction stays open. Always an error.
    Result<> failOnPurpose(FaultEffect failure = FaultEffect::Fail)
    {
        return m_connection->failOnPurpose(failure);
    }

private:
    explicit AccountStore(std::unique_ptr<StoreConnection> connection);
    Result<> prepareAll();

    QSqlQuery m_find;
    QSqlQuery m_ledgerRows;
    QSqlQuery m_compareAndSet;
    QSqlQuery m_overwrite;
    QSqlQuery m_appendLedger;
    QSqlQuery m_quarantine;
    QSqlQuery m_park;
    QSqlQuery m_parkedAt;
    QSqlQuery m_unpark;
    std::unique_ptr<StoreConnection> m_connection; ///< goes before its queries
};

} // namespace stanscope

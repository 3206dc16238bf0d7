#pragma once

#include "core/events/transaction.h"
#include "core/storage/storeconnection.h"
#include "core/util/result.h"

#include <QSqlQuery>

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace stanscope {

/// One outbox row that has no puback yet.
struct OutboxEntry
{
    std::int64_t row = 0; ///< in order of acceptance
    Transaction transaction;
    std::int64_t publishes = 0; ///< attempts so far
};

/// The transaction service's tables. Everything that changes happens between begin() and commit().
/// Belongs to the thread that opened it.
class TransactionStore
{
public:
    /// Persistent errors: file or schema missing, schema of another version.
    static Result<std::unique_ptr<TransactionStore>> open(const std::string& path,
                                                          std::stop_token stop = {});

    /// When the server has gone meanwhile, over a new connection.
    Result<> begin() { return m_connection->begin(); }
    Result<> commit() { return m_connection->commit(); }
    /// The commit stands, and always an error: nobody hears of it.
    Result<> commitUnheard() { return m_connection->commitUnheard(); }
    void rollback() { m_connection->rollback(); }

    /// Allocates the next number of `transaction.account` by an update of its row, and inserts the
    /// transaction and its outbox row. Nothing when there is no such account.
    Result<std::optional<OutboxEntry>> accept(Transaction transaction);
    /// Inserts it under the number that it has already. Nothing when there is no such account.
    Result<std::optional<OutboxEntry>> insert(const Transaction& transaction);
    /// The number that the account's next transaction would get, given to nobody.
    Result<std::optional<TransactionNumber>> nextNumber(const AccountName& account);
    Result<> countPublish(std::int64_t row);
    Result<> markStored(std::int64_t row);
    /// What the database refuses, for a fault: Fail or DiskFull. Always an error.
    Result<> failOnPurpose(FaultEffect failure = FaultEffect::Fail)
    {
        return m_connection->failOnPurpose(failure);
    }

    /// Whether a COMMIT that was not answered stands: the transaction is there. Outside of begin()
    /// and commit().
    Result<bool> contains(const TransactionId& transaction);
    /// All rows without a puback, in order.
    Result<std::vector<OutboxEntry>> waiting();

private:
    explicit TransactionStore(std::unique_ptr<StoreConnection> connection);
    Result<> prepareAll();
    Result<std::optional<TransactionNumber>> allocate(const AccountName& account);
    Result<std::optional<TransactionNumber>> lastNumber(const AccountName& account);
    Result<std::optional<OutboxEntry>> insertRow(const Transaction& transaction);

    QSqlQuery m_allocate;
    QSqlQuery m_take;
    QSqlQuery m_number;
    QSqlQuery m_insert;
    QSqlQuery m_outbox;
    QSqlQuery m_countPublish;
    QSqlQuery m_markStored;
    QSqlQuery m_contains;
    std::unique_ptr<StoreConnection> m_connection; ///< goes before its queries
};

} // namespace stanscope

#pragma once

#include "core/events/transaction.h"
#include "core/storage/database.h"
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
    Result<> begin();
    Result<> commit() { return m_database->commit(); }
    void rollback() { m_database->rollback(); }

    /// Allocates the next number of `transaction.account` by an update of its row, and inserts the
    /// transaction and its outbox row. Nothing when there is no such account.
    Result<std::optional<OutboxEntry>> accept(Transaction transaction);
    /// Inserts it under the number that it has already. Nothing when there is no such account.
    Result<std::optional<OutboxEntry>> insert(const Transaction& transaction);
    /// The number that the account's next transaction would get, given to nobody.
    Result<std::optional<TransactionNumber>> nextNumber(const AccountName& account);
    Result<> countPublish(std::int64_t row);
    Result<> markStored(std::int64_t row);
    /// An SQL error, for a fault.
    Result<> failOnPurpose();

    /// All rows without a puback, in order.
    Result<std::vector<OutboxEntry>> waiting();

private:
    explicit TransactionStore(std::unique_ptr<Database> database);
    Result<> prepareAll();
    Result<> reconnect();
    Result<std::optional<TransactionNumber>> allocate(const AccountName& account);
    Result<std::optional<TransactionNumber>> lastNumber(const AccountName& account);
    Result<std::optional<OutboxEntry>> insertRow(const Transaction& transaction);

    std::string m_target;
    std::stop_token m_stop;
    std::unique_ptr<Database> m_database;
    QSqlQuery m_allocate;
    QSqlQuery m_take;
    QSqlQuery m_number;
    QSqlQuery m_insert;
    QSqlQuery m_outbox;
    QSqlQuery m_countPublish;
    QSqlQuery m_markStored;
};

} // namespace stanscope

#pragma once

#include "core/storage/dialect.h"
#include "core/util/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>

namespace stanscope {

/// How long a statement that needs the write lock is tried before it fails as "database busy".
inline constexpr std::chrono::milliseconds busyBudget{2000};

/// One connection with the laboratory's settings. SQLite: WAL, synchronous=FULL, BEGIN IMMEDIATE by
/// hand and an own jittered retry, because SQLite's busy handler starves processes and Qt's
/// transaction() is a deferred BEGIN that fails at once. PostgreSQL: a schema, row locks and a
/// lock_timeout. Used, and destroyed, in the thread that opened it.
class Database
{
public:
    using Access = DatabaseAccess;

    /// `target` as in DatabaseTarget. `stop` ends the waiting for another writer early.
    static Result<std::unique_ptr<Database>> open(const std::string& target, Access access,
                                                  std::stop_token stop = {});
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    const Dialect& dialect() const { return m_dialect; }
    const DatabaseTarget& target() const { return m_target; }

    /// SQLite: from here on nobody else writes. A transient error after `busyBudget`.
    Result<> begin();
    Result<> commit();
    /// The server of the connection has gone; it does not come back by itself.
    bool isLost() const { return m_lost; }
    /// The commit stands, and always an error: its answer does not come back.
    Result<> commitUnheard();
    /// Begins a transaction that keeps every other writer of the bank's tables away.
    Result<> lockOut();
    /// Writes until the database has no room any more: always an error. It has room again when the
    /// transaction is rolled back. For a file only.
    Result<> fillDisk();
    /// Does nothing when no transaction is open.
    void rollback();

    /// One statement without values, retried while the database is busy.
    Result<> run(const QString& sql);
    /// A forward-only query on this connection, ready for its values.
    Result<QSqlQuery> prepare(const QString& sql);
    /// Executes a prepared query inside an open transaction: no retry.
    static Result<> execute(QSqlQuery& query);

    /// Of the schema; 0 for a database without a schema of ours.
    Result<int> schemaVersion();

private:
    Database(QString connection, DatabaseTarget target, std::stop_token stop);
    QSqlDatabase handle() const;
    Result<> configure(Access access);
    Result<> retried(QSqlQuery& query, const QString& sql);

    const DatabaseTarget m_target;
    const Dialect& m_dialect;
    QString m_connection;
    std::stop_token m_stop;
    bool m_inTransaction = false;
    bool m_lost = false;
};

} // namespace stanscope

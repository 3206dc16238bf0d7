#pragma once

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

/// One SQLite connection with the laboratory's settings: WAL, synchronous=FULL, BEGIN IMMEDIATE by
/// hand and an own jittered retry, because SQLite's busy handler starves processes and Qt's
/// transaction() is a deferred BEGIN that fails at once. Used, and destroyed, in the thread that
/// opened it.
class Database
{
public:
    enum class Access
    {
        ReadWrite, ///< the file must exist
        ReadOnly, ///< the file must exist
        Create, ///< the file must not exist
    };

    /// `stop` ends the waiting for another writer early.
    static Result<std::unique_ptr<Database>> open(const std::string& path, Access access,
                                                  std::stop_token stop = {});
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// BEGIN IMMEDIATE: from here on nobody else writes. A transient error after `busyBudget`.
    Result<> begin();
    Result<> commit();
    /// Does nothing when no transaction is open.
    void rollback();

    /// One statement without values, retried while the database is busy.
    Result<> run(const QString& sql);
    /// A forward-only query on this connection, ready for its values.
    Result<QSqlQuery> prepare(const QString& sql);
    /// Executes a prepared query inside an open transaction: no retry.
    static Result<> execute(QSqlQuery& query);

    /// PRAGMA user_version; 0 for a database without a schema of ours.
    Result<int> schemaVersion();

private:
    Database(QString connection, std::stop_token stop);
    QSqlDatabase handle() const;
    Result<> configure(const std::string& path, Access access);
    Result<> retried(QSqlQuery& query, const QString& sql);

    QString m_connection;
    std::stop_token m_stop;
    bool m_inTransaction = false;
};

} // namespace stanscope

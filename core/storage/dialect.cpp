#include "core/storage/dialect.h"

#include <QFile>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

/// How long a statement waits for a row that another transaction holds, and for a server to answer.
constexpr auto lockTimeout = "2000ms";
constexpr auto connectSeconds = 5;

class SqliteDialect final : public Dialect
{
public:
    QString driver() const override { return u"QSQLITE"_s; }

    Result<> check(const DatabaseTarget& target, DatabaseAccess access) const override
    {
        const bool exists = QFile::exists(QString::fromStdString(target.path));
        if (exists && access == DatabaseAccess::Create)
            return Error{"database file exists already: " + target.path, "Choose an empty folder."};
        if (!exists && access != DatabaseAccess::Create)
            return Error{"database file is missing: " + target.path,
                         "Restart the run: it creates new databases."};
        return {};
    }
    void configure(QSqlDatabase& connection, const DatabaseTarget& target,
                   DatabaseAccess access) const override
    {
        connection.setDatabaseName(QString::fromStdString(target.path));
        // Set before open(): the driver reads it there. Short, because SQLite's own waiting is
        // unfair.
        QString options = u"QSQLITE_BUSY_TIMEOUT=5"_s;
        if (access == DatabaseAccess::ReadOnly)
            options += u";QSQLITE_OPEN_READONLY"_s;
        connection.setConnectOptions(options);
    }
    Error cannotOpen(const DatabaseTarget&, const QSqlError& error) const override
    {
        return Error{"database cannot be opened: " + error.text().toStdString(),
                     "Check that the file and its folder can be read and written."};
    }
    QStringList settings(const DatabaseTarget&, DatabaseAccess access) const override
    {
        QStringList statements{u"PRAGMA synchronous=FULL"_s};
        if (access == DatabaseAccess::Create)
            statements.prepend(u"PRAGMA journal_mode=WAL"_s);
        return statements;
    }
    // Qt's transaction() is a deferred BEGIN, which fails at once when somebody else writes.
    QString begin() const override { return u"BEGIN IMMEDIATE"_s; }
    QString beginSnapshot() const override { return u"BEGIN"_s; }
    QString commitUnheard() const override { return u"COMMIT"_s; }
    QString lockOut() const override { return {}; }
    QString lockingRows() const override { return {}; } // the whole database is locked
    QString versionQuery() const override { return u"PRAGMA user_version"_s; }
    QString setVersion(const DatabaseTarget&, int version) const override
    {
        return u"PRAGMA user_version = %1"_s.arg(version);
    }
    QString definition(QString statement) const override { return statement; }
    QStringList drop(const DatabaseTarget&) const override { return {}; } // its folder goes
};

class PostgresDialect final : public Dialect
{
public:
    QString driver() const override { return u"QPSQL"_s; }

    Result<> check(const DatabaseTarget&, DatabaseAccess) const override
    {
        if (QSqlDatabase::isDriverAvailable(driver()))
            return {};
        return Error{"Qt's driver for PostgreSQL is not installed",
                     "Install it: on Debian, libqt6sql6-psql."};
    }
    void configure(QSqlDatabase& connection, const DatabaseTarget& target,
                   DatabaseAccess) const override
    {
        connection.setHostName(QString::fromStdString(target.host));
        connection.setPort(target.port);
        connection.setUserName(QString::fromStdString(target.user));
        connection.setDatabaseName(QString::fromStdString(target.database));
        connection.setConnectOptions(u"connect_timeout=%1"_s.arg(connectSeconds));
    }
    Error cannotOpen(const DatabaseTarget& target, const QSqlError& error) const override
    {
        const std::string cause = error.databaseText().simplified().toStdString();
        return Error{"no PostgreSQL database " + target.database + " at " + target.host + ':'
                         + std::to_string(target.port) + ": " + cause,
                     "Start the server, or correct --db; a password comes from PGPASSWORD or a "
                     "passfile."};
    }
    QStringList settings(const DatabaseTarget& target, DatabaseAccess access) const override
    {
        QStringList statements{u"SET client_min_messages = warning"_s,
                               u"SET lock_timeout = '%1'"_s.arg(QLatin1StringView(lockTimeout))};
        if (access == DatabaseAccess::Create)
            statements += u"CREATE SCHEMA "_s + schemaOf(target);
        if (!target.schema.empty())
            statements += u"SET search_path TO "_s + schemaOf(target);
        return statements;
    }
    QString begin() const override { return u"BEGIN"_s; }
    QString beginSnapshot() const override
    {
        return u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"_s;
    }
    QString commitUnheard() const override
    {
        return u"COMMIT; SELECT pg_terminate_backend(pg_backend_pid())"_s;
    }
    QString lockOut() const override { return u"LOCK TABLE accounts IN EXCLUSIVE MODE"_s; }
    QString lockingRows() const override { return u" FOR UPDATE"_s; }
    QString versionQuery() const override
    {
        return u"SELECT COALESCE(obj_description(to_regnamespace(current_schema()), "
               "'pg_namespace'), '0')"_s;
    }
    QString setVersion(const DatabaseTarget& target, int version) const override
    {
        return u"COMMENT ON SCHEMA %1 IS '%2'"_s.arg(schemaOf(target)).arg(version);
    }
    QString definition(QString statement) const override
    {
        return statement
            .replace(u"id INTEGER PRIMARY KEY REFERENCES"_s, u"id BIGINT PRIMARY KEY REFERENCES"_s)
            .replace(u"id INTEGER PRIMARY KEY"_s,
                     u"id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"_s)
            .replace(u" INTEGER"_s, u" BIGINT"_s)
            .replace(u" BLOB"_s, u" BYTEA"_s);
    }
    QStringList drop(const DatabaseTarget& target) const override
    {
        return {u"DROP SCHEMA IF EXISTS %1 CASCADE"_s.arg(schemaOf(target))};
    }

private:
    static QString schemaOf(const DatabaseTarget& target)
    {
        return u'"' + QString::fromStdString(target.schema) + u'"';
    }
};

} // namespace

const Dialect& dialectOf(DatabaseTarget::Kind kind)
{
    static const SqliteDialect sqlite;
    static const PostgresDialect postgres;
    return kind == DatabaseTarget::Kind::Postgres ? static_cast<const Dialect&>(postgres) : sqlite;
}

} // namespace stanscope

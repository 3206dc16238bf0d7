#include "core/storage/database.h"

#include <QSqlError>
#include <QUuid>
#include <QVariant>

#include <algorithm>
#include <random>
#include <thread>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;

/// Retry intervals grow to this; with a jitter of half of it the writers take fair turns.
constexpr microseconds longestPause{8000};
constexpr microseconds shortestPause{300};

bool isBusy(const QSqlError& error)
{
    constexpr int sqliteBusy = 5;
    constexpr int sqliteLocked = 6;
    constexpr int stateLength = 5;
    const QString native = error.nativeErrorCode();
    if (native.size() == stateLength) // PostgreSQL's: lock not available, deadlock
        return native == u"55P03"_s || native == u"40P01"_s;
    const int code = native.toInt() & 0xff;
    return code == sqliteBusy || code == sqliteLocked;
}

/// PostgreSQL's classes "connection exception" and "operator intervention"; an error without a
/// code is the library's own: there is no server any more.
bool isLoss(const QSqlError& error)
{
    const QString native = error.nativeErrorCode();
    return native.isEmpty() || native.startsWith(u"08"_s) || native.startsWith(u"57P0"_s);
}

Error databaseError(const QSqlError& error)
{
    return Error{"database error: " + error.text().trimmed().toStdString(),
                 "The message is not acked; the broker delivers it again after AckWait.",
                 Error::Kind::Transient};
}

Error busyError(Clock::duration waited)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(waited).count();
    return Error{"database busy for " + std::to_string(ms) + " ms: another writer holds it",
                 "Resume or kill the process that is paused inside its database transaction.",
                 Error::Kind::Transient};
}

microseconds jittered(microseconds pause)
{
    thread_local std::minstd_rand random{std::random_device{}()};
    std::uniform_int_distribution<std::int64_t> spread(pause.count() / 2, pause.count());
    return microseconds(spread(random));
}

} // namespace

Database::Database(QString connection, DatabaseTarget target, std::stop_token stop)
    : m_target(std::move(target))
    , m_dialect(dialectOf(m_target.kind))
    , m_connection(std::move(connection))
    , m_stop(std::move(stop))
{
}

Database::~Database()
{
    rollback();
    handle().close();
    QSqlDatabase::removeDatabase(m_connection);
}

QSqlDatabase Database::handle() const
{
    return QSqlDatabase::database(m_connection, false);
}

Result<std::unique_ptr<Database>> Database::open(const std::string& target, Access access,
                                                 std::stop_token stop)
{
    auto parsed = databaseTargetFrom(target);
    if (!parsed)
        return parsed.error();
    const Dialect& dialect = dialectOf(parsed->kind);
    if (auto usable = dialect.check(*parsed, access); !usable)
        return usable.error();
    const QString name = u"stanscope-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    std::unique_ptr<Database> database(new Database(name, std::move(*parsed), std::move(stop)));
    QSqlDatabase::addDatabase(dialect.driver(), name);
    if (const auto configured = database->configure(access); !configured)
        return configured.error();
    return database;
}

Result<> Database::configure(Access access)
{
    QSqlDatabase connection = handle();
    m_dialect.configure(connection, m_target, access);
    if (!connection.open())
        return m_dialect.cannotOpen(m_target, connection.lastError());
    for (const QString& statement : m_dialect.settings(m_target, access))
        if (auto done = run(statement); !done)
            return done;
    return {};
}

Result<> Database::retried(QSqlQuery& query, const QString& sql)
{
    const auto started = Clock::now();
    microseconds pause = shortestPause;
    while (!query.exec(sql)) {
        if (!isBusy(query.lastError())) {
            m_lost = m_target.kind == DatabaseTarget::Kind::Postgres && isLoss(query.lastError());
            return databaseError(query.lastError());
        }
        if (Clock::now() - started > busyBudget || m_stop.stop_requested())
            return busyError(Clock::now() - started);
        std::this_thread::sleep_for(jittered(pause));
        pause = std::min(pause * 3 / 2, longestPause);
    }
    return {};
}

Result<> Database::run(const QString& sql)
{
    QSqlQuery query(handle());
    return retried(query, sql);
}

Result<> Database::begin()
{
    auto begun = run(m_dialect.begin());
    m_inTransaction = begun.ok();
    return begun;
}

Result<> Database::commit()
{
    auto committed = run(u"COMMIT"_s);
    if (committed)
        m_inTransaction = false;
    return committed;
}

Result<> Database::commitUnheard()
{
    if (auto committed = run(m_dialect.commitUnheard()); !committed && !m_lost)
        return committed;
    m_inTransaction = false;
    m_lost = m_target.kind == DatabaseTarget::Kind::Postgres; // its connection was cut
    return Error{"database error: COMMIT was not answered", "It may stand, or not.",
                 Error::Kind::Transient};
}

Result<> Database::lockOut()
{
    auto locked = begin();
    if (const QString others = m_dialect.lockOut(); locked && !others.isEmpty())
        locked = run(others);
    return locked;
}

Result<> Database::fillDisk()
{
    const QString most = u"PRAGMA max_page_count"_s;
    QSqlQuery limit(handle());
    if (auto read = retried(limit, most); !read)
        return read;
    const QString before = limit.next() ? limit.value(0).toString() : QString();
    limit.finish();
    // SQLite raises it to what there is already. A row that no free page inside can take.
    auto filled = run(most + u" = 1"_s);
    if (filled)
        filled = run(u"CREATE TABLE disk_full AS SELECT zeroblob(16777216)"_s);
    if (auto restored = run(most + u" = "_s + before); !restored)
        return restored;
    if (filled)
        return Error{"the disk did not become full", {}};
    return filled;
}

void Database::rollback()
{
    if (!m_inTransaction)
        return;
    m_inTransaction = false;
    if (m_lost)
        return; // it went with its connection
    // SQLite has rolled back by itself after some errors (disk full): a second ROLLBACK is
    // harmless.
    QSqlQuery(handle()).exec(u"ROLLBACK"_s);
}

Result<QSqlQuery> Database::prepare(const QString& sql)
{
    QSqlQuery query(handle());
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return databaseError(query.lastError());
    return query;
}

Result<> Database::execute(QSqlQuery& query)
{
    const auto started = Clock::now();
    if (query.exec())
        return {};
    return isBusy(query.lastError()) ? busyError(Clock::now() - started)
                                     : databaseError(query.lastError());
}

Result<int> Database::schemaVersion()
{
    QSqlQuery query(handle());
    if (auto done = retried(query, m_dialect.versionQuery()); !done)
        return done.error();
    return query.next() ? query.value(0).toInt() : 0;
}

} // namespace stanscope

#include "core/storage/auditreader.h"

#include "core/storage/database.h"
#include "core/storage/sqlvalues.h"

#include <QFileInfo>
#include <QSqlError>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <tuple>
#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

/// Calls `read` for each row of `sql`.
template <typename Read>
Result<> forEachRow(Database& database, const QString& sql, Read read)
{
    auto query = database.prepare(sql);
    if (!query)
        return query.error();
    if (auto done = Database::execute(*query); !done)
        return done;
    while (query->next())
        read(*query);
    // Half of a table must not pass for all of it.
    if (const QSqlError error = query->lastError(); error.type() != QSqlError::NoError)
        return Error{"database error: " + error.text().trimmed().toStdString(),
                     "Run again; if it stays, look at the disk.", Error::Kind::Transient};
    return {};
}

AccountRecord readAccount(const QSqlQuery& row)
{
    return {AccountName(textAt(row, 0)), Cents(integerAt(row, 1)), Cents(integerAt(row, 2)),
            TransactionNumber(integerAt(row, 3))};
}

LedgerRecord readLedger(const QSqlQuery& row)
{
    LedgerRecord record;
    record.row = integerAt(row, 0);
    record.transaction = TransactionId(textAt(row, 1));
    record.account = AccountName(textAt(row, 2));
    record.number = TransactionNumber(integerAt(row, 3));
    record.type = wordAt(row, 4, TransactionType::Deposit);
    record.amount = Cents(integerAt(row, 5));
    record.outcome = wordAt(row, 6, Outcome::None);
    record.balance = Cents(integerAt(row, 7));
    record.replica = ClientId(textAt(row, 8));
    record.sequence = Sequence(static_cast<std::uint64_t>(integerAt(row, 9)));
    record.redelivered = integerAt(row, 10) != 0;
    record.commit = CommitNumber(integerAt(row, 11));
    return record;
}

QuarantineRecord readQuarantine(const QSqlQuery& row)
{
    return {integerAt(row, 0), bytesAt(row, 1), textAt(row, 2), ClientId(textAt(row, 3)),
            Sequence(static_cast<std::uint64_t>(integerAt(row, 4)))};
}

ParkedRecord readParked(const QSqlQuery& row)
{
    return {TransactionId(textAt(row, 0)),
            AccountName(textAt(row, 1)),
            TransactionNumber(integerAt(row, 2)),
            wordAt(row, 3, TransactionType::Deposit),
            Cents(integerAt(row, 4)),
            ClientId(textAt(row, 5)),
            Sequence(static_cast<std::uint64_t>(integerAt(row, 6)))};
}

TransactionRecord readTransaction(const QSqlQuery& row)
{
    TransactionRecord record;
    record.row = integerAt(row, 0);
    record.id = TransactionId(textAt(row, 1));
    record.account = AccountName(textAt(row, 2));
    record.number = TransactionNumber(integerAt(row, 3));
    record.type = wordAt(row, 4, TransactionType::Deposit);
    record.amount = Cents(integerAt(row, 5));
    record.publishes = integerAt(row, 6);
    record.stored = integerAt(row, 7) != 0;
    return record;
}

/// Whether so many rows are all that the table holds.
Result<bool> isAll(Database& database, const QString& table, std::size_t rows)
{
    std::int64_t there = 0;
    const auto counted = forEachRow(database, u"SELECT count(*) FROM "_s + table,
                                    [&](const QSqlQuery& row) { there = integerAt(row, 0); });
    if (!counted)
        return counted.error();
    return static_cast<std::size_t>(there) == rows;
}

/// Appends the rows of `table` that `known` does not have. False when others are missing too.
template <typename Record, typename Read>
Result<bool> readFurther(Database& database, const QString& table, const QString& sql,
                         std::vector<Record>& known, Read read)
{
    std::int64_t highest = 0;
    for (const Record& record : known)
        highest = std::max(highest, record.row);
    const auto done = forEachRow(database, sql.arg(table).arg(highest),
                                 [&](const QSqlQuery& row) { known.push_back(read(row)); });
    if (!done)
        return done.error();
    return isAll(database, table, known.size());
}

/// The account side: its first SELECT is what fixes the snapshot of that file.
Result<bool> readAccountSide(Database& database, const QString& from, DatabaseSnapshot& snapshot)
{
    snapshot.accounts.clear();
    snapshot.parked.clear();
    auto accounts = forEachRow(
        database,
        u"SELECT name, opening, balance, last_transaction_number FROM %1.accounts ORDER BY id"_s
            .arg(from),
        [&](const QSqlQuery& row) { snapshot.accounts.push_back(readAccount(row)); });
    if (!accounts)
        return accounts.error();
    auto parked =
        forEachRow(database,
                   u"SELECT transaction_id, account, number, type, amount, replica, sequence "
                   "FROM %1.parked ORDER BY account, number"_s.arg(from),
                   [&](const QSqlQuery& row) { snapshot.parked.push_back(readParked(row)); });
    if (!parked)
        return parked.error();
    const auto ledger = readFurther(
        database, from + u".ledger"_s,
        u"SELECT id, transaction_id, account, number, type, amount, outcome, balance, replica, "
        "sequence, redelivered, commit_number FROM %1 WHERE id > %2 ORDER BY commit_number, id"_s,
        snapshot.ledger, readLedger);
    if (!ledger || !*ledger)
        return ledger;
    return readFurther(database, from + u".quarantine"_s,
                       u"SELECT id, payload, reason, replica, sequence FROM %1 WHERE id > %2 "
                       "ORDER BY id"_s,
                       snapshot.quarantine, readQuarantine);
}

/// Of those that wait in the outbox anything may have changed: they are read again, with all that
/// came after them.
Result<bool> readTransactionSide(Database& database, const QString& from,
                                 DatabaseSnapshot& snapshot)
{
    auto& known = snapshot.transactions;
    constexpr auto nowhere = std::numeric_limits<std::int64_t>::max();
    std::int64_t waiting = nowhere;
    for (const TransactionRecord& record : known)
        waiting = record.stored ? waiting : std::min(waiting, record.row);
    std::erase_if(known, [waiting](const auto& record) { return record.row >= waiting; });
    const auto before = static_cast<std::ptrdiff_t>(known.size());
    const auto isAll = readFurther(
        database, from + u".transactions"_s,
        u"SELECT t.id, t.transaction_id, t.account, t.number, t.type, t.amount, "
        "COALESCE(o.publishes, 0), COALESCE(o.stored, 0) FROM %1 t LEFT JOIN %3.outbox o "
        "ON o.id = t.id WHERE t.id > %2 ORDER BY t.account, t.number"_s.arg(u"%1"_s, u"%2"_s, from),
        known, readTransaction);
    std::inplace_merge(known.begin(), known.begin() + before, known.end(),
                       [](const TransactionRecord& left, const TransactionRecord& right) {
                           return std::tie(left.account, left.number)
                               < std::tie(right.account, right.number);
                       });
    return isAll;
}

Result<> attach(Database& database, const std::string& path)
{
    auto query = database.prepare(u"ATTACH DATABASE ? AS bank"_s);
    if (!query)
        return query.error();
    query->bindValue(0, sqlText(path));
    return Database::execute(*query);
}

/// The schemas' names as they stand before the tables'.
struct Sides
{
    QString account;
    QString transaction;
};

/// Adds what `snapshot` does not have; all of it when that is not enough.
Result<> readAll(Database& database, const Sides& sides, DatabaseSnapshot& snapshot)
{
    if (auto begun = database.run(database.dialect().beginSnapshot()); !begun)
        return begun;
    const auto read = [&]() -> Result<bool> {
        const auto isAll = readAccountSide(database, sides.account, snapshot);
        return isAll && *isAll ? readTransactionSide(database, sides.transaction, snapshot) : isAll;
    };
    auto isAll = read();
    if (isAll && !*isAll) {
        DatabaseSnapshot anew;
        anew.illnesses = std::move(snapshot.illnesses);
        snapshot = std::move(anew);
        isAll = read();
    }
    auto ended = database.run(u"ROLLBACK"_s);
    if (!isAll)
        return isAll.error();
    return ended;
}

/// One connection that sees both.
Result<Sides> join(Database& database, const std::string& transactionDatabase)
{
    if (database.target().kind == DatabaseTarget::Kind::Sqlite) {
        if (auto attached = attach(database, transactionDatabase); !attached)
            return attached.error();
        return Sides{u"main"_s, u"bank"_s};
    }
    const auto other = databaseTargetFrom(transactionDatabase);
    if (!other)
        return other.error();
    return Sides{QString::fromStdString(database.target().schema),
                 QString::fromStdString(other->schema)};
}

/// A checkpoint is due every 1,000 pages of 4 KiB; a reader holds one up for a moment only.
constexpr qint64 walMebibytes = 64;

/// Of the file that the connection has under the name `schema`.
Result<> examine(Database& database, const QString& schema, const std::string& path,
                 DatabaseSnapshot& snapshot)
{
    const QString file = QString::fromStdString(path);
    const std::string name = QFileInfo(file).fileName().toStdString();
    const qint64 wal = QFileInfo(file + u"-wal"_s).size() / (1024 * 1024);
    if (wal > walMebibytes)
        snapshot.illnesses.push_back(message(Code::WalGrows, name, wal));
    return forEachRow(
        database, u"PRAGMA %1.integrity_check(1)"_s.arg(schema), [&](const QSqlQuery& row) {
            if (const std::string found = textAt(row, 0); found != "ok")
                snapshot.illnesses.push_back(message(Code::DatabaseDamaged, name, found));
        });
}

} // namespace

AuditReader::AuditReader(std::string accountDatabase, std::string transactionDatabase)
    : m_accountDatabase(std::move(accountDatabase))
    , m_transactionDatabase(std::move(transactionDatabase))
{
}

Result<const DatabaseSnapshot*> AuditReader::read(Reading reading)
{
    if (!std::exchange(m_isKnown, false) || reading != Reading::New)
        m_known = {};
    if (const auto done = readOnce(reading); !done)
        return done.error();
    m_isKnown = true;
    return &m_known;
}

Result<> AuditReader::readOnce(Reading reading)
{
    // ATTACH would quietly create a file that is not there: opened once on its own to refuse that.
    if (auto present = Database::open(m_transactionDatabase, Database::Access::ReadOnly); !present)
        return present.error();
    auto database = Database::open(m_accountDatabase, Database::Access::ReadOnly);
    if (!database)
        return database.error();
    const auto sides = join(**database, m_transactionDatabase);
    if (!sides)
        return sides.error();
    if (auto done = readAll(**database, *sides, m_known); !done)
        return done;
    if (reading != Reading::Examined || (*database)->target().kind != DatabaseTarget::Kind::Sqlite)
        return {};
    if (auto done = examine(**database, sides->account, m_accountDatabase, m_known); !done)
        return done;
    return examine(**database, sides->transaction, m_transactionDatabase, m_known);
}

Result<DatabaseSnapshot> readDatabases(const std::string& accountDatabase,
                                       const std::string& transactionDatabase)
{
    AuditReader reader(accountDatabase, transactionDatabase);
    if (const auto read = reader.read(Reading::Whole); !read)
        return read.error();
    else
        return **read;
}

} // namespace stanscope

#include "core/storage/auditreader.h"

#include "core/storage/database.h"
#include "core/storage/sqlvalues.h"

#include <QFileInfo>
#include <QSqlError>

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
    record.id = TransactionId(textAt(row, 0));
    record.account = AccountName(textAt(row, 1));
    record.number = TransactionNumber(integerAt(row, 2));
    record.type = wordAt(row, 3, TransactionType::Deposit);
    record.amount = Cents(integerAt(row, 4));
    record.publishes = integerAt(row, 5);
    record.stored = integerAt(row, 6) != 0;
    return record;
}

/// The account side: its first SELECT is what fixes the snapshot of that file.
Result<> readAccountSide(Database& database, const QString& from, DatabaseSnapshot& snapshot)
{
    auto accounts = forEachRow(
        database,
        u"SELECT name, opening, balance, last_transaction_number FROM %1.accounts ORDER BY id"_s
            .arg(from),
        [&](const QSqlQuery& row) { snapshot.accounts.push_back(readAccount(row)); });
    if (!accounts)
        return accounts;
    auto ledger = forEachRow(
        database,
        u"SELECT id, transaction_id, account, number, type, amount, outcome, balance, replica, "
        "sequence, redelivered, commit_number FROM %1.ledger ORDER BY commit_number, id"_s.arg(
            from),
        [&](const QSqlQuery& row) { snapshot.ledger.push_back(readLedger(row)); });
    if (!ledger)
        return ledger;
    auto quarantine = forEachRow(
        database,
        u"SELECT id, payload, reason, replica, sequence FROM %1.quarantine ORDER BY id"_s.arg(from),
        [&](const QSqlQuery& row) { snapshot.quarantine.push_back(readQuarantine(row)); });
    if (!quarantine)
        return quarantine;
    return forEachRow(database,
                      u"SELECT transaction_id, account, number, type, amount, replica, sequence "
                      "FROM %1.parked ORDER BY account, number"_s.arg(from),
                      [&](const QSqlQuery& row) { snapshot.parked.push_back(readParked(row)); });
}

Result<> readTransactionSide(Database& database, const QString& from, DatabaseSnapshot& snapshot)
{
    return forEachRow(
        database,
        u"SELECT t.transaction_id, t.account, t.number, t.type, t.amount, "
        "COALESCE(o.publishes, 0), COALESCE(o.stored, 0) FROM %1.transactions t "
        "LEFT JOIN %1.outbox o ON o.id = t.id ORDER BY t.account, t.number"_s.arg(from),
        [&](const QSqlQuery& row) { snapshot.transactions.push_back(readTransaction(row)); });
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

Result<> readAll(Database& database, const Sides& sides, DatabaseSnapshot& snapshot)
{
    if (auto begun = database.run(database.dialect().beginSnapshot()); !begun)
        return begun;
    auto done = readAccountSide(database, sides.account, snapshot);
    if (done)
        done = readTransactionSide(database, sides.transaction, snapshot);
    if (auto ended = database.run(u"ROLLBACK"_s); done && !ended)
        return ended;
    return done;
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

Result<DatabaseSnapshot> readDatabases(const std::string& accountDatabase,
                                       const std::string& transactionDatabase,
                                       Examination examination)
{
    // ATTACH would quietly create a file that is not there: opened once on its own to refuse that.
    if (auto present = Database::open(transactionDatabase, Database::Access::ReadOnly); !present)
        return present.error();
    auto database = Database::open(accountDatabase, Database::Access::ReadOnly);
    if (!database)
        return database.error();
    const auto sides = join(**database, transactionDatabase);
    if (!sides)
        return sides.error();
    DatabaseSnapshot snapshot;
    if (auto done = readAll(**database, *sides, snapshot); !done)
        return done.error();
    if (examination == Examination::None
        || (*database)->target().kind != DatabaseTarget::Kind::Sqlite)
        return snapshot;
    if (auto done = examine(**database, sides->account, accountDatabase, snapshot); !done)
        return done.error();
    if (auto done = examine(**database, sides->transaction, transactionDatabase, snapshot); !done)
        return done.error();
    return snapshot;
}

} // namespace stanscope

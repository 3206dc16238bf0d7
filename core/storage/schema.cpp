#include "core/storage/schema.h"

#include "core/storage/database.h"
#include "core/storage/sqlvalues.h"

#include <QFile>
#include <QStringList>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

/// No UNIQUE constraint on the ledger, whatever the handler: it would hide the bug that is shown.
QStringList accountSchema()
{
    return {
        u"CREATE TABLE accounts (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, "
        "opening INTEGER NOT NULL, balance INTEGER NOT NULL, "
        "last_transaction_number INTEGER NOT NULL DEFAULT 0, commits INTEGER NOT NULL DEFAULT 0)"_s,
        u"CREATE TABLE ledger (id INTEGER PRIMARY KEY, transaction_id TEXT NOT NULL, "
        "account TEXT NOT NULL, number INTEGER NOT NULL, type TEXT NOT NULL, "
        "amount INTEGER NOT NULL, outcome TEXT NOT NULL, balance INTEGER NOT NULL, "
        "replica TEXT NOT NULL, sequence INTEGER NOT NULL, redelivered INTEGER NOT NULL, "
        "commit_number INTEGER NOT NULL)"_s,
        u"CREATE INDEX ledger_by_number ON ledger (account, number)"_s,
        u"CREATE TABLE quarantine (id INTEGER PRIMARY KEY, payload BLOB NOT NULL, "
        "reason TEXT NOT NULL, replica TEXT NOT NULL, sequence INTEGER NOT NULL, "
        "redelivered INTEGER NOT NULL)"_s,
        u"CREATE TABLE parked (account TEXT NOT NULL, number INTEGER NOT NULL, "
        "transaction_id TEXT NOT NULL, type TEXT NOT NULL, amount INTEGER NOT NULL, "
        "replica TEXT NOT NULL, sequence INTEGER NOT NULL, redelivered INTEGER NOT NULL, "
        "PRIMARY KEY (account, number))"_s,
    };
}

QStringList transactionSchema()
{
    return {
        u"CREATE TABLE accounts (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, "
        "last_number INTEGER NOT NULL DEFAULT 0)"_s,
        u"CREATE TABLE transactions (id INTEGER PRIMARY KEY, transaction_id TEXT NOT NULL UNIQUE, "
        "account TEXT NOT NULL, number INTEGER NOT NULL, type TEXT NOT NULL, "
        "amount INTEGER NOT NULL, UNIQUE (account, number))"_s,
        u"CREATE TABLE outbox (id INTEGER PRIMARY KEY REFERENCES transactions (id), "
        "publishes INTEGER NOT NULL DEFAULT 0, stored INTEGER NOT NULL DEFAULT 0)"_s,
        u"CREATE INDEX outbox_waiting ON outbox (id) WHERE stored = 0"_s,
    };
}

/// How an account is written into one of the databases.
struct AccountRow
{
    QString insert; ///< with the placeholders that `bind` fills
    void (*bind)(QSqlQuery&, const OpenedAccount&);
};

AccountRow rowWithBalance()
{
    return {u"INSERT INTO accounts (name, opening, balance) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO NOTHING"_s,
            [](QSqlQuery& query, const OpenedAccount& account) {
                query.bindValue(0, sqlText(account.name.value()));
                query.bindValue(1, sqlInteger(account.opening.value()));
                query.bindValue(2, sqlInteger(account.opening.value()));
            }};
}

AccountRow rowWithNumbers()
{
    return {u"INSERT INTO accounts (name) VALUES (?) ON CONFLICT (name) DO NOTHING"_s,
            [](QSqlQuery& query, const OpenedAccount& account) {
                query.bindValue(0, sqlText(account.name.value()));
            }};
}

Result<> insert(Database& database, const AccountRow& row,
                const std::vector<OpenedAccount>& accounts)
{
    auto query = database.prepare(row.insert);
    if (!query)
        return query.error();
    for (const OpenedAccount& account : accounts) {
        row.bind(*query, account);
        if (auto done = Database::execute(*query); !done)
            return done;
    }
    query->finish();
    return {};
}

Result<> fill(Database& database, const QStringList& schema, int version, const AccountRow& row,
              const std::vector<OpenedAccount>& accounts)
{
    const Dialect& dialect = database.dialect();
    if (auto begun = database.begin(); !begun)
        return begun;
    for (const QString& statement : schema)
        if (auto done = database.run(dialect.definition(statement)); !done)
            return done;
    if (auto done = database.run(dialect.setVersion(database.target(), version)); !done)
        return done;
    if (auto done = insert(database, row, accounts); !done)
        return done;
    return database.commit();
}

Result<> create(const std::string& path, const QStringList& schema, int version,
                const AccountRow& row, const std::vector<OpenedAccount>& accounts)
{
    auto database = Database::open(path, Database::Access::Create);
    if (!database)
        return database.error();
    return fill(**database, schema, version, row, accounts);
}

Result<> append(const std::string& path, const AccountRow& row, const OpenedAccount& account,
                const std::stop_token& stop)
{
    auto database = Database::open(path, Database::Access::ReadWrite, stop);
    if (!database)
        return database.error();
    if (auto begun = (*database)->begin(); !begun)
        return begun;
    if (auto done = insert(**database, row, {account}); !done)
        return done;
    return (*database)->commit();
}

} // namespace

Result<> createAccountDatabase(const std::string& path, const std::vector<OpenedAccount>& accounts)
{
    return create(path, accountSchema(), accountSchemaVersion, rowWithBalance(), accounts);
}

Result<> createTransactionDatabase(const std::string& path,
                                   const std::vector<OpenedAccount>& accounts)
{
    return create(path, transactionSchema(), transactionSchemaVersion, rowWithNumbers(), accounts);
}

Result<> openAccount(const std::string& accountDatabase, const std::string& transactionDatabase,
                     const OpenedAccount& account, const std::stop_token& stop)
{
    if (auto done = append(accountDatabase, rowWithBalance(), account, stop); !done)
        return done;
    return append(transactionDatabase, rowWithNumbers(), account, stop);
}

Result<> dropDatabase(const std::string& target)
{
    auto database = Database::open(target, Database::Access::ReadWrite);
    if (!database)
        return database.error();
    for (const QString& statement : (*database)->dialect().drop((*database)->target()))
        if (auto done = (*database)->run(statement); !done)
            return done;
    return {};
}

} // namespace stanscope

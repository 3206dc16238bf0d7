#include "core/bank/accounthandler.h"
#include "core/conductor/conductor.h"
#include "core/events/servicemessages.h"
#include "core/process/runname.h"
#include "core/storage/accountstore.h"
#include "core/storage/auditreader.h"
#include "core/storage/database.h"
#include "core/storage/schema.h"
#include "core/storage/schemalease.h"
#include "core/storage/transactionstore.h"
#include "tests/support/postgresserver.h"
#include "tests/support/testbroker.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace stanscope;
using namespace Qt::StringLiterals;

/// The bank on PostgreSQL: the same stores and handlers, rows locked instead of the database.
class TestPostgres : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void addressesAreRead_data();
    void addressesAreRead();
    void handlersComeToTheSame();
    void onlyTheAccountIsLocked();
    void theOutboxNumbersAndWaits();
    void aRollbackTakesAllBack();
    void aServerThatComesBack();
    void anotherWriterKeepsAllAway();
    void aCommitThatIsNotAnswered();
    void itsDiskIsNotOurs();
    void nothingIsLeft();
    void aWrongPasswordIsSaid();
    void deadRunsAreSweptAway();
    void aLessonIsPlayed_data();
    void aLessonIsPlayed();
    void casesOfTheDatabase();
    void aServerThatIsNotThere();
    void cleanupTestCase() { m_server.reset(); }

private:
    std::string side(const char* name) const
    {
        return m_server->url() + "?schema=stanscope_test_" + name;
    }
    void create();
    void drop();
    QStringList schemas() const;
    /// The first column of what a query finds.
    QStringList texts(const QString& sql) const;
    QProcess& play(QProcess& process, const QStringList& options) const;

    std::unique_ptr<PostgresServer> m_server;
};

namespace {

const AccountName alice("alice");
const AccountName ben("ben");

Arrival arrival(const AccountName& account, std::int64_t number, std::int64_t amount)
{
    const Transaction transaction{
        TransactionId(account.value() + std::to_string(number)), account, TransactionNumber(number),
        amount < 0 ? TransactionType::Withdraw : TransactionType::Deposit, Cents(std::abs(amount))};
    return {transaction,
            toPayload(transaction),
            {ClientId("account-1"), Sequence(static_cast<std::uint64_t>(number))}};
}

std::unique_ptr<AccountStore> opened(const std::string& target)
{
    auto store = AccountStore::open(target);
    if (!store)
        qFatal("%s", store.error().text.c_str());
    return std::move(*store);
}

} // namespace

void TestPostgres::initTestCase()
{
    if (!PostgresServer::isInstalled()) {
        if (qEnvironmentVariable("CI") == u"true"_s)
            QFAIL("PostgreSQL is not installed");
        QSKIP("PostgreSQL is not installed");
    }
    m_server = std::make_unique<PostgresServer>();
    QVERIFY2(m_server->start(), m_server->log().constData());
    qputenv("PGPASSWORD", PostgresServer::password);
}

void TestPostgres::create()
{
    const std::vector<OpenedAccount> accounts{{alice, Cents(0)}, {ben, Cents(500)}};
    const auto account = createAccountDatabase(side("account"), accounts);
    QVERIFY2(account.ok(), account.ok() ? "" : account.error().text.c_str());
    const auto transaction = createTransactionDatabase(side("transaction"), accounts);
    QVERIFY2(transaction.ok(), transaction.ok() ? "" : transaction.error().text.c_str());
}

void TestPostgres::drop()
{
    QVERIFY(dropDatabase(side("account")).ok());
    QVERIFY(dropDatabase(side("transaction")).ok());
}

QStringList TestPostgres::schemas() const
{
    return texts(u"SELECT nspname FROM pg_namespace WHERE nspname LIKE 'stanscope%'"_s);
}

QStringList TestPostgres::texts(const QString& sql) const
{
    auto database = Database::open(m_server->url(), Database::Access::ReadOnly);
    if (!database)
        return {QString::fromStdString(database.error().text)};
    auto query = (*database)->prepare(sql);
    if (!query || !Database::execute(*query))
        return {u"?"_s};
    QStringList names;
    while (query->next())
        names += query->value(0).toString();
    return names;
}

void TestPostgres::addressesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, const QString& text, const QString& said = {}) {
        QTest::newRow(name) << text << (said.isEmpty() ? text : said);
    };
    row("whole", u"postgresql://bank@127.0.0.1:5433/money"_s);
    row("with a schema", u"postgresql://bank@127.0.0.1:5433/money?schema=stanscope_1"_s);
    row("short", u"postgres://localhost/money"_s, u"postgresql://localhost:5432/money"_s);
    row("a file", u"/tmp/account.db"_s);
    row("a password", u"postgresql://bank:s3cret@127.0.0.1/money"_s,
        u"! a password does not belong into the database's address"_s);
    row("no database", u"postgresql://127.0.0.1"_s,
        u"! the database's address names no database"_s);
    row("an injection", u"postgresql://127.0.0.1/money?schema=a%22b"_s,
        u"! the database's address has options that are not known"_s);
    row("another option", u"postgresql://127.0.0.1/money?sslmode=off"_s,
        u"! the database's address has options that are not known"_s);
}

void TestPostgres::addressesAreRead()
{
    QFETCH(const QString, text);
    QFETCH(const QString, said);
    const auto target = databaseTargetFrom(text.toStdString());
    QCOMPARE(QString::fromStdString(target ? toText(*target) : "! " + target.error().text), said);
}

void TestPostgres::handlersComeToTheSame()
{
    create();
    const auto store = opened(side("account"));
    const auto inbox = makeHandler(Handler::Inbox);
    for (const auto& [number, amount] : {std::pair(3, -100), {2, 60}, {2, 60}, {1, 50}, {1, 51}}) {
        QVERIFY(store->begin().ok());
        const auto decided = inbox->handle(*store, arrival(alice, number, amount));
        QVERIFY2(decided.ok(), decided.ok() ? "" : decided.error().text.c_str());
        QVERIFY(store->commit().ok());
    }
    const auto read = readDatabases(side("account"), side("transaction"));
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().text.c_str());
    QCOMPARE(read->accounts.at(0).balance, Cents(10));
    QCOMPARE(read->accounts.at(0).last, TransactionNumber(3));
    QCOMPARE(read->ledger.size(), 3U);
    QCOMPARE(read->ledger.at(2).commit, CommitNumber(3));
    QVERIFY(read->parked.empty());
    QCOMPARE(read->quarantine.size(), 1U);
    QCOMPARE(read->quarantine.at(0).payload, arrival(alice, 1, 51).payload);
    drop();
}

/// One replica stands inside its transaction (case C06): its account waits, the others do not.
void TestPostgres::onlyTheAccountIsLocked()
{
    create();
    const auto one = opened(side("account"));
    const auto other = opened(side("account"));
    QVERIFY(one->begin().ok());
    QVERIFY(one->find(alice).ok());
    QVERIFY(other->begin().ok());
    QVERIFY(makeHandler(Handler::Ordered)->handle(*other, arrival(ben, 1, 50)).ok());
    QVERIFY(other->commit().ok());
    QVERIFY(other->begin().ok());
    const auto waiting = other->find(alice);
    QVERIFY(!waiting.ok());
    QCOMPARE(waiting.error().kind, Error::Kind::Transient);
    QVERIFY2(waiting.error().text.starts_with("database busy"), waiting.error().text.c_str());
    other->rollback();
    one->rollback();
    QVERIFY(other->begin().ok());
    QVERIFY(other->find(alice).ok());
    QVERIFY(other->commit().ok());
    drop();
}

void TestPostgres::theOutboxNumbersAndWaits()
{
    create();
    auto store = TransactionStore::open(side("transaction"));
    QVERIFY2(store.ok(), store.ok() ? "" : store.error().text.c_str());
    std::int64_t row = 0;
    for (const char* id : {"a", "b"}) {
        QVERIFY((*store)->begin().ok());
        const auto entry = (*store)->accept({TransactionId(id), alice, {}, {}, Cents(5)});
        QVERIFY2(entry.ok(), entry.ok() ? "" : entry.error().text.c_str());
        row = (*entry)->row;
        QVERIFY((*store)->countPublish(row).ok());
        QVERIFY((*store)->commit().ok());
    }
    QCOMPARE((*store)->waiting()->size(), 2U);
    QVERIFY((*store)->begin().ok());
    QVERIFY((*store)->markStored(row).ok());
    QVERIFY((*store)->commit().ok());
    const auto waiting = (*store)->waiting();
    QCOMPARE(waiting->size(), 1U);
    QCOMPARE(waiting->at(0).transaction.id, TransactionId("a"));
    QCOMPARE(waiting->at(0).transaction.number, TransactionNumber(1));
    store->reset();
    drop();
}

void TestPostgres::aRollbackTakesAllBack()
{
    create();
    const auto store = opened(side("account"));
    QVERIFY(store->begin().ok());
    QVERIFY(makeHandler(Handler::Naive)->handle(*store, arrival(alice, 1, 50)).ok());
    QVERIFY(!store->failOnPurpose().ok());
    store->rollback();
    QVERIFY(store->begin().ok()); // as good as new
    QCOMPARE((*store->find(alice))->state.balance, Cents(0));
    QVERIFY(store->commit().ok());
    const auto twice = createAccountDatabase(side("account"), {});
    QVERIFY(!twice.ok());
    drop();
}

/// Stopped in mid-run, and inside a transaction: nothing is decided meanwhile, and the stores find
/// it again by themselves.
void TestPostgres::aServerThatComesBack()
{
    // Qt would have a server that is gone forget its statements.
    QTest::failOnWarning(QRegularExpression(u"free statement"_s));
    create();
    auto account = opened(side("account"));
    auto transaction = TransactionStore::open(side("transaction"));
    QVERIFY2(transaction.ok(), transaction.ok() ? "" : transaction.error().text.c_str());
    QVERIFY(account->begin().ok());
    QVERIFY(makeHandler(Handler::Ordered)->handle(*account, arrival(alice, 1, 50)).ok());
    m_server->kill();
    QVERIFY(!account->commit().ok());
    account->rollback();
    for (int attempt = 0; attempt < 2; ++attempt) {
        for (const auto& begun : {account->begin(), (*transaction)->begin()}) {
            QVERIFY(!begun.ok());
            QCOMPARE(begun.error().kind, Error::Kind::Transient);
        }
    }
    QVERIFY2(m_server->startAgain(), m_server->log().constData());
    const auto again = account->begin();
    QVERIFY2(again.ok(), again.ok() ? "" : again.error().text.c_str());
    QCOMPARE((*account->find(alice))->state.balance, Cents(0)); // the transaction was lost
    QVERIFY(makeHandler(Handler::Ordered)->handle(*account, arrival(alice, 1, 50)).ok());
    QVERIFY(account->commit().ok());
    QVERIFY((*transaction)->begin().ok());
    QVERIFY((*transaction)->accept({TransactionId("a"), alice, {}, {}, Cents(5)}).ok());
    QVERIFY((*transaction)->commit().ok());
    const auto read = readDatabases(side("account"), side("transaction"));
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().text.c_str());
    QCOMPARE(read->ledger.size(), 1U);
    m_server->kill();
    account.reset();
    transaction->reset();
    QVERIFY2(m_server->startAgain(), m_server->log().constData());
    drop();
}

void TestPostgres::anotherWriterKeepsAllAway()
{
    create();
    const auto store = opened(side("account"));
    auto writer = Database::open(side("account"), Database::Access::ReadWrite);
    QVERIFY2(writer.ok(), writer.ok() ? "" : writer.error().text.c_str());
    QVERIFY((*writer)->lockOut().ok());
    QVERIFY(store->begin().ok());
    const auto waiting = store->find(alice);
    QVERIFY(!waiting.ok());
    QVERIFY2(waiting.error().text.starts_with("database busy for 2"), waiting.error().text.c_str());
    store->rollback();
    QVERIFY(readDatabases(side("account"), side("transaction")).ok()); // who only reads may
    writer->reset();
    QVERIFY(store->begin().ok());
    QVERIFY(store->find(alice).ok());
    store->rollback();
    drop();
}

/// It stands, though the connection was cut before anybody heard of it.
void TestPostgres::aCommitThatIsNotAnswered()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    create();
    const auto store = opened(side("account"));
    const auto ordered = makeHandler(Handler::Ordered);
    QVERIFY(store->begin().ok());
    QVERIFY(ordered->handle(*store, arrival(alice, 1, 50)).ok());
    const auto lost = store->commitUnheard();
    QVERIFY(!lost.ok());
    QCOMPARE(lost.error().kind, Error::Kind::Transient);
    store->rollback();
    QVERIFY(store->begin().ok());
    const auto again = ordered->handle(*store, arrival(alice, 1, 50));
    QVERIFY2(again.ok(), again.ok() ? "" : again.error().text.c_str());
    QCOMPARE(again->front().outcome, Outcome::Skipped);
    store->rollback();
    QCOMPARE(readDatabases(side("account"), side("transaction"))->ledger.size(), 1U);

    auto outbox = TransactionStore::open(side("transaction"));
    QVERIFY((*outbox)->begin().ok());
    QVERIFY((*outbox)->accept({TransactionId("a"), alice, {}, {}, Cents(5)}).ok());
    QVERIFY(!(*outbox)->commitUnheard().ok());
    QVERIFY(*(*outbox)->contains(TransactionId("a")));
    QVERIFY(!*(*outbox)->contains(TransactionId("b")));
    outbox->reset();
    drop();
}

void TestPostgres::itsDiskIsNotOurs()
{
    FaultSpec full;
    full.effect = FaultEffect::DiskFull;
    const auto against = [&](const std::string& target) {
        return reasonAgainst(full, FaultService::Account, AckMode::Manual, bankDatabaseOf(target));
    };
    QCOMPARE(against("/tmp/account.db"), FaultReason::None);
    QCOMPARE(against(side("account")), FaultReason::FilesOnly);
}

void TestPostgres::nothingIsLeft()
{
    create();
    QCOMPARE(schemas().size(), 2);
    drop();
    QCOMPARE(schemas(), QStringList());
    const auto gone = AccountStore::open(side("account"));
    QVERIFY(!gone.ok());
    QVERIFY2(gone.error().text.starts_with("the account schema is missing"),
             gone.error().text.c_str());
}

void TestPostgres::aWrongPasswordIsSaid()
{
    qputenv("PGPASSWORD", "wrong");
    const auto refused = createAccountDatabase(side("account"), {});
    qputenv("PGPASSWORD", PostgresServer::password);
    QVERIFY(!refused.ok());
    QVERIFY2(refused.error().text.find("password authentication failed") != std::string::npos,
             refused.error().text.c_str());
    QVERIFY(refused.error().remedy.find("PGPASSWORD") != std::string::npos);
}

QProcess& TestPostgres::play(QProcess& process, const QStringList& options) const
{
    process.setProgram(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope"));
    process.setArguments(QStringList{u"run"_s, u"case-1"_s, u"--ack-wait"_s, u"1"_s} + options);
    process.start();
    process.waitForFinished(90'000);
    return process;
}

/// A run that was killed leaves its schemas; the next one drops them, and none of a living run's.
void TestPostgres::deadRunsAreSweptAway()
{
    STANSCOPE_NEED_BROKER();
    const auto start = [this](QProcess& process) {
        process.setProgram(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope"));
        process.setArguments({u"run"_s, u"case-1"_s, u"--ack-wait"_s, u"30"_s, u"--db"_s,
                              QString::fromStdString(m_server->url())});
        process.start();
    };
    const auto twoMore = [this](qsizetype before) {
        return QTest::qWaitFor([&] { return schemas().size() == before + 2; }, 60'000);
    };
    QProcess killed;
    start(killed);
    QVERIFY(twoMore(0));
    const QStringList dead = schemas();
    killed.kill();
    QVERIFY(killed.waitForFinished());
    QCOMPARE(schemas(), dead);
    // The server notices a little later that a client has gone.
    QTRY_COMPARE(texts(u"SELECT objid FROM pg_locks WHERE locktype = 'advisory'"_s), QStringList());

    qputenv("STANSCOPE_SERVICES", STANSCOPE_BIN_DIR);
    qputenv("STANSCOPE_BROKER", TestBroker::executable().toLocal8Bit());
    Conductor::Setup setup;
    setup.clusterId = "stanscope";
    setup.channel = ChannelName("bank");
    setup.accounts = {{alice, Cents(0)}};
    setup.database = m_server->url();
    const Conductor::Sinks deaf{[](const Event&) {}, [](const ClientId&, const std::string&) {}};
    {
        Conductor living(deaf);
        const auto begun = living.begin(setup);
        QVERIFY2(begun.ok(), begun.ok() ? "" : begun.error().text.c_str());
        const QStringList own = schemas();
        QCOMPARE(own.size(), 2);
        for (const QString& name : dead)
            QVERIFY(!own.contains(name));
        Conductor another(deaf);
        QVERIFY(another.begin(setup).ok());
        QCOMPARE(schemas().size(), 4);
        // Who is alive is left alone without a lease as well, and a lease protects by itself.
        const auto nobody = [](const std::string&) { return true; };
        QVERIFY(dropAbandonedSchemas(m_server->url(), nobody).ok());
        QCOMPARE(schemas().size(), 4);
        m_server->kill();
        QVERIFY2(m_server->startAgain(), m_server->log().constData());
        QVERIFY(dropAbandonedSchemas(m_server->url(), &isRunGone).ok());
        QCOMPARE(schemas().size(), 4);
    }
    QCOMPARE(schemas(), QStringList());
}

void TestPostgres::aLessonIsPlayed_data()
{
    QTest::addColumn<QString>("handler");
    QTest::addColumn<int>("code");
    QTest::newRow("naive") << u"naive"_s << 1;
    QTest::newRow("ordered") << u"ordered"_s << 0;
    QTest::newRow("inbox") << u"inbox"_s << 0;
}

void TestPostgres::aLessonIsPlayed()
{
    STANSCOPE_NEED_BROKER();
    QFETCH(const QString, handler);
    QFETCH(const int, code);
    QProcess process;
    play(process, {u"--handler"_s, handler, u"--db"_s, QString::fromStdString(m_server->url())});
    const QByteArray said = process.readAllStandardOutput() + process.readAllStandardError();
    QVERIFY2(process.exitCode() == code, said.constData());
    QVERIFY(!said.contains(PostgresServer::password));
    QCOMPARE(schemas(), QStringList());
}

/// With ordered; scripts/matrix plays them with all. What needs SQLite is passed over.
void TestPostgres::casesOfTheDatabase()
{
    STANSCOPE_NEED_BROKER();
    QProcess process;
    process.setProgram(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope"));
    process.setArguments({u"run"_s, u"--all"_s, u"c06-writer-paused"_s, u"c26-answer-lost"_s,
                          u"c26-database-busy"_s, u"c26-disk-full"_s, u"--handler"_s, u"ordered"_s,
                          u"--db"_s, QString::fromStdString(m_server->url())});
    process.start();
    QVERIFY(process.waitForFinished(240'000));
    const QByteArray said = process.readAllStandardOutput() + process.readAllStandardError();
    QVERIFY2(process.exitCode() == 0, said.constData());
    QVERIFY2(said.contains("All 3 came out as expected"), said.constData());
    QVERIFY2(said.contains("c26-disk-full plays on SQLite only"), said.constData());
    QCOMPARE(schemas(), QStringList());
}

void TestPostgres::aServerThatIsNotThere()
{
    STANSCOPE_NEED_BROKER();
    QProcess process;
    play(process, {u"--db"_s, u"postgresql://bank@127.0.0.1:1/postgres"_s});
    QCOMPARE(process.exitCode(), 69);
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(said.contains("no PostgreSQL database postgres at 127.0.0.1:1"), said.constData());
    QVERIFY2(said.contains("Start the server"), said.constData());
}

QTEST_GUILESS_MAIN(TestPostgres)
#include "tst_postgres.moc"

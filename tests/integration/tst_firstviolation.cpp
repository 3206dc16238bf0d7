#include "core/capture/recording.h"
#include "core/scenario/laboratory.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <map>
#include <optional>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int soon = 20'000;
constexpr int runLimit = 120'000;
constexpr int replicas = 5;
constexpr int actions = 2'000;
constexpr int perTick = 10; // every 20 ms: 500 a second
constexpr std::int64_t withdrawal = 7'000;
constexpr std::int64_t deposit = 5'000;

/// One row of the ledger, as the database has it.
struct Row
{
    std::int64_t commit = 0;
    std::int64_t number = 0;
    bool isDeposit = false;
    std::int64_t amount = 0;
    bool isApplied = false;
    std::int64_t balance = 0;
};

/// In the order in which SQLite, which has one writer, inserted them.
std::vector<Row> ledgerOf(const QString& path)
{
    std::vector<Row> rows;
    const QString connection = u"ledger"_s;
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection);
        database.setDatabaseName(path);
        if (!database.open())
            qFatal("The account database cannot be opened.");
        QSqlQuery query(database);
        if (!query.exec(u"SELECT commit_number, number, type, amount, outcome, balance FROM ledger "
                        "WHERE account = 'ann' ORDER BY id"_s))
            qFatal("The ledger cannot be read.");
        while (query.next())
            rows.push_back({query.value(0).toLongLong(), query.value(1).toLongLong(),
                            query.value(2).toString() == u"deposit"_s, query.value(3).toLongLong(),
                            query.value(4).toString() == u"applied"_s,
                            query.value(5).toLongLong()});
    }
    QSqlDatabase::removeDatabase(connection);
    return rows;
}

/// The first row that is not what the bank would have done with one message after the other.
std::optional<Row> firstWrong(const std::vector<Row>& rows)
{
    std::map<std::int64_t, Row> byNumber;
    for (const Row& row : rows)
        byNumber.emplace(row.number, row);
    std::map<std::int64_t, bool> approved;
    std::int64_t balance = 0;
    for (const auto& [number, row] : byNumber) {
        approved[number] = row.isDeposit || balance >= row.amount;
        if (approved[number])
            balance += row.isDeposit ? row.amount : -row.amount;
    }
    std::int64_t next = 1;
    for (const Row& row : rows) {
        if (row.number != next || row.isApplied != approved[row.number])
            return row;
        ++next;
    }
    return std::nullopt;
}

} // namespace

/// What the jump to the first violation finds in a busy run, against the database itself.
class TestFirstViolation : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("STANSCOPE_SERVICES", STANSCOPE_BIN_DIR); }
    void stopsAtTheDeed();

private:
    void play(Laboratory& laboratory);
};

void TestFirstViolation::play(Laboratory& laboratory)
{
    RunOptions options;
    const auto scenarios = bundledScenarios();
    options.scenario = *std::ranges::find(scenarios, "free-play", &Scenario::id);
    options.handler = Handler::Naive;
    options.replicas = replicas;
    options.ackWaitSeconds = 2;
    laboratory.start(options);
    QTRY_VERIFY_WITH_TIMEOUT(laboratory.isRunning() && !laboratory.isPlaying(), soon);

    // Two of them are slower than the others, and one dies in the middle of its work.
    for (const char* slow : {"account-1", "account-2"}) {
        FaultSpec fault;
        fault.place = FaultPlace::BeforeBegin;
        fault.effect = FaultEffect::Delay;
        fault.delayMs = 3;
        fault.remaining = 0;
        laboratory.execute(command::ArmFault{ClientId(slow), fault});
    }

    QRandomGenerator random(7);
    int left = actions;
    QTimer generator;
    connect(&generator, &QTimer::timeout, this, [&] {
        for (int i = 0; i < perTick && left > 0; ++i, --left) {
            const bool pays = random.bounded(2) == 0;
            laboratory.execute(command::Act{
                AccountName("ann"), pays ? TransactionType::Deposit : TransactionType::Withdraw,
                Cents(pays ? deposit : withdrawal)});
        }
        if (left == actions / 2)
            laboratory.execute(command::KillProcess{ClientId("account-5")});
        if (left == 0)
            generator.stop();
    });
    generator.start(20);
    QTRY_VERIFY_WITH_TIMEOUT(laboratory.snapshot()->accounts[0].accepted == actions
                                 && laboratory.snapshot()->accounts[0].waiting == 0
                                 && laboratory.snapshot()->drained
                                 && laboratory.snapshot()->verdict.audited,
                             runLimit);
}

void TestFirstViolation::stopsAtTheDeed()
{
    Laboratory laboratory;
    play(laboratory);
    const std::vector<Row> rows = ledgerOf(laboratory.accountDatabase());
    QVERIFY(rows.size() >= actions);
    const std::optional<Row> wrong = firstWrong(rows);
    QVERIFY2(wrong, "five replicas were in order: nothing to find");

    // The live picture knows it.
    const auto live = laboratory.snapshot();
    QVERIFY(live->verdict.verdict == audit::Verdict::Violated);
    QVERIFY(live->verdict.first && live->verdict.first->ledger != 0);
    QCOMPARE(live->history->ledger[live->verdict.first->ledger - 1].commit, wrong->commit);
    QCOMPARE(live->accounts[0].balance, Cents(rows.back().balance));

    // The ledger is the database's, in its order.
    QCOMPARE(live->extent.ledger, rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const LedgerRow& row = live->history->ledger[i];
        QCOMPARE(row.commit, rows[i].commit);
        QCOMPARE(row.number, rows[i].number);
        QCOMPARE(row.balance, rows[i].balance);
    }

    // So does the jump: it stops at the deed, not at an audit a second later.
    Recording recording(Recording::Of::LiveSession, std::make_shared<PagedMemory>());
    QSignalSpy opened(&recording, &Recording::opened);
    QSignalSpy positioned(&recording, &Recording::positioned);
    recording.open(laboratory.sessionFile());
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, runLimit);
    positioned.clear();
    recording.time().stepToFirstViolation();
    QTRY_VERIFY_WITH_TIMEOUT(!positioned.empty(), runLimit);
    const auto then = recording.snapshot();
    QVERIFY(then->verdict.first);
    QVERIFY(*then->verdict.first == *live->verdict.first);
    QVERIFY(!then->verdict.audited || then->verdict.audits < live->verdict.audits);
    const LedgerRow& deed = then->history->ledger[then->verdict.first->ledger - 1];
    QCOMPARE(deed.commit, wrong->commit);
    QCOMPARE(deed.number, wrong->number);
    // The figure of the moment is one that the database had.
    const std::int64_t committed = then->accounts[0].committed;
    QVERIFY(committed >= wrong->commit);
    const auto moment = std::ranges::find(rows, committed, &Row::commit);
    QVERIFY(moment != rows.end());
    QCOMPARE(then->accounts[0].balance, Cents(moment->balance));
    laboratory.shutDown();
}

QTEST_GUILESS_MAIN(TestFirstViolation)
#include "tst_firstviolation.moc"

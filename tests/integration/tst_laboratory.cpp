#include "app/sessionshelf.h"
#include "core/audit/auditor.h"
#include "core/capture/recording.h"
#include "core/process/brokerlocation.h"
#include "core/scenario/laboratory.h"
#include "core/scenario/runreport.h"
#include "core/stan/stanclient.h"
#include "core/words/words.h"
#include "tests/support/processes.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <set>
#include <string>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int lessonLimit = 60'000;
constexpr int soon = 20'000;

RunOptions lesson(const std::string& id, Handler handler)
{
    RunOptions options;
    const auto scenarios = bundledScenarios();
    options.scenario = *std::ranges::find(scenarios, id, &Scenario::id);
    options.handler = handler;
    options.ackWaitSeconds = 1;
    return options;
}

/// Case 1 without its fault.
RunOptions faultFree(Handler handler)
{
    RunOptions options = lesson("case-1", handler);
    std::erase_if(options.scenario.steps, [](const ScenarioStep& step) {
        const auto* message = std::get_if<step::AwaitMessage>(&step.what);
        return std::holds_alternative<step::Arm>(step.what)
            || std::holds_alternative<step::AwaitOutcome>(step.what)
            || (message && message->event == step::AwaitMessage::Event::Redelivered);
    });
    return options;
}

QString textOf(audit::Verdict verdict)
{
    return QString::fromStdString(std::string(toText(verdict)));
}

QString verdictOf(const Laboratory& laboratory)
{
    return textOf(laboratory.snapshot()->verdict.verdict);
}

void change(const QString& database, const QString& statement)
{
    const QString connection = u"by hand"_s;
    {
        auto opened = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection);
        opened.setDatabaseName(database);
        QVERIFY(opened.open());
        QSqlQuery query(opened);
        QVERIFY(query.exec(statement));
        QCOMPARE(query.numRowsAffected(), 1);
    }
    QSqlDatabase::removeDatabase(connection);
}

} // namespace

/// The whole composition in one process: real broker, real services.
class TestLaboratory : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void faultFreeNaiveIsValid();
    void accountsAreOpened();
    void alteredRowIsViolated();
    void tapGapIsUnknown();
    void brokerKilledInTheMiddle_data();
    void brokerKilledInTheMiddle();
    void naiveLessonIsViolatedWhileItRuns();
    void commandsThatCannotBe();
    void replicasKeepTheirNames();
    void startsAgain();
    void runsAreKept();
    void twoLaboratories();
    void closingInTheMiddle();
    void closingWhileTheTapConnects();
};

void TestLaboratory::initTestCase()
{
    qputenv("STANSCOPE_SERVICES", STANSCOPE_BIN_DIR);
}

void TestLaboratory::faultFreeNaiveIsValid()
{
    Laboratory laboratory;
    QSignalSpy ended(&laboratory, &Laboratory::ended);
    laboratory.start(faultFree(Handler::Naive));
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, lessonLimit);
    QVERIFY(ended.at(0).at(0).value<RunEnd>() == RunEnd::Finished);
    QCOMPARE(verdictOf(laboratory), u"valid"_s);
    QVERIFY(laboratory.isRunning());
    QVERIFY(!laboratory.isPlaying());
    QVERIFY(laboratory.brokerUrlWithToken().startsWith(u"nats://"));
}

/// Also while a replica holds the database, and what is sent for it meanwhile waits.
void TestLaboratory::accountsAreOpened()
{
    Laboratory laboratory;
    laboratory.start(lesson("free-play", Handler::Ordered));
    const auto replicaIsReady = [&] {
        const auto snapshot = laboratory.snapshot();
        return !laboratory.isPlaying()
            && std::ranges::any_of(snapshot->replicas, &ReplicaView::everReady);
    };
    QTRY_VERIFY_WITH_TIMEOUT(replicaIsReady(), soon);
    const auto viewOf = [&](const char* name) {
        const auto snapshot = laboratory.snapshot();
        const auto found =
            std::ranges::find(snapshot->accounts, AccountName(name), &AccountView::name);
        return found == snapshot->accounts.end() ? AccountView{} : *found;
    };
    const auto deposit = [&](const char* name) {
        laboratory.execute(command::Act{AccountName(name), TransactionType::Deposit, Cents(5000)});
    };
    QVERIFY(viewOf("zoe").name.isNull());
    laboratory.execute(command::OpenAccount{AccountName("zoe"), Cents(700)});
    laboratory.execute(command::OpenAccount{AccountName("zoe"), Cents(800)});
    deposit("zoe");
    deposit("zoe");
    QTRY_COMPARE_WITH_TIMEOUT(viewOf("zoe").balance, Cents(10'700), soon);
    QCOMPARE(viewOf("zoe").expected, Cents(10'700));
    QTRY_COMPARE_WITH_TIMEOUT(verdictOf(laboratory), u"valid"_s, soon);
    laboratory.execute(command::OpenAccount{AccountName("zoe"), Cents(900)});
    deposit("zoe");
    QTRY_COMPARE_WITH_TIMEOUT(viewOf("zoe").balance, Cents(15'700), soon);
    QCOMPARE(viewOf("zoe").opening, Cents(700));
    QTRY_COMPARE_WITH_TIMEOUT(verdictOf(laboratory), u"valid"_s, soon);
}

void TestLaboratory::alteredRowIsViolated()
{
    Laboratory laboratory;
    QSignalSpy ended(&laboratory, &Laboratory::ended);
    laboratory.start(faultFree(Handler::Ordered));
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, lessonLimit);
    QCOMPARE(verdictOf(laboratory), u"valid"_s);
    change(laboratory.accountDatabase(), u"UPDATE accounts SET balance = balance + 1"_s);

    const auto verdict = auditRun(laboratory.accountDatabase().toStdString(),
                                  laboratory.transactionDatabase().toStdString(),
                                  laboratory.snapshot(), AuditMoment::Settled);
    QCOMPARE(textOf(verdict.verdict), u"violated"_s);
    QVERIFY(std::ranges::any_of(verdict.violations, [](const audit::Violation& violation) {
        return violation.invariant == 1 && violation.account == AccountName("ann");
    }));

    // The laboratory finds it as well, with the next thing that happens.
    laboratory.execute(command::Act{AccountName("ann"), TransactionType::Deposit, Cents(100)});
    QTRY_COMPARE_WITH_TIMEOUT(verdictOf(laboratory), u"violated"_s, soon);
}

/// Somebody else may have sent anything while the broker was away.
void TestLaboratory::tapGapIsUnknown()
{
    Laboratory laboratory;
    QSignalSpy ended(&laboratory, &Laboratory::ended);
    laboratory.start(faultFree(Handler::Ordered));
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, lessonLimit);
    QCOMPARE(verdictOf(laboratory), u"valid"_s);
    const QString url = laboratory.brokerUrlWithToken();
    StanClient guest(StanConnectOptions{.connection = {.url = url.toStdString()},
                                        .clusterId = bankCluster(),
                                        .client = ClientId("guest")});
    QSignalSpy connected(&guest, &StanClient::connected);
    guest.connectToBroker();
    QTRY_COMPARE_WITH_TIMEOUT(connected.size(), 1, soon);
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(laboratory.snapshot()->clients,
                                                 [](const ClientView& client) {
                                                     return client.client == ClientId("guest");
                                                 }),
                             soon);
    laboratory.execute(command::Broker{command::BrokerAction::Kill});
    QTRY_VERIFY_WITH_TIMEOUT(laboratory.snapshot()->tap.gaps > 0, soon);
    laboratory.execute(command::Broker{command::BrokerAction::Start});
    QTRY_VERIFY_WITH_TIMEOUT(laboratory.snapshot()->broker.state == broker::State::Running
                                 && laboratory.snapshot()->verdict.verdict
                                     == audit::Verdict::Unknown,
                             soon);
    QCOMPARE(laboratory.brokerUrlWithToken(), url); // the same port and token
}

/// Six messages, the broker killed in their middle: every sequence is in the history, the mirror is
/// what the broker says, and the run is judged.
void TestLaboratory::brokerKilledInTheMiddle_data()
{
    QTest::addColumn<StoreKind>("store");
    QTest::newRow("FILE") << StoreKind::File;
    QTest::newRow("MEMORY") << StoreKind::Memory;
}

void TestLaboratory::brokerKilledInTheMiddle()
{
    QFETCH(const StoreKind, store);
    RunOptions options = lesson("free-play", Handler::Ordered);
    options.broker.store = store;
    Laboratory laboratory;
    bool wasHeld = false;
    connect(&laboratory, &Laboratory::snapshotChanged, this,
            [&](const std::shared_ptr<const Snapshot>& snapshot) {
                wasHeld = wasHeld
                    || std::ranges::any_of(snapshot->replicas, [](const ReplicaView& replica) {
                              return replica.state == ReplicaState::Held;
                          });
            });
    laboratory.start(options);
    QTRY_VERIFY_WITH_TIMEOUT(laboratory.isRunning() && !laboratory.isPlaying(), soon);
    const auto act = [&] {
        laboratory.execute(command::Act{AccountName("ann"), TransactionType::Deposit, Cents(100)});
    };
    for (int i = 0; i < 3; ++i)
        act();
    laboratory.execute(command::Broker{command::BrokerAction::Kill});
    QTRY_VERIFY_WITH_TIMEOUT(laboratory.snapshot()->broker.state == broker::State::Dead, soon);
    for (int i = 0; i < 3; ++i)
        act();
    laboratory.execute(command::Broker{command::BrokerAction::Start});
    QTRY_VERIFY_WITH_TIMEOUT(wasHeld, soon);
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::none_of(laboratory.snapshot()->replicas,
                                                  [](const ReplicaView& replica) {
                                                      return replica.state == ReplicaState::Held;
                                                  }),
                             soon);
    QTRY_VERIFY_WITH_TIMEOUT(!laboratory.snapshot()->tap.outage, soon);
    QCOMPARE(laboratory.snapshot()->tap.gaps, std::uint64_t(0));
    if (store == StoreKind::Memory) {
        // It has forgotten the services, which end; what they had is judged all the same.
        QTRY_VERIFY2_WITH_TIMEOUT(laboratory.snapshot()->verdict.verdict != audit::Verdict::Unknown,
                                  sourceText(laboratory.snapshot()->verdict.reason).c_str(), soon);
        return;
    }
    QTRY_VERIFY_WITH_TIMEOUT(laboratory.snapshot()->accounts[0].accepted == 6
                                 && laboratory.snapshot()->accounts[0].waiting == 0
                                 && laboratory.snapshot()->drained,
                             lessonLimit);
    QTRY_COMPARE_WITH_TIMEOUT(verdictOf(laboratory), u"valid"_s, soon);
    const auto snapshot = laboratory.snapshot();
    QCOMPARE(snapshot->tap.gaps, std::uint64_t(0));
    std::set<std::uint64_t> sequences;
    for (std::size_t i = 0; i < snapshot->extent.messages; ++i)
        sequences.insert(snapshot->history->messages[i].sequence.value());
    QVERIFY(sequences.size() >= 6);
    QCOMPARE(*sequences.begin(), std::uint64_t(1));
    QCOMPARE(*sequences.rbegin(), std::uint64_t(sequences.size())); // no hole
    // Nor in the attempts: what was sent again unseen has its row. The count starts anew with the
    // broker, at what was the second then.
    for (std::size_t i = 0; i < snapshot->extent.deliveries; ++i) {
        const DeliveryRow& delivery = snapshot->history->deliveries[i];
        if (const RowRef next = delivery.next.get();
            next != 0 && next <= snapshot->extent.deliveries) {
            const std::uint32_t attempt = snapshot->history->deliveries[next - 1].attempt;
            QVERIFY2(attempt == delivery.attempt + 1 || attempt == 2,
                     qPrintable(u"%1 after %2"_s.arg(attempt).arg(delivery.attempt)));
        }
    }
    for (std::size_t i = 0; i < snapshot->extent.messages; ++i) {
        const RowRef first = snapshot->history->messages[i].firstDelivery.get();
        QVERIFY(first != 0);
        QCOMPARE(snapshot->history->deliveries[first - 1].attempt, 1U);
    }
    QTRY_VERIFY_WITH_TIMEOUT(laboratory.snapshot()->check.state == MirrorCheckView::State::Matching,
                             soon);
    QCOMPARE(laboratory.snapshot()->check.corrections, std::uint64_t(0));
}

void TestLaboratory::naiveLessonIsViolatedWhileItRuns()
{
    RunOptions options = lesson("case-1", Handler::Naive);
    options.ackWaitSeconds = 10;
    Laboratory laboratory;
    QSignalSpy ended(&laboratory, &Laboratory::ended);
    laboratory.start(options);
    QTRY_COMPARE_WITH_TIMEOUT(verdictOf(laboratory), u"violated"_s, 10'000);
    QVERIFY(laboratory.isPlaying()); // long before the redelivery
    QVERIFY(ended.isEmpty());
}

void TestLaboratory::commandsThatCannotBe()
{
    Laboratory laboratory;
    std::vector<std::string> problems;
    ProblemReader reader;
    connect(&laboratory, &Laboratory::snapshotChanged, this,
            [&](const std::shared_ptr<const Snapshot>& snapshot) {
                for (const laboratory::Problem& problem : reader.fresh(*snapshot)) {
                    QVERIFY(!problem.remedy.empty());
                    problems.push_back(sourceText(problem.message));
                }
            });
    laboratory.start(lesson("free-play", Handler::Ordered));
    QTRY_VERIFY_WITH_TIMEOUT(laboratory.isRunning() && !laboratory.isPlaying(), soon);
    laboratory.execute(command::KillProcess{ClientId("account-9")});
    QTRY_COMPARE_WITH_TIMEOUT(problems.size(), std::size_t(1), soon);
    laboratory.execute(command::ForgetProcess{ClientId("account-1")});
    QTRY_COMPARE_WITH_TIMEOUT(problems.size(), std::size_t(2), soon);
    laboratory.execute(command::KillProcess{transactionService()});
    QTRY_VERIFY_WITH_TIMEOUT(laboratory.snapshot()->transactionService.state == ReplicaState::Dead
                                 || laboratory.snapshot()->transactionService.state
                                     == ReplicaState::Ghost,
                             soon);
    laboratory.execute(command::Act{AccountName("ann"), TransactionType::Deposit, Cents(1)});
    QTRY_COMPARE_WITH_TIMEOUT(problems.size(), std::size_t(3), soon);
}

void TestLaboratory::replicasKeepTheirNames()
{
    Laboratory laboratory;
    laboratory.start(lesson("free-play", Handler::Ordered));
    QTRY_VERIFY_WITH_TIMEOUT(laboratory.isRunning() && !laboratory.isPlaying(), soon);
    const auto view = [&](const std::string& name) {
        const auto& replicas = laboratory.snapshot()->replicas;
        const auto found = std::ranges::find(replicas, ClientId(name), &ReplicaView::name);
        return found == replicas.end() ? ReplicaView{} : *found;
    };
    QCOMPARE(laboratory.snapshot()->replicas.size(), std::size_t(2));
    const auto pid = view("account-1").pid;
    laboratory.execute(command::PauseProcess{ClientId("account-2")});
    QTRY_VERIFY_WITH_TIMEOUT(view("account-2").state == ReplicaState::Paused, soon);
    laboratory.execute(command::RestartProcess{ClientId("account-1")});
    QTRY_VERIFY_WITH_TIMEOUT(view("account-1").state == ReplicaState::Running
                                 && view("account-1").everReady && view("account-1").pid != pid,
                             soon);
    laboratory.execute(command::KillProcess{ClientId("account-2")});
    QTRY_VERIFY_WITH_TIMEOUT(view("account-2").signal == SIGKILL, soon);
    laboratory.execute(command::ForgetProcess{ClientId("account-2")});
    // The broker still knows it; it is a stranger's lane until it is evicted.
    QTRY_VERIFY_WITH_TIMEOUT(!view("account-2").process || view("account-2").name.isNull(), soon);
    laboratory.execute(command::SpawnReplicas{2, {}});
    QTRY_VERIFY_WITH_TIMEOUT(view("account-2").everReady && view("account-3").everReady, soon);
    QVERIFY(view("account-2").process);
}

/// The run before goes to a folder of the last five, whole, and for its owner only.
void TestLaboratory::runsAreKept()
{
    const QTemporaryDir home;
    const QString folder = home.filePath(u"sessions"_s);
    SessionShelf shelf(folder);
    Laboratory laboratory;
    const auto nothing = shelf.keep(laboratory);
    QVERIFY(nothing && nothing->isEmpty()); // nothing has run
    QSignalSpy ended(&laboratory, &Laboratory::ended);
    laboratory.start(faultFree(Handler::Naive));
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, lessonLimit);

    QStringList kept;
    for (int i = 0; i < 7; ++i) {
        const auto path = shelf.keep(laboratory);
        QVERIFY2(path, path ? "" : path.error().text.c_str());
        QVERIFY(QFileInfo(*path).fileName().contains(u"naive"_s));
        QVERIFY(QFileInfo::exists(*path));
        kept << *path;
    }
    const QFileInfoList all = QDir(folder).entryInfoList(QDir::Files);
    QCOMPARE(all.size(), SessionShelf::mostSessions);
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup
        | QFileDevice::ReadOther | QFileDevice::WriteOther;
    for (const QFileInfo& file : all)
        QVERIFY(!(file.permissions() & others));
    QVERIFY(QFileInfo::exists(kept.last()));

    // Whole: what is read back is what was shown.
    Recording recording(Recording::Of::File, std::make_shared<PagedMemory>());
    QSignalSpy opened(&recording, &Recording::opened);
    recording.open(kept.last());
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, soon);
    QCOMPARE(opened.at(0).at(0).toString(), QString());
    QCOMPARE(recording.snapshot()->extent.messages, laboratory.snapshot()->extent.messages);
    QCOMPARE(recording.snapshot()->accounts.at(0).balance,
             laboratory.snapshot()->accounts.at(0).balance);
}

void TestLaboratory::startsAgain()
{
    Laboratory laboratory;
    QSignalSpy ended(&laboratory, &Laboratory::ended);
    laboratory.start(lesson("case-2", Handler::Ordered));
    QTRY_VERIFY_WITH_TIMEOUT(!laboratory.snapshot()->history->transactions.empty(), soon);
    const QString first = laboratory.directory();
    laboratory.start(faultFree(Handler::Naive)); // in the middle of the other
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, lessonLimit);
    QCOMPARE(verdictOf(laboratory), u"valid"_s);
    QVERIFY(laboratory.directory() != first);
    QCOMPARE(laboratory.snapshot()->history->transactions.size(), std::size_t(3));
}

void TestLaboratory::twoLaboratories()
{
    Laboratory one;
    Laboratory other;
    QSignalSpy oneEnded(&one, &Laboratory::ended);
    QSignalSpy otherEnded(&other, &Laboratory::ended);
    one.start(lesson("case-1", Handler::Ordered));
    other.start(lesson("case-2", Handler::Naive));
    QTRY_VERIFY_WITH_TIMEOUT(oneEnded.size() == 1 && otherEnded.size() == 1, lessonLimit);
    QCOMPARE(verdictOf(one), u"valid"_s);
    QCOMPARE(verdictOf(other), u"violated"_s);
}

void TestLaboratory::closingInTheMiddle()
{
    std::vector<std::int64_t> children;
    {
        Laboratory laboratory;
        laboratory.start(lesson("case-1", Handler::Ordered));
        QTRY_VERIFY_WITH_TIMEOUT(!laboratory.snapshot()->history->transactions.empty(), soon);
        children = childrenOf(QCoreApplication::applicationPid());
        QCOMPARE(children.size(), std::size_t(4));
    }
    QVERIFY(areGone(children));
}

/// A broker that is paused just as it is ready: the tap's connection is taken but never answered.
void TestLaboratory::closingWhileTheTapConnects()
{
    const auto located = locateBroker();
    QVERIFY2(located.ok(), located ? "" : located.error().text.c_str());
    const QTemporaryDir directory;
    const QString wrapper = directory.filePath(u"broker"_s);
    QFile file(wrapper);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\nmkfifo \"$0.log\"\n'" + located->toUtf8()
               + "' \"$@\" >\"$0.log\" 2>&1 &\n"
                 "while read -r line; do\n"
                 "    case \"$line\" in *'Streaming Server is ready'*) kill -STOP $!;; esac\n"
                 "    printf '%s\\n' \"$line\"\n"
                 "done <\"$0.log\"\n");
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ExeOwner));

    const QByteArray before = qgetenv("STANSCOPE_BROKER");
    qputenv("STANSCOPE_BROKER", QFile::encodeName(wrapper));
    Laboratory laboratory;
    laboratory.start(lesson("case-1", Handler::Ordered));
    if (before.isEmpty())
        qunsetenv("STANSCOPE_BROKER");
    else
        qputenv("STANSCOPE_BROKER", before);
    QTRY_VERIFY_WITH_TIMEOUT(laboratory.snapshot()->broker.state == broker::State::Running, soon);
    QVERIFY(laboratory.isPlaying());
    QElapsedTimer elapsed;
    elapsed.start();
    laboratory.shutDown();
    qInfo("shut down in %lld ms", elapsed.elapsed());
    QVERIFY(childrenOf(QCoreApplication::applicationPid()).empty());
    QVERIFY(!laboratory.isRunning());
    QCOMPARE(laboratory.snapshot()->tap.gaps, std::uint64_t(0));

    // Nothing of it is in the way of the next run.
    QSignalSpy ended(&laboratory, &Laboratory::ended);
    laboratory.start(faultFree(Handler::Ordered));
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, lessonLimit);
    QCOMPARE(verdictOf(laboratory), u"valid"_s);
}

QTEST_GUILESS_MAIN(TestLaboratory)

#include "tst_laboratory.moc"

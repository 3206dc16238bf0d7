#include "core/scenario/laboratory.h"
#include "core/words/words.h"
#include "tests/support/processes.h"
#include "tests/support/strangers.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <string>
#include <vector>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int playLimit = 90'000;
constexpr int soon = 20'000;

QString nodeService(const QString& how = {})
{
    return u"node " STANSCOPE_SOURCE_DIR "/tests/support/externalservice.js "_s + how;
}

struct Output
{
    int exitCode = -1;
    QString out;
    QString err;
};

Output stanscopeWith(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope"), arguments);
    if (!process.waitForFinished(playLimit)) {
        process.kill();
        process.waitForFinished();
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

/// One deposit of 50.00, taken by `replicas`.
QString oneDeposit(const QTemporaryDir& directory)
{
    QFile file(directory.filePath(u"deposit.toml"_s));
    if (file.open(QIODevice::WriteOnly))
        file.write("id = \"deposit\"\ntitle = \"Deposit\"\nreplicas = 2\n"
                   "[replica]\nack_wait = 1\nqueue_group = \"strangers\"\n"
                   "[[accounts]]\nname = \"ann\"\n[[steps]]\ndo = \"spawn\"\n"
                   "[[steps]]\ndo = \"act\"\naccount = \"ann\"\ntype = \"deposit\"\n"
                   "amount = 5000\n[[steps]]\nawait = \"drained\"\n");
    return file.fileName();
}

const ReplicaView* firstReplica(const Laboratory& laboratory)
{
    static std::shared_ptr<const Snapshot> kept;
    kept = laboratory.snapshot();
    const auto found = std::ranges::find(kept->replicas, ClientId("account-1"), &ReplicaView::name);
    return found == kept->replicas.end() ? nullptr : &*found;
}

bool isInState(const Laboratory& laboratory, ReplicaState state)
{
    const ReplicaView* replica = firstReplica(laboratory);
    return replica && replica->state == state;
}

bool hasPrinted(const Laboratory& laboratory, const std::string& text)
{
    const ReplicaView* replica = firstReplica(laboratory);
    return replica && std::ranges::any_of(replica->stderrTail, [&](const std::string& line) {
               return line.find(text) != std::string::npos;
           });
}

} // namespace

/// Somebody else's programs in place of the account service.
class TestExternal : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void playsTheScenario();
    void whatItDoesNotAckIsNoLoss();
    void missingCommand_data();
    void missingCommand();
    void failsAtTheStart();
    void isHandledLikeOurs();
};

void TestExternal::initTestCase()
{
    qputenv("STANSCOPE_SERVICES", STANSCOPE_BIN_DIR);
    qputenv("NODE_PATH", STANSCOPE_SOURCE_DIR "/.tools/node/node_modules");
}

/// It acked all, and the bank's tables have nothing of it: unknown, not lost.
void TestExternal::playsTheScenario()
{
    STANSCOPE_NEED_NODE();
    const QTemporaryDir directory;
    const QString capture = directory.filePath(u"run.stanscope"_s);
    const Output played = stanscopeWith({u"run"_s, oneDeposit(directory), u"--replica-command"_s,
                                         nodeService(), u"--capture"_s, capture});
    QVERIFY2(played.exitCode == 2, qPrintable(played.out + played.err));
    QVERIFY2(played.out.contains(u"external commands took part"_s), qPrintable(played.out));

    const Output replayed = stanscopeWith({u"replay"_s, capture, u"--json"_s});
    QCOMPARE(replayed.exitCode, 0);
    QVERIFY(replayed.out.contains(u"got 1"_s)); // standard output
    QVERIFY(replayed.out.contains(u"connected to nats://***@127.0.0.1:"_s)); // standard error
    QVERIFY(replayed.out.contains(u"\"role\":\"external\""_s));
    QVERIFY(replayed.out.contains(u"strangers"_s));
    QFile recorded(capture);
    QVERIFY(recorded.open(QIODevice::ReadOnly));
    QVERIFY(!recorded.readAll().contains("externalservice.js")); // what starts it is not recorded
}

/// It holds the message: it is given up in the end, and that is no verdict either.
void TestExternal::whatItDoesNotAckIsNoLoss()
{
    STANSCOPE_NEED_NODE();
    Laboratory laboratory;
    RunOptions options;
    const QTemporaryDir directory;
    auto scenario = scenarioFromFile(oneDeposit(directory).toStdString());
    QVERIFY(scenario);
    options.scenario = *scenario;
    options.scenario.steps.back().timeout = std::chrono::seconds(3);
    options.replicaCommand = nodeService(u"silent"_s).toStdString();
    QSignalSpy ended(&laboratory, &Laboratory::ended);
    laboratory.start(options);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, playLimit);
    const auto snapshot = laboratory.snapshot();
    QVERIFY(snapshot->verdict.verdict == audit::Verdict::Unknown);
    QCOMPARE(sourceText(snapshot->verdict.reason), sourceText(message(Code::ExternalsDoNotReport)));
}

void TestExternal::missingCommand_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown") << u"nosuchprogram --now"_s << u"\"nosuchprogram\""_s;
    QTest::newRow("no file") << u"\"/nowhere/my service\" --now"_s << u"\"/nowhere/my service\""_s;
    QTest::newRow("a folder") << u"/tmp"_s << u"\"/tmp\""_s;
    QTest::newRow("empty") << u" "_s << u"empty"_s;
}

void TestExternal::missingCommand()
{
    QFETCH(const QString, command);
    QFETCH(const QString, says);
    const Output played = stanscopeWith({u"run"_s, u"case-1"_s, u"--replica-command"_s, command});
    QCOMPARE(played.exitCode, 64);
    QVERIFY2(played.err.contains(says), qPrintable(played.err));
}

/// What it printed is the reason, whichever stream it chose.
void TestExternal::failsAtTheStart()
{
    const Output played = stanscopeWith(
        {u"run"_s, u"case-1"_s, u"--replica-command"_s, u"sh -c \"echo out of luck; exit 3\""_s});
    QCOMPARE(played.exitCode, 70);
    QVERIFY2(played.err.contains(u"out of luck"_s), qPrintable(played.err));
}

void TestExternal::isHandledLikeOurs()
{
    STANSCOPE_NEED_NODE();
    Laboratory laboratory;
    std::vector<std::string> problems;
    ProblemReader reader;
    connect(&laboratory, &Laboratory::snapshotChanged, this,
            [&](const std::shared_ptr<const Snapshot>& snapshot) {
                for (const laboratory::Problem& problem : reader.fresh(*snapshot))
                    problems.push_back(sourceText(problem.message));
            });
    RunOptions options;
    const auto scenarios = bundledScenarios();
    options.scenario = *std::ranges::find(scenarios, std::string("free-play"), &Scenario::id);
    options.scenario.steps.clear();
    laboratory.start(options);
    QTRY_VERIFY_WITH_TIMEOUT(laboratory.isRunning() && !laboratory.isPlaying(), soon);

    const ClientId name("account-1");
    laboratory.execute(command::SpawnReplicas{1, {}, nodeService().toStdString()});
    QTRY_VERIFY_WITH_TIMEOUT(isInState(laboratory, ReplicaState::Running), soon);
    laboratory.execute(command::Act{AccountName("ann"), TransactionType::Deposit, Cents(100)});
    QTRY_VERIFY_WITH_TIMEOUT(hasPrinted(laboratory, "got 1"), soon);
    QTRY_VERIFY_WITH_TIMEOUT(laboratory.snapshot()->drained, soon);
    QCOMPARE(firstReplica(laboratory)->got, std::uint64_t(1));
    QCOMPARE(firstReplica(laboratory)->applied, std::uint64_t(0));

    laboratory.execute(command::ArmFault{name, {}});
    QTRY_COMPARE_WITH_TIMEOUT(problems.size(), std::size_t(1), soon);
    QVERIFY(problems.front().find("takes no faults") != std::string::npos);

    laboratory.execute(command::PauseProcess{name});
    QTRY_VERIFY_WITH_TIMEOUT(isInState(laboratory, ReplicaState::Paused), soon);
    laboratory.execute(command::ResumeProcess{name});
    QTRY_VERIFY_WITH_TIMEOUT(isInState(laboratory, ReplicaState::Running), soon);
    laboratory.execute(command::KillProcess{name});
    QTRY_VERIFY_WITH_TIMEOUT(isInState(laboratory, ReplicaState::Ghost), soon);
    QCOMPARE(firstReplica(laboratory)->signal, SIGKILL);
    laboratory.execute(command::RestartProcess{name});
    QTRY_VERIFY_WITH_TIMEOUT(isInState(laboratory, ReplicaState::Running), soon);
    laboratory.execute(command::Act{AccountName("ann"), TransactionType::Deposit, Cents(100)});
    QTRY_VERIFY_WITH_TIMEOUT(hasPrinted(laboratory, "got 2"), soon);
    QVERIFY(laboratory.snapshot()->verdict.verdict != audit::Verdict::Violated);
}

QTEST_GUILESS_MAIN(TestExternal)

#include "tst_external.moc"

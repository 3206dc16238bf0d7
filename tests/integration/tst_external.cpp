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
#include <stanscope/testkit/qtest.h>
#include <stanscope/testkit/testkit.h>
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
    void takesNoFaults();
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
    testkit::Lab lab({.accounts = {{"ann"}}}, testkit::qtestReporter());
    testkit::Expect expect(lab);
    testkit::Process service =
        lab.startCommand({"node", STANSCOPE_SOURCE_DIR "/tests/support/externalservice.js"});
    QVERIFY(expect.state(service, testkit::ProcessState::Running));
    lab.deposit("ann", 100);
    QVERIFY(expect.printed(service, "got 1"));
    QVERIFY(expect.drained());
    QCOMPARE(service.received(), std::uint64_t(1));
    QCOMPARE(lab.balances().front().balance, std::int64_t(0)); // what it decides nobody knows

    QVERIFY(service.pause());
    QVERIFY(service.resume());
    QVERIFY(service.kill());
    QVERIFY(expect.state(service, testkit::ProcessState::Ghost));
    QCOMPARE(service.signal(), SIGKILL);
    QVERIFY(service.restart());
    lab.deposit("ann", 100);
    QVERIFY(expect.printed(service, "got 2"));
    QVERIFY(lab.verdict() != testkit::Verdict::Violated);
}

/// Nobody would hear what becomes of a fault.
void TestExternal::takesNoFaults()
{
    STANSCOPE_NEED_NODE();
    std::string why;
    testkit::Lab lab({}, [&](const testkit::Failure& failure) { why = failure.why; });
    testkit::Process service =
        lab.startCommand({"node", STANSCOPE_SOURCE_DIR "/tests/support/externalservice.js"});
    QVERIFY2(!lab.failed(), why.c_str());
    QVERIFY(!service.arm({}));
    QVERIFY2(why.find("takes no faults") != std::string::npos, why.c_str());
}

QTEST_GUILESS_MAIN(TestExternal)

#include "tst_external.moc"

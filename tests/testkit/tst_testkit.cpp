#include "tests/support/testbroker.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <csignal>
#include <memory>
#include <stanscope/testkit/qtest.h>
#include <stanscope/testkit/testkit.h>
#include <string>
#include <vector>

using namespace stanscope::testkit;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 90'000;
constexpr std::size_t toldEvents = 40;

/// Keeps what is reported instead of failing.
struct Reports
{
    std::vector<Failure> all;

    Reporter reporter()
    {
        return [this](const Failure& failure) { all.push_back(failure); };
    }
};

const std::string listener = STANSCOPE_BIN_DIR "/stanscope-listener";

/// A program that uses the testkit without Qt.
std::unique_ptr<QProcess> startProgram(const QStringList& arguments)
{
    auto program = std::make_unique<QProcess>();
    program->setProcessChannelMode(QProcess::MergedChannels);
    program->start(QStringLiteral(STANSCOPE_TOOLS_DIR "/testkit-lab"), arguments);
    return program;
}

/// Those of any thread that live.
QList<qint64> childrenOf(qint64 pid)
{
    QList<qint64> children;
    const QString tasks = u"/proc/%1/task"_s.arg(pid);
    for (const QString& task : QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks + u'/' + task + u"/children"_s);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray& child : file.readAll().simplified().split(' '))
            if (!child.isEmpty())
                children.append(child.toLongLong());
    }
    return children;
}

bool isGone(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return true;
    const QByteArray stat = file.readAll();
    const char state = stat.mid(stat.lastIndexOf(')') + 2, 1).front();
    return state == 'Z' || state == 'X';
}

} // namespace

/// The testkit as a stranger has it: by its public headers.
class TestTestkit : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void bankIsJudged();
    void lateAckIsSeen();
    void commandIsAProcessLikeOthers();
    void commandThatCannotBe_data();
    void commandThatCannotBe();
    void brokerComesBack();
    void failureTellsAll();
    void faultThatCannotBe();
    void noBroker();
    void twoLabs();
    void severalProgramsAtOnce();
    void everythingEndsWithACrash();

private:
    QTemporaryDir m_recordings;
};

void TestTestkit::initTestCase()
{
    STANSCOPE_NEED_BROKER();
    qputenv("STANSCOPE_TESTKIT_RECORDINGS", QFile::encodeName(m_recordings.path()));
}

void TestTestkit::bankIsJudged()
{
    Lab lab({.accounts = {{"ann", 700}}}, qtestReporter());
    Expect expect(lab);
    Process replica = lab.startReplica({.ackWait = 1s});
    QCOMPARE(replica.name(), std::string("account-1"));
    QVERIFY(replica.arm({.place = FaultPlace::InTransaction,
                         .effect = FaultEffect::Fail,
                         .delivery = FaultDelivery::First,
                         .number = 1}));
    QCOMPARE(lab.deposit("ann", 5000), 1);
    QCOMPARE(lab.withdraw("ann", 5500), 2);
    QVERIFY(expect.redelivered(1));
    QVERIFY(expect.balance("ann", 5700));
    QVERIFY(expect.verdict(Verdict::Violated));
    QVERIFY(!lab.violations().empty());
    QCOMPARE(lab.messages().size(), std::size_t(2));
    QCOMPARE(lab.balances().front().expected, 200);
    QVERIFY(lab.openAccount({"bob", 100}));
    QVERIFY(!lab.failed());
}

void TestTestkit::lateAckIsSeen()
{
    Lab lab({}, qtestReporter());
    Expect expect(lab);
    Process late = lab.startListener({.ackWait = 1s, .ackDelay = 1500ms});
    const std::uint64_t sequence = lab.publish("one");
    QCOMPARE(sequence, std::uint64_t(1));
    QVERIFY(expect.delivered(sequence, late));
    QVERIFY(expect.redelivered(sequence));
    // One for each time that it had it.
    QVERIFY(expect.event("an ack that nobody waits for", [](const Event& event) {
        return event.type == "ack" && event.json.find("\"awaited\":false") != std::string::npos;
    }));
    QVERIFY(expect.acked(sequence));
    QCOMPARE(lab.deliveries().front().client, late.name());
    QCOMPARE(lab.publish("two", "elsewhere"), std::uint64_t(1));
    QVERIFY(expect.messages("elsewhere", 1));
    QCOMPARE(lab.messages("elsewhere").front().payload, std::string("two"));
}

void TestTestkit::commandIsAProcessLikeOthers()
{
    Lab lab({}, qtestReporter());
    Expect expect(lab);
    Process command =
        lab.startCommand({listener, "--start", "all"},
                         {.ackWait = 1s, .environment = {{"WORD", "with \"quotes\" and spaces"}}});
    lab.publish("one");
    QVERIFY(expect.printed(command, "got 1"));
    QVERIFY(expect.settled());
    QCOMPARE(command.received(), std::uint64_t(1));
    QFile environment(u"/proc/%1/environ"_s.arg(command.pid()));
    QVERIFY(environment.open(QIODevice::ReadOnly));
    QVERIFY(environment.readAll().contains("WORD=with \"quotes\" and spaces"));

    QVERIFY(command.pause());
    QCOMPARE(toText(command.state()), std::string("paused"));
    lab.publish("two");
    QVERIFY(expect.delivered(2, command));
    QCOMPARE(command.outstanding(), 1U);
    QVERIFY(command.resume());
    QVERIFY(expect.acked(2));
    QVERIFY(command.kill());
    QCOMPARE(command.signal(), SIGKILL);
    QVERIFY(command.restart());
    QVERIFY(command.stop());
    QVERIFY(expect.state(command, ProcessState::Dead));
    QVERIFY(expect.forgotten(command));
}

void TestTestkit::commandThatCannotBe_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown") << QStringList{u"nosuchprogram"_s} << u"\"nosuchprogram\""_s;
    QTest::newRow("ends") << QStringList{u"sh"_s, u"-c"_s, u"echo out of luck; exit 3"_s}
                          << u"out of luck"_s;
    QTest::newRow("nothing") << QStringList() << u"empty word"_s;
}

void TestTestkit::commandThatCannotBe()
{
    QFETCH(const QStringList, command);
    QFETCH(const QString, says);
    std::vector<std::string> words;
    for (const QString& word : command)
        words.push_back(word.toStdString());
    Reports reports;
    Lab lab({}, reports.reporter());
    QVERIFY(!lab.failed());
    const Process process = lab.startCommand(words);
    QVERIFY(lab.failed());
    QCOMPARE(process.name(), std::string());
    QCOMPARE(reports.all.size(), std::size_t(1));
    const QString why = QString::fromStdString(reports.all.front().why);
    QVERIFY2(why.contains(says), qPrintable(why));
}

void TestTestkit::brokerComesBack()
{
    Lab lab({.broker = {.store = Store::Memory}}, qtestReporter());
    Broker broker = lab.broker();
    Expect expect(lab);
    QCOMPARE(toText(broker.state()), std::string("running"));
    QVERIFY(broker.url().starts_with("nats://"));
    lab.publish("one");
    const int port = broker.port();
    QVERIFY(broker.kill());
    QCOMPARE(broker.url(), std::string());
    QVERIFY(broker.start());
    QCOMPARE(broker.port(), port);
    QVERIFY(broker.pause());
    QVERIFY(broker.resume());
    QVERIFY(!broker.log().empty());
    Process later = lab.startListener();
    QVERIFY(expect.state(later, ProcessState::Running));
}

/// Where, what, what happened, and a recording; and that once.
void TestTestkit::failureTellsAll()
{
    Reports reports;
    const QTemporaryDir folder;
    {
        const Lab passing({.recordings = folder.path().toStdString()}, reports.reporter());
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 0);
    Lab lab({.patience = 2s, .recordings = folder.path().toStdString()}, reports.reporter());
    Expect expect(lab);
    lab.startListener({.ack = Ack::Never});
    lab.publish("one");
    const int line = __LINE__ + 1;
    QVERIFY(!expect.acked(1));
    QVERIFY(lab.failed());
    QCOMPARE(reports.all.size(), std::size_t(1));
    const Failure failure = reports.all.front();
    QVERIFY(failure.file.ends_with("tst_testkit.cpp"));
    QCOMPARE(failure.line, line);
    QVERIFY(failure.what.find("message 1 to be acked") != std::string::npos);
    QVERIFY(!failure.lastEvents.empty());
    QVERIFY(failure.lastEvents.size() <= toldEvents);
    QVERIFY(std::ranges::any_of(failure.lastEvents, [](const std::string& text) {
        return text.find("listener-1") != std::string::npos;
    }));
    QVERIFY(failure.state.find("listener-1 running with 1 unacked") != std::string::npos);
    QVERIFY(failure.text().find(failure.recording) != std::string::npos);

    QProcess replay;
    replay.start(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope"),
                 {u"replay"_s, QString::fromStdString(failure.recording), u"--json"_s});
    QVERIFY(replay.waitForFinished(patience));
    QCOMPARE(replay.exitCode(), 0);
    QVERIFY(replay.readAllStandardOutput().contains("listener-1"));

    // What follows from it takes no time and is not told.
    QVERIFY(!expect.redelivered(1, 1000));
    QCOMPARE(lab.publish("two"), std::uint64_t(0));
    QVERIFY(!expect.equal("one", 1, 2));
    QCOMPARE(reports.all.size(), std::size_t(1));
}

void TestTestkit::faultThatCannotBe()
{
    Reports reports;
    Lab lab({.accounts = {{"ann"}}}, reports.reporter());
    Process replica = lab.startReplica();
    QVERIFY(!replica.arm({.place = FaultPlace::AfterAck, .effect = FaultEffect::Fail}));
    QCOMPARE(reports.all.size(), std::size_t(1));
    QVERIFY2(reports.all.front().why.find("commit is done") != std::string::npos,
             reports.all.front().why.c_str());
}

void TestTestkit::noBroker()
{
    const QByteArray before = qgetenv("STANSCOPE_BROKER");
    qputenv("STANSCOPE_BROKER", "/nonexistent/broker");
    Reports reports;
    {
        const Lab lab({}, reports.reporter());
        QVERIFY(lab.failed());
    }
    if (before.isEmpty())
        qunsetenv("STANSCOPE_BROKER");
    else
        qputenv("STANSCOPE_BROKER", before);
    QCOMPARE(reports.all.size(), std::size_t(1));
    QVERIFY(reports.all.front().why.find("/nonexistent/broker") != std::string::npos);
}

void TestTestkit::twoLabs()
{
    Lab first({.accounts = {{"ann"}}}, qtestReporter());
    Lab second({.accounts = {{"ann"}}}, qtestReporter());
    QVERIFY(first.broker().port() != second.broker().port());
    first.startReplica();
    second.startReplica();
    first.deposit("ann", 100);
    second.deposit("ann", 200);
    Expect(first).balance("ann", 100);
    Expect(second).balance("ann", 200);
    QCOMPARE(first.messages().size(), std::size_t(1));
    Expect(first).verdict(Verdict::Valid);
    Expect(second).verdict(Verdict::Valid);
}

/// No QCoreApplication of theirs, and nothing that they share.
void TestTestkit::severalProgramsAtOnce()
{
    std::array<std::unique_ptr<QProcess>, 3> programs;
    for (auto& program : programs)
        program = startProgram({u"once"_s});
    for (auto& program : programs) {
        QVERIFY(program->waitForFinished(patience));
        QVERIFY2(program->exitCode() == 0, program->readAll().constData());
    }
}

void TestTestkit::everythingEndsWithACrash()
{
    const auto program = startProgram({});
    QByteArray output;
    QVERIFY(QTest::qWaitFor([&] { return (output += program->readAll()).contains("200\n"); },
                            patience));
    const QList<qint64> children = childrenOf(program->processId());
    QVERIFY2(children.size() >= 5, output.constData()); // broker, transactions, replicas, listener
    for (const qint64 child : children)
        ::kill(static_cast<pid_t>(child), SIGSTOP);
    program->kill();
    QVERIFY(program->waitForFinished(patience));
    for (const qint64 child : children)
        QVERIFY(QTest::qWaitFor([&] { return isGone(child); }, patience));
}

QTEST_GUILESS_MAIN(TestTestkit)

#include "tst_testkit.moc"

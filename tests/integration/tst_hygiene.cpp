#include "tests/support/processes.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>
#include <QUrl>

#include <csignal>
#include <memory>

using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int soon = 20'000;
/// Nothing may be left after this.
constexpr int afterDeath = 2000;

/// A `stanscope run` in the middle of its lesson: four children and a broker's two ports.
class MidRun
{
public:
    MidRun()
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        // An AckWait that the test will not wait for.
        m_process.start(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope"),
                        {u"run"_s, u"case-1"_s, u"--ack-wait"_s, u"60"_s});
    }
    ~MidRun()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    /// It waits for the redelivery; its children are known then.
    bool isInTheMiddle()
    {
        m_output += QString::fromUtf8(m_process.readAll());
        if (!m_output.contains(u"came while deposit 1"))
            return false;
        m_children = childrenOf(m_process.processId());
        return m_children.size() == 4 && readPorts();
    }

    QProcess& process() { return m_process; }
    const std::vector<std::int64_t>& children() const { return m_children; }
    const std::vector<int>& ports() const { return m_ports; }
    QString output() const { return m_output; }

private:
    /// From the ports file beside the configuration that the broker was started with.
    bool readPorts()
    {
        m_ports.clear();
        for (const std::int64_t pid : m_children) {
            const QStringList arguments = argumentsOf(pid);
            const qsizetype option = arguments.indexOf(u"-c"_s);
            if (option < 0 || option + 1 >= arguments.size())
                continue;
            const QDir directory = QFileInfo(arguments.at(option + 1)).dir();
            const QStringList names = directory.entryList({u"*.ports"_s});
            QFile file(names.isEmpty() ? QString() : directory.filePath(names.first()));
            if (names.isEmpty() || !file.open(QIODevice::ReadOnly))
                continue;
            const QJsonObject ports = QJsonDocument::fromJson(file.readAll()).object();
            for (const char16_t* key : {u"nats", u"monitoring"})
                m_ports.push_back(QUrl(ports[QString::fromUtf16(key)][0].toString()).port());
        }
        return m_ports.size() == 2;
    }

    QProcess m_process;
    QString m_output;
    std::vector<std::int64_t> m_children;
    std::vector<int> m_ports;
};

bool isClean(const MidRun& run)
{
    return areGone(run.children())
        && std::none_of(run.ports().begin(), run.ports().end(), isListening);
}

} // namespace

/// No process and no port outlives its laboratory (docs/cases.md, invariant 9).
class TestHygiene : public QObject
{
    Q_OBJECT

private slots:
    void killLeavesNothing_data();
    void killLeavesNothing();
    void interruptCleansUp_data();
    void interruptCleansUp();
    void twoSideBySide();
};

void TestHygiene::killLeavesNothing_data()
{
    QTest::addColumn<bool>("paused");
    QTest::newRow("running") << false;
    QTest::newRow("paused children") << true;
}

void TestHygiene::killLeavesNothing()
{
    QFETCH(bool, paused);
    MidRun run;
    QTRY_VERIFY2_WITH_TIMEOUT(run.isInTheMiddle(), qPrintable(run.output()), soon);
    QVERIFY(std::all_of(run.ports().begin(), run.ports().end(), isListening));
    if (paused) {
        for (const std::int64_t pid : run.children())
            ::kill(static_cast<pid_t>(pid), SIGSTOP);
    }
    run.process().kill();
    QTRY_VERIFY_WITH_TIMEOUT(isClean(run), afterDeath);
}

void TestHygiene::interruptCleansUp_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<bool>("paused");
    QTest::newRow("Ctrl+C") << SIGINT << false;
    QTest::newRow("Ctrl+C, paused children") << SIGINT << true;
    QTest::newRow("SIGTERM") << SIGTERM << false;
}

void TestHygiene::interruptCleansUp()
{
    QFETCH(int, signal);
    QFETCH(bool, paused);
    MidRun run;
    QTRY_VERIFY2_WITH_TIMEOUT(run.isInTheMiddle(), qPrintable(run.output()), soon);
    if (paused) {
        for (const std::int64_t pid : run.children())
            ::kill(static_cast<pid_t>(pid), SIGSTOP);
    }
    ::kill(static_cast<pid_t>(run.process().processId()), signal);
    QVERIFY(run.process().waitForFinished(soon));
    QVERIFY(isClean(run)); // before it went, not some time after
    QCOMPARE(run.process().exitStatus(), QProcess::NormalExit);
    QCOMPARE(run.process().exitCode(), 130);
}

void TestHygiene::twoSideBySide()
{
    MidRun one;
    MidRun other;
    QTRY_VERIFY2_WITH_TIMEOUT(one.isInTheMiddle(), qPrintable(one.output()), soon);
    QTRY_VERIFY2_WITH_TIMEOUT(other.isInTheMiddle(), qPrintable(other.output()), soon);
    one.process().kill();
    QTRY_VERIFY_WITH_TIMEOUT(isClean(one), afterDeath);
    // A third start cleans up after the first one and spares the second.
    MidRun third;
    QTRY_VERIFY2_WITH_TIMEOUT(third.isInTheMiddle(), qPrintable(third.output()), soon);
    QCOMPARE(childrenOf(other.process().processId()).size(), std::size_t(4));
    QVERIFY(std::all_of(other.ports().begin(), other.ports().end(), isListening));
}

QTEST_GUILESS_MAIN(TestHygiene)

#include "tst_hygiene.moc"

#include "tests/support/strangers.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;

/// The program as it is used by hand: told by its environment and its arguments.
class ListenerProcess
{
public:
    ListenerProcess(const TestBroker& broker, const QString& client, const QStringList& arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"NATS_URL"_s, Stranger::urlOf(broker));
        environment.insert(u"STAN_CLUSTER"_s, broker.clusterId());
        environment.insert(u"STAN_CLIENT_ID"_s, client);
        environment.insert(u"STAN_CHANNEL"_s, u"news"_s);
        m_process.setProcessEnvironment(environment);
        m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
        m_process.start(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope-listener"), arguments);
    }
    ~ListenerProcess()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    bool says(const QByteArray& text)
    {
        return QTest::qWaitFor([&] { return output().contains(text); }, patience);
    }
    const QByteArray& output() { return m_output += m_process.readAllStandardOutput(); }
    QByteArray errors() { return m_process.readAllStandardError(); }
    int ends()
    {
        return m_process.waitForFinished(patience) && m_process.exitStatus() == QProcess::NormalExit
            ? m_process.exitCode()
            : -1;
    }
    int stops()
    {
        m_process.terminate();
        return ends();
    }

private:
    QProcess m_process;
    QByteArray m_output;
};

} // namespace

/// A plain listener and a plain publisher, without a laboratory.
class TestListener : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void startsWhereItWasTold_data();
    void startsWhereItWasTold();
    void acksAsItWasTold();
    void durableKeepsItsPlace();
    void usage_data();
    void usage();

private:
    TestBroker m_broker;
};

void TestListener::initTestCase()
{
    STANSCOPE_NEED_BROKER();
    QVERIFY(m_broker.start());
    ListenerProcess publisher(m_broker, u"publisher"_s,
                              {u"--publish"_s, u"3"_s, u"--payload"_s, u"text %n"_s});
    QCOMPARE(publisher.ends(), 0);
    QVERIFY(publisher.output().contains("stored 3"));
}

void TestListener::startsWhereItWasTold_data()
{
    QTest::addColumn<QString>("start");
    QTest::addColumn<QByteArray>("first");
    QTest::newRow("all") << u"all"_s << QByteArray("got 1 new: text 1");
    QTest::newRow("last") << u"last"_s << QByteArray("got 3 new: text 3");
    QTest::newRow("sequence") << u"sequence:2"_s << QByteArray("got 2 new: text 2");
    QTest::newRow("time") << u"time:3600"_s << QByteArray("got 1 new: text 1");
}

void TestListener::startsWhereItWasTold()
{
    QFETCH(const QString, start);
    QFETCH(const QByteArray, first);
    ListenerProcess listener(m_broker, u"starter"_s, {u"--start"_s, start});
    QVERIFY(listener.says("acked 3"));
    const QByteArrayList lines = listener.output().split('\n');
    const auto got =
        std::ranges::find_if(lines, [](const QByteArray& line) { return line.startsWith("got "); });
    QVERIFY(got != lines.end());
    QCOMPARE(*got, first);
    QCOMPARE(listener.stops(), 0);
}

void TestListener::acksAsItWasTold()
{
    const QStringList common{u"--ack-wait"_s, u"1"_s, u"--start"_s, u"sequence:3"_s, u"--ack"_s};
    ListenerProcess silent(m_broker, u"silent"_s, common + QStringList{u"none"_s});
    QVERIFY(silent.says("got 3 again: text 3"));
    QVERIFY(!silent.output().contains("acked"));
    QCOMPARE(silent.stops(), 0);
    ListenerProcess late(m_broker, u"late"_s,
                         common + QStringList{u"manual"_s, u"--ack-delay"_s, u"1300"_s});
    QVERIFY(late.says("acked 3"));
    QVERIFY(late.output().contains("got 3 again: text 3")); // its AckWait had passed
    QCOMPARE(late.stops(), 0);
    ListenerProcess automatic(m_broker, u"automatic"_s, common + QStringList{u"auto"_s});
    QVERIFY(automatic.says("got 3 new: text 3"));
    QCOMPARE(automatic.stops(), 0);
    QVERIFY(!automatic.output().contains("acked"));
}

void TestListener::durableKeepsItsPlace()
{
    const QStringList group{u"--queue-group"_s, u"group"_s, u"--durable"_s, u"place"_s};
    ListenerProcess first(m_broker, u"first"_s, group);
    QVERIFY(first.says("acked 3"));
    QCOMPARE(first.stops(), 0);
    ListenerProcess publisher(m_broker, u"publisher"_s, {u"--publish=1"_s, u"--payload=more"_s});
    QCOMPARE(publisher.ends(), 0);
    ListenerProcess second(m_broker, u"second"_s, group);
    QVERIFY(second.says("got 4 new: more"));
    QVERIFY(!second.output().contains("got 3"));
    QCOMPARE(second.stops(), 0);
}

void TestListener::usage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("start") << QStringList{u"--start"_s, u"middle"_s} << QByteArray("--start");
    QTest::newRow("sequence") << QStringList{u"--start"_s, u"sequence:0"_s}
                              << QByteArray("whole number from 1");
    QTest::newRow("ack") << QStringList{u"--ack"_s, u"never"_s} << QByteArray("--ack");
    QTest::newRow("ack wait") << QStringList{u"--ack-wait"_s, u"0.5"_s} << QByteArray("--ack-wait");
    QTest::newRow("channel") << QStringList{u"--channel"_s, u""_s} << QByteArray("--channel");
}

void TestListener::usage()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, says);
    ListenerProcess listener(m_broker, u"usage"_s, arguments);
    QCOMPARE(listener.ends(), 64);
    const QByteArray errors = listener.errors();
    QVERIFY2(errors.contains(says), errors.constData());
}

QTEST_GUILESS_MAIN(TestListener)

#include "tst_listener.moc"

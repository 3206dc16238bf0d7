#include "core/stan/stanclient.h"
#include "tests/support/reading.h"
#include "tests/support/testbroker.h"
#include "tests/support/watchprocess.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // ms; reached only when something is wrong

struct Ran
{
    int exitCode = -1;
    QByteArray out;
    QString errors;
};

Ran run(const QStringList& arguments, const QString& output = {})
{
    QProcess process;
    if (!output.isEmpty())
        process.setStandardOutputFile(output);
    process.start(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope"), arguments);
    if (!process.waitForFinished(patience)) {
        process.kill();
        process.waitForFinished();
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), QString::fromUtf8(process.readAllStandardError())};
}

/// A line of bash; `$S` is the executable.
Ran shell(const QString& line)
{
    QProcess process;
    process.start(u"bash"_s,
                  {u"-c"_s,
                   u"set -o pipefail; S='%1'; %2"_s.arg(
                       QStringLiteral(STANSCOPE_BIN_DIR "/stanscope"), line)});
    if (!process.waitForFinished(patience)) {
        process.kill();
        process.waitForFinished();
    }
    return {process.exitCode(), process.readAllStandardOutput(),
            QString::fromUtf8(process.readAllStandardError())};
}

/// A pipe with a name, and its reader, which stands still until it is asked to read.
class Reader
{
public:
    explicit Reader(QString path)
        : m_path(std::move(path))
    {
        const QByteArray name = QFile::encodeName(m_path);
        if (::mkfifo(name.constData(), 0600) != 0)
            qFatal("no pipe");
        m_file = ::open(name.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    }
    ~Reader() { ::close(m_file); }

    const QString& path() const { return m_path; }
    /// What has come so far, and while it goes on without a pause.
    const QByteArray& read()
    {
        constexpr int pauseMs = 50;
        std::array<char, 65536> buffer{};
        pollfd ready{m_file, POLLIN, 0};
        while (::poll(&ready, 1, pauseMs) > 0) {
            const ssize_t size = ::read(m_file, buffer.data(), buffer.size());
            if (size <= 0)
                break;
            m_text.append(buffer.data(), size);
        }
        return m_text;
    }

private:
    QString m_path;
    int m_file = -1;
    QByteArray m_text;
};

/// Publishes into one channel until everything is stored.
class Publisher : public QObject
{
public:
    explicit Publisher(const TestBroker& broker)
        : m_client(options(broker))
    {
        connect(&m_client, &StanClient::connected, this, [this] { m_isConnected = true; });
        connect(&m_client, &StanClient::publishDone, this, [this] { ++m_stored; });
        m_client.connectToBroker();
    }

    bool stores(quint64 count, std::size_t size)
    {
        if (!QTest::qWaitFor([this] { return m_isConnected; }, patience))
            return false;
        const quint64 wanted = m_stored + count;
        for (quint64 i = 0; i < count; ++i)
            m_client.publish(ChannelName("news"), std::string(size, 'x'), ++m_published);
        return QTest::qWaitFor([&] { return m_stored >= wanted; }, patience);
    }

private:
    static StanConnectOptions options(const TestBroker& broker)
    {
        StanConnectOptions connecting;
        connecting.connection = {.url = broker.url().toStdString(),
                                 .token = broker.token().toStdString()};
        connecting.clusterId = broker.clusterId().toStdString();
        connecting.client = ClientId("writer");
        return connecting;
    }

    StanClient m_client;
    bool m_isConnected = false;
    quint64 m_published = 0;
    quint64 m_stored = 0;
};

void writeInto(const QString& path, const QByteArray& text, QFile::Permissions permissions)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.setPermissions(permissions));
    QCOMPARE(file.write(text), text.size());
}

} // namespace

/// What the commands print where nobody reads, where there is no room, and where somebody else
/// could read it.
class TestOutput : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { STANSCOPE_NEED_BROKER(); }
    void aReaderThatStandsStillHoldsNothingUp_data();
    void aReaderThatStandsStillHoldsNothingUp();
    void whatIsDroppedIsSaid();
    void aRunEndsWhoeverReads();
    void noRoomIsAnError_data();
    void noRoomIsAnError();
    void filesAreWrittenAllTheSame();
    void aReaderMayLeave();
    void closedOutputIsAnError();
    void recordingsAreKept();
    void secretsComeFromFiles();
    void whatPsShowsIsSaid();
};

void TestOutput::aReaderThatStandsStillHoldsNothingUp_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("signal");
    QTest::newRow("for") << QStringList{u"--json"_s, u"--for"_s, u"5"_s} << 0;
    QTest::newRow("interrupt") << QStringList{u"--json"_s} << SIGINT;
    QTest::newRow("terminate") << QStringList{u"--json"_s} << SIGTERM;
    QTest::newRow("readable") << QStringList() << SIGINT;
}

void TestOutput::aReaderThatStandsStillHoldsNothingUp()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, signal);
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    Reader reader(broker.filePath(u"pipe"_s));
    const QString capture = broker.filePath(u"watched.stanscope"_s);
    const QString token = broker.filePath(u"secret"_s);
    writeInto(token, broker.token().toUtf8(), QFile::ReadOwner | QFile::WriteOwner);
    WatchProcess watch;
    watch.printInto(reader.path());
    watch.startWith(
        QStringList{u"-s"_s, broker.url(), u"--token-file"_s, token, u"--capture"_s, capture}
        + arguments);
    QVERIFY(watch.watches());
    Publisher publisher(broker);
    constexpr int messages = 2000; // more than a pipe takes
    QVERIFY(publisher.stores(messages, 200));
    const auto recorded = [&capture] {
        return run({u"replay"_s, capture, u"--json"_s}).out.count("\"type\":\"stored\"");
    };
    if (signal != 0) // it goes on while nobody reads
        QTRY_COMPARE_WITH_TIMEOUT(recorded(), messages, patience);
    QCOMPARE(signal != 0 ? watch.end(signal) : watch.waitForEnd(), 0);
    QCOMPARE(recorded(), messages);
    QVERIFY2(watch.errors().contains(" lines did not get out"), watch.errors().constData());
    QVERIFY(reader.read().endsWith('\n')); // none is cut
}

/// More than the queue takes: what stands still gets a hole, and is told how large it is.
void TestOutput::whatIsDroppedIsSaid()
{
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    Reader reader(broker.filePath(u"pipe"_s));
    const QString capture = broker.filePath(u"watched.stanscope"_s);
    WatchProcess watch;
    watch.printInto(reader.path());
    watch.start(broker, {u"--capture"_s, capture});
    QVERIFY(watch.watches());
    Publisher publisher(broker);
    for (int i = 0; i < 10; ++i)
        QVERIFY(publisher.stores(10, 1'000'000));
    QVERIFY(watch.complains("lines are dropped"));
    QTRY_VERIFY_WITH_TIMEOUT(reader.read().contains("\"type\":\"dropped\""), patience);
    // It has caught up when it has what comes after: a farewell is short, however much waits.
    QVERIFY(publisher.stores(1, 10));
    QTRY_VERIFY_WITH_TIMEOUT(reader.read().contains("\"payload\":\"xxxxxxxxxx\""), patience);
    ::kill(static_cast<pid_t>(watch.pid()), SIGINT);
    const auto last = [&reader] {
        const QByteArray& text = reader.read();
        return text.sliced(text.lastIndexOf('\n', -2) + 1);
    };
    QTRY_VERIFY_WITH_TIMEOUT(last().endsWith('\n') && last().contains("\"lines\":0,"), patience);
    QCOMPARE(watch.waitForEnd(), 0);
    const QJsonObject sum = QJsonDocument::fromJson(last()).object();
    const qint64 notes = reader.read().count("\"type\":\"dropped\"");
    const qint64 all = run({u"replay"_s, capture, u"--json"_s}).out.count('\n');
    QCOMPARE(reader.read().count('\n') - notes + sum.value(u"total").toInteger(), all);
}

void TestOutput::aRunEndsWhoeverReads()
{
    const QTemporaryDir folder;
    Reader reader(folder.filePath(u"pipe"_s));
    // Nobody will ever read, and the pipe is full before it begins.
    const int writer =
        ::open(QFile::encodeName(reader.path()).constData(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    while (::write(writer, "x", 1) == 1) { }
    QProcess process;
    process.setStandardOutputFile(reader.path());
    process.start(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope"),
                  {u"run"_s, u"case-1"_s, u"--ack-wait"_s, u"30"_s, u"--capture"_s,
                   folder.filePath(u"run.stanscope"_s)});
    // It plays on: the sentence comes through the fold.
    QTRY_VERIFY_WITH_TIMEOUT(run({u"replay"_s, folder.filePath(u"run.stanscope"_s)})
                                 .out.contains("came while deposit 1"),
                             patience);
    process.terminate();
    QVERIFY(process.waitForFinished(patience));
    QCOMPARE(process.exitCode(), 130);
    ::close(writer);
}

void TestOutput::noRoomIsAnError_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("watch --json") << QStringList{u"watch"_s, u"--json"_s};
    QTest::newRow("watch") << QStringList{u"watch"_s};
    QTest::newRow("watch --state -")
        << QStringList{u"watch"_s, u"--for"_s, u"0.2"_s, u"--state"_s, u"-"_s};
    QTest::newRow("run") << QStringList{u"run"_s, u"case-1"_s, u"--ack-wait"_s, u"30"_s};
    QTest::newRow("replay --json") << QStringList{u"replay"_s, u"case-1-naive"_s, u"--json"_s};
    QTest::newRow("replay") << QStringList{u"replay"_s, u"case-1-naive"_s};
    QTest::newRow("replay --state -")
        << QStringList{u"replay"_s, u"case-1-naive"_s, u"--state"_s, u"-"_s};
    QTest::newRow("scenarios") << QStringList{u"scenarios"_s};
    QTest::newRow("help") << QStringList{u"--help"_s};
    QTest::newRow("version") << QStringList{u"--version"_s};
}

void TestOutput::noRoomIsAnError()
{
    static TestBroker broker;
    if (broker.pid() == 0)
        QVERIFY(broker.start(TestBroker::Store::Memory));
    QFETCH(QStringList, arguments);
    if (arguments.first() == u"watch"_s)
        arguments += {u"-s"_s, broker.url(), u"--token-file"_s, broker.tokenFile()};
    const Ran ran = run(arguments, u"/dev/full"_s);
    QCOMPARE(ran.exitCode, 73);
    QVERIFY2(ran.errors.contains(u"standard output could not be written: No space left"_s),
             qPrintable(ran.errors));
}

/// Where lines have no room, the state and the recording have.
void TestOutput::filesAreWrittenAllTheSame()
{
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const QString state = broker.filePath(u"state.json"_s);
    const Ran ran = run({u"watch"_s, u"-s"_s, broker.url(), u"--token-file"_s, broker.tokenFile(),
                         u"--json"_s, u"--for"_s, u"0.5"_s, u"--state"_s, state},
                        u"/dev/full"_s);
    QCOMPARE(ran.exitCode, 73);
    QVERIFY2(ran.errors.contains(u"No space left"_s), qPrintable(ran.errors));
    QVERIFY(jsonIn(state).contains(u"channels"_s));
}

void TestOutput::aReaderMayLeave()
{
    const Ran lines = shell(u"$S replay case-1-naive --json | head -1"_s);
    QCOMPARE(lines.errors, QString());
    QCOMPARE(lines.exitCode, 0);
    QCOMPARE(lines.out.count('\n'), 1);
    // Its exit code is worth playing on.
    const Ran played = shell(u"$S run case-1 --handler ordered --ack-wait 1 | head -1"_s);
    QCOMPARE(played.errors, QString());
    QCOMPARE(played.exitCode, 0);
    QCOMPARE(played.out.count('\n'), 1);
}

void TestOutput::closedOutputIsAnError()
{
    for (const QString& command : {u"$S replay case-1-naive --json >&-"_s, u"$S --version >&-"_s}) {
        const Ran ran = shell(command);
        QCOMPARE(ran.exitCode, 73);
        QVERIFY2(ran.errors.contains(u"standard output could not be written"_s),
                 qPrintable(ran.errors));
    }
}

void TestOutput::recordingsAreKept()
{
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const QString capture = broker.filePath(u"mine.stanscope"_s);
    writeInto(capture, "precious", QFile::ReadOwner | QFile::WriteOwner);
    const QStringList watched{
        u"watch"_s, u"-s"_s,        broker.url(), u"--token-file"_s, broker.tokenFile(), u"--for"_s,
        u"0.2"_s,   u"--capture"_s, capture};
    const QStringList played{u"run"_s, u"case-1"_s, u"--capture"_s, capture};
    for (const QStringList& arguments : {watched, played}) {
        const Ran ran = run(arguments);
        QCOMPARE(ran.exitCode, 64);
        QVERIFY2(ran.errors.contains(u"mine.stanscope exists already. Give --force"_s),
                 qPrintable(ran.errors));
        QCOMPARE(bytesOf(capture), QByteArray("precious"));
    }
    QCOMPARE(run(watched + QStringList{u"--force"_s}).exitCode, 0);
    QVERIFY(bytesOf(capture) != QByteArray("precious")); // how much it saw in that time is open
    QCOMPARE(run({u"replay"_s, u"case-1-naive"_s, u"--force"_s}).exitCode, 64);
}

void TestOutput::secretsComeFromFiles()
{
    TestBroker broker;
    broker.configure(u"authorization { users: [ { user: \"u\", password: \"hunter2\" } ] }"_s,
                     u"username: \"u\"\n  password: \"hunter2\""_s);
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const QString file = broker.filePath(u"password"_s);
    const QString capture = broker.filePath(u"watched.stanscope"_s);
    const QString state = broker.filePath(u"state.json"_s);
    writeInto(file, "hunter2\n", QFile::ReadOwner | QFile::WriteOwner);
    const QStringList arguments{u"-s"_s,      broker.url(), u"--user"_s,          u"u"_s,
                                u"--json"_s,  u"--force"_s, u"--capture"_s,       capture,
                                u"--state"_s, state,        u"--password-file"_s, file};
    WatchProcess watch;
    watch.startWith(arguments);
    QVERIFY(watch.watches());
    QVERIFY(!bytesOf(u"/proc/%1/cmdline"_s.arg(watch.pid())).contains("hunter2"));
    QCOMPARE(watch.end(), 0);
    QVERIFY2(!watch.errors().contains("others may read"), watch.errors().constData());
    for (const QByteArray& written :
         {watch.output(), watch.errors(), bytesOf(capture), bytesOf(state)})
        QVERIFY(!written.isEmpty() && !written.contains("hunter2"));
    // One that others may read is taken, and said.
    QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::ReadGroup));
    WatchProcess warned;
    warned.startWith(arguments + QStringList{u"--for"_s, u"0.2"_s});
    QCOMPARE(warned.waitForEnd(), 0);
    QCOMPARE(warned.errors().count("others may read the secret in "), 1);

    const auto wrong = [&](const QStringList& more) {
        const Ran ran = run(QStringList{u"watch"_s, u"-s"_s, broker.url()} + more);
        return ran.exitCode == 64 ? ran.errors : u"exit code %1"_s.arg(ran.exitCode);
    };
    QVERIFY(wrong({u"--token-file"_s, u"/no/such"_s}).contains(u"/no/such cannot be read"_s));
    QVERIFY(wrong({u"--token-file"_s, u"/dev/null"_s}).contains(u"/dev/null is empty"_s));
    QVERIFY(wrong({u"--password"_s, u"x"_s, u"--password-file"_s, file})
                .contains(u"--password and --password-file"_s));
}

void TestOutput::whatPsShowsIsSaid()
{
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const auto errors = [&broker](const QStringList& more) {
        return run(QStringList{u"watch"_s, u"--for"_s, u"0.2"_s} + more).errors;
    };
    const QString given = errors({u"-s"_s, broker.url(), u"--token"_s, broker.token()});
    QCOMPARE(given.count(u"can read --token in the list of processes"_s), 1);
    QVERIFY(!given.contains(broker.token()));
    const QString inUrl =
        errors({u"-s"_s, QString(broker.url()).replace(u"//"_s, u"//%1@"_s.arg(broker.token()))});
    QCOMPARE(inUrl.count(u"can read --server with a secret"_s), 1);
    QVERIFY(!inUrl.contains(broker.token()));
    const QString hidden = errors({u"-s"_s, broker.url(), u"--token-file"_s, broker.tokenFile()});
    QVERIFY2(!hidden.contains(u"list of processes"_s), qPrintable(hidden));
    // Neither is one told that stands where it does not belong.
    QVERIFY(!run({u"run"_s, u"case-1"_s, u"--token=hunter2"_s}).errors.contains(u"hunter2"_s));
}

QTEST_GUILESS_MAIN(TestOutput)
#include "tst_output.moc"

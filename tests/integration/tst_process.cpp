#include "core/process/brokerlocation.h"
#include "core/process/brokerprocess.h"
#include "core/process/procstat.h"
#include "core/process/rundirectory.h"
#include "core/process/supervisor.h"
#include "core/words/words.h"
#include "tests/support/processes.h"

#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <mutex>
#include <string>
#include <sys/stat.h>
#include <vector>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int soon = 5000;

/// Lines as they come from the reader's thread.
class Lines
{
public:
    std::function<void(std::string)> sink()
    {
        return [this](std::string line) {
            const std::lock_guard lock(m_mutex);
            m_lines.push_back(std::move(line));
        };
    }
    std::vector<std::string> all() const
    {
        const std::lock_guard lock(m_mutex);
        return m_lines;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<std::string> m_lines;
};

/// A run directory and a supervisor in it.
class Nest
{
public:
    Nest()
        : m_directory(std::move(*RunDirectory::createIn(m_base.path() + u"/runs"_s)))
        , supervisor(std::make_unique<Supervisor>(m_directory->registry()))
        , ended(supervisor.get(), &Supervisor::ended)
    {
    }

    RunDirectory& directory() { return *m_directory; }
    ChildProcess* start(const std::string& name, const QString& script)
    {
        supervisor->start({ClientId(name),
                           process::Role::Account,
                           u"/bin/sh"_s,
                           {u"-c"_s, script},
                           out.sink(),
                           err.sink()});
        return supervisor->find(ClientId(name));
    }

private:
    QTemporaryDir m_base;
    std::unique_ptr<RunDirectory> m_directory;

public:
    Lines out;
    Lines err;
    std::unique_ptr<Supervisor> supervisor;
    QSignalSpy ended;
};

bool isStopped(std::int64_t pid)
{
    const auto stat = procStat(pid);
    return stat && stat->isStopped();
}

} // namespace

class TestProcess : public QObject
{
    Q_OBJECT

private slots:
    void runDirectoryIsPrivate();
    void keepsTheLastRuns();
    void cleansUpAfterDeadOwners();
    void sparesStrangers();
    void readsLines();
    void cutsLongLines();
    void tellsExitCodesAndSignals();
    void failsToStart();
    void pausesAndResumes();
    void noticesAForeignPause();
    void stopEndsAPausedChild();
    void stopTurnsIntoKill();
    void sendsLines();
    void endsEverythingAtOnce();
    void nothingStartsWhileEverythingEnds();
    void forgetsReplacedChildren();
    void brokerKeepsItsPorts();
    void brokerTellsWhyItFails();
    void namedBrokerMustExist();
};

void TestProcess::runDirectoryIsPrivate()
{
    Nest nest;
    struct stat found
    {
    };
    QCOMPARE(::stat(QFile::encodeName(nest.directory().path()).constData(), &found), 0);
    QCOMPARE(found.st_mode & 0777U, 0700U);
}

void TestProcess::keepsTheLastRuns()
{
    const QTemporaryDir base;
    const QString runs = base.path() + u"/runs"_s;
    QStringList paths;
    const auto live = std::move(*RunDirectory::createIn(runs));
    QVERIFY(QDir().mkpath(runs + u"/removed-by-a-crash"_s));
    for (int i = 0; i < RunDirectory::keptRuns + 3; ++i)
        paths.append((*RunDirectory::createIn(runs))->path());
    const auto last = std::move(*RunDirectory::createIn(runs));
    QVERIFY(QFileInfo::exists(live->path())); // the oldest, but its owner lives
    QVERIFY(QFileInfo::exists(paths.last()));
    QVERIFY(!QFileInfo::exists(paths.first()));
    QCOMPARE(QDir(runs).entryList({u"run-*"_s}, QDir::Dirs).size(), RunDirectory::keptRuns + 1);
    // What was moved out of the way is deleted in the background.
    QTRY_VERIFY_WITH_TIMEOUT(QDir(runs).entryList({u"removed-*"_s}, QDir::Dirs).isEmpty(), soon);
}

void TestProcess::cleansUpAfterDeadOwners()
{
    const QTemporaryDir base;
    const QString runs = base.path() + u"/runs"_s;
    QProcess leftover;
    leftover.start(u"/bin/sleep"_s, {u"1000"_s});
    QVERIFY(leftover.waitForStarted());
    {
        auto dead = std::move(*RunDirectory::createIn(runs));
        QVERIFY(dead->registry().add(leftover.processId()).ok());
        // A live owner's children are left alone.
        QVERIFY(RunDirectory::createIn(runs).ok());
        QVERIFY(!isGone(leftover.processId()));
    }
    QVERIFY(RunDirectory::createIn(runs).ok());
    QVERIFY(leftover.waitForFinished(soon));
    QCOMPARE(leftover.exitStatus(), QProcess::CrashExit);
}

void TestProcess::sparesStrangers()
{
    const QTemporaryDir base;
    QProcess stranger;
    stranger.start(u"/bin/sleep"_s, {u"1000"_s});
    QVERIFY(stranger.waitForStarted());
    const QString file = base.filePath(u"processes"_s);
    const qint64 pid = stranger.processId();
    const quint64 start = procStat(pid)->startTicks;
    QFile registry(file);
    QVERIFY(registry.open(QIODevice::WriteOnly));
    // The same pid with another start time or another executable, and lines of nonsense.
    registry.write(u"%1 %2 %3\n%1 %4 /bin/other\nnonsense\n1 2\n"_s.arg(pid)
                       .arg(start + 1)
                       .arg(executableOf(pid))
                       .arg(start)
                       .toUtf8());
    registry.close();
    QCOMPARE(ProcessRegistry(file).killLeftovers(), 0);
    QVERIFY(!isGone(pid));
    stranger.kill();
    stranger.waitForFinished();
}

void TestProcess::readsLines()
{
    Nest nest;
    nest.start("one", u"echo first; echo trouble >&2; printf 'no newline'"_s);
    QTRY_COMPARE_WITH_TIMEOUT(nest.ended.size(), 1, soon);
    QCOMPARE(nest.out.all(), (std::vector<std::string>{"first", "no newline"}));
    QCOMPARE(nest.err.all(), (std::vector<std::string>{"trouble"}));
}

void TestProcess::cutsLongLines()
{
    Nest nest;
    nest.start("one", u"head -c 200000 /dev/zero | tr '\\0' x; echo; echo after"_s);
    QTRY_COMPARE_WITH_TIMEOUT(nest.ended.size(), 1, soon);
    const auto lines = nest.out.all();
    QCOMPARE(lines.size(), std::size_t(2));
    QCOMPARE(lines.front().size(), LineReader::maxLine);
    QCOMPARE(lines.back(), std::string("after"));
}

void TestProcess::tellsExitCodesAndSignals()
{
    Nest nest;
    nest.start("one", u"exit 7"_s);
    QTRY_COMPARE_WITH_TIMEOUT(nest.ended.size(), 1, soon);
    QCOMPARE(nest.ended.at(0).at(1).toInt(), 7);
    QCOMPARE(nest.ended.at(0).at(2).toInt(), 0);
    nest.start("one", u"sleep 1000"_s)->kill();
    QTRY_COMPARE_WITH_TIMEOUT(nest.ended.size(), 2, soon);
    QCOMPARE(nest.ended.at(1).at(1).toInt(), 0);
    QCOMPARE(nest.ended.at(1).at(2).toInt(), SIGKILL);
}

void TestProcess::failsToStart()
{
    Nest nest;
    nest.supervisor->start({ClientId("none"),
                            process::Role::Account,
                            u"/nonexistent/program"_s,
                            {},
                            nest.out.sink(),
                            nest.err.sink()});
    QTRY_COMPARE_WITH_TIMEOUT(nest.ended.size(), 1, soon);
    QVERIFY(!nest.ended.at(0).at(3).toString().isEmpty());
    QVERIFY(!nest.supervisor->isAlive(ClientId("none")));
}

void TestProcess::pausesAndResumes()
{
    Nest nest;
    QSignalSpy paused(nest.supervisor.get(), &Supervisor::paused);
    QSignalSpy resumed(nest.supervisor.get(), &Supervisor::resumed);
    ChildProcess* child = nest.start("one", u"sleep 1000"_s);
    child->pause();
    QTRY_VERIFY_WITH_TIMEOUT(isStopped(child->pid()), soon);
    QVERIFY(child->isPaused());
    child->resume();
    QTRY_VERIFY_WITH_TIMEOUT(!isStopped(child->pid()), soon);
    QCOMPARE(paused.size(), 1);
    QCOMPARE(resumed.size(), 1);
}

void TestProcess::noticesAForeignPause()
{
    Nest nest;
    ChildProcess* child = nest.start("one", u"sleep 1000"_s);
    ::kill(static_cast<pid_t>(child->pid()), SIGSTOP);
    QTRY_VERIFY_WITH_TIMEOUT(child->isPaused(), soon);
    ::kill(static_cast<pid_t>(child->pid()), SIGCONT);
    QTRY_VERIFY_WITH_TIMEOUT(!child->isPaused(), soon);
}

void TestProcess::stopEndsAPausedChild()
{
    Nest nest;
    ChildProcess* child = nest.start("one", u"sleep 1000"_s);
    child->pause();
    QTRY_VERIFY_WITH_TIMEOUT(isStopped(child->pid()), soon);
    child->stop();
    QTRY_COMPARE_WITH_TIMEOUT(nest.ended.size(), 1, soon);
    QCOMPARE(nest.ended.at(0).at(2).toInt(), SIGTERM);
}

void TestProcess::stopTurnsIntoKill()
{
    Nest nest;
    ChildProcess* child =
        nest.start("one", u"trap '' TERM; echo deaf; while :; do sleep 0.1; done"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!nest.out.all().empty(), soon);
    child->stop();
    QTRY_COMPARE_WITH_TIMEOUT(nest.ended.size(), 1, 2 * soon);
    QCOMPARE(nest.ended.at(0).at(2).toInt(), SIGKILL);
}

void TestProcess::sendsLines()
{
    Nest nest;
    nest.start("one", u"read line; echo \"got $line\""_s)->send("hello");
    QTRY_COMPARE_WITH_TIMEOUT(nest.out.all(), (std::vector<std::string>{"got hello"}), soon);
}

void TestProcess::endsEverythingAtOnce()
{
    Nest nest;
    std::vector<std::int64_t> pids;
    for (const char* name : {"one", "two", "three"})
        pids.push_back(nest.start(name, u"sleep 1000"_s)->pid());
    nest.supervisor->find(ClientId("two"))->pause();
    QTRY_VERIFY_WITH_TIMEOUT(isStopped(pids[1]), soon);
    nest.supervisor->killAll();
    QVERIFY(areGone(pids));
    QCOMPARE(nest.ended.size(), 3);
}

void TestProcess::nothingStartsWhileEverythingEnds()
{
    Nest nest;
    // Deaf to the restart's SIGTERM, and its pipes end before it does: killAll reports its end.
    const QString deaf = nest.directory().file(u"deaf"_s);
    QFile file(deaf);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\ntrap '' TERM\nexec >&- 2>&-\n: >\"$0.up\"\n"
               "while :; do sleep 0.1; done\n");
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    BrokerProcess broker(*nest.supervisor,
                         {deaf, nest.directory().path(), {}, "test", nest.err.sink()});
    QSignalSpy started(nest.supervisor.get(), &Supervisor::started);
    QVERIFY(broker.start().ok());
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(deaf + u".up"_s), soon);
    QVERIFY(broker.restart().ok());
    QVERIFY(broker.status().state == broker::State::Closing);
    nest.supervisor->killAll();
    QCOMPARE(started.size(), 1);
    QCOMPARE(nest.ended.size(), 1);
    QVERIFY(!nest.supervisor->isAlive(brokerName()));
    QVERIFY(childrenOf(QCoreApplication::applicationPid()).empty());
    QVERIFY(!nest.supervisor->start({ClientId("late"),
                                     process::Role::Account,
                                     u"/bin/true"_s,
                                     {},
                                     nest.out.sink(),
                                     nest.err.sink()}));
}

void TestProcess::forgetsReplacedChildren()
{
    Nest nest;
    const QPointer<ChildProcess> first(nest.start("one", u"true"_s));
    QTRY_COMPARE_WITH_TIMEOUT(nest.ended.size(), 1, soon);
    QVERIFY(first);
    const QPointer<ChildProcess> second(nest.start("one", u"sleep 1000"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!first, soon);
    QVERIFY(second && second->isAlive());
}

void TestProcess::brokerKeepsItsPorts()
{
    const auto executable = locateBroker();
    QVERIFY2(executable.ok(), executable ? "" : executable.error().text.c_str());
    for (const StoreKind store : {StoreKind::File, StoreKind::Memory}) {
        Nest nest;
        BrokerOptions options;
        options.store = store;
        BrokerProcess broker(
            *nest.supervisor,
            {*executable, nest.directory().path(), options, "test", nest.err.sink()});
        using broker::State;
        const auto is = [&](State state) { return broker.status().state == state; };
        QVERIFY(broker.start().ok());
        QTRY_VERIFY_WITH_TIMEOUT(is(State::Running), 2 * soon);
        const int port = broker.status().port;
        const QString token = broker.token();
        QVERIFY(isListening(port));
        QVERIFY(isListening(broker.status().monitorPort));
        struct stat found
        {
        };
        QCOMPARE(::stat(QFile::encodeName(broker.tokenFile()).constData(), &found), 0);
        QCOMPARE(found.st_mode & 0777U, 0600U);

        broker.kill(); // leaves its ports file behind
        QTRY_VERIFY_WITH_TIMEOUT(is(State::Dead), soon);
        QVERIFY(broker.start().ok());
        QTRY_VERIFY_WITH_TIMEOUT(is(State::Running), 2 * soon);
        QCOMPARE(broker.status().port, port);
        const auto pid = broker.status().pid;
        QVERIFY(broker.restart().ok());
        QTRY_VERIFY_WITH_TIMEOUT(is(State::Running) && broker.status().pid != pid, 3 * soon);
        QCOMPARE(broker.status().port, port);
        QCOMPARE(broker.token(), token);
        broker.stop();
        QTRY_VERIFY_WITH_TIMEOUT(is(State::Off), soon);
        QVERIFY(!isListening(port));
    }
}

void TestProcess::brokerTellsWhyItFails()
{
    Nest nest;
    const QString script = nest.directory().file(u"broken"_s);
    QFile file(script);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\necho 'the disk is on fire' >&2\nexit 1\n");
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    BrokerProcess broker(*nest.supervisor,
                         {script, nest.directory().path(), {}, "test", nest.err.sink()});
    QVERIFY(broker.start().ok());
    QTRY_VERIFY_WITH_TIMEOUT(broker.status().state == broker::State::Dead, soon);
    const QString error = words(broker.status().error);
    QVERIFY2(error.contains(u"the disk is on fire"), qPrintable(error));
}

void TestProcess::namedBrokerMustExist()
{
    const QByteArray before = qgetenv("STANSCOPE_BROKER");
    qputenv("STANSCOPE_BROKER", "/nonexistent/broker");
    const auto located = locateBroker();
    if (before.isEmpty())
        qunsetenv("STANSCOPE_BROKER");
    else
        qputenv("STANSCOPE_BROKER", before);
    QVERIFY(!located);
    QVERIFY(!located.error().remedy.empty());
}

QTEST_GUILESS_MAIN(TestProcess)

#include "tst_process.moc"

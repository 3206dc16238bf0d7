#include "core/process/childprocess.h"

#include "core/process/procstat.h"

#include <QFileInfo>
#include <QProcessEnvironment>
#include <QThread>
#include <QTimer>

#include <array>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>
#include <utility>

using namespace std::chrono_literals;

namespace stanscope {

namespace {

constexpr auto killAfter = 3s;
/// A grandchild may keep a pipe open; the end is reported all the same.
constexpr auto pipesMayLinger = 1s;

struct Pipe
{
    std::array<int, 2> ends{-1, -1};

    bool open() { return ::pipe2(ends.data(), O_CLOEXEC) == 0; }
    int readEnd() const { return ends[0]; }
    int writeEnd() const { return ends[1]; }
};

/// Runs in the child between fork and exec: async-signal-safe calls only.
void prepareChild(pid_t parent, int out, int err)
{
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent)
        ::_exit(127); // the parent died before the death signal was set
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

} // namespace

ChildProcess::ChildProcess(ChildSpec spec, LineReader& reader, QObject* parent)
    : QObject(parent)
    , m_spec(std::move(spec))
    , m_reader(reader)
{
    connect(&m_process, &QProcess::started, this, &ChildProcess::executed);
    connect(&m_process, &QProcess::finished, this, &ChildProcess::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, &ChildProcess::onError);
}

void ChildProcess::start()
{
    Pipe out;
    Pipe err;
    if (!out.open() || !err.open()) {
        for (const int end : {out.readEnd(), out.writeEnd(), err.readEnd(), err.writeEnd()}) {
            if (end >= 0)
                ::close(end);
        }
        m_error = tr("no pipe could be made: too many open files");
        QMetaObject::invokeMethod(this, &ChildProcess::over, Qt::QueuedConnection);
        return;
    }
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    m_process.setChildProcessModifier(
        [parent = ::getpid(), stdoutEnd = out.writeEnd(), stderrEnd = err.writeEnd()] {
            prepareChild(parent, stdoutEnd, stderrEnd);
        });
    if (!m_spec.variables.empty()) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const auto& [name, value] : m_spec.variables)
            environment.insert(name, value);
        m_process.setProcessEnvironment(environment);
    }
    m_alive = true;
    m_openStreams = 2;
    m_process.start(m_spec.program, m_spec.arguments);
    ::close(out.writeEnd());
    ::close(err.writeEnd());
    m_pid = m_process.processId();
    // Before its pipes are read: nothing it says may overtake this.
    if (m_pid > 0)
        emit started(m_pid);
    const auto closed = [this] {
        QMetaObject::invokeMethod(this, &ChildProcess::onStreamClosed, Qt::QueuedConnection);
    };
    m_reader.add(out.readEnd(), m_spec.stdoutLine, closed);
    m_reader.add(err.readEnd(), m_spec.stderrLine, closed);
}

void ChildProcess::signal(int number)
{
    if (m_alive && m_pid > 1)
        ::kill(static_cast<pid_t>(m_pid), number);
}

void ChildProcess::kill()
{
    if (!m_alive || m_pid <= 1)
        return;
    // The whole group, and the process alone in case it has not reached its own group yet.
    ::kill(static_cast<pid_t>(-m_pid), SIGKILL);
    signal(SIGKILL);
}

void ChildProcess::pause()
{
    if (!m_alive || m_paused)
        return;
    signal(SIGSTOP);
    m_paused = true;
    m_seenStopped = false;
    emit paused();
}

void ChildProcess::resume()
{
    if (!m_alive || !m_paused)
        return;
    m_paused = false;
    if (!m_held)
        signal(SIGCONT);
    emit resumed();
}

void ChildProcess::hold()
{
    if (!m_alive || m_held)
        return;
    signal(SIGSTOP);
    m_held = true;
    emit held();
}

void ChildProcess::release()
{
    if (!m_alive || !m_held)
        return;
    m_held = false;
    if (!m_paused)
        signal(SIGCONT);
    emit released();
}

void ChildProcess::stop()
{
    if (!m_alive || m_closing)
        return;
    m_closing = true;
    release();
    resume();
    signal(SIGTERM);
    emit closing();
    QTimer::singleShot(killAfter, this, &ChildProcess::kill);
}

void ChildProcess::send(const std::string& line)
{
    if (!m_alive)
        return;
    m_process.write(line.data(), static_cast<qint64>(line.size()));
    m_process.write("\n", 1);
}

void ChildProcess::refresh()
{
    if (!m_alive || m_held)
        return; // stopped, and it is known why
    const auto stat = procStat(m_pid);
    if (!stat || stat->isDead())
        return; // QProcess will tell
    if (stat->isStopped() && !m_paused) {
        m_paused = true;
        m_seenStopped = true;
        emit paused();
    } else if (stat->isStopped()) {
        m_seenStopped = true;
    } else if (m_paused && m_seenStopped) {
        m_paused = false;
        emit resumed();
    }
}

void ChildProcess::waitForEnd()
{
    if (m_process.state() != QProcess::NotRunning)
        m_process.waitForFinished(static_cast<int>(std::chrono::milliseconds(killAfter).count()));
}

void ChildProcess::onFinished()
{
    over();
}

void ChildProcess::onError(QProcess::ProcessError error)
{
    if (error != QProcess::FailedToStart)
        return; // crashes come as `finished` too
    m_error = m_process.errorString();
    over();
}

void ChildProcess::onStreamClosed()
{
    --m_openStreams;
    if (m_over && m_openStreams == 0)
        report();
}

void ChildProcess::over()
{
    m_alive = false;
    m_paused = false;
    m_held = false;
    m_over = true;
    if (m_openStreams == 0)
        report();
    else
        QTimer::singleShot(pipesMayLinger, this, &ChildProcess::report);
}

void ChildProcess::report()
{
    if (std::exchange(m_reported, true))
        return;
    const bool killed = m_process.exitStatus() == QProcess::CrashExit;
    const int code = m_process.exitCode(); // the signal's number when it was killed
    if (m_error.isEmpty())
        emit ended(killed ? 0 : code, killed ? code : 0, {});
    else
        emit ended(127, 0, m_error);
}

} // namespace stanscope

#pragma once

#include "core/events/event.h"
#include "core/process/linereader.h"
#include "core/util/ids.h"

#include <QObject>
#include <QProcess>
#include <QStringList>

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace stanscope {

/// What to start. The line callbacks run on the reader's thread.
struct ChildSpec
{
    ClientId name;
    process::Role role = process::Role::Account;
    QString program;
    QStringList arguments;
    std::function<void(std::string)> stdoutLine;
    std::function<void(std::string)> stderrLine;
    std::map<QString, QString> variables = {}; ///< in its environment, beside ours
};

/// One process that cannot outlive this one: PR_SET_PDEATHSIG, own process group, pipes that no
/// other child inherits. Its output is read by the LineReader. Use it in the main thread only: the
/// death signal fires when the thread that started the child ends.
class ChildProcess : public QObject
{
    Q_OBJECT

public:
    ChildProcess(ChildSpec spec, LineReader& reader, QObject* parent = nullptr);

    const ChildSpec& spec() const { return m_spec; }
    std::int64_t pid() const { return m_pid; } ///< stays after its end
    bool isAlive() const { return m_alive; }
    bool isPaused() const { return m_paused; }
    bool isHeld() const { return m_held; }
    bool isClosing() const { return m_closing; }
    /// Its end was reported and its pipes are read: nobody refers to it any more.
    bool isDone() const { return m_reported && m_openStreams == 0; }

    void start();
    void kill();
    void pause();
    void resume();
    /// Stops it for us, whatever a person does with pause and resume meanwhile: both have to let go
    /// before it runs again.
    void hold();
    void release();
    /// SIGTERM (after SIGCONT, for a stopped process keeps it pending), SIGKILL after 3 s.
    void stop();
    /// One command line for its stdin, without the newline.
    void send(const std::string& line);

    /// Compares with /proc: somebody else may have stopped or continued the process.
    void refresh();
    /// Blocks until it is gone.
    void waitForEnd();

signals:
    void started(qint64 pid); ///< forked; `executed` follows
    void executed();
    /// Emitted once, after its last line was delivered. `error` is set when it never ran.
    void ended(int exitCode, int signal, const QString& error);
    void paused();
    void resumed();
    void held();
    void released();
    void closing();

private:
    void signal(int number);
    void onFinished();
    void onError(QProcess::ProcessError error);
    Q_INVOKABLE void onStreamClosed();
    void over();
    void report();

    ChildSpec m_spec;
    LineReader& m_reader;
    QProcess m_process;
    std::int64_t m_pid = 0;
    QString m_error;
    int m_openStreams = 0;
    bool m_alive = false;
    bool m_paused = false;
    bool m_held = false;
    bool m_seenStopped = false;
    bool m_closing = false;
    bool m_over = false;
    bool m_reported = false;
};

} // namespace stanscope

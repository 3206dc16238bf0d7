#pragma once

#include "tests/support/testbroker.h"

#include <QByteArray>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTest>

#include <csignal>
#include <functional>
#include <sys/prctl.h>

namespace stanscope::test {

/// `stanscope watch --json` as a process, and what it has printed.
class WatchProcess
{
public:
    WatchProcess()
    {
        m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    }
    ~WatchProcess()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    /// With server, token (from the environment) and cluster of that broker, and more arguments.
    void start(const TestBroker& broker, const QStringList& more)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("NATS_TOKEN"), broker.token());
        m_process.setProcessEnvironment(environment);
        startWith(QStringList{QStringLiteral("-s"), broker.url(), QStringLiteral("-c"),
                              broker.clusterId(), QStringLiteral("--json")}
                  + more);
    }
    void startWith(const QStringList& arguments)
    {
        m_process.start(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope"),
                        QStringList{QStringLiteral("watch")} + arguments);
    }
    /// Starts and waits until it watches.
    bool watches(const TestBroker& broker, const QStringList& more)
    {
        start(broker, more);
        return watches();
    }
    bool watchesWith(const QStringList& arguments)
    {
        startWith(arguments);
        return watches();
    }
    /// Before it starts: its standard output goes there and is not read here.
    void printInto(const QString& file) { m_process.setStandardOutputFile(file); }
    static QStringList monitored(const TestBroker& broker)
    {
        return {QStringLiteral("-m"),
                QStringLiteral("http://127.0.0.1:%1").arg(broker.monitorPort())};
    }

    /// Waits until it says on standard error that it watches.
    bool watches() { return complains("stanscope: watching "); }
    bool complains(const char* text)
    {
        return QTest::qWaitFor(
            [&] {
                m_errors += m_process.readAllStandardError();
                return m_errors.contains(text);
            },
            limit);
    }
    /// Waits until its standard output contains that, which need not be JSON.
    bool prints(const QByteArray& text)
    {
        return QTest::qWaitFor(
            [&] {
                read();
                return m_output.contains(text);
            },
            limit);
    }
    /// Waits until some line, read before or not, fulfils that.
    bool tells(const std::function<bool(const QJsonObject&)>& wanted)
    {
        return QTest::qWaitFor(
            [&] {
                read();
                return std::any_of(m_lines.cbegin(), m_lines.cend(), wanted);
            },
            limit);
    }
    /// Waits for two more rounds of monitoring: the first may have been under way already.
    bool looksAgain()
    {
        const qsizetype before = lines(QStringLiteral("monitor")).size();
        return QTest::qWaitFor(
            [&] {
                read();
                return lines(QStringLiteral("monitor")).size() >= before + 2;
            },
            limit);
    }
    /// Ctrl+C; its exit code.
    int end(int signal = SIGINT)
    {
        // Of a process that has ended already there is no id, and 0 would be all of ours.
        if (const qint64 id = pid(); id > 0)
            ::kill(static_cast<pid_t>(id), signal);
        return waitForEnd();
    }
    int waitForEnd()
    {
        if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(limit))
            return -1;
        read();
        m_errors += m_process.readAllStandardError();
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    const QList<QJsonObject>& lines() const { return m_lines; }
    QList<QJsonObject> lines(const QString& type) const
    {
        QList<QJsonObject> of;
        std::copy_if(
            m_lines.begin(), m_lines.end(), std::back_inserter(of),
            [&](const QJsonObject& line) { return line.value(u"type").toString() == type; });
        return of;
    }
    const QByteArray& output() const { return m_output; }
    const QByteArray& errors() const { return m_errors; }
    qint64 pid() const { return m_process.processId(); }
    bool allLinesAreObjects() const { return m_bad.isEmpty(); }

private:
    static constexpr int limit = 90'000; // ms; reached only when something is wrong

    void read()
    {
        m_output += m_process.readAllStandardOutput();
        for (qsizetype end; (end = m_output.indexOf('\n', m_read)) >= 0; m_read = end + 1) {
            const QByteArray line = m_output.mid(m_read, end - m_read);
            const QJsonDocument document = QJsonDocument::fromJson(line);
            if (document.isObject())
                m_lines.append(document.object());
            else
                m_bad.append(line);
        }
    }

    QProcess m_process;
    QByteArray m_output;
    QByteArray m_errors;
    QByteArrayList m_bad;
    qsizetype m_read = 0;
    QList<QJsonObject> m_lines;
};

} // namespace stanscope::test

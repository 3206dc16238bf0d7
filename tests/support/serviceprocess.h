#pragma once

#include "core/events/servicemessages.h"
#include "core/service/servicearguments.h"
#include "tests/support/reading.h"
#include "tests/support/testbroker.h"

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <functional>
#include <string>
#include <sys/prctl.h>
#include <vector>

namespace stanscope {

/// A real service over real pipes, with everything it reported.
class ServiceProcess
{
public:
    ServiceProcess() = default;
    ServiceProcess(const ServiceProcess&) = delete;
    ServiceProcess& operator=(const ServiceProcess&) = delete;
    ~ServiceProcess()
    {
        m_process.kill();
        m_process.waitForFinished(5000);
    }

    void startAccount(const TestBroker& broker, const QString& name, const QString& database,
                      const ReplicaOptions& options)
    {
        QStringList arguments = common(broker, name, database);
        arguments += {QStringLiteral("--queue-group"), QString::fromStdString(options.queueGroup)};
        arguments += {QStringLiteral("--durable"), QString::fromStdString(options.durable)};
        arguments += {QStringLiteral("--ack"), text(toText(options.ackMode))};
        arguments += {QStringLiteral("--handler"), text(toText(options.handler))};
        arguments += {QStringLiteral("--start"),
                      options.deliverAllAvailable ? QStringLiteral("all") : QStringLiteral("new")};
        arguments += {QStringLiteral("--ack-wait"), QString::number(options.ackWaitSeconds)};
        arguments += {QStringLiteral("--max-inflight"), QString::number(options.maxInflight)};
        arguments += {QStringLiteral("--close-on-stop"),
                      options.closeOnStop ? QStringLiteral("yes") : QStringLiteral("no")};
        start(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope-account"), arguments);
    }
    void startTransaction(const TestBroker& broker, const QString& name, const QString& database)
    {
        start(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope-transaction"),
              common(broker, name, database)
                  + QStringList{QStringLiteral("--puback-timeout-ms"), QStringLiteral("500")});
    }

    void send(const ServiceCommand& command)
    {
        m_process.write(QByteArray::fromStdString(toLine(command)) + '\n');
    }
    void sendRaw(const QByteArray& line) { m_process.write(line + '\n'); }
    void act(const std::string& account, TransactionType type, std::int64_t amount)
    {
        send({ServiceCommandKind::Act, {}, AccountName(account), type, Cents(amount)});
    }
    void arm(const FaultSpec& fault) { send({ServiceCommandKind::Arm, fault, {}, {}, {}}); }
    void signal(int number) const { ::kill(static_cast<pid_t>(m_process.processId()), number); }

    using Matches = std::function<bool(const Report&)>;
    bool waitFor(const Matches& matches, int count = 1, int timeout = 15000)
    {
        return QTest::qWaitFor([&] { return this->count(matches) >= count; }, timeout);
    }
    bool waitFor(ReportKind kind, int wanted = 1, int timeout = 15000)
    {
        return waitFor([kind](const Report& report) { return report.kind == kind; }, wanted,
                       timeout);
    }
    int count(const Matches& matches)
    {
        read();
        return static_cast<int>(std::count_if(m_reports.begin(), m_reports.end(), matches));
    }
    int count(ReportKind kind)
    {
        return count([kind](const Report& report) { return report.kind == kind; });
    }
    /// Fails the test when there is none.
    Report last(ReportKind kind, const test::Caller& caller = test::Caller::current())
    {
        read();
        const auto found =
            std::find_if(m_reports.rbegin(), m_reports.rend(),
                         [kind](const Report& report) { return report.kind == kind; });
        if (found == m_reports.rend()) {
            test::failAt(caller, QStringLiteral("not reported: ") + text(toText(kind)));
            return {};
        }
        return *found;
    }
    /// "received begin decided:applied committed acked": what was reported about one handling.
    QString story(std::uint64_t handling)
    {
        read();
        QStringList words;
        for (const Report& report : m_reports) {
            if (report.handling != handling)
                continue;
            QString word = text(toText(report.kind));
            if (report.kind == ReportKind::Decided)
                word += QLatin1Char(':') + text(toText(report.outcome));
            words += word;
        }
        return words.join(QLatin1Char(' '));
    }
    const std::vector<Report>& reports()
    {
        read();
        return m_reports;
    }
    QStringList badLines() const { return m_badLines; }
    bool waitForEnd()
    {
        const bool ended =
            QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, 15000);
        read();
        return ended;
    }
    QProcess& process() { return m_process; }
    QByteArray errorOutput() { return m_process.readAllStandardError(); }

private:
    static QString text(std::string_view word)
    {
        return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
    }
    static QStringList common(const TestBroker& broker, const QString& name,
                              const QString& database)
    {
        return {
            QStringLiteral("--name"),       name,
            QStringLiteral("--url"),        broker.url(),
            QStringLiteral("--token-file"), broker.tokenFile(),
            QStringLiteral("--cluster"),    broker.clusterId(),
            QStringLiteral("--channel"),    QStringLiteral("bank"),
            QStringLiteral("--database"),   database,
            QStringLiteral("--parent-pid"), QString::number(QCoreApplication::applicationPid())};
    }
    void start(const QString& program, const QStringList& arguments)
    {
        m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
        m_process.start(program, arguments);
    }
    void read()
    {
        m_buffer += m_process.readAllStandardOutput();
        for (qsizetype end = m_buffer.indexOf('\n'); end >= 0; end = m_buffer.indexOf('\n')) {
            const auto report =
                reportFromLine({m_buffer.constData(), static_cast<std::size_t>(end)});
            if (report)
                m_reports.push_back(*report);
            else
                m_badLines += QString::fromUtf8(m_buffer.left(end));
            m_buffer.remove(0, end + 1);
        }
    }

    QProcess m_process;
    QByteArray m_buffer;
    std::vector<Report> m_reports;
    QStringList m_badLines;
};

} // namespace stanscope

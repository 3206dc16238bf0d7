#pragma once

#include "tests/support/testbroker.h"

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRandomGenerator>
#include <QString>
#include <QStringList>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <csignal>
#include <functional>
#include <sys/prctl.h>

namespace stanscope::test {

/// Several nats-streaming-servers that belong together: three that elect a leader, or two over one
/// store of which one waits. Loopback, no token.
class BrokerNodes
{
public:
    enum class Kind
    {
        Cluster,
        FaultTolerant,
    };

    explicit BrokerNodes(Kind kind)
        : m_kind(kind)
        , m_count(kind == Kind::Cluster ? 3 : 2)
    {
    }
    ~BrokerNodes()
    {
        for (int i = 0; i < m_count; ++i)
            kill(i);
    }

    /// Again when somebody else has taken one of the ports in the meantime.
    bool start()
    {
        const auto isComplete = [this] { return leader() >= 0 && others() == m_count - 1; };
        for (m_attempt = 0; m_attempt < 3; ++m_attempt) {
            takePorts();
            for (int i = 0; i < m_count; ++i)
                launch(i);
            if (QTest::qWaitFor([&] { return hasEnded() || isComplete(); }, limit) && !hasEnded())
                return true;
            for (int i = 0; i < m_count; ++i)
                kill(i);
        }
        return false;
    }
    void launch(int i)
    {
        QProcess& process = m_processes[std::size_t(i)];
        process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
        process.setStandardErrorFile(QProcess::nullDevice());
        QStringList routes;
        for (int other = 0; other < m_count; ++other)
            routes << QStringLiteral("nats://127.0.0.1:%1").arg(portsOf(other).routes);
        QStringList arguments{QStringLiteral("-a"),
                              QStringLiteral("127.0.0.1"),
                              QStringLiteral("-p"),
                              QString::number(portsOf(i).clients),
                              QStringLiteral("-m"),
                              QString::number(portsOf(i).monitoring),
                              QStringLiteral("-st"),
                              QStringLiteral("FILE"),
                              QStringLiteral("-hbi"),
                              QStringLiteral("1s"),
                              QStringLiteral("-cluster"),
                              routes[i],
                              QStringLiteral("-routes"),
                              routes.join(u','),
                              QStringLiteral("--cluster_name"),
                              QStringLiteral("x")};
        if (m_kind == Kind::Cluster)
            arguments += {QStringLiteral("-clustered"),
                          QStringLiteral("-cluster_node_id"),
                          QStringLiteral("n%1").arg(i),
                          QStringLiteral("-cluster_peers"),
                          QStringLiteral("n0,n1,n2"),
                          QStringLiteral("--dir"),
                          folderOf(QStringLiteral("store%1").arg(i)),
                          QStringLiteral("-cluster_log_path"),
                          folderOf(QStringLiteral("log%1").arg(i))};
        else
            arguments += {QStringLiteral("-ft_group"), QStringLiteral("ft"),
                          QStringLiteral("--dir"), folderOf(QStringLiteral("store"))};
        process.start(TestBroker::executable(), arguments);
    }
    void kill(int i)
    {
        m_processes[std::size_t(i)].kill();
        m_processes[std::size_t(i)].waitForFinished();
    }

    /// Until it is killed. Waits until every thread of it stands still: what it is sent from then
    /// on it does not take any more.
    bool pause(int i) const
    {
        const qint64 pid = m_processes[std::size_t(i)].processId();
        ::kill(static_cast<pid_t>(pid), SIGSTOP);
        return QTest::qWaitFor([=] { return standsStill(pid); }, limit);
    }

    /// Who leads, or is the active one; -1: nobody does.
    int leader() const
    {
        for (int i = 0; i < m_count; ++i)
            if (const QJsonObject server = serverz(i); server[u"role"].toString() == u"Leader"
                || server[u"state"].toString() == u"FT_ACTIVE")
                return i;
        return -1;
    }
    /// One that does not.
    int follower() const { return leader() == 0 ? 1 : 0; }

    int count() const { return m_count; }
    QString url(int i) const
    {
        return QStringLiteral("nats://127.0.0.1:%1").arg(portsOf(i).clients);
    }
    QString monitoring(int i) const
    {
        return QStringLiteral("http://127.0.0.1:%1").arg(portsOf(i).monitoring);
    }
    QString filePath(const QString& name) const { return m_folder.filePath(name); }
    QJsonObject serverz(int i) const { return ask(i, QStringLiteral("/streaming/serverz")); }
    /// Empty when there is no answer.
    QJsonObject ask(int i, const QString& path) const
    {
        QNetworkAccessManager network;
        QNetworkRequest request(QUrl(monitoring(i) + path));
        request.setTransferTimeout(2000);
        QNetworkReply* reply = network.get(request);
        QEventLoop loop;
        QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
        const QByteArray body = reply->readAll();
        delete reply;
        return QJsonDocument::fromJson(body).object();
    }

private:
    static constexpr int limit = 60'000; // ms; reached only when something is wrong

    struct Ports
    {
        int clients = 0;
        int monitoring = 0;
        int routes = 0;
    };

    /// What an attempt in vain has left stays behind.
    QString folderOf(const QString& name) const
    {
        return m_folder.filePath(QStringLiteral("%1-%2").arg(name).arg(m_attempt));
    }
    static bool standsStill(qint64 pid)
    {
        const QDir threads(QStringLiteral("/proc/%1/task").arg(pid));
        const QStringList ids = threads.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        return std::all_of(ids.begin(), ids.end(), [&](const QString& id) {
            QFile file(threads.filePath(id + QStringLiteral("/stat")));
            // The state is the first field behind the name, which is in brackets.
            return file.open(QIODevice::ReadOnly) && file.readAll().contains(") T ");
        });
    }
    const Ports& portsOf(int i) const { return m_ports[std::size_t(i)]; }
    int others() const
    {
        int count = 0;
        for (int i = 0; i < m_count; ++i)
            if (const QJsonObject server = serverz(i); server[u"role"].toString() == u"Follower"
                || server[u"state"].toString() == u"FT_STANDBY")
                ++count;
        return count;
    }
    bool hasEnded() const
    {
        return std::any_of(
            m_processes.begin(), m_processes.begin() + m_count,
            [](const QProcess& process) { return process.state() == QProcess::NotRunning; });
    }
    /// That nobody listens on now; no two are the same. Below those that the system gives to
    /// whoever connects to something meanwhile.
    void takePorts()
    {
        std::array<QTcpServer, 9> servers;
        std::size_t taken = 0;
        const auto port = [&] {
            QTcpServer& server = servers[taken++];
            for (int tries = 0; tries < 1000 && !server.isListening(); ++tries)
                server.listen(QHostAddress::LocalHost,
                              quint16(QRandomGenerator::global()->bounded(20'000, 32'000)));
            return int(server.serverPort());
        };
        for (int i = 0; i < m_count; ++i)
            m_ports[std::size_t(i)] = {port(), port(), port()};
    }

    Kind m_kind;
    int m_count;
    int m_attempt = 0;
    QTemporaryDir m_folder;
    std::array<Ports, 3> m_ports;
    std::array<QProcess, 3> m_processes;
};

} // namespace stanscope::test

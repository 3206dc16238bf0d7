#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <QUuid>

#include <csignal>
#include <memory>
#include <string>
#include <sys/prctl.h>

namespace stanscope {

/// A real nats-streaming-server for one test: loopback, random ports, random token in a 0600 file,
/// everything in a temporary folder. A restart keeps ports, token and store.
class TestBroker
{
public:
    enum class Store
    {
        File,
        Memory
    };

    TestBroker() = default;
    /// `folder`: a template for QTemporaryDir, where the store is to lie somewhere else.
    explicit TestBroker(const QString& folder)
        : m_folder(folder)
    {
    }
    ~TestBroker() { kill(); }

    /// `STANSCOPE_BROKER`, else the folder of the checkout; empty when there is none.
    static QString executable()
    {
        const QString fromEnvironment = qEnvironmentVariable("STANSCOPE_BROKER");
        if (!fromEnvironment.isEmpty())
            return fromEnvironment;
        const QString local = QStringLiteral(STANSCOPE_SOURCE_DIR "/.tools/bin/")
            + QStringLiteral("nats-streaming-server");
        return QFileInfo(local).isExecutable() ? local : QString();
    }

    /// Before start(): interval and timeout in seconds, and how many failures are forgiven.
    void setHeartbeats(int interval, int timeout, int failures)
    {
        m_heartbeatInterval = interval;
        m_heartbeatTimeout = timeout;
        m_heartbeatFailures = failures;
    }
    /// Other authorization than the token, TLS, limits: lines of the server's configuration, and
    /// lines of its streaming block, such as whom the streaming server itself connects as.
    void configure(const QString& server, const QString& streaming)
    {
        m_server = server;
        m_streaming = streaming;
    }
    bool start(Store store = Store::File)
    {
        m_store = store;
        m_token = QUuid::createUuid().toString(QUuid::WithoutBraces);
        return writePrivately(tokenFile(), m_token + QLatin1Char('\n')) && launch();
    }
    /// SIGTERM: the store is complete.
    void stop()
    {
        if (!m_process)
            return;
        m_process->terminate();
        if (!m_process->waitForFinished(5000))
            kill();
        m_process.reset();
    }
    void kill()
    {
        if (!m_process)
            return;
        m_process->kill();
        m_process->waitForFinished(5000);
        m_process.reset();
    }
    bool restart() { return launch(); }
    void pause() const { signal(SIGSTOP); }
    void resume() const { signal(SIGCONT); }

    QString url() const { return QStringLiteral("nats://127.0.0.1:%1").arg(m_port); }
    int port() const { return m_port; }
    int monitorPort() const { return m_monitorPort; }
    QString token() const { return m_token; }
    QString tokenFile() const { return m_folder.filePath(QStringLiteral("token")); }
    QString clusterId() const { return QStringLiteral("test-cluster"); }
    qint64 pid() const { return m_process ? m_process->processId() : 0; }
    QByteArray log() const { return m_log; }
    /// For databases and whatever else a test needs to put somewhere.
    QString filePath(const QString& name) const { return m_folder.filePath(name); }

private:
    void signal(int number) const
    {
        if (m_process)
            ::kill(static_cast<pid_t>(m_process->processId()), number);
    }
    static bool writePrivately(const QString& path, const QString& text)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return false;
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        return file.write(text.toUtf8()) == text.toUtf8().size();
    }
    QString configuration() const
    {
        const auto port = [](int number) { return number == 0 ? -1 : number; };
        return QStringLiteral(
                   "listen: \"127.0.0.1:%1\"\nhttp: \"127.0.0.1:%2\"\n"
                   "ports_file_dir: \"%3\"\n%4\n"
                   "streaming {\n  id: \"%5\"\n  store: \"%6\"\n  dir: \"%7\"\n"
                   "  hb_interval: \"%8s\"\n  hb_timeout: \"%9s\"\n  hb_fail_count: %10\n%11\n}\n")
            .arg(port(m_port))
            .arg(port(m_monitorPort))
            .arg(m_folder.path(),
                 m_server.isEmpty() ? QStringLiteral("authorization { token: \"%1\" }").arg(m_token)
                                    : m_server,
                 clusterId(),
                 m_store == Store::File ? QStringLiteral("FILE") : QStringLiteral("MEMORY"),
                 m_folder.filePath(QStringLiteral("store")))
            .arg(m_heartbeatInterval)
            .arg(m_heartbeatTimeout)
            .arg(m_heartbeatFailures)
            .arg(m_streaming);
    }
    bool launch()
    {
        const QString config = m_folder.filePath(QStringLiteral("broker.conf"));
        if (!writePrivately(config, configuration()))
            return false;
        m_process = std::make_unique<QProcess>();
        m_process->setProcessChannelMode(QProcess::MergedChannels);
        m_process->setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
        m_process->start(executable(), {QStringLiteral("-c"), config});
        m_log.clear();
        // It writes its ports beside what it says, in no order.
        return QTest::qWaitFor([this] { return isReady() && readPorts(); }, 60000);
    }
    bool isReady()
    {
        m_log += m_process->readAll();
        return m_log.contains("Streaming Server is ready");
    }
    bool readPorts()
    {
        QFile file(m_folder.filePath(
            QStringLiteral("nats-streaming-server_%1.ports").arg(m_process->processId())));
        if (!file.open(QIODevice::ReadOnly))
            return false;
        const QJsonObject ports = QJsonDocument::fromJson(file.readAll()).object();
        m_port = portOf(ports, QStringLiteral("nats"));
        m_monitorPort = portOf(ports, QStringLiteral("monitoring"));
        return m_port > 0 && m_monitorPort > 0;
    }
    static int portOf(const QJsonObject& ports, const QString& name)
    {
        return QUrl(ports.value(name).toArray().at(0).toString()).port();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_process;
    Store m_store = Store::File;
    QString m_token;
    QString m_server;
    QString m_streaming;
    QByteArray m_log;
    int m_port = 0;
    int m_monitorPort = 0;
    int m_heartbeatInterval = 2;
    int m_heartbeatTimeout = 2;
    int m_heartbeatFailures = 2;
};

/// First line of a test that needs the broker: without one it fails on the build server, where it
/// must be there, and is skipped elsewhere.
#define STANSCOPE_NEED_BROKER()                                                                    \
    do {                                                                                           \
        if (stanscope::TestBroker::executable().isEmpty()) {                                       \
            if (qEnvironmentVariable("CI") == QLatin1String("true"))                               \
                QFAIL("nats-streaming-server is missing: run scripts/test");                       \
            QSKIP("nats-streaming-server is missing: run scripts/test");                           \
        }                                                                                          \
    } while (false)

} // namespace stanscope

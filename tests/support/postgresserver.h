#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <string>
#include <unistd.h>

namespace stanscope {

/// Debian's PostgreSQL in a scratch folder, on loopback and with a password; it refuses to run as
/// root, so then as nobody.
class PostgresServer
{
public:
    static constexpr auto password = "a scratch secret";

    ~PostgresServer() { stop(); }

    static bool isInstalled() { return !binary(QStringLiteral("initdb")).isEmpty(); }

    bool start()
    {
        const QString folder = m_folder.path();
        QFile secret(folder + QStringLiteral("/secret"));
        if (!secret.open(QIODevice::WriteOnly))
            return false;
        secret.write(password);
        secret.close();
        if (::geteuid() == 0) {
            constexpr uid_t nobody = 65534;
            for (const QString& path : {folder, secret.fileName()})
                if (::chown(path.toLocal8Bit().constData(), nobody, nobody) != 0)
                    return false;
        }
        const QStringList init{binary(QStringLiteral("initdb")),
                               QStringLiteral("-D"),
                               data(),
                               QStringLiteral("-U"),
                               QStringLiteral("bank"),
                               QStringLiteral("-A"),
                               QStringLiteral("scram-sha-256"),
                               QStringLiteral("--no-sync"),
                               QStringLiteral("--locale=C.UTF-8"),
                               QStringLiteral("--pwfile"),
                               secret.fileName()};
        QProcess initializing;
        run(initializing, init);
        if (!initializing.waitForFinished(60'000) || initializing.exitCode() != 0) {
            m_log = initializing.readAllStandardError();
            return false;
        }
        QTcpServer probe;
        if (!probe.listen(QHostAddress::LocalHost))
            return false;
        m_port = probe.serverPort();
        probe.close();
        return startAgain();
    }
    /// With the data of before, on the same port.
    bool startAgain()
    {
        m_log.clear();
        run(m_process,
            {binary(QStringLiteral("postgres")), QStringLiteral("-D"), data(), QStringLiteral("-k"),
             m_folder.path(), QStringLiteral("-p"), QString::number(m_port), QStringLiteral("-c"),
             QStringLiteral("listen_addresses=127.0.0.1")});
        return QTest::qWaitFor([this] { return answers(); }, 30'000);
    }
    void stop()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.terminate();
        if (!m_process.waitForFinished(10'000))
            m_process.kill();
        m_process.waitForFinished(5'000);
    }

    /// At once, as when the machine fails.
    void kill()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        // Fast, not SIGKILL: its children would keep its shared memory.
        ::kill(static_cast<pid_t>(m_process.processId()), SIGQUIT);
        m_process.waitForFinished(10'000);
    }

    std::string url() const
    {
        return "postgresql://bank@127.0.0.1:" + std::to_string(m_port) + "/postgres";
    }
    const QByteArray& log() const { return m_log; }

private:
    static QString binary(const QString& name)
    {
        QDir versions(QStringLiteral("/usr/lib/postgresql"));
        const QStringList entries = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString& version : entries) {
            const QString path = versions.filePath(version + QStringLiteral("/bin/") + name);
            if (QFile::exists(path))
                return path;
        }
        return {};
    }
    QString data() const { return m_folder.filePath(QStringLiteral("data")); }
    static void run(QProcess& process, QStringList command)
    {
        if (::geteuid() == 0)
            command = QStringList{QStringLiteral("setpriv"), QStringLiteral("--reuid=65534"),
                                  QStringLiteral("--regid=65534"), QStringLiteral("--clear-groups")}
                + command;
        const QString program = command.takeFirst();
        process.setWorkingDirectory(QStringLiteral("/"));
        process.start(program, command);
    }
    /// Its log says so when it takes connections; the port alone is open a little earlier.
    bool answers()
    {
        m_log += m_process.readAllStandardError();
        return m_log.contains("ready to accept connections");
    }

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
    QByteArray m_log;
};

} // namespace stanscope

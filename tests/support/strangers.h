#pragma once

#include "tests/support/reading.h"
#include "tests/support/testbroker.h"

#include <QByteArrayList>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTest>
#include <QUrl>

#include <csignal>
#include <sys/prctl.h>

namespace stanscope::test {

/// Reached only when something is wrong, ms.
inline constexpr int strangerPatience = 90'000;

/// A client that nobody here wrote: stan.go's or node-nats-streaming's, as a process.
class Stranger
{
public:
    Stranger()
    {
        m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    }
    ~Stranger() { kill(); }

    static QString urlOf(const TestBroker& broker)
    {
        return broker.url().replace(QStringLiteral("//"),
                                    QStringLiteral("//") + broker.token() + QLatin1Char('@'));
    }
    static bool haveNode()
    {
        return QFileInfo(nodeModules() + QStringLiteral("/node-nats-streaming")).isDir();
    }

    /// Arguments of tests/support/nodeclient.js behind the client's id.
    void startNode(const TestBroker& broker, const QString& client, const QStringList& arguments)
    {
        startNode(urlOf(broker), broker.clusterId(), client, arguments);
    }
    void startNode(const QString& url, const QString& cluster, const QString& client,
                   const QStringList& arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("NODE_PATH"), nodeModules());
        m_process.setProcessEnvironment(environment);
        m_process.start(
            QStringLiteral("node"),
            QStringList{QStringLiteral(STANSCOPE_SOURCE_DIR "/tests/support/nodeclient.js"), url,
                        cluster, client}
                + arguments);
    }
    /// Arguments of tests/support/bareclient.js behind the client's id.
    void startBare(const TestBroker& broker, const QString& client, const QStringList& arguments)
    {
        startBare(urlOf(broker), broker.clusterId(), client, arguments);
    }
    void startBare(const QString& url, const QString& cluster, const QString& client,
                   const QStringList& arguments)
    {
        m_process.start(
            QStringLiteral("node"),
            QStringList{QStringLiteral(STANSCOPE_SOURCE_DIR "/tests/support/bareclient.js"), url,
                        cluster, client}
                + arguments);
    }
    /// `stan-pub` or `stan-sub` with its own arguments.
    void startGo(const TestBroker& broker, const QString& program, const QString& client,
                 const QStringList& arguments)
    {
        startGo(urlOf(broker), broker.clusterId(), program, client, arguments);
    }
    void startGo(const QString& url, const QString& cluster, const QString& program,
                 const QString& client, const QStringList& arguments)
    {
        m_process.start(QStringLiteral(STANSCOPE_SOURCE_DIR "/.tools/bin/") + program,
                        QStringList{QStringLiteral("-s"), url, QStringLiteral("-c"), cluster,
                                    QStringLiteral("-id"), client}
                            + arguments);
    }

    /// A line on its standard input.
    void isTold(const QByteArray& line) { m_process.write(line + '\n'); }
    /// Waits until it has printed that.
    bool says(const QByteArray& text)
    {
        return QTest::qWaitFor(
            [&] {
                m_output += m_process.readAllStandardOutput();
                return m_output.contains(text);
            },
            strangerPatience);
    }
    /// Waits until it has ended by itself.
    bool ends() { return m_process.waitForFinished(strangerPatience) && m_process.exitCode() == 0; }
    /// Waits until it has ended because nobody answered it, or because it was refused.
    bool givesUp()
    {
        return m_process.waitForFinished(strangerPatience) && m_process.exitCode() != 0;
    }
    /// Asks a node listener to close.
    bool closes()
    {
        m_process.closeWriteChannel();
        return ends();
    }
    /// SIGINT: stan-sub unsubscribes and closes.
    bool interrupts()
    {
        ::kill(static_cast<pid_t>(m_process.processId()), SIGINT);
        return ends();
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    static QString nodeModules()
    {
        return QStringLiteral(STANSCOPE_SOURCE_DIR "/.tools/node/node_modules");
    }

    QProcess m_process;
    QByteArray m_output;
};

/// What the broker's monitoring endpoint answers.
inline QJsonObject askMonitoring(const TestBroker& broker, const QString& path,
                                 const Caller& caller = Caller::current())
{
    QNetworkAccessManager network;
    QNetworkReply* reply = network.get(QNetworkRequest(
        QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(broker.monitorPort()).arg(path))));
    return answerOf(*reply, strangerPatience, caller);
}

inline QStringList registeredClients(const TestBroker& broker,
                                     const Caller& caller = Caller::current())
{
    QStringList ids;
    const QJsonObject answer = askMonitoring(broker, QStringLiteral("/streaming/clientsz"), caller);
    const QJsonArray clients = answer.value(u"clients").toArray();
    for (const QJsonValue& client : clients)
        ids.append(client.toObject().value(u"id").toString());
    ids.sort();
    return ids;
}

/// First line of a test with node clients, as STANSCOPE_NEED_BROKER().
#define STANSCOPE_NEED_NODE()                                                                      \
    do {                                                                                           \
        if (!stanscope::test::Stranger::haveNode()) {                                              \
            if (qEnvironmentVariable("CI") == QLatin1String("true"))                               \
                QFAIL("node-nats-streaming is missing: run scripts/test");                         \
            QSKIP("node-nats-streaming is missing: run scripts/test");                             \
        }                                                                                          \
    } while (false)

} // namespace stanscope::test

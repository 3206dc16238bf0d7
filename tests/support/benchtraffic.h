#pragma once

#include "tests/support/testbroker.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>
#include <QUrl>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace stanscope::test {

using namespace Qt::StringLiterals;

/// Of the traffic's one channel.
inline QString benchChannel()
{
    return u"speed"_s;
}

[[noreturn]] inline void giveUp(const QString& why)
{
    std::fprintf(stderr, "benchmark: %s\n", qPrintable(why));
    std::exit(1);
}

inline QString benchTool(const QString& name)
{
    const QString path = QStringLiteral(STANSCOPE_SOURCE_DIR "/.tools/bin/") + name;
    if (!QFileInfo(path).isExecutable())
        giveUp(name + u" is missing: run scripts/test"_s);
    return path;
}

/// Foreign clients at full speed on a broker of their own, and what its monitoring endpoint says:
/// stan-bench publishes as fast as the broker takes it, two stan-subs share it in one queue group.
class BenchTraffic
{
public:
    BenchTraffic()
    {
        if (TestBroker::executable().isEmpty())
            giveUp(u"nats-streaming-server is missing: run scripts/test"_s);
        if (!m_broker.start())
            giveUp(u"the broker does not come up: "_s + QString::fromUtf8(m_broker.log()));
    }
    ~BenchTraffic()
    {
        for (QProcess& subscriber : m_subscribers) {
            subscriber.kill();
            subscriber.waitForFinished();
        }
    }

    const TestBroker& broker() const { return m_broker; }

    void subscribe()
    {
        int number = 0;
        for (QProcess& subscriber : m_subscribers) {
            subscriber.setStandardOutputFile(QProcess::nullDevice());
            subscriber.setStandardErrorFile(QProcess::nullDevice());
            subscriber.start(benchTool(u"stan-sub"_s),
                             common()
                                 + QStringList{u"-id"_s, u"reader-%1"_s.arg(++number),
                                               u"--qgroup"_s, u"readers"_s, benchChannel()});
        }
        waitUntil(u"both subscribers"_s, [this] {
            return channelState().value("subscriptions"_L1).toArray().size() == 2;
        });
    }

    /// Messages a second, as stan-bench itself measures it.
    double publish(int count)
    {
        QProcess publisher;
        publisher.setProcessChannelMode(QProcess::MergedChannels);
        publisher.start(benchTool(u"stan-bench"_s),
                        common()
                            + QStringList{u"-id"_s, u"writer"_s, u"-np"_s, u"2"_s, u"-ns"_s, u"0"_s,
                                          u"-n"_s, QString::number(count), u"-ms"_s, u"128"_s,
                                          benchChannel()});
        waitUntil(u"stan-bench"_s, [&] { return publisher.state() == QProcess::NotRunning; });
        const QString output = QString::fromUtf8(publisher.readAll());
        static const QRegularExpression rate(u"Pub stats: ([0-9,]+) msgs/sec"_s);
        const QRegularExpressionMatch match = rate.match(output);
        if (!match.hasMatch())
            giveUp(u"stan-bench says: "_s + output);
        return match.captured(1).remove(u',').toDouble();
    }

    /// Every message stored, delivered and acked, by the broker's word.
    void waitUntilAcked(int count)
    {
        waitUntil(u"the last ack"_s, [this, count] {
            const QJsonObject state = channelState();
            qint64 pending = 0;
            qint64 sent = 0;
            for (const QJsonValue& value : state.value("subscriptions"_L1).toArray()) {
                pending += value["pending_count"_L1].toInteger();
                sent = std::max(sent, value["last_sent"_L1].toInteger());
            }
            return lastSequence(state) == count && sent == count && pending == 0;
        });
    }

    qint64 lastSequence() { return lastSequence(channelState()); }

    /// How many frames the broker has sent to the tap's connection.
    qint64 sentToTap()
    {
        for (const QJsonValue& value : monitoring(u"/connz"_s).value("connections"_L1).toArray())
            if (value["name"_L1].toString() == u"stanscope tap"_s)
                return value["out_msgs"_L1].toInteger();
        return 0;
    }

    template <typename Condition>
    static void waitUntil(const QString& what, Condition condition)
    {
        constexpr int patience = 300'000; // ms; reached only when something is wrong
        if (!QTest::qWaitFor(condition, patience))
            giveUp(u"waited in vain for "_s + what);
    }

private:
    QStringList common() const
    {
        QString url = m_broker.url();
        url.replace(u"nats://"_s, u"nats://"_s + m_broker.token() + u'@');
        return {u"-s"_s, url, u"-c"_s, m_broker.clusterId()};
    }
    QJsonObject channelState()
    {
        return monitoring(u"/streaming/channelsz?subs=1&channel="_s + benchChannel());
    }
    static qint64 lastSequence(const QJsonObject& state)
    {
        return state.value("last_seq"_L1).toInteger();
    }
    QJsonObject monitoring(const QString& path)
    {
        const QUrl url(u"http://127.0.0.1:%1%2"_s.arg(m_broker.monitorPort()).arg(path));
        const std::unique_ptr<QNetworkReply> reply(m_network.get(QNetworkRequest(url)));
        waitUntil(path, [&reply] { return reply->isFinished(); });
        if (reply->error() == QNetworkReply::ContentNotFoundError)
            return {}; // no such channel yet
        const QJsonDocument answer = QJsonDocument::fromJson(reply->readAll());
        if (reply->error() != QNetworkReply::NoError || !answer.isObject())
            giveUp(path + u" did not answer: "_s + reply->errorString());
        return answer.object();
    }

    TestBroker m_broker;
    QNetworkAccessManager m_network;
    std::array<QProcess, 2> m_subscribers;
};

} // namespace stanscope::test

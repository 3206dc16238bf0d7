#include "core/engine/engine.h"
#include "core/process/brokerlocation.h"
#include "core/process/brokerprocess.h"
#include "core/process/processregistry.h"
#include "core/process/supervisor.h"
#include "core/tap/tap.h"
#include "tests/support/reading.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace foreigntest {

constexpr auto clusterId = "foreign";
constexpr int patience = 20'000; // ms; reached only when something is wrong

/// A broker of ours with a tap and a fold on it, and what its monitoring endpoint says.
class Observatory : public QObject
{
public:
    explicit Observatory(const QString& executable)
        : m_registry(m_directory.filePath(u"registry"_s))
        , m_supervisor(m_registry)
        , m_broker(m_supervisor,
                   {executable, m_directory.path(), BrokerOptions{}, clusterId, [](std::string) {}})
        , m_tap({[this](const Frame& frame) { m_engine.postFrame(frame); },
                 [this](const Message& why) { m_engine.note(Source::Wire, wire::TapGap{why}); },
                 [this] { m_engine.note(Source::Wire, wire::TapBack{}); }})
    {
        connect(&m_engine, &Engine::snapshotReady, this,
                [this](const std::shared_ptr<const Snapshot>& snapshot) {
                    m_snapshot = snapshot;
                    m_engine.requestSnapshot();
                });
    }

    ~Observatory() override { m_tap.disconnect(); }

    bool start()
    {
        if (!m_broker.start())
            return false;
        const auto running = [this] { return m_broker.status().state == broker::State::Running; };
        if (!QTest::qWaitFor(running, patience))
            return false;
        m_engine.beginRun({ChannelName("strangers"), {}});
        m_engine.requestSnapshot();
        return m_tap
            .connect({.url = m_broker.url().toStdString(), .token = m_broker.token().toStdString()})
            .ok();
    }

    QString urlWithToken() const
    {
        QString url = m_broker.url();
        return url.replace(u"nats://"_s, u"nats://"_s + m_broker.token() + u'@');
    }

    /// Never null once start() has returned.
    const Snapshot* snapshot() const { return m_snapshot.get(); }

    /// The channel's sequences and subscriptions as the fold has them, one line each.
    QString mirrored(const QString& channel) const
    {
        if (!m_snapshot)
            return {};
        QStringList lines;
        for (const SubscriptionView& view : m_snapshot->subscriptions) {
            if (view.channel.value() != channel.toStdString())
                continue;
            const std::string queue =
                view.durable.empty() ? view.queueGroup : view.durable + ':' + view.queueGroup;
            lines += subscriptionLine(QString::fromStdString(view.client.value()),
                                      QString::fromStdString(queue), view.ackWaitSeconds,
                                      view.maxInflight, qint64(view.pending),
                                      qint64(view.lastSent.value()), view.stalled);
        }
        lines.sort();
        lines.prepend(u"last_seq %1"_s.arg(lastSequence(channel)));
        return lines.join(u'\n');
    }

    /// The same lines from channelsz.
    QString monitored(const QString& channel)
    {
        const QJsonObject answer = monitoring(u"/streaming/channelsz?subs=1&channel="_s + channel);
        QStringList lines;
        const QJsonArray subscriptions = answer.value("subscriptions"_L1).toArray();
        for (const QJsonValue& value : subscriptions) {
            const QJsonObject one = value.toObject();
            QString queue = one.value("queue_name"_L1).toString();
            if (queue.isEmpty() && one.contains("durable_name"_L1))
                queue = one.value("durable_name"_L1).toString() + u':';
            lines += subscriptionLine(
                one.value("client_id"_L1).toString(), queue, one.value("ack_wait"_L1).toInt(),
                one.value("max_inflight"_L1).toInt(), one.value("pending_count"_L1).toInteger(),
                one.value("last_sent"_L1).toInteger(), one.value("is_stalled"_L1).toBool());
        }
        lines.sort();
        lines.prepend(u"last_seq %1"_s.arg(answer.value("last_seq"_L1).toInteger()));
        return lines.join(u'\n');
    }

private:
    static QString subscriptionLine(const QString& client, const QString& queue, int ackWait,
                                    int maxInflight, qint64 pending, qint64 lastSent, bool stalled)
    {
        return u"%1 [%2] ack_wait %3 max_inflight %4 pending_count %5 last_sent %6%7"_s
            .arg(client, queue)
            .arg(ackWait)
            .arg(maxInflight)
            .arg(pending)
            .arg(lastSent)
            .arg(stalled ? u" stalled"_s : QString());
    }

    quint64 lastSequence(const QString& channel) const
    {
        const History& history = *m_snapshot->history;
        quint64 last = 0;
        for (std::size_t row = 0; row < history.messages.size(); ++row) {
            const MessageRow& message = history.messages[row];
            if (history.name(message.channel) == channel.toStdString())
                last = std::max<quint64>(last, message.sequence.value());
        }
        return last;
    }

    QJsonObject monitoring(const QString& path)
    {
        QUrl url(u"http://127.0.0.1:%1%2"_s.arg(m_broker.status().monitorPort).arg(path));
        const std::unique_ptr<QNetworkReply> reply(m_network.get(QNetworkRequest(url)));
        return test::answerOf(*reply, patience);
    }

    QTemporaryDir m_directory;
    ProcessRegistry m_registry;
    Supervisor m_supervisor;
    BrokerProcess m_broker;
    QNetworkAccessManager m_network;
    std::shared_ptr<const Snapshot> m_snapshot;
    Engine m_engine;
    Tap m_tap; // after the engine: its callbacks post there
};

} // namespace foreigntest

using namespace foreigntest;

/// Clients that nobody here wrote (stan.go's examples) against the decoder and the fold: what they
/// do must come out as the broker's own monitoring has it.
class ForeignTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void publishesAndPlainSubscriber();
    void queueGroupsShareAndDurablesStay();
    void killedSubscriberKeepsItsDeliveries();
    void benchmarkIsCountedMessageByMessage();

private:
    static QString tool(const QString& name);
    QProcess* launch(const QString& name, const QStringList& arguments);
    bool run(const QString& name, const QStringList& arguments);
    QProcess* subscribe(const QString& id, const QStringList& options, const QString& channel);
    bool publish(const QString& channel, const QString& payload);
    bool publishMany(const QString& channel, int count);
    std::uint64_t endedWith(DeliveryEnd end) const;

    QString m_brokerExecutable;
    std::unique_ptr<Observatory> m_sky;
    std::vector<std::unique_ptr<QProcess>> m_clients;
};

#define COMPARE_WITH_BROKER(channel)                                                               \
    QTRY_COMPARE_WITH_TIMEOUT(m_sky->mirrored(channel), m_sky->monitored(channel), patience)

QString ForeignTest::tool(const QString& name)
{
    return QStringLiteral(STANSCOPE_SOURCE_DIR "/.tools/bin/") + name;
}

void ForeignTest::initTestCase()
{
    const auto broker = locateBroker();
    const QStringList names{u"stan-pub"_s, u"stan-sub"_s, u"stan-bench"_s};
    const bool complete = broker
        && std::all_of(names.begin(), names.end(),
                       [](const QString& name) { return QFileInfo(tool(name)).isExecutable(); });
    const char* remedy = "the broker or stan.go's examples are missing; scripts/test installs them";
    if (!complete && qEnvironmentVariable("CI") == u"true"_s)
        QFAIL(remedy);
    if (!complete)
        QSKIP(remedy);
    m_brokerExecutable = *broker;
}

void ForeignTest::init()
{
    m_sky = std::make_unique<Observatory>(m_brokerExecutable);
    QVERIFY(m_sky->start());
    QTRY_VERIFY(m_sky->snapshot());
}

void ForeignTest::cleanup()
{
    for (const auto& client : m_clients) {
        client->kill();
        client->waitForFinished();
    }
    m_clients.clear();
    m_sky.reset();
}

QProcess* ForeignTest::launch(const QString& name, const QStringList& arguments)
{
    m_clients.push_back(std::make_unique<QProcess>());
    QProcess* client = m_clients.back().get();
    client->setProcessChannelMode(QProcess::MergedChannels);
    QStringList all{u"-s"_s, m_sky->urlWithToken(), u"-c"_s, QString::fromLatin1(clusterId)};
    client->start(tool(name), all + arguments);
    return client;
}

bool ForeignTest::run(const QString& name, const QStringList& arguments)
{
    QProcess* client = launch(name, arguments);
    const bool ended = QTest::qWaitFor(
        [client] {
            return client->state() == QProcess::NotRunning
                && client->error() == QProcess::UnknownError;
        },
        3 * patience);
    const QByteArray output = client->readAll();
    if (ended && client->exitCode() == 0)
        return true;
    qWarning("%s: %s", qPrintable(name), output.constData());
    return false;
}

/// Returns when the fold has seen the subscription; null when it never came.
QProcess* ForeignTest::subscribe(const QString& id, const QStringList& options,
                                 const QString& channel)
{
    QProcess* client =
        launch(u"stan-sub"_s, QStringList{u"-id"_s, id} + options + QStringList{channel});
    const auto subscribed = [this, id] {
        const auto& views = m_sky->snapshot()->subscriptions;
        return std::any_of(views.begin(), views.end(), [&id](const SubscriptionView& view) {
            return view.client.value() == id.toStdString() && !view.offline;
        });
    };
    return QTest::qWaitFor(subscribed, patience) ? client : nullptr;
}

bool ForeignTest::publish(const QString& channel, const QString& payload)
{
    return run(u"stan-pub"_s, {u"-id"_s, u"publisher"_s, channel, payload});
}

bool ForeignTest::publishMany(const QString& channel, int count)
{
    return run(u"stan-bench"_s,
               {u"-id"_s, u"bench"_s, u"-np"_s, u"2"_s, u"-ns"_s, u"0"_s, u"-n"_s,
                QString::number(count), u"-ms"_s, u"64"_s, channel});
}

std::uint64_t ForeignTest::endedWith(DeliveryEnd end) const
{
    const History& history = *m_sky->snapshot()->history;
    std::uint64_t count = 0;
    for (std::size_t row = 0; row < history.deliveries.size(); ++row)
        count += history.deliveries[row].end.get() == end ? 1U : 0U;
    return count;
}

void ForeignTest::publishesAndPlainSubscriber()
{
    QVERIFY(publish(u"strangers"_s, u"before"_s));
    QVERIFY(subscribe(u"reader"_s, {u"--all"_s}, u"strangers"_s));
    QVERIFY(publish(u"strangers"_s, u"hello"_s));
    QVERIFY(publish(u"strangers"_s, QString::fromUtf8("xin chào\n\"bạn\"")));

    COMPARE_WITH_BROKER(u"strangers"_s);
    QCOMPARE(m_sky->mirrored(u"strangers"_s),
             u"last_seq 3\nreader [] ack_wait 30 max_inflight 1024 pending_count 0 last_sent 3"_s);
    QTRY_COMPARE(endedWith(DeliveryEnd::Acked), 3U);
    const Snapshot& snapshot = *m_sky->snapshot();
    const History& history = *snapshot.history;
    QCOMPARE(history.messages.size(), std::size_t(3));
    QCOMPARE(history.payloads[history.messages[2].payload.get() - 1],
             std::string_view("xin chào\n\"bạn\""));
    QCOMPARE(history.name(history.messages[0].publisher.get()), std::string("publisher"));
    QCOMPARE(snapshot.redeliveries, 0U);
    QCOMPARE(snapshot.tap.malformed, 0U);
    QCOMPARE(snapshot.tap.gaps, 0U);
}

void ForeignTest::queueGroupsShareAndDurablesStay()
{
    const QStringList queue{u"--qgroup"_s, u"workers"_s};
    const QStringList durableQueue{u"--qgroup"_s, u"keepers"_s, u"--durable"_s, u"log"_s};
    QVERIFY(subscribe(u"worker-1"_s, queue, u"strangers"_s));
    QVERIFY(subscribe(u"worker-2"_s, queue, u"strangers"_s));
    QVERIFY(subscribe(u"diary"_s, {u"--durable"_s, u"diary"_s}, u"strangers"_s));
    QProcess* keeper = subscribe(u"keeper"_s, durableQueue, u"strangers"_s);
    QVERIFY(keeper);
    QVERIFY(publishMany(u"strangers"_s, 200));
    COMPARE_WITH_BROKER(u"strangers"_s);
    QTRY_COMPARE(endedWith(DeliveryEnd::Acked), 3U * 200U);

    // SIGINT: stan-sub closes its connection; the durable group stays behind without a member.
    ::kill(static_cast<pid_t>(keeper->processId()), SIGINT);
    QTRY_COMPARE_WITH_TIMEOUT(keeper->state(), QProcess::NotRunning, patience);
    QVERIFY(publish(u"strangers"_s, u"while it was away"_s));
    COMPARE_WITH_BROKER(u"strangers"_s);
    QVERIFY(subscribe(u"keeper-2"_s, durableQueue, u"strangers"_s));
    COMPARE_WITH_BROKER(u"strangers"_s);
    QTRY_COMPARE(endedWith(DeliveryEnd::Acked), 3U * 201U);
}

void ForeignTest::killedSubscriberKeepsItsDeliveries()
{
    QProcess* reader = subscribe(u"reader"_s, {u"--durable"_s, u"book"_s}, u"strangers"_s);
    QVERIFY(reader);
    QVERIFY(publish(u"strangers"_s, u"read"_s));
    QTRY_COMPARE(endedWith(DeliveryEnd::Acked), 1U);
    reader->kill();
    QTRY_COMPARE_WITH_TIMEOUT(reader->state(), QProcess::NotRunning, patience);
    QVERIFY(publish(u"strangers"_s, u"sent to nobody"_s));
    QVERIFY(publish(u"strangers"_s, u"and again"_s));

    COMPARE_WITH_BROKER(u"strangers"_s);
    // The broker still counts the dead client: both messages wait for its ack.
    QVERIFY2(m_sky->mirrored(u"strangers"_s).contains(u"pending_count 2"_s),
             qPrintable(m_sky->mirrored(u"strangers"_s)));
    QTRY_COMPARE(m_sky->snapshot()->runningDeliveries, 2U);
    // The same id comes back: the broker replaces the old client and sends again what was not
    // acked.
    QVERIFY(subscribe(u"reader"_s, {u"--durable"_s, u"book"_s}, u"strangers"_s));
    QTRY_COMPARE_WITH_TIMEOUT(endedWith(DeliveryEnd::Acked), 3U, patience);
    COMPARE_WITH_BROKER(u"strangers"_s);
}

void ForeignTest::benchmarkIsCountedMessageByMessage()
{
    constexpr unsigned messages = 10'000;
    QVERIFY(run(u"stan-bench"_s,
                {u"-id"_s, u"bench"_s, u"-np"_s, u"3"_s, u"-ns"_s, u"2"_s, u"-n"_s,
                 QString::number(messages), u"-ms"_s, u"128"_s, u"speed"_s}));
    // Its subscribers count what they got and leave; the last acks may have been given up.
    QTRY_COMPARE_WITH_TIMEOUT(m_sky->snapshot()->history->messages.size(), std::size_t(messages),
                              patience);
    COMPARE_WITH_BROKER(u"speed"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_sky->snapshot()->deliveries, 2U * messages, patience);
    QCOMPARE(m_sky->snapshot()->tap.gaps, 0U);
    QCOMPARE(m_sky->snapshot()->tap.malformed, 0U);
}

QTEST_GUILESS_MAIN(ForeignTest)
#include "tst_foreign.moc"

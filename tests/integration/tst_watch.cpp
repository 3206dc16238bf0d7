#include "core/stan/stanclient.h"
#include "tests/support/reading.h"
#include "tests/support/strangers.h"
#include "tests/support/testbroker.h"
#include "tests/support/watchprocess.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QProcess>
#include <QSet>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <array>
#include <memory>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // ms; reached only when something is wrong

/// A redelivery may be late, the machine is busy, but never comes before its deadline: 15 ms is
/// what the broker takes in with a fire (protocol section 3.2), the rest is for the tap.
constexpr double earlyMs = 40;

QByteArray replayed(const QStringList& arguments)
{
    QProcess replay;
    replay.start(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope"),
                 QStringList{u"replay"_s} + arguments);
    return replay.waitForFinished(patience) && replay.exitCode() == 0
        ? replay.readAllStandardOutput()
        : replay.readAllStandardError();
}

/// What channelsz and a state file both say of a channel, one line a subscription, in order.
QString subscriptionsOf(const QJsonObject& channel)
{
    QString text = u"first %1 last %2\n"_s.arg(channel.value(u"first_seq").toInteger())
                       .arg(channel.value(u"last_seq").toInteger());
    QStringList lines;
    const QJsonArray subscriptions = channel.value(u"subscriptions").toArray();
    for (const QJsonValue& value : subscriptions) {
        const QJsonObject one = value.toObject();
        lines += u"%1 %2 %3 [%4] durable %5 offline %6 inflight %7 wait %8 sent %9"_s.arg(
                     one.value(u"client_id").toString(), one.value(u"inbox").toString(),
                     one.value(u"ack_inbox").toString(), one.value(u"queue_name").toString(),
                     one.value(u"is_durable").toVariant().toString(),
                     one.value(u"is_offline").toVariant().toString(),
                     QString::number(one.value(u"max_inflight").toInt()),
                     QString::number(one.value(u"ack_wait").toInt()),
                     QString::number(one.value(u"last_sent").toInteger()))
            + u" pending %1 stalled %2\n"_s.arg(one.value(u"pending_count").toInteger())
                  .arg(one.value(u"is_stalled").toVariant().toString());
    }
    // Only the members of one group have an order (protocol section 1.6).
    std::stable_sort(lines.begin(), lines.end(), [](const QString& a, const QString& b) {
        return a.section(u'[', 1).section(u']', 0, 0) < b.section(u'[', 1).section(u']', 0, 0);
    });
    return text + lines.join(QString());
}

QString mirrored(const QJsonObject& state, const QString& name)
{
    const QJsonArray channels = state.value(u"channels").toArray();
    for (const QJsonValue& channel : channels)
        if (channel.toObject().value(u"name").toString() == name)
            return subscriptionsOf(channel.toObject());
    return u"no such channel"_s;
}

QString monitored(const TestBroker& broker, const QString& name)
{
    return subscriptionsOf(askMonitoring(broker, u"/streaming/channelsz?subs=1&channel="_s + name));
}

/// Nothing is pending any more for anybody but who never acks.
bool isSettled(const TestBroker& broker, const QString& channel, const QString& but = {})
{
    const QJsonObject answer =
        askMonitoring(broker, u"/streaming/channelsz?subs=1&channel="_s + channel);
    const QJsonArray subscriptions = answer.value(u"subscriptions").toArray();
    return answer.contains(u"subscriptions")
        && std::all_of(subscriptions.begin(), subscriptions.end(), [&](const QJsonValue& one) {
               return one.toObject().value(u"client_id").toString() == but
                   || one.toObject().value(u"pending_count").toInt() == 0;
           });
}

auto isOf(const QString& type, const QString& client = {}, int sequence = 0)
{
    return [=](const QJsonObject& line) {
        return line.value(u"type").toString() == type
            && (client.isEmpty() || line.value(u"client").toString() == client)
            && (sequence == 0 || line.value(u"seq").toInt() == sequence);
    };
}

auto isHealth(const QString& client, const QString& health)
{
    return [=](const QJsonObject& line) {
        return line.value(u"type").toString() == u"health"
            && line.value(u"client").toString() == client
            && line.value(u"health").toString() == health;
    };
}

/// A round of monitoring that found these many.
auto isRound(const char* what, int count)
{
    return [=](const QJsonObject& line) {
        return line.value(u"type").toString() == u"monitor"
            && line.value(QLatin1StringView(what)).toInt() == count;
    };
}

/// Every redelivery against the deadline that was told with the delivery before; what is wrong.
QStringList earlyRedeliveries(const QList<QJsonObject>& lines)
{
    QStringList early;
    QHash<QString, QJsonObject> before; // by channel, group or subscription, and sequence
    for (const QJsonObject& line : lines) {
        const QString type = line.value(u"type").toString();
        if (type != u"deliver" && type != u"redeliver")
            continue;
        const QString queue = line.value(u"queue").toString();
        const QString key = u"%1 %2 %3"_s
                                .arg(line.value(u"channel").toString(),
                                     queue.isEmpty() ? line.value(u"client").toString() : queue)
                                .arg(line.value(u"seq").toInteger());
        if (type == u"redeliver" && before.contains(key)) {
            const double deadline = before.value(key).value(u"deadline").toDouble();
            if (line.value(u"t").toDouble() < deadline - earlyMs)
                early += QString::fromUtf8(QJsonDocument(line).toJson(QJsonDocument::Compact));
        }
        before.insert(key, line);
    }
    return early;
}

} // namespace

/// `stanscope watch` on a real broker with clients that nobody here wrote.
class TestWatch : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { STANSCOPE_NEED_BROKER(); }
    void watchesNodeClients();
    void joinsNodeClientsLate();
    void joinsABusyBrokerLate();
    void watchesGoClients();
    void startsEmptyWithoutMonitoring();
    void listensWithLowImpact();
    void marksWhatItMissed();
    void showsMonitoringWhereItMayNotListen();
    void survivesItsOwnEnd();
    void endsByItself();
    void keepsARecordingWhenItDoesNotStart();
    void endsWithItsReader();
    void triesAgainWhenRefused();
    void decodesUsersInUrls();
    void knowsNoSequenceWithoutMonitoring();
    void channelsThatAreDeletedGo();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
};

/// A publisher, two queue listeners with manual ack and a plain one; one is killed with what it
/// holds and comes back under its id.
void TestWatch::watchesNodeClients()
{
    STANSCOPE_NEED_NODE();
    TestBroker broker;
    broker.setHeartbeats(1, 1, 1);
    QVERIFY(broker.start());
    const QString state = broker.filePath(u"state.json"_s);
    const QString capture = broker.filePath(u"watched.stanscope"_s);
    WatchProcess watch;
    watch.start(broker,
                WatchProcess::monitored(broker)
                    + QStringList{u"--state"_s, state, u"--capture"_s, capture});
    QVERIFY(watch.watches());
    QCOMPARE(registeredClients(broker), QStringList());

    Stranger holder, worker, plain, publisher;
    holder.startNode(broker, u"holder"_s, {u"listen"_s, u"orders"_s, u"g"_s, u"1000"_s, u"no"_s});
    QVERIFY(holder.says("ready"));
    worker.startNode(broker, u"worker"_s, {u"listen"_s, u"orders"_s, u"g"_s, u"1000"_s, u"yes"_s});
    QVERIFY(worker.says("ready"));
    plain.startNode(broker, u"plain"_s, {u"listen"_s, u"orders"_s, u"-"_s, u"2000"_s, u"yes"_s});
    QVERIFY(plain.says("ready"));
    publisher.startNode(broker, u"publisher"_s, {u"publish"_s, u"orders"_s, u"20"_s});
    QVERIFY(publisher.ends());
    QVERIFY(watch.tells(isOf(u"redeliver"_s)));
    QCOMPARE(registeredClients(broker), (QStringList{u"holder"_s, u"plain"_s, u"worker"_s}));
    holder.kill();
    // Its share comes to the other one, by timers or when it is dropped for its heartbeats.
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(broker, u"orders"_s), patience);
    holder.startNode(broker, u"holder"_s, {u"listen"_s, u"orders"_s, u"g"_s, u"1000"_s, u"yes"_s});
    QVERIFY(holder.says("ready"));
    publisher.startNode(broker, u"publisher"_s, {u"publish"_s, u"orders"_s, u"20"_s});
    QVERIFY(publisher.ends());
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(broker, u"orders"_s), patience);
    QVERIFY(watch.tells(isOf(u"ack"_s, u"plain"_s, 40)));
    const QString broken = monitored(broker, u"orders"_s);
    QCOMPARE(registeredClients(broker), (QStringList{u"holder"_s, u"plain"_s, u"worker"_s}));
    QCOMPARE(watch.end(), 0);

    QVERIFY(watch.allLinesAreObjects());
    QSet<QString> types;
    for (const QJsonObject& line : watch.lines())
        types.insert(line.value(u"type").toString());
    for (const char* type : {"run", "connect", "connected", "subscribe", "subscribed", "publish",
                             "stored", "deliver", "redeliver", "ack", "heartbeat", "close"})
        QVERIFY2(types.contains(QLatin1String(type)), type);
    QCOMPARE(watch.lines(u"stored"_s).size(), 40);
    for (int i = 0; i < 40; ++i)
        QCOMPARE(watch.lines(u"stored"_s)[i].value(u"seq").toInt(), i + 1);
    QCOMPARE(watch.lines(u"publish"_s).first().value(u"payload").toString(), u"publisher 1"_s);
    QCOMPARE(earlyRedeliveries(watch.lines()), QStringList());
    QCOMPARE(watch.lines(u"gap"_s).size(), 0);
    QCOMPARE(watch.lines(u"malformed"_s).size(), 0);
    QCOMPARE(mirrored(jsonIn(state), u"orders"_s), broken);
    QCOMPARE(jsonIn(state).value(u"drift").toArray().size(), 0);
    // The recording says the same, to the byte, and nothing of it is secret.
    const QString again = broker.filePath(u"again.json"_s);
    QCOMPARE(replayed({capture, u"--json"_s, u"--state"_s, again}), watch.output());
    QCOMPARE(bytesOf(again), bytesOf(state));
    QVERIFY(!bytesOf(state).isEmpty());
    for (const QByteArray& written :
         {watch.output(), watch.errors(), bytesOf(state), bytesOf(capture)})
        QVERIFY(!written.contains(broker.token().toUtf8()));
    QVERIFY(holder.closes());
    QVERIFY(worker.closes());
    QVERIFY(plain.closes());
}

/// Attached when everybody has subscribed and messages wait: what is unknown resolves itself.
void TestWatch::joinsNodeClientsLate()
{
    STANSCOPE_NEED_NODE();
    TestBroker broker;
    QVERIFY(broker.start());
    Stranger holder, worker, plain, publisher;
    worker.startNode(broker, u"worker"_s, {u"listen"_s, u"orders"_s, u"g"_s, u"1000"_s, u"yes"_s});
    QVERIFY(worker.says("ready"));
    holder.startNode(broker, u"holder"_s, {u"listen"_s, u"orders"_s, u"g"_s, u"1000"_s, u"no"_s});
    QVERIFY(holder.says("ready"));
    plain.startNode(broker, u"plain"_s, {u"listen"_s, u"orders"_s, u"-"_s, u"2000"_s, u"no"_s});
    QVERIFY(plain.says("ready"));
    publisher.startNode(broker, u"publisher"_s, {u"publish"_s, u"orders"_s, u"12"_s});
    QVERIFY(publisher.ends());
    QVERIFY(plain.says("12 new"));

    const QString state = broker.filePath(u"state.json"_s);
    WatchProcess watch;
    watch.start(broker, WatchProcess::monitored(broker) + QStringList{u"--state"_s, state});
    QVERIFY(watch.watches());
    QCOMPARE(registeredClients(broker), (QStringList{u"holder"_s, u"plain"_s, u"worker"_s}));
    // The plain listener's whole backlog comes again after its AckWait.
    QVERIFY(watch.tells(isOf(u"redeliver"_s, u"plain"_s, 12)));
    holder.kill();
    publisher.startNode(broker, u"publisher"_s, {u"publish"_s, u"orders"_s, u"12"_s});
    QVERIFY(publisher.ends());
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(broker, u"orders"_s, u"plain"_s), patience);
    QVERIFY(watch.tells(isOf(u"deliver"_s, u"plain"_s, 24)));
    const QString broken = monitored(broker, u"orders"_s);
    QCOMPARE(watch.end(), 0);
    QCOMPARE(mirrored(jsonIn(state), u"orders"_s), broken);
    const QJsonArray channels = jsonIn(state).value(u"channels").toArray();
    for (const QJsonValue& one : channels.first().toObject().value(u"subscriptions").toArray()) {
        const QJsonArray outstanding = one.toObject().value(u"outstanding").toArray();
        QCOMPARE(outstanding.size(), one.toObject().value(u"pending_count").toInteger());
        for (const QJsonValue& delivery : outstanding)
            QVERIFY(delivery.toObject().value(u"seq").isDouble());
    }
    QCOMPARE(earlyRedeliveries(watch.lines()), QStringList());
    QCOMPARE(watch.lines(u"monitor"_s).first().value(u"purpose").toString(), u"bootstrap"_s);
}

/// Attached again and again in the middle of traffic: what was acked while the answer was on its
/// way is not counted, nothing that is told of sequences runs back.
void TestWatch::joinsABusyBrokerLate()
{
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const QString channel = u"busy"_s;
    Stranger plain, first, second;
    plain.startGo(broker, u"stan-sub"_s, u"plain"_s, {channel});
    first.startGo(broker, u"stan-sub"_s, u"first"_s, {u"-qgroup"_s, u"workers"_s, channel});
    second.startGo(broker, u"stan-sub"_s, u"second"_s, {u"-qgroup"_s, u"workers"_s, channel});
    const auto state = [&] {
        return askMonitoring(broker, u"/streaming/channelsz?subs=1&channel="_s + channel);
    };
    QTRY_COMPARE_WITH_TIMEOUT(state().value(u"subscriptions").toArray().size(), 3, patience);

    StanConnectOptions connecting;
    connecting.connection = {.url = broker.url().toStdString(),
                             .token = broker.token().toStdString()};
    connecting.clusterId = broker.clusterId().toStdString();
    connecting.client = ClientId("writer");
    StanClient writer(connecting);
    bool isConnected = false;
    connect(&writer, &StanClient::connected, this, [&] { isConnected = true; });
    writer.connectToBroker();
    QTRY_VERIFY_WITH_TIMEOUT(isConnected, patience);
    quint64 published = 0;
    quint64 stored = 0;
    connect(&writer, &StanClient::publishDone, this, [&] { ++stored; });
    QTimer publishing;
    connect(&publishing, &QTimer::timeout, this, [&] {
        for (int i = 0; i < 5; ++i, ++published)
            writer.publish(ChannelName(channel.toStdString()),
                           "message " + std::to_string(published), published);
    });
    publishing.start(10);

    std::array<WatchProcess, 3> watches;
    for (WatchProcess& watch : watches) {
        const quint64 before = stored;
        watch.start(broker, WatchProcess::monitored(broker));
        QVERIFY(watch.watches());
        QVERIFY(watch.tells(isOf(u"ack"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(stored > before + 100, patience);
    }
    publishing.stop();
    QTRY_COMPARE_WITH_TIMEOUT(stored, published, patience);
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(broker, channel), patience);
    for (WatchProcess& watch : watches) {
        QVERIFY(watch.looksAgain());
        QVERIFY(watch.looksAgain());
        QCOMPARE(watch.end(), 0);
        QVERIFY(watch.allLinesAreObjects());
        for (const QJsonObject& drift : watch.lines(u"drift"_s))
            QFAIL(QJsonDocument(drift).toJson(QJsonDocument::Compact).constData());
        qint64 last = 0;
        for (const QJsonObject& line : watch.lines(u"stored"_s)) {
            if (line.value(u"seq").isNull())
                continue; // nobody knows
            QVERIFY2(line.value(u"seq").toInteger() > last,
                     QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
            last = line.value(u"seq").toInteger();
        }
        QCOMPARE(last, static_cast<qint64>(published));
    }
}

void TestWatch::watchesGoClients()
{
    TestBroker broker;
    broker.setHeartbeats(1, 1, 1);
    QVERIFY(broker.start());
    const QString state = broker.filePath(u"state.json"_s);
    WatchProcess watch;
    watch.start(broker, WatchProcess::monitored(broker) + QStringList{u"--state"_s, state});
    QVERIFY(watch.watches());
    Stranger first, second, publisher;
    const QStringList queued{u"-qgroup"_s, u"workers"_s, u"-durable"_s, u"keep"_s, u"news"_s};
    first.startGo(broker, u"stan-sub"_s, u"first"_s, queued);
    QVERIFY(watch.tells(isOf(u"subscribed"_s, u"first"_s)));
    second.startGo(broker, u"stan-sub"_s, u"second"_s, queued);
    QVERIFY(watch.tells(isOf(u"subscribed"_s, u"second"_s)));
    publisher.startGo(broker, u"stan-pub"_s, u"publisher"_s, {u"news"_s, u"hello"_s});
    QVERIFY(publisher.ends());
    QVERIFY(watch.tells(isOf(u"ack"_s)));
    first.kill();
    QTRY_COMPARE_WITH_TIMEOUT(registeredClients(broker), QStringList{u"second"_s}, patience);
    second.kill();
    QTRY_COMPARE_WITH_TIMEOUT(registeredClients(broker), QStringList(), patience);
    // The durable group stays, without a member.
    const QString broken = monitored(broker, u"news"_s);
    QVERIFY2(broken.contains(u"[keep:workers] durable true offline true"_s), qPrintable(broken));
    QVERIFY(watch.tells(isOf(u"presence"_s, u"second"_s)));
    QVERIFY(watch.tells(isHealth(u"second"_s, u"dead but registered"_s)));
    QVERIFY(watch.tells(isHealth(u"second"_s, u"closed"_s)));
    const auto look = watch.lines(u"monitor"_s).size();
    QVERIFY(watch.tells(
        [&](const QJsonObject&) { return watch.lines(u"monitor"_s).size() > look + 2; }));
    QCOMPARE(watch.end(), 0);
    QCOMPARE(mirrored(jsonIn(state), u"news"_s), broken);
    QCOMPARE(jsonIn(state).value(u"clients").toArray().size(), 0);
    QCOMPARE(jsonIn(state).value(u"drift").toArray().size(), 0);
    const QJsonObject subscribed = watch.lines(u"subscribed"_s).first();
    QCOMPARE(subscribed.value(u"queue").toString(), u"workers"_s);
    QCOMPARE(subscribed.value(u"durable").toString(), u"keep"_s);
}

void TestWatch::startsEmptyWithoutMonitoring()
{
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    Stranger early, late, publisher;
    early.startGo(broker, u"stan-sub"_s, u"early"_s, {u"news"_s});
    QTRY_COMPARE_WITH_TIMEOUT(registeredClients(broker), QStringList{u"early"_s}, patience);
    WatchProcess watch;
    const QString state = broker.filePath(u"state.json"_s);
    watch.start(broker, {u"--state"_s, state});
    QVERIFY(watch.watches());
    QVERIFY2(watch.errors().contains("the mirror starts empty"), watch.errors().constData());
    late.startGo(broker, u"stan-sub"_s, u"late"_s, {u"news"_s});
    QVERIFY(watch.tells(isOf(u"subscribed"_s, u"late"_s)));
    publisher.startGo(broker, u"stan-pub"_s, u"publisher"_s, {u"news"_s, u"hello"_s});
    QVERIFY(publisher.ends());
    QVERIFY(watch.tells(isOf(u"ack"_s, u"late"_s)));
    QCOMPARE(watch.end(), 0);
    const QJsonArray channels = jsonIn(state).value(u"channels").toArray();
    QCOMPARE(channels.size(), 1);
    QVERIFY(channels.first().toObject().value(u"first_seq").isNull());
    QCOMPARE(channels.first().toObject().value(u"subscriptions").toArray().size(), 1);
    QCOMPARE(watch.lines(u"monitor"_s).size(), 0);
}

void TestWatch::listensWithLowImpact()
{
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    Stranger early, publisher;
    early.startGo(broker, u"stan-sub"_s, u"early"_s, {u"news"_s});
    QTRY_COMPARE_WITH_TIMEOUT(registeredClients(broker), QStringList{u"early"_s}, patience);
    WatchProcess watch;
    watch.start(broker, WatchProcess::monitored(broker) + QStringList{u"--low-impact"_s});
    QVERIFY(watch.watches());
    QVERIFY(
        watch.tells([](const QJsonObject& line) { return line.value(u"low_impact").toBool(); }));
    // Its inboxes are known from monitoring, so that its deliveries are heard.
    for (int i = 0; i < 3; ++i) {
        publisher.startGo(broker, u"stan-pub"_s, u"publisher"_s, {u"news"_s, u"hello"_s});
        QVERIFY(publisher.ends());
    }
    QVERIFY(watch.tells(isOf(u"deliver"_s, u"early"_s)));
    QVERIFY(watch.tells(isOf(u"ack"_s, u"early"_s)));
    QCOMPARE(watch.end(), 0);
}

/// The broker goes and comes back: a gap, and what happened in it is taken from monitoring.
void TestWatch::marksWhatItMissed()
{
    STANSCOPE_NEED_NODE();
    TestBroker broker;
    QVERIFY(broker.start());
    WatchProcess watch;
    const QString state = broker.filePath(u"state.json"_s);
    watch.start(broker, WatchProcess::monitored(broker) + QStringList{u"--state"_s, state});
    QVERIFY(watch.watches());
    Stranger listener, publisher;
    listener.startNode(broker, u"listener"_s,
                       {u"listen"_s, u"news"_s, u"-"_s, u"1000"_s, u"yes"_s});
    QVERIFY(listener.says("ready"));
    broker.kill();
    QVERIFY(watch.tells(isOf(u"gap"_s)));
    QVERIFY(broker.restart());
    QVERIFY(watch.tells(isOf(u"gap_end"_s)));
    publisher.startGo(broker, u"stan-pub"_s, u"publisher"_s, {u"news"_s, u"hello"_s});
    QVERIFY(publisher.ends());
    QVERIFY(watch.tells(isOf(u"ack"_s, u"listener"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(broker, u"news"_s), patience);
    const QString broken = monitored(broker, u"news"_s);
    QCOMPARE(watch.end(), 0);
    const QJsonArray gaps = jsonIn(state).value(u"gaps").toArray();
    QCOMPARE(gaps.size(), 1);
    QVERIFY(gaps.first().toObject().value(u"until").isDouble());
    QCOMPARE(mirrored(jsonIn(state), u"news"_s), broken);
}

void TestWatch::showsMonitoringWhereItMayNotListen()
{
    TestBroker broker;
    broker.configure(u"authorization { users: [\n"
                     "  { user: \"nss\", password: \"n\" },\n"
                     "  { user: \"app\", password: \"a\" },\n"
                     "  { user: \"deaf\", password: \"d\", permissions: { subscribe: { deny: "
                     "\">\" } } } ] }"_s,
                     u"username: \"nss\"\n  password: \"n\""_s);
    QVERIFY(broker.start(TestBroker::Store::Memory));
    Stranger listener;
    QProcess stanSub;
    stanSub.start(QStringLiteral(STANSCOPE_SOURCE_DIR "/.tools/bin/stan-sub"),
                  {u"-s"_s, QString(broker.url()).replace(u"//"_s, u"//app:a@"_s), u"-c"_s,
                   broker.clusterId(), u"-id"_s, u"listener"_s, u"news"_s});
    QTRY_COMPARE_WITH_TIMEOUT(registeredClients(broker), QStringList{u"listener"_s}, patience);
    const QStringList deaf{u"-s"_s,   broker.url(),    u"-c"_s, broker.clusterId(), u"--user"_s,
                           u"deaf"_s, u"--password"_s, u"d"_s,  u"--json"_s};

    WatchProcess alone;
    alone.startWith(deaf);
    QCOMPARE(alone.waitForEnd(), 69);
    QVERIFY2(alone.errors().contains("may not listen to everything"), alone.errors().constData());
    QVERIFY2(alone.errors().contains("monitoring URL"), alone.errors().constData());

    const QString state = broker.filePath(u"state.json"_s);
    WatchProcess watch;
    watch.startWith(deaf + WatchProcess::monitored(broker) + QStringList{u"--state"_s, state});
    QVERIFY(watch.watches());
    QVERIFY2(watch.errors().contains("Only what the monitoring endpoint"),
             watch.errors().constData());
    QVERIFY(watch.tells(isOf(u"denied"_s)));
    QVERIFY(watch.tells(isRound("clients", 1)));
    stanSub.terminate();
    stanSub.waitForFinished();
    stanSub.start(QStringLiteral(STANSCOPE_SOURCE_DIR "/.tools/bin/stan-sub"),
                  {u"-s"_s, QString(broker.url()).replace(u"//"_s, u"//app:a@"_s), u"-c"_s,
                   broker.clusterId(), u"-id"_s, u"another"_s, u"weather"_s});
    // It is looked at again and again.
    QVERIFY(watch.tells(isRound("channels", 2)));
    QVERIFY(watch.looksAgain());
    const QString broken = monitored(broker, u"weather"_s);
    QCOMPARE(watch.end(), 0);
    QCOMPARE(mirrored(jsonIn(state), u"weather"_s), broken);
    stanSub.kill();
    stanSub.waitForFinished();
}

/// A killed watch leaves a recording that can be read up to its last flush.
void TestWatch::survivesItsOwnEnd()
{
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const QString capture = broker.filePath(u"watched.stanscope"_s);
    WatchProcess watch;
    watch.start(broker, WatchProcess::monitored(broker) + QStringList{u"--capture"_s, capture});
    QVERIFY(watch.watches());
    Stranger publisher;
    publisher.startGo(broker, u"stan-pub"_s, u"publisher"_s, {u"news"_s, u"hello"_s});
    QVERIFY(publisher.ends());
    QVERIFY(watch.tells(isOf(u"stored"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(replayed({capture, u"--json"_s}).contains("\"stored\""), patience);
    watch.kill();
    QVERIFY(replayed({capture, u"--json"_s}).contains("\"stored\""));
    QCOMPARE(registeredClients(broker), QStringList());
}

void TestWatch::endsByItself()
{
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    WatchProcess watch;
    watch.start(broker, WatchProcess::monitored(broker) + QStringList{u"--for"_s, u"0.5"_s});
    QCOMPARE(watch.waitForEnd(), 0);
    QCOMPARE(watch.lines(u"run"_s).size(), 1);
    QVERIFY(watch.lines(u"run"_s).first().value(u"attached").toBool());
}

void TestWatch::keepsARecordingWhenItDoesNotStart()
{
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const QString capture = broker.filePath(u"mine.stanscope"_s);
    WatchProcess first;
    first.start(broker, {u"--for"_s, u"0.3"_s, u"--capture"_s, capture});
    QCOMPARE(first.waitForEnd(), 0);
    const QByteArray recorded = bytesOf(capture);
    QVERIFY(!recorded.isEmpty());
    QCOMPARE(replayed({capture, u"--json"_s}), first.output());
    WatchProcess second;
    second.startWith({u"-s"_s, u"nats://127.0.0.1:1"_s, u"--capture"_s, capture, u"--force"_s});
    QCOMPARE(second.waitForEnd(), 69);
    QCOMPARE(bytesOf(capture), recorded);
}

/// `stanscope watch | head -1` is not left running.
void TestWatch::endsWithItsReader()
{
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    QProcess shell;
    shell.start(
        u"bash"_s,
        {u"-c"_s,
         u"set -o pipefail; '%1' watch -s %2 --token %3 --json -m 127.0.0.1:%4 | head -1"_s
             .arg(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope"), broker.url(), broker.token())
             .arg(broker.monitorPort())});
    QVERIFY(shell.waitForFinished(patience));
    QCOMPARE(shell.exitCode(), 0);
    QVERIFY(shell.readAllStandardOutput().startsWith("{\"type\":\"run\""));
}

/// The server changes its token and takes it back: a gap, not the end.
void TestWatch::triesAgainWhenRefused()
{
    TestBroker broker;
    const auto token = [&](const char* value) {
        broker.configure(u"authorization { token: \"%1\" }"_s.arg(QLatin1StringView(value)), {});
    };
    token("one");
    QVERIFY(broker.start());
    WatchProcess watch;
    watch.startWith(QStringList{u"-s"_s, broker.url(), u"--token"_s, u"one"_s, u"--json"_s}
                    + WatchProcess::monitored(broker));
    QVERIFY(watch.watches());
    broker.stop();
    token("two");
    QVERIFY(broker.restart());
    QVERIFY(watch.tells(isOf(u"problem"_s)));
    QVERIFY(watch.lines(u"problem"_s)
                .first()
                .value(u"text")
                .toString()
                .contains(u"Authorization Violation"_s, Qt::CaseInsensitive));
    broker.stop();
    token("one");
    QVERIFY(broker.restart());
    QVERIFY(watch.tells(isOf(u"gap_end"_s)));
    Stranger publisher;
    publisher.startGo(u"nats://one@127.0.0.1:%1"_s.arg(broker.port()), broker.clusterId(),
                      u"stan-pub"_s, u"publisher"_s, {u"news"_s, u"hello"_s});
    QVERIFY(publisher.ends());
    QVERIFY(watch.tells(isOf(u"stored"_s)));
    QCOMPARE(watch.end(), 0);
    QVERIFY2(watch.errors().contains("refuses the tap"), watch.errors().constData());
}

void TestWatch::decodesUsersInUrls()
{
    TestBroker broker;
    broker.configure(u"authorization { users: [ { user: \"u\", password: \"a@b,c\" } ] }"_s,
                     u"username: \"u\"\n  password: \"a@b,c\""_s);
    QVERIFY(broker.start(TestBroker::Store::Memory));
    WatchProcess watch;
    watch.startWith(QStringList{u"-s"_s,
                                QString(broker.url()).replace(u"//"_s, u"//u:a%40b%2Cc@"_s),
                                u"--json"_s, u"--for"_s, u"0.2"_s});
    QCOMPARE(watch.waitForEnd(), 0);
    QVERIFY2(!watch.errors().contains("a@b") && !watch.errors().contains("a%40b"),
             watch.errors().constData());
}

/// What was stored before nobody has told: a PubAck has no sequence until a delivery shows it.
void TestWatch::knowsNoSequenceWithoutMonitoring()
{
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    Stranger publisher, listener;
    for (const char* text : {"one", "two", "three"}) {
        publisher.startGo(broker, u"stan-pub"_s, u"publisher"_s,
                          {u"old"_s, QString::fromLatin1(text)});
        QVERIFY(publisher.ends());
    }
    WatchProcess watch;
    const QString state = broker.filePath(u"state.json"_s);
    watch.start(broker, {u"--state"_s, state});
    QVERIFY(watch.watches());
    publisher.startGo(broker, u"stan-pub"_s, u"publisher"_s, {u"old"_s, u"four"_s});
    QVERIFY(publisher.ends());
    QVERIFY(watch.tells(isOf(u"stored"_s)));
    QVERIFY(watch.lines(u"stored"_s).first().value(u"seq").isNull());
    listener.startGo(broker, u"stan-sub"_s, u"listener"_s, {u"old"_s});
    QVERIFY(watch.tells(isOf(u"subscribed"_s, u"listener"_s)));
    publisher.startGo(broker, u"stan-pub"_s, u"publisher"_s, {u"old"_s, u"five"_s});
    QVERIFY(publisher.ends());
    QVERIFY(watch.tells(isOf(u"stored"_s, {}, 5)));
    QCOMPARE(watch.end(), 0);
    QCOMPARE(jsonIn(state).value(u"channels").toArray().first().toObject().value(u"last_seq"),
             QJsonValue(5));
}

void TestWatch::channelsThatAreDeletedGo()
{
    TestBroker broker;
    broker.configure({}, u"store_limits: { max_inactivity: \"1s\" }"_s);
    QVERIFY(broker.start(TestBroker::Store::Memory));
    WatchProcess watch;
    const QString state = broker.filePath(u"state.json"_s);
    watch.start(broker, WatchProcess::monitored(broker) + QStringList{u"--state"_s, state});
    QVERIFY(watch.watches());
    // While somebody listens the channel stays.
    Stranger listener;
    listener.startGo(broker, u"stan-sub"_s, u"listener"_s, {u"brief"_s});
    QVERIFY(watch.tells(isOf(u"subscribed"_s, u"listener"_s)));
    Stranger publisher;
    publisher.startGo(broker, u"stan-pub"_s, u"publisher"_s, {u"brief"_s, u"hello"_s});
    QVERIFY(publisher.ends());
    QVERIFY(watch.tells(isOf(u"stored"_s)));
    QVERIFY(watch.tells(isRound("channels", 1)));
    QVERIFY(listener.interrupts());
    QTRY_COMPARE_WITH_TIMEOUT(
        askMonitoring(broker, u"/streaming/channelsz"_s).value(u"count").toInt(), 0, patience);
    QVERIFY(watch.looksAgain());
    QCOMPARE(watch.end(), 0);
    QCOMPARE(jsonIn(state).value(u"channels").toArray().size(), 0);
    QCOMPARE(jsonIn(state).value(u"drift").toArray().size(), 0);
}

void TestWatch::saysWhatIsWrong_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("message");
    const QStringList here{u"-s"_s, u"URL"_s, u"--token"_s, u"TOKEN"_s};
    QTest::newRow("cluster") << here + QStringList{u"-c"_s, u"other"_s, u"-m"_s, u"MONITOR"_s} << 69
                             << u"is of the cluster “test-cluster”, not “other”"_s;
    QTest::newRow("nobody") << QStringList{u"-s"_s, u"nats://127.0.0.1:1"_s} << 69
                            << u"No server answers at nats://127.0.0.1:1."_s;
    QTest::newRow("token") << QStringList{u"-s"_s, u"URL"_s, u"--token"_s, u"hunter2"_s} << 69
                           << u"authorization violation"_s;
    QTest::newRow("no URL") << QStringList{u"-s"_s, u"ftp://x"_s} << 64
                            << u"\"ftp://x\" is no URL of a NATS server."_s;
    // What a URL hides stays hidden, whichever option it was given to.
    QTest::newRow("swapped") << QStringList{u"-m"_s, u"nats://hunter2@127.0.0.1:4222"_s} << 64
                             << u"\"nats://127.0.0.1:4222\""_s;
    QTest::newRow("bare") << QStringList{u"nats://u:hunter2@127.0.0.1:4222"_s} << 64
                          << u"\"nats://127.0.0.1:4222\" is not expected"_s;
    QTest::newRow("query") << QStringList{u"-m"_s, u"ftp://x?token=hunter2"_s} << 64
                           << u"\"ftp://x\""_s;
    QTest::newRow("two ways") << here + QStringList{u"--user"_s, u"u"_s} << 64 << u"not both"_s;
    QTest::newRow("same file") << here + QStringList{u"--state"_s, u"x"_s, u"--capture"_s, u"x"_s}
                               << 64 << u"cannot share"_s;
    QTest::newRow("context") << QStringList{u"--context"_s, u"no-such"_s} << 64 << u"no-such"_s;
    QTest::newRow("creds") << QStringList{u"-s"_s, u"URL"_s, u"--creds"_s, u"/no/such"_s} << 64
                           << u"/no/such"_s;
    QTest::newRow("monitor") << QStringList{u"-m"_s, u"ftp://x"_s} << 64 << u"-m needs a URL"_s;
    QTest::newRow("for") << QStringList{u"--for"_s, u"soon"_s} << 64 << u"--for needs seconds"_s;
    QTest::newRow("id") << QStringList{u"-c"_s, u"a b"_s} << 64 << u"cluster id"_s;
    QTest::newRow("option") << QStringList{u"--frobnicate"_s} << 64 << u"not expected"_s;
    QTest::newRow("both") << QStringList{u"--json"_s, u"--state"_s, u"-"_s} << 64
                          << u"standard output"_s;
    QTest::newRow("state") << here + QStringList{u"--state"_s, u"/no/such/file"_s} << 64
                           << u"/no/such"_s;
    QTest::newRow("capture") << here + QStringList{u"--capture"_s, u"/no/such/file"_s} << 64
                             << u"/no/such"_s;
}

void TestWatch::saysWhatIsWrong()
{
    static TestBroker broker;
    if (broker.pid() == 0)
        QVERIFY(broker.start(TestBroker::Store::Memory));
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QString, message);
    arguments.replaceInStrings(u"URL"_s, broker.url());
    arguments.replaceInStrings(u"TOKEN"_s, broker.token());
    arguments.replaceInStrings(u"MONITOR"_s, u"http://127.0.0.1:%1"_s.arg(broker.monitorPort()));
    WatchProcess watch;
    watch.startWith(arguments);
    QCOMPARE(watch.waitForEnd(), exitCode);
    const QString errors = QString::fromUtf8(watch.errors());
    QVERIFY2(errors.contains(message), qPrintable(errors));
    QVERIFY2(!errors.contains(broker.token()) && !errors.contains(u"hunter2"_s),
             qPrintable(errors));
}

QTEST_GUILESS_MAIN(TestWatch)
#include "tst_watch.moc"

#include "tests/support/joins.h"
#include "tests/support/reading.h"
#include "tests/support/strangers.h"
#include "tests/support/watchprocess.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <map>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace {

QJsonObject channelIn(const QJsonObject& state, const QString& name)
{
    for (const QJsonValue& channel : state.value(u"channels").toArray())
        if (channel.toObject().value(u"name").toString() == name)
            return channel.toObject();
    return {};
}

QJsonArray subscriptionsIn(const QJsonObject& state, const QString& channel)
{
    return channelIn(state, channel).value(u"subscriptions").toArray();
}

QList<int> outstandingIn(const QJsonObject& subscription)
{
    QList<int> sequences;
    for (const QJsonValue& one : subscription.value(u"outstanding").toArray())
        sequences << one.toObject().value(u"seq").toInt();
    return sequences;
}

} // namespace

/// The same clients, that nobody here wrote, watched from the start and from the middle, with a tap
/// for everything and with one that listens to what it knows.
class TestStrangeJoins : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        STANSCOPE_NEED_BROKER();
        STANSCOPE_NEED_NODE();
    }
    void bareInboxes_data() { joins(); }
    void bareInboxes();
    void durableTakenOver_data() { joins(); }
    void durableTakenOver();
    void oneNameIsOneGroup_data() { joins(); }
    void oneNameIsOneGroup();
    void lastOwnerIsKept_data() { joins(); }
    void lastOwnerIsKept();
    void backlogAndStalls_data() { joins(); }
    void backlogAndStalls();
    void saysHowAndWhether_data() { joins(); }
    void saysHowAndWhether();
    void saysByHowMuchAnAckIsLate_data() { joins(); }
    void saysByHowMuchAnAckIsLate();

private:
    /// True once it watches.
    static bool watches(WatchProcess& watch, const TestBroker& broker, const QStringList& impact)
    {
        return watch.watches(broker,
                             WatchProcess::monitored(broker) + impact
                                 + QStringList{u"--state"_s, broker.filePath(u"state.json"_s)});
    }
    static QJsonObject stateOf(const TestBroker& broker)
    {
        return jsonIn(broker.filePath(u"state.json"_s));
    }
    static bool publishes(const TestBroker& broker, const QString& channel, int count)
    {
        for (int i = 0; i < count; ++i) {
            Stranger publisher;
            publisher.startGo(broker, u"stan-pub"_s, u"publisher"_s, {channel, u"hello"_s});
            if (!publisher.ends())
                return false;
        }
        return true;
    }
};

/// Inboxes are what a client asked for, not what they are called. Of a client that comes later a
/// low-impact tap learns its from the monitoring endpoint.
void TestStrangeJoins::bareInboxes()
{
    QFETCH(const bool, late);
    QFETCH(const QStringList, impact);
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    Stranger listener;
    WatchProcess watch;
    const auto comes = [&] {
        listener.startBare(broker, u"old"_s, {u"t"_s, u"2"_s, u"no"_s});
        return listener.says("ready");
    };
    if (late) {
        QVERIFY(comes());
        QVERIFY(publishes(broker, u"t"_s, 1));
        QVERIFY(listener.says("1 new"));
    }
    QVERIFY(watches(watch, broker, impact));
    if (!late) {
        QVERIFY(comes());
        QVERIFY(watch.tells(has(u"subscribe"_s, u"client"_s, u"old"_s)));
        QVERIFY(watch.looksAgain());
        QVERIFY(publishes(broker, u"t"_s, 1));
        QVERIFY(listener.says("1 new"));
    }
    QVERIFY(watch.tells(has(u"redeliver"_s, u"seq"_s, 1)));
    QVERIFY(watch.looksAgain());
    QCOMPARE(watch.end(), 0);
    const QJsonArray subscriptions = subscriptionsIn(stateOf(broker), u"t"_s);
    QCOMPARE(subscriptions.size(), 1);
    const QJsonObject one = subscriptions[0].toObject();
    QCOMPARE(one.value(u"client_id").toString(), u"old"_s);
    QVERIFY(!one.value(u"inbox").toString().contains(u'.'));
    QCOMPARE(outstandingIn(one), QList<int>{1});
    if (late || impact.isEmpty())
        QCOMPARE(watch.lines(u"drift"_s).size(), 0);
}

/// Killed and replaced, again and again: nothing is sent before the moment that was said to be
/// known, and nothing is lost or counted twice.
void TestStrangeJoins::durableTakenOver()
{
    QFETCH(const bool, late);
    QFETCH(const QStringList, impact);
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    Stranger owner;
    WatchProcess watch;
    const auto comes = [&] {
        owner.startNode(broker, u"a"_s, {u"listen"_s, u"t"_s, u"-"_s, u"3000"_s, u"no"_s, u"d"_s});
        return owner.says("ready");
    };
    if (!late)
        QVERIFY(watches(watch, broker, impact));
    QVERIFY(comes());
    if (!late)
        QVERIFY(watch.looksAgain());
    QVERIFY(publishes(broker, u"t"_s, 2));
    QVERIFY(owner.says("2 new"));
    for (int i = 0; i < 2; ++i) {
        owner.kill();
        QVERIFY(comes());
    }
    if (late)
        QVERIFY(watches(watch, broker, impact));
    owner.kill();
    QVERIFY(comes());
    const auto isRedelivery = [](const QJsonObject& line, int sequence) {
        return line.value(u"type").toString() == u"redeliver"
            && line.value(u"seq").toInt() == sequence
            && line.value(u"code").toString() != u"durable_resumed";
    };
    const auto redelivered = [&](int sequence) {
        const auto& lines = watch.lines();
        return std::count_if(lines.begin(), lines.end(),
                             [&](const QJsonObject& line) { return isRedelivery(line, sequence); });
    };
    for (const int sequence : {1, 2})
        QVERIFY(watch.tells([&](const QJsonObject&) { return redelivered(sequence) >= 2; }));
    QVERIFY(watch.looksAgain());
    QCOMPARE(watch.end(), 0);
    constexpr double heardLate = 400; // ms; by a tap that got no processor for a moment
    std::map<int, double> known;
    for (const QJsonObject& line : watch.lines()) {
        const int sequence = line.value(u"seq").toInt();
        if (!line.value(u"type").toString().endsWith(u"deliver"))
            continue;
        const double time = line.value(u"t").toDouble();
        if (isRedelivery(line, sequence) && known.contains(sequence))
            QVERIFY2(
                time > known[sequence] - heardLate,
                qPrintable(u"%1 came %2 ms early"_s.arg(sequence).arg(known[sequence] - time)));
        known.erase(sequence);
        if (line.value(u"deadline").isDouble() && !line.contains(u"guess"))
            known[sequence] = line.value(u"deadline").toDouble();
    }
    const QJsonArray subscriptions = subscriptionsIn(stateOf(broker), u"t"_s);
    QCOMPARE(subscriptions.size(), 1);
    QCOMPARE(outstandingIn(subscriptions[0].toObject()), (QList<int>{1, 2}));
    QCOMPARE(subscriptions[0].toObject().value(u"pending_count").toInt(), 2);
    QCOMPARE(subscriptions[0].toObject().value(u"last_sent").toInt(), 2);
    // What a resumed durable is sent first, a tap that learns of its inbox by then does not hear.
    if (impact.isEmpty())
        QCOMPARE(watch.lines(u"drift"_s).size(), 0);
}

/// Group "a:b", and durable "a" with group "b".
void TestStrangeJoins::oneNameIsOneGroup()
{
    QFETCH(const bool, late);
    QFETCH(const QStringList, impact);
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    Stranger one, other;
    WatchProcess watch;
    if (!late)
        QVERIFY(watches(watch, broker, impact));
    one.startNode(broker, u"x"_s, {u"listen"_s, u"t"_s, u"b"_s, u"60000"_s, u"no"_s, u"a"_s});
    QVERIFY(one.says("ready"));
    other.startNode(broker, u"y"_s, {u"listen"_s, u"t"_s, u"a:b"_s, u"60000"_s, u"no"_s});
    QVERIFY(other.says("ready"));
    if (!late)
        QVERIFY(watch.looksAgain());
    QVERIFY(publishes(broker, u"t"_s, 3));
    if (late)
        QVERIFY(watches(watch, broker, impact));
    QVERIFY(watch.looksAgain());
    QVERIFY(watch.looksAgain());
    QCOMPARE(watch.end(), 0);
    const QJsonArray groups = channelIn(stateOf(broker), u"t"_s).value(u"groups").toArray();
    QCOMPARE(groups.size(), 1);
    QCOMPARE(groups[0].toObject().value(u"queue_name").toString(), u"a:b"_s);
    QCOMPARE(groups[0].toObject().value(u"members").toInt(), 2);
    QCOMPARE(groups[0].toObject().value(u"pending_count").toInt(), 3);
    QCOMPARE(watch.lines(u"drift"_s).size(), 0);
}

/// A broker that has been restarted does not know any more whose an offline durable group was.
void TestStrangeJoins::lastOwnerIsKept()
{
    QFETCH(const bool, late);
    QFETCH(const QStringList, impact);
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::File));
    Stranger owner;
    WatchProcess watch;
    if (!late)
        QVERIFY(watches(watch, broker, impact));
    owner.startNode(broker, u"a"_s, {u"listen"_s, u"t"_s, u"g"_s, u"60000"_s, u"no"_s, u"d"_s});
    QVERIFY(owner.says("ready"));
    if (!late)
        QVERIFY(watch.looksAgain());
    QVERIFY(publishes(broker, u"t"_s, 1));
    QVERIFY(owner.says("1 new"));
    QVERIFY(owner.closes());
    if (late)
        QVERIFY(watches(watch, broker, impact));
    QVERIFY(watch.looksAgain());
    broker.stop();
    QVERIFY(broker.restart());
    QVERIFY(watch.tells(
        [](const QJsonObject& line) { return line.value(u"type").toString() == u"gap_end"; }));
    QVERIFY(watch.looksAgain());
    QCOMPARE(watch.end(), 0);
    const QJsonArray subscriptions = subscriptionsIn(stateOf(broker), u"t"_s);
    QCOMPARE(subscriptions.size(), 1);
    const QJsonObject durable = subscriptions[0].toObject();
    QVERIFY(durable.value(u"is_offline").toBool());
    QCOMPARE(durable.value(u"client_id").toString(), u"a"_s);
    QCOMPARE(durable.value(u"pending_count").toInt(), 1);
}

/// What waits for a group that is full, a plain subscription that is, the longest AckWait, and a
/// channel without a message.
void TestStrangeJoins::backlogAndStalls()
{
    QFETCH(const bool, late);
    QFETCH(const QStringList, impact);
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    Stranger member, plain, slow;
    WatchProcess watch;
    if (!late)
        QVERIFY(watches(watch, broker, impact));
    member.startNode(broker, u"member"_s,
                     {u"listen"_s, u"t"_s, u"g"_s, u"60000"_s, u"no"_s, u"d"_s, u"2"_s});
    plain.startNode(broker, u"plain"_s,
                    {u"listen"_s, u"t"_s, u"-"_s, u"60000"_s, u"no"_s, u"-"_s, u"5"_s});
    slow.startNode(broker, u"slow"_s,
                   {u"listen"_s, u"empty"_s, u"-"_s, u"2147483647000"_s, u"no"_s});
    for (Stranger* one : {&member, &plain, &slow})
        QVERIFY(one->says("ready"));
    if (!late)
        QVERIFY(watch.looksAgain());
    QVERIFY(publishes(broker, u"t"_s, 6));
    QVERIFY(member.says("2 new"));
    QVERIFY(plain.says("5 new"));
    if (late)
        QVERIFY(watches(watch, broker, impact));
    QVERIFY(watch.tells([](const QJsonObject& line) {
        return line.value(u"type").toString() == u"monitor"
            && line.value(u"cluster").toString() == u"test-cluster"
            && line.value(u"state").toString() == u"STANDALONE";
    }));
    QVERIFY(watch.looksAgain());
    QCOMPARE(watch.end(), 0);
    const QJsonObject state = stateOf(broker);
    QJsonObject group = channelIn(state, u"t"_s).value(u"groups").toArray().at(0).toObject();
    // What a durable had before anybody watched may be settled by now.
    QCOMPARE(group.take(u"guess").toBool(), late);
    QCOMPARE(group,
             QJsonObject({{u"queue_name"_s, u"d:g"_s},
                          {u"members"_s, 1},
                          {u"last_sent"_s, 2},
                          {u"pending_count"_s, 2},
                          {u"undelivered"_s, 4},
                          {u"stalled_members"_s, 1}}));
    int stalled = 0;
    for (const QJsonValue& value : subscriptionsIn(state, u"t"_s)) {
        const QJsonObject one = value.toObject();
        const bool isPlain = one.value(u"client_id").toString() == u"plain";
        QCOMPARE(one.value(u"pending_count").toInt(), isPlain ? 5 : 2);
        QCOMPARE(one.value(u"undelivered").toInt(), isPlain ? 1 : 4);
        stalled += one.value(u"is_stalled").toBool() ? 1 : 0;
    }
    QCOMPARE(stalled, 2);
    const QJsonObject empty = channelIn(state, u"empty"_s);
    QCOMPARE(empty.value(u"first_seq"), QJsonValue(0));
    QCOMPARE(subscriptionsIn(state, u"empty"_s)[0].toObject().value(u"ack_wait").toInt(),
             2'147'483'647);
    QCOMPARE(watch.lines(u"drift"_s).size(), 0);
}

void TestStrangeJoins::saysHowAndWhether()
{
    QFETCH(const bool, late);
    QFETCH(const QStringList, impact);
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    Stranger first, second, third;
    WatchProcess watch;
    if (!late)
        QVERIFY(watches(watch, broker, impact));
    const QStringList group{u"listen"_s, u"t"_s, u"g"_s, u"60000"_s, u"yes"_s, u"d"_s};
    first.startNode(broker, u"first"_s, group);
    QVERIFY(first.says("ready"));
    second.startNode(broker, u"second"_s, group);
    QVERIFY(second.says("ready"));
    if (!late)
        QVERIFY(watch.looksAgain());
    QVERIFY(publishes(broker, u"t"_s, 1));
    if (!late)
        QVERIFY(watch.tells(has(u"ack"_s, u"awaited"_s, true)));
    QVERIFY(first.closes());
    QVERIFY(second.closes());
    if (late)
        QVERIFY(watches(watch, broker, impact));
    QVERIFY(watch.looksAgain());
    third.startNode(broker, u"third"_s, group);
    QVERIFY(watch.tells(has(u"subscribed"_s, u"client"_s, u"third"_s)));
    QVERIFY(watch.looksAgain());
    QVERIFY(publishes(broker, u"t"_s, 1));
    QVERIFY(watch.tells([](const QJsonObject& line) {
        return line.value(u"type").toString() == u"ack"
            && line.value(u"client").toString() == u"third" && line.value(u"awaited").toBool();
    }));
    QCOMPARE(watch.end(), 0);
    QStringList how;
    for (const QJsonObject& line : watch.lines(u"subscribed"_s))
        how << line.value(u"how").toString();
    QCOMPARE(how,
             late ? QStringList(u"resumed"_s)
                  : QStringList({u"created"_s, u"joined"_s, u"resumed"_s}));
}

/// By then its message is somebody else's, who has acked it at once.
void TestStrangeJoins::saysByHowMuchAnAckIsLate()
{
    QFETCH(const bool, late);
    QFETCH(const QStringList, impact);
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    Stranger slow, quick;
    WatchProcess watch;
    if (!late)
        QVERIFY(watches(watch, broker, impact));
    slow.startNode(broker, u"slow"_s, {u"listen"_s, u"t"_s, u"g"_s, u"1000"_s, u"1600"_s});
    QVERIFY(slow.says("ready"));
    quick.startNode(broker, u"quick"_s, {u"listen"_s, u"t"_s, u"g"_s, u"1000"_s, u"yes"_s});
    QVERIFY(quick.says("ready"));
    if (late)
        QVERIFY(watches(watch, broker, impact));
    QVERIFY(watch.looksAgain());
    QVERIFY(publishes(broker, u"t"_s, 4));
    QVERIFY(slow.says(" new"));
    QVERIFY(watch.tells(has(u"ack"_s, u"awaited"_s, false)));
    QCOMPARE(watch.end(), 0);
    for (const QJsonObject& line : watch.lines(u"ack"_s)) {
        const bool isSlow = line.value(u"client").toString() == u"slow";
        QCOMPARE(line.value(u"late_by").toDouble() > 0, isSlow);
        QCOMPARE(line.value(u"awaited").toBool(), !isSlow);
    }
}

QTEST_GUILESS_MAIN(TestStrangeJoins)
#include "tst_strangejoins.moc"

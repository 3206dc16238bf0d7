#include "tests/support/joins.h"
#include "tests/support/reading.h"
#include "tests/support/strangers.h"
#include "tests/support/watchprocess.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // ms; reached only when something is wrong

} // namespace

/// What becomes of channels and of what they store: deleted, expired, of another store, read.
class TestStrangeChannels : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        STANSCOPE_NEED_BROKER();
        STANSCOPE_NEED_NODE();
    }
    void channelIsRecreated_data() { joins(); }
    void channelIsRecreated();
    void comesBackWithAnotherStore_data() { joins(); }
    void comesBackWithAnotherStore();
    void expiredUnacked_data();
    void expiredUnacked();
    void readsWhatIsStored_data() { impacts(); }
    void readsWhatIsStored();
    void readingEndsWithTheWatch_data() { impacts(); }
    void readingEndsWithTheWatch();
    void readsNothingThatNobodyKnows();
};

void TestStrangeChannels::channelIsRecreated()
{
    QFETCH(const bool, late);
    QFETCH(const QStringList, impact);
    TestBroker broker;
    broker.configure({}, u"store_limits: { max_inactivity: \"2s\" }"_s);
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const QString state = broker.filePath(u"state.json"_s);
    WatchProcess watch;
    const auto watches = [&] {
        return watch.watches(broker,
                             WatchProcess::monitored(broker) + QStringList{u"--state"_s, state}
                                 + impact)
            && watch.tells(isType(u"limits"_s));
    };
    if (!late)
        QVERIFY(watches());
    Stranger publisher, listener;
    publisher.startNode(broker, u"p"_s, {u"publish"_s, u"t"_s, u"5"_s});
    QVERIFY(publisher.ends());
    listener.startNode(broker, u"a"_s, {u"listen"_s, u"t"_s, u"-"_s, u"5000"_s, u"yes"_s});
    QVERIFY(listener.says("5 new"));
    if (late)
        QVERIFY(watches());
    QVERIFY(listener.closes());
    QTRY_COMPARE_WITH_TIMEOUT(
        askMonitoring(broker, u"/streaming/channelsz"_s).value(u"count").toInt(), 0, patience);
    publisher.startNode(broker, u"p"_s, {u"publish"_s, u"t"_s, u"2"_s});
    QVERIFY(publisher.ends());
    listener.startNode(broker, u"a"_s, {u"listen"_s, u"t"_s, u"-"_s, u"5000"_s, u"yes"_s});
    QVERIFY(watch.tells([](const QJsonObject& line) {
        return line.value(u"type").toString() == u"channel_deleted"
            && line.value(u"last_seq").toInt() == 5;
    }));
    QVERIFY(watch.tells([&](const QJsonObject& line) {
        return watch.lines(u"stored"_s).size() == (late ? 2 : 7)
            && (!impact.isEmpty()
                || (line.value(u"type").toString() == u"ack" && line.value(u"seq").toInt() == 2));
    }));
    QVERIFY(watch.looksAgain());
    QCOMPARE(watch.end(), 0);
    QList<int> stored;
    for (const QJsonObject& line : watch.lines(u"stored"_s))
        stored << line.value(u"seq").toInt();
    QCOMPARE(stored, late ? (QList<int>{1, 2}) : (QList<int>{1, 2, 3, 4, 5, 1, 2}));
    QCOMPARE(watch.lines(u"channel_deleted"_s).size(), 1);
    QCOMPARE(watch.lines(u"drift"_s).size(), 0);
    QCOMPARE(jsonIn(state).value(u"channels").toArray()[0].toObject().value(u"last_seq").toInt(),
             2);
}

/// A store in memory is empty after a restart.
void TestStrangeChannels::comesBackWithAnotherStore()
{
    QFETCH(const bool, late);
    QFETCH(const QStringList, impact);
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const QString state = broker.filePath(u"state.json"_s);
    WatchProcess watch;
    const auto watches = [&] {
        return watch.watches(
            broker, WatchProcess::monitored(broker) + QStringList{u"--state"_s, state} + impact);
    };
    if (!late)
        QVERIFY(watches());
    Stranger publisher;
    publisher.startNode(broker, u"p"_s, {u"publish"_s, u"t"_s, u"5"_s});
    QVERIFY(publisher.ends());
    if (late)
        QVERIFY(watches());
    QVERIFY(watch.looksAgain());
    broker.stop();
    QVERIFY(broker.restart());
    QVERIFY(watch.tells([](const QJsonObject& line) {
        return line.value(u"type").toString() == u"channel_deleted"
            && line.value(u"last_seq").toInt() == 5;
    }));
    publisher.startNode(broker, u"p"_s, {u"publish"_s, u"t"_s, u"2"_s});
    QVERIFY(publisher.ends());
    QVERIFY(watch.tells(
        [&](const QJsonObject&) { return watch.lines(u"stored"_s).size() == (late ? 2 : 7); }));
    QVERIFY(watch.looksAgain());
    QCOMPARE(watch.end(), 0);
    QCOMPARE(watch.lines(u"stored"_s).last().value(u"seq").toInt(), 2);
    QCOMPARE(watch.lines(u"channel_deleted"_s).size(), 1);
    QCOMPARE(watch.lines(u"drift"_s).size(), 0);
    QCOMPARE(jsonIn(state).value(u"channels").toArray()[0].toObject().value(u"last_seq").toInt(),
             2);
}

void TestStrangeChannels::expiredUnacked_data()
{
    QTest::addColumn<QString>("limit");
    QTest::addColumn<bool>("late");
    QTest::addColumn<QStringList>("impact");
    for (const bool late : {false, true})
        for (const bool low : {false, true}) {
            const QStringList impact = low ? QStringList{u"--low-impact"_s} : QStringList();
            const char* when = late ? "late" : "early";
            const char* how = low ? ", low impact" : "";
            QTest::addRow("max_msgs, %s%s", when, how) << u"max_msgs: 3"_s << late << impact;
            // Three messages of 20 bytes fit, and one more does not.
            QTest::addRow("max_bytes, %s%s", when, how) << u"max_bytes: 70"_s << late << impact;
            QTest::addRow("max_age, %s%s", when, how) << u"max_age: \"8s\""_s << late << impact;
        }
}

void TestStrangeChannels::expiredUnacked()
{
    QFETCH(const QString, limit);
    QFETCH(const bool, late);
    QFETCH(const QStringList, impact);
    TestBroker broker;
    broker.configure({}, u"store_limits: { %1 }"_s.arg(limit));
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const QString state = broker.filePath(u"state.json"_s);
    WatchProcess watch;
    const auto watches = [&] {
        return watch.watches(
            broker, WatchProcess::monitored(broker) + QStringList{u"--state"_s, state} + impact);
    };
    if (!late)
        QVERIFY(watches());
    Stranger listener, publisher;
    listener.startNode(broker, u"a"_s, {u"listen"_s, u"t"_s, u"-"_s, u"60000"_s, u"no"_s});
    QVERIFY(listener.says("ready"));
    if (!late)
        QVERIFY(watch.looksAgain());
    publisher.startNode(broker, u"p"_s, {u"publish"_s, u"t"_s, u"3"_s});
    QVERIFY(publisher.ends());
    QVERIFY(listener.says("3 new"));
    if (late)
        QVERIFY(watches());
    QVERIFY(watch.looksAgain());
    const bool byAge = limit.startsWith(u"max_age");
    if (!byAge) {
        publisher.startNode(broker, u"p"_s, {u"publish"_s, u"t"_s, u"2"_s});
        QVERIFY(publisher.ends());
    }
    QVERIFY(watch.tells(has(u"expired"_s, u"last"_s, byAge ? 3 : 2)));
    int unacked = 0;
    for (const QJsonObject& line : watch.lines(u"expired"_s))
        unacked += line.value(u"unacked").toInt();
    QCOMPARE(unacked, byAge ? 3 : 2);
    QVERIFY(watch.looksAgain());
    QCOMPARE(watch.end(), 0);
    QCOMPARE(watch.lines(u"drift"_s).size(), 0);
    const QJsonObject kept = askMonitoring(broker, u"/streaming/channelsz?channel=t"_s);
    const QJsonObject seen = jsonIn(state).value(u"channels")[0].toObject();
    for (const QString& key : {u"first_seq"_s, u"last_seq"_s})
        QCOMPARE(seen.value(key), kept.value(key));
}

/// A client of our own comes, is sent all, and is gone without a trace; a channel that is not there
/// is not made.
void TestStrangeChannels::readsWhatIsStored()
{
    QFETCH(const QStringList, impact);
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const QString state = broker.filePath(u"state.json"_s);
    Stranger listener, publisher;
    listener.startNode(broker, u"a"_s, {u"listen"_s, u"t"_s, u"-"_s, u"60000"_s, u"no"_s});
    QVERIFY(listener.says("ready"));
    publisher.startNode(broker, u"p"_s, {u"publish"_s, u"t"_s, u"5"_s});
    QVERIFY(publisher.ends());
    QVERIFY(listener.says("5 new"));
    WatchProcess watch;
    QVERIFY(watch.watches(
        broker,
        WatchProcess::monitored(broker) + impact
            + QStringList{u"--read"_s, u"nowhere"_s, u"--read"_s, u"t"_s, u"--state"_s, state}));
    QVERIFY(watch.complains("reading t: the client stanscope-reader subscribes to it"));
    QVERIFY(watch.complains("Read what t stores; messages: 5."));
    QVERIFY(watch.errors().contains("The broker has no channel nowhere"));
    QVERIFY(watch.tells(has(u"close"_s, u"client"_s, u"stanscope-reader"_s)));
    QCOMPARE(registeredClients(broker), QStringList(u"a"_s));
    const auto subscriptionsIn = [&](const QString& channel) {
        QStringList clients;
        const auto rows = askMonitoring(broker, u"/streaming/channelsz?subs=1&channel="_s + channel)
                              .value(u"subscriptions")
                              .toArray();
        for (const QJsonValue& row : rows)
            clients << row.toObject().value(u"client_id").toString();
        return clients;
    };
    QCOMPARE(subscriptionsIn(u"t"_s), QStringList(u"a"_s));
    QCOMPARE(askMonitoring(broker, u"/streaming/channelsz"_s).value(u"total").toInt(), 1);
    QVERIFY(watch.looksAgain());
    QCOMPARE(watch.end(), 0);
    QList<int> read;
    for (const QJsonObject& line : watch.lines())
        if (const QString type = line.value(u"type").toString();
            line.value(u"client").toString() == u"stanscope-reader") {
            QVERIFY(type != u"ack");
            if (const int sequence = line.value(u"seq").toInt();
                type.endsWith(u"deliver") && !read.contains(sequence))
                read << sequence;
        }
    std::sort(read.begin(), read.end());
    QCOMPARE(read, (QList<int>{1, 2, 3, 4, 5}));
    QCOMPARE(watch.lines(u"drift"_s).size(), 0);
    const QJsonObject told = jsonIn(state);
    QCOMPARE(told.value(u"clients").toArray().size(), 1);
    const QJsonArray channels = told.value(u"channels").toArray();
    QCOMPARE(channels.size(), 1);
    QCOMPARE(channels[0].toObject().value(u"subscriptions").toArray().size(), 1);
}

void TestStrangeChannels::readingEndsWithTheWatch()
{
    QFETCH(const QStringList, impact);
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    Stranger publisher;
    publisher.startNode(broker, u"p"_s, {u"publish"_s, u"t"_s, u"5"_s});
    QVERIFY(publisher.ends());
    WatchProcess watch;
    QVERIFY(watch.watches(
        broker, WatchProcess::monitored(broker) + impact + QStringList{u"--read"_s, u"t"_s}));
    QVERIFY(watch.tells(has(u"subscribed"_s, u"client"_s, u"stanscope-reader"_s)));
    QCOMPARE(watch.end(), 0);
    QCOMPARE(registeredClients(broker), QStringList());
}

/// Without a monitoring endpoint nothing says whether the channel is there.
void TestStrangeChannels::readsNothingThatNobodyKnows()
{
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    WatchProcess watch;
    QVERIFY(watch.watches(broker, {u"--read"_s, u"t"_s}));
    QVERIFY(watch.complains("only its monitoring endpoint tells"));
    Stranger publisher;
    publisher.startNode(broker, u"p"_s, {u"publish"_s, u"other"_s, u"1"_s});
    QVERIFY(publisher.ends());
    QVERIFY(watch.tells(has(u"close"_s, u"client"_s, u"p"_s)));
    QCOMPARE(watch.end(), 0);
    QCOMPARE(askMonitoring(broker, u"/streaming/channelsz"_s).value(u"total").toInt(), 1);
    for (const QJsonObject& line : watch.lines())
        QVERIFY(line.value(u"client").toString() != u"stanscope-reader");
}

QTEST_GUILESS_MAIN(TestStrangeChannels)
#include "tst_strangechannels.moc"

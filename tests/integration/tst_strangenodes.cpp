#include "tests/support/brokernodes.h"
#include "tests/support/joins.h"
#include "tests/support/reading.h"
#include "tests/support/strangers.h"
#include "tests/support/watchprocess.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // ms; reached only when something is wrong

/// Of all channels: deliveries that are outstanding and whose sequence is not known.
int unknownIn(const QJsonObject& state)
{
    int count = 0;
    for (const QJsonValue& channel : state.value(u"channels").toArray())
        for (const QJsonValue& one : channel.toObject().value(u"subscriptions").toArray())
            for (const QJsonValue& delivery : one.toObject().value(u"outstanding").toArray())
                count += delivery.toObject().value(u"seq").isNull() ? 1 : 0;
    return count;
}

} // namespace

/// Brokers of several servers, watched with clients that nobody here wrote.
class TestStrangeNodes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        STANSCOPE_NEED_BROKER();
        STANSCOPE_NEED_NODE();
    }
    void clusterOfThree();
    void faultTolerantPair_data() { joins(); }
    void faultTolerantPair();
    void killedBesideAServerThatIsNotAsked_data() { fullJoins(); }
    void killedBesideAServerThatIsNotAsked();
};

/// Through a follower's monitoring nothing is corrected; with all three endpoints the leader's is
/// used, also when it is another one.
void TestStrangeNodes::clusterOfThree()
{
    BrokerNodes nodes(BrokerNodes::Kind::Cluster);
    QVERIFY(nodes.start());
    const int leader = nodes.leader();
    const int follower = nodes.follower();
    const QString url = nodes.url(follower);
    const QString behind = nodes.filePath(u"behind.json"_s);
    const QString state = nodes.filePath(u"state.json"_s);
    WatchProcess through, quiet, late, lateAndQuiet, watch;
    const QStringList there{u"-s"_s, url, u"-m"_s, nodes.monitoring(follower), u"--json"_s};
    const QStringList low{u"--low-impact"_s};
    through.startWith(there + QStringList{u"--state"_s, behind});
    quiet.startWith(there + low);
    // It comes back on another server, which has the same messages.
    const QString servers = nodes.url(leader) + u',' + nodes.url(follower);
    watch.startWith({u"-s"_s, servers, u"-m"_s, nodes.monitoring(0), u"-m"_s, nodes.monitoring(1),
                     u"-m"_s, nodes.monitoring(2), u"--json"_s, u"--state"_s, state});
    QVERIFY(watch.watches());
    for (WatchProcess* one : {&through, &quiet}) {
        QVERIFY(one->watches());
        QVERIFY(one->tells(has(u"server"_s, u"role"_s, u"Follower"_s)));
        QVERIFY(one->tells(has(u"advice"_s, u"code"_s, u"server_lags"_s)));
    }
    QVERIFY(watch.tells(has(u"server"_s, u"role"_s, u"Leader"_s)));

    Stranger listener, publisher;
    listener.startNode(url, u"test-cluster"_s, u"listener"_s,
                       {u"listen"_s, u"foo"_s, u"-"_s, u"60000"_s, u"no"_s});
    QVERIFY(listener.says("ready"));
    QVERIFY(quiet.looksAgain());
    for (int burst = 1; burst <= 4; ++burst) {
        publisher.startNode(url, u"test-cluster"_s, u"publisher"_s,
                            {u"publish"_s, u"foo"_s, u"4"_s});
        QVERIFY(publisher.ends());
        const QByteArray last = QByteArray::number(4 * burst) + " new";
        QVERIFY(listener.says(last));
        QVERIFY(through.looksAgain());
        if (burst == 2) {
            late.startWith(there);
            lateAndQuiet.startWith(there + low);
            QVERIFY(late.watches());
            QVERIFY(lateAndQuiet.watches());
            QVERIFY(lateAndQuiet.looksAgain());
        }
    }
    QVERIFY(watch.looksAgain());
    for (WatchProcess* one : {&through, &quiet, &late, &lateAndQuiet}) {
        QCOMPARE(one->end(), 0);
        QCOMPARE(one->lines(u"drift"_s).size(), 0);
        QCOMPARE(one->lines(u"corrected"_s).size(), 0);
        const bool isLate = one == &late || one == &lateAndQuiet;
        QCOMPARE(one->lines(u"deliver"_s).size(), isLate ? 8 : 16);
    }
    QCOMPARE(unknownIn(jsonIn(behind)), 0);
    QCOMPARE(watch.lines(u"drift"_s).size(), 0);

    // It sits on the follower, and so does the leader's endpoint not see it.
    listener.kill();
    QVERIFY(watch.tells(has(u"health"_s, u"health"_s, u"dead but registered"_s)));

    nodes.kill(leader);
    QTRY_VERIFY_WITH_TIMEOUT(nodes.leader() >= 0, patience);
    const QString next = nodes.monitoring(nodes.leader());
    QVERIFY(watch.tells([&](const QJsonObject& line) {
        return line.value(u"type").toString() == u"server"
            && line.value(u"endpoint").toString() == next
            && line.value(u"role").toString() == u"Leader";
    }));
    publisher.startNode(url, u"test-cluster"_s, u"publisher"_s, {u"publish"_s, u"foo"_s, u"1"_s});
    QVERIFY(publisher.ends());
    QVERIFY(watch.tells(has(u"stored"_s, u"seq"_s, 17)));
    QCOMPARE(watch.lines(u"tap_moved"_s).size(), 0);
    QCOMPARE(watch.lines(u"channel_deleted"_s).size(), 0);
    QCOMPARE(watch.end(), 0);
    QVERIFY(watch.allLinesAreObjects());
}

/// The active one is killed while somebody publishes, and while messages wait for their acks.
void TestStrangeNodes::faultTolerantPair()
{
    QFETCH(const bool, late);
    QFETCH(const QStringList, impact);
    BrokerNodes nodes(BrokerNodes::Kind::FaultTolerant);
    QVERIFY(nodes.start());
    const int active = nodes.leader();
    const int standby = nodes.follower();
    const QString servers = nodes.url(active) + u',' + nodes.url(standby);
    const QString state = nodes.filePath(u"state.json"_s);
    WatchProcess alone, watch;
    alone.startWith(QStringList{u"-s"_s, nodes.url(standby), u"-m"_s, nodes.monitoring(standby),
                                u"--json"_s, u"--state"_s, state}
                    + impact);
    QVERIFY(alone.watches());
    QVERIFY(alone.tells(has(u"server"_s, u"state"_s, u"FT_STANDBY"_s)));
    QVERIFY(alone.tells(has(u"monitor_failed"_s, u"code"_s, u"no_server_leads"_s)));
    const auto watches = [&] {
        return watch.watchesWith(QStringList{u"-s"_s, servers, u"-m"_s, nodes.monitoring(standby),
                                             u"-m"_s, nodes.monitoring(active), u"--json"_s,
                                             u"--state"_s, nodes.filePath(u"watch.json"_s)}
                                 + impact);
    };
    if (!late)
        QVERIFY(watches());
    Stranger publisher, writer, listener;
    listener.startNode(nodes.url(standby), u"test-cluster"_s, u"listener"_s,
                       {u"listen"_s, u"foo"_s, u"-"_s, u"1000"_s, u"no"_s});
    QVERIFY(listener.says("ready"));
    writer.startNode(nodes.url(standby), u"test-cluster"_s, u"writer"_s, {u"later"_s, u"foo"_s});
    QVERIFY(writer.says("ready"));
    publisher.startNode(nodes.url(standby), u"test-cluster"_s, u"publisher"_s,
                        {u"publish"_s, u"foo"_s, u"3"_s});
    QVERIFY(publisher.ends());
    QVERIFY(listener.says("3 new"));
    if (late)
        QVERIFY(watches());
    else
        QVERIFY(watch.tells(has(u"stored"_s, u"seq"_s, 3)));
    QVERIFY(watch.tells(has(u"server"_s, u"state"_s, u"FT_ACTIVE"_s)));
    QVERIFY(watch.tells([](const QJsonObject& line) {
        return line.value(u"type").toString() == u"redeliver" && line.value(u"seq").toInt() == 3
            && line.value(u"attempt").toInt() >= 3;
    }));

    // It does not answer the writer any more; it may just have stored the message.
    QVERIFY(nodes.pause(active));
    writer.isTold("now");
    QVERIFY(alone.tells(has(u"publish"_s, u"client"_s, u"writer"_s)));
    nodes.kill(active);
    QTRY_COMPARE_WITH_TIMEOUT(nodes.leader(), standby, patience);
    for (WatchProcess* one : {&alone, &watch})
        QVERIFY(one->tells([&](const QJsonObject& line) {
            return line.value(u"type").toString() == u"server"
                && line.value(u"endpoint").toString() == nodes.monitoring(standby)
                && line.value(u"state").toString() == u"FT_ACTIVE";
        }));
    QVERIFY(watch.tells(isType(u"gap"_s)));
    QVERIFY(watch.tells(isType(u"gap_end"_s)));
    publisher.startNode(nodes.url(standby), u"test-cluster"_s, u"publisher"_s,
                        {u"publish"_s, u"foo"_s, u"1"_s});
    QVERIFY(publisher.ends());
    const QString page = u"/streaming/channelsz?channel=foo&subs=1"_s;
    const int last = nodes.ask(standby, page).value(u"last_seq").toInt();
    QVERIFY(last == 4 || last == 5);
    QVERIFY(watch.tells(has(u"stored"_s, u"seq"_s, last)));
    const auto attemptsOf3 = [&watch](bool afterTheGap) {
        QList<int> attempts;
        bool isAfter = false;
        for (const QJsonObject& line : watch.lines()) {
            isAfter = isAfter || line.value(u"type").toString() == u"gap_end";
            if (line.value(u"type").toString() == u"redeliver" && line.value(u"seq").toInt() == 3
                && isAfter == afterTheGap)
                attempts << line.value(u"attempt").toInt();
        }
        return attempts;
    };
    // The broker's count begins again, ours does not.
    QVERIFY(watch.tells([&](const QJsonObject&) { return attemptsOf3(true).size() >= 2; }));
    const QList<int> attempts = attemptsOf3(false) + attemptsOf3(true);
    for (int i = 1; i < attempts.size(); ++i)
        QVERIFY2(attempts[i] == attempts[i - 1] + 1, qPrintable(QDebug::toString(attempts)));
    QCOMPARE(watch.lines(u"tap_moved"_s).size(), 0);
    QCOMPARE(watch.lines(u"channel_deleted"_s).size(), 0);
    QCOMPARE(watch.lines(u"drift"_s).size(), 0);
    const auto pendingIn = [](const QJsonObject& channel) {
        const QJsonArray rows = channel.value(u"subscriptions").toArray();
        return rows.size() == 1 ? rows[0].toObject().value(u"pending_count").toInt() : -1;
    };
    QCOMPARE(pendingIn(nodes.ask(standby, page)), last);
    // What is due and does not come is taken for gone until it does, so that a busy machine is to
    // be caught right behind a redelivery.
    const qsizetype heard = attemptsOf3(true).size();
    QVERIFY(watch.tells([&](const QJsonObject&) { return attemptsOf3(true).size() > heard; }));
    QCOMPARE(watch.end(), 0);
    QCOMPARE(alone.end(), 0);
    const QJsonObject seen = jsonIn(nodes.filePath(u"watch.json"_s));
    QCOMPARE(pendingIn(seen.value(u"channels")[0].toObject()), last);
    const QJsonArray indefinite = jsonIn(state).value(u"indefinite").toArray();
    QCOMPARE(indefinite.size(), last == 4 ? 1 : 0);
    if (last == 4)
        QCOMPARE(indefinite[0].toObject().value(u"client_id").toString(), u"writer"_s);
}

/// Where only one server of several is asked, nobody can say who has lost its connection: silence
/// tells, also of a client that was there before. A low-impact tap does not hear who is asked.
void TestStrangeNodes::killedBesideAServerThatIsNotAsked()
{
    QFETCH(const bool, late);
    BrokerNodes nodes(BrokerNodes::Kind::FaultTolerant);
    QVERIFY(nodes.start());
    const int active = nodes.leader();
    WatchProcess watch;
    const auto watches = [&] {
        return watch.watchesWith(
            {u"-s"_s, nodes.url(active), u"-m"_s, nodes.monitoring(active), u"--json"_s});
    };
    if (!late)
        QVERIFY(watches());
    Stranger other, killed;
    for (auto [client, id] : {std::pair(&other, u"other"_s), std::pair(&killed, u"killed"_s)}) {
        client->startNode(nodes.url(nodes.follower()), u"test-cluster"_s, id,
                          {u"listen"_s, u"foo"_s, u"-"_s, u"60000"_s, u"no"_s});
        QVERIFY(client->says("ready"));
    }
    if (late)
        QVERIFY(watches());
    for (const QString& id : {u"other"_s, u"killed"_s})
        QVERIFY(watch.tells(has(u"heartbeat_answer"_s, u"client"_s, id)));
    killed.kill();
    QVERIFY(watch.tells([](const QJsonObject& line) {
        return line.value(u"type").toString() == u"health"
            && line.value(u"client").toString() == u"killed"
            && line.value(u"health").toString() == u"suspect";
    }));
    QCOMPARE(watch.end(), 0);
    for (const QJsonObject& line : watch.lines(u"health"_s))
        QCOMPARE(line.value(u"client").toString(), u"killed"_s);
}

QTEST_GUILESS_MAIN(TestStrangeNodes)
#include "tst_strangenodes.moc"

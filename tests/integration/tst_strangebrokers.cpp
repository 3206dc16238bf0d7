#include "tests/support/brokernodes.h"
#include "tests/support/certificates.h"
#include "tests/support/reading.h"
#include "tests/support/strangers.h"
#include "tests/support/watchprocess.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QProcess>
#include <QTest>

#include <algorithm>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // ms; reached only when something is wrong

auto isType(const QString& type)
{
    return [=](const QJsonObject& line) { return line.value(u"type").toString() == type; };
}

auto has(const QString& type, const QString& key, const QJsonValue& value)
{
    return [=](const QJsonObject& line) {
        return line.value(u"type").toString() == type && line.value(key) == value;
    };
}

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

/// Brokers that are set up in other ways than ours, watched with clients that nobody here wrote.
class TestStrangeBrokers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        STANSCOPE_NEED_BROKER();
        STANSCOPE_NEED_NODE();
    }
    void clusterOfThree();
    void faultTolerantPair();
    void killedClientIsDeadAtOnce_data() { impacts(); }
    void killedClientIsDeadAtOnce();
    void asksAnotherCluster_data() { impacts(); }
    void asksAnotherCluster();
    void connectsWithAPrefix_data() { impacts(); }
    void connectsWithAPrefix();
    void keptFromInboxes();
    void monitoringOverTls();
    void channelIsRecreated_data() { impacts(); }
    void channelIsRecreated();
    void expiredUnacked_data() { impacts(); }
    void expiredUnacked();
    void lateLowImpact();
    void duplicateId_data() { impacts(); }
    void duplicateId();
    void serversThatAreNoCluster_data() { impacts(); }
    void serversThatAreNoCluster();
    void readsWhatIsStored_data() { impacts(); }
    void readsWhatIsStored();
    void readingEndsWithTheWatch_data() { impacts(); }
    void readingEndsWithTheWatch();
    void readsNothingThatNobodyKnows();

private:
    static void impacts()
    {
        QTest::addColumn<QStringList>("impact");
        QTest::newRow("full") << QStringList();
        QTest::newRow("low impact") << QStringList{u"--low-impact"_s};
    }
};

/// Through a follower's monitoring nothing is corrected; with all three endpoints the leader's is
/// used, also when it is another one.
void TestStrangeBrokers::clusterOfThree()
{
    BrokerNodes nodes(BrokerNodes::Kind::Cluster);
    QVERIFY(nodes.start());
    const int leader = nodes.leader();
    const int follower = nodes.follower();
    const QString url = nodes.url(follower);
    const QString behind = nodes.filePath(u"behind.json"_s);
    const QString state = nodes.filePath(u"state.json"_s);
    WatchProcess through, watch;
    through.startWith(
        {u"-s"_s, url, u"-m"_s, nodes.monitoring(follower), u"--json"_s, u"--state"_s, behind});
    watch.startWith({u"-s"_s, url, u"-m"_s, nodes.monitoring(0), u"-m"_s, nodes.monitoring(1),
                     u"-m"_s, nodes.monitoring(2), u"--json"_s, u"--state"_s, state});
    QVERIFY(through.watches());
    QVERIFY(watch.watches());
    QVERIFY(through.tells(has(u"server"_s, u"role"_s, u"Follower"_s)));
    QVERIFY(through.tells(has(u"advice"_s, u"code"_s, u"server_lags"_s)));
    QVERIFY(watch.tells(has(u"server"_s, u"role"_s, u"Leader"_s)));

    WatchProcess late;
    Stranger listener, publisher;
    listener.startNode(url, u"test-cluster"_s, u"listener"_s,
                       {u"listen"_s, u"foo"_s, u"-"_s, u"60000"_s, u"no"_s});
    QVERIFY(listener.says("ready"));
    for (int burst = 1; burst <= 4; ++burst) {
        publisher.startNode(url, u"test-cluster"_s, u"publisher"_s,
                            {u"publish"_s, u"foo"_s, u"4"_s});
        QVERIFY(publisher.ends());
        const QByteArray last = QByteArray::number(4 * burst) + " new";
        QVERIFY(listener.says(last));
        QVERIFY(through.looksAgain());
        if (burst == 2) {
            late.startWith({u"-s"_s, url, u"-m"_s, nodes.monitoring(follower), u"--json"_s,
                            u"--low-impact"_s});
            QVERIFY(late.watches());
        }
    }
    QVERIFY(watch.looksAgain());
    QCOMPARE(late.end(), 0);
    QCOMPARE(late.lines(u"drift"_s).size(), 0);
    QCOMPARE(late.lines(u"corrected"_s).size(), 0);
    QCOMPARE(late.lines(u"deliver"_s).size(), 8);
    QCOMPARE(through.end(), 0);
    QCOMPARE(through.lines(u"drift"_s).size(), 0);
    QCOMPARE(through.lines(u"corrected"_s).size(), 0);
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
    QCOMPARE(watch.end(), 0);
    QVERIFY(watch.allLinesAreObjects());
}

void TestStrangeBrokers::faultTolerantPair()
{
    BrokerNodes nodes(BrokerNodes::Kind::FaultTolerant);
    QVERIFY(nodes.start());
    const int active = nodes.leader();
    const int standby = nodes.follower();
    const QString servers = nodes.url(active) + u',' + nodes.url(standby);
    WatchProcess alone, watch;
    alone.startWith(
        {u"-s"_s, servers, u"-m"_s, nodes.monitoring(standby), u"--json"_s, u"--low-impact"_s});
    watch.startWith({u"-s"_s, servers, u"-m"_s, nodes.monitoring(standby), u"-m"_s,
                     nodes.monitoring(active), u"--json"_s});
    QVERIFY(alone.watches());
    QVERIFY(watch.watches());
    QVERIFY(alone.tells(has(u"server"_s, u"state"_s, u"FT_STANDBY"_s)));
    QVERIFY(alone.tells(has(u"monitor_failed"_s, u"code"_s, u"no_server_leads"_s)));
    QVERIFY(watch.tells(has(u"server"_s, u"state"_s, u"FT_ACTIVE"_s)));
    Stranger publisher;
    publisher.startNode(servers.section(u',', 0, 0), u"test-cluster"_s, u"publisher"_s,
                        {u"publish"_s, u"foo"_s, u"3"_s});
    QVERIFY(publisher.ends());
    QVERIFY(watch.tells(has(u"stored"_s, u"seq"_s, 3)));

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
    QVERIFY(watch.tells(has(u"stored"_s, u"seq"_s, 4)));
    QCOMPARE(watch.lines(u"channel_deleted"_s).size(), 0);
    QCOMPARE(watch.lines(u"drift"_s).size(), 0);
    QCOMPARE(alone.end(), 0);
    QCOMPARE(watch.end(), 0);
}

/// Long before the broker's first heartbeat, which is after 30 s.
void TestStrangeBrokers::killedClientIsDeadAtOnce()
{
    QFETCH(const QStringList, impact);
    TestBroker broker;
    broker.setHeartbeats(30, 10, 10);
    QVERIFY(broker.start(TestBroker::Store::Memory));
    Stranger before, after;
    before.startNode(broker, u"before"_s, {u"listen"_s, u"foo"_s, u"g"_s, u"5000"_s, u"no"_s});
    QVERIFY(before.says("ready"));
    WatchProcess watch;
    watch.start(broker, WatchProcess::monitored(broker) + impact);
    QVERIFY(watch.watches());
    after.startNode(broker, u"after"_s, {u"listen"_s, u"foo"_s, u"g"_s, u"5000"_s, u"no"_s});
    QVERIFY(after.says("ready"));
    QVERIFY(watch.looksAgain());
    QVERIFY(watch.looksAgain());
    for (auto [client, id] : {std::pair(&before, u"before"_s), std::pair(&after, u"after"_s)}) {
        client->kill();
        QVERIFY(watch.tells([name = id](const QJsonObject& line) {
            return line.value(u"type").toString() == u"health"
                && line.value(u"client").toString() == name
                && line.value(u"health").toString() == u"dead but registered";
        }));
    }
    QCOMPARE(registeredClients(broker), (QStringList{u"after"_s, u"before"_s}));
    QCOMPARE(watch.end(), 0);
    QCOMPARE(watch.lines(u"heartbeat"_s).size(), 0);
}

void TestStrangeBrokers::asksAnotherCluster()
{
    QFETCH(const QStringList, impact);
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    WatchProcess watch;
    watch.start(broker, WatchProcess::monitored(broker) + impact);
    QVERIFY(watch.watches());
    Stranger client;
    client.startNode(Stranger::urlOf(broker), u"oops"_s, u"x"_s, {u"publish"_s, u"foo"_s, u"1"_s});
    QVERIFY(watch.tells([](const QJsonObject& line) {
        return line.value(u"type").toString() == u"foreign_cluster"
            && line.value(u"answered").isBool();
    }));
    const QJsonObject said = watch.lines(u"foreign_cluster"_s).last();
    QCOMPARE(said.value(u"args").toArray(), QJsonArray({u"x"_s, u"oops"_s, u"test-cluster"_s}));
    QVERIFY(watch.complains("oops"));
    QCOMPARE(watch.end(), 0);
}

void TestStrangeBrokers::connectsWithAPrefix()
{
    QFETCH(const QStringList, impact);
    TestBroker broker;
    broker.configure({}, u"discover_prefix: \"mine\""_s);
    QVERIFY(broker.start(TestBroker::Store::Memory));
    WatchProcess watch;
    watch.start(broker, WatchProcess::monitored(broker) + impact);
    QVERIFY(watch.watches());
    Stranger listener;
    qputenv("DISCOVER_PREFIX", "mine");
    listener.startNode(broker, u"listener"_s, {u"listen"_s, u"foo"_s, u"-"_s, u"5000"_s, u"no"_s});
    qunsetenv("DISCOVER_PREFIX");
    QVERIFY(listener.says("ready"));
    QVERIFY(watch.tells(has(u"connected"_s, u"client"_s, u"listener"_s)));
    QVERIFY(watch.tells(has(u"subscribed"_s, u"client"_s, u"listener"_s)));
    QVERIFY(watch.looksAgain());
    QVERIFY(listener.closes());
    QVERIFY(watch.tells(has(u"close"_s, u"client"_s, u"listener"_s)));
    QVERIFY(watch.looksAgain());
    QCOMPARE(watch.end(), 0);
    QCOMPARE(watch.lines(u"drift"_s).size(), 0);
}

/// A user who may subscribe to everything but `_INBOX.>`: the server takes the subscription, and
/// hands over nothing that comes to inboxes.
void TestStrangeBrokers::keptFromInboxes()
{
    TestBroker broker;
    broker.configure(
        u"authorization { users: [ { user: \"nss\", password: \"n\" }, { user: \"half\", "
        "password: \"h\", permissions: { subscribe: { allow: \">\", deny: \"_INBOX.>\" } } } ] }"_s,
        u"username: \"nss\"\n  password: \"n\""_s);
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const QStringList half{u"-s"_s,   broker.url(),    u"-c"_s, broker.clusterId(), u"--user"_s,
                           u"half"_s, u"--password"_s, u"h"_s,  u"--json"_s};
    WatchProcess alone;
    alone.startWith(half);
    QCOMPARE(alone.waitForEnd(), 69);
    QVERIFY2(alone.errors().contains("kept from inboxes"), alone.errors().constData());
    WatchProcess watch;
    watch.startWith(half + WatchProcess::monitored(broker));
    QVERIFY(watch.watches());
    QVERIFY(watch.tells(has(u"denied"_s, u"code"_s, u"tap_inboxes_denied"_s)));
    Stranger listener;
    listener.startNode(QString(broker.url()).replace(u"//"_s, u"//nss:n@"_s), broker.clusterId(),
                       u"listener"_s, {u"listen"_s, u"foo"_s, u"-"_s, u"5000"_s, u"no"_s});
    QVERIFY(listener.says("ready"));
    QVERIFY(watch.tells(has(u"monitor"_s, u"clients"_s, 1)));
    QVERIFY(watch.looksAgain());
    QVERIFY(watch.looksAgain());
    QCOMPARE(watch.end(), 0);
    QCOMPARE(watch.lines(u"drift"_s).size(), 0);
    QCOMPARE(watch.lines(u"corrected"_s).size(), 0);
}

/// `-m https://…` with the CA that `--tlsca` names.
void TestStrangeBrokers::monitoringOverTls()
{
    TestBroker broker;
    const QString folder = QFileInfo(broker.filePath(u"x"_s)).path();
    if (!makeCertificates(folder))
        QSKIP("openssl is missing");
    QTcpServer free;
    QVERIFY(free.listen(QHostAddress::LocalHost));
    const quint16 port = free.serverPort();
    free.close();
    QProcess process;
    process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const quint16 clients = other.serverPort();
    other.close();
    QFile config(broker.filePath(u"tls.conf"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(u"listen: \"127.0.0.1:%1\"\nhttps: \"127.0.0.1:%2\"\n"
                 "tls { cert_file: \"%3/node.pem\", key_file: \"%3/node.key\", "
                 "ca_file: \"%3/ca.pem\" }\n"
                 "streaming { id: \"test-cluster\", secure: true, "
                 "tls { client_ca: \"%3/ca.pem\" } }\n"_s.arg(clients)
                     .arg(port)
                     .arg(folder)
                     .toUtf8());
    config.close();
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(TestBroker::executable(), {u"-c"_s, config.fileName()});
    QByteArray log;
    QVERIFY(QTest::qWaitFor(
        [&] {
            log += process.readAll();
            return log.contains("Streaming Server is ready");
        },
        patience));
    const QStringList there{u"-s"_s, u"tls://127.0.0.1:%1"_s.arg(clients), u"-m"_s,
                            u"https://127.0.0.1:%1"_s.arg(port), u"--json"_s};
    WatchProcess watch;
    watch.startWith(there + QStringList{u"--tlsca"_s, folder + u"/ca.pem"_s});
    QVERIFY(watch.watches());
    QVERIFY(watch.tells(isType(u"monitor"_s)));
    QCOMPARE(watch.end(), 0);
    QCOMPARE(watch.lines(u"monitor_failed"_s).size(), 0);
    process.kill();
    process.waitForFinished();
}

void TestStrangeBrokers::channelIsRecreated()
{
    QFETCH(const QStringList, impact);
    TestBroker broker;
    broker.configure({}, u"store_limits: { max_inactivity: \"2s\" }"_s);
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const QString state = broker.filePath(u"state.json"_s);
    WatchProcess watch;
    watch.start(broker,
                WatchProcess::monitored(broker) + QStringList{u"--state"_s, state} + impact);
    QVERIFY(watch.watches());
    QVERIFY(watch.tells(isType(u"limits"_s)));
    Stranger publisher, listener;
    publisher.startNode(broker, u"p"_s, {u"publish"_s, u"t"_s, u"5"_s});
    QVERIFY(publisher.ends());
    listener.startNode(broker, u"a"_s, {u"listen"_s, u"t"_s, u"-"_s, u"5000"_s, u"yes"_s});
    QVERIFY(listener.says("5 new"));
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
        return watch.lines(u"stored"_s).size() == 7
            && (!impact.isEmpty()
                || (line.value(u"type").toString() == u"ack" && line.value(u"seq").toInt() == 2));
    }));
    QVERIFY(watch.looksAgain());
    QCOMPARE(watch.end(), 0);
    QList<int> stored;
    for (const QJsonObject& line : watch.lines(u"stored"_s))
        stored << line.value(u"seq").toInt();
    QCOMPARE(stored, (QList<int>{1, 2, 3, 4, 5, 1, 2}));
    QCOMPARE(watch.lines(u"channel_deleted"_s).size(), 1);
    QCOMPARE(watch.lines(u"drift"_s).size(), 0);
    QCOMPARE(jsonIn(state).value(u"channels").toArray()[0].toObject().value(u"last_seq").toInt(),
             2);
}

void TestStrangeBrokers::expiredUnacked()
{
    QFETCH(const QStringList, impact);
    TestBroker broker;
    broker.configure({}, u"store_limits: { max_msgs: 3 }"_s);
    QVERIFY(broker.start(TestBroker::Store::Memory));
    WatchProcess watch;
    watch.start(broker, WatchProcess::monitored(broker) + impact);
    QVERIFY(watch.watches());
    Stranger listener, publisher;
    listener.startNode(broker, u"a"_s, {u"listen"_s, u"t"_s, u"-"_s, u"60000"_s, u"no"_s});
    QVERIFY(listener.says("ready"));
    publisher.startNode(broker, u"p"_s, {u"publish"_s, u"t"_s, u"3"_s});
    QVERIFY(publisher.ends());
    QVERIFY(listener.says("3 new"));
    QVERIFY(watch.looksAgain());
    publisher.startNode(broker, u"p"_s, {u"publish"_s, u"t"_s, u"2"_s});
    QVERIFY(publisher.ends());
    QVERIFY(watch.tells(has(u"expired"_s, u"last"_s, 2)));
    int unacked = 0;
    for (const QJsonObject& line : watch.lines(u"expired"_s))
        unacked += line.value(u"unacked").toInt();
    QCOMPARE(unacked, 2);
    QCOMPARE(watch.end(), 0);
    QCOMPARE(watch.lines(u"drift"_s).size(), 0);
}

/// Clients that were there before and say nothing for long are heard all the same.
void TestStrangeBrokers::lateLowImpact()
{
    TestBroker broker;
    broker.setHeartbeats(30, 10, 10);
    QVERIFY(broker.start(TestBroker::Store::Memory));
    Stranger listener, publisher;
    listener.startNode(broker, u"a"_s, {u"listen"_s, u"t"_s, u"g"_s, u"2000"_s, u"no"_s});
    QVERIFY(listener.says("ready"));
    publisher.startNode(broker, u"p"_s, {u"publish"_s, u"t"_s, u"2"_s});
    QVERIFY(publisher.ends());
    QVERIFY(listener.says("2 new"));
    WatchProcess watch;
    watch.start(broker, WatchProcess::monitored(broker) + QStringList{u"--low-impact"_s});
    QVERIFY(watch.watches());
    QVERIFY(watch.tells(has(u"redeliver"_s, u"seq"_s, 1)));
    QVERIFY(watch.tells(has(u"redeliver"_s, u"seq"_s, 2)));
    QVERIFY(watch.looksAgain());
    QCOMPARE(watch.end(), 0);
    QCOMPARE(watch.lines(u"drift"_s).size(), 0);
}

void TestStrangeBrokers::duplicateId()
{
    QFETCH(const QStringList, impact);
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    WatchProcess watch;
    watch.start(broker, WatchProcess::monitored(broker) + impact);
    QVERIFY(watch.watches());
    Stranger first, second;
    first.startNode(broker, u"same"_s, {u"listen"_s, u"t"_s, u"-"_s, u"5000"_s, u"no"_s});
    QVERIFY(first.says("ready"));
    second.startNode(broker, u"same"_s, {u"listen"_s, u"t"_s, u"-"_s, u"5000"_s, u"no"_s});
    QVERIFY(watch.tells(has(u"advice"_s, u"code"_s, u"duplicate_client_id"_s)));
    QVERIFY(watch.complains("id of its own"));
    QCOMPARE(watch.end(), 0);
}

/// Two servers in the list that know nothing of each other: the hop is a gap of its own kind.
void TestStrangeBrokers::serversThatAreNoCluster()
{
    QFETCH(const QStringList, impact);
    TestBroker one, two;
    one.configure(u"authorization { token: \"t\" }"_s, {});
    two.configure(u"authorization { token: \"t\" }"_s, {});
    QVERIFY(one.start(TestBroker::Store::Memory));
    QVERIFY(two.start(TestBroker::Store::Memory));
    const QString state = two.filePath(u"state.json"_s);
    WatchProcess watch;
    watch.startWith(QStringList{u"-s"_s, one.url() + u',' + two.url(), u"--token"_s, u"t"_s,
                                u"--json"_s, u"--state"_s, state}
                    + impact);
    QVERIFY(watch.watches());
    const auto connectedTo = [](const TestBroker& broker) {
        const QJsonArray connections =
            askMonitoring(broker, u"/connz"_s).value(u"connections").toArray();
        return std::any_of(connections.begin(), connections.end(), [](const QJsonValue& each) {
            return each.toObject().value(u"name").toString() == u"stanscope tap";
        });
    };
    const bool isOnOne = connectedTo(one);
    QVERIFY(isOnOne != connectedTo(two));
    (isOnOne ? one : two).kill();
    QVERIFY(watch.tells(isType(u"tap_moved"_s)));
    QVERIFY(watch.tells(isType(u"gap_end"_s)));
    QCOMPARE(watch.end(), 0);
    const QJsonArray gaps = jsonIn(state).value(u"gaps").toArray();
    QCOMPARE(gaps.size(), 1);
    QCOMPARE(gaps[0].toObject().value(u"code").toString(), u"tap_moved_to"_s);
}

/// A client of our own comes, is sent all, and is gone without a trace; a channel that is not there
/// is not made.
void TestStrangeBrokers::readsWhatIsStored()
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
    watch.start(
        broker,
        WatchProcess::monitored(broker) + impact
            + QStringList{u"--read"_s, u"nowhere"_s, u"--read"_s, u"t"_s, u"--state"_s, state});
    QVERIFY(watch.watches());
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

void TestStrangeBrokers::readingEndsWithTheWatch()
{
    QFETCH(const QStringList, impact);
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    Stranger publisher;
    publisher.startNode(broker, u"p"_s, {u"publish"_s, u"t"_s, u"5"_s});
    QVERIFY(publisher.ends());
    WatchProcess watch;
    watch.start(broker,
                WatchProcess::monitored(broker) + impact + QStringList{u"--read"_s, u"t"_s});
    QVERIFY(watch.watches());
    QVERIFY(watch.tells(has(u"subscribed"_s, u"client"_s, u"stanscope-reader"_s)));
    QCOMPARE(watch.end(), 0);
    QCOMPARE(registeredClients(broker), QStringList());
}

/// Without a monitoring endpoint nothing says whether the channel is there.
void TestStrangeBrokers::readsNothingThatNobodyKnows()
{
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    WatchProcess watch;
    watch.start(broker, {u"--read"_s, u"t"_s});
    QVERIFY(watch.watches());
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

QTEST_GUILESS_MAIN(TestStrangeBrokers)
#include "tst_strangebrokers.moc"

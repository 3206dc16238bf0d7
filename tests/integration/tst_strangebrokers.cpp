#include "tests/support/certificates.h"
#include "tests/support/joins.h"
#include "tests/support/reading.h"
#include "tests/support/strangers.h"
#include "tests/support/watchprocess.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QProcess>
#include <QTcpServer>
#include <QTest>

#include <algorithm>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // ms; reached only when something is wrong

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
    void killedClientIsDeadAtOnce_data() { impacts(); }
    void killedClientIsDeadAtOnce();
    void killedClientIsSuspect();
    void asksAnotherCluster_data() { joins(); }
    void asksAnotherCluster();
    void connectsWithAPrefix_data() { joins(); }
    void connectsWithAPrefix();
    void keptFromInboxes_data() { joins(); }
    void keptFromInboxes();
    void monitoringOverTls_data() { impacts(); }
    void monitoringOverTls();
    void lateLowImpact();
    void duplicateId_data() { joins(); }
    void duplicateId();
    void serversThatAreNoCluster_data() { joins(); }
    void serversThatAreNoCluster();
    void putsRightWhatItCannotHear_data() { fullJoins(); }
    void putsRightWhatItCannotHear();
    void saysHowLongAPayloadIs_data() { joins(); }
    void saysHowLongAPayloadIs();
};

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
    QVERIFY(watch.watches(broker, WatchProcess::monitored(broker) + impact));
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

/// Without monitoring only its silence tells; a low-impact tap does not hear that it is asked.
void TestStrangeBrokers::killedClientIsSuspect()
{
    TestBroker broker;
    broker.setHeartbeats(1, 10, 10);
    QVERIFY(broker.start(TestBroker::Store::Memory));
    WatchProcess watch;
    QVERIFY(watch.watches(broker, {}));
    Stranger other, killed;
    other.startNode(broker, u"other"_s, {u"listen"_s, u"foo"_s, u"-"_s, u"5000"_s, u"no"_s});
    QVERIFY(other.says("ready"));
    killed.startNode(broker, u"killed"_s, {u"listen"_s, u"foo"_s, u"-"_s, u"5000"_s, u"no"_s});
    QVERIFY(killed.says("ready"));
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

/// Nobody keeps a request to a cluster that is not there: what was asked before anybody watched is
/// not known, and whoever asks again is told.
void TestStrangeBrokers::asksAnotherCluster()
{
    QFETCH(const bool, late);
    QFETCH(const QStringList, impact);
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    Stranger client;
    const auto asks = [&](const QString& id) {
        client.startNode(Stranger::urlOf(broker), u"oops"_s, id, {u"publish"_s, u"foo"_s, u"1"_s});
    };
    if (late) {
        asks(u"before"_s);
        QVERIFY(client.givesUp());
    }
    WatchProcess watch;
    QVERIFY(watch.watches(broker, WatchProcess::monitored(broker) + impact));
    QVERIFY(watch.looksAgain());
    QCOMPARE(watch.lines(u"foreign_cluster"_s).size(), 0);
    asks(u"x"_s);
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
    QFETCH(const bool, late);
    QFETCH(const QStringList, impact);
    TestBroker broker;
    broker.configure({}, u"discover_prefix: \"mine\""_s);
    QVERIFY(broker.start(TestBroker::Store::Memory));
    WatchProcess watch;
    const auto watches = [&] {
        return watch.watches(broker, WatchProcess::monitored(broker) + impact);
    };
    if (!late)
        QVERIFY(watches());
    Stranger listener;
    qputenv("DISCOVER_PREFIX", "mine");
    listener.startNode(broker, u"listener"_s, {u"listen"_s, u"foo"_s, u"-"_s, u"5000"_s, u"no"_s});
    qunsetenv("DISCOVER_PREFIX");
    QVERIFY(listener.says("ready"));
    if (late) {
        QVERIFY(watches());
    } else {
        QVERIFY(watch.tells(has(u"connected"_s, u"client"_s, u"listener"_s)));
        QVERIFY(watch.tells(has(u"subscribed"_s, u"client"_s, u"listener"_s)));
    }
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
    QFETCH(const bool, late);
    QFETCH(const QStringList, impact);
    TestBroker broker;
    broker.configure(
        u"authorization { users: [ { user: \"nss\", password: \"n\" }, { user: \"half\", "
        "password: \"h\", permissions: { subscribe: { allow: \">\", deny: \"_INBOX.>\" } } } ] }"_s,
        u"username: \"nss\"\n  password: \"n\""_s);
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const QStringList half =
        QStringList{u"-s"_s,   broker.url(),    u"-c"_s, broker.clusterId(), u"--user"_s,
                    u"half"_s, u"--password"_s, u"h"_s,  u"--json"_s}
        + impact;
    WatchProcess alone;
    alone.startWith(half);
    QCOMPARE(alone.waitForEnd(), 69);
    QVERIFY2(alone.errors().contains("kept from inboxes"), alone.errors().constData());
    WatchProcess watch;
    const auto watches = [&] {
        return watch.watchesWith(half + WatchProcess::monitored(broker))
            && watch.tells(has(u"denied"_s, u"code"_s, u"tap_inboxes_denied"_s));
    };
    if (!late)
        QVERIFY(watches());
    Stranger listener;
    listener.startNode(QString(broker.url()).replace(u"//"_s, u"//nss:n@"_s), broker.clusterId(),
                       u"listener"_s, {u"listen"_s, u"foo"_s, u"-"_s, u"5000"_s, u"no"_s});
    QVERIFY(listener.says("ready"));
    if (late)
        QVERIFY(watches());
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
    QFETCH(const QStringList, impact);
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
    watch.startWith(there + QStringList{u"--tlsca"_s, folder + u"/ca.pem"_s} + impact);
    QVERIFY(watch.watches());
    QVERIFY(watch.tells(isType(u"monitor"_s)));
    QCOMPARE(watch.end(), 0);
    QCOMPARE(watch.lines(u"monitor_failed"_s).size(), 0);
    process.kill();
    process.waitForFinished();
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
    QVERIFY(
        watch.watches(broker, WatchProcess::monitored(broker) + QStringList{u"--low-impact"_s}));
    QVERIFY(watch.tells(has(u"redeliver"_s, u"seq"_s, 1)));
    QVERIFY(watch.tells(has(u"redeliver"_s, u"seq"_s, 2)));
    QVERIFY(watch.looksAgain());
    QCOMPARE(watch.end(), 0);
    QCOMPARE(watch.lines(u"drift"_s).size(), 0);
}

void TestStrangeBrokers::duplicateId()
{
    QFETCH(const bool, late);
    QFETCH(const QStringList, impact);
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    WatchProcess watch;
    const auto watches = [&] {
        return watch.watches(broker, WatchProcess::monitored(broker) + impact);
    };
    if (!late)
        QVERIFY(watches());
    Stranger first, second;
    first.startNode(broker, u"same"_s, {u"listen"_s, u"t"_s, u"-"_s, u"5000"_s, u"no"_s});
    QVERIFY(first.says("ready"));
    if (late)
        QVERIFY(watches());
    second.startNode(broker, u"same"_s, {u"listen"_s, u"t"_s, u"-"_s, u"5000"_s, u"no"_s});
    QVERIFY(watch.tells(has(u"advice"_s, u"code"_s, u"duplicate_client_id"_s)));
    QVERIFY(watch.complains("id of its own"));
    QCOMPARE(watch.end(), 0);
}

/// Two servers in the list that know nothing of each other: the hop is a gap of its own kind, and
/// what was known of one is nothing to the other. Of clients that came before the watch, and of
/// those that the other one has, only a frame tells.
void TestStrangeBrokers::serversThatAreNoCluster()
{
    QFETCH(const bool, late);
    QFETCH(const QStringList, impact);
    TestBroker one, two;
    one.configure(u"authorization { token: \"t\" }"_s, {});
    two.configure(u"authorization { token: \"t\" }"_s, {});
    QVERIFY(one.start(TestBroker::Store::Memory));
    QVERIFY(two.start(TestBroker::Store::Memory));
    const QString state = two.filePath(u"state.json"_s);
    WatchProcess watch;
    const auto watches = [&] {
        return watch.watchesWith(QStringList{u"-s"_s, one.url() + u',' + two.url(), u"--token"_s,
                                             u"t"_s, u"--json"_s, u"--state"_s, state}
                                 + impact);
    };
    if (!late)
        QVERIFY(watches());
    Stranger onOne, onTwo;
    for (auto [broker, client] : {std::pair(&one, &onOne), std::pair(&two, &onTwo)}) {
        client->startNode(QString(broker->url()).replace(u"//"_s, u"//t@"_s), broker->clusterId(),
                          u"listener"_s, {u"listen"_s, u"foo"_s, u"-"_s, u"60000"_s, u"no"_s});
        QVERIFY(client->says("ready"));
    }
    if (late)
        QVERIFY(watches());
    const auto connectedTo = [](const TestBroker& broker) {
        const QJsonArray connections =
            askMonitoring(broker, u"/connz"_s).value(u"connections").toArray();
        return std::any_of(connections.begin(), connections.end(), [](const QJsonValue& each) {
            return each.toObject().value(u"name").toString() == u"stanscope tap";
        });
    };
    const bool isOnOne = connectedTo(one);
    QVERIFY(isOnOne != connectedTo(two));
    const TestBroker& other = isOnOne ? two : one;
    if (!late)
        QVERIFY(watch.tells(has(u"subscribed"_s, u"client"_s, u"listener"_s)));
    (isOnOne ? one : two).kill();
    QVERIFY(watch.tells(isType(u"tap_moved"_s)));
    QVERIFY(watch.tells(isType(u"gap_end"_s)));
    Stranger publisher;
    publisher.startNode(QString(other.url()).replace(u"//"_s, u"//t@"_s), other.clusterId(),
                        u"publisher"_s, {u"publish"_s, u"foo"_s, u"1"_s});
    QVERIFY(publisher.ends());
    QVERIFY(watch.tells(has(u"close"_s, u"client"_s, u"publisher"_s)));
    QCOMPARE(watch.end(), 0);
    const QJsonObject told = jsonIn(state);
    QCOMPARE(told.value(u"clients").toArray().size(), 0);
    const QJsonArray gaps = told.value(u"gaps").toArray();
    QCOMPARE(gaps.size(), 1);
    QCOMPARE(gaps[0].toObject().value(u"code").toString(), u"tap_moved_to"_s);
}

/// A user who may not listen to the inboxes of some clients, which are no `_INBOX.>`: what is sent
/// there the monitoring endpoint tells, and the drift says that it was put right.
void TestStrangeBrokers::putsRightWhatItCannotHear()
{
    QFETCH(const bool, late);
    TestBroker broker;
    broker.configure(
        u"authorization { users: [ { user: \"nss\", password: \"n\" }, { user: \"half\", "
        "password: \"h\", permissions: { subscribe: { allow: \">\", deny: \"old.>\" } } } ] }"_s,
        u"username: \"nss\"\n  password: \"n\""_s);
    QVERIFY(broker.start(TestBroker::Store::Memory));
    const QString state = broker.filePath(u"state.json"_s);
    WatchProcess watch;
    const auto watches = [&] {
        return watch.watchesWith(QStringList{u"-s"_s, broker.url(), u"-c"_s, broker.clusterId(),
                                             u"--user"_s, u"half"_s, u"--password"_s, u"h"_s,
                                             u"--json"_s, u"--state"_s, state}
                                 + WatchProcess::monitored(broker));
    };
    if (!late)
        QVERIFY(watches());
    const QString url = QString(broker.url()).replace(u"//"_s, u"//nss:n@"_s);
    Stranger listener, publisher;
    qputenv("INBOX_PREFIX", "old.");
    listener.startBare(url, broker.clusterId(), u"old"_s, {u"t"_s, u"60"_s, u"no"_s});
    qunsetenv("INBOX_PREFIX");
    QVERIFY(listener.says("ready"));
    if (late)
        QVERIFY(watches());
    publisher.startNode(url, broker.clusterId(), u"p"_s, {u"publish"_s, u"t"_s, u"2"_s});
    QVERIFY(publisher.ends());
    QVERIFY(listener.says("2 new"));
    QVERIFY(watch.tells(has(u"corrected"_s, u"channels"_s, QJsonArray{u"t"_s})));
    QVERIFY(watch.tells(has(u"drift"_s, u"corrected"_s, true)));
    QVERIFY(watch.looksAgain());
    QCOMPARE(watch.end(), 0);
    for (const QJsonObject& line : watch.lines(u"drift"_s))
        QVERIFY(line.value(u"corrected").toBool());
    QCOMPARE(watch.lines(u"deliver"_s).size(), 0);
    const QJsonObject seen =
        jsonIn(state).value(u"channels")[0].toObject().value(u"subscriptions")[0].toObject();
    QCOMPARE(seen.value(u"pending_count").toInt(), 2);
    QCOMPARE(seen.value(u"last_sent").toInt(), 2);
}

/// A line is short: what is long is cut, and says how long it is.
void TestStrangeBrokers::saysHowLongAPayloadIs()
{
    QFETCH(const bool, late);
    QFETCH(const QStringList, impact);
    TestBroker broker;
    QVERIFY(broker.start(TestBroker::Store::Memory));
    WatchProcess watch;
    const auto watches = [&] {
        return watch.watchesWith(
            QStringList{u"-s"_s, Stranger::urlOf(broker), u"-c"_s, broker.clusterId()}
            + WatchProcess::monitored(broker) + impact);
    };
    if (!late)
        QVERIFY(watches());
    Stranger listener, publisher;
    listener.startNode(broker, u"a"_s, {u"listen"_s, u"t"_s, u"-"_s, u"1000"_s, u"no"_s});
    QVERIFY(listener.says("ready"));
    // Its payload is its name, which no line cuts, a space and a number.
    publisher.startNode(broker, QString(98, u'p'), {u"publish"_s, u"t"_s, u"1"_s});
    QVERIFY(publisher.ends());
    QVERIFY(listener.says("1 new"));
    if (late)
        QVERIFY(watches());
    const QByteArray cut = '"' + QByteArray(59, 'p') + "…\"  (100 bytes)";
    QVERIFY(watch.prints(cut));
    QVERIFY(watch.prints("redeliver"));
    QCOMPARE(watch.end(), 0);
    QVERIFY(!watch.output().contains(QByteArray(99, 'p')));
}

QTEST_GUILESS_MAIN(TestStrangeBrokers)
#include "tst_strangebrokers.moc"

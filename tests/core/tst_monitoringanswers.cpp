#include "core/tap/monitoringanswers.h"

#include <QTest>

#include <limits>

using namespace stanscope;
using namespace Qt::StringLiterals;

/// The monitoring endpoint's pages: as nats-streaming-server 0.25.6 writes them, and as it never
/// would.
class MonitoringAnswersTest : public QObject
{
    Q_OBJECT

private slots:
    void serverz();
    void clientsz();
    void channelsz();
    void durableQueueWithoutClient();
    void emptyPages();
    void durableNames_data();
    void durableNames();
    void followersAndStandbysLag_data();
    void followersAndStandbysLag();
    void storez();
    void connz();
    void subsz_data();
    void subsz();
    void varz_data();
    void varz();
    void refuses_data();
    void refuses();
    void brokenAtEveryByte();
};

namespace {

const QByteArray channels = R"({
  "cluster_id": "test", "server_id": "gHbL36iuMsluyAQAp1MiSq",
  "now": "2026-11-23T09:27:29.835343023Z", "offset": 0, "limit": 128, "count": 1, "total": 3,
  "channels": [{
    "name": "foo", "msgs": 7, "bytes": 24, "first_seq": 3, "last_seq": 9223372036854775807,
    "subs_count": 2, "subscriptions": [
      {"client_id": "sub2", "inbox": "_INBOX.a", "ack_inbox": "_INBOX.b", "durable_name": "dd",
       "is_durable": true, "is_offline": true, "max_inflight": 1024, "ack_wait": 30,
       "last_sent": 9007199254740993, "pending_count": 4, "is_stalled": true},
      {"client_id": "sub1", "inbox": "_INBOX.c", "ack_inbox": "_INBOX.d", "queue_name": "d:g",
       "is_durable": true, "is_offline": false, "max_inflight": 1, "ack_wait": 5, "new": {"x": []}}
    ]}]})"_ba;

QString linesOf(const MonitoringPage<MonitoredChannel>& page)
{
    QStringList lines;
    for (const MonitoredChannel& channel : page.entries) {
        lines += u"%1 %2..%3"_s.arg(QString::fromStdString(channel.name.value()))
                     .arg(channel.first.value())
                     .arg(channel.last.value());
        for (const MonitoredSubscription& one : channel.subscriptions)
            lines +=
                u"  %1 %2 %3 [%4][%5]%6%7 max %8 W %9 sent %10 pending %11"_s
                    .arg(QString::fromStdString(one.client.value()),
                         QString::fromStdString(one.inbox.value()),
                         QString::fromStdString(one.ackInbox.value()),
                         QString::fromStdString(one.queueGroup),
                         QString::fromStdString(one.durable), one.offline ? u" offline"_s : u""_s,
                         one.stalled ? u" stalled"_s : u""_s)
                    .arg(one.maxInflight)
                    .arg(one.ackWaitSeconds)
                    .arg(one.lastSent.value())
                    .arg(one.pending);
    }
    return lines.join(u'\n');
}

QByteArray withSubscription(const QByteArray& fields)
{
    return R"({"server_id":"s","count":1,"total":1,"channels":[{"name":"c","subscriptions":[{)"_ba
        + fields + "}]}]}";
}

} // namespace

void MonitoringAnswersTest::serverz()
{
    const auto answer = parseServerz(
        R"({"cluster_id":"test","server_id":"gHbL","version":"0.25.6","state":"STANDALONE",
            "now":"2026-11-23T09:27:29Z","clients":2,"total_msgs":1})"_ba);
    QVERIFY(answer.ok());
    QCOMPARE(answer->clusterId, std::string("test"));
    QCOMPARE(answer->serverId, std::string("gHbL"));
    QCOMPARE(answer->version, std::string("0.25.6"));
    QCOMPARE(answer->state, std::string("STANDALONE"));
}

void MonitoringAnswersTest::clientsz()
{
    const auto page = parseClientsz(
        R"({"server_id":"gHbL","offset":1,"limit":2,"count":2,"total":3,"clients":[
            {"id":"a","hb_inbox":"_INBOX.1","subs_count":1},{"id":"b","hb_inbox":"_INBOX.2"}]})"_ba);
    QVERIFY(page.ok());
    QCOMPARE(page->offset, 1);
    QCOMPARE(page->total, 3);
    const std::vector<MonitoredClient> expected{{ClientId("a"), Subject("_INBOX.1")},
                                                {ClientId("b"), Subject("_INBOX.2")}};
    QVERIFY(page->entries == expected);
}

void MonitoringAnswersTest::channelsz()
{
    const auto page = parseChannelsz(channels);
    QVERIFY2(page.ok(), page.ok() ? "" : page.error().text.c_str());
    QCOMPARE(page->total, 3);
    // Sequences beyond what a double holds keep their last digit.
    QCOMPARE(linesOf(*page),
             u"foo 3..9223372036854775807\n"
             "  sub2 _INBOX.a _INBOX.b [][dd] offline stalled max 1024 W 30 sent 9007199254740993 "
             "pending 4\n"
             "  sub1 _INBOX.c _INBOX.d [g][d] max 1 W 5 sent 0 pending 0"_s);
}

/// As a broker with a FILE store tells it after a restart (nats-streaming-server 0.25.6).
void MonitoringAnswersTest::durableQueueWithoutClient()
{
    const auto page = parseChannelsz(withSubscription(
        R"("client_id":"","is_durable":true,"is_offline":true,"queue_name":"d:g")"_ba));
    QVERIFY2(page.ok(), page.ok() ? "" : page.error().text.c_str());
    QVERIFY(page->entries.at(0).subscriptions.at(0).client.isNull());
}

void MonitoringAnswersTest::emptyPages()
{
    const auto channelPage =
        parseChannelsz(R"({"server_id":"s","offset":5,"count":0,"total":1})"_ba);
    QVERIFY(channelPage.ok() && channelPage->entries.empty());
    const auto clientPage =
        parseClientsz(R"({"server_id":"s","count":0,"total":0,"clients":null})"_ba);
    QVERIFY(clientPage.ok() && clientPage->entries.empty());
}

void MonitoringAnswersTest::durableNames_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("group");
    QTest::addColumn<QString>("durable");
    QTest::newRow("plain") << R"("is_durable":false)"_ba << u""_s << u""_s;
    QTest::newRow("durable") << R"("is_durable":true,"durable_name":"d:x")"_ba << u""_s << u"d:x"_s;
    QTest::newRow("group") << R"("queue_name":"g")"_ba << u"g"_s << u""_s;
    QTest::newRow("group with a colon") << R"("queue_name":"a:b")"_ba << u"a:b"_s << u""_s;
    QTest::newRow("durable group")
        << R"("is_durable":true,"queue_name":"d:g")"_ba << u"g"_s << u"d"_s;
    QTest::newRow("colon in its group")
        << R"("is_durable":true,"queue_name":"d:g:h")"_ba << u"g:h"_s << u"d"_s;
}

void MonitoringAnswersTest::durableNames()
{
    QFETCH(QByteArray, fields);
    const auto page = parseChannelsz(withSubscription(R"("client_id":"x",)"_ba + fields));
    QVERIFY(page.ok());
    const MonitoredSubscription& one = page->entries.at(0).subscriptions.at(0);
    QTEST(QString::fromStdString(one.queueGroup), "group");
    QTEST(QString::fromStdString(one.durable), "durable");
}

void MonitoringAnswersTest::followersAndStandbysLag_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<bool>("lags");
    QTest::addColumn<bool>("hasLists");
    const QByteArray of = R"("cluster_id":"test","server_id":"x",)"_ba;
    QTest::newRow("single") << of + R"("state":"STANDALONE")"_ba << false << true;
    QTest::newRow("leader") << of + R"("state":"CLUSTERED","role":"Leader")"_ba << false << true;
    QTest::newRow("follower") << of + R"("state":"CLUSTERED","role":"Follower")"_ba << true << true;
    QTest::newRow("active") << of + R"("state":"FT_ACTIVE")"_ba << false << true;
    QTest::newRow("standby") << R"("cluster_id":"","server_id":"","state":"FT_STANDBY")"_ba << true
                             << false;
}

void MonitoringAnswersTest::followersAndStandbysLag()
{
    QFETCH(const QByteArray, more);
    const auto server = parseServerz('{' + more + '}');
    QVERIFY(server.ok());
    QTEST(server->lags(), "lags");
    QTEST(server->hasLists(), "hasLists");
}

void MonitoringAnswersTest::storez()
{
    const auto limits = parseStorez(
        R"({"limits":{"max_msgs":1000,"max_bytes":2000,"max_age":1500000,"max_inactivity":2000000000,
            "channels":{"a.>":{"max_age":3000000000,"max_msgs":-1},"b":{}}}})"_ba);
    QVERIFY(limits.ok());
    QStringList lines;
    for (const ChannelLimits& one : *limits)
        lines << u"%1 %2 %3 %4 %5"_s.arg(QString::fromStdString(one.channel.value()))
                     .arg(one.maxMessages)
                     .arg(one.maxBytes)
                     .arg(one.maxAgeMs)
                     .arg(one.maxInactivityMs);
    QCOMPARE(
        lines,
        QStringList({u" 1000 2000 2 2000"_s, u"a.> 0 2000 3000 2000"_s, u"b 1000 2000 2 2000"_s}));
    QVERIFY(!parseStorez("{}").ok());
}

void MonitoringAnswersTest::connz()
{
    const auto page = parseConnz(
        R"({"num_connections":2,"total":5,"offset":3,"limit":2,"connections":[
            {"cid":7,"subscriptions_list":["_INBOX.a","_INBOX.b"]},{"cid":9,"stop":"x"}]})"_ba);
    QVERIFY(page.ok());
    QCOMPARE(page->total, std::int64_t(5));
    QCOMPARE(page->connections.size(), std::size_t(2));
    QCOMPARE(page->connections[0].id, std::uint64_t(7));
    QCOMPARE(page->connections[0].subjects, (std::vector<std::string>{"_INBOX.a", "_INBOX.b"}));
    QVERIFY(page->connections[1].subjects.empty());
}

void MonitoringAnswersTest::subsz_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("listening");
    const auto row = [](const char* name, const QByteArray& body, Listening listening) {
        QTest::newRow(name) << body << int(listening);
    };
    row("client", R"({"num_subscriptions":64,"subscriptions_list":[
                      {"account":"$G","subject":"_INBOX.x","sid":"1","cid":9}]})"_ba,
        Listening::Yes);
    row("nobody", R"({"server_id":"NA","num_subscriptions":64,"total":0})"_ba, Listening::Nobody);
    row("only taps", R"({"num_subscriptions":64,"subscriptions_list":[
                        {"subject":">","cid":12},{"subject":"_INBOX.*.*","cid":13}]})"_ba,
        Listening::Nobody);
    row("external NATS", R"({"num_subscriptions":0,"total":0})"_ba, Listening::Unknown);
}

void MonitoringAnswersTest::subsz()
{
    QFETCH(QByteArray, body);
    const auto answer = parseSubsz(body);
    QVERIFY(answer.ok());
    QTEST(int(answer->listening), "listening");
    QCOMPARE(answer->serverId, std::string(body.contains("server_id") ? "NA" : ""));
}

void MonitoringAnswersTest::varz_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("neighbours");
    QTest::newRow("alone") << R"({"routes":0,"remotes":0,"leafnodes":0})"_ba << qint64(0);
    QTest::newRow("cluster") << R"({"routes":2,"remotes":0})"_ba << qint64(2);
    QTest::newRow("several routes to each") << R"({"routes":8,"remotes":2})"_ba << qint64(2);
    QTest::newRow("leaf node") << R"({"routes":0,"leafnodes":1})"_ba
                               << std::numeric_limits<qint64>::max();
}

void MonitoringAnswersTest::varz()
{
    QFETCH(QByteArray, body);
    QFETCH(qint64, neighbours);
    const auto answer = parseNeighbours(body);
    QVERIFY(answer.ok());
    QCOMPARE(qint64(*answer), neighbours);
}

void MonitoringAnswersTest::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("what");
    QTest::newRow("nothing") << QByteArray() << u"illegal value"_s;
    QTest::newRow("html") << "<html>nats</html>"_ba << u"illegal value"_s;
    QTest::newRow("list") << "[]"_ba << u"object"_s;
    QTest::newRow("no server") << R"({"count":0,"total":0})"_ba << u"server_id"_s;
    QTest::newRow("more than there are")
        << R"({"server_id":"s","count":1,"total":0,"channels":[{"name":"c"}]})"_ba << u"count"_s;
    QTest::newRow("miscounted")
        << R"({"server_id":"s","count":2,"total":2,"channels":[{"name":"c"}]})"_ba << u"count"_s;
    QTest::newRow("channels is text")
        << R"({"server_id":"s","count":0,"total":0,"channels":"c"})"_ba << u"channels"_s;
    QTest::newRow("channel is text")
        << R"({"server_id":"s","count":1,"total":1,"channels":["c"]})"_ba << u"object"_s;
    QTest::newRow("no name") << R"({"server_id":"s","count":1,"total":1,"channels":[{}]})"_ba
                             << u"name"_s;
    QTest::newRow("negative sequence")
        << R"({"server_id":"s","count":1,"total":1,"channels":[{"name":"c","last_seq":-1}]})"_ba
        << u"last_seq"_s;
    QTest::newRow("broken sequence")
        << R"({"server_id":"s","count":1,"total":1,"channels":[{"name":"c","last_seq":1.5}]})"_ba
        << u"last_seq"_s;
    QTest::newRow("sequence is text")
        << R"({"server_id":"s","count":1,"total":1,"channels":[{"name":"c","last_seq":"1"}]})"_ba
        << u"last_seq"_s;
    QTest::newRow("no client") << withSubscription(R"("inbox":"x")"_ba) << u"client_id"_s;
    QTest::newRow("long AckWait") << withSubscription(R"("client_id":"x","ack_wait":2147483648)"_ba)
                                  << u"ack_wait"_s;
    QTest::newRow("flag is number")
        << withSubscription(R"("client_id":"x","is_offline":1)"_ba) << u"is_offline"_s;
    QTest::newRow("long name") << withSubscription(R"("client_id":")"_ba + QByteArray(5000, 'x')
                                                   + '"')
                               << u"client_id"_s;
}

void MonitoringAnswersTest::refuses()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, what);
    const auto page = parseChannelsz(body);
    QVERIFY(!page.ok());
    const QString text = QString::fromStdString(page.error().text);
    QVERIFY2(text.contains(what), qPrintable(text));
    QVERIFY(!page.error().remedy.empty());
}

/// Cut or damaged anywhere: an error or a value, never a crash.
void MonitoringAnswersTest::brokenAtEveryByte()
{
    for (qsizetype at = 0; at < channels.size(); ++at) {
        QVERIFY(!parseChannelsz(channels.left(at)).ok());
        QByteArray damaged = channels;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x11);
        const auto page = parseChannelsz(damaged);
        QVERIFY(page.ok() || !page.error().text.empty());
    }
}

QTEST_GUILESS_MAIN(MonitoringAnswersTest)
#include "tst_monitoringanswers.moc"

#include "core/wire/standecoder.h"
#include "core/words/eventtext.h"
#include "tests/support/protowriter.h"

#include <QTest>

#include <random>

using namespace stanscope;
using test::ProtoWriter;

class TestStanDecoder : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aSession();
    void refusals();
    void takeoverProbeIsNoHeartbeat();
    void refusedPingOfAReplacedConnectionIsIgnored();
    void channelComesFromTheField();
    void otherSubjectsAreCountedQuietly();
    void saysWhichOtherClustersThereAre();
    void saysWhoAsksForAnotherCluster();
    void connectsWithAnotherPrefix();
    void otherRequestsAreNoConnects_data();
    void otherRequestsAreNoConnects();
    void malformedFramesAreShown();
    void survivesRandomFrames();
    void longLivedInboxesOutliveHeartbeats();
    void anUnansweredConnectHidesNoHeartbeats();
    void publishWithoutReplyHasNoGuid();
    void adoptsWhatMonitoringKnows();
    void adoptedNumbersStay();
    void pingsOfAdoptedClients();
    void newInboxesForALowImpactTap();
    void answersBeforeTheirQuestions();
    void deliveriesBeforeTheirSubscription();
    void earlyFramesAreForgotten();
    void whatAnAnswerHasCountedIsNotDecodedAgain();

private:
    void feed(const std::string& subject, const std::string& reply, const std::string& data);
    void connectClient(const std::string& client, const std::string& connId);
    void expect(const QStringList& lines);

    std::unique_ptr<StanDecoder> m_decoder;
    std::vector<Event> m_events;
    Nanos m_now{};
};

void TestStanDecoder::init()
{
    m_decoder = std::make_unique<StanDecoder>();
    m_events.clear();
    m_now = {};
}

void TestStanDecoder::feed(const std::string& subject, const std::string& reply,
                           const std::string& data)
{
    m_decoder->decode(Frame{m_now, subject, reply, data}, m_events);
}

void TestStanDecoder::connectClient(const std::string& client, const std::string& connId)
{
    feed("_STAN.discover.lab", "_INBOX.req." + connId,
         ProtoWriter().text(1, client).text(2, "_INBOX.hb." + client).text(4, connId).data());
    feed("_INBOX.req." + connId, "",
         ProtoWriter()
             .text(1, "_STAN.pub.lab")
             .text(2, "_STAN.sub.lab")
             .text(3, "_STAN.unsub.lab")
             .text(4, "_STAN.close.lab")
             .text(6, "_STAN.subclose.lab")
             .text(7, "_STAN.discover.lab.pings")
             .data());
}

void TestStanDecoder::expect(const QStringList& lines)
{
    QStringList seen;
    for (const Event& event : m_events) {
        const QString line = QString::fromStdString(toText(event));
        seen << line.mid(line.indexOf(QStringLiteral(" ms ")) + 4);
    }
    QCOMPARE(seen, lines);
    m_events.clear();
}

void TestStanDecoder::aSession()
{
    connectClient("a", "conn1");
    feed("_STAN.sub.lab", "_INBOX.req.2",
         ProtoWriter()
             .text(1, "a")
             .text(2, "foo")
             .text(3, "grp")
             .text(4, "_INBOX.a")
             .number(5, 16)
             .number(6, 3)
             .text(7, "dur")
             .number(10, 4)
             .data());
    feed("_INBOX.req.2", "", ProtoWriter().text(2, "_INBOX.ack.a").data());
    feed("_STAN.pub.lab.foo", "_STAN.acks.x",
         ProtoWriter().text(1, "p").text(2, "g1").text(3, "foo").text(5, "hello").data());
    feed("_INBOX.a", "", ProtoWriter().number(1, 1).text(2, "foo").text(4, "hello").data());
    feed("_STAN.acks.x", "", ProtoWriter().text(1, "g1").data());
    feed("_INBOX.ack.a", "", ProtoWriter().text(1, "foo").number(2, 1).data());
    feed("_INBOX.a", "",
         ProtoWriter()
             .number(1, 1)
             .text(2, "foo")
             .text(4, "hello")
             .number(6, 1)
             .number(7, 2)
             .data());
    feed("_INBOX.hb.a", "_INBOX.srv.1", "");
    feed("_INBOX.srv.1", "", "");
    feed("_STAN.subclose.lab", "_INBOX.req.3",
         ProtoWriter().text(1, "a").text(2, "foo").text(3, "_INBOX.ack.a").data());
    feed("_INBOX.req.3", "", "");
    feed("_STAN.close.lab", "_INBOX.req.4", ProtoWriter().text(1, "a").data());
    feed("_INBOX.req.4", "", "");
    expect({
        QStringLiteral("connect-request client=a"),
        QStringLiteral("connected client=a"),
        QStringLiteral("subscribe-request client=a channel=foo"),
        QStringLiteral("subscribed client=a channel=foo group=grp durable=dur sub=1 max=16 wait=3 "
                       "start=4"),
        QStringLiteral("publish client=p channel=foo guid=g1 payload=hello"),
        QStringLiteral("delivered sub=1 seq=1 payload=hello"),
        QStringLiteral("puback channel=foo guid=g1"),
        QStringLiteral("ack sub=1 seq=1"),
        QStringLiteral("redelivered sub=1 seq=1 count=2 payload=hello"),
        QStringLiteral("heartbeat client=a"),
        QStringLiteral("heartbeat-answer client=a"),
        QStringLiteral("sub-closed sub=1"),
        QStringLiteral("closed client=a"),
    });
    QCOMPARE(m_decoder->unknown(), std::uint64_t(0));
}

void TestStanDecoder::refusals()
{
    feed("_STAN.discover.lab", "_INBOX.r1", ProtoWriter().text(1, "a").text(4, "c1").data());
    feed("_INBOX.r1", "", ProtoWriter().text(5, "stan: clientID already registered").data());
    feed("_STAN.sub.lab", "_INBOX.r2", ProtoWriter().text(1, "a").text(2, "x").data());
    feed("_INBOX.r2", "", ProtoWriter().text(3, "stan: invalid subject").data());
    feed("_STAN.unsub.lab", "_INBOX.r3", ProtoWriter().text(1, "a").text(3, "_INBOX.z").data());
    feed("_INBOX.r3", "", ProtoWriter().text(3, "stan: invalid subscription").data());
    expect({
        QStringLiteral("connect-request client=a"),
        QStringLiteral("connect-refused client=a error=stan: clientID already registered"),
        QStringLiteral("subscribe-request client=a channel=x"),
        QStringLiteral("subscribe-refused client=a error=stan: invalid subject"),
    });
}

void TestStanDecoder::takeoverProbeIsNoHeartbeat()
{
    connectClient("a", "conn1");
    m_events.clear();
    feed("_STAN.discover.lab", "_INBOX.req.9",
         ProtoWriter().text(1, "a").text(2, "_INBOX.hb.new").text(4, "conn2").data());
    feed("_INBOX.hb.a", "_INBOX.probe.1", "");
    feed("_INBOX.req.9", "", ProtoWriter().text(1, "_STAN.pub.lab").data());
    feed("_INBOX.hb.new", "_INBOX.srv.2", "");
    expect({QStringLiteral("connect-request client=a"), QStringLiteral("connected client=a"),
            QStringLiteral("heartbeat client=a")});
}

void TestStanDecoder::refusedPingOfAReplacedConnectionIsIgnored()
{
    connectClient("a", "conn1");
    feed("_STAN.discover.lab.pings", "_INBOX.ping.1", ProtoWriter().text(1, "conn1").data());
    connectClient("a", "conn2");
    m_events.clear();
    feed("_INBOX.ping.1", "", ProtoWriter().text(1, "client has been replaced").data());
    expect({});
    feed("_STAN.discover.lab.pings", "_INBOX.ping.2", ProtoWriter().text(1, "conn2").data());
    feed("_INBOX.ping.2", "", ProtoWriter().text(1, "no longer registered").data());
    expect({QStringLiteral("ping-refused client=a error=no longer registered")});
}

void TestStanDecoder::channelComesFromTheField()
{
    feed("_STAN.pub.lab.foo", "_STAN.acks.x",
         ProtoWriter().text(1, "p").text(2, "g").text(3, "bar").data());
    expect({QStringLiteral("publish client=p channel=bar guid=g")});
}

void TestStanDecoder::otherSubjectsAreCountedQuietly()
{
    feed("raft.lab.a.lab.accept", "", "\xff\xff");
    feed("_INBOX.raft.1", "", "\x01\x02");
    feed("orders.new", "_INBOX.q", "hello");
    expect({});
    QCOMPARE(m_decoder->frames(), std::uint64_t(3));
    QCOMPARE(m_decoder->unknown(), std::uint64_t(3));
}

void TestStanDecoder::saysWhichOtherClustersThereAre()
{
    m_decoder = std::make_unique<StanDecoder>("lab");
    feed("_STAN.discover.other", "_INBOX.r",
         "\x0a\x01"
         "a");
    feed("_STAN.discover.other.pings", "_INBOX.r", "x");
    feed("_STAN.pub.third.foo", "_STAN.acks.x", "x");
    feed("_STAN.sub.fourth", "_INBOX.r", "x"); // nobody can tell what is behind the prefix there
    expect({QStringLiteral("foreign-cluster cluster=other client=a"),
            QStringLiteral("foreign-cluster cluster=third")});
}

void TestStanDecoder::saysWhoAsksForAnotherCluster()
{
    m_decoder = std::make_unique<StanDecoder>("lab");
    const auto ask = [this](const char* cluster, const char* client, const char* reply) {
        feed(std::string("_STAN.discover.") + cluster, reply,
             ProtoWriter().text(1, client).text(2, "_INBOX.hb").text(4, "conn").data());
    };
    ask("oops", "x", "_INBOX.r.1");
    ask("oops", "x", "_INBOX.r.2"); // tries again
    ask("oops", "y", "_INBOX.r.3");
    ask("other", "x", "_INBOX.r.4");
    feed("_INBOX.r.4", "", ProtoWriter().text(1, "_STAN.pub.other").data());
    expect({QStringLiteral("foreign-cluster cluster=oops client=x"),
            QStringLiteral("foreign-cluster cluster=oops client=y"),
            QStringLiteral("foreign-cluster cluster=other client=x"),
            QStringLiteral("foreign-answered cluster=other")});
}

/// A broker with a discover_prefix: connects and their pings are elsewhere, all else is not.
void TestStanDecoder::connectsWithAnotherPrefix()
{
    m_decoder = std::make_unique<StanDecoder>("lab");
    feed("mine.find.lab", "_INBOX.r.1",
         ProtoWriter().text(1, "a").text(2, "_INBOX.hb.a").text(4, "conn1").data());
    feed("_INBOX.r.1", "",
         ProtoWriter()
             .text(1, "_STAN.pub.lab")
             .text(2, "_STAN.sub.lab")
             .text(3, "_STAN.unsub.lab")
             .text(4, "_STAN.close.lab")
             .text(6, "_STAN.subclose.lab")
             .text(7, "mine.find.lab.pings")
             .data());
    feed("mine.find.lab.pings", "_INBOX.ping", ProtoWriter().text(1, "conn1").data());
    feed("_INBOX.ping", "", ProtoWriter().text(1, "client has been replaced").data());
    feed("mine.find.lab", "_INBOX.r.2",
         ProtoWriter().text(1, "b").text(2, "_INBOX.hb.b").text(4, "conn2").data());
    expect({QStringLiteral("connect-request client=a"), QStringLiteral("connected client=a"),
            QStringLiteral("ping-refused client=a error=client has been replaced"),
            QStringLiteral("connect-request client=b")});
    QCOMPARE(m_decoder->unknown(), std::uint64_t(0));
}

void TestStanDecoder::otherRequestsAreNoConnects_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("reply");
    QTest::addColumn<QByteArray>("data");
    const auto bytes = [](const std::string& data) { return QByteArray::fromStdString(data); };
    const QByteArray connect =
        bytes(ProtoWriter().text(1, "a").text(2, "_INBOX.hb").text(4, "conn").data());
    const QString subject = QStringLiteral("orders.lab");
    const QString reply = QStringLiteral("_INBOX.r");
    QTest::newRow("text") << subject << reply << QByteArray("hello");
    QTest::newRow("empty") << subject << reply << QByteArray();
    QTest::newRow("no reply") << subject << QString() << connect;
    QTest::newRow("other end") << QStringLiteral("orders.lab.x") << reply << connect;
    QTest::newRow("end of a token") << QStringLiteral("orders.mylab") << reply << connect;
    QTest::newRow("inbox") << QStringLiteral("_INBOX.lab") << reply << connect;
    QTest::newRow("no inbox") << subject << reply << bytes(ProtoWriter().text(1, "a").data());
    QTest::newRow("no client id") << subject << reply
                                  << bytes(ProtoWriter().text(1, "a b").text(2, "x").data());
}

void TestStanDecoder::otherRequestsAreNoConnects()
{
    QFETCH(const QString, subject);
    QFETCH(const QString, reply);
    QFETCH(const QByteArray, data);
    m_decoder = std::make_unique<StanDecoder>("lab");
    feed(subject.toStdString(), reply.toStdString(), data.toStdString());
    expect({});
    QCOMPARE(m_decoder->unknown(), std::uint64_t(1));
}

void TestStanDecoder::malformedFramesAreShown()
{
    feed("_STAN.discover.lab", "_INBOX.r", "\xff\xff");
    feed("_STAN.pub.lab.foo", "_STAN.acks.x", "\x0a\x7f");
    feed("_STAN.sub.lab", "_INBOX.r", "\x0b");
    QCOMPARE(m_events.size(), std::size_t(3));
    for (const Event& event : m_events)
        QVERIFY(std::holds_alternative<wire::Malformed>(event.body));
}

void TestStanDecoder::survivesRandomFrames()
{
    std::mt19937 random(20);
    const std::vector<std::string> subjects = {"_STAN.discover.lab",
                                               "_STAN.discover.lab.pings",
                                               "_STAN.pub.lab.foo",
                                               "_STAN.sub.lab",
                                               "_STAN.unsub.lab",
                                               "_STAN.subclose.lab",
                                               "_STAN.close.lab",
                                               "_INBOX.a",
                                               "_INBOX.ack.a",
                                               "_INBOX.hb.a",
                                               "_STAN.acks.x",
                                               "r1",
                                               "r2"};
    const auto pick = [&](std::size_t size) { return random() % size; };
    const std::string seed = ProtoWriter()
                                 .text(1, "a")
                                 .text(2, "_INBOX.hb.a")
                                 .text(3, "foo")
                                 .text(4, "_INBOX.a")
                                 .number(5, 1)
                                 .data();
    for (int i = 0; i < 50000; ++i) {
        std::string data = seed;
        for (std::size_t flips = pick(6); flips > 0; --flips)
            data[pick(data.size())] = static_cast<char>(pick(256));
        data.resize(pick(data.size() + 1));
        feed(subjects[pick(subjects.size())], pick(2) ? subjects[pick(subjects.size())] : "", data);
    }
    QCOMPARE(m_decoder->frames(), std::uint64_t(50000));
}

void TestStanDecoder::longLivedInboxesOutliveHeartbeats()
{
    connectClient("a", "conn1");
    feed("_STAN.sub.lab", "_INBOX.req.2",
         ProtoWriter().text(1, "a").text(2, "foo").text(4, "_INBOX.a").data());
    feed("_INBOX.req.2", "", ProtoWriter().text(2, "_INBOX.ack.a").data());
    for (int i = 0; i < 600000; ++i) {
        const std::string reply = "_INBOX.srv." + std::to_string(i);
        feed("_INBOX.hb.a", reply, "");
        feed(reply, "", "");
        m_events.clear();
    }
    feed("_INBOX.a", "", ProtoWriter().number(1, 1).text(2, "foo").data());
    expect({QStringLiteral("delivered sub=1 seq=1")});
}

void TestStanDecoder::anUnansweredConnectHidesNoHeartbeats()
{
    connectClient("a", "conn1");
    m_events.clear();
    m_decoder->decode(Frame{std::chrono::seconds(10), "_STAN.discover.lab", "_INBOX.req.9",
                            ProtoWriter().text(1, "a").text(4, "conn2").data()},
                      m_events);
    m_decoder->decode(Frame{std::chrono::seconds(15), "_INBOX.hb.a", "_INBOX.srv.1", ""}, m_events);
    QCOMPARE(m_events.size(), std::size_t(2));
    QVERIFY(std::holds_alternative<wire::HeartbeatSent>(m_events[1].body));
}

void TestStanDecoder::publishWithoutReplyHasNoGuid()
{
    feed("_STAN.pub.lab.foo", "",
         ProtoWriter().text(1, "p").text(2, "g1").text(3, "foo").text(5, "hello").data());
    expect({QStringLiteral("publish client=p channel=foo payload=hello")});
}

namespace {

monitor::Answered lateJoin()
{
    monitor::Answered answer;
    answer.clients = {{ClientId("a"), Subject("_INBOX.AAAAAAAAAAAA000001")},
                      {ClientId("b"), Subject("_INBOX.BBBBBBBBBBBB000001")},
                      {ClientId("c"), Subject("_INBOX.BBBBBBBBBBBB000002")}};
    MonitoredSubscription live;
    live.client = ClientId("a");
    live.inbox = Subject("_INBOX.a");
    live.ackInbox = Subject("_INBOX.ack.a");
    MonitoredSubscription offline;
    offline.client = ClientId("x");
    offline.inbox = Subject("_INBOX.old");
    offline.ackInbox = Subject("_INBOX.ack.old");
    offline.offline = true;
    answer.channels = {{ChannelName("foo"), Sequence(1), Sequence(9), {live, offline}}};
    return answer;
}

} // namespace

void TestStanDecoder::adoptsWhatMonitoringKnows()
{
    monitor::Answered answer = lateJoin();
    m_decoder->adopt(answer);
    QCOMPARE(answer.channels[0].subscriptions[0].subscription, 1U);
    QCOMPARE(answer.channels[0].subscriptions[1].subscription, 0U);
    feed("_INBOX.a", "", ProtoWriter().number(1, 7).text(2, "foo").data());
    feed("_INBOX.ack.a", "", ProtoWriter().text(1, "foo").number(2, 7).data());
    feed("_INBOX.AAAAAAAAAAAA000001", "_INBOX.srv.1", "");
    feed("_INBOX.srv.1", "", "");
    feed("_INBOX.ack.old", "", ProtoWriter().text(1, "foo").number(2, 7).data());
    feed("_STAN.subclose.lab", "_INBOX.req.3",
         ProtoWriter().text(1, "a").text(2, "foo").text(3, "_INBOX.ack.a").data());
    feed("_INBOX.req.3", "", "");
    feed("_STAN.close.lab", "_INBOX.req.4", ProtoWriter().text(1, "c").data());
    feed("_INBOX.req.4", "", "");
    expect({QStringLiteral("delivered sub=1 seq=7"), QStringLiteral("ack sub=1 seq=7"),
            QStringLiteral("heartbeat client=a"), QStringLiteral("heartbeat-answer client=a"),
            QStringLiteral("sub-closed sub=1"), QStringLiteral("closed client=c")});
    QCOMPARE(m_decoder->unknown(), std::uint64_t(1));
}

void TestStanDecoder::adoptedNumbersStay()
{
    // Seen by monitoring first, then on the wire: one subscription, one number.
    monitor::Answered answer = lateJoin();
    m_decoder->adopt(answer);
    feed("_STAN.sub.lab", "_INBOX.req.2",
         ProtoWriter().text(1, "a").text(2, "foo").text(4, "_INBOX.a").data());
    feed("_INBOX.req.2", "", ProtoWriter().text(2, "_INBOX.ack.a").data());
    expect({QStringLiteral("subscribe-request client=a channel=foo"),
            QStringLiteral("subscribed client=a channel=foo sub=1")});
    monitor::Answered again = lateJoin();
    m_decoder->adopt(again);
    QCOMPARE(again.channels[0].subscriptions[0].subscription, 1U);
}

void TestStanDecoder::pingsOfAdoptedClients()
{
    monitor::Answered answer = lateJoin();
    m_decoder->adopt(answer);
    const std::string refusal = ProtoWriter().text(1, "no longer registered").data();
    // Known by its process.
    feed("_STAN.discover.lab.pings", "_INBOX.p.1",
         ProtoWriter().text(1, "AAAAAAAAAAAA000009").data());
    feed("_INBOX.p.1", "", refusal);
    // Two clients in one process: known once it publishes.
    feed("_STAN.discover.lab.pings", "_INBOX.p.2",
         ProtoWriter().text(1, "BBBBBBBBBBBB000009").data());
    feed("_INBOX.p.2", "", refusal);
    m_now += std::chrono::seconds(1);
    feed("_STAN.pub.lab.foo", "_STAN.acks.c",
         ProtoWriter()
             .text(1, "c")
             .text(2, "g")
             .text(3, "foo")
             .text(6, "BBBBBBBBBBBB000009")
             .data());
    feed("_STAN.discover.lab.pings", "_INBOX.p.2",
         ProtoWriter().text(1, "BBBBBBBBBBBB000009").data());
    feed("_INBOX.p.2", "", refusal);
    expect({QStringLiteral("ping-refused client=a error=no longer registered"),
            QStringLiteral("publish client=c channel=foo guid=g"),
            QStringLiteral("ping-refused client=c error=no longer registered")});
}

void TestStanDecoder::newInboxesForALowImpactTap()
{
    connectClient("a", "conn1");
    feed("_STAN.sub.lab", "_INBOX.req.2",
         ProtoWriter().text(1, "a").text(2, "foo").text(4, "_INBOX.a").data());
    QCOMPARE(m_decoder->takeNewInboxes(),
             (std::vector<std::string>{"_INBOX.req.conn1", "_INBOX.req.2", "_INBOX.a"}));
    feed("_INBOX.req.2", "", ProtoWriter().text(2, "_INBOX.ack.a").data());
    QCOMPARE(m_decoder->takeNewInboxes(), (std::vector<std::string>{"_INBOX.a", "_INBOX.ack.a"}));
    QVERIFY(m_decoder->takeNewInboxes().empty());
}

void TestStanDecoder::answersBeforeTheirQuestions()
{
    feed("_INBOX.r1", "", ProtoWriter().text(1, "_STAN.pub.lab").text(2, "_STAN.sub.XYZ").data());
    QCOMPARE(m_decoder->unknown(), std::uint64_t(1));
    m_now += std::chrono::milliseconds(3);
    feed("_STAN.discover.lab", "_INBOX.r1",
         ProtoWriter().text(1, "a").text(2, "_INBOX.hb.a").text(4, "c1").data());
    QCOMPARE(m_events.back().time, m_now);
    feed("_INBOX.srv.1", "", "");
    feed("_INBOX.hb.a", "_INBOX.srv.1", "");
    feed("_STAN.acks.x", "", ProtoWriter().text(1, "g1").data());
    feed("_STAN.pub.lab.foo", "_STAN.acks.x",
         ProtoWriter().text(1, "a").text(2, "g1").text(3, "foo").data());
    feed("_INBOX.r2", "", "");
    feed("_STAN.close.lab", "_INBOX.r2", ProtoWriter().text(1, "a").data());
    expect({QStringLiteral("connect-request client=a"), QStringLiteral("connected client=a"),
            QStringLiteral("heartbeat client=a"), QStringLiteral("heartbeat-answer client=a"),
            QStringLiteral("publish client=a channel=foo guid=g1"),
            QStringLiteral("puback channel=foo guid=g1"), QStringLiteral("closed client=a")});
    QCOMPARE(m_decoder->frames(), std::uint64_t(8));
    QCOMPARE(m_decoder->unknown(), std::uint64_t(0));
}

void TestStanDecoder::deliveriesBeforeTheirSubscription()
{
    connectClient("a", "conn1");
    m_events.clear();
    const std::string request =
        ProtoWriter().text(1, "a").text(2, "foo").text(4, "_INBOX.a").data();
    // Everything the wrong way round: each one waits for what makes it known.
    feed("_INBOX.a", "", ProtoWriter().number(1, 1).text(2, "foo").data());
    feed("_INBOX.ack.a", "", ProtoWriter().text(1, "foo").number(2, 1).data());
    feed("_INBOX.a", "", ProtoWriter().number(1, 2).text(2, "foo").data());
    feed("_INBOX.r2", "", ProtoWriter().text(2, "_INBOX.ack.a").data());
    expect({});
    QCOMPARE(m_decoder->unknown(), std::uint64_t(4));
    feed("_STAN.sub.lab", "_INBOX.r2", request);
    expect({QStringLiteral("subscribe-request client=a channel=foo"),
            QStringLiteral("subscribed client=a channel=foo sub=1"),
            QStringLiteral("delivered sub=1 seq=1"), QStringLiteral("ack sub=1 seq=1"),
            QStringLiteral("delivered sub=1 seq=2")});
    QCOMPARE(m_decoder->unknown(), std::uint64_t(0));
}

void TestStanDecoder::earlyFramesAreForgotten()
{
    const std::string response = ProtoWriter().text(1, "_STAN.pub.lab").data();
    const auto connect = [this](const std::string& reply) {
        m_events.clear();
        feed("_STAN.discover.lab", reply, ProtoWriter().text(1, "a").text(4, "c1").data());
        return m_events.size() > 1;
    };
    feed("_INBOX.r1", "", response);
    m_now += EarlyFrames::longest + Nanos(1);
    QVERIFY(!connect("_INBOX.r1")); // too old

    feed("_INBOX.r2", "", response);
    for (std::size_t i = 0; i < EarlyFrames::mostFrames; ++i)
        feed("other." + std::to_string(i), "", "");
    QVERIFY(!connect("_INBOX.r2")); // too many since

    feed("_INBOX.r3", "", response);
    feed("other", "", std::string(EarlyFrames::mostBytes - response.size(), 'x'));
    QVERIFY(!connect("_INBOX.r3")); // too much since

    feed("_INBOX.r4", "", response);
    feed("other", "", std::string(EarlyFrames::mostBytes, 'x')); // is not kept itself
    QVERIFY(connect("_INBOX.r4"));
    QCOMPARE(m_decoder->unknown(), EarlyFrames::mostFrames + 5);
}

void TestStanDecoder::whatAnAnswerHasCountedIsNotDecodedAgain()
{
    feed("_INBOX.a", "", ProtoWriter().number(1, 9).text(2, "foo").data());
    monitor::Answered answer = lateJoin();
    m_decoder->adopt(answer);
    feed("_INBOX.AAAAAAAAAAAA000001", "_INBOX.srv.1", "");
    expect({QStringLiteral("heartbeat client=a")});
    QCOMPARE(m_decoder->unknown(), std::uint64_t(1));
}

QTEST_GUILESS_MAIN(TestStanDecoder)
#include "tst_standecoder.moc"

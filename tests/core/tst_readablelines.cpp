#include "core/export/plaintext.h"
#include "core/export/readablelines.h"
#include "core/lab/lab.h"

#include <QStringList>
#include <QTest>

using namespace stanscope;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A Lab whose events also go to ReadableLines; times in ms after the start.
class Stream
{
public:
    Stream()
        : m_lines([this](std::string_view text) { m_text += text; })
        , m_lab(m_run, 1000ms)
    {
        send(0ms, Source::Laboratory, m_run);
    }

    template <typename Body>
    Stream& send(Nanos at, Source source, Body body)
    {
        const Event event{1000ms + at, source, EventBody(std::move(body))};
        m_lab.apply(event);
        m_lines.folded(event, m_lab);
        return *this;
    }
    template <typename Body>
    Stream& wire(Nanos at, Body body)
    {
        return send(at, Source::Wire, std::move(body));
    }

    QStringList lines()
    {
        m_lines.idle({});
        return QString::fromStdString(m_text).split(u'\n', Qt::SkipEmptyParts);
    }

private:
    std::string m_text;
    ReadableLines m_lines;
    // 2025-11-23 09:00:00.123 UTC
    laboratory::RunStarted m_run{{}, {}, 1763888400123000000, "shop at 127.0.0.1:4222", true};
    Lab m_lab;
};

wire::Subscribed subscribed(std::uint32_t id, const char* client, const char* group,
                            const char* durable)
{
    return {.subscription = wire::SubscriptionId(id),
            .client = ClientId(client),
            .channel = ChannelName("orders"),
            .queueGroup = group,
            .durable = durable,
            .inbox = Subject("_INBOX.a"),
            .ackInbox = Subject("_INBOX.b"),
            .maxInflight = 16,
            .ackWaitSeconds = 3,
            .start = 4};
}

} // namespace

class ReadableLinesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("TZ", "UTC");
        tzset();
    }

    void aLineForEachThingThatHappens()
    {
        Stream stream;
        const wire::SubscriptionId one(1);
        const wire::SubscriptionId foreign(9);
        stream.wire(1ms, wire::ConnectRequested{ClientId("a1"), Subject("_INBOX.h")})
            .wire(2ms, wire::ClientConnected{ClientId("a1"), Subject("_INBOX.h")})
            .wire(3ms, wire::SubscribeRequested{ClientId("a1"), ChannelName("orders"), "g", "d"})
            .wire(4ms, subscribed(1, "a1", "g", "d"))
            .wire(5ms, wire::PublishSent{ClientId("tx"), ChannelName("orders"), "g1", "a\nb"})
            .wire(6ms, wire::Delivered{one, Sequence(1), false, 0, 0, "a\nb"})
            .wire(7ms, wire::PubAcked{ChannelName("orders"), "g1", {}})
            .wire(8ms, wire::PubAcked{ChannelName("orders"), "g2", "stan: invalid"})
            .wire(9ms, wire::HeartbeatSent{ClientId("a1")})
            .wire(10ms, wire::HeartbeatAnswered{ClientId("a1")})
            .wire(3006ms, wire::Delivered{one, Sequence(1), true, 1, 0, std::string("\0\xff", 2)})
            .wire(3007ms, wire::AckSent{one, Sequence(1)})
            .wire(3008ms, wire::Delivered{foreign, Sequence(7), false, 0, 0, "x"})
            .wire(3009ms, wire::TapGap{said("disconnected")})
            .wire(3010ms, wire::TapBack{})
            .wire(3011ms, wire::Unsubscribed{one, false})
            .wire(3012ms, wire::ClientClosed{ClientId("a1")})
            .wire(3013ms, wire::FramesSeen{9, 0});
        const QStringList expected{
            u"09:00:00.123  watch         shop at 127.0.0.1:4222"_s,
            u"09:00:00.125  connected                             a1"_s,
            u"09:00:00.127  subscribed    orders                  a1                  [d:g]  AckWait 3 s, MaxInflight 16"_s,
            u"09:00:00.128  publish       orders                  tx                  \"a b\""_s,
            u"09:00:00.129  deliver       orders #1               a1                  [d:g]  until 09:00:03.129  \"a b\""_s,
            u"09:00:00.130  stored        orders #1"_s,
            u"09:00:00.131  refused       orders                                      publish: stan: invalid"_s,
            u"09:00:03.129  redeliver     orders #1               a1                  [d:g]  attempt 2  until 09:00:06.129  hex 00ff"_s,
            u"09:00:03.130  ack           orders #1               a1                  [d:g]"_s,
            u"09:00:03.131  deliver       ? #7                    ?                   \"x\""_s,
            u"09:00:03.132  gap           disconnected"_s,
            u"09:00:03.133  gap ends      the tap hears again"_s,
            u"09:00:03.134  sub closed    orders                  a1                  [d:g]"_s,
            u"09:00:03.135  closed                                a1"_s};
        const QStringList lines = stream.lines();
        for (int i = 0; i < std::min(lines.size(), expected.size()); ++i)
            QCOMPARE(lines[i], expected[i]);
        QCOMPARE(lines.size(), expected.size());
    }

    void saysHowAndHowLate()
    {
        Stream stream;
        stream.wire(1ms, wire::ClientConnected{ClientId("a"), Subject("_INBOX.h")})
            .wire(2ms, wire::ClientConnected{ClientId("b"), Subject("_INBOX.i")})
            .wire(3ms, subscribed(1, "a", "g", ""))
            .wire(4ms, subscribed(2, "b", "g", ""))
            .wire(5ms, wire::Delivered{wire::SubscriptionId(1), Sequence(1), false, 0, 0, "x"})
            .wire(3005ms, wire::Delivered{wire::SubscriptionId(2), Sequence(1), true, 1, 0, "x"})
            .wire(3100ms, wire::AckSent{wire::SubscriptionId(1), Sequence(1)})
            .wire(3200ms, wire::AckSent{wire::SubscriptionId(2), Sequence(1)});
        const QStringList lines = stream.lines();
        QCOMPARE(lines.size(), 9);
        QVERIFY2(lines[4].endsWith(u"[g]  joins  AckWait 3 s, MaxInflight 16"_s),
                 qPrintable(lines[4]));
        QVERIFY2(lines[7].endsWith(u"[g]  late by 0.095 s"_s), qPrintable(lines[7]));
        QVERIFY2(lines[8].endsWith(u"[g]  nobody waits for it"_s), qPrintable(lines[8]));
    }

    void saysWhatNoFrameSays()
    {
        Stream stream;
        stream.wire(1ms, wire::ClientRefused{ClientId("a"), "stan: clientID already registered"});
        const QString line = stream.lines().last();
        QVERIFY2(line.contains(u"advice        a was refused: another client with this id"_s),
                 qPrintable(line));
        QVERIFY2(line.contains(u"an id of its own"_s), qPrintable(line));
    }

    /// Names and payloads come from strangers: they must not steer a terminal.
    void nobodySteersTheTerminal()
    {
        const std::string evil = "\x1b[2J\xc2\x9b"
                                 "1m\r\n\xff\xe2\x80\xae"
                                 "end";
        Stream stream;
        stream.wire(1ms, wire::ClientConnected{ClientId(evil), Subject(evil)})
            .wire(2ms, wire::PublishSent{ClientId(evil), ChannelName(evil), evil, evil})
            .wire(3ms,
                  wire::PublishSent{ClientId("a"), ChannelName("c"), "g", "\xc2\x9bm\xe2\x80\xae"})
            .wire(4ms, wire::PingRefused{ClientId("a"), evil})
            .wire(5ms, wire::Malformed{Subject(evil), 3, evil});
        const QStringList lines = stream.lines();
        QCOMPARE(lines.size(), 6);
        for (const QString& line : lines)
            for (const QChar c : line)
                QVERIFY2(c.isPrint(), qPrintable(line));
    }

    void textIsCut()
    {
        QCOMPARE(terminalText("abcdef", 6), std::string("abcdef"));
        QCOMPARE(terminalText("abcdefg", 6), std::string("abcde…"));
        QCOMPARE(terminalText("äöüäöüä", 6), std::string("äöüäö…"));
        QCOMPARE(padded("äö", 4), std::string("äö  "));
        QCOMPARE(payloadText(std::string(60, 'x')), '"' + std::string(60, 'x') + '"');
        QCOMPARE(payloadText(std::string(100, 'x')),
                 '"' + std::string(59, 'x') + "…\"  (100 bytes)");
        QCOMPARE(payloadText("end…"), std::string("\"end…\""));
        QCOMPARE(payloadText(std::string(25, '\0')),
                 "hex " + std::string(48, '0') + "…  (25 bytes)");
    }
};

QTEST_APPLESS_MAIN(ReadableLinesTest)
#include "tst_readablelines.moc"

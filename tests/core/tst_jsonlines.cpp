#include "core/export/jsonlines.h"
#include "core/export/statejson.h"
#include "core/lab/lab.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <QTest>

#include <limits>

using namespace stanscope;
using namespace std::chrono_literals;

namespace {

/// A Lab whose events also go to JsonLines; times in ms after the start.
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

    /// The lines behind the first `skip`, each checked to be one JSON object.
    QStringList lines(int skip = 1)
    {
        m_lines.idle({});
        QStringList list = QString::fromStdString(m_text).split(u'\n', Qt::SkipEmptyParts);
        for (const QString& line : std::as_const(list))
            if (!QJsonDocument::fromJson(line.toUtf8()).isObject())
                return {QStringLiteral("not an object: ") + line};
        return list.mid(skip);
    }
    Lab& lab() { return m_lab; }

private:
    std::string m_text;
    JsonLines m_lines;
    // 2025-11-23 09:00:00.123456789 UTC
    laboratory::RunStarted m_run{
        ChannelName("bank"), {{AccountName("ann"), Cents(5000)}}, 1763888400123456789, "A lesson"};
    Lab m_lab;
};

wire::Subscribed subscribed(std::uint32_t id, const char* client, const char* group = "account",
                            const char* durable = "bank")
{
    return {.subscription = wire::SubscriptionId(id),
            .client = ClientId(client),
            .channel = ChannelName("bank"),
            .queueGroup = group,
            .durable = durable,
            .inbox = Subject("_INBOX.a"),
            .ackInbox = Subject("_INBOX.b"),
            .maxInflight = 16,
            .ackWaitSeconds = 3,
            .start = 4};
}

QString text(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

} // namespace

class TestJsonLines : public QObject
{
    Q_OBJECT

private slots:
    void aRunBeginsWithItsTerms()
    {
        QCOMPARE(Stream().lines(0),
                 (QStringList{QStringLiteral(
                     R"({"type":"run","t":1763888400123.456,"channel":"bank",)"
                     R"("title":"A lesson","accounts":[{"name":"ann","opening":5000}],)"
                     R"("attached":false,"monitored":false,"low_impact":false,"cluster":null})")}));
    }

    void aMessageIsFollowedFromPublishToAck()
    {
        Stream stream;
        const wire::SubscriptionId one(1);
        stream.wire(1ms, wire::ConnectRequested{ClientId("a1"), Subject("_INBOX.h")})
            .wire(2ms, wire::ClientConnected{ClientId("a1"), Subject("_INBOX.h")})
            .wire(3ms,
                  wire::SubscribeRequested{ClientId("a1"), ChannelName("bank"), "account", "bank"})
            .wire(4ms, subscribed(1, "a1"))
            .wire(5ms, wire::PublishSent{ClientId("tx"), ChannelName("bank"), "g1", "[1]"})
            .wire(6ms, wire::Delivered{one, Sequence(1), false, 0, 1763888400000000000, "[1]"})
            .wire(7ms, wire::PubAcked{ChannelName("bank"), "g1", {}})
            .wire(3006ms, wire::Delivered{one, Sequence(1), true, 1, 0, "[1]"})
            .wire(3007ms, wire::AckSent{one, Sequence(1)})
            .wire(3008ms, wire::FramesSeen{9, 0})
            .wire(3009ms, wire::Unsubscribed{one, false})
            .wire(3010ms, wire::ClientClosed{ClientId("a1")});
        const QStringList expected{
            text(R"({"type":"connect","t":1763888400124.456,"client":"a1","hb_inbox":"_INBOX.h"})"),
            text(
                R"({"type":"connected","t":1763888400125.456,"client":"a1","hb_inbox":"_INBOX.h"})"),
            text(
                R"({"type":"subscribe","t":1763888400126.456,"client":"a1","channel":"bank","queue":"account","durable":"bank"})"),
            text(
                R"({"type":"subscribed","t":1763888400127.456,"client":"a1","channel":"bank","queue":"account","durable":"bank","subscription":1,"inbox":"_INBOX.a","ack_inbox":"_INBOX.b","max_inflight":16,"ack_wait":3,"start":"first"})"),
            text(
                R"({"type":"publish","t":1763888400128.456,"client":"tx","channel":"bank","guid":"g1","payload":"[1]"})"),
            text(
                R"({"type":"deliver","t":1763888400129.456,"client":"a1","channel":"bank","queue":"account","durable":"bank","subscription":1,"seq":1,"attempt":1,"deadline":1763888403129.456,"stored_at":1763888400000.000,"payload":"[1]"})"),
            text(R"({"type":"stored","t":1763888400130.456,"channel":"bank","seq":1,"guid":"g1"})"),
            text(
                R"({"type":"redeliver","t":1763888403129.456,"client":"a1","channel":"bank","queue":"account","durable":"bank","subscription":1,"seq":1,"attempt":2,"deadline":1763888406129.456,"stored_at":null,"payload":"[1]"})"),
            text(
                R"({"type":"ack","t":1763888403130.456,"client":"a1","channel":"bank","queue":"account","durable":"bank","subscription":1,"seq":1})"),
            text(
                R"({"type":"unsubscribe","t":1763888403132.456,"client":"a1","channel":"bank","queue":"account","durable":"bank","subscription":1,"removed":false})"),
            text(R"({"type":"close","t":1763888403133.456,"client":"a1"})")};
        const QStringList lines = stream.lines();
        for (int i = 0; i < std::min(lines.size(), expected.size()); ++i)
            QCOMPARE(lines[i], expected[i]);
        QCOMPARE(lines.size(), expected.size());
    }

    void whatIsNotKnownIsNull()
    {
        Stream stream;
        const wire::SubscriptionId foreign(9);
        stream.wire(1ms, wire::Delivered{foreign, Sequence(7), false, 0, 0, "x"})
            .wire(2ms, wire::AckSent{foreign, Sequence(7)})
            .wire(3ms, wire::PubAcked{{}, "g", {}});
        QCOMPARE(
            stream.lines(),
            (QStringList{
                text(
                    R"({"type":"deliver","t":1763888400124.456,"client":null,"channel":null,"queue":null,"durable":null,"subscription":9,"seq":7,"attempt":1,"deadline":null,"stored_at":null,"payload":"x"})"),
                text(
                    R"({"type":"ack","t":1763888400125.456,"client":null,"channel":null,"queue":null,"durable":null,"subscription":9,"seq":7})"),
                text(
                    R"({"type":"stored","t":1763888400126.456,"channel":null,"seq":null,"guid":"g"})")}));
    }

    void payloadsAreTextOrHex_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QString>("field");
        QTest::newRow("text") << QByteArray("Grüße\n\"") << text("\"payload\":\"Grüße\\n\\\"\"");
        QTest::newRow("control") << QByteArray("a\0b", 3) << text(R"("payload_hex":"610062")");
        QTest::newRow("not UTF-8") << QByteArray("\xff\xfe") << text(R"("payload_hex":"fffe")");
        QTest::newRow("empty") << QByteArray() << text(R"("payload":"")");
    }
    void payloadsAreTextOrHex()
    {
        QFETCH(const QByteArray, payload);
        QFETCH(const QString, field);
        Stream stream;
        stream.wire(1ms, wire::PublishSent{{}, ChannelName("c"), "g", payload.toStdString()});
        QVERIFY2(stream.lines().value(0).contains(field), qPrintable(stream.lines().value(0)));
    }

    /// Names come from strangers: whatever they hold, a line stays one JSON object.
    void everyLineIsAnObject()
    {
        Stream stream;
        const std::string odd("\x01\"\\\n\xff\x7f", 6);
        stream.wire(1ms, wire::ClientConnected{ClientId(odd), Subject(odd)})
            .wire(2ms, wire::Malformed{Subject(odd), 3, odd})
            .send(3ms, Source::Supervisor, process::StderrLine{ClientId(odd), odd})
            .send(4ms, Source::Supervisor, broker::LogLine{odd})
            .send(5ms, Source::Auditor,
                  audit::Finished{audit::Verdict::Violated,
                                  {{1, said(odd), AccountName(odd), {}, {}, ClientId("a")}, {}},
                                  said(odd)});
        QCOMPARE(stream.lines().size(), 5);
    }

    void timesAreMilliseconds()
    {
        QCOMPARE(millisecondsText(0), std::string("0.000"));
        QCOMPARE(millisecondsText(1'234'567), std::string("1.234"));
        QCOMPARE(millisecondsText(-1), std::string("-0.001"));
        QCOMPARE(millisecondsText(std::numeric_limits<std::int64_t>::min()),
                 std::string("-9223372036854.776"));
        // An anchor from a damaged file wraps; it does not overflow.
        QVERIFY(!UnixClock(std::numeric_limits<std::int64_t>::max(), -5s).text(9s).empty());
    }

    void aStateIsWrittenInChannelszsNames()
    {
        MirrorState state;
        state.time = 3s;
        state.start = 1s;
        state.startedAtUnixNs = 1763888400000000000;
        state.clients = {{ClientId("a1"), Subject("_INBOX.h"), ClientHealth::DeadButRegistered}};
        MirrorState::Subscription group;
        group.client = ClientId("a1");
        group.inbox = Subject("_INBOX.a");
        group.ackInbox = Subject("_INBOX.b");
        group.queueName = "bank:account";
        group.durable = true;
        group.maxInflight = 16;
        group.ackWaitSeconds = 3;
        group.lastSent = Sequence(7);
        group.pending = 2;
        group.outstanding = {{Sequence(7), 4s, 2}, {}};
        MirrorState::Subscription plain;
        plain.client = ClientId("a2");
        plain.durableName = "mine";
        plain.durable = plain.offline = true;
        state.channels = {{ChannelName("bank"), Sequence(1), Sequence(7), false, {group, plain}},
                          {ChannelName("empty"), {}, {}, false, {}}};
        state.gaps = {{2s, {}, message(Code::TapDisconnected)}};
        state.drift = {{3s, ChannelName("bank"), ClientId("a1"),
                        message(Code::PendingDiffers, "account/a1", 2, 3), true}};
        QCOMPARE(text(toJson(state)), text(R"({
  "time": 1763888402000.000,
  "clients": [
    {
      "id": "a1",
      "hb_inbox": "_INBOX.h",
      "health": "dead but registered"
    }
  ],
  "channels": [
    {
      "name": "bank",
      "first_seq": 1,
      "last_seq": 7,
      "subscriptions": [
        {
          "client_id": "a1",
          "inbox": "_INBOX.a",
          "ack_inbox": "_INBOX.b",
          "queue_name": "bank:account",
          "is_durable": true,
          "is_offline": false,
          "max_inflight": 16,
          "ack_wait": 3,
          "last_sent": 7,
          "pending_count": 2,
          "is_stalled": false,
          "outstanding": [
            {
              "seq": 7,
              "deadline": 1763888403000.000,
              "attempt": 2
            },
            {
              "seq": null,
              "deadline": null,
              "attempt": null
            }
          ]
        },
        {
          "client_id": "a2",
          "inbox": "",
          "ack_inbox": "",
          "queue_name": "",
          "durable_name": "mine",
          "is_durable": true,
          "is_offline": true,
          "max_inflight": 0,
          "ack_wait": 0,
          "last_sent": 0,
          "pending_count": 0,
          "is_stalled": false,
          "outstanding": []
        }
      ]
    },
    {
      "name": "empty",
      "first_seq": null,
      "last_seq": 0,
      "subscriptions": []
    }
  ],
  "gaps": [
    {
      "from": 1763888401000.000,
      "until": null,
      "why": "the tap lost its connection",
      "code": "tap_disconnected",
      "args": []
    }
  ],
  "drift": [
    {
      "time": 1763888402000.000,
      "channel": "bank",
      "client_id": "a1",
      "text": "account/a1 pending_count: mirror 2, broker 3",
      "code": "pending_differs",
      "args": [
        "account/a1",
        2,
        3
      ],
      "corrected": true
    }
  ]
}
)"));
    }
};

QTEST_APPLESS_MAIN(TestJsonLines)
#include "tst_jsonlines.moc"

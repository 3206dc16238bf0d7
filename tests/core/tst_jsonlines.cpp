#include "core/events/eventforms.h"
#include "core/export/jsonlines.h"
#include "core/export/statejson.h"
#include "core/lab/lab.h"
#include "tests/support/reading.h"

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

/// What a line of `T` may have, as docs/watch-json.md calls it.
template <typename T>
QStringList fieldsOf()
{
    QStringList names;
    const auto add = [&names](const auto& field) {
        if constexpr (requires { field.style; }) {
            using Value = std::decay_t<decltype(std::declval<const T&>().*field.member)>;
            // One kind of event is two types of line, and only one of them has an error.
            if (field.style == codec::Style::Hidden || field.style == codec::Style::OrLeftOut)
                return;
            if constexpr (requires { codec::Form<Value>::fields; }) {
                if (field.style == codec::Style::Inline) {
                    names += fieldsOf<Value>();
                    return;
                }
            }
            names += QLatin1String(field.name);
            if constexpr (std::is_same_v<Value, Message>)
                names += QStringList{QStringLiteral("code"), QStringLiteral("args")};
            if constexpr (std::is_same_v<Value, std::vector<Message>>)
                names += QStringLiteral("differences");
            if (field.joined == codec::Joined::Attempt)
                names += QStringList{QStringLiteral("attempt"), QStringLiteral("deadline")};
        }
    };
    std::apply([&](const auto&... field) { (add(field), ...); }, codec::Form<T>::fields);
    return names;
}

/// The types of lines that there are, and what they may have.
template <typename Body>
void addLine(QMap<QString, QStringList>& lines)
{
    const auto add = [&lines](const codec::Named& named) {
        if (named.type)
            lines[QLatin1String(named.type)] += fieldsOf<Body>();
        if (named.type && named.state)
            lines[QLatin1String(named.type)] += QStringLiteral("state");
    };
    if constexpr (requires { codec::Form<Body>::names; })
        for (const codec::Named& named : codec::Form<Body>::names)
            add(named);
    else
        add(codec::Form<Body>::name);
}
template <typename... Bodies>
QMap<QString, QStringList> linesOf(const std::variant<Bodies...>*)
{
    QMap<QString, QStringList> lines;
    (addLine<Bodies>(lines), ...);
    return lines;
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
                R"({"type":"subscribed","t":1763888400127.456,"client":"a1","channel":"bank","queue":"account","durable":"bank","subscription":1,"inbox":"_INBOX.a","ack_inbox":"_INBOX.b","max_inflight":16,"ack_wait":3,"start":"first","how":"created"})"),
            text(
                R"({"type":"publish","t":1763888400128.456,"client":"tx","channel":"bank","guid":"g1","payload":"[1]"})"),
            text(
                R"({"type":"deliver","t":1763888400129.456,"client":"a1","channel":"bank","queue":"account","durable":"bank","subscription":1,"seq":1,"attempt":1,"deadline":1763888403129.456,"stored_at":1763888400000.000,"payload":"[1]"})"),
            text(R"({"type":"stored","t":1763888400130.456,"channel":"bank","seq":1,"guid":"g1"})"),
            text(
                R"({"type":"redeliver","t":1763888403129.456,"client":"a1","channel":"bank","queue":"account","durable":"bank","subscription":1,"seq":1,"attempt":2,"deadline":1763888406129.456,"reason":"a1 got message 1 again because its AckWait of 3 s ran out at 3.01 s; a1 had it first and did not ack.","code":"ack_wait_expired","args":["a1",1,3,"3.01",{"code":"holder_silent","args":["a1"]}],"from":"a1","stored_at":null,"payload":"[1]"})"),
            text(
                R"({"type":"ack","t":1763888403130.456,"client":"a1","channel":"bank","queue":"account","durable":"bank","subscription":1,"seq":1,"awaited":true})"),
            text(
                R"({"type":"unsubscribe","t":1763888403132.456,"client":"a1","channel":"bank","queue":"account","durable":"bank","subscription":1,"removed":false})"),
            text(R"({"type":"close","t":1763888403133.456,"client":"a1"})")};
        const QStringList lines = stream.lines();
        for (int i = 0; i < std::min(lines.size(), expected.size()); ++i)
            QCOMPARE(lines[i], expected[i]);
        QCOMPARE(lines.size(), expected.size());
    }

    /// Late by which the broker had given it to somebody else; an ack in time says nothing of it.
    void aLateAckSaysHowLate()
    {
        Stream stream;
        const wire::SubscriptionId one(1);
        const wire::SubscriptionId two(2);
        stream.wire(1ms, subscribed(1, "a1"))
            .wire(2ms, subscribed(2, "a2"))
            .wire(6ms, wire::Delivered{one, Sequence(1), false, 0, 0, "x"})
            .wire(7ms, wire::Delivered{two, Sequence(2), false, 0, 0, "x"})
            .wire(8ms, wire::AckSent{two, Sequence(2)})
            .wire(3006ms, wire::Delivered{two, Sequence(1), true, 1, 0, "x"})
            .wire(3256ms, wire::AckSent{one, Sequence(1)})
            .wire(3300ms, wire::AckSent{two, Sequence(1)});
        QStringList late;
        for (const QString& line : stream.lines()) {
            const QJsonObject object = QJsonDocument::fromJson(line.toUtf8()).object();
            if (object[QStringLiteral("type")] == QStringLiteral("ack"))
                late << object[QStringLiteral("client")].toString() + QLatin1Char(' ')
                        + QString::number(object[QStringLiteral("late_by")].toDouble(-1));
        }
        QCOMPARE(late,
                 QStringList(
                     {QStringLiteral("a2 -1"), QStringLiteral("a1 250"), QStringLiteral("a2 -1")}));
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
                    R"({"type":"ack","t":1763888400125.456,"client":null,"channel":null,"queue":null,"durable":null,"subscription":9,"seq":7,"awaited":null})"),
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

    /// Each type has a row in the page for readers, and the row each of its fields.
    void everyLineIsDescribed()
    {
        const QString page = QString::fromUtf8(
            test::bytesOf(QStringLiteral(STANSCOPE_SOURCE_DIR "/docs/watch-json.md")));
        QMap<QString, QString> rows;
        for (const QString& line : page.split(u'\n'))
            if (const QStringList cells = line.split(u'|'); cells.size() >= 5)
                for (const QString& type : cells[1].split(u','))
                    rows[type.trimmed()] = cells.mid(2).join(u'|');
        const QMap<QString, QStringList> lines = linesOf(static_cast<const EventVariant*>(nullptr));
        QVERIFY(lines.size() > 30);
        const QStringList names{QStringLiteral("client"), QStringLiteral("channel"),
                                QStringLiteral("queue"), QStringLiteral("durable")};
        for (const auto& [type, fields] : lines.asKeyValueRange()) {
            const QString row = rows.value(u'`' + type + u'`');
            QVERIFY2(!row.isEmpty(), qPrintable(type + QStringLiteral(" has no row")));
            for (const QString& field : fields) {
                const bool isThere = row.contains(u'`' + field + u'`')
                    || (names.contains(field) && row.trimmed().startsWith(u"names"))
                    || (field == QStringLiteral("payload") && row.contains(u", payload"));
                QVERIFY2(isThere, qPrintable(type + u'.' + field));
            }
        }
    }

    void failuresSayTheirCodes()
    {
        Stream stream;
        broker::Changed dead;
        dead.state = broker::State::Dead;
        dead.error = message(Code::BrokerEndedAtStart, 1, message(Code::BrokerLogEnd, "[FTL] no"));
        stream.wire(1ms, wire::TapDenied{message(Code::TapNotAllowed, "Permissions Violation")})
            .send(2ms, Source::Monitor,
                  monitor::Failed{message(Code::NoMonitoringAnswer, "127.0.0.1:8222",
                                          message(Code::NoAnswerInTime))})
            .send(3ms, Source::Supervisor, dead);
        QCOMPARE(
            stream.lines(),
            (QStringList{
                text(
                    R"({"type":"denied","t":1763888400124.456,"why":"This user may not listen to everything: Permissions Violation","code":"tap_not_allowed","args":["Permissions Violation"]})"),
                text(
                    R"({"type":"monitor_failed","t":1763888400125.456,"why":"The monitoring endpoint 127.0.0.1:8222 does not answer: no answer in time.","code":"no_monitoring_answer","args":["127.0.0.1:8222",{"code":"no_answer_in_time","args":[]}]})"),
                text(
                    R"({"type":"broker","t":1763888400126.456,"state":"dead","pid":0,"port":0,"monitoring_port":0,"cluster":null,"store":"file","error":"The broker ended with exit code 1 while it started. Its last log lines:\n[FTL] no","code":"broker_ended_at_start","args":[1,{"code":"broker_log_end","args":["[FTL] no"]}]})")}));
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

    // NOLINTNEXTLINE(readability-function-size): it is the text that is long
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
        state.channels = {
            {ChannelName("bank"), Sequence(1), Sequence(7), false, {group, plain}, {}},
            {ChannelName("empty"), {}, {}, false, {}, {}}};
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
          "undelivered": 0,
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
          "undelivered": 0,
          "is_stalled": false,
          "outstanding": []
        }
      ],
      "groups": []
    },
    {
      "name": "empty",
      "first_seq": null,
      "last_seq": 0,
      "subscriptions": [],
      "groups": []
    }
  ],
  "indefinite": [],
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

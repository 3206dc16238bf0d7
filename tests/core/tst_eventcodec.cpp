#include "core/events/eventcodec.h"
#include "core/events/eventforms.h"
#include "core/events/fieldtraits.h"
#include "core/words/eventtext.h"

#include <QByteArray>
#include <QTest>

#include <algorithm>
#include <utility>

using namespace stanscope;
using namespace std::chrono_literals;

namespace {

/// Gives every field of every struct a value of its own that is not its default.
class Filler
{
public:
    template <typename T>
    void fill(T& value)
    {
        const auto next = ++m_next;
        if constexpr (std::is_same_v<T, bool>)
            value = !value;
        else if constexpr (std::is_same_v<T, std::string>)
            value = "text-" + std::to_string(next) + std::string("\0\xff", 2);
        else if constexpr (std::is_same_v<T, Nanos>)
            value = Nanos(1'000'000'007 * next);
        else if constexpr (std::is_enum_v<T>)
            value = static_cast<T>(codec::valuesOf<T> - 1);
        else if constexpr (std::is_signed_v<T>)
            value = static_cast<T>(-1000 * static_cast<T>(next));
        else if constexpr (std::is_unsigned_v<T>)
            value = static_cast<T>(~T{} - static_cast<T>(next));
        else if constexpr (requires { value.emplace_back(); })
            fill(value.emplace_back()), fill(value.emplace_back());
        else if constexpr (requires { value.isNull(); })
            fillId(value);
        else if constexpr (std::is_same_v<T, Message>)
            fillMessage(value);
        else
            fields(value);
    }

    template <typename T>
    void fields(T& object)
    {
        std::apply([&](auto... field) { (fillField(object, field), ...); }, codec::Form<T>::fields);
    }
    template <typename T, typename AnyField>
    void fillField(T& object, AnyField field)
    {
        auto& target = object.*codec::memberOf(field);
        fill(target);
        using Value = std::decay_t<decltype(target)>;
        if constexpr (std::is_arithmetic_v<Value> && !std::is_same_v<Value, bool>)
            if (codec::limitOf(field) != 0)
                target = static_cast<Value>(codec::limitOf(field));
    }

private:
    /// The parts of a message are messages again.
    void fillMessage(Message& message)
    {
        if (m_depth == 2)
            return;
        ++m_depth;
        fields(message);
        --m_depth;
    }

    template <typename T>
    void fillId(T& id)
    {
        auto value = id.value();
        fill(value);
        id = T(value);
    }

    unsigned m_next = 0;
    int m_depth = 0;
};

template <typename T>
bool same(const T& a, const T& b)
{
    if constexpr (requires { a.front(); } && !std::is_same_v<T, std::string>) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                          [](const auto& one, const auto& other) { return same(one, other); });
    } else if constexpr (requires { a == b; }) {
        return a == b;
    } else {
        return std::apply(
            [&](auto... field) {
                return (same(a.*codec::memberOf(field), b.*codec::memberOf(field)) && ...);
            },
            codec::Form<T>::fields);
    }
}

template <std::size_t Index>
Event filled()
{
    Event event{12345ms, Source::Monitor, {}};
    using Body = std::variant_alternative_t<Index, EventVariant>;
    Filler().fields(event.body.emplace<Body>());
    return event;
}

template <std::size_t... Index>
std::vector<Event> allKinds(std::index_sequence<Index...>)
{
    return {filled<Index>()...};
}

std::vector<Event> allKinds()
{
    return allKinds(std::make_index_sequence<std::variant_size_v<EventVariant>>());
}

std::string encoded(const Event& event, Nanos previous = {})
{
    std::string bytes;
    encode(event, previous, bytes);
    return bytes;
}

Result<DecodedEvent> decoded(std::string_view bytes, Nanos previous = {})
{
    return decodeEvent(bytes, previous);
}

/// `hex` of a body behind kind, time and source, as one event.
std::string raw(int kind, const char* hex)
{
    const std::string body =
        std::string{static_cast<char>(kind), 0, 0} + QByteArray::fromHex(hex).toStdString();
    return static_cast<char>(body.size()) + body;
}

/// A gap whose message has a part, which has a part, and so on.
std::string nested(int levels)
{
    std::string body; // of a message
    for (int i = 0; i < levels; ++i) {
        const std::string part = std::string("\x09", 1) + static_cast<char>(body.size()) + body;
        body = std::string("\x05", 1) + static_cast<char>(part.size()) + part;
        if (body.size() > 100)
            break;
    }
    body = std::string("\x11\0\0\x03", 4) + static_cast<char>(body.size()) + body;
    return static_cast<char>(body.size()) + body;
}

bool sameBody(const Event& a, const Event& b)
{
    return a.body.index() == b.body.index()
        && std::visit(
               [&]<typename Body>(const Body& body) { return same(body, std::get<Body>(b.body)); },
               a.body);
}

} // namespace

class TestEventCodec : public QObject
{
    Q_OBJECT

private slots:
    void everyFieldOfEveryKindComesBack()
    {
        for (const Event& event : allKinds()) {
            const std::string bytes = encoded(event, 10s);
            const auto back = decoded(bytes, 10s);
            QVERIFY2(back.ok(), toText(event).c_str());
            QCOMPARE(back->consumed, bytes.size());
            QVERIFY2(back->event.has_value(), toText(event).c_str());
            QCOMPARE(back->event->time, event.time);
            QCOMPARE(back->event->source, event.source);
            QVERIFY2(sameBody(*back->event, event), toText(event).c_str());
            QCOMPARE(toText(*back->event), toText(event));
        }
    }

    void timesAreRelativeAndMayRunBack()
    {
        std::string bytes;
        Nanos previous{};
        const Nanos times[] = {5s, 5s, 4s, 9s};
        for (const Nanos time : times)
            encode({time, Source::Laboratory, laboratory::Tick{}}, previous, bytes);
        previous = {};
        std::string_view rest = bytes;
        for (const Nanos time : times) {
            const auto back = decodeEvent(rest, previous);
            QVERIFY(back.ok());
            QCOMPARE(back->event->time, time);
            rest.remove_prefix(back->consumed);
        }
        QVERIFY(rest.empty());
    }

    /// The bytes are a format: they change only with a new version.
    void bytesAreStable()
    {
        const Event delivered{
            1ms, Source::Wire,
            wire::Delivered{wire::SubscriptionId(3), Sequence(7), true, 1, 0, "hi"}};
        QCOMPARE(QByteArray::fromStdString(encoded(delivered)).toHex(' '),
                 QByteArray("11 0b 80 89 7a 00 02 03 04 07 06 01 08 01 0d 02 68 69"));
        const Event tick{1ns, Source::Laboratory, laboratory::Tick{}};
        QCOMPARE(QByteArray::fromStdString(encoded(tick)).toHex(' '), QByteArray("03 42 02 04"));
    }

    void longBodiesHaveLongSizes()
    {
        const std::string payload(300'000, 'x');
        const Event event{1ms, Source::Wire, wire::PublishSent{{}, {}, "guid", payload}};
        const auto back = decoded(encoded(event));
        QVERIFY(back.ok());
        QVERIFY(sameBody(*back->event, event));
    }

    void unknownKindsAndFieldsAreSkipped()
    {
        Nanos previous{};
        const std::string unknown = raw(127, "0203 0502 6869");
        const auto skipped = decodeEvent(unknown, previous);
        QVERIFY(skipped.ok());
        QVERIFY(!skipped->event);
        QCOMPARE(skipped->consumed, unknown.size());

        // Ack of subscription 3, sequence 7, with a number in field 40 and a text in field 41.
        const auto ack = decoded(raw(12, "0203 5063 53026869 0407"));
        QVERIFY(ack.ok());
        QCOMPARE(std::get<wire::AckSent>(ack->event->body).subscription, wire::SubscriptionId(3));
        QCOMPARE(std::get<wire::AckSent>(ack->event->body).sequence, Sequence(7));
    }

    void textsAreCutNotTheirEvents()
    {
        const Event event{1ms, Source::Supervisor,
                          process::StderrLine{ClientId("a"), std::string(100'000, 'x')}};
        const auto back = decoded(encoded(event));
        QVERIFY(back.ok());
        QCOMPARE(std::get<process::StderrLine>(back->event->body).line.size(),
                 std::size_t{64 * 1024});
    }

    void everyTruncationIsAnError()
    {
        for (const Event& event : allKinds()) {
            const std::string bytes = encoded(event);
            for (std::size_t size = 0; size < bytes.size(); ++size)
                QVERIFY(!decoded(std::string_view(bytes).substr(0, size)).ok());
        }
    }

    /// Whatever a byte becomes: an event, a skipped one or an error, never more than that.
    void everyFlippedByteIsHarmless()
    {
        for (const Event& event : allKinds()) {
            const std::string bytes = encoded(event);
            for (std::size_t i = 0; i < bytes.size(); ++i) {
                for (int bit = 0; bit < 8; ++bit) {
                    std::string flipped = bytes;
                    flipped[i] = static_cast<char>(flipped[i] ^ (1 << bit));
                    const auto back = decoded(flipped);
                    QVERIFY(!back.ok() || back->consumed <= flipped.size());
                }
            }
        }
    }

    void wrongValuesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("why");
        const auto row = [](const char* name, const std::string& bytes, const char* why) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString::fromLatin1(why);
        };
        row("empty", {}, "a number is cut off or too large");
        row("enum", raw(62, "0205"), "a value is out of range");
        row("source", std::string("\3\x42\0\6", 4), "a value is out of range");
        row("time before boot", std::string("\3\x42\1\0", 4), "a time is out of range");
        row("uint32", raw(12, "02ffffffff7f"), "a number is out of range");
        row("heartbeat interval", raw(60, "0d03 04a238"), "a number is out of range");
        row("int32", raw(41, "048080808020"), "a number is out of range");
        row("65 bits", raw(12, "04ffffffffffffffffff02"), "a number is cut off or too large");
        row("a text where a number belongs", raw(12, "030161"), "a field has another form");
        row("a number where a text belongs", raw(13, "0205"), "a field has another form");
        row("longer than the event", raw(13, "030a61"), "a field is longer than its event");
        row("parts of parts without end", nested(40), "structs are nested too deep");
    }
    void wrongValuesAreNamed()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, why);
        const auto back = decoded(bytes.toStdString());
        QVERIFY(!back.ok());
        QCOMPARE(QString::fromStdString(back.error().text),
                 QStringLiteral("An event does not decode: %1.").arg(why));
    }

    /// A list of empty items is short in the file and long in memory.
    void listsAreBounded()
    {
        std::string items;
        for (int i = 0; i < 300'000; ++i)
            items += std::string("\x0b\0", 2); // field 5: an empty client
        std::string body = std::string("\x1e\0\0", 3) + items;
        std::string size;
        for (std::size_t rest = body.size(); rest > 0; rest >>= 7U)
            size += static_cast<char>((rest & 0x7fU) | (rest >= 0x80 ? 0x80U : 0U));
        const auto back = decoded(size + body);
        QVERIFY(!back.ok());
        QCOMPARE(back.error().text, std::string("An event does not decode: a list is too long."));
    }
};

QTEST_APPLESS_MAIN(TestEventCodec)
#include "tst_eventcodec.moc"

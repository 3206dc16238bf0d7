#include "core/export/eventline.h"

#include "core/events/eventforms.h"
#include "core/export/eventwords.h"
#include "core/export/messagejson.h"
#include "core/words/words.h"

#include <tuple>
#include <type_traits>

namespace stanscope {

namespace {

using codec::Joined;
using codec::Style;

template <typename T>
inline constexpr bool isListOfAny = false;
template <typename T>
inline constexpr bool isListOfAny<std::vector<T>> = true;

/// Writes the line of one event from its kind's table.
class LineWriter
{
public:
    LineWriter(std::string& out, const EventContext& context, Nanos time)
        : m_json(out)
        , m_context(context)
        , m_time(time)
    {
    }

    template <typename Body>
    void operator()(const Body& body)
    {
        const codec::Named& named = codec::namedOf(body);
        if (!named.type)
            return; // counters and the passing of time: nothing that happened
        m_json.object().text("type", named.type).raw("t", m_context.clock.text(m_time));
        m_state = named.state;
        // Frames of a subscription name only its number; whose it is is known.
        if constexpr (
            requires { body.subscription; } && !requires { body.client; })
            names();
        fields(body);
        if constexpr (std::is_same_v<Body, wire::AckSent>)
            ack();
        if constexpr (std::is_same_v<Body, wire::Subscribed>)
            m_json.textOrNull("how", wordOf(m_context.joining));
        m_json.end();
    }

private:
    void ack()
    {
        if (m_context.lateBy)
            m_json.raw("late_by", millisecondsText(m_context.lateBy->count()));
        if (m_context.wasAwaited)
            m_json.flag("awaited", *m_context.wasAwaited);
        else
            m_json.null("awaited");
    }

    void stored()
    {
        const auto& sequence = m_context.stored ? m_context.stored : m_context.supposed;
        if (!sequence) {
            m_json.null("seq");
            return;
        }
        m_json.number("seq", sequence->value());
        if (!m_context.stored)
            m_json.flag("guess", true);
    }

    template <typename T>
    void fields(const T& object)
    {
        std::apply([&](const auto&... field) { (one(object, field), ...); },
                   codec::Form<T>::fields);
    }

    template <typename T, typename AnyField>
    void one([[maybe_unused]] const T& object, [[maybe_unused]] const AnyField& field)
    {
        if constexpr (requires { field.style; }) {
            if (field.style == Style::Hidden)
                return;
            // Totals that did not change stand for lists that were not asked for.
            if constexpr (requires { object.purpose; })
                if (field.style == Style::Count && object.purpose == monitor::Purpose::Unchanged)
                    return;
            put(object, field.name, object.*field.member, field.style);
            if (m_state)
                m_json.text("state", std::exchange(m_state, nullptr));
            join(object, field.joined);
        }
    }

    template <typename T, typename Value>
    void put([[maybe_unused]] const T& owner, std::string_view key, const Value& value,
             [[maybe_unused]] Style style)
    {
        if constexpr (std::is_same_v<Value, std::string>) {
            text(key, value, style);
        } else if constexpr (std::is_same_v<Value, bool>) {
            m_json.flag(key, value);
        } else if constexpr (std::is_enum_v<Value>) {
            m_json.text(key, wordOf(value));
        } else if constexpr (std::is_same_v<Value, Nanos>) {
            m_json.raw(key, m_context.clock.text(value));
        } else if constexpr (std::is_arithmetic_v<Value>) {
            number(key, value, style);
        } else if constexpr (std::is_same_v<Value, Message>) {
            message(key, value);
        } else if constexpr (std::is_same_v<Value, std::vector<Message>>) {
            differences(key, value);
        } else if constexpr (std::is_same_v<Value, Report>) {
            m_json.raw(key, toLine(value));
        } else if constexpr (isListOfAny<Value>) {
            list(key, value, style);
        } else if constexpr (std::is_same_v<Value, audit::Obstacle>) {
            obstacle(key, value);
        } else if constexpr (requires { value.isNull(); }) {
            if constexpr (std::is_same_v<std::decay_t<decltype(value.value())>, std::string>)
                m_json.id(key, value);
            else
                m_json.number(key, value.value());
        } else if (isInlined(owner)) {
            fields(value);
        }
    }

    void text(std::string_view key, std::string_view value, Style style)
    {
        if (style == Style::OrLeftOut && value.empty())
            return;
        if (style == Style::OrNull && value.empty())
            m_json.null(key);
        else if (style == Style::Payload && !isReadableText(value))
            m_json.text("payload_hex", hexText(value));
        else
            m_json.text(key, value);
    }

    template <typename Number>
    void number(std::string_view key, Number value, Style style)
    {
        if (style == Style::Start)
            m_json.text(key, startWord(static_cast<std::int32_t>(value)));
        else if (style == Style::OrNull)
            value != 0 ? m_json.raw(key, millisecondsText(static_cast<std::int64_t>(value)))
                       : m_json.null(key);
        else
            m_json.number(key, value);
    }

    /// A second one of the same event has its code in an object of its own.
    void message(std::string_view key, const Message& message)
    {
        if (key != "remedy") {
            addMessage(m_json, key, message);
            return;
        }
        m_json.text(key, sourceText(message));
        if (!message.empty()) {
            m_json.object("remedy_code");
            addCode(m_json, message);
            m_json.end();
        }
    }

    void obstacle(std::string_view key, const audit::Obstacle& obstacle)
    {
        if (obstacle.cause == audit::Cause::None) {
            m_json.null(key);
            return;
        }
        m_json.object(key);
        fields(obstacle);
        m_json.end();
    }

    void differences(std::string_view key, const std::vector<Message>& messages)
    {
        std::string all;
        for (const Message& message : messages)
            all += (all.empty() ? "" : "; ") + sourceText(message);
        m_json.text(key, all).list("differences");
        for (const Message& message : messages) {
            m_json.object();
            addCode(m_json, message);
            m_json.end();
        }
        m_json.end();
    }

    template <typename Item>
    void list(std::string_view key, const std::vector<Item>& items, Style style)
    {
        if (style == Style::Count) {
            m_json.number(key, items.size());
            return;
        }
        m_json.list(key);
        for (const Item& item : items) {
            if constexpr (std::is_same_v<Item, MonitoredChannel>) {
                m_json.textItem(item.name.value()); // the rest is in captures
            } else {
                m_json.object();
                fields(item);
                m_json.end();
            }
        }
        m_json.end();
    }

    template <typename T>
    static bool isInlined([[maybe_unused]] const T& owner)
    {
        if constexpr (requires { codec::Form<T>::isInlined(owner); })
            return codec::Form<T>::isInlined(owner);
        else
            return true;
    }

    /// What the fold knows beyond the event.
    template <typename T>
    void join([[maybe_unused]] const T& object, Joined what)
    {
        switch (what) {
        case Joined::Nothing:
            break;
        case Joined::Stored:
            if constexpr (requires {
                              object.guid;
                              object.error;
                          })
                if (object.error.empty())
                    stored();
            break;
        case Joined::Attempt:
            if constexpr (requires { object.redeliveryCount; })
                attempt(object.redeliveryCount);
            break;
        case Joined::Sentence:
            if constexpr (requires { object.step; })
                m_json.text("text", m_context.run ? m_context.run->sentenceOf(object.step) : "");
            break;
        }
    }

    void attempt(std::uint32_t redeliveryCount)
    {
        const DeliveryRow* delivery = m_context.delivery;
        m_json.number("attempt", delivery ? delivery->attempt : redeliveryCount + 1);
        const std::int64_t deadline = delivery ? delivery->deadline.get() : 0;
        deadline ? m_json.raw("deadline", m_context.clock.text(Nanos(deadline)))
                 : m_json.null("deadline");
        if (deadline && delivery->deadlineIsGuess.get())
            m_json.flag("guess", true); // the deadline
        if (m_context.reason.empty())
            return;
        addMessage(m_json, "reason", m_context.reason);
        m_json.text("from", m_context.from);
    }

    void names()
    {
        static const SubscriptionNames none;
        const SubscriptionNames& from = m_context.subscription ? *m_context.subscription : none;
        m_json.id("client", from.client)
            .id("channel", from.channel)
            .textOrNull("queue", from.queueGroup)
            .textOrNull("durable", from.durable);
    }

    JsonWriter m_json;
    const EventContext& m_context;
    Nanos m_time;
    const char* m_state = nullptr;
};

} // namespace

void appendLine(std::string& out, const Event& event, const EventContext& context)
{
    const std::size_t before = out.size();
    std::visit(LineWriter(out, context, event.time), event.body);
    if (out.size() > before)
        out += '\n';
}

void appendLine(std::string& out, const HealthRow& row, const UnixClock& clock)
{
    JsonWriter(out)
        .object()
        .text("type", "health")
        .raw("t", clock.text(row.time))
        .id("client", row.client)
        .text("health", wordOf(row.health))
        .end();
    out += '\n';
}

void appendLine(std::string& out, const NoticeRow& row, const UnixClock& clock)
{
    using Kind = NoticeRow::Kind;
    JsonWriter json(out);
    json.object().text("type", wordOf(row.kind)).raw("t", clock.text(row.time));
    const auto lost = [&] {
        json.number("unacked", row.unacked).number("unsent", row.unsent).list("lost");
        for (const Sequence sequence : row.lost)
            json.rawItem(std::to_string(sequence.value()));
        json.end();
    };
    switch (row.kind) {
    case Kind::ChannelDeleted:
        json.id("channel", row.channel).number("last_seq", row.last.value());
        lost();
        break;
    case Kind::Expired:
        json.id("channel", row.channel)
            .number("first", row.first.value())
            .number("last", row.last.value());
        if (!row.client.isNull())
            json.id("client", row.client);
        lost();
        break;
    case Kind::ForeignCluster:
        json.text("cluster", row.cluster).id("client", row.client).flag("answered", false);
        break;
    case Kind::Advice:
        json.id("client", row.client);
        break;
    case Kind::Leader:
        break;
    }
    addMessage(json, "text", row.what);
    if (!row.remedy.empty()) {
        json.text("remedy", sourceText(row.remedy)).object("remedy_code");
        addCode(json, row.remedy);
        json.end();
    }
    if (row.isGuess)
        json.flag("guess", true);
    json.end();
    out += '\n';
}

void appendLine(std::string& out, const DriftRow& row, const UnixClock& clock)
{
    JsonWriter json(out);
    json.object()
        .text("type", "drift")
        .raw("t", clock.text(row.time))
        .id("channel", row.channel)
        .id("client", row.client);
    addMessage(json, "text", row.difference);
    json.flag("corrected", row.corrected).end();
    out += '\n';
}

} // namespace stanscope

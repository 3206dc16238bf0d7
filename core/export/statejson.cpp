#include "core/export/statejson.h"

#include "core/export/eventwords.h"
#include "core/export/jsontext.h"
#include "core/export/messagejson.h"
#include "core/words/words.h"

namespace stanscope {

namespace {

/// JSON with two spaces of indent.
class Indented
{
public:
    void open(char bracket)
    {
        item();
        m_json += bracket;
        ++m_depth;
        m_empty = true;
    }
    void open(std::string_view key, char bracket)
    {
        name(key);
        m_json += bracket;
        ++m_depth;
        m_empty = true;
    }
    void close(char bracket)
    {
        --m_depth;
        if (!m_empty)
            newLine();
        m_json += bracket;
        m_empty = false;
    }
    void text(std::string_view key, std::string_view value)
    {
        name(key);
        appendJsonText(m_json, value);
    }
    void raw(std::string_view key, std::string_view value)
    {
        name(key);
        m_json += value;
    }
    void number(std::string_view key, std::uint64_t value) { raw(key, std::to_string(value)); }
    void flag(std::string_view key, bool value) { raw(key, value ? "true" : "false"); }
    std::string take() { return m_json + '\n'; }

private:
    void item()
    {
        if (!m_empty)
            m_json += ',';
        m_empty = false;
        if (m_depth > 0)
            newLine();
    }
    void name(std::string_view key)
    {
        item();
        appendJsonText(m_json, key);
        m_json += ": ";
    }
    void newLine() { m_json.append(1, '\n').append(2 * m_depth, ' '); }

    std::string m_json;
    std::size_t m_depth = 0;
    bool m_empty = true;
};

class StateWriter
{
public:
    explicit StateWriter(const MirrorState& state)
        : m_state(state)
        , m_clock(state.startedAtUnixNs, state.start)
    {
    }

    std::string write()
    {
        m_json.open('{');
        m_json.raw("time", m_clock.text(m_state.time));
        list("clients", m_state.clients);
        list("channels", m_state.channels);
        list("gaps", m_state.gaps);
        list("drift", m_state.drift);
        m_json.close('}');
        return m_json.take();
    }

private:
    template <typename Item>
    void list(std::string_view key, const std::vector<Item>& items)
    {
        m_json.open(key, '[');
        for (const Item& item : items) {
            m_json.open('{');
            write(item);
            m_json.close('}');
        }
        m_json.close(']');
    }

    template <typename Value, typename Text>
    void orNull(std::string_view key, const std::optional<Value>& value, Text text)
    {
        m_json.raw(key, value ? text(*value) : "null");
    }

    void message(std::string_view key, const Message& message)
    {
        m_json.text(key, sourceText(message));
        m_json.text("code", toWord(message.code));
        m_json.raw("args", argsJson(message));
    }

    void write(const MirrorState::Client& client)
    {
        m_json.text("id", client.client.value());
        m_json.text("hb_inbox", client.heartbeatInbox.value());
        m_json.text("health", toWord(client.health));
    }

    void write(const MirrorState::Channel& channel)
    {
        m_json.text("name", channel.name.value());
        orNull("first_seq", channel.first, [](Sequence s) { return std::to_string(s.value()); });
        m_json.number("last_seq", channel.last.value());
        list("subscriptions", channel.subscriptions);
    }

    void write(const MirrorState::Subscription& subscription)
    {
        m_json.text("client_id", subscription.client.value());
        m_json.text("inbox", subscription.inbox.value());
        m_json.text("ack_inbox", subscription.ackInbox.value());
        m_json.text("queue_name", subscription.queueName);
        if (!subscription.durableName.empty())
            m_json.text("durable_name", subscription.durableName);
        m_json.flag("is_durable", subscription.durable);
        m_json.flag("is_offline", subscription.offline);
        m_json.raw("max_inflight", std::to_string(subscription.maxInflight));
        m_json.raw("ack_wait", std::to_string(subscription.ackWaitSeconds));
        m_json.number("last_sent", subscription.lastSent.value());
        m_json.number("pending_count", subscription.pending);
        m_json.flag("is_stalled", subscription.stalled);
        list("outstanding", subscription.outstanding);
    }

    void write(const MirrorState::Outstanding& delivery)
    {
        orNull("seq", delivery.sequence, [](Sequence s) { return std::to_string(s.value()); });
        orNull("deadline", delivery.deadline, [this](Nanos time) { return m_clock.text(time); });
        orNull("attempt", delivery.attempt, [](std::uint32_t n) { return std::to_string(n); });
    }

    void write(const MirrorState::Gap& gap)
    {
        m_json.raw("from", m_clock.text(gap.from));
        orNull("until", gap.until, [this](Nanos time) { return m_clock.text(time); });
        message("why", gap.why);
    }

    void write(const DriftRow& row)
    {
        m_json.raw("time", m_clock.text(row.time));
        m_json.text("channel", row.channel.value());
        m_json.text("client_id", row.client.value());
        message("text", row.difference);
        m_json.flag("corrected", row.corrected);
    }

    const MirrorState& m_state;
    UnixClock m_clock;
    Indented m_json;
};

} // namespace

std::string toJson(const MirrorState& state)
{
    return StateWriter(state).write();
}

} // namespace stanscope

#include "core/export/statejson.h"

#include "core/export/eventwords.h"
#include "core/export/jsontext.h"
#include "core/export/messagejson.h"
#include "core/words/words.h"

namespace stanscope {

namespace {

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
        m_json.object().raw("time", m_clock.text(m_state.time));
        list("clients", m_state.clients);
        list("channels", m_state.channels);
        list("indefinite", m_state.indefinite);
        list("gaps", m_state.gaps);
        list("drift", m_state.drift);
        m_json.end();
        return m_text + '\n';
    }

private:
    template <typename Item>
    void list(std::string_view key, const std::vector<Item>& items)
    {
        m_json.list(key);
        for (const Item& item : items) {
            m_json.object();
            write(item);
            m_json.end();
        }
        m_json.end();
    }

    template <typename Value, typename Text>
    void orNull(std::string_view key, const std::optional<Value>& value, Text text)
    {
        m_json.raw(key, value ? text(*value) : "null");
    }

    void message(std::string_view key, const Message& message)
    {
        m_json.text(key, sourceText(message));
        addCode(m_json, message);
    }

    /// Said only where it is so.
    void guess(bool is)
    {
        if (is)
            m_json.flag("guess", true);
    }

    void write(const MirrorState::Client& client)
    {
        m_json.text("id", client.client.value());
        m_json.text("hb_inbox", client.heartbeatInbox.value());
        m_json.text("health", wordOf(client.health));
    }

    void write(const MirrorState::Channel& channel)
    {
        m_json.text("name", channel.name.value());
        orNull("first_seq", channel.first, [](Sequence s) { return std::to_string(s.value()); });
        m_json.number("last_seq", channel.last.value());
        guess(channel.lastIsGuess);
        list("subscriptions", channel.subscriptions);
        list("groups", channel.groups);
    }

    void write(const MirrorState::Group& group)
    {
        m_json.text("queue_name", group.queueName);
        m_json.number("members", group.members);
        m_json.number("last_sent", group.lastSent.value());
        m_json.number("pending_count", group.pending);
        m_json.number("undelivered", group.undelivered);
        m_json.number("stalled_members", group.stalled);
        guess(group.isGuess);
    }

    void write(const MirrorState::Indefinite& publish)
    {
        m_json.text("channel", publish.channel.value());
        m_json.text("client_id", publish.client.value());
        m_json.text("guid", publish.guid);
        m_json.raw("published_at", m_clock.text(publish.publishedAt));
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
        guess(subscription.pendingIsGuess || subscription.lastSentIsGuess);
        m_json.number("undelivered", subscription.undelivered);
        m_json.flag("is_stalled", subscription.stalled);
        list("outstanding", subscription.outstanding);
    }

    void write(const MirrorState::Outstanding& delivery)
    {
        orNull("seq", delivery.sequence, [](Sequence s) { return std::to_string(s.value()); });
        orNull("deadline", delivery.deadline, [this](Nanos time) { return m_clock.text(time); });
        orNull("attempt", delivery.attempt, [](std::uint32_t n) { return std::to_string(n); });
        guess(delivery.isGuess);
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
    std::string m_text;
    JsonWriter m_json{m_text, 2};
};

} // namespace

std::string toJson(const MirrorState& state)
{
    return StateWriter(state).write();
}

} // namespace stanscope

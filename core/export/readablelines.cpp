#include "core/export/readablelines.h"

#include "core/export/plaintext.h"
#include "core/words/words.h"

#include <utility>

namespace stanscope {

namespace {

/// Lines are handed over in pieces of about this size.
constexpr std::size_t readablePiece = 64 * 1024;

constexpr std::size_t typeColumn = 12; // "unsubscribed"
constexpr std::size_t messageColumn = 22;
constexpr std::size_t clientColumn = 18;

std::string counted(std::size_t count, std::string_view what)
{
    std::string text = std::to_string(count);
    text.append(" ").append(what);
    return count == 1 ? text : text + 's';
}

/// Writes the line of one event, or none.
class Writer
{
public:
    Writer(std::string& out, const UnixClock& clock, Nanos time)
        : m_out(out)
        , m_clock(clock)
        , m_time(time)
    {
    }

    void line(std::string_view type, const std::string& message, const ClientId& client,
              const std::string& more)
    {
        std::string text = timeOfDay(m_clock.unixNs(m_time)) + "  "
            + padded(std::string(type), typeColumn) + "  " + padded(message, messageColumn) + "  "
            + padded(terminalText(client.value()), clientColumn) + "  " + more;
        text.erase(text.find_last_not_of(' ') + 1);
        m_out += text + '\n';
    }
    /// Not about a client or a channel.
    void note(std::string_view type, const std::string& text)
    {
        m_out += timeOfDay(m_clock.unixNs(m_time)) + "  " + padded(std::string(type), typeColumn)
            + "  " + text + '\n';
    }

private:
    std::string& m_out;
    const UnixClock& m_clock;
    Nanos m_time;
};

std::string nameOf(const ChannelName& channel)
{
    return channel.isNull() ? "?" : terminalText(channel.value());
}

std::string messageOf(const ChannelName& channel, std::optional<Sequence> sequence)
{
    return nameOf(channel) + " #" + (sequence ? std::to_string(sequence->value()) : "?");
}

/// "[durable:group]" as the broker writes it, "durable NAME" or nothing.
std::string kindOf(const std::string& queueGroup, const std::string& durable)
{
    if (queueGroup.empty())
        return durable.empty() ? "" : "durable " + terminalText(durable) + "  ";
    return '[' + terminalText(durable.empty() ? queueGroup : durable + ':' + queueGroup) + "]  ";
}

class EventWriter
{
public:
    EventWriter(std::string& out, const EventContext& context, Nanos time)
        : m_writer(out, context.clock, time)
        , m_context(context)
    {
        if (context.subscription)
            m_names = *context.subscription;
        else
            m_names.client = ClientId("?");
    }

    void operator()(const wire::ClientConnected& e)
    {
        m_writer.line("connected", {}, e.client, {});
    }
    void operator()(const wire::ClientRefused& e)
    {
        m_writer.line("refused", {}, e.client, "connect: " + terminalText(e.error));
    }
    void operator()(const wire::ClientClosed& e) { m_writer.line("closed", {}, e.client, {}); }
    void operator()(const wire::PublishSent& e)
    {
        m_writer.line("publish", nameOf(e.channel), e.client, payloadText(e.payload));
    }
    void operator()(const wire::PubAcked& e)
    {
        if (e.error.empty())
            m_writer.line("stored", messageOf(e.channel, m_context.stored), {}, {});
        else
            m_writer.line("refused", nameOf(e.channel), {}, "publish: " + terminalText(e.error));
    }
    void operator()(const wire::Subscribed& e)
    {
        m_writer.line("subscribed", nameOf(e.channel), e.client,
                      kindOf(e.queueGroup, e.durable) + "AckWait "
                          + std::to_string(e.ackWaitSeconds) + " s, MaxInflight "
                          + std::to_string(e.maxInflight));
    }
    void operator()(const wire::SubscribeRefused& e)
    {
        m_writer.line("refused", nameOf(e.channel), e.client,
                      "subscribe: " + terminalText(e.error));
    }
    void operator()(const wire::Unsubscribed& e)
    {
        m_writer.line(e.remove ? "unsubscribed" : "sub closed", nameOf(m_names.channel),
                      m_names.client, kindOf(m_names.queueGroup, m_names.durable));
    }
    void operator()(const wire::Delivered& e)
    {
        std::string more = kindOf(m_names.queueGroup, m_names.durable);
        const DeliveryRow* delivery = m_context.delivery;
        const std::uint32_t attempt = delivery ? delivery->attempt : e.redeliveryCount + 1;
        if (attempt > 1 || e.redelivered)
            more += "attempt " + std::to_string(attempt) + "  ";
        if (const std::int64_t deadline = delivery ? delivery->deadline.get() : 0)
            more += "until " + timeOfDay(m_context.clock.unixNs(Nanos(deadline))) + "  ";
        m_writer.line(e.redelivered ? "redeliver" : "deliver",
                      messageOf(m_names.channel, e.sequence), m_names.client,
                      more + payloadText(e.payload));
    }
    void operator()(const wire::AckSent& e)
    {
        m_writer.line("ack", messageOf(m_names.channel, e.sequence), m_names.client,
                      kindOf(m_names.queueGroup, m_names.durable));
    }
    void operator()(const wire::PingRefused& e)
    {
        m_writer.line("refused", {}, e.client, "ping: " + terminalText(e.error));
    }
    void operator()(const wire::Malformed& e)
    {
        m_writer.note("malformed", terminalText(e.subject.value()) + ": " + terminalText(e.why));
    }
    void operator()(const wire::TapGap& e)
    {
        m_writer.note("gap", terminalText(sourceText(e.why)));
    }
    void operator()(const wire::TapBack&) { m_writer.note("gap ends", "the tap hears again"); }
    void operator()(const wire::TapDenied& e) { m_writer.note("denied", terminalText(e.why)); }
    void operator()(const monitor::Answered& e)
    {
        if (e.purpose == monitor::Purpose::Bootstrap)
            m_writer.note("monitor",
                          "nats-streaming-server " + terminalText(e.version) + ", "
                              + counted(e.clients.size(), "client") + ", "
                              + counted(e.channels.size(), "channel"));
    }
    void operator()(const monitor::Failed& e) { m_writer.note("monitor", terminalText(e.why)); }
    void operator()(const monitor::Presence&) { } // what it means for the client is told
    void operator()(const monitor::Corrected& e)
    {
        std::string why;
        for (const Message& difference : e.why)
            why += (why.empty() ? "" : "; ") + sourceText(difference);
        m_writer.note("corrected", terminalText(why));
    }
    void operator()(const laboratory::RunStarted& e)
    {
        m_writer.note("watch", terminalText(e.title));
    }
    void operator()(const laboratory::Problem& e)
    {
        m_writer.note("problem",
                      terminalText(sourceText(e.message)) + ' '
                          + terminalText(sourceText(e.remedy)));
    }
    /// Heartbeats, unanswered requests, counters, and what only a laboratory has.
    template <typename Other>
    void operator()(const Other&)
    {
    }

private:
    Writer m_writer;
    const EventContext& m_context;
    SubscriptionNames m_names;
};

std::string healthWords(ClientHealth health)
{
    switch (health) {
    case ClientHealth::Healthy:
        return "healthy again";
    case ClientHealth::Suspect:
        return "suspect: does not answer its heartbeat";
    case ClientHealth::DeadButRegistered:
        return "dead but registered: nobody listens for its heartbeats";
    case ClientHealth::Closed:
        return "dropped: the broker has it no more";
    }
    return {};
}

} // namespace

void appendReadableLine(std::string& out, const Event& event, const EventContext& context)
{
    std::visit(EventWriter(out, context, event.time), event.body);
}

void appendReadableLine(std::string& out, const DriftRow& row, const UnixClock& clock)
{
    Writer(out, clock, row.time)
        .line("drift", nameOf(row.channel), row.client,
              terminalText(sourceText(row.difference)) + (row.corrected ? ", corrected" : ""));
}

void appendReadableLine(std::string& out, const HealthRow& row, const UnixClock& clock)
{
    Writer(out, clock, row.time).line("health", {}, row.client, healthWords(row.health));
}

ReadableLines::ReadableLines(std::function<void(std::string_view)> write)
    : m_write(std::move(write))
{
}

void ReadableLines::folded(const Event& event, const Lab& lab)
{
    appendReadableLine(m_buffer, event, m_context.take(event, lab));
    for (const DriftRow& drift : m_context.takeDrifts(lab))
        appendReadableLine(m_buffer, drift, m_context.clock());
    for (const HealthRow& health : m_context.takeHealth(lab))
        appendReadableLine(m_buffer, health, m_context.clock());
    m_context.forget(event);
    if (m_buffer.size() >= readablePiece)
        flush();
}

void ReadableLines::flush()
{
    if (m_buffer.empty())
        return;
    m_write(m_buffer);
    m_buffer.clear();
}

void ReadableLines::idle(Nanos)
{
    flush();
}

void ReadableLines::ended(const Lab&)
{
    flush();
}

} // namespace stanscope

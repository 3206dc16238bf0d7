#include "core/export/readablelines.h"

#include "core/export/plaintext.h"
#include "core/words/fieldtext.h"
#include "core/words/words.h"

#include <QCoreApplication>

#include <utility>

namespace stanscope {

namespace {

/// Lines are handed over in pieces of about this size.
constexpr std::size_t readablePiece = 64 * 1024;

constexpr std::size_t typeColumn = 12; // "unsubscribed"
constexpr std::size_t messageColumn = 22;
constexpr std::size_t clientColumn = 18;

std::string inWords(const char* text)
{
    return QCoreApplication::translate("Lines", text).toStdString();
}

/// `text` with `part` at its place.
std::string inWords(const char* text, const QString& part)
{
    return QCoreApplication::translate("Lines", text).arg(part).toStdString();
}

std::string counted(std::size_t count, const char* one, const char* several)
{
    return inWords(count == 1 ? one : several, QString::number(count));
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
        return durable.empty() ? ""
                               : inWords(QT_TRANSLATE_NOOP("Lines", "durable %1"),
                                         QString::fromStdString(terminalText(durable)))
                + "  ";
    return '[' + terminalText(durable.empty() ? queueGroup : durable + ':' + queueGroup) + "]  ";
}

std::string joiningWords(Joining joining)
{
    switch (joining) {
    case Joining::Unknown:
        return {};
    case Joining::Created:
        return inWords(QT_TRANSLATE_NOOP("Lines", "created")) + "  ";
    case Joining::Joined:
        return inWords(QT_TRANSLATE_NOOP("Lines", "joins")) + "  ";
    case Joining::Resumed:
        return inWords(QT_TRANSLATE_NOOP("Lines", "resumes")) + "  ";
    }
    return {};
}

/// Fills the columns and the pattern that a kind's table has for its line.
template <typename Body>
class ReadableEvent
{
public:
    ReadableEvent(const Body& body, const EventContext& context)
        : m_body(body)
        , m_context(context)
    {
        if (context.subscription)
            m_names = *context.subscription;
        else
            m_names.client = ClientId("?");
        if constexpr (requires { body.queueGroup; })
            m_names = {body.client, body.channel, body.queueGroup, body.durable};
    }

    void write(Writer& writer) const
    {
        const codec::Named& named = codec::namedOf(m_body);
        if (!named.line)
            return;
        const std::string more = filledPattern(
            inWords(named.more), [this](std::string_view name) { return part(name); });
        if (named.isNote)
            writer.note(inWords(named.line), more);
        else
            writer.line(inWords(named.line), message(), client(), more);
    }

private:
    std::string message() const
    {
        if constexpr (requires { m_body.sequence; })
            return messageOf(m_names.channel, m_body.sequence);
        else if constexpr (requires {
                               m_body.guid;
                               m_body.error;
                           })
            return m_body.error.empty() ? messageOf(m_body.channel, m_context.stored)
                                        : nameOf(m_body.channel);
        else if constexpr (requires { m_body.channel; })
            return nameOf(m_body.channel);
        else if constexpr (requires { m_body.subscription; })
            return nameOf(m_names.channel);
        else
            return {};
    }

    ClientId client() const
    {
        if constexpr (requires { m_body.client; })
            return m_body.client;
        else if constexpr (requires { m_body.subscription; })
            return m_names.client;
        else
            return {};
    }

    std::string part(std::string_view name) const
    {
        if (name == "names")
            return kindOf(m_names.queueGroup, m_names.durable);
        if (name == "how")
            return joiningWords(m_context.joining);
        if (name == "late")
            return lateness();
        if constexpr (requires { m_body.redeliveryCount; }) {
            const DeliveryRow* delivery = m_context.delivery;
            const std::uint32_t attempt = delivery ? delivery->attempt : m_body.redeliveryCount + 1;
            const std::int64_t deadline = delivery ? delivery->deadline.get() : 0;
            if (name == "attempt")
                return attempt > 1 || m_body.redelivered
                    ? inWords(QT_TRANSLATE_NOOP("Lines", "attempt %1"), QString::number(attempt))
                        + "  "
                    : "";
            if (name == "until")
                return deadline ? inWords(QT_TRANSLATE_NOOP("Lines", "until %1"),
                                          QString::fromStdString(
                                              timeOfDay(m_context.clock.unixNs(Nanos(deadline)))))
                        + "  "
                                : "";
        }
        if constexpr (requires { m_body.payload; })
            if (name == "payload")
                return payloadText(m_body.payload);
        if constexpr (requires { m_body.purpose; }) {
            if (name == "clients")
                return counted(m_body.clients.size(), QT_TRANSLATE_NOOP("Lines", "%1 client"),
                               QT_TRANSLATE_NOOP("Lines", "%1 clients"));
            if (name == "channels")
                return counted(m_body.channels.size(), QT_TRANSLATE_NOOP("Lines", "%1 channel"),
                               QT_TRANSLATE_NOOP("Lines", "%1 channels"));
        }
        return terminalText(fieldText(m_body, name, inUsersWords).value_or(""));
    }

    /// Of an ack; empty when it came in time.
    std::string lateness() const
    {
        std::string text;
        if (m_context.lateBy)
            text = inWords(QT_TRANSLATE_NOOP("Lines", "late by %1 s"),
                           QString::number(std::chrono::duration<double>(*m_context.lateBy).count(),
                                           'f', 3))
                + "  ";
        if (m_context.wasAwaited && !*m_context.wasAwaited)
            text += inWords(QT_TRANSLATE_NOOP("Lines", "nobody waits for it"));
        return text;
    }

    const Body& m_body;
    const EventContext& m_context;
    SubscriptionNames m_names;
};

std::string healthWords(ClientHealth health)
{
    switch (health) {
    case ClientHealth::Healthy:
        return inWords(QT_TRANSLATE_NOOP("Lines", "healthy again"));
    case ClientHealth::Suspect:
        return inWords(QT_TRANSLATE_NOOP("Lines", "suspect: does not answer its heartbeat"));
    case ClientHealth::DeadButRegistered:
        return inWords(
            QT_TRANSLATE_NOOP("Lines", "dead but registered: nobody listens for its heartbeats"));
    case ClientHealth::Closed:
        return inWords(QT_TRANSLATE_NOOP("Lines", "dropped: the broker has it no more"));
    }
    return {};
}

} // namespace

void appendReadableLine(std::string& out, const Event& event, const EventContext& context)
{
    Writer writer(out, context.clock, event.time);
    std::visit([&](const auto& body) { ReadableEvent(body, context).write(writer); }, event.body);
}

void appendReadableLine(std::string& out, const DriftRow& row, const UnixClock& clock)
{
    const QString what = QString::fromStdString(terminalText(words(row.difference).toStdString()));
    Writer(out, clock, row.time)
        .line(inWords(QT_TRANSLATE_NOOP("Lines", "drift")), nameOf(row.channel), row.client,
              row.corrected ? inWords(QT_TRANSLATE_NOOP("Lines", "%1, corrected"), what)
                            : what.toStdString());
}

void appendReadableLine(std::string& out, const HealthRow& row, const UnixClock& clock)
{
    Writer(out, clock, row.time)
        .line(inWords(QT_TRANSLATE_NOOP("Lines", "health")), {}, row.client,
              healthWords(row.health));
}

namespace {

const char* noticeType(NoticeRow::Kind kind)
{
    switch (kind) {
    case NoticeRow::Kind::ChannelDeleted:
        return QT_TRANSLATE_NOOP("Lines", "deleted");
    case NoticeRow::Kind::Expired:
        return QT_TRANSLATE_NOOP("Lines", "expired");
    case NoticeRow::Kind::ForeignCluster:
        return QT_TRANSLATE_NOOP("Lines", "other");
    case NoticeRow::Kind::Advice:
        return QT_TRANSLATE_NOOP("Lines", "advice");
    case NoticeRow::Kind::Leader:
        return QT_TRANSLATE_NOOP("Lines", "server");
    }
    return "";
}

} // namespace

void appendReadableLine(std::string& out, const NoticeRow& row, const UnixClock& clock)
{
    std::string text = terminalText(words(row.what).toStdString());
    if (!row.remedy.empty())
        text += ". " + terminalText(words(row.remedy).toStdString());
    Writer(out, clock, row.time).note(inWords(noticeType(row.kind)), text);
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
    for (const NoticeRow& notice : m_context.takeNotices(lab))
        appendReadableLine(m_buffer, notice, m_context.clock());
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

void ReadableLines::ended(const Lab& lab)
{
    for (const DriftRow& drift : m_context.takeDrifts(lab, true))
        appendReadableLine(m_buffer, drift, m_context.clock());
    flush();
}

} // namespace stanscope

#include "core/tap/monitoringanswers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace stanscope {

namespace {

/// Names and inboxes are subjects; the server takes none that is longer than its control line.
constexpr qsizetype longestText = 4096;

/// Reads the fields of one object; the first field that is not what it should be stays in `wrong`.
class Fields
{
public:
    Fields(const QJsonValue& value, QString& wrong)
        : m_object(value.toObject())
        , m_wrong(wrong)
    {
        if (!value.isObject())
            complain(u"object"_s);
    }

    std::string text(QLatin1StringView name) const
    {
        const QJsonValue value = m_object.value(name);
        if (value.isUndefined())
            return {};
        const QString text = value.toString();
        if (!value.isString() || text.size() > longestText)
            complain(name);
        return text.toStdString();
    }
    /// There, and not empty.
    std::string name(QLatin1StringView field) const
    {
        std::string found = text(field);
        if (found.empty())
            complain(field);
        return found;
    }
    std::int64_t number(QLatin1StringView name,
                        std::int64_t most = std::numeric_limits<std::int64_t>::max()) const
    {
        const QJsonValue value = m_object.value(name);
        if (value.isUndefined())
            return 0;
        const std::int64_t number = value.toInteger(-1);
        if (number < 0 || number > most)
            complain(name);
        return number;
    }
    std::int32_t smallNumber(QLatin1StringView field) const
    {
        return static_cast<std::int32_t>(number(field, std::numeric_limits<std::int32_t>::max()));
    }
    Sequence sequence(QLatin1StringView field) const
    {
        return Sequence(static_cast<std::uint64_t>(number(field)));
    }
    bool flag(QLatin1StringView name) const
    {
        const QJsonValue value = m_object.value(name);
        if (!value.isUndefined() && !value.isBool())
            complain(name);
        return value.toBool();
    }
    QJsonArray list(QLatin1StringView name) const
    {
        const QJsonValue value = m_object.value(name);
        // Go writes an empty list as null or leaves it out.
        if (!value.isUndefined() && !value.isNull() && !value.isArray())
            complain(name);
        return value.toArray();
    }
    QJsonObject object(QLatin1StringView name) const
    {
        if (!m_object.value(name).isObject())
            complain(name);
        return m_object.value(name).toObject();
    }
    bool has(QLatin1StringView name) const { return m_object.contains(name); }

    void complain(const QString& what) const
    {
        if (m_wrong.isEmpty())
            m_wrong = what;
    }

private:
    const QJsonObject m_object;
    QString& m_wrong;
};

Error notUnderstood(const QString& what)
{
    return {what.toStdString(),
            "Check that the URL is the monitoring port of a NATS Streaming server."};
}

template <typename T, typename Read>
Result<T> parse(const QByteArray& body, Read read)
{
    if (body.size() > maxMonitoringAnswer)
        return notUnderstood(u"too large"_s);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return notUnderstood(error.errorString());
    QString wrong;
    const Fields fields(document.isObject() ? QJsonValue(document.object()) : QJsonValue(), wrong);
    T value = read(fields, wrong);
    if (!wrong.isEmpty())
        return notUnderstood(wrong);
    return value;
}

MonitoredSubscription subscriptionOf(const Fields& fields)
{
    MonitoredSubscription one;
    one.inbox = Subject(fields.text("inbox"_L1));
    one.ackInbox = Subject(fields.text("ack_inbox"_L1));
    one.queueGroup = fields.text("queue_name"_L1);
    one.durable = fields.text("durable_name"_L1);
    // A durable queue is named "durable:group"; the durable's name has no colon (section 3.4).
    const auto colon = one.queueGroup.find(':');
    if (fields.flag("is_durable"_L1) && one.durable.empty() && colon != std::string::npos) {
        one.durable = one.queueGroup.substr(0, colon);
        one.queueGroup.erase(0, colon + 1);
    }
    one.offline = fields.flag("is_offline"_L1);
    // A broker that has been restarted forgets who was the last in a durable queue without a
    // member.
    one.client = ClientId(one.offline ? fields.text("client_id"_L1) : fields.name("client_id"_L1));
    one.stalled = fields.flag("is_stalled"_L1);
    one.maxInflight = fields.smallNumber("max_inflight"_L1);
    one.ackWaitSeconds = fields.smallNumber("ack_wait"_L1);
    one.lastSent = fields.sequence("last_sent"_L1);
    one.pending = static_cast<std::uint64_t>(fields.number("pending_count"_L1));
    return one;
}

MonitoredChannel channelOf(const Fields& fields, QString& wrong)
{
    MonitoredChannel channel;
    channel.name = ChannelName(fields.name("name"_L1));
    channel.first = fields.sequence("first_seq"_L1);
    channel.last = fields.sequence("last_seq"_L1);
    const QJsonArray subscriptions = fields.list("subscriptions"_L1);
    channel.subscriptions.reserve(static_cast<std::size_t>(subscriptions.size()));
    for (const auto& value : subscriptions)
        channel.subscriptions.push_back(subscriptionOf(Fields(value, wrong)));
    return channel;
}

template <typename Entry, typename Read>
MonitoringPage<Entry> pageOf(const Fields& fields, QLatin1StringView list, Read read)
{
    MonitoringPage<Entry> page;
    page.serverId = fields.name("server_id"_L1);
    page.offset = fields.number("offset"_L1);
    page.total = fields.number("total"_L1);
    const QJsonArray entries = fields.list(list);
    if (entries.size() > page.total || fields.number("count"_L1) != entries.size())
        fields.complain(u"count"_s);
    page.entries.reserve(static_cast<std::size_t>(entries.size()));
    for (const auto& value : entries)
        page.entries.push_back(read(value));
    return page;
}

} // namespace

Result<ServerAnswer> parseServerz(const QByteArray& body)
{
    return parse<ServerAnswer>(body, [](const Fields& fields, QString&) {
        ServerTotals totals;
        totals.clients = fields.number("clients"_L1);
        totals.subscriptions = fields.number("subscriptions"_L1);
        totals.channels = fields.number("channels"_L1);
        totals.messages = fields.number("total_msgs"_L1);
        totals.bytes = fields.number("total_bytes"_L1);
        totals.messagesIn = fields.number("in_msgs"_L1);
        totals.bytesIn = fields.number("in_bytes"_L1);
        totals.messagesOut = fields.number("out_msgs"_L1);
        totals.bytesOut = fields.number("out_bytes"_L1);
        // A standby has neither of its own yet.
        ServerAnswer answer{fields.text("cluster_id"_L1),
                            fields.text("server_id"_L1),
                            fields.text("version"_L1),
                            fields.text("state"_L1),
                            totals,
                            fields.text("role"_L1),
                            fields.text("node_id"_L1)};
        if (!answer.lags()) {
            fields.name("cluster_id"_L1);
            fields.name("server_id"_L1);
        }
        return answer;
    });
}

namespace {

/// Nanoseconds as milliseconds, rounded up; a negative number means that there is no limit.
std::int64_t millisecondsOf(const QJsonValue& value)
{
    constexpr std::int64_t most = 3'155'760'000'000; // a hundred years
    const std::int64_t nanos = value.toInteger();
    return nanos <= 0 ? 0 : std::min(most, nanos / 1'000'000 + (nanos % 1'000'000 != 0 ? 1 : 0));
}

ChannelLimits limitsOf(const QJsonObject& object, const std::string& channel)
{
    ChannelLimits limits;
    limits.channel = ChannelName(channel);
    limits.maxMessages = std::max<std::int64_t>(0, object.value("max_msgs"_L1).toInteger());
    limits.maxBytes = std::max<std::int64_t>(0, object.value("max_bytes"_L1).toInteger());
    limits.maxAgeMs = millisecondsOf(object.value("max_age"_L1));
    limits.maxInactivityMs = millisecondsOf(object.value("max_inactivity"_L1));
    return limits;
}

} // namespace

Result<std::vector<ChannelLimits>> parseStorez(const QByteArray& body)
{
    constexpr qsizetype mostPatterns = 1024;
    return parse<std::vector<ChannelLimits>>(body, [](const Fields& fields, QString&) {
        const QJsonObject limits = fields.object("limits"_L1);
        std::vector<ChannelLimits> all{limitsOf(limits, {})};
        const QJsonObject channels = limits.value("channels"_L1).toObject();
        if (channels.size() > mostPatterns)
            fields.complain(u"channels"_s);
        for (auto one = channels.begin(); one != channels.end() && channels.size() <= mostPatterns;
             ++one) {
            // A limit that is not there is the one of all; a negative one is none.
            QJsonObject own = limits;
            const QJsonObject given = one.value().toObject();
            for (auto value = given.begin(); value != given.end(); ++value)
                if (value.value().toInteger() != 0)
                    own[value.key()] = value.value();
            all.push_back(limitsOf(own, one.key().left(longestText).toStdString()));
        }
        return all;
    });
}

Result<ConnectionsPage> parseConnz(const QByteArray& body)
{
    return parse<ConnectionsPage>(body, [](const Fields& fields, QString& wrong) {
        ConnectionsPage page;
        page.offset = fields.number("offset"_L1);
        page.total = fields.number("total"_L1);
        for (const auto& value : fields.list("connections"_L1)) {
            const Fields connection(value, wrong);
            MonitoredConnection& one = page.connections.emplace_back();
            one.id = static_cast<std::uint64_t>(connection.number("cid"_L1));
            for (const auto& subject : connection.list("subscriptions_list"_L1))
                if (subject.isString() && subject.toString().size() <= longestText)
                    one.subjects.push_back(subject.toString().toStdString());
        }
        return page;
    });
}

Result<MonitoringPage<MonitoredClient>> parseClientsz(const QByteArray& body)
{
    using Page = MonitoringPage<MonitoredClient>;
    return parse<Page>(body, [](const Fields& fields, QString& wrong) {
        return pageOf<MonitoredClient>(fields, "clients"_L1, [&wrong](const QJsonValue& value) {
            const Fields client(value, wrong);
            return MonitoredClient{ClientId(client.name("id"_L1)),
                                   Subject(client.text("hb_inbox"_L1))};
        });
    });
}

Result<MonitoringPage<MonitoredChannel>> parseChannelsz(const QByteArray& body)
{
    using Page = MonitoringPage<MonitoredChannel>;
    return parse<Page>(body, [](const Fields& fields, QString& wrong) {
        return pageOf<MonitoredChannel>(fields, "channels"_L1, [&wrong](const QJsonValue& value) {
            return channelOf(Fields(value, wrong), wrong);
        });
    });
}

Result<bool> parseIsChannel(const QByteArray& body, const ChannelName& channel)
{
    return parse<bool>(body, [&channel](const Fields& fields, QString&) {
        return fields.name("name"_L1) == channel.value();
    });
}

Result<SubszAnswer> parseSubsz(const QByteArray& body)
{
    return parse<SubszAnswer>(body, [](const Fields& fields, QString& wrong) {
        SubszAnswer answer{fields.text("server_id"_L1), Listening::Unknown};
        // The broker itself has dozens of subscriptions.
        if (fields.number("num_subscriptions"_L1) == 0)
            return answer;
        bool somebody = false;
        for (const auto& value : fields.list("subscriptions_list"_L1)) {
            // What taps listen to.
            const std::string subject = Fields(value, wrong).name("subject"_L1);
            somebody = somebody || (subject != ">" && subject != "_INBOX.*.*");
        }
        answer.listening = somebody ? Listening::Yes : Listening::Nobody;
        return answer;
    });
}

Result<std::int64_t> parseNeighbours(const QByteArray& body)
{
    return parse<std::int64_t>(body, [](const Fields& fields, QString&) {
        if (fields.number("leafnodes"_L1) > 0)
            return std::numeric_limits<std::int64_t>::max();
        // Between two servers there may be several routes.
        const std::int64_t remotes = fields.number("remotes"_L1);
        return remotes > 0 ? remotes : fields.number("routes"_L1);
    });
}

} // namespace stanscope

#include "core/service/listenerarguments.h"

#include <QCommandLineParser>
#include <QUrl>

#include <limits>
#include <optional>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

/// Reads values one by one and remembers what was wrong first.
class ListenerReader
{
public:
    explicit ListenerReader(const QCommandLineParser& parser)
        : m_parser(parser)
    {
    }

    QString text(const QString& name) const { return m_parser.value(name); }
    std::string required(const QString& name)
    {
        if (text(name).isEmpty())
            fail(u"--%1 is missing"_s.arg(name));
        return text(name).toStdString();
    }
    std::int64_t number(const QString& name, std::int64_t least)
    {
        return numberIn(name, text(name), least);
    }
    std::int64_t numberIn(const QString& name, const QString& text, std::int64_t least)
    {
        bool ok = false;
        const std::int64_t value = text.toLongLong(&ok);
        if (!ok || value < least || value > std::numeric_limits<std::int32_t>::max())
            fail(u"--%1 wants a whole number from %2"_s.arg(name).arg(least));
        return value;
    }
    QString oneOf(const QString& name, const QStringList& words)
    {
        if (!words.contains(text(name)))
            fail(u"--%1 wants %2"_s.arg(name, words.join(u" or "_s)));
        return text(name);
    }
    StanStart start()
    {
        const QString word = text(u"start"_s).section(u':', 0, 0);
        const QString value = text(u"start"_s).section(u':', 1);
        if (word == u"sequence")
            return {StanStart::At::FromSequence, numberIn(u"start sequence:N"_s, value, 1)};
        if (word == u"time")
            return {StanStart::At::SecondsAgo, numberIn(u"start time:SECONDS"_s, value, 0)};
        if (!value.isEmpty() || (word != u"new" && word != u"all" && word != u"last"))
            fail(u"--start wants new, all, last, sequence:N or time:SECONDS"_s);
        return {word == u"new"       ? StanStart::At::New
                    : word == u"all" ? StanStart::At::All
                                     : StanStart::At::Last,
                0};
    }
    void fail(const QString& text)
    {
        if (!m_error)
            m_error = Error{text.toStdString(), "Try --help."};
    }
    const std::optional<Error>& error() const { return m_error; }

private:
    const QCommandLineParser& m_parser;
    std::optional<Error> m_error;
};

void declareListener(QCommandLineParser& parser)
{
    const auto declare = [&](const QString& name, const QString& description,
                             const QString& fallback = {}) {
        parser.addOption({name, description, u"value"_s, fallback});
    };
    const auto told = [](const char* variable, const QString& otherwise = {}) {
        return qEnvironmentVariable(variable, otherwise);
    };
    declare(u"url"_s, u"NATS URL of the broker (default: NATS_URL)."_s);
    declare(u"token-file"_s, u"File whose first line is the broker's token."_s);
    declare(u"cluster"_s, u"STAN cluster id (STAN_CLUSTER)."_s, told("STAN_CLUSTER"));
    declare(u"client"_s, u"STAN client id (STAN_CLIENT_ID)."_s, told("STAN_CLIENT_ID"));
    declare(u"channel"_s, u"STAN channel (STAN_CHANNEL)."_s, told("STAN_CHANNEL"));
    declare(u"queue-group"_s, u"Queue group; empty: none (STAN_QUEUE_GROUP)."_s,
            told("STAN_QUEUE_GROUP"));
    declare(u"durable"_s, u"Durable name; empty: not durable (STAN_DURABLE)."_s,
            told("STAN_DURABLE"));
    declare(u"start"_s, u"new, all, last, sequence:N or time:SECONDS (ago)."_s, u"all"_s);
    declare(u"ack"_s, u"manual, auto, or none: it never acks."_s, u"manual"_s);
    declare(u"ack-delay"_s, u"Milliseconds from a delivery to its ack."_s, u"0"_s);
    declare(u"ack-wait"_s, u"AckWait in whole seconds (STAN_ACK_WAIT)."_s,
            told("STAN_ACK_WAIT", u"30"_s));
    declare(u"max-inflight"_s, u"MaxInflight (STAN_MAX_INFLIGHT)."_s,
            told("STAN_MAX_INFLIGHT", u"1024"_s));
    declare(u"close-on-stop"_s, u"yes: close the STAN connection at the end; no: just go."_s,
            u"yes"_s);
    declare(u"publish"_s, u"Publish so many messages instead, then end."_s, u"0"_s);
    declare(u"payload"_s, u"What is published; %n is its number."_s, u"message %n"_s);
    declare(u"every"_s, u"Milliseconds from one message to the next."_s, u"0"_s);
}

/// The token comes from a file, or in the URL of the environment: an argument is for everybody to
/// see.
Result<ConnectionOptions> connectionOf(ListenerReader& reader)
{
    const QString given = reader.text(u"url"_s);
    QUrl url(given.isEmpty() ? qEnvironmentVariable("NATS_URL") : given);
    const auto token = readTokenFile(reader.text(u"token-file"_s).toStdString());
    if (!token)
        return token.error();
    ConnectionOptions options;
    options.token = token->empty() ? url.userName().toStdString() : *token;
    url.setUserName({});
    options.url = url.toString().toStdString();
    if (options.url.empty())
        reader.fail(u"--url is missing"_s);
    return options;
}

} // namespace

Result<ListenerArguments> listenerArguments(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"A plain listener or publisher of NATS Streaming, without any database."_s);
    const auto help = parser.addHelpOption();
    const auto version = parser.addVersionOption();
    declareListener(parser);
    if (!parser.parse(arguments))
        return Error{parser.errorText().toStdString(), "Try --help."};
    if (parser.isSet(help))
        parser.showHelp();
    if (parser.isSet(version))
        parser.showVersion();
    ListenerReader reader(parser);
    if (!parser.positionalArguments().isEmpty())
        reader.fail(u"unexpected argument: "_s + parser.positionalArguments().constFirst());
    ListenerArguments result;
    const auto connection = connectionOf(reader);
    if (!connection)
        return connection.error();
    result.connect.connection = *connection;
    result.connect.clusterId = reader.required(u"cluster"_s);
    result.connect.client = ClientId(reader.required(u"client"_s));
    result.subscribe.channel = ChannelName(reader.required(u"channel"_s));
    result.subscribe.queueGroup = reader.text(u"queue-group"_s).toStdString();
    result.subscribe.durable = reader.text(u"durable"_s).toStdString();
    result.subscribe.start = reader.start();
    const QString ack = reader.oneOf(u"ack"_s, {u"manual"_s, u"auto"_s, u"none"_s});
    result.subscribe.manualAck = ack != u"auto";
    result.acks = ack != u"none";
    result.ackDelay = std::chrono::milliseconds(reader.number(u"ack-delay"_s, 0));
    result.subscribe.ackWaitSeconds = static_cast<std::int32_t>(reader.number(u"ack-wait"_s, 1));
    result.subscribe.maxInflight = static_cast<std::int32_t>(reader.number(u"max-inflight"_s, 1));
    result.closeOnStop = reader.oneOf(u"close-on-stop"_s, {u"yes"_s, u"no"_s}) == u"yes";
    result.publishes = reader.number(u"publish"_s, 0);
    result.payload = reader.text(u"payload"_s).toStdString();
    result.every = std::chrono::milliseconds(reader.number(u"every"_s, 0));
    if (reader.error())
        return *reader.error();
    return result;
}

} // namespace stanscope

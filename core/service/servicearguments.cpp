#include "core/service/servicearguments.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <limits>
#include <optional>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

/// A parser that remembers what was wrong first.
class Arguments
{
public:
    Arguments(const QString& description, const QStringList& arguments)
        : m_arguments(arguments)
    {
        m_parser.setApplicationDescription(description);
        m_help = std::make_optional(m_parser.addHelpOption());
        m_version = std::make_optional(m_parser.addVersionOption());
    }

    void declare(const QString& name, const QString& description, const QString& fallback = {})
    {
        m_parser.addOption({name, description, u"value"_s, fallback});
    }
    void parse()
    {
        if (!m_parser.parse(m_arguments))
            fail(m_parser.errorText());
        else if (m_parser.isSet(*m_help))
            m_parser.showHelp();
        else if (m_parser.isSet(*m_version))
            m_parser.showVersion();
        else if (!m_parser.positionalArguments().isEmpty())
            fail(u"unexpected argument: "_s + m_parser.positionalArguments().constFirst());
    }
    std::string text(const QString& name) const { return m_parser.value(name).toStdString(); }
    std::string required(const QString& name)
    {
        if (m_parser.value(name).isEmpty())
            fail(u"--"_s + name + u" is missing"_s);
        return text(name);
    }
    std::int64_t number(const QString& name, std::int64_t least)
    {
        bool ok = false;
        const std::int64_t value = m_parser.value(name).toLongLong(&ok);
        if (!ok || value < least || value > std::numeric_limits<std::int32_t>::max())
            fail(u"--"_s + name + u" wants a whole number from "_s + QString::number(least));
        return value;
    }
    template <typename E>
    E word(const QString& name, E fallback)
    {
        const auto value = fromText<E>(text(name));
        if (!value)
            fail(u"--"_s + name + u" does not know \""_s + m_parser.value(name) + u'"');
        return value.value_or(fallback);
    }
    /// True for `yes`, false for `no`.
    bool choice(const QString& name, const QString& yes, const QString& no)
    {
        const QString value = m_parser.value(name);
        if (value != yes && value != no)
            fail(u"--"_s + name + u" wants "_s + yes + u" or "_s + no);
        return value == yes;
    }
    const std::optional<Error>& error() const { return m_error; }

private:
    void fail(const QString& text)
    {
        if (!m_error)
            m_error = Error{text.toStdString(), "Try --help."};
    }

    QStringList m_arguments;
    QCommandLineParser m_parser;
    std::optional<QCommandLineOption> m_help;
    std::optional<QCommandLineOption> m_version;
    std::optional<Error> m_error;
};

void declareService(Arguments& parser)
{
    parser.declare(u"name"_s, u"Name and STAN client id."_s);
    parser.declare(u"url"_s, u"NATS URL of the broker."_s);
    parser.declare(u"token-file"_s, u"File whose first line is the broker's token."_s);
    parser.declare(u"cluster"_s, u"STAN cluster id."_s);
    parser.declare(u"channel"_s, u"STAN channel of the transactions."_s);
    parser.declare(u"database"_s, u"SQLite database, created beforehand."_s);
    parser.declare(u"parent-pid"_s, u"End together with this process."_s, u"0"_s);
}

ServiceArguments readService(Arguments& parser)
{
    ServiceArguments service;
    service.name = ClientId(parser.required(u"name"_s));
    service.url = parser.required(u"url"_s);
    service.tokenFile = parser.text(u"token-file"_s);
    service.clusterId = parser.required(u"cluster"_s);
    service.channel = ChannelName(parser.required(u"channel"_s));
    service.database = parser.required(u"database"_s);
    service.parentPid = parser.number(u"parent-pid"_s, 0);
    return service;
}

void declareReplica(Arguments& parser)
{
    parser.declare(u"queue-group"_s, u"Queue group; empty: none."_s);
    parser.declare(u"durable"_s, u"Durable name; empty: not durable."_s);
    parser.declare(u"ack"_s, u"manual or auto."_s, u"manual"_s);
    parser.declare(u"start"_s, u"all (DeliverAllAvailable) or new."_s, u"all"_s);
    parser.declare(u"ack-wait"_s, u"AckWait in whole seconds."_s, u"30"_s);
    parser.declare(u"max-inflight"_s, u"MaxInflight."_s, u"16"_s);
    parser.declare(u"handler"_s, u"naive, ordered or inbox."_s, u"naive"_s);
    parser.declare(u"close-on-stop"_s, u"yes: close the STAN connection on stop; no: just go."_s,
                   u"yes"_s);
}

ReplicaOptions readReplica(Arguments& parser)
{
    ReplicaOptions replica;
    replica.queueGroup = parser.text(u"queue-group"_s);
    replica.durable = parser.text(u"durable"_s);
    replica.ackMode = parser.word(u"ack"_s, replica.ackMode);
    replica.deliverAllAvailable = parser.choice(u"start"_s, u"all"_s, u"new"_s);
    replica.ackWaitSeconds = static_cast<std::int32_t>(parser.number(u"ack-wait"_s, 1));
    replica.maxInflight = static_cast<std::int32_t>(parser.number(u"max-inflight"_s, 1));
    replica.handler = parser.word(u"handler"_s, replica.handler);
    replica.closeOnStop = parser.choice(u"close-on-stop"_s, u"yes"_s, u"no"_s);
    return replica;
}

} // namespace

Result<AccountArguments> accountArguments(const QStringList& arguments)
{
    Arguments parser(u"One replica of stanscope's account service."_s, arguments);
    declareService(parser);
    declareReplica(parser);
    parser.parse();
    if (parser.error())
        return *parser.error();
    AccountArguments result{readService(parser), readReplica(parser)};
    if (parser.error())
        return *parser.error();
    return result;
}

Result<TransactionArguments> transactionArguments(const QStringList& arguments)
{
    Arguments parser(u"stanscope's transaction service."_s, arguments);
    declareService(parser);
    parser.declare(u"puback-timeout-ms"_s, u"Time-out for a puback."_s, u"2000"_s);
    parser.declare(u"publishes"_s,
                   u"From the outbox, after the commit and from memory only (after_commit), or "
                   "before the insert (before_insert)."_s,
                   u"outbox"_s);
    parser.parse();
    if (parser.error())
        return *parser.error();
    TransactionArguments result{readService(parser),
                                std::chrono::milliseconds(parser.number(u"puback-timeout-ms"_s, 1)),
                                parser.word(u"publishes"_s, Publishing::Outbox)};
    if (parser.error())
        return *parser.error();
    return result;
}

Result<StanConnectOptions> connectOptions(const ServiceArguments& arguments)
{
    const auto token = readTokenFile(arguments.tokenFile);
    if (!token)
        return token.error();
    StanConnectOptions options;
    options.connection.url = arguments.url;
    options.connection.token = *token;
    options.clusterId = arguments.clusterId;
    options.client = arguments.name;
    return options;
}

} // namespace stanscope

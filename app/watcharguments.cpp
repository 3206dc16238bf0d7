#include "app/watcharguments.h"

#include "app/usageerror.h"
#include "core/nats/secretfile.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;

namespace stanscope {

namespace {

struct ArgumentWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::CommandLine)
};

/// A month; who wants to watch longer leaves it out.
constexpr double mostSeconds = 31.0 * 24 * 3600;

struct ConnectionOption
{
    QLatin1StringView name;
    std::string ConnectionOptions::*value;
};

constexpr ConnectionOption connectionOptions[] = {
    {"-s"_L1, &ConnectionOptions::url},
    {"--server"_L1, &ConnectionOptions::url},
    {"--user"_L1, &ConnectionOptions::user},
    {"--password"_L1, &ConnectionOptions::password},
    {"--token"_L1, &ConnectionOptions::token},
    {"--creds"_L1, &ConnectionOptions::credsFile},
    {"--nkey"_L1, &ConnectionOptions::nkeyFile},
    {"--tlsca"_L1, &ConnectionOptions::tlsCa},
    {"--tlscert"_L1, &ConnectionOptions::tlsCert},
    {"--tlskey"_L1, &ConnectionOptions::tlsKey},
};

constexpr QLatin1StringView otherOptions[] = {
    "-c"_L1,    "--cluster"_L1,       "-m"_L1,           "--monitor"_L1, "--context"_L1,
    "--for"_L1, "--password-file"_L1, "--token-file"_L1, "--read"_L1,
};

const ConnectionOption* find(const QString& name)
{
    const auto* found = std::ranges::find(connectionOptions, name, &ConnectionOption::name);
    return found == std::end(connectionOptions) ? nullptr : found;
}

/// "127.0.0.1:8222" is what people write.
Result<QUrl> monitoringUrl(const QString& value)
{
    const QUrl url(value.contains(u"://"_s) ? value : u"http://"_s + value, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()
        || (url.scheme() != u"http"_s && url.scheme() != u"https"_s))
        return usageError(
            ArgumentWords::tr("-m needs a URL such as http://127.0.0.1:8222, not \"%1\".")
                .arg(value));
    // What browsers show is often the endpoint's page.
    static const QRegularExpression page(u"/streaming/?$"_s);
    QUrl endpoint = url;
    endpoint.setPath(url.path().remove(page));
    return endpoint;
}

Result<std::chrono::milliseconds> duration(const QString& value)
{
    static const QRegularExpression form(u"^[0-9]{1,7}(\\.[0-9]{1,3})?$"_s);
    const double seconds = form.match(value).hasMatch() ? value.toDouble() : 0;
    if (!(seconds > 0 && seconds <= mostSeconds))
        return usageError(
            ArgumentWords::tr("--for needs seconds such as 10 or 0.5, not \"%1\".").arg(value));
    return std::chrono::milliseconds(std::lround(seconds * 1000));
}

/// Into `secret`, unless it was given already.
Result<> readInto(std::string& secret, const std::string& file, const QString& option)
{
    if (file.empty())
        return {};
    if (!secret.empty())
        return usageError(
            ArgumentWords::tr("%1 and %1-file are two answers to one question.").arg(option));
    auto read = readSecret(file);
    if (!read)
        return read.error();
    secret = std::move(*read);
    return {};
}

template <typename Target, typename T>
Result<> take(Target& target, const Result<T>& value)
{
    if (!value)
        return value.error();
    target = value.value();
    return {};
}

} // namespace

bool WatchArguments::takes(const QString& name)
{
    return find(name) || std::ranges::find(otherOptions, name) != std::end(otherOptions);
}

Result<> WatchArguments::set(const QString& name, const QString& value)
{
    if (value.isEmpty())
        return usageError(ArgumentWords::tr("%1 needs a value.").arg(name));
    if (name == u"--server" || name == u"-s")
        if (const auto mistake = mistakeInServers(value.toStdString()))
            return usageError(QString::fromStdString(mistake->text));
    if (const ConnectionOption* option = find(name)) {
        connection.given.*(option->value) = value.toStdString();
        return {};
    }
    if (name == u"--password-file" || name == u"--token-file") {
        (name == u"--token-file" ? tokenFile : passwordFile) = value.toStdString();
        return {};
    }
    if (name == u"--context") {
        connection.context = value.toStdString();
        return {};
    }
    if (name == u"-m" || name == u"--monitor") {
        QUrl url;
        const Result<> taken = take(url, monitoringUrl(value));
        if (taken)
            monitoring.push_back(url);
        return taken;
    }
    if (name == u"--read") {
        read.push_back(value.toStdString());
        return {};
    }
    if (name == u"--for")
        return take(duration, stanscope::duration(value));
    static const QRegularExpression allowed(u"^[A-Za-z0-9_.-]+$"_s);
    if (!allowed.match(value).hasMatch())
        return usageError(
            ArgumentWords::tr("A cluster id has letters, digits, - _ and . only; \"%1\" has more.")
                .arg(value));
    cluster = value.toStdString();
    return {};
}

Result<AttachOptions> WatchArguments::attachOptions() const
{
    ConnectionArguments arguments = connection;
    ConnectionOptions& given = arguments.given;
    if (const auto done = readInto(given.password, passwordFile, u"--password"_s); !done)
        return done.error();
    if (const auto done = readInto(given.token, tokenFile, u"--token"_s); !done)
        return done.error();
    if (!given.token.empty() && !given.user.empty())
        return usageError(ArgumentWords::tr("A server takes a token or a user, not both."));
    auto resolved = resolveConnection(arguments);
    if (!resolved)
        return resolved.error();
    AttachOptions options;
    options.connection = std::move(*resolved);
    options.cluster = cluster;
    if (!monitoring.empty()) {
        options.monitoring = monitoring.front();
        options.moreMonitoring.assign(monitoring.begin() + 1, monitoring.end());
    }
    options.lowImpact = lowImpact;
    options.mayRead = !read.empty();
    return options;
}

std::vector<std::string> WatchArguments::exposures(const AttachOptions& options) const
{
    std::vector<std::string> sentences;
    QStringList names;
    if (!connection.given.password.empty())
        names << u"--password"_s;
    if (!connection.given.token.empty())
        names << u"--token"_s;
    if (connection.given.url.find('@') != std::string::npos)
        names << ArgumentWords::tr("--server with a secret");
    if (!names.isEmpty())
        sentences.push_back(
            ArgumentWords::tr("every user of this machine can read %1 in the list of processes; "
                              "--password-file, --token-file, NATS_PASSWORD and NATS_TOKEN are "
                              "not there.")
                .arg(names.join(u", "_s))
                .toStdString());
    std::vector<std::string> files = filesReadByOthers(options.connection);
    for (const std::string& file : {passwordFile, tokenFile})
        if (!file.empty() && isReadByOthers(file))
            files.push_back(file);
    for (const std::string& file : files)
        sentences.push_back(
            ArgumentWords::tr("others may read the secret in %1; chmod 600 keeps it yours.")
                .arg(QString::fromStdString(file))
                .toStdString());
    return sentences;
}

} // namespace stanscope

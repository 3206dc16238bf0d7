#include "core/nats/connectionoptions.h"

#include "core/util/errortext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

using namespace Qt::StringLiterals;

namespace stanscope {

namespace {

/// A context is a few hundred bytes.
constexpr qint64 longestContext = 1024 * 1024;

QString contextFolder()
{
    QString config = qEnvironmentVariable("XDG_CONFIG_HOME");
    if (config.isEmpty())
        config = QDir::homePath() + u"/.config"_s;
    return config + u"/nats/context"_s;
}

std::string environment(const char* name)
{
    return qEnvironmentVariable(name).toStdString();
}

ConnectionOptions fromEnvironment()
{
    return {.url = environment("NATS_URL"),
            .user = environment("NATS_USER"),
            .password = environment("NATS_PASSWORD"),
            .token = environment("NATS_TOKEN"),
            .credsFile = environment("NATS_CREDS"),
            .nkeyFile = environment("NATS_NKEY"),
            .tlsCa = environment("NATS_CA"),
            .tlsCert = environment("NATS_CERT"),
            .tlsKey = environment("NATS_KEY")};
}

std::string withHome(const QString& path)
{
    return (path.startsWith(u"~/"_s) ? QDir::homePath() + path.mid(1) : path).toStdString();
}

Result<ConnectionOptions> fromContext(const std::string& name)
{
    const QString text = QString::fromStdString(name);
    if (text.contains(u'/') || text.contains(u'\\') || text.startsWith(u'.'))
        return Error{
            errorText(QT_TRANSLATE_NOOP("Errors", "\"%1\" is no name of a nats context."), name),
            errorText(QT_TRANSLATE_NOOP("Errors", "Give the name, no path."))};
    QFile file(contextFolder() + u'/' + text + u".json"_s);
    const std::string path = file.fileName().toStdString();
    if (!file.open(QIODevice::ReadOnly))
        return Error{
            errorText(
                QT_TRANSLATE_NOOP("Errors", "There is no nats context \"%1\": %2 cannot be read."),
                name, path),
            errorText(QT_TRANSLATE_NOOP("Errors", "nats context ls lists those there are."))};
    const QJsonDocument document = QJsonDocument::fromJson(file.read(longestContext));
    if (!document.isObject())
        return Error{
            errorText(QT_TRANSLATE_NOOP("Errors", "The nats context %1 is not JSON."), path),
            errorText(QT_TRANSLATE_NOOP("Errors", "Save it again with nats."))};
    const QJsonObject object = document.object();
    const QJsonValue url = object.value("url"_L1);
    if (!url.isUndefined() && !url.isString())
        return Error{errorText(QT_TRANSLATE_NOOP(
                                   "Errors", "The nats context %1 has no URL that can be read."),
                               path),
                     errorText(QT_TRANSLATE_NOOP("Errors", "Save it again with nats."))};
    if (!object.value("nsc"_L1).toString().isEmpty())
        return Error{errorText(QT_TRANSLATE_NOOP(
                                   "Errors", "The nats context %1 takes its credentials from nsc."),
                               path),
                     errorText(QT_TRANSLATE_NOOP(
                         "Errors", "Write them to a file with nsc and name it with --creds."))};
    const auto value = [&object](QLatin1StringView key) { return object.value(key).toString(); };
    return ConnectionOptions{.url = value("url"_L1).toStdString(),
                             .user = value("user"_L1).toStdString(),
                             .password = value("password"_L1).toStdString(),
                             .token = value("token"_L1).toStdString(),
                             .credsFile = withHome(value("creds"_L1)),
                             .nkeyFile = withHome(value("nkey"_L1)),
                             .tlsCa = withHome(value("ca"_L1)),
                             .tlsCert = withHome(value("cert"_L1)),
                             .tlsKey = withHome(value("key"_L1))};
}

bool saysWho(const ConnectionOptions& options)
{
    return !options.user.empty() || !options.token.empty() || !options.credsFile.empty()
        || !options.nkeyFile.empty() || options.url.find('@') != std::string::npos;
}

/// Fills what is still empty. Who one is comes from one place only: a token beside somebody else's
/// user would be refused. A password may come later than its user, from the environment say.
void fill(ConnectionOptions& options, const ConnectionOptions& from)
{
    const auto take = [](std::string& value, const std::string& other) {
        if (value.empty())
            value = other;
    };
    if (!saysWho(options)) {
        options.user = from.user;
        options.token = from.token;
        options.credsFile = from.credsFile;
        options.nkeyFile = from.nkeyFile;
        take(options.password, from.password);
    } else if (!options.user.empty() && (from.user.empty() || from.user == options.user)) {
        take(options.password, from.password);
    }
    take(options.url, from.url);
    take(options.tlsCa, from.tlsCa);
    if (options.tlsCert.empty() && options.tlsKey.empty()) {
        options.tlsCert = from.tlsCert;
        options.tlsKey = from.tlsKey;
    }
}

Result<> checkFiles(const ConnectionOptions& options)
{
    const std::pair<const char*, const std::string*> files[] = {
        {QT_TRANSLATE_NOOP("Errors", "The credentials file %1 cannot be read."),
         &options.credsFile},
        {QT_TRANSLATE_NOOP("Errors", "The nkey file %1 cannot be read."), &options.nkeyFile},
        {QT_TRANSLATE_NOOP("Errors", "The CA file %1 cannot be read."), &options.tlsCa},
        {QT_TRANSLATE_NOOP("Errors", "The certificate file %1 cannot be read."), &options.tlsCert},
        {QT_TRANSLATE_NOOP("Errors", "The key file %1 cannot be read."), &options.tlsKey}};
    for (const auto& [text, path] : files) {
        const QFileInfo info(QString::fromStdString(*path));
        if (!path->empty() && (!info.isFile() || !info.isReadable()))
            return Error{errorText(text, *path),
                         errorText(QT_TRANSLATE_NOOP("Errors", "Check its name and mode."))};
    }
    if (options.tlsCert.empty() != options.tlsKey.empty())
        return Error{
            errorText(QT_TRANSLATE_NOOP(
                "Errors", "A client certificate needs its key, and a key its certificate.")),
            errorText(QT_TRANSLATE_NOOP("Errors", "Give both files, or none."))};
    return {};
}

} // namespace

std::optional<Error> mistakeInServers(const std::string& urls)
{
    const QString list = QString::fromStdString(urls);
    for (const QString& one : list.split(u',')) {
        const QString server = one.trimmed();
        const QUrl url(server.contains(u"://"_s) ? server : u"nats://"_s + server);
        const bool isScheme = url.scheme() == u"nats"_s || url.scheme() == u"tls"_s;
        if (!url.isValid() || url.host().isEmpty() || !isScheme || server.startsWith(u'-')
            || url.port(1) == 0)
            return Error{
                errorText(QT_TRANSLATE_NOOP("Errors", "\"%1\" is no URL of a NATS server."),
                          withoutSecrets(server.toStdString())),
                errorText(
                    QT_TRANSLATE_NOOP("Errors", "Write nats://host:port or tls://host:port."))};
    }
    return {};
}

Result<ConnectionOptions> resolveConnection(const ConnectionArguments& arguments)
{
    ConnectionOptions options = arguments.given;
    const std::string context =
        arguments.context.empty() ? environment("NATS_CONTEXT") : arguments.context;
    if (!context.empty()) {
        const auto saved = fromContext(context);
        if (!saved)
            return saved.error();
        fill(options, *saved);
    }
    fill(options, fromEnvironment());
    if (options.url.empty())
        options.url = ConnectionOptions().url;
    if (const auto mistake = mistakeInServers(options.url))
        return *mistake;
    if (const auto files = checkFiles(options); !files)
        return files.error();
    return options;
}

std::vector<std::string> natsContexts()
{
    std::vector<std::string> names;
    const QDir folder(contextFolder());
    for (const QFileInfo& file : folder.entryInfoList({u"*.json"_s}, QDir::Files, QDir::Name))
        names.push_back(file.completeBaseName().toStdString());
    std::ranges::sort(names);
    return names;
}

std::string withoutSecrets(const std::string& url)
{
    // What is before the last at sign of a part is secret, whatever it holds; a list without
    // schemes is one part, and then a host too many is hidden rather than a password shown.
    constexpr std::string_view mark = "://";
    std::string clean;
    std::size_t from = 0;
    while (from < url.size()) {
        std::size_t host = url.find(mark, from);
        host = host == std::string::npos ? from : host + mark.size();
        const std::size_t next = url.find(mark, host);
        std::size_t end = url.size();
        if (next != std::string::npos)
            end = std::max(host, url.rfind(',', next) + 1);
        const std::string part = url.substr(host, end - host);
        clean += url.substr(from, host - from) + part.substr(part.rfind('@') + 1);
        from = end;
    }
    // Nor is a query anything that a NATS server's URL has.
    return clean.substr(0, clean.find('?'));
}

} // namespace stanscope

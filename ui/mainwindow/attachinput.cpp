#include "ui/mainwindow/attachinput.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStringList>
#include <QUrl>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

using Field = AttachMistake::Field;
using Mistake = std::optional<AttachMistake>;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::AttachDialog)
};

// One server of the list, with the scheme that the nats command line lets people leave out.
QUrl serverUrl(const QString& text)
{
    const QString server = text.trimmed();
    return QUrl(server.contains(u"://"_s) ? server : u"nats://"_s + server, QUrl::StrictMode);
}

Mistake mistakeInUrl(const QString& text)
{
    const QString remedy = Words::tr("Write it like nats://127.0.0.1:4222; several with commas.");
    if (text.trimmed().isEmpty())
        return AttachMistake{Field::Url, Words::tr("The server URL is missing."), remedy};
    for (const QString& server : text.split(u',')) {
        const QUrl url = serverUrl(server);
        // The server itself is not repeated: it may hold a password.
        if (!url.isValid() || url.host().isEmpty())
            return AttachMistake{Field::Url, Words::tr("This is no server URL."), remedy};
        if (url.scheme() != u"nats"_s && url.scheme() != u"tls"_s)
            return AttachMistake{Field::Url,
                                 Words::tr("“%1” is no scheme of a NATS server.").arg(url.scheme()),
                                 Words::tr("Use nats:// or tls://.")};
        if (url.port() == 0)
            return AttachMistake{Field::Url, Words::tr("Port 0 is no port of a server."), remedy};
    }
    return {};
}

Mistake mistakeInCluster(const QString& text)
{
    if (text.isEmpty())
        return AttachMistake{
            Field::Cluster, Words::tr("The cluster id is missing."),
            Words::tr("It is what the broker was started with (-cid); test-cluster by default.")};
    static const QRegularExpression allowed(u"^[A-Za-z0-9_.-]+$"_s);
    if (!allowed.match(text).hasMatch())
        return AttachMistake{Field::Cluster, Words::tr("“%1” cannot be a cluster id.").arg(text),
                             Words::tr("A cluster id has letters, digits, - _ and . only.")};
    return {};
}

Mistake mistakeInMonitoring(const QString& text)
{
    if (text.isEmpty())
        return {};
    const QStringList urls = text.split(u',');
    const bool areAll = std::all_of(urls.begin(), urls.end(), [](const QString& one) {
        const QUrl url(one.trimmed(), QUrl::StrictMode);
        const bool web = url.scheme() == u"http"_s || url.scheme() == u"https"_s;
        return url.isValid() && web && !url.host().isEmpty();
    });
    if (areAll)
        return {};
    return AttachMistake{Field::Monitoring, Words::tr("This is no monitoring URL."),
                         Words::tr("Write it like http://127.0.0.1:8222, or leave it empty: the "
                                   "mirror then starts empty.")};
}

Mistake mistakeInFile(Field field, const QString& path)
{
    const QFileInfo file(path);
    if (path.isEmpty() || (file.isFile() && file.isReadable()))
        return {};
    return AttachMistake{field,
                         file.exists() ? Words::tr("%1 cannot be read.").arg(path)
                                       : Words::tr("There is no file %1.").arg(path),
                         Words::tr("Choose a file that you may read, or leave the field empty.")};
}

Mistake mistakeInCredentials(const AttachInput& input)
{
    if (input.user.isEmpty() && !input.password.isEmpty())
        return AttachMistake{Field::User, Words::tr("There is a password, but no user."),
                             Words::tr("Fill in the user, or clear the password.")};
    if (!input.token.isEmpty() && !input.user.isEmpty())
        return AttachMistake{Field::Token, Words::tr("A server takes a token or a user, not both."),
                             Words::tr("Clear one of them.")};
    if (!input.credsFile.isEmpty() && !input.nkeyFile.isEmpty())
        return AttachMistake{Field::NkeyFile,
                             Words::tr("A credentials file has its own nkey already."),
                             Words::tr("Clear one of the two files.")};
    if (input.tlsCert.isEmpty() != input.tlsKey.isEmpty())
        return AttachMistake{input.tlsCert.isEmpty() ? Field::TlsCert : Field::TlsKey,
                             Words::tr("A client certificate and its key belong together."),
                             Words::tr("Fill in both, or none.")};
    return {};
}

Mistake mistakeInFiles(const AttachInput& input)
{
    const std::pair<Field, const QString*> files[] = {
        {Field::CredsFile, &input.credsFile}, {Field::NkeyFile, &input.nkeyFile},
        {Field::TlsCa, &input.tlsCa},         {Field::TlsCert, &input.tlsCert},
        {Field::TlsKey, &input.tlsKey},
    };
    for (const auto& [field, path] : files)
        if (const auto mistake = mistakeInFile(field, *path))
            return mistake;
    return {};
}

Mistake mistakeIn(const AttachInput& input)
{
    for (const Mistake& mistake :
         {mistakeInUrl(input.url), mistakeInCluster(input.cluster.trimmed()),
          mistakeInMonitoring(input.monitoring.trimmed()), mistakeInCredentials(input),
          mistakeInFiles(input)})
        if (mistake)
            return mistake;
    return {};
}

} // namespace

std::variant<AttachOptions, AttachMistake> attachOptionsOf(const AttachInput& input)
{
    if (const auto mistake = mistakeIn(input))
        return *mistake;
    AttachOptions options;
    ConnectionOptions& connection = options.connection;
    QStringList servers;
    for (const QString& server : input.url.split(u','))
        servers << serverUrl(server).toString();
    connection.url = servers.join(u',').toStdString();
    connection.user = input.user.toStdString();
    connection.password = input.password.toStdString();
    connection.token = input.token.toStdString();
    connection.credsFile = input.credsFile.toStdString();
    connection.nkeyFile = input.nkeyFile.toStdString();
    connection.tlsCa = input.tlsCa.toStdString();
    connection.tlsCert = input.tlsCert.toStdString();
    connection.tlsKey = input.tlsKey.toStdString();
    options.cluster = input.cluster.trimmed().toStdString();
    for (const QString& url : input.monitoring.split(u',', Qt::SkipEmptyParts)) {
        if (options.monitoring.isEmpty())
            options.monitoring = QUrl(url.trimmed());
        else
            options.moreMonitoring.push_back(QUrl(url.trimmed()));
    }
    options.lowImpact = input.lowImpact;
    return options;
}

QString withoutUserInfo(const QString& url)
{
    QStringList servers;
    for (const QString& server : url.split(u','))
        servers << serverUrl(server).toString(QUrl::RemoveUserInfo);
    return servers.join(u',');
}

QString guessedMonitoring(const QString& url)
{
    const QString host = serverUrl(url.section(u',', 0, 0)).host();
    if (host.isEmpty())
        return {};
    return host.contains(u':') ? u"http://[%1]:8222"_s.arg(host) : u"http://%1:8222"_s.arg(host);
}

} // namespace stanscope

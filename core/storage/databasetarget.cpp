#include "core/storage/databasetarget.h"

#include "core/util/errortext.h"

#include <QString>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int usualPort = 5432;
constexpr auto schemes = std::to_array<std::string_view>({"postgresql://", "postgres://"});

Error wrong(const char* what)
{
    return Error{
        errorText(what),
        errorText(QT_TRANSLATE_NOOP("Errors", "Say postgresql://USER@HOST:PORT/DATABASE."))};
}

/// It becomes part of statements.
bool isName(const std::string& schema)
{
    return std::ranges::all_of(schema, [](char letter) {
        return letter == '_' || (letter >= 'a' && letter <= 'z')
            || (letter >= '0' && letter <= '9');
    });
}

} // namespace

Result<DatabaseTarget> databaseTargetFrom(std::string_view text)
{
    DatabaseTarget target;
    const bool isUrl = std::ranges::any_of(
        schemes, [text](std::string_view scheme) { return text.starts_with(scheme); });
    if (!isUrl) {
        target.path = text;
        return target;
    }
    const QUrl url(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())),
                   QUrl::StrictMode);
    // What is wrong with it is not repeated: it may be a secret.
    if (!url.isValid())
        return wrong(QT_TRANSLATE_NOOP("Errors", "the database's address is no URL"));
    if (!url.password().isEmpty())
        return Error{errorText(QT_TRANSLATE_NOOP(
                         "Errors", "a password does not belong into the database's address")),
                     errorText(QT_TRANSLATE_NOOP(
                         "Errors", "Put it into PGPASSWORD or a passfile (PGPASSFILE)."))};
    target.kind = DatabaseTarget::Kind::Postgres;
    target.host = url.host().isEmpty() ? "localhost" : url.host().toStdString();
    target.port = url.port(usualPort);
    target.user = url.userName(QUrl::FullyDecoded).toStdString();
    target.database = url.path(QUrl::FullyDecoded).mid(1).toStdString();
    const QUrlQuery query(url);
    target.schema = query.queryItemValue(u"schema"_s).toStdString();
    if (target.database.empty() || target.database.find('/') != std::string::npos)
        return wrong(QT_TRANSLATE_NOOP("Errors", "the database's address names no database"));
    if (!isName(target.schema) || query.queryItems().size() > 1
        || (!query.isEmpty() && !query.hasQueryItem(u"schema"_s)))
        return wrong(
            QT_TRANSLATE_NOOP("Errors", "the database's address has options that are not known"));
    return target;
}

BankDatabase bankDatabaseOf(std::string_view text)
{
    const auto target = databaseTargetFrom(text);
    return target && target->kind == DatabaseTarget::Kind::Postgres ? BankDatabase::Postgres
                                                                    : BankDatabase::Sqlite;
}

std::string toText(const DatabaseTarget& target)
{
    if (target.kind == DatabaseTarget::Kind::Sqlite)
        return target.path;
    QUrl url;
    url.setScheme(u"postgresql"_s);
    url.setHost(QString::fromStdString(target.host));
    url.setPort(target.port);
    if (!target.user.empty())
        url.setUserName(QString::fromStdString(target.user), QUrl::DecodedMode);
    url.setPath(u'/' + QString::fromStdString(target.database), QUrl::DecodedMode);
    if (!target.schema.empty())
        url.setQuery(u"schema="_s + QString::fromStdString(target.schema));
    return url.toString(QUrl::FullyEncoded).toStdString();
}

} // namespace stanscope

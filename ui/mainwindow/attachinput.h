#pragma once

#include "core/attach/attachoptions.h"

#include <QString>

#include <optional>
#include <variant>

namespace stanscope {

/// What a person typed into the attach dialog, before anybody has looked at it.
struct AttachInput
{
    QString url;
    QString cluster;
    QString monitoring;
    QString user;
    QString password;
    QString token;
    QString credsFile;
    QString nkeyFile;
    QString tlsCa;
    QString tlsCert;
    QString tlsKey;
    bool lowImpact = false;
};

/// Which field is wrong, why, and what to do about it.
struct AttachMistake
{
    enum class Field
    {
        Url,
        Cluster,
        Monitoring,
        User,
        Token,
        CredsFile,
        NkeyFile,
        TlsCa,
        TlsCert,
        TlsKey,
    } field = Field::Url;
    QString cause;
    QString remedy;
};

/// Looks at the input, also whether its files can be read; connects to nothing.
std::variant<AttachOptions, AttachMistake> attachOptionsOf(const AttachInput& input);

/// "http://HOST:8222" for the first server of `url`: where a broker's monitoring usually is. Empty
/// while there is no host.
QString guessedMonitoring(const QString& url);

/// The server list without users, passwords and tokens: what may be remembered.
QString withoutUserInfo(const QString& url);

} // namespace stanscope

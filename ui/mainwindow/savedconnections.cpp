#include "ui/mainwindow/savedconnections.h"

#include "ui/mainwindow/settingskeys.h"

#include <QCoreApplication>
#include <QSettings>
#include <QStringList>
#include <QUrl>

#include <iterator>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

/// A saved one is a list of these texts; the last says "1" for low impact.
constexpr QString AttachInput::*savedFields[] = {
    &AttachInput::url,       &AttachInput::cluster,  &AttachInput::monitoring,
    &AttachInput::credsFile, &AttachInput::nkeyFile, &AttachInput::tlsCa,
    &AttachInput::tlsCert,   &AttachInput::tlsKey,
};

QString keyOf(std::size_t index)
{
    return QString(settingskeys::attachSaved) + QString::number(index);
}

} // namespace

AttachInput SavedConnections::withoutSecrets(AttachInput input)
{
    input.url = withoutUserInfo(input.url);
    QStringList endpoints;
    for (const QString& url : input.monitoring.split(u',', Qt::SkipEmptyParts))
        endpoints << QUrl(url.trimmed()).toString(QUrl::RemoveUserInfo);
    input.monitoring = endpoints.join(u',');
    input.user.clear();
    input.password.clear();
    input.token.clear();
    return input;
}

QString SavedConnections::titleOf(const AttachInput& input)
{
    return QCoreApplication::translate("stanscope::AttachDialog", "%1 at %2")
        .arg(input.cluster, input.url);
}

std::vector<AttachInput> SavedConnections::readFrom(const QSettings& settings)
{
    std::vector<AttachInput> all;
    for (std::size_t index = 0; index < most; ++index) {
        const QStringList kept = settings.value(keyOf(index)).toStringList();
        if (kept.size() != static_cast<qsizetype>(std::size(savedFields)) + 1)
            continue;
        AttachInput input;
        qsizetype place = 0;
        for (QString AttachInput::*const field : savedFields)
            input.*field = kept[place++];
        input.lowImpact = kept[place] == u"1";
        all.push_back(std::move(input));
    }
    return all;
}

void SavedConnections::add(QSettings& settings, const AttachInput& input)
{
    const AttachInput added = withoutSecrets(input);
    std::vector<AttachInput> all = readFrom(settings);
    std::erase_if(all, [&added](const AttachInput& known) {
        return known.url == added.url && known.cluster == added.cluster;
    });
    all.insert(all.begin(), added);
    if (all.size() > most)
        all.resize(most);
    for (std::size_t index = 0; index < all.size(); ++index) {
        QStringList kept;
        for (QString AttachInput::*const field : savedFields)
            kept << all[index].*field;
        kept << (all[index].lowImpact ? u"1"_s : u"0"_s);
        settings.setValue(keyOf(index), kept);
    }
}

} // namespace stanscope

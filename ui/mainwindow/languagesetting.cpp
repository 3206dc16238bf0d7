#include "ui/mainwindow/languagesetting.h"

#include "ui/mainwindow/settingskeys.h"

#include <QSettings>
#include <QString>

namespace stanscope {

std::optional<Language> languageSetting(const QSettings& settings)
{
    return languageFrom(settings.value(settingskeys::language).toString());
}

std::optional<Language> languageSetting()
{
    return languageSetting(QSettings(QSettings::IniFormat, QSettings::UserScope,
                                     QStringLiteral("stanscope"), QStringLiteral("stanscope")));
}

void setLanguageSetting(QSettings& settings, std::optional<Language> language)
{
    const std::string_view word = language ? toText(*language) : "system";
    settings.setValue(settingskeys::language,
                      QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size())));
}

} // namespace stanscope

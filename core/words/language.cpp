#include "core/words/language.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

#include <memory>

// Q_INIT_RESOURCE must be called outside any namespace; a static library's resource needs it.
static void initialiseTranslationResource()
{
    Q_INIT_RESOURCE(translations);
}

namespace stanscope {

namespace {

/// By it the translation is found again at the application.
constexpr QLatin1StringView translationName("stanscope translation");

QString textOf(Language language)
{
    const std::string_view word = toText(language);
    return QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
}

} // namespace

Language currentLanguage()
{
    const QString word =
        QCoreApplication::translate("Language", "en", "the code of the language translated to");
    return languageFrom(word).value_or(Language::English);
}

void useLanguage(Language language)
{
    QCoreApplication* application = QCoreApplication::instance();
    if (!application || language == currentLanguage())
        return;
    // Going, it takes itself away from the application.
    const std::unique_ptr<QTranslator> before(
        application->findChild<QTranslator*>(translationName));
    if (language == Language::English)
        return;
    initialiseTranslationResource();
    auto* translation = new QTranslator(application);
    translation->setObjectName(translationName);
    if (translation->load(QStringLiteral(":/i18n/stanscope_%1.qm").arg(textOf(language))))
        QCoreApplication::installTranslator(translation);
}

Language systemLanguage()
{
    for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const QString name = qEnvironmentVariable(variable); !name.isEmpty())
            return QLocale(name).language() == QLocale::Vietnamese ? Language::Vietnamese
                                                                   : Language::English;
    return Language::English;
}

std::string_view toText(Language language)
{
    switch (language) {
    case Language::English:
        return "en";
    case Language::Vietnamese:
        return "vi";
    }
    return {};
}

std::optional<Language> languageFrom(QStringView word)
{
    for (const Language language : {Language::English, Language::Vietnamese})
        if (word == textOf(language))
            return language;
    return {};
}

} // namespace stanscope

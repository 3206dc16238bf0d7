#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <string_view>

namespace stanscope {

/// What people read. JSON, codes and captures stay as they are in each.
enum class Language : std::uint8_t
{
    English,
    Vietnamese
};

/// The language that texts are in now.
Language currentLanguage();
/// Texts are in this language from now on; widgets hear of it by QEvent::LanguageChange. It lasts
/// as long as the QCoreApplication.
void useLanguage(Language language);
/// What LC_ALL, LC_MESSAGES or LANG ask for; English where there is no translation.
Language systemLanguage();

/// "en", "vi"
std::string_view toText(Language language);
std::optional<Language> languageFrom(QStringView word);

} // namespace stanscope

#pragma once

#include "core/words/language.h"

#include <optional>

class QSettings;

namespace stanscope {

/// What was chosen in View, Language; nothing: as the system has it.
std::optional<Language> languageSetting(const QSettings& settings);
/// The same from the window's settings file.
std::optional<Language> languageSetting();
void setLanguageSetting(QSettings& settings, std::optional<Language> language);

} // namespace stanscope

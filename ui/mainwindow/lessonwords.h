#pragma once

#include "core/scenario/lessontext.h"
#include "core/words/language.h"

#include <QString>

namespace stanscope {

/// A lesson's text in the user's language.
inline QString inWords(const LessonText& text)
{
    return QString::fromStdString(text.textFor(toText(currentLanguage())));
}

} // namespace stanscope

#pragma once

#include "core/scenario/lesson.h"
#include "core/scenario/tomltable.h"

#include <string>
#include <vector>

namespace stanscope {

/// What a lesson says at `key`: a plain text, or a table by language and handler; empty where the
/// key is not there.
LessonText readLessonText(TomlTable& table, const std::string& key);
/// The same, and it must be there.
LessonText requireLessonText(TomlTable& table, const std::string& key);
/// A list of at most `most` of them.
std::vector<LessonText> readLessonTexts(TomlTable& table, const std::string& key, std::size_t most);

} // namespace stanscope

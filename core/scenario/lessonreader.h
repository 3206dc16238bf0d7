#pragma once

#include "core/scenario/scenario.h"
#include "core/scenario/tomltable.h"

#include <optional>
#include <vector>

namespace stanscope {

/// What a step wants to be looked at; `scenario` has its accounts already.
std::vector<Highlight> readHighlights(TomlTable& step, const Scenario& scenario);
/// What a step asks.
std::optional<Question> readQuestion(TomlTable& step, const Scenario& scenario);
/// A question needs a later step that answers it, and such things.
void checkLesson(TomlTable& file, const Scenario& scenario);

} // namespace stanscope

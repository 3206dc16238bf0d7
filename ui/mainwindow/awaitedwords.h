#pragma once

#include "core/scenario/steps.h"

#include <QString>

namespace stanscope {

/// What a step of a lesson waits for, in half a sentence: "transaction 1 is delivered again".
QString awaitedText(const ScenarioStep& step);

} // namespace stanscope

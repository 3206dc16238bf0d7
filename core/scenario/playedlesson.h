#pragma once

#include "core/lab/snapshot.h"
#include "core/scenario/scenario.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace stanscope {

/// The lesson that a stream plays, as its first event carries it: the file; of a file that is not
/// understood any more, its sentences. Without steps: none.
Scenario lessonOf(const laboratory::RunStarted& run);
/// The numbers of the steps that say something, from 1.
std::vector<std::uint32_t> toldSteps(const Scenario& scenario);
/// Which of them, from 0, is the first that may show the verdict on the run.
std::size_t verdictStepOf(const Scenario& scenario);
/// With which handler it is played; nothing: no replica was there yet.
std::optional<Handler> handlerOf(const Snapshot& snapshot);

} // namespace stanscope

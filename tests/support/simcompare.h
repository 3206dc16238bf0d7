#pragma once

#include "core/events/event.h"
#include "tests/support/simbroker.h"
#include "tests/support/simwatcher.h"

#include <cstddef>
#include <optional>
#include <string>

namespace stanscope::test {

/// What the monitoring endpoint would answer now.
monitor::Answered answerOf(const SimBroker& broker);

/// The first difference between what a watcher shows and what the broker has; nothing when they
/// agree.
std::optional<std::string> differenceNow(const SimBroker& broker, const SimWatcher& watcher);
/// The same for a delivery that a timer sends again now: it was predicted for this moment.
std::optional<std::string> differenceOfDeadline(const SimBroker& broker, const SimWatcher& watcher,
                                                std::size_t row);
/// The same for all deliveries and messages there were, and for the mirror's own check.
std::optional<std::string> differenceOfHistory(const SimBroker& broker, const SimWatcher& watcher);

} // namespace stanscope::test

#pragma once

#include "core/events/event.h"
#include "core/lab/snapshot.h"

#include <string>

namespace stanscope {

/// What an event says, for a label: one line, at most about 160 characters. `after` is the state
/// right after it; it knows whose subscription a number is.
std::string toWords(const Event& event, const Snapshot& after);

/// Counters and the passing of time are events too, but nothing that happened.
bool saysSomething(const Event& event);

} // namespace stanscope

#pragma once

#include "core/events/event.h"

#include <string>

namespace stanscope {

/// One line for a log or a test: time in ms, the name of the body, its fields.
std::string toText(const Event& event);
/// The same without the time.
std::string toText(const EventBody& body);

} // namespace stanscope

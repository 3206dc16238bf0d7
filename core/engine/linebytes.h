#pragma once

#include "core/events/event.h"

#include <cstddef>
#include <string>
#include <variant>

namespace stanscope {

/// What a line takes, in an event or on its way to become one.
inline std::size_t lineBytes(const std::string& line)
{
    return sizeof(Event) + line.size();
}

/// 0: no line of a process.
inline std::size_t lineBytes(const Event& event)
{
    if (const auto* line = std::get_if<process::StderrLine>(&event.body))
        return lineBytes(line->line);
    if (const auto* line = std::get_if<broker::LogLine>(&event.body))
        return lineBytes(line->line);
    return 0;
}

} // namespace stanscope

#pragma once

#include "core/events/event.h"
#include "core/util/result.h"

#include <cstdint>
#include <vector>

namespace stanscope {

/// Events by number, from 0: a capture, or a test's own.
class EventSource
{
public:
    virtual ~EventSource() = default;
    virtual std::uint64_t events() const = 0;
    /// Some events from number `first` on, at most a few thousand; empty at the end.
    virtual Result<std::vector<Event>> read(std::uint64_t first) = 0;
};

} // namespace stanscope

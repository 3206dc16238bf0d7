#pragma once

#include "core/util/clock.h"

namespace stanscope {

/// Where time stands while a person travels in it: the timeline shows what was known at the cursor.
struct TimeTravel
{
    Nanos start{}; ///< CLOCK_MONOTONIC of the first event of the session
    Nanos end{}; ///< of the last one
    Nanos cursor{};

    bool operator==(const TimeTravel&) const = default;
};

/// From the first moment that a lesson tells to the last one that has come.
struct ToldSpan
{
    Nanos first{}; ///< CLOCK_MONOTONIC
    Nanos last{};

    bool operator==(const ToldSpan&) const = default;
};

} // namespace stanscope

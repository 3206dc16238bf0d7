#pragma once

#include "core/util/clock.h"

#include <QMetaType>

#include <cstdint>
#include <string>

namespace stanscope {

/// Where the cursor stands in a recording. Event numbers count from 0; `event` is the last one
/// folded.
struct TimePosition
{
    std::uint64_t event = 0;
    std::uint64_t events = 0; ///< in the capture
    Nanos time{}; ///< of that event
    Nanos start{};
    Nanos end{}; ///< time of the last event
    std::string text; ///< what that event says, one line
    bool atStart = false;
    bool atEnd = false;
};

} // namespace stanscope

Q_DECLARE_METATYPE(stanscope::TimePosition)

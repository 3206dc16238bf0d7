#pragma once

#include "core/util/clock.h"

#include <string>

namespace stanscope {

/// One NATS message as the tap saw it.
struct Frame
{
    Nanos time{}; ///< arrival at the tap
    std::string subject;
    std::string reply; ///< empty: none
    std::string data;
};

} // namespace stanscope

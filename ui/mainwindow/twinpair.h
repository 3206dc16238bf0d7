#pragma once

#include "core/events/bankwords.h"

#include <array>

namespace stanscope {

/// Which two handlers are compared where one is chosen: the naive one and that, or what mends it.
inline std::array<Handler, 2> pairWith(Handler chosen)
{
    return {Handler::Naive, chosen == Handler::Naive ? Handler::Ordered : chosen};
}

} // namespace stanscope

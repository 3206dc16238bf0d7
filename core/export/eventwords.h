#pragma once

#include "core/events/enumwords.h"
#include "core/lab/snapshot.h"

#include <cstdint>
#include <string_view>

namespace stanscope {

template <>
inline constexpr auto wordsOf<ClientHealth> =
    std::to_array<std::string_view>({"healthy", "suspect", "dead but registered", "closed"});

/// Of a StartPosition (protocol section 2).
std::string_view startWord(std::int32_t start);

} // namespace stanscope

#include "core/export/eventwords.h"

#include <array>

namespace stanscope {

std::string_view startWord(std::int32_t start)
{
    constexpr auto words = std::to_array<std::string_view>(
        {"new_only", "last_received", "time_delta", "sequence", "first"});
    return start >= 0 && start < static_cast<std::int32_t>(words.size())
        ? words[static_cast<std::size_t>(start)]
        : "unknown";
}

} // namespace stanscope

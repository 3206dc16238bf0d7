#pragma once

#include "core/events/enumwords.h"
#include "core/lab/snapshot.h"

#include <cstdint>
#include <string_view>

namespace stanscope {

template <>
inline constexpr auto wordsOf<ClientHealth> =
    std::to_array<std::string_view>({"healthy", "suspect", "dead but registered", "closed"});

template <>
inline constexpr auto wordsOf<NoticeRow::Kind> = std::to_array<std::string_view>(
    {"channel_deleted", "expired", "foreign_cluster", "advice", "server"});

/// Empty for what is not known.
template <>
inline constexpr auto wordsOf<Joining> = std::to_array<std::string_view>({"", "created", "joined",
                                                                          "resumed"});

/// Of a StartPosition (protocol section 2).
std::string_view startWord(std::int32_t start);

} // namespace stanscope

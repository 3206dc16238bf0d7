#pragma once

#include "core/events/event.h"
#include "core/util/enumcount.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace stanscope {

// The words that lines of JSON, reports and state files have for enums; those of the bank stand in
// bankwords.h, of reports in servicemessages.h.
template <>
inline constexpr auto wordsOf<monitor::Purpose> =
    std::to_array<std::string_view>({"bootstrap", "check", "unchanged"});
template <>
inline constexpr auto wordsOf<process::Role> =
    std::to_array<std::string_view>({"account", "transaction", "broker", "external", "listener"});
template <>
inline constexpr auto wordsOf<broker::State> =
    std::to_array<std::string_view>({"off", "starting", "running", "paused", "closing", "dead"});
template <>
inline constexpr auto wordsOf<audit::Verdict> =
    std::to_array<std::string_view>({"pending", "valid", "violated", "unknown", "not_converged"});
/// Empty for none.
template <>
inline constexpr auto wordsOf<audit::Cause> =
    std::to_array<std::string_view>({"", "broker_down", "writer_paused", "no_replica", "gap",
                                     "window_full", "ghost", "poison", "underway"});
template <>
inline constexpr auto wordsOf<StoreKind> = std::to_array<std::string_view>({"file", "memory"});

template <typename E>
constexpr std::string_view wordOf(E value)
{
    static_assert(wordsOf<E>.size() == enumCount<E>(), "a value has no word");
    return wordsOf<E>[static_cast<std::size_t>(value)];
}

} // namespace stanscope

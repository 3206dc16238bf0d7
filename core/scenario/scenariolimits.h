#pragma once

#include <cstdint>

/// What a scenario file may say at most: untrusted input.
namespace stanscope::scenariolimits {

inline constexpr std::int64_t cents = 1'000'000'000'000;
inline constexpr std::int64_t ackWait = 3600;
inline constexpr std::int64_t replicas = 64;
inline constexpr std::int64_t maxInflight = 100'000;
inline constexpr std::int64_t count = 1'000'000;
inline constexpr std::int64_t times = 100'000; ///< of one action

} // namespace stanscope::scenariolimits

#pragma once

#include <chrono>
#include <cstdint>
#include <ctime>

namespace stanscope {

/// Nanoseconds of CLOCK_MONOTONIC: the one clock of a laboratory, equal in every process of the
/// machine.
using Nanos = std::chrono::nanoseconds;

inline Nanos monotonicNow()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return std::chrono::seconds(now.tv_sec) + Nanos(now.tv_nsec);
}

/// Later than any calendar time that is believed: the year 2096. Sums and differences of such times
/// do not overflow.
inline constexpr std::int64_t latestUnixNs{4'000'000'000'000'000'000};

/// Nanoseconds since 1970 UTC, for the one anchor of a run to the calendar.
inline std::int64_t unixNowNs()
{
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

/// Seconds as a real number, for display and plotting.
inline double seconds(Nanos time)
{
    return std::chrono::duration<double>(time).count();
}

} // namespace stanscope

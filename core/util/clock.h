#pragma once

#include <chrono>
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

/// Seconds as a real number, for display and plotting.
inline double seconds(Nanos time)
{
    return std::chrono::duration<double>(time).count();
}

} // namespace stanscope

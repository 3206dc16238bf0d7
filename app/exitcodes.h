#pragma once

namespace stanscope::exitcode {

/// What scripts can rely on; sysexits.h where it has a word for it.
inline constexpr int valid = 0;
inline constexpr int violated = 1;
inline constexpr int unknown = 2;
inline constexpr int notConverged = 3; ///< nothing wrong, but it did not come to rest in time
inline constexpr int usage = 64;
inline constexpr int damaged = 65; ///< no capture, or broken from the start
inline constexpr int brokerUnavailable = 69;
inline constexpr int serviceFailed = 70;
inline constexpr int cannotWrite = 73; ///< played, but a file could not be written
inline constexpr int noDisplay = 75; ///< window mode only; scripts/run relies on it
inline constexpr int interrupted = 130;

/// The run was played and judged.
constexpr bool isJudgement(int code)
{
    return code >= valid && code <= notConverged;
}

} // namespace stanscope::exitcode

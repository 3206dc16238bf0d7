#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace stanscope {

/// What /proc/PID/stat says about a process.
struct ProcStat
{
    char state = '?'; ///< R, S, D: alive; T: stopped; Z, X: dead
    std::uint64_t startTicks = 0; ///< field 22: pid and start time together name a process for good

    bool isDead() const { return state == 'Z' || state == 'X'; }
    bool isStopped() const { return state == 'T' || state == 't'; }
};

/// Nothing when there is no such process.
std::optional<ProcStat> procStat(std::int64_t pid);

/// What /proc/PID/exe points to, also when that file was replaced since; empty when unknown.
QString executableOf(std::int64_t pid);

} // namespace stanscope

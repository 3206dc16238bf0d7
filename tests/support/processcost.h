#pragma once

#include "core/util/clock.h"

#include <QByteArray>
#include <QFile>
#include <QTest>

#include <chrono>
#include <ctime>
#include <unistd.h>

namespace stanscope::test {

/// Of all threads of this process; what its children take is not in it.
inline double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

inline double residentMegabytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').at(1).toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE))
        / 1e6;
}

inline double milliseconds(Nanos time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

/// With the event loop running.
inline void passTime(Nanos time)
{
    QTest::qWait(
        static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(time).count()));
}

/// Per cent of a core that this process takes for `time`.
inline double processorPercent(Nanos time)
{
    const double before = processorSeconds();
    const Nanos since = monotonicNow();
    passTime(time);
    const double used = processorSeconds() - before;
    return used / (milliseconds(monotonicNow() - since) / 1e3) * 100;
}

} // namespace stanscope::test

#pragma once

#include <fstream>
#include <unistd.h>

namespace stanscope::test {

/// What the process holds in memory now, files mapped into it included.
inline double residentMiB()
{
    std::ifstream statm("/proc/self/statm");
    double size = 0;
    double resident = 0;
    statm >> size >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1048576.0;
}

} // namespace stanscope::test

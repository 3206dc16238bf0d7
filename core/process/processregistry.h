#pragma once

#include "core/util/result.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace stanscope {

/// The file in a run directory that names every process the run has started: pid, start time and
/// executable. Entries are only added; an entry whose start time differs names a process that is
/// gone.
class ProcessRegistry
{
public:
    struct Entry
    {
        std::int64_t pid = 0;
        std::uint64_t startTicks = 0;
        QString executable;

        /// The very process that was registered still lives.
        bool isAlive() const;
    };

    explicit ProcessRegistry(QString file);

    /// Call when the child has executed its program, so that its executable is the right one.
    Result<> add(std::int64_t pid);
    std::vector<Entry> entries() const;

    /// SIGKILL to every entry that is still alive under the same start time and executable. For a
    /// run whose owner is gone. Returns how many.
    int killLeftovers() const;

private:
    QString m_file;
};

} // namespace stanscope

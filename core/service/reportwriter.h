#pragma once

#include "core/events/servicemessages.h"

#include <mutex>
#include <string>

namespace stanscope {

/// Writes reports as whole lines to a file descriptor, each with one write(2), before it returns:
/// what was reported survives a SIGKILL of this process. Any thread. A reader that is gone ends the
/// process.
class ReportWriter
{
public:
    explicit ReportWriter(int descriptor)
        : m_descriptor(descriptor)
    {
    }

    /// Stamps `report.time`.
    void write(Report report);
    void write(ReportKind kind, std::string text = {}, std::string remedy = {});

private:
    const int m_descriptor;
    std::mutex m_mutex;
};

} // namespace stanscope

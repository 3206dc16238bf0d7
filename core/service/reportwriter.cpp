#include "core/service/reportwriter.h"

#include "core/service/exitcodes.h"

#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace stanscope {

void ReportWriter::write(Report report)
{
    const std::lock_guard lock(m_mutex);
    // Inside the lock, so that the times of the lines never go back.
    report.time = monotonicNow();
    const std::string line = toLine(report) + '\n';
    for (std::string_view rest = line; !rest.empty();) {
        const ssize_t written = ::write(m_descriptor, rest.data(), rest.size());
        if (written > 0)
            rest.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            std::_Exit(exitSoftware);
    }
}

void ReportWriter::write(ReportKind kind, std::string text, std::string remedy)
{
    Report report;
    report.kind = kind;
    report.text = std::move(text);
    report.remedy = std::move(remedy);
    write(std::move(report));
}

} // namespace stanscope

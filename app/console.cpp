#include "app/console.h"

#include "app/complaint.h"
#include "core/util/errortext.h"

#include <unistd.h>
#include <utility>

namespace stanscope {

namespace {

constexpr std::size_t mostErrors = std::size_t{1} << 20;
/// Standard error is rarely another reader than standard output.
constexpr std::chrono::milliseconds lastWords(100);

} // namespace

Console::Console(std::function<std::string(const LineOutput::Dropped&)> droppedLine)
    : m_errors({.file = STDERR_FILENO, .limit = mostErrors})
    , m_output({.file = STDOUT_FILENO,
                .droppedLine = std::move(droppedLine),
                .dropping =
                    [this] {
                        complain(errorText(QT_TRANSLATE_NOOP(
                            "Errors",
                            "whoever reads standard output does not keep up: lines are dropped, "
                            "and counted.")));
                    },
                .failed =
                    [this](int error, bool readerLeft) {
                        if (!readerLeft)
                            complain(unwritableOutput(error));
                        QMetaObject::invokeMethod(
                            this, [this, readerLeft] { emit outputFailed(readerLeft); },
                            Qt::QueuedConnection);
                    }})
{
}

void Console::complain(const std::string& text, const std::string& remedy)
{
    m_errors.write(complaint(text, remedy));
}

bool Console::finish(std::chrono::milliseconds patience)
{
    const LineOutput::End end = m_output.finish(patience);
    if (end.error == 0 && end.lost > 0)
        complain(errorText(
            QT_TRANSLATE_NOOP(
                "Errors",
                "%1 lines did not get out: whoever reads standard output did not keep up."),
            end.lost));
    m_errors.finish(lastWords);
    return end.error == 0 || end.readerLeft;
}

} // namespace stanscope

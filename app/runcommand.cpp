#include "app/runcommand.h"

#include "app/complaint.h"
#include "app/console.h"
#include "app/exitcodes.h"
#include "app/lessonplayer.h"
#include "app/reportfile.h"
#include "app/reporttext.h"
#include "core/capture/capturewriter.h"
#include "core/export/droppedline.h"
#include "core/export/statejson.h"

#include <QString>

#include <chrono>
#include <memory>

namespace stanscope {

namespace {

/// After Ctrl+C nobody waits for a reader that stands still; otherwise whoever reads has all the
/// time there is, and a signal ends the waiting.
constexpr std::chrono::milliseconds interruptedPatience(500);
constexpr std::chrono::hours readersPatience(24 * 365);

std::shared_ptr<CaptureWriter> recorder(const QString& file, Existing existing)
{
    auto created = CaptureWriter::create(file, existing);
    if (created)
        return std::move(created.value());
    complain(created.error());
    return {};
}

/// False after a message on standard error.
bool isComplete(const CaptureWriter& capture)
{
    const auto failure = capture.failure();
    if (failure)
        complain(failure->text);
    return !failure;
}

} // namespace

int runScenario(const CommandLine& line)
{
    auto options = line.runOptions();
    if (!options)
        return exitcode::usage; // parse() has checked it
    for (const QString& file : {line.json, line.state})
        if (!file.isEmpty() && !canWrite(file))
            return exitcode::usage;
    std::shared_ptr<CaptureWriter> capture;
    if (!line.capture.isEmpty()) {
        capture = recorder(line.capture, line.existing());
        if (!capture)
            return exitcode::usage;
        options->sinks.push_back(capture);
    }
    // A report on standard output stands alone there.
    const bool talks = line.json != QLatin1StringView("-") && line.state != QLatin1StringView("-");
    Console console(droppedReadableLine);
    if (talks)
        console.print(options->scenario.title.textFor(options->language) + '\n');
    LessonPlayer player(*options, console,
                        talks ? LessonPlayer::Tells::Steps : LessonPlayer::Tells::Troubles);
    const int code = player.play();
    const bool judged = exitcode::isJudgement(code);
    if (judged && talks)
        console.print(textOf(player.report()));
    const auto state = player.end();
    bool written =
        console.finish(judged ? std::chrono::milliseconds(readersPatience) : interruptedPatience);
    if (judged && !line.json.isEmpty())
        written =
            writeFile(QByteArray::fromStdString(player.report().toJson()), line.json) && written;
    if (!line.state.isEmpty())
        written = writeFile(QByteArray::fromStdString(toJson(*state)), line.state) && written;
    if (capture)
        written = isComplete(*capture) && written;
    return written || !judged ? code : exitcode::cannotWrite;
}

} // namespace stanscope

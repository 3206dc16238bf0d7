#include "app/runcommand.h"

#include "app/exitcodes.h"
#include "app/lessonplayer.h"
#include "app/reportfile.h"
#include "app/reporttext.h"
#include "core/capture/capturewriter.h"
#include "core/export/statejson.h"

#include <QString>

#include <cstdio>
#include <memory>

namespace stanscope {

namespace {

std::shared_ptr<CaptureWriter> recorder(const QString& file)
{
    auto created = CaptureWriter::create(file);
    if (created)
        return std::move(created.value());
    std::fprintf(stderr, "stanscope: %s %s\n", created.error().text.c_str(),
                 created.error().remedy.c_str());
    return {};
}

/// False after a message on standard error.
bool isComplete(const CaptureWriter& capture)
{
    const auto failure = capture.failure();
    if (failure)
        std::fprintf(stderr, "stanscope: %s\n", failure->text.c_str());
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
        capture = recorder(line.capture);
        if (!capture)
            return exitcode::usage;
        options->sinks.push_back(capture);
    }
    // A report on standard output stands alone there.
    const bool talks = line.json != QLatin1StringView("-") && line.state != QLatin1StringView("-");
    if (talks)
        std::printf("%s\n", options->scenario.title.c_str());
    LessonPlayer player(*options, talks);
    const int code = player.play();
    const bool judged = code == exitcode::valid || code == exitcode::violated
        || code == exitcode::unknown || code == exitcode::notConverged;
    if (judged && talks)
        tell(player.report());
    bool written = true;
    if (judged && !line.json.isEmpty())
        written = writeFile(QByteArray::fromStdString(player.report().toJson()), line.json);
    const auto state = player.end();
    if (!line.state.isEmpty())
        written = writeFile(QByteArray::fromStdString(toJson(*state)), line.state) && written;
    if (capture)
        written = isComplete(*capture) && written;
    return written || !judged ? code : exitcode::cannotWrite;
}

} // namespace stanscope

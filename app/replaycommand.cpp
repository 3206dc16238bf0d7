#include "app/replaycommand.h"

#include "app/exitcodes.h"
#include "app/reportfile.h"
#include "app/reporttext.h"
#include "core/capture/bundledcaptures.h"
#include "core/capture/capturereplay.h"
#include "core/export/jsonlines.h"
#include "core/export/readablelines.h"
#include "core/export/statejson.h"
#include "core/scenario/runreport.h"

#include <cstdio>
#include <memory>
#include <vector>

namespace stanscope {

namespace {

void complain(const Error& error)
{
    std::fprintf(stderr, "stanscope: %s %s\n", error.text.c_str(), error.remedy.c_str());
}

void print(std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
}

/// Prints the title and the lesson's sentences, as a run does; of what was attached, what a watch
/// does.
class Teller : public EventSink
{
public:
    void folded(const Event& event, const Lab& lab) override
    {
        const auto* run = std::get_if<laboratory::RunStarted>(&event.body);
        if (run && run->attached)
            m_lines = std::make_unique<ReadableLines>(print);
        if (m_lines)
            m_lines->folded(event, lab);
        else if (run)
            std::printf("%s\n", run->title.c_str());
        else if (std::holds_alternative<laboratory::Lesson>(event.body))
            std::printf("  %s\n", lab.lesson().c_str());
    }
    void idle(Nanos) override { }
    void ended(const Lab& lab) override
    {
        if (m_lines)
            m_lines->ended(lab);
    }

private:
    std::unique_ptr<ReadableLines> m_lines;
};

void tell(const Lab& lab, const Snapshot& snapshot)
{
    if (!snapshot.attached)
        tell(RunReport({}, {}, snapshot, {}));
    std::printf("%llu events, %llu deliveries, %llu of them redelivered\n",
                static_cast<unsigned long long>(lab.events()),
                static_cast<unsigned long long>(snapshot.deliveries),
                static_cast<unsigned long long>(snapshot.redeliveries));
}

/// A bundled capture's file by its name.
QString fileOf(const CommandLine& line)
{
    for (const BundledCapture& capture : bundledCaptures())
        if (capture.id == line.file)
            return capture.path;
    return line.file;
}

} // namespace

int replay(const CommandLine& line)
{
    if (!line.state.isEmpty() && !canWrite(line.state))
        return exitcode::usage;
    auto reader = CaptureReader::open(fileOf(line));
    if (!reader) {
        complain(reader.error());
        return exitcode::damaged;
    }
    // Lines on standard output stand alone there.
    const bool talks = !line.jsonLines && line.state != QLatin1StringView("-");
    std::vector<std::shared_ptr<EventSink>> sinks;
    if (line.jsonLines)
        sinks.push_back(std::make_shared<JsonLines>(print));
    else if (talks)
        sinks.push_back(std::make_shared<Teller>());
    const auto replayed = replayCapture(*reader, sinks);
    if (!replayed) {
        complain(replayed.error());
        return exitcode::damaged;
    }
    if (talks)
        tell(*replayed->lab, *replayed->lab->snapshot());
    std::fflush(stdout);
    if (replayed->brokenOff)
        complain(*replayed->brokenOff);
    const std::string state = toJson(replayed->lab->mirrorState());
    if (!line.state.isEmpty() && !writeFile(QByteArray::fromStdString(state), line.state))
        return exitcode::cannotWrite;
    return std::ferror(stdout) ? exitcode::cannotWrite : 0;
}

} // namespace stanscope

#include "app/replaycommand.h"

#include "app/complaint.h"
#include "app/exitcodes.h"
#include "app/plainoutput.h"
#include "app/reportfile.h"
#include "app/reporttext.h"
#include "core/capture/bundledcaptures.h"
#include "core/capture/capturereplay.h"
#include "core/export/jsonlines.h"
#include "core/export/readablelines.h"
#include "core/export/statejson.h"
#include "core/scenario/runreport.h"

#include <QCoreApplication>

#include <memory>
#include <vector>

namespace stanscope {

namespace {

/// Prints the title and the lesson's sentences, as a run does; of what was attached, what a watch
/// does.
class Teller : public EventSink
{
public:
    explicit Teller(PlainOutput& output)
        : m_output(output)
    {
    }

    void folded(const Event& event, const Lab& lab) override
    {
        const auto* run = std::get_if<laboratory::RunStarted>(&event.body);
        if (run && run->attached)
            m_lines = std::make_unique<ReadableLines>(
                [this](std::string_view text) { m_output.print(text); });
        if (m_lines)
            m_lines->folded(event, lab);
        else if (run)
            m_output.print(run->title + '\n');
        else if (std::holds_alternative<laboratory::Lesson>(event.body))
            m_output.print("  " + lab.lesson() + '\n');
    }
    void idle(Nanos) override { }
    void ended(const Lab& lab) override
    {
        if (m_lines)
            m_lines->ended(lab);
    }

private:
    PlainOutput& m_output;
    std::unique_ptr<ReadableLines> m_lines;
};

std::string sumOf(const Lab& lab, const Snapshot& snapshot)
{
    const QString sum =
        QCoreApplication::translate("Replay", "%1 events, %2 deliveries, %3 of them redelivered")
            .arg(QString::number(lab.events()), QString::number(snapshot.deliveries),
                 QString::number(snapshot.redeliveries));
    return (snapshot.attached ? "" : textOf(RunReport({}, {}, snapshot, {}))) + sum.toStdString()
        + '\n';
}

} // namespace

int replay(const CommandLine& line)
{
    if (!line.state.isEmpty() && !canWrite(line.state))
        return exitcode::usage;
    auto reader = CaptureReader::open(captureFile(line.file));
    if (!reader) {
        complain(reader.error());
        return exitcode::damaged;
    }
    // Lines on standard output stand alone there.
    const bool talks = !line.jsonLines && line.state != QLatin1StringView("-");
    PlainOutput output;
    std::vector<std::shared_ptr<EventSink>> sinks;
    if (line.jsonLines)
        sinks.push_back(
            std::make_shared<JsonLines>([&output](std::string_view text) { output.print(text); }));
    else if (talks)
        sinks.push_back(std::make_shared<Teller>(output));
    // Whoever has left, or has no room, wants no more lines; the state is another matter.
    const bool isForLines = line.state.isEmpty();
    const auto replayed = replayCapture(
        *reader, sinks, [&output, isForLines] { return isForLines && output.isOver(); });
    if (!replayed) {
        complain(replayed.error());
        return exitcode::damaged;
    }
    if (talks)
        output.print(sumOf(*replayed->lab, *replayed->lab->snapshot()));
    bool written = output.finish();
    if (replayed->brokenOff)
        complain(*replayed->brokenOff);
    if (!line.state.isEmpty())
        written =
            writeFile(QByteArray::fromStdString(toJson(replayed->lab->mirrorState())), line.state)
            && written;
    return written ? 0 : exitcode::cannotWrite;
}

} // namespace stanscope

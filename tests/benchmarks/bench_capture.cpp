#include "core/capture/capturereader.h"
#include "core/capture/capturereplay.h"
#include "core/capture/capturewriter.h"
#include "core/export/jsonlines.h"
#include "tests/support/syntheticrun.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>

// How fast the stream is written down and read back: events of a long synthetic run, and the same
// with larger payloads. Prints figures; asserts nothing.

using namespace stanscope;

namespace {

constexpr std::size_t eventCount = 1'000'000;

template <typename T>
T need(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().text.c_str());
        std::exit(1);
    }
    return std::move(result.value());
}

class Watch
{
public:
    double seconds() const { return stanscope::seconds(monotonicNow() - m_start); }

private:
    Nanos m_start = monotonicNow();
};

void tell(const char* what, double seconds, std::uint64_t events, double bytes)
{
    std::printf("  %-28s %8.2f M events/s  %7.1f MB/s\n", what,
                static_cast<double>(events) / seconds / 1e6, bytes / seconds / 1e6);
}

void measure(const char* title, const std::vector<Event>& events)
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("a.stanscope"));
    const Lab lab(std::get<laboratory::RunStarted>(events.front().body), events.front().time);
    const Watch writing;
    {
        const auto writer = need(CaptureWriter::create(path));
        for (const Event& event : events)
            writer->folded(event, lab);
        writer->ended(lab);
    }
    const double written = writing.seconds();
    const auto bytes = static_cast<double>(QFileInfo(path).size());
    std::printf("%s: %zu events, %.1f bytes each\n", title, events.size(),
                bytes / static_cast<double>(events.size()));
    tell("write", written, events.size(), bytes);

    const Watch opening;
    CaptureReader reader = need(CaptureReader::open(path));
    std::printf("  %-28s %8.2f ms\n", "open", opening.seconds() * 1e3);
    const Watch reading;
    for (std::uint64_t next = 0; next < reader.events();)
        next += need(reader.read(next)).size();
    tell("read", reading.seconds(), events.size(), bytes);

    const Watch replaying;
    need(replayCapture(reader));
    tell("replay (read and fold)", replaying.seconds(), events.size(), bytes);

    double lines = 0;
    const Watch telling;
    need(replayCapture(reader, {std::make_shared<JsonLines>([&](std::string_view text) {
                           lines += static_cast<double>(text.size());
                       })}));
    tell("replay as JSON lines", telling.seconds(), events.size(), lines);
}

} // namespace

int main()
{
    auto bank = test::SyntheticRun({}).take(eventCount);
    measure("a bank run", bank);
    auto foreign = test::SyntheticRun({.bank = false}).take(eventCount);
    measure("a foreign application", foreign);
    for (Event& event : foreign) {
        if (auto* publish = std::get_if<wire::PublishSent>(&event.body))
            publish->payload.resize(1024, 'x');
        else if (auto* delivered = std::get_if<wire::Delivered>(&event.body))
            delivered->payload.resize(1024, 'x');
    }
    measure("the same with 1 KiB payloads", foreign);
    return 0;
}

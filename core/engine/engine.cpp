#include "core/engine/engine.h"

#include "core/lab/lab.h"
#include "core/wire/standecoder.h"

#include <optional>

namespace stanscope {

namespace {

/// How often time passes for the fold while deliveries are running.
constexpr Nanos tickWhileRunning = std::chrono::milliseconds(50);
constexpr Nanos tickWhileQuiet = std::chrono::milliseconds(500);

} // namespace

/// The folding thread's own state: nobody else sees it.
class EngineLoop
{
public:
    void operator()(Event& event) { fold(event); }

    void operator()(Engine::ReportLine& line)
    {
        const Nanos now = monotonicNow();
        const auto report = reportFromLine(line.line);
        if (report && !isOfThisRun(report->time, now))
            fold(Event{now, Source::Report,
                       process::BadReport{line.process, line.line, "its time is not of this run"}});
        else if (report)
            fold(Event{report->time, Source::Report,
                       process::Reported{line.process, report.value()}});
        else
            fold(Event{now, Source::Report,
                       process::BadReport{line.process, line.line, report.error().text}});
    }

    void operator()(std::vector<Frame>& frames)
    {
        const std::uint64_t unknownBefore = m_decoder.unknown();
        for (const Frame& frame : frames)
            m_decoder.decode(frame, m_events);
        for (const Event& event : m_events)
            fold(event);
        m_events.clear();
        if (!frames.empty())
            fold(Event{frames.back().time, Source::Wire,
                       wire::FramesSeen{frames.size(), m_decoder.unknown() - unknownBefore}});
    }

    void operator()(Engine::Request&) { m_requested = true; }

    void operator()(laboratory::RunStarted& run)
    {
        m_decoder = {};
        m_start = monotonicNow();
        m_lab = std::make_unique<Lab>(run, m_start);
        m_dirty = true;
    }

    void tick(Nanos now)
    {
        if (!m_lab)
            return;
        const bool hadTimers = m_lab->hasTimers();
        m_lab->apply(Event{now, Source::Laboratory, laboratory::Tick{}});
        m_dirty = m_dirty || hadTimers || now - m_lastSnapshot >= tickWhileQuiet;
    }

    Nanos timeout() const
    {
        return m_lab && m_lab->hasTimers() ? tickWhileRunning : tickWhileQuiet;
    }

    std::shared_ptr<const Snapshot> takeSnapshot(Nanos now)
    {
        if (!m_requested || !m_dirty || !m_lab)
            return {};
        m_requested = false;
        m_dirty = false;
        m_lastSnapshot = now;
        return m_lab->snapshot();
    }

private:
    /// A child may be late, but not in the future: the fold believes the times it is told.
    bool isOfThisRun(Nanos time, Nanos now) const { return time >= m_start && time <= now; }

    void fold(const Event& event)
    {
        if (!m_lab)
            return;
        m_lab->apply(event);
        m_dirty = true;
    }

    StanDecoder m_decoder;
    std::unique_ptr<Lab> m_lab;
    std::vector<Event> m_events;
    bool m_requested = false;
    bool m_dirty = false;
    Nanos m_start{};
    Nanos m_lastSnapshot{};
};

Engine::Engine(QObject* parent)
    : QObject(parent)
    , m_outputs([this] {
        QMetaObject::invokeMethod(
            this,
            [this] {
                for (const auto& snapshot : m_outputs.take())
                    emit snapshotReady(snapshot);
            },
            Qt::QueuedConnection);
    })
    , m_thread([this] { run(); })
{
}

Engine::~Engine()
{
    m_inputs.close();
    m_thread.join();
}

void Engine::beginRun(laboratory::RunStarted run)
{
    m_inputs.push(std::move(run));
}
void Engine::post(Event event)
{
    m_inputs.push(std::move(event));
}
void Engine::postFrames(std::vector<Frame> frames)
{
    m_inputs.push(std::move(frames));
}
void Engine::requestSnapshot()
{
    m_inputs.push(Request{});
}

void Engine::postReportLine(ClientId process, std::string line)
{
    m_inputs.push(ReportLine{std::move(process), std::move(line)});
}

void Engine::run()
{
    EngineLoop loop;
    while (true) {
        auto inputs = m_inputs.waitAndTake(loop.timeout());
        // Frames that arrived before this moment are in `inputs`: time may pass up to here.
        const Nanos now = monotonicNow() - std::chrono::milliseconds(5);
        for (Input& input : inputs)
            std::visit(loop, input);
        loop.tick(now);
        if (auto snapshot = loop.takeSnapshot(now))
            m_outputs.push(std::move(snapshot));
        if (inputs.empty() && m_inputs.isClosed())
            return;
    }
}

} // namespace stanscope

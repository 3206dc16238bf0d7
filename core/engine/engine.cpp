#include "core/engine/engine.h"

#include "core/engine/linebytes.h"
#include "core/lab/lab.h"
#include "core/wire/standecoder.h"

#include <optional>
#include <utility>

namespace stanscope {

namespace {

/// How often time passes for the fold while deliveries are running.
constexpr Nanos tickWhileRunning = std::chrono::milliseconds(50);
constexpr Nanos tickWhileQuiet = std::chrono::milliseconds(500);
/// A monitoring endpoint that does not answer must not hold the frames back for ever.
constexpr Nanos longestHold = std::chrono::seconds(10);
/// How long inputs gather before they are folded; an eighth of a display's frame.
constexpr Nanos batchTime = std::chrono::milliseconds(2);
/// How soon what was looked at again leaves the memory when there is no room for it.
constexpr Nanos trimInterval = std::chrono::milliseconds(500);
/// Some seconds of the fastest broker; and of processes that print without pause.
constexpr std::size_t mostFrameBytes = std::size_t{256} << 20;
constexpr std::size_t mostLineBytes = std::size_t{64} << 20;

} // namespace

/// The folding thread's own state: nobody else sees it.
class EngineLoop
{
public:
    EngineLoop(Backlog& frames, Backlog& lines)
        : m_frameBacklog(frames)
        , m_lineBacklog(lines)
    {
    }

    void operator()(Event& event)
    {
        if (const std::size_t bytes = lineBytes(event))
            m_lineBacklog.done(bytes);
        if (auto* answer = std::get_if<monitor::Answered>(&event.body);
            m_lab && answer && answer->purpose != monitor::Purpose::Unchanged)
            m_decoder.adopt(*answer);
        fold(event);
        handOnInboxes(); // who was there before may be silent for long
        // What happened meanwhile is asked for: as at the start, frames come after the answer.
        if (m_isMonitored && std::holds_alternative<wire::TapBack>(event.body))
            m_holdUntil = monotonicNow() + longestHold;
        const auto* answer = std::get_if<monitor::Answered>(&event.body);
        if ((answer && answer->purpose == monitor::Purpose::Bootstrap)
            || std::holds_alternative<monitor::Failed>(event.body))
            release();
    }

    void operator()(Engine::ReportLine& line)
    {
        m_lineBacklog.done(lineBytes(line.line));
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

    void operator()(FrameBatch& frames)
    {
        if (m_holdUntil)
            m_held.push_back(std::move(frames));
        else
            decode(frames);
    }

    void operator()(Engine::Request& request)
    {
        m_doubtsOnly = request.doubtsOnly && (m_doubtsOnly || !m_requested);
        m_requested = true;
    }

    void operator()(Engine::Begin& begin)
    {
        end();
        m_decoder = StanDecoder(begin.run.cluster);
        for (const FrameBatch& frames : std::exchange(m_held, {}))
            m_frameBacklog.done(frames.bytes());
        m_saidPayloads = 0;
        m_start = monotonicNow();
        begin.run.unixNs = unixNowNs(); // here: the anchor belongs to this very moment
        m_lab = std::make_unique<Lab>(begin.run, m_start, m_memory);
        m_sinks = std::move(begin.sinks);
        m_isMonitored = begin.run.monitored;
        m_holdUntil.reset();
        if (m_isMonitored)
            m_holdUntil = m_start + longestHold;
        const Event first{m_start, Source::Laboratory, std::move(begin.run)};
        fold(first);
    }

    void operator()(Engine::End&)
    {
        release();
        end();
    }

    void operator()(Engine::Join& join)
    {
        if (m_lab)
            m_sinks.push_back(std::move(join.sink));
    }

    void operator()(Engine::Leave& leave)
    {
        if (std::erase(m_sinks, leave.sink) > 0 && m_lab)
            leave.sink->ended(*m_lab);
    }

    void operator()(Engine::Memory& memory) { m_memory = std::move(memory); }
    void operator()(Engine::OnInboxes& onInboxes) { m_onInboxes = std::move(onInboxes); }

    void tick(Nanos now)
    {
        if (now - m_lastTrim >= trimInterval) {
            m_lastTrim = now;
            m_memory->trim();
        }
        if (!m_lab)
            return;
        if (const auto full = m_memory->takeFailure())
            fold(Event{now, Source::Laboratory,
                       laboratory::Problem{said(full->text), said(full->remedy)}});
        sayWhatIsDropped(now);
        if (m_holdUntil && now > *m_holdUntil)
            release();
        // Held frames are older than now: time must not pass before they do.
        if (!m_holdUntil) {
            const bool hadTimers = m_lab->hasTimers();
            if (hadTimers || now - m_lastTick >= tickWhileQuiet) {
                m_lastTick = now;
                fold(Event{now, Source::Laboratory, laboratory::Tick{}});
            }
        }
        if (auto correction = m_lab->correction())
            fold(Event{now, Source::Monitor, std::move(*correction)});
        for (const auto& sink : m_sinks)
            sink->idle(now);
    }

    Nanos timeout() const
    {
        // Sinks write out what is buffered when they are told that nothing happens.
        return m_lab && (m_lab->hasTimers() || !m_sinks.empty()) ? tickWhileRunning
                                                                 : tickWhileQuiet;
    }

    /// None for a low-impact tap, which must listen on a new inbox before its first delivery.
    Nanos gathering() const { return m_onInboxes ? Nanos{} : batchTime; }

    std::shared_ptr<const Snapshot> takeSnapshot()
    {
        if (!m_requested || !m_dirty || !m_lab)
            return {};
        m_requested = false;
        m_dirty = false;
        return m_doubtsOnly ? m_lab->doubts() : m_lab->snapshot();
    }

    std::shared_ptr<const MirrorState> takeLastState() { return std::exchange(m_lastState, {}); }

private:
    /// A child may be late, but not in the future: the fold believes the times it is told.
    bool isOfThisRun(Nanos time, Nanos now) const { return time >= m_start && time <= now; }

    /// Once for each time it happens.
    void sayWhatIsDropped(Nanos now)
    {
        const auto say = [&](Code code, std::uint64_t count) {
            if (count > 0)
                fold(Event{now, Source::Laboratory, laboratory::Problem{message(code, count), {}}});
        };
        say(Code::FramesDropped, m_frameBacklog.takeDropped());
        say(Code::LinesDropped, m_lineBacklog.takeDropped());
        // Half of the room at once, so that this is no stream of its own.
        const std::uint64_t payloads = m_lab->broker().lostPayloads();
        say(Code::PayloadsDropped, payloads - std::exchange(m_saidPayloads, payloads));
    }

    void decode(const FrameBatch& frames)
    {
        const std::uint64_t unknownBefore = m_decoder.unknown();
        // One by one: what an event takes of memory is free again for the next one.
        for (std::size_t i = 0; i < frames.size(); ++i) {
            m_decoder.decode(frames[i], m_events);
            for (const Event& event : m_events)
                fold(event);
            m_events.clear();
        }
        fold(Event{frames[frames.size() - 1].time, Source::Wire,
                   wire::FramesSeen{frames.size(), m_decoder.unknown() - unknownBefore}});
        m_frameBacklog.done(frames.bytes());
        handOnInboxes();
    }

    void handOnInboxes()
    {
        if (!m_onInboxes)
            return;
        if (auto inboxes = m_decoder.takeNewInboxes(); !inboxes.empty())
            m_onInboxes(inboxes);
    }

    void release()
    {
        if (!std::exchange(m_holdUntil, {}))
            return;
        for (const FrameBatch& frames : std::exchange(m_held, {}))
            decode(frames);
    }

    void fold(const Event& event)
    {
        if (!m_lab)
            return;
        m_lab->apply(event);
        m_dirty = true;
        for (const auto& sink : m_sinks)
            sink->folded(event, *m_lab);
    }

    void end()
    {
        if (!m_lab)
            return;
        for (const auto& sink : std::exchange(m_sinks, {}))
            sink->ended(*m_lab);
        m_lastState = std::make_shared<const MirrorState>(m_lab->mirrorState());
        m_lab.reset();
        m_onInboxes = {};
    }

    Backlog& m_frameBacklog;
    Backlog& m_lineBacklog;
    std::uint64_t m_saidPayloads = 0;
    Engine::OnInboxes m_onInboxes;
    StanDecoder m_decoder;
    std::shared_ptr<PagedMemory> m_memory = std::make_shared<PagedMemory>();
    std::unique_ptr<Lab> m_lab;
    std::vector<std::shared_ptr<EventSink>> m_sinks;
    std::vector<Event> m_events;
    std::vector<FrameBatch> m_held; ///< until the bootstrap is folded
    std::optional<Nanos> m_holdUntil;
    bool m_isMonitored = false;
    std::shared_ptr<const MirrorState> m_lastState;
    bool m_requested = false;
    bool m_doubtsOnly = false;
    bool m_dirty = false;
    Nanos m_start{};
    Nanos m_lastTick{};
    Nanos m_lastTrim{};
};

Engine::Engine(QObject* parent)
    : QObject(parent)
    , m_frameBacklog(mostFrameBytes)
    , m_lineBacklog(mostLineBytes)
    , m_wakeup([this] { handOut(); })
    , m_outputs([this] { m_wakeup.wake(); })
    , m_thread([this] { run(); })
{
}

Engine::~Engine()
{
    m_inputs.close();
    m_thread.join();
}

void Engine::handOut()
{
    for (const Output& output : m_outputs.take()) {
        if (const auto* snapshot = std::get_if<Taken>(&output))
            emit snapshotReady(*snapshot);
        else if (const auto* state = std::get_if<Left>(&output))
            emit runEnded(*state);
        else
            emit caughtUp();
    }
}

void Engine::setOnInboxes(OnInboxes onInboxes)
{
    m_inputs.push(std::move(onInboxes));
}

void Engine::beginRun(laboratory::RunStarted run, std::vector<std::shared_ptr<EventSink>> sinks)
{
    m_inputs.push(Begin{std::move(run), std::move(sinks)});
}
void Engine::endRun()
{
    m_inputs.push(End{});
}
void Engine::setMemory(std::shared_ptr<PagedMemory> memory)
{
    m_inputs.push(std::move(memory));
}
void Engine::addSink(std::shared_ptr<EventSink> sink)
{
    m_inputs.push(Join{std::move(sink)});
}
void Engine::removeSink(std::shared_ptr<EventSink> sink)
{
    m_inputs.push(Leave{std::move(sink)});
}
void Engine::setBacklog(std::size_t frames, std::size_t lines)
{
    m_frameBacklog.setLimit(frames);
    m_lineBacklog.setLimit(lines);
}
bool Engine::admitsLine(std::size_t size)
{
    const Backlog::Admission admission = m_lineBacklog.admit(size);
    return admission == Backlog::Admission::Taken || admission == Backlog::Admission::TakenAgain;
}
void Engine::post(Event event)
{
    const std::size_t line = lineBytes(event);
    if (line == 0 || admitsLine(line))
        m_inputs.push(std::move(event));
}
void Engine::postFrame(const Frame& frame)
{
    m_inputs.add([this, &frame](std::vector<Input>& inputs) { add(frame, inputs); });
}
void Engine::add(const Frame& frame, std::vector<Input>& inputs)
{
    switch (m_frameBacklog.admit(FrameBatch::bytesOf(frame))) {
    case Backlog::Admission::FirstDropped:
        inputs.push_back(
            Event{frame.time, Source::Wire, wire::TapGap{message(Code::TapNotKeptUp)}});
        return;
    case Backlog::Admission::Dropped:
        return;
    case Backlog::Admission::TakenAgain:
        inputs.push_back(Event{frame.time, Source::Wire, wire::TapBack{}});
        m_outputs.push(CaughtUp{});
        break;
    case Backlog::Admission::Taken:
        break;
    }
    auto* last = inputs.empty() ? nullptr : std::get_if<FrameBatch>(&inputs.back());
    if (!last || last->isFull())
        last = &std::get<FrameBatch>(inputs.emplace_back(m_batches.take()));
    last->add(frame);
}
void Engine::request(bool doubtsOnly)
{
    m_inputs.push(Request{doubtsOnly});
}

void Engine::postReportLine(ClientId process, std::string line)
{
    if (admitsLine(lineBytes(line)))
        m_inputs.push(ReportLine{std::move(process), std::move(line)});
}

void Engine::run()
{
    EngineLoop loop(m_frameBacklog, m_lineBacklog);
    while (true) {
        auto inputs = m_inputs.waitAndTake(loop.timeout(), loop.gathering());
        // Frames that arrived before this moment are in `inputs`: time may pass up to here.
        const Nanos now = monotonicNow() - std::chrono::milliseconds(5);
        for (Input& input : inputs) {
            std::visit(loop, input);
            if (auto* frames = std::get_if<FrameBatch>(&input))
                m_batches.giveBack(std::move(*frames));
        }
        loop.tick(now);
        if (auto snapshot = loop.takeSnapshot())
            m_outputs.push(std::move(snapshot));
        if (auto state = loop.takeLastState())
            m_outputs.push(std::move(state));
        if (inputs.empty() && m_inputs.isClosed())
            return;
    }
}

} // namespace stanscope

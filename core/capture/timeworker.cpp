#include "core/capture/timeworker.h"

#include "core/capture/capturereader.h"
#include "core/capture/eventwords.h"
#include "core/util/errortext.h"

#include <algorithm>
#include <utility>

namespace stanscope {

using namespace timetravel;

class TimeWorker::Source : public EventSource
{
public:
    explicit Source(CaptureReader opened)
        : reader(std::move(opened))
    {
    }
    std::uint64_t events() const override { return reader.events(); }
    Result<std::vector<Event>> read(std::uint64_t first) override { return reader.read(first); }

    CaptureReader reader;
};

/// Moves the target; only Open, Close and Refresh do anything at once.
struct TimeWorker::Take
{
    TimeWorker& worker;

    void operator()(const Open& request) { worker.open(request); }
    void operator()(const Close&)
    {
        worker.m_fold.reset();
        worker.m_source.reset();
        worker.m_place = {};
        worker.m_isOpen = false;
    }
    void operator()(const Refresh&)
    {
        if (worker.m_fold)
            worker.refresh();
    }
    void operator()(const SeekEvent& request) { seek(request.event); }
    void operator()(const SeekTime& request)
    {
        if (!worker.m_isOpen)
            return;
        if (const auto event = worker.m_fold->eventAt(request.time))
            seek(*event);
        else
            worker.m_onReply(worker.m_session, Failed{event.error()});
    }
    void operator()(const ShowTime& request)
    {
        if (!worker.m_isOpen)
            return;
        if (const auto event = worker.m_fold->through(request.time)) {
            seek(*event);
            worker.m_moment = request.time;
        } else {
            worker.m_onReply(worker.m_session, Failed{event.error()});
        }
    }
    void operator()(const Step& request)
    {
        if (worker.m_isOpen)
            seek(worker.m_fold->stepped(worker.m_target, request.events));
    }
    void operator()(const StepRedelivery& request)
    {
        if (!worker.m_isOpen)
            return;
        if (const auto event = worker.m_fold->redelivery(worker.m_target, request.direction))
            seek(*event);
        else
            worker.m_onReply(worker.m_session,
                             request.direction > 0 ? Nothing::LaterRedelivery
                                                   : Nothing::EarlierRedelivery);
    }
    void operator()(const ToFirstViolation&)
    {
        if (!worker.m_isOpen)
            return;
        if (const auto event = worker.m_fold->firstViolation())
            seek(*event);
        else
            worker.m_onReply(worker.m_session, Nothing::Violation);
    }

private:
    void seek(std::uint64_t event)
    {
        worker.m_moment.reset();
        if (worker.m_isOpen)
            worker.m_target = std::min(event, worker.m_fold->events() - 1);
    }
};

TimeWorker::TimeWorker(const std::atomic<std::uint64_t>& session,
                       std::shared_ptr<PagedMemory> memory, OnReply onReply)
    : m_wantedSession(session)
    , m_memory(std::move(memory))
    , m_onReply(std::move(onReply))
{
}

TimeWorker::~TimeWorker() = default;

void TimeWorker::handle(std::vector<Request> requests)
{
    for (const Request& request : requests)
        std::visit(Take{*this}, request);
    if (m_isOpen && m_session == m_wantedSession && (m_target != m_at || m_moment))
        goTo(m_target);
}

void TimeWorker::open(const Open& request)
{
    m_session = request.session;
    m_fold.reset();
    m_source.reset();
    m_place = {};
    m_moment.reset();
    m_isOpen = false;
    if (m_session != m_wantedSession)
        return;
    auto reader = CaptureReader::open(request.path);
    if (!reader) {
        m_onReply(m_session, Failed{reader.error()});
        return;
    }
    m_source = std::make_unique<Source>(std::move(*reader));
    m_fold = std::make_unique<TimeFold>(*m_source, TimeFold::firstSpacing, m_memory);
    foldNew();
    if (m_fold->events() == 0 && request.grows && !m_foldError)
        return; // refresh() finds something
    if (m_fold->events() == 0) {
        m_onReply(m_session,
                  Failed{m_foldError.value_or(
                      Error{errorText(QT_TRANSLATE_NOOP("Errors", "The capture holds no event.")),
                            errorText(QT_TRANSLATE_NOOP("Errors", "Open another one."))})});
        m_fold.reset();
        return;
    }
    standAtEnd();
}

void TimeWorker::standAtEnd()
{
    if (m_session != m_wantedSession)
        return;
    m_at = m_target = m_fold->events() - 1;
    auto place = m_fold->at(m_at);
    if (!place) {
        m_onReply(m_session, Failed{place.error()});
        m_fold.reset();
        return;
    }
    m_place = std::move(*place);
    m_isOpen = true;
    m_onReply(m_session, Opened{position(), truncation()});
    m_onReply(m_session, Positioned{m_place.snapshot, position()});
}

void TimeWorker::foldNew()
{
    int told = -1;
    const std::uint64_t total = std::max<std::uint64_t>(1, m_source->events());
    const auto folded = m_fold->foldNew([&](std::uint64_t events) {
        const int percent = static_cast<int>(events * 100 / total);
        if (percent != std::exchange(told, percent))
            m_onReply(m_session, Progress{percent});
        return m_session == m_wantedSession;
    });
    m_foldError = folded ? std::nullopt : std::optional(folded.error());
}

void TimeWorker::refresh()
{
    m_source->reader.refresh();
    if (m_source->events() == m_fold->events())
        return;
    foldNew();
    if (!m_isOpen && m_fold->events() > 0)
        standAtEnd();
    else if (m_isOpen)
        m_onReply(m_session, Positioned{m_place.snapshot, position()});
}

void TimeWorker::goTo(std::uint64_t event)
{
    const auto moment = std::exchange(m_moment, std::nullopt);
    if (event != m_at) {
        auto place = m_fold->at(event);
        if (!place) {
            m_target = m_at;
            m_onReply(m_session, Failed{place.error()});
            return;
        }
        m_at = event;
        m_place = std::move(*place);
    }
    if (!moment) {
        m_onReply(m_session, Positioned{m_place.snapshot, position()});
        return;
    }
    TimePosition between = position();
    between.time = *moment;
    auto snapshot = std::make_shared<Snapshot>(*m_place.snapshot);
    snapshot->now = std::max(snapshot->now, *moment);
    m_onReply(m_session, Positioned{std::move(snapshot), between});
}

TimePosition TimeWorker::position() const
{
    TimePosition position;
    position.event = m_at;
    position.events = m_fold->events();
    position.time = m_place.event.time;
    position.start = m_fold->start();
    position.end = m_fold->end();
    position.text = toWords(m_place.event, *m_place.snapshot);
    position.atStart = m_at == 0;
    position.atEnd = m_at + 1 == position.events;
    return position;
}

QString TimeWorker::truncation() const
{
    auto why = m_source->reader.truncation();
    if (!why)
        why = m_foldError;
    return why ? QString::fromStdString(why->text + ' ' + why->remedy).trimmed() : QString();
}

} // namespace stanscope

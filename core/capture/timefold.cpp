#include "core/capture/timefold.h"

#include "core/capture/eventwords.h"
#include "core/util/errortext.h"

#include <algorithm>
#include <utility>

namespace stanscope {

namespace {

constexpr std::uint64_t timeSpacing = 1024;
/// On the way to an event, places to come back to: a step back folds these many events at most.
constexpr std::uint64_t passedSpacing = 2048;
constexpr std::size_t maxPassed = 12;
/// What belongs to a moment is looked for among the events that are told until so much later.
constexpr Nanos latestTold = std::chrono::milliseconds(200);
constexpr std::uint64_t furthestTold = 256;

/// The end of a handling, in its replica's own words.
bool isConclusion(const Event& event)
{
    const auto* reported = std::get_if<process::Reported>(&event.body);
    if (!reported)
        return false;
    const ReportKind kind = reported->report.kind;
    return kind == ReportKind::Committed || kind == ReportKind::Acked
        || kind == ReportKind::Rejected || kind == ReportKind::Failed;
}

Error unreadable()
{
    return {errorText(QT_TRANSLATE_NOOP("Errors", "The capture ends before its last event.")),
            errorText(QT_TRANSLATE_NOOP("Errors", "Open it again."))};
}

} // namespace

TimeFold::TimeFold(EventSource& source, std::uint64_t spacing, std::shared_ptr<PagedMemory> memory)
    : m_source(source)
    , m_spacing(spacing)
    , m_memory(std::move(memory))
{
}

Nanos TimeFold::start() const
{
    return m_lab ? m_lab->history()->start : Nanos{};
}

Result<> TimeFold::foldNew(const std::function<bool(std::uint64_t folded)>& onProgress)
{
    while (m_events < m_source.events()) {
        const auto events = m_source.read(m_events);
        if (!events)
            return events.error();
        if (events->empty())
            return unreadable();
        for (const Event& event : *events) {
            if (!m_lab && !std::holds_alternative<laboratory::RunStarted>(event.body))
                return Error{errorText(QT_TRANSLATE_NOOP(
                                 "Errors", "The capture does not begin with the start of a run.")),
                             errorText(QT_TRANSLATE_NOOP(
                                 "Errors", "Open a file that stanscope has recorded."))};
            fold(event);
        }
        if (!onProgress(m_events))
            break;
    }
    return {};
}

void TimeFold::fold(const Event& event)
{
    if (m_events == 0)
        m_latest = event.time;
    if (m_events % timeSpacing == 0)
        m_times.push_back(m_latest);
    apply(m_lab, event);
    m_latest = std::max(m_latest, event.time);
    const auto* delivered = std::get_if<wire::Delivered>(&event.body);
    if (delivered && delivered->redelivered)
        m_redeliveries.push_back(m_events);
    m_telling.push_back(saysSomething(event));
    if (!m_firstViolation && m_lab->showsViolation())
        m_firstViolation = m_events;
    if (m_events % m_spacing == 0)
        keepCheckpoint();
    ++m_events;
}

/// The first event begins the Lab, as Engine::beginRun does.
void TimeFold::apply(std::unique_ptr<Lab>& lab, const Event& event) const
{
    if (!lab)
        lab = std::make_unique<Lab>(std::get<laboratory::RunStarted>(event.body), event.time,
                                    m_memory);
    lab->apply(event);
}

void TimeFold::keepCheckpoint()
{
    m_checkpoints.push_back({m_events, m_lab->clone()});
    // A Lab keeps what it has replaced since it was cloned, for readers on other threads. There are
    // none here: start afresh.
    m_lab = m_lab->clone();
    if (m_checkpoints.size() <= maxCheckpoints)
        return;
    m_spacing *= 2;
    std::erase_if(m_checkpoints,
                  [&](const Checkpoint& checkpoint) { return checkpoint.event % m_spacing != 0; });
}

std::optional<std::uint64_t> TimeFold::redelivery(std::uint64_t event, int direction) const
{
    if (direction > 0) {
        const auto next = std::upper_bound(m_redeliveries.begin(), m_redeliveries.end(), event);
        return next == m_redeliveries.end() ? std::nullopt : std::optional(*next);
    }
    const auto at = std::lower_bound(m_redeliveries.begin(), m_redeliveries.end(), event);
    return at == m_redeliveries.begin() ? std::nullopt : std::optional(*std::prev(at));
}

std::uint64_t TimeFold::stepped(std::uint64_t event, int events) const
{
    const std::uint64_t last = m_events - 1;
    for (; events < 0 && event > 0; ++events)
        while (event > 0 && !m_telling[--event]) { }
    for (; events > 0 && event < last; --events)
        while (event < last && !m_telling[++event]) { }
    return event;
}

Result<std::uint64_t> TimeFold::eventAt(Nanos time)
{
    // Sources overtake each other a little: what counts is the latest time so far.
    const auto after = std::upper_bound(m_times.begin(), m_times.end(), time);
    if (after == m_times.begin())
        return std::uint64_t{0};
    const auto block = static_cast<std::uint64_t>(after - m_times.begin() - 1);
    std::uint64_t number = block * timeSpacing;
    const std::uint64_t end = std::min(number + timeSpacing, m_events);
    std::uint64_t found = number == 0 ? 0 : number - 1;
    while (number < end) {
        const auto events = m_source.read(number);
        if (!events)
            return events.error();
        if (events->empty())
            return unreadable();
        for (const Event& event : *events) {
            if (number == end || event.time > time)
                return found;
            found = number++;
        }
    }
    return found;
}

Result<std::uint64_t> TimeFold::through(Nanos time)
{
    const auto at = eventAt(time);
    if (!at)
        return at;
    std::uint64_t found = *at;
    std::uint64_t number = found + 1;
    const std::uint64_t end = std::min(number + furthestTold, m_events);
    while (number < end) {
        const auto events = m_source.read(number);
        if (!events)
            return events.error();
        if (events->empty())
            return unreadable();
        for (const Event& event : *events) {
            if (number == end || event.time > time + latestTold)
                return found;
            if (event.time == time || (event.time < time && isConclusion(event)))
                found = number;
            ++number;
        }
    }
    return found;
}

const TimeFold::Checkpoint& TimeFold::nearest(std::uint64_t event) const
{
    const auto after = std::upper_bound(m_checkpoints.begin(), m_checkpoints.end(), event,
                                        [](std::uint64_t number, const Checkpoint& checkpoint) {
                                            return number < checkpoint.event;
                                        });
    const Checkpoint* best = &*std::prev(after); // event 0 is one
    for (const Checkpoint& passed : m_passed)
        if (passed.event <= event && passed.event > best->event)
            best = &passed;
    return *best;
}

Result<TimeFold::Place> TimeFold::at(std::uint64_t event)
{
    std::unique_ptr<Lab> lab;
    std::uint64_t number = 0;
    if (event > 0) {
        const Checkpoint& from = nearest(event - 1);
        lab = from.lab->clone();
        number = from.event + 1;
    }
    while (number <= event) {
        const auto events = m_source.read(number);
        if (!events)
            return events.error();
        if (events->empty())
            return unreadable();
        for (const Event& next : *events) {
            if (number == event)
                return stand(event, std::move(lab), next);
            apply(lab, next);
            if (number % passedSpacing == 0)
                keepPassed(number, *lab);
            ++number;
        }
    }
    return unreadable();
}

void TimeFold::keepPassed(std::uint64_t event, const Lab& lab)
{
    m_passed.push_back({event, lab.clone()});
    if (m_passed.size() > maxPassed)
        m_passed.pop_front();
}

TimeFold::Place TimeFold::stand(std::uint64_t number, std::unique_ptr<Lab> lab, const Event& event)
{
    // What is told once (problems) is told by the event that tells it, not by all that follow.
    if (lab)
        lab->snapshot();
    apply(lab, event);
    keepPassed(number, *lab);
    return {lab->snapshot(), event};
}

} // namespace stanscope

#include "core/session/playback.h"

#include "core/lab/snapshot.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stanscope {

namespace {

Nanos scaled(Nanos time, double by)
{
    return Nanos(std::llround(static_cast<double>(time.count()) * by));
}

} // namespace

std::vector<PlayedStep> playedSteps(const std::vector<std::uint32_t>& all, const Snapshot& latest,
                                    bool isOver)
{
    const bool hasMoments = std::ranges::any_of(
        latest.steps, [](const StepView& step) { return step.reached.has_value(); });
    std::vector<PlayedStep> played;
    for (const std::uint32_t step : all) {
        PlayedStep& one = played.emplace_back(PlayedStep{step, std::nullopt, false});
        const auto begun = std::ranges::find(latest.steps, step, &StepView::step);
        if (begun == latest.steps.end())
            continue;
        if (begun->reached)
            one.moment = begun->reached;
        else if (const auto next = std::next(begun); next != latest.steps.end())
            one.moment = next->begun;
        else if (isOver)
            one.moment = latest.now;
        one.reached = begun->reached.has_value() || !hasMoments;
    }
    return played;
}

void Playback::begin(Nanos start)
{
    *this = {};
    m_start = m_end = m_shown = start;
}

void Playback::setSteps(std::vector<PlayedStep> steps)
{
    m_steps = std::move(steps);
    m_passed = std::min(m_passed, m_steps.size() + 1);
    if (m_mode == Mode::Awaiting)
        headFor(m_target);
}

void Playback::setEnd(Nanos end, bool isOver)
{
    m_end = end;
    m_isOver = isOver;
    if (m_mode == Mode::Awaiting)
        headFor(m_target);
}

void Playback::setSpeed(double speed)
{
    m_speed = speed;
    if (m_mode != Mode::Moving)
        return;
    if (isGoingBack())
        headBack(m_target);
    else
        headFor(m_target);
}

std::optional<Nanos> Playback::momentOf(std::size_t step) const
{
    if (step == 0)
        return m_start;
    if (step <= m_steps.size())
        return m_steps[step - 1].moment;
    return m_isOver ? std::optional(m_end) : std::nullopt;
}

void Playback::headFor(std::size_t step)
{
    // What never comes is not waited for.
    if (m_isOver)
        while (step <= m_steps.size() && !momentOf(step))
            ++step;
    m_target = step;
    const auto moment = momentOf(step);
    if (!moment) {
        m_mode = Mode::Awaiting;
        return;
    }
    const Nanos way = *moment - m_shown;
    if (way <= Nanos{}) {
        standAt(step);
        return;
    }
    m_mode = Mode::Moving;
    m_rate = std::max(m_speed,
                      static_cast<double>(way.count()) / static_cast<double>(longestWay.count()));
}

void Playback::headBack(std::size_t step)
{
    m_target = step;
    m_passed = step;
    const Nanos way = m_shown - momentOf(step).value_or(m_shown);
    if (way <= Nanos{}) {
        standAt(step);
        return;
    }
    m_mode = Mode::Moving;
    m_rate = -std::max(
        m_speed, static_cast<double>(way.count()) / static_cast<double>(longestWayBack.count()));
}

void Playback::standAt(std::size_t step)
{
    m_mode = Mode::Standing;
    m_passed = step;
    m_shown = momentOf(step).value_or(m_shown);
}

void Playback::next()
{
    if (m_mode == Mode::Awaiting || isAtEnd())
        return;
    const auto following = momentOf(m_passed + 1);
    if (m_mode == Mode::Moving && !isGoingBack())
        standAt(m_target);
    else if (isGoingBack() && following && *following <= m_shown)
        headBack(m_passed + 1); // the way to it is back as well
    else
        headFor(m_passed + 1);
}

void Playback::back()
{
    // Played or gone past a moment, it comes back to that one first.
    const auto moment = momentOf(m_passed);
    const bool isPast = !isGoingBack() && moment && *moment < m_shown;
    const bool wasOnItsWay = m_mode == Mode::Awaiting || (m_mode == Mode::Moving && !isGoingBack());
    std::size_t step = m_passed;
    if (!isPast && !wasOnItsWay && step > 0)
        do
            --step;
        while (step > 0 && !momentOf(step));
    headBack(step);
}

void Playback::goTo(std::size_t step)
{
    if (momentOf(step + 1))
        standAt(step + 1);
}

std::size_t Playback::passedAt(Nanos moment) const
{
    std::size_t passed = 0;
    for (std::size_t i = 0; i < m_steps.size(); ++i)
        if (m_steps[i].moment && *m_steps[i].moment <= moment)
            passed = i + 1;
    return passed;
}

void Playback::seek(Nanos moment)
{
    m_mode = Mode::Standing;
    m_shown = std::clamp(moment, m_start, std::max(m_start, m_end));
    m_passed = passedAt(m_shown);
}

void Playback::play()
{
    if (isAtEnd() || (m_isOver && m_shown >= m_end))
        standAt(0); // once more
    m_mode = Mode::Playing;
}

void Playback::pause()
{
    m_mode = Mode::Standing;
}

/// The picture goes on, but not beyond `limit`.
bool Playback::follow(Nanos elapsed, Nanos limit)
{
    const Nanos to = std::min(m_shown + scaled(elapsed, m_speed), std::max(limit, m_shown));
    return std::exchange(m_shown, to) != to;
}

bool Playback::advance(Nanos elapsed)
{
    switch (m_mode) {
    case Mode::Standing:
        return false;
    case Mode::Moving: {
        const Nanos moment = momentOf(m_target).value_or(m_shown);
        m_shown += scaled(elapsed, m_rate);
        if (m_rate < 0 ? m_shown <= moment : m_shown >= moment)
            standAt(m_target);
        return true;
    }
    case Mode::Awaiting:
        return follow(elapsed, m_end - behindEdge);
    case Mode::Playing:
        break;
    }
    const bool moved = follow(elapsed, m_isOver ? m_end : m_end - behindEdge);
    m_passed = std::max(m_passed, passedAt(m_shown));
    if (m_isOver && m_shown >= m_end)
        standAt(m_steps.size() + 1);
    return moved;
}

} // namespace stanscope

#include "ui/plots/followmotion.h"

#include <algorithm>
#include <cmath>

namespace stanscope {

namespace {

constexpr double leftRoom = 12; // px at scale 1 before the first mark
constexpr double rightRoom = 116; // px for the label behind the last bar
constexpr double farDeadline = 3; // s: further ahead the future is not shown
constexpr double perSecond = 9; // of the way to the aim
constexpr double cursorRoom = 0.12; // of the span, between a cursor that came in and the edge
constexpr double mostOfRun = 4; // times the run's length
constexpr double toldRoom = 28; // px at scale 1 before the first moment that is told
constexpr double toldGrowth = 1.25;
constexpr double closeEnough = 2e-4; // of the span

double endOf(const FollowMotion::Content& content)
{
    return std::max(content.last, std::min(content.deadline, content.last + farDeadline));
}

/// The span that holds [first, end] and the room at both sides.
double spanFor(const FollowMotion::Content& content, double end)
{
    const double usable = std::max(0.3, 1 - (leftRoom + rightRoom) * content.scale / content.width);
    return std::max(FollowMotion::leastSpan, (end - content.first) / usable);
}

} // namespace

TimeSpan FollowMotion::target(const Content& content, double wanted)
{
    const double end = endOf(content);
    const double span = wanted > 0 ? wanted : std::min(spanFor(content, end), mostSpan);
    const double start = content.first - span * leftRoom * content.scale / content.width;
    const double to = end + span * rightRoom * content.scale / content.width;
    // Until the run is longer than the view it stays at the left.
    const double from = std::max(start, to - span);
    return {from, from + span};
}

TimeSpan FollowMotion::notBefore(const TimeSpan& aim, double edge, double wanted)
{
    if (edge <= aim.to)
        return aim;
    const double span = wanted > 0 ? wanted : std::max(mostSpan, aim.span());
    return {std::max(aim.from, edge - span), edge};
}

TimeSpan FollowMotion::whole(const Content& content)
{
    const double span = spanFor(content, endOf(content));
    const double from = content.first - span * leftRoom * content.scale / content.width;
    return {from, from + span};
}

TimeSpan FollowMotion::told(double first, double last, const Content& content)
{
    const double room = toldRoom * content.scale / content.width;
    const double usable = std::max(0.3, 1 - room - rightRoom * content.scale / content.width);
    double span = leastToldSpan;
    while (span * usable < last - first && span < mostSpan)
        span *= toldGrowth;
    span = std::min(span, mostSpan);
    const double from = first - span * room;
    return {from, from + span};
}

double FollowMotion::roomBehind(double span, const Content& content)
{
    return span * std::min(0.4, rightRoom * content.scale / content.width);
}

TimeSpan FollowMotion::holding(const TimeSpan& current, double time, double least)
{
    if (time >= current.from && time <= current.to)
        return current;
    const double span = current.span();
    const bool before = time < current.from;
    const double away = before ? current.from - time : time - current.to;
    const double part = away > span ? 0.5 : before ? cursorRoom : 1 - cursorRoom;
    const double from = std::max(time - part * span, std::min(least, time));
    return {from, from + span};
}

TimeSpan FollowMotion::within(const TimeSpan& wanted, const Content& content)
{
    const double span = std::min(wanted.span(), mostOfRun * whole(content).span());
    // The mark of the first event is seen whole; that is all there is of the time before it.
    const double least =
        std::min(0.0, content.first) - span * leftRoom * content.scale / content.width;
    const double from = std::max(least, std::min(wanted.from, endOf(content)));
    return {from, from + span};
}

TimeSpan FollowMotion::approach(const TimeSpan& current, const TimeSpan& aim, double passed)
{
    const double far = 2 * std::max(current.span(), aim.span());
    if (std::abs(current.to - aim.to) > far || std::abs(current.from - aim.from) > far)
        return aim;
    const double part = 1 - std::exp(-perSecond * std::max(0.0, passed));
    const TimeSpan next{current.from + (aim.from - current.from) * part,
                        current.to + (aim.to - current.to) * part};
    const double left = std::max(std::abs(next.from - aim.from), std::abs(next.to - aim.to));
    return left < closeEnough * aim.span() ? aim : next;
}

} // namespace stanscope

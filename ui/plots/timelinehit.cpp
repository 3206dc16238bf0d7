#include "ui/plots/timelinehit.h"

#include "ui/plots/visiblebars.h"

#include <algorithm>
#include <cmath>

namespace stanscope {

namespace {

constexpr double tolerance = 6; // px at scale 1

} // namespace

Selection TimelineHit::at(const QPointF& position) const
{
    const auto spot = m_frame.layout.at(position.y());
    if (!spot || position.x() < m_frame.time.left() || position.x() > m_frame.time.right())
        return {};
    return spot->lane == LaneLayout::Spot::Lane::Replica ? deliveryAt(position, *spot)
                                                         : messageAt(position, *spot);
}

// What the pointer is on, or else the nearest moment.
Selection TimelineHit::messageAt(const QPointF& position, const LaneLayout::Spot& spot) const
{
    const bool stored = spot.lane == LaneLayout::Spot::Lane::Channel;
    const LaneBox& lane = stored ? m_frame.layout.channel(spot.index) : m_frame.layout.publisher();
    const DrawnMark* best = nullptr;
    double nearest = m_frame.px(tolerance);
    for (const DrawnMark& mark : m_drawn.marks()) {
        if (mark.message == 0 || mark.rect.bottom() <= lane.top || mark.rect.top() >= lane.bottom())
            continue;
        const double distance = mark.rect.contains(position) ? -1 : std::abs(mark.x - position.x());
        if (distance > nearest)
            continue;
        nearest = distance;
        best = &mark;
    }
    if (best == nullptr)
        return {};
    return {best->message, m_frame.scene->history().messages[best->message - 1].lastDelivery.get()};
}

Selection TimelineHit::deliveryAt(const QPointF& position, const LaneLayout::Spot& spot) const
{
    const TimelineScene& scene = *m_frame.scene;
    const double reach = m_frame.px(tolerance);
    const std::int64_t from = scene.nanosOf(m_frame.time.time(position.x() - reach));
    const std::int64_t to = scene.nanosOf(m_frame.time.time(position.x() + reach));
    Selection best;
    double nearest = 2 * reach;
    scene.spans().forEach(
        scene.history(), from, to, [&](std::uint32_t index, const DeliveryRow& row) {
            if (index >= scene.deliveries() || scene.rowOf(index) != spot.row
                || scene.replicaOf(row.client) != spot.index)
                return;
            const Bar bar = VisibleBars::barOf(m_frame, index);
            const double distance =
                std::max({bar.left - position.x(), position.x() - bar.right, 0.0});
            if (distance > nearest)
                return;
            nearest = distance;
            best = {row.message, index + 1};
        });
    return best;
}

} // namespace stanscope

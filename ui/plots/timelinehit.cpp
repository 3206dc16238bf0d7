#include "ui/plots/timelinehit.h"

#include "ui/plots/visiblebars.h"

#include <algorithm>

namespace stanscope {

namespace {

constexpr double tolerance = 6; // px at scale 1

} // namespace

Selection TimelineHit::at(const QPointF& position) const
{
    const auto spot = m_frame.layout.at(position.y());
    if (!spot || position.x() < m_frame.time.left() || position.x() > m_frame.time.right())
        return {};
    return spot->box <= 1 ? messageAt(position) : deliveryAt(position, *spot);
}

Selection TimelineHit::messageAt(const QPointF& position) const
{
    // A mark of the publisher stands above the box of its message, more or less.
    const auto found =
        std::find_if(m_boxes.begin(), m_boxes.end(), [&](const MarkPainter::Box& box) {
            return position.x() >= box.rect.left() - m_frame.px(tolerance)
                && position.x() <= box.rect.right() + 1;
        });
    if (found == m_boxes.end())
        return {};
    return {found->message,
            m_frame.scene->history().messages[found->message - 1].lastDelivery.get()};
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
                || scene.replicaOf(row.client) != spot.box - 2)
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

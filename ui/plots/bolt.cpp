#include "ui/plots/bolt.h"

#include "ui/plots/plotframe.h"

#include <QPainter>

namespace stanscope {

namespace {

constexpr double boltSize = 0.95;

} // namespace

QRectF paintBolt(const PlotFrame& frame, QPainter& painter, const QPointF& tip)
{
    const double s = frame.scale * boltSize;
    const QPolygonF bolt{{{1, -15}, {7, -15}, {3, -9}, {8, -9}, {0, 0}, {3, -7}, {-1, -7}}};
    painter.save();
    painter.setPen(QPen(frame.theme.surface, frame.scale));
    painter.setBrush(frame.theme[Tone::Failed].mark);
    painter.translate(tip);
    painter.scale(s, s);
    painter.drawPolygon(bolt);
    painter.restore();
    return {tip.x() - s, tip.y() - 15 * s, 9 * s, 15 * s};
}

} // namespace stanscope

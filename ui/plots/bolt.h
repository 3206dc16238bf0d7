#pragma once

#include <QRectF>

class QPainter;

namespace stanscope {

struct PlotFrame;

/// Lightning: a fault strikes at its moment, with the tip. Returns where it is drawn.
QRectF paintBolt(const PlotFrame& frame, QPainter& painter, const QPointF& tip);

} // namespace stanscope

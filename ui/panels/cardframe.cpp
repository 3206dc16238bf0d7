#include "ui/panels/cardframe.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace stanscope {

void paintCardFrame(QPainter& painter, const QRect& area, const Theme& theme, const QColor& edge,
                    double scale)
{
    const int edgeWidth = static_cast<int>(std::lround(4 * scale));
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5);
    const double radius = 7 * scale;
    QPainterPath outline;
    outline.addRoundedRect(frame, radius, radius);
    painter.fillPath(outline, theme.surface);
    painter.save();
    painter.setClipRect(QRectF(0, 0, edgeWidth, area.height()));
    painter.fillPath(outline, edge);
    painter.restore();
    painter.setPen(theme.line);
    painter.setClipRect(QRectF(edgeWidth, 0, area.width(), area.height()));
    painter.drawPath(outline);
}

} // namespace stanscope

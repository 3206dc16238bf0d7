#pragma once

#include "ui/plots/visiblebars.h"

class QPainter;

namespace stanscope {

/// Paints the deliveries of the replicas' lanes: runs of the mass with failures last, bars with
/// their labels, deadline ticks, arrows to the next attempt, fired faults and the selection.
class BarPainter
{
public:
    BarPainter(const PlotFrame& frame, QPainter& painter);

    void paint();

private:
    QRectF rectOf(const Bar& bar) const;
    void paintRuns();
    void paintBar(const Bar& bar);
    void paintBody(const Bar& bar, const QRectF& rect);
    void paintDatabase(const Bar& bar, const QRectF& rect);
    void paintLabel(const Bar& bar, const QRectF& rect);
    void paintDeadline(const Bar& bar, const QRectF& rect);
    void paintArrow(const Bar& bar);
    void paintLateAck(const Bar& bar);
    void paintFaults();
    void paintSelection(const Bar& bar);

    const PlotFrame& m_frame;
    QPainter& m_painter;
    VisibleBars m_visible;
};

} // namespace stanscope

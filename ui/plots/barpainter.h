#pragma once

#include "ui/plots/drawnframe.h"
#include "ui/plots/visiblebars.h"

class QPainter;

namespace stanscope {

/// Paints the deliveries of the replicas' lanes: runs of the mass with failures last, bars with
/// their labels, deadline ticks, arrows to the next attempt, fired faults and the selection.
class BarPainter
{
public:
    BarPainter(const PlotFrame& frame, QPainter& painter, DrawnFrame& drawn);

    void paint();

private:
    QRectF rectOf(const Bar& bar) const;
    bool canSee(const Bar& bar) const;
    void note(DrawnMark::Kind kind, RowRef row, RowRef message, double x, const QRectF& rect);
    void paintRuns();
    void paintBar(const Bar& bar);
    void paintBody(const Bar& bar, const QRectF& rect);
    void paintDatabase(const Bar& bar, const QRectF& rect);
    void paintLabel(const Bar& bar, const QRectF& rect);
    bool paintWords(const Bar& bar, double x, const QString& text);
    void paintDeadline(const Bar& bar, const QRectF& rect);
    void paintArrow(const Bar& bar);
    void paintLateWork(const Bar& bar);
    void paintLateAck(const Bar& bar);
    void paintFaults();
    void paintSelection(const Bar& bar);

    const PlotFrame& m_frame;
    QPainter& m_painter;
    DrawnFrame& m_drawn;
    VisibleBars m_visible;
};

} // namespace stanscope

#pragma once

#include "ui/plots/drawnframe.h"
#include "ui/plots/plotframe.h"

class QPainter;

namespace stanscope {

/// Paints the overview strip (the whole run, with the visible part) and the legend.
class FooterPainter
{
public:
    FooterPainter(const PlotFrame& frame, QPainter& painter);

    void paintOverview();
    /// And says what it has explained.
    void paintLegend(DrawnFrame& drawn);
    /// Time (s) over the overview strip.
    static TimeScale overviewScale(const PlotFrame& frame);

private:
    void paintSwatch(const QRectF& rect, Tone tone);

    const PlotFrame& m_frame;
    QPainter& m_painter;
};

} // namespace stanscope

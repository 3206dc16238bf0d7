#pragma once

#include "ui/plots/plotframe.h"

class QPainter;

namespace stanscope {

/// Paints the overview strip (the whole run, with the visible part) and the legend.
class FooterPainter
{
public:
    FooterPainter(const PlotFrame& frame, QPainter& painter);

    void paintOverview();
    void paintLegend();
    /// Time (s) over the overview strip.
    static TimeScale overviewScale(const PlotFrame& frame);

private:
    void paintSwatch(const QRectF& rect, Tone tone);

    const PlotFrame& m_frame;
    QPainter& m_painter;
};

} // namespace stanscope

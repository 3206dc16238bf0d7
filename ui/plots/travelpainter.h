#pragma once

#include "ui/plots/plotframe.h"

class QPainter;

namespace stanscope {

/// Paints the time cursor over lanes and balance and in the overview, and a veil over what was not
/// known yet at the cursor. Paints nothing while time is live.
class TravelPainter
{
public:
    TravelPainter(const PlotFrame& frame, QPainter& painter);

    void paint();

private:
    void paintVeil(double x);
    void paintLine(double x);
    void paintInOverview(double cursor);

    const PlotFrame& m_frame;
    QPainter& m_painter;
};

} // namespace stanscope

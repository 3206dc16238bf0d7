#pragma once

#include "ui/plots/plotframe.h"

class QPainter;

namespace stanscope {

/// Paints the time cursor over lanes and balance and in the overview, and a veil over the time
/// after it: behind everything, for what is drawn has happened, and its labels reach over the
/// cursor. Only while the picture is still of a moment well after it, it lies on top. Paints
/// nothing while time is live.
class TravelPainter
{
public:
    TravelPainter(const PlotFrame& frame, QPainter& painter);

    void paintBehind();
    void paintInFront();

private:
    double cursor() const; ///< s
    bool isOfTheMoment() const;
    void paintVeil(double x);
    void paintLine(double x);
    void paintInOverview(double cursor);

    const PlotFrame& m_frame;
    QPainter& m_painter;
};

} // namespace stanscope

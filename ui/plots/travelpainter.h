#pragma once

#include "ui/plots/drawnframe.h"
#include "ui/plots/plotframe.h"

#include <utility>
#include <vector>

class QPainter;

namespace stanscope {

/// Paints the time cursor over lanes and balance and in the overview, and a veil over the time
/// after it: behind everything, for what is drawn has happened, and its labels reach over the
/// cursor. Only while the picture is still of a moment well after it, it lies on top. Paints
/// nothing while time is live.
class TravelPainter
{
public:
    /// `drawn`: when the cursor is painted, the words that are there already.
    TravelPainter(const PlotFrame& frame, QPainter& painter, const DrawnFrame& drawn);

    void paintBehind();
    void paintInFront();

private:
    double cursor() const; ///< s
    bool isOfTheMoment() const;
    void paintVeil(double x);
    void paintLine(double x);
    void paintInOverview(double cursor);
    std::vector<std::pair<double, double>> wordsAt(double x) const;

    const PlotFrame& m_frame;
    QPainter& m_painter;
    const DrawnFrame& m_drawn;
};

} // namespace stanscope

#pragma once

#include "ui/plots/plotframe.h"

#include <QString>

class QPainter;

namespace stanscope {

/// Paints what belongs to the balance curves and is not a curve: its name, the levels at the left,
/// and what was decided wrongly, at the moment it was committed.
class BalancePainter
{
public:
    BalancePainter(const PlotFrame& frame, QPainter& painter);

    void paint();

    /// Range of the vertical axis, cents.
    static double lowest(const TimelineScene& scene);
    static double highest(const TimelineScene& scene);
    /// "! refused at 60.00, in order it is approved".
    static QString wrongText(const History& history, const LedgerRow& row);

private:
    double y(double cents) const;
    void paintName();
    void paintLevels();
    void paintWrong();
    /// Returns where the next label may begin, px.
    double paintWrongLabel(const LedgerRow& row, double x);

    const PlotFrame& m_frame;
    QPainter& m_painter;
};

} // namespace stanscope

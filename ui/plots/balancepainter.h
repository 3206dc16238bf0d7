#pragma once

#include "ui/plots/drawnframe.h"
#include "ui/plots/plotframe.h"

#include <QString>

#include <cstdint>
#include <utility>
#include <vector>

class QPainter;

namespace stanscope {

/// Paints what belongs to the balance curves and is not a curve: its name, the levels at the left,
/// what was decided wrongly, at the moment it was committed, and the steps too low to be seen
/// beside large ones.
class BalancePainter
{
public:
    BalancePainter(const PlotFrame& frame, QPainter& painter, DrawnFrame& drawn);

    void paint();

    /// Range of the vertical axis, cents, when the frame shows these points: that of the whole run,
    /// so that it does not jump while one looks around, unless what is in view were too flat in it.
    struct Range
    {
        double low = 0;
        double high = 1;
    };
    static Range rangeOf(const BalanceCurve& curve, double from, double to);
    /// px that the levels need.
    static double levelWidth(const PlotFrame& frame);
    /// "1 000 110", "60.50".
    static QString levelText(double cents);
    /// "! refused at 60.00, in order it is approved".
    static QString wrongText(const History& history, const LedgerRow& row);

private:
    double y(double cents) const { return m_frame.y(cents); }
    void paintName();
    void paintLevels();
    void paintWrong();
    void paintLowSteps();
    /// `marks`: rows of the ledger and where they stand, px.
    void paintWrongLabels(std::vector<std::pair<std::uint32_t, double>> marks);
    bool paintWrongLabel(const LedgerRow& row, double x);
    bool paintWrongLabelAt(const LedgerRow& row, double wanted);
    double wrongWidth(const LedgerRow& row) const;

    const PlotFrame& m_frame;
    QPainter& m_painter;
    DrawnFrame& m_drawn;
};

} // namespace stanscope

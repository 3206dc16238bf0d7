#pragma once

#include "ui/plots/plotframe.h"

class QPainter;

namespace stanscope {

/// Paints what stands behind the deliveries: time grid and labels, lane lines, bands of paused and
/// dead processes, outages, tap gaps. Then, beside everything: the lanes' names.
class BackdropPainter
{
public:
    BackdropPainter(const PlotFrame& frame, QPainter& painter);

    void paintBehind();
    void paintNames();
    /// px that the longest lane name needs, with its margins.
    static double nameWidth(const PlotFrame& frame);

private:
    void paintGrid();
    void paintLaneLines();
    void paintBand(const BandRow& band);
    void paintName(const LaneBox& lane, const QString& name, const QString& state);
    QString stateOf(NameId lane) const;

    const PlotFrame& m_frame;
    QPainter& m_painter;
};

} // namespace stanscope

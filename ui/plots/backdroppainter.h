#pragma once

#include "ui/plots/drawnframe.h"
#include "ui/plots/plotframe.h"

#include <vector>

class QPainter;

namespace stanscope {

/// Paints what stands behind the deliveries: time grid and labels, lane lines, bands of paused and
/// dead processes, outages, tap gaps. Then, around everything: the times above and the lanes' names
/// beside it.
class BackdropPainter
{
public:
    BackdropPainter(const PlotFrame& frame, QPainter& painter);

    void paintBehind();
    void paintWords(DrawnFrame& drawn);
    void paintNames();
    /// px that the longest lane name needs, with its margins.
    static double nameWidth(const PlotFrame& frame);

private:
    void paintGrid();
    void paintTimes();
    void paintLaneLines();
    QRectF areaOf(const BandRow& band) const;
    void paintBand(const BandRow& band);
    std::vector<double> wordLines(const BandRow& band, const QRectF& area, int lane) const;
    void paintBandWord(const BandRow& band, DrawnFrame& drawn);
    void paintRest();
    void paintName(const LaneBox& lane, const QString& name, const QString& state);
    void paintFrame(const LaneBox& lane);
    QString stateOf(NameId lane) const;

    const PlotFrame& m_frame;
    QPainter& m_painter;
};

} // namespace stanscope

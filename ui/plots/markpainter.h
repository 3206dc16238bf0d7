#pragma once

#include "ui/plots/marklane.h"

#include <QPointF>

#include <unordered_map>
#include <vector>

class QPainter;

namespace stanscope {

/// Paints the publisher's lane (a circle and the amount per transaction) and the channels' lanes (a
/// box with the sequence per message), joined by lines. Each stands at its own moment; what happens
/// within milliseconds has its labels above each other, and what is too dense even for that is
/// ticks with one count, which opens when zoomed.
class MarkPainter
{
public:
    MarkPainter(const PlotFrame& frame, QPainter& painter, DrawnFrame& drawn);

    void paint();

private:
    bool isSeen(const MessageRow& message) const;
    bool isOfItsTransaction(std::size_t message) const;
    void collectMessages();
    void collectPublishes();
    void paintLines();
    void paintWay(const LaneEvent& event, const QPointF& moment);
    void paintMessage(const MarkLane& lane, const LaneEvent& event);
    void paintPublish(const LaneEvent& event);
    void paintCrowds(const MarkLane& lane);
    void paintFaults();
    void paintTicks(const MarkLane& lane);
    double radiusOf(const LaneEvent& event) const;
    double boxHeight(const LaneEvent& event) const;

    const PlotFrame& m_frame;
    QPainter& m_painter;
    DrawnFrame& m_drawn;
    MarkLane m_publisher;
    std::vector<MarkLane> m_channels;
    std::unordered_map<RowRef, QPointF> m_moments; ///< of messages: where a line to them ends
};

} // namespace stanscope

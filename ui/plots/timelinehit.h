#pragma once

#include "ui/plots/markpainter.h"
#include "ui/plots/plotframe.h"

namespace stanscope {

/// What is under a pixel of a painted frame.
class TimelineHit
{
public:
    /// `boxes`: where the frame's messages were painted.
    TimelineHit(const PlotFrame& frame, const std::vector<MarkPainter::Box>& boxes)
        : m_frame(frame)
        , m_boxes(boxes)
    {
    }

    /// Message and delivery; in the channel's lane the message with its last delivery. Empty:
    /// nothing.
    Selection at(const QPointF& position) const;

private:
    Selection messageAt(const QPointF& position) const;
    Selection deliveryAt(const QPointF& position, const LaneLayout::Spot& spot) const;

    const PlotFrame& m_frame;
    const std::vector<MarkPainter::Box>& m_boxes;
};

} // namespace stanscope

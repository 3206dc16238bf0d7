#pragma once

#include "ui/plots/drawnframe.h"
#include "ui/plots/plotframe.h"

namespace stanscope {

/// What is under a pixel of a painted frame.
class TimelineHit
{
public:
    /// `drawn`: where the frame's messages were painted.
    TimelineHit(const PlotFrame& frame, const DrawnFrame& drawn)
        : m_frame(frame)
        , m_drawn(drawn)
    {
    }

    /// Message and delivery; in the channel's lane the message with its last delivery. Empty:
    /// nothing.
    Selection at(const QPointF& position) const;

private:
    Selection messageAt(const QPointF& position, const LaneLayout::Spot& spot) const;
    Selection deliveryAt(const QPointF& position, const LaneLayout::Spot& spot) const;

    const PlotFrame& m_frame;
    const DrawnFrame& m_drawn;
};

} // namespace stanscope

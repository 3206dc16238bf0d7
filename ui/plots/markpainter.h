#pragma once

#include "ui/plots/plotframe.h"

#include <QRectF>

#include <vector>

class QPainter;

namespace stanscope {

/// Paints the publisher's lane (a circle and the amount per transaction) and the channel's lane (a
/// box with the sequence per message), joined by lines. What happens within milliseconds is moved
/// apart to stay legible, with a tick at the true time; what is too dense even for that becomes
/// ticks.
class MarkPainter
{
public:
    struct Box
    {
        RowRef message = 0;
        QRectF rect;
    };

    MarkPainter(const PlotFrame& frame, QPainter& painter);

    void paint();
    /// Where messages can be clicked, after paint().
    const std::vector<Box>& boxes() const { return m_boxes; }

private:
    struct Publish
    {
        RowRef message = 0; ///< 0: not stored yet
        double time = 0; ///< s
        QString text;
    };

    std::vector<Publish> visiblePublishes() const;
    void paintMessages();
    void paintPublishes();
    void paintBox(RowRef message, double trueX, double x);
    void paintTick(const LaneBox& lane, double x, int& last);
    const Box* boxOf(RowRef message) const;

    const PlotFrame& m_frame;
    QPainter& m_painter;
    std::vector<Box> m_boxes; ///< by message
};

} // namespace stanscope

#pragma once

#include "ui/plots/markspreader.h"
#include "ui/plots/plotframe.h"

#include <QRectF>
#include <QString>

#include <vector>

class QPainter;

namespace stanscope {

/// Paints the publisher's lane (a circle and the amount per transaction) and the channel's lane (a
/// box with the sequence per message), joined by lines. What happens within milliseconds is moved
/// apart to stay legible, with a line to the true time; what is too dense even for that becomes
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
    /// A transaction or a message on its lane.
    struct Event
    {
        RowRef message = 0; ///< 0: not stored yet
        double x = 0; ///< px of its true time
        QString text;
    };

    std::vector<Event> visibleMessages() const;
    std::vector<Event> visiblePublishes() const;
    std::vector<MarkSpreader::Place> spread(const std::vector<Event>& events, double body,
                                            double around, double apart) const;
    void paintMessages();
    void paintBox(const Event& event, const MarkSpreader::Place& place);
    void paintPublishes();
    void paintCircle(const Event& event, const MarkSpreader::Place& place);
    void paintTick(const LaneBox& lane, double x, double height);
    const Box* boxOf(RowRef message) const;

    const PlotFrame& m_frame;
    QPainter& m_painter;
    std::vector<Box> m_boxes; ///< by message
};

} // namespace stanscope

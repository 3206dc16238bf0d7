#pragma once

#include "ui/plots/followmotion.h"
#include "ui/plots/markpainter.h"
#include "ui/plots/plotcanvas.h"
#include "ui/plots/plotframe.h"
#include "ui/plots/timelineinput.h"
#include "ui/plots/timelineview.h"

#include <QElapsedTimer>
#include <QTimer>

#include <vector>

class QPainter;

namespace stanscope {

/// The two halves of the timeline's implementation share it: what it paints (timelineview.cpp) and
/// where it looks (timelinelook.cpp).
struct TimelineView::Private
{
    explicit Private(TimelineView* owner)
        : q(owner)
    {
    }

    void connectInput();
    void prepare();
    void paintBehind(QPainter& painter);
    void paintInFront(QPainter& painter);
    void paintEmpty(QPainter& painter);
    LaneLayout layoutNow() const;
    PlotCanvas::Curves curvesNow() const;
    FollowMotion::Content contentNow() const;
    bool isLive() const;
    /// Before the first event of a session there is still time to travel to.
    bool isEmpty() const { return scene.isEmpty() && !(frame.travel && scene.hasHistory()); }
    double timeNow() const;
    void moveView();
    void look(const TimeSpan& span);
    void look(const TimeScale& scale) { look(TimeSpan{scale.from(), scale.to()}); }
    void stopFollowing();
    void wakeUp();
    void drag(double pixels, const QPointF& pressedAt, const QPointF& position);
    void click(const QPointF& position);
    void showToolTip(const QPoint& position, const QPoint& onScreen);
    void bringToView(const Selection& chosen);
    void keepCursorInView();
    void inOverview(const QPointF& position);

    TimelineView* q;
    PlotCanvas* canvas = nullptr;
    TimelineInput* input = nullptr;
    TimelineScene scene;
    PlotFrame frame;
    std::vector<MarkPainter::Box> boxes;
    TimeSpan view;
    QTimer timer;
    QElapsedTimer sinceFrame;
    double wantedSpan = 0; ///< chosen by zooming; 0: automatic
    double edge = 0; ///< s: how far the view has followed the run
    double edgeWidth = 0; ///< px of the view when it did
    bool follow = true;
    bool jump = true; ///< the next frame shows its aim at once
    bool fit = false; ///< the next frame shows the whole run
    bool followBefore = true; ///< the time travel
    bool focusSeen = false;
};

} // namespace stanscope

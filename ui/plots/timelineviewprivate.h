#pragma once

#include "ui/plots/followmotion.h"
#include "ui/plots/plotcanvas.h"
#include "ui/plots/plotframe.h"
#include "ui/plots/timelineinput.h"
#include "ui/plots/timelineview.h"

#include <QElapsedTimer>
#include <QTimer>

class QPainter;
class QScrollBar;

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
    void openCrowd(const DrawnCrowd& crowd);
    double knownUntil() const;
    void stopFollowing();
    /// What was painted is out of date; it is painted anew when it is time to.
    void wantFrame();
    void wantFrameIn(double ms);
    bool isSeen() const;
    double framePause() const;
    void wheel(double notches, const QPointF& position);
    void drag(const QPointF& way, const QPointF& pressedAt, const QPointF& position);
    void scrollBy(double pixels);
    void fitScrollBar();
    void scrollTo(const Selection& chosen);
    void scrollToLane(NameId client);
    void click(const QPointF& position);
    void showToolTip(const QPoint& position, const QPoint& onScreen);
    void bringToView(const Selection& chosen);
    void keepCursorInView();
    /// The view is that of a lesson that is told.
    bool isTold() const { return told && frame.travel && follow && !shared && scene.hasHistory(); }
    TimeSpan toldView() const;
    void inOverview(const QPointF& position);

    TimelineView* q;
    PlotCanvas* canvas = nullptr;
    TimelineInput* input = nullptr;
    TimelineScene scene;
    PlotFrame frame;
    DrawnFrame drawn;
    QScrollBar* scrollBar = nullptr;
    TimeSpan view;
    QTimer timer;
    QElapsedTimer sinceFrame;
    double wantedSpan = 0; ///< chosen by zooming; 0: automatic
    std::uint64_t revision = 0; ///< of the scene, when a frame was wanted for it
    double edge = 0; ///< s: how far the view has followed the run
    double edgeWidth = 0; ///< px of the view when it did
    bool follow = true;
    bool jump = true; ///< the next frame shows its aim at once
    bool fit = false; ///< the next frame shows the whole run
    bool followBefore = true; ///< the time travel
    bool focusSeen = false;
    std::optional<SharedAxis> shared;
    std::optional<ToldSpan> told;
    bool plain = false;
};

} // namespace stanscope

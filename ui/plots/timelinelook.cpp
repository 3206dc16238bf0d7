#include "ui/plots/barlabel.h"
#include "ui/plots/footerpainter.h"
#include "ui/plots/publishers.h"
#include "ui/plots/timelinehit.h"
#include "ui/plots/timelineviewprivate.h"

#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace stanscope {

namespace {

constexpr double laneStep = 40; // px at scale 1 of a key press and of a notch
constexpr double frameMs = 1000.0 / 30;
constexpr double slowestMs = 250; // what grows is seen to
constexpr double crowdRoom = 0.2; // of an opened crowd's length, at both sides
constexpr double leastCrowd = 0.002; // s
constexpr Nanos liveAge =
    std::chrono::seconds(2); // an older snapshot is not live: a recording, a test

} // namespace

void TimelineView::Private::connectInput()
{
    input = new TimelineInput(q);
    connect(input, &TimelineInput::wheeled, q,
            [this](double notches, const QPointF& position) { wheel(notches, position); });
    connect(input, &TimelineInput::scrolledByLanes, q,
            [this](double lanes) { scrollBy(lanes * frame.px(laneStep)); });
    connect(input, &TimelineInput::scrolledByPages, q,
            [this](double pages) { scrollBy(pages * frame.layout.replicas().height()); });
    connect(input, &TimelineInput::zoomedAboutCentre, q, [this](double factor) {
        look(frame.time.zoomed(factor, frame.time.left() + frame.time.width() / 2));
    });
    connect(input, &TimelineInput::stepped, q,
            [this](double fraction) { look(frame.time.moved(-fraction * frame.time.width())); });
    connect(input, &TimelineInput::dragged, q,
            [this](const QPointF& way, const QPointF& from, const QPointF& to) {
                drag(way, from, to);
            });
    connect(input, &TimelineInput::clicked, q,
            [this](const QPointF& position) { click(position); });
    connect(input, &TimelineInput::fitAsked, q, &TimelineView::fitAll);
    connect(input, &TimelineInput::startAsked, q, [this] {
        const double from = FollowMotion::whole(contentNow()).from;
        look(TimeSpan{from, from + view.span()});
    });
    connect(input, &TimelineInput::endAsked, q, [this] {
        wantedSpan = view.span();
        q->setFollow(true);
    });
    connect(input, &TimelineInput::followToggled, q, [this] { q->setFollow(!follow); });
    connect(input, &TimelineInput::toolTipAsked, q,
            [this](const QPoint& at, const QPoint& onScreen) { showToolTip(at, onScreen); });
    connect(input, &TimelineInput::keyboardFocused, q, [this](bool focused) {
        focusSeen = focused;
        canvas->invalidate();
    });
}

bool TimelineView::Private::isLive() const
{
    return !frame.travel && scene.hasHistory() && scene.isMoving()
        && std::chrono::abs(monotonicNow() - scene.snapshot().now) < liveAge;
}

// Snapshots come with the events; in between the running bars grow by the clock.
double TimelineView::Private::timeNow() const
{
    if (frame.travel && scene.hasHistory())
        return std::max(scene.now(), scene.timeOf(frame.travel->cursor));
    return isLive() ? std::max(scene.now(), scene.timeOf(monotonicNow())) : scene.now();
}

// While nothing is under way, what is stays what it is.
double TimelineView::Private::knownUntil() const
{
    return frame.travel    ? frame.now
        : scene.isMoving() ? std::max(frame.now, scene.lastContent())
                           : frame.time.to();
}

FollowMotion::Content TimelineView::Private::contentNow() const
{
    FollowMotion::Content content;
    content.first = scene.firstContent();
    content.last =
        scene.isMoving() ? std::max(scene.lastContent(), timeNow()) : scene.lastContent();
    content.deadline = scene.lastDeadline();
    if (frame.travel) {
        content.last = std::max(content.last, scene.timeOf(frame.travel->end));
        content.deadline = 0;
    }
    content.width = frame.layout.lanes().width() > 1 ? frame.layout.lanes().width() : 700;
    content.scale = frame.scale;
    return content;
}

void TimelineView::Private::moveView()
{
    const double passed =
        sinceFrame.isValid() ? static_cast<double>(sinceFrame.elapsed()) / 1000 : 0;
    sinceFrame.start();
    if (std::exchange(fit, false)) {
        // What happened, without the silence that a recording may end with.
        FollowMotion::Content content = contentNow();
        content.last = scene.lastContent();
        view = FollowMotion::whole(content);
    }
    if (follow && !frame.travel) {
        const FollowMotion::Content content = contentNow();
        if (content.width != edgeWidth)
            edge = 0; // the room behind the last bar is another one
        edgeWidth = content.width;
        // A deadline that is no longer to come does not pull the view back.
        const TimeSpan aim =
            FollowMotion::notBefore(FollowMotion::target(content, wantedSpan), edge, wantedSpan);
        view = jump ? aim : FollowMotion::approach(view, aim, passed);
        edge = std::max(edge, view.to);
        jump = false;
        if (view != aim)
            wantFrameIn(frameMs);
    }
    if (isTold()) {
        const TimeSpan aim = toldView();
        view = std::exchange(jump, false) ? aim : FollowMotion::approach(view, aim, passed);
        if (view != aim)
            wantFrameIn(frameMs);
    }
    if (isLive())
        wantFrameIn(framePause());
}

/// The same at each of its moments. What is played on beyond the last one is seen as well, and of
/// what is too long the part where the cursor stands.
TimeSpan TimelineView::Private::toldView() const
{
    double first = scene.timeOf(told->first);
    if (!scene.isEmpty())
        first = std::min(first, scene.firstContent());
    const double cursor = scene.timeOf(frame.travel->cursor);
    const double last = std::max(scene.timeOf(told->last), cursor);
    const TimeSpan all = FollowMotion::told(first, last, contentNow());
    // Behind a moment there is room for what begins with it.
    const double room = FollowMotion::roomBehind(all.span(), contentNow());
    if (last + room <= all.to + all.span() / 1000)
        return all;
    const bool isSameSpan = std::abs(view.span() - all.span()) < all.span() / 100;
    const TimeSpan held = FollowMotion::holding(isSameSpan ? view : all, cursor + room, all.from);
    return FollowMotion::holding(held, cursor, all.from);
}

/// ms in which what grows has grown by half a pixel.
double TimelineView::Private::framePause() const
{
    const double pixel = 1000 * view.span() / std::max(1.0, frame.layout.lanes().width());
    return std::clamp(pixel / 2, frameMs, slowestMs);
}

bool TimelineView::Private::isSeen() const
{
    return q->isVisible() && !q->window()->isMinimized();
}

void TimelineView::Private::wantFrame()
{
    const double passed =
        sinceFrame.isValid() ? static_cast<double>(sinceFrame.elapsed()) : frameMs;
    wantFrameIn(std::max(0.0, frameMs - passed));
}

// Whoever paints meanwhile, for a picture or because it was uncovered, paints the newest state.
void TimelineView::Private::wantFrameIn(double ms)
{
    canvas->outdate();
    const int wait = static_cast<int>(std::ceil(ms));
    if (!isSeen() || (timer.isActive() && timer.remainingTime() <= wait))
        return;
    if (wait == 0)
        canvas->invalidate();
    else
        timer.start(wait);
}

void TimelineView::Private::wheel(double notches, const QPointF& position)
{
    // Over the lanes' names it goes up and down, as in every list.
    if (position.x() < frame.time.left() && frame.layout.scrollRange() > 0)
        scrollBy(-notches * frame.px(laneStep));
    else
        look(frame.time.zoomed(std::pow(zoomPerNotch, notches), position.x()));
}

void TimelineView::Private::scrollBy(double pixels)
{
    fitScrollBar();
    scrollBar->setValue(scrollBar->value() + static_cast<int>(std::lround(pixels)));
}

void TimelineView::Private::fitScrollBar()
{
    const QRectF& lanes = frame.layout.replicas();
    const int range = static_cast<int>(std::lround(frame.layout.scrollRange()));
    scrollBar->setVisible(range > 0);
    scrollBar->setRange(0, range);
    scrollBar->setPageStep(std::max(1, static_cast<int>(lanes.height())));
    scrollBar->setSingleStep(static_cast<int>(frame.px(laneStep)));
    const int left = static_cast<int>(std::ceil(lanes.right())) + 2;
    scrollBar->setGeometry(left, static_cast<int>(lanes.top()) + 1, q->width() - left - 1,
                           static_cast<int>(lanes.height()) - 2);
}

void TimelineView::Private::openCrowd(const DrawnCrowd& crowd)
{
    const double span = std::max(crowd.to - crowd.from, leastCrowd);
    look(TimeSpan{crowd.from - crowdRoom * span, crowd.to + crowdRoom * span});
}

void TimelineView::Private::stopFollowing()
{
    jump = false;
    q->setFollow(false);
}

void TimelineView::Private::look(const TimeSpan& span)
{
    if (!scene.hasHistory() || shared)
        return;
    stopFollowing();
    view = FollowMotion::within(span, contentNow());
    canvas->invalidate();
}

void TimelineView::Private::drag(const QPointF& way, const QPointF& pressedAt,
                                 const QPointF& position)
{
    if (!scene.hasHistory())
        return;
    if (!frame.layout.overview().contains(pressedAt)) {
        if (way.y() != 0 && frame.layout.scrollRange() > 0)
            scrollBy(-way.y());
        look(TimeScale(view.from, view.to, frame.time.left(), frame.time.width()).moved(way.x()));
        return;
    }
    inOverview(position);
}

/// The overview shows all of time: the view goes there, or the cursor while time travels.
void TimelineView::Private::inOverview(const QPointF& position)
{
    const double time = FooterPainter::overviewScale(frame).time(position.x());
    if (frame.travel)
        emit q->timeAsked(
            std::clamp(Nanos(scene.nanosOf(time)), frame.travel->start, frame.travel->end));
    else
        look(TimeSpan{time - view.span() / 2, time + view.span() / 2});
}

void TimelineView::Private::keepCursorInView()
{
    if (!scene.hasHistory() || shared || isTold())
        return;
    const double room = FollowMotion::whole(contentNow()).from - scene.firstContent();
    view = FollowMotion::holding(view, scene.timeOf(frame.travel->cursor),
                                 scene.timeOf(frame.travel->start) + room);
}

void TimelineView::Private::click(const QPointF& position)
{
    if (isEmpty())
        return;
    if (frame.layout.overview().contains(position)) {
        inOverview(position);
        return;
    }
    if (const DrawnCrowd* crowd = drawn.crowdAt(position)) {
        openCrowd(*crowd);
        return;
    }
    const Selection hit = TimelineHit(frame, drawn).at(position);
    if (hit.message == 0 && hit.delivery == 0)
        return;
    frame.selection = hit;
    scene.setSelection(hit);
    canvas->invalidate();
    emit q->selected(hit);
}

void TimelineView::Private::showToolTip(const QPoint& position, const QPoint& onScreen)
{
    if (scene.isEmpty())
        return;
    const Selection hit = TimelineHit(frame, drawn).at(position);
    const DrawnMark* fault = drawn.publishersFaultAt(position);
    if (fault)
        QToolTip::showText(onScreen, faultToolTip(scene.history(), fault->row - 1), q);
    else if (const DrawnCrowd* crowd = drawn.crowdAt(position))
        QToolTip::showText(onScreen,
                           tr("%1 within %2 s. A click opens them")
                               .arg(crowd->count)
                               .arg(crowd->to - crowd->from, 0, 'f', 3),
                           q);
    else if (hit.delivery != 0)
        QToolTip::showText(onScreen, deliveryToolTip(scene, hit.delivery - 1), q);
    else if (hit.message != 0)
        QToolTip::showText(onScreen, messageToolTip(scene, hit.message - 1), q);
    else
        QToolTip::hideText();
}

void TimelineView::Private::bringToView(const Selection& chosen)
{
    if (!scene.hasHistory() || chosen.message == 0)
        return;
    scrollTo(chosen);
    if (isTold())
        return;
    const History& history = scene.history();
    double from = 0;
    double to = 0;
    if (chosen.delivery != 0 && chosen.delivery <= scene.deliveries()) {
        const DeliveryRow& delivery = history.deliveries[chosen.delivery - 1];
        from = scene.timeOf(delivery.deliveredAt);
        to = scene.endOf(delivery, timeNow());
    } else if (chosen.message <= scene.extent().messages) {
        from = to = scene.timeOf(history.messages[chosen.message - 1].seenAt);
    }
    if (to >= view.from && from <= view.to)
        return;
    const double middle = to - from < view.span() ? (from + to) / 2 : from;
    look(TimeSpan{middle - view.span() / 2, middle + view.span() / 2});
}

void TimelineView::Private::scrollTo(const Selection& chosen)
{
    if (chosen.delivery == 0 || chosen.delivery > scene.deliveries())
        return;
    scrollToLane(scene.history().deliveries[chosen.delivery - 1].client);
}

void TimelineView::Private::scrollToLane(NameId client)
{
    const int lane = scene.replicaOf(client);
    const LaneLayout layout = layoutNow();
    if (lane < 0 || layout.scrollRange() <= 0)
        return;
    const LaneBox& box = layout.replica(lane);
    const QRectF& lanes = layout.replicas();
    frame.layout = layout;
    if (box.top < lanes.top())
        scrollBy(box.top - lanes.top());
    else if (box.bottom() > lanes.bottom())
        scrollBy(std::min(box.bottom() - lanes.bottom(), box.top - lanes.top()));
}

} // namespace stanscope

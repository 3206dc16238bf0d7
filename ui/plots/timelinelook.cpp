#include "ui/plots/barlabel.h"
#include "ui/plots/footerpainter.h"
#include "ui/plots/timelinehit.h"
#include "ui/plots/timelineviewprivate.h"

#include <QToolTip>

#include <algorithm>
#include <utility>

namespace stanscope {

namespace {

constexpr Nanos liveAge =
    std::chrono::seconds(2); // an older snapshot is not live: a recording, a test

} // namespace

void TimelineView::Private::connectInput()
{
    input = new TimelineInput(q);
    connect(input, &TimelineInput::zoomed, q,
            [this](double factor, double x) { look(frame.time.zoomed(factor, x)); });
    connect(input, &TimelineInput::zoomedAboutCentre, q, [this](double factor) {
        look(frame.time.zoomed(factor, frame.time.left() + frame.time.width() / 2));
    });
    connect(input, &TimelineInput::stepped, q,
            [this](double fraction) { look(frame.time.moved(-fraction * frame.time.width())); });
    connect(
        input, &TimelineInput::dragged, q,
        [this](double pixels, const QPointF& from, const QPointF& to) { drag(pixels, from, to); });
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
    return isLive() ? std::max(scene.now(), scene.timeOf(monotonicNow())) : scene.now();
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
            wakeUp();
    }
    if (isLive())
        wakeUp();
}

void TimelineView::Private::wakeUp()
{
    if (!timer.isActive() && q->isVisible())
        timer.start();
}

void TimelineView::Private::stopFollowing()
{
    jump = false;
    q->setFollow(false);
}

void TimelineView::Private::look(const TimeSpan& span)
{
    if (!scene.hasHistory())
        return;
    stopFollowing();
    view = span;
    canvas->invalidate();
}

void TimelineView::Private::drag(double pixels, const QPointF& pressedAt, const QPointF& position)
{
    if (!scene.hasHistory())
        return;
    if (!frame.layout.overview().contains(pressedAt)) {
        look(TimeScale(view.from, view.to, frame.time.left(), frame.time.width()).moved(pixels));
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
    if (!scene.hasHistory())
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
    const Selection hit = TimelineHit(frame, boxes).at(position);
    if (hit.message == 0 && hit.delivery == 0)
        return;
    frame.selection = hit;
    canvas->invalidate();
    emit q->selected(hit);
}

void TimelineView::Private::showToolTip(const QPoint& position, const QPoint& onScreen)
{
    if (scene.isEmpty())
        return;
    const Selection hit = TimelineHit(frame, boxes).at(position);
    if (hit.delivery != 0)
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

} // namespace stanscope

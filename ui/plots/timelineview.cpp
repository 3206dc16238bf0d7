#include "ui/plots/timelineview.h"

#include "ui/plots/backdroppainter.h"
#include "ui/plots/balancepainter.h"
#include "ui/plots/barlabel.h"
#include "ui/plots/barpainter.h"
#include "ui/plots/followmotion.h"
#include "ui/plots/footerpainter.h"
#include "ui/plots/markpainter.h"
#include "ui/plots/plotcanvas.h"
#include "ui/plots/timelinehit.h"
#include "ui/plots/timelineinput.h"
#include "ui/plots/travelpainter.h"

#include <QElapsedTimer>
#include <QPainter>
#include <QTimer>
#include <QToolTip>
#include <QVBoxLayout>

#include <cmath>

namespace stanscope {

namespace {

constexpr int frameMs = 16;
constexpr Nanos liveAge =
    std::chrono::seconds(2); // an older snapshot is not live: a recording, a test

QFont labelFont(double scale)
{
    return textFont(scale * 12 / 13);
}
QFont barFont(double scale)
{
    return numberFont(scale * 11 / 12);
}

} // namespace

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

TimelineView::TimelineView(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this))
{
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(tr("Timeline"));
    setMinimumSize(320, 200);
    d->canvas = new PlotCanvas(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(d->canvas);
    d->frame.scene = &d->scene;
    d->canvas->setHooks({[this] { d->prepare(); },
                         [this](QPainter& painter) { d->paintBehind(painter); },
                         [this](QPainter& painter) { d->paintInFront(painter); }});
    d->timer.setInterval(frameMs);
    d->timer.setTimerType(Qt::PreciseTimer);
    connect(&d->timer, &QTimer::timeout, this, [this] {
        d->timer.stop();
        d->canvas->invalidate();
    });
    d->connectInput();
    setTheme(lightTheme(), 1.0);
}

TimelineView::~TimelineView()
{
    // The widget loses its focus while it is destroyed: nobody is to hear of it then.
    delete d->input;
    d->canvas->setHooks({});
}

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

void TimelineView::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (!snapshot)
        return;
    // Every jump in time may bring a history of its own; the run is another one only when it began
    // at another time.
    const bool sameRun = d->scene.hasHistory() && snapshot->history
        && d->scene.history().start == snapshot->history->start;
    if (d->scene.showSnapshot(snapshot) && !sameRun) {
        d->jump = true;
        d->wantedSpan = 0;
        d->edge = 0;
        d->fit = d->frame.travel.has_value();
        setFollow(!d->fit);
    }
    d->canvas->invalidate();
}

void TimelineView::setTheme(const Theme& theme, double scale)
{
    d->frame.theme = theme;
    d->frame.scale = scale;
    d->frame.labelFont = labelFont(scale);
    d->frame.numberFont = barFont(scale);
    d->canvas->setTheme(theme, scale);
}

void TimelineView::setAccount(NameId account)
{
    d->scene.setAccount(account);
    d->canvas->invalidate();
}

void TimelineView::setSelection(const Selection& selection)
{
    if (selection == d->frame.selection)
        return;
    d->frame.selection = selection;
    d->bringToView(selection);
    d->canvas->invalidate();
}

void TimelineView::setFollow(bool follow)
{
    if (follow == d->follow)
        return;
    d->follow = follow;
    d->edge = 0;
    d->sinceFrame.invalidate();
    d->canvas->invalidate();
    emit followChanged(follow);
}

bool TimelineView::isFollowing() const
{
    return d->follow;
}

void TimelineView::fitAll()
{
    if (!d->scene.hasHistory())
        return;
    d->wantedSpan = 0;
    d->look(FollowMotion::whole(d->contentNow()));
}

void TimelineView::setTravel(const std::optional<TimeTravel>& travel)
{
    if (travel == d->frame.travel)
        return;
    const bool was = d->frame.travel.has_value();
    d->frame.travel = travel;
    if (travel && !was)
        d->followBefore = d->follow;
    if (travel)
        d->keepCursorInView();
    else
        setFollow(d->followBefore);
    d->canvas->invalidate();
}

QByteArray TimelineView::toPng() const
{
    return d->canvas->toPng();
}

QByteArray TimelineView::toSvg() const
{
    return d->canvas->toSvg(tr("Timeline and balance"));
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

LaneLayout TimelineView::Private::layoutNow() const
{
    LaneLayout::Input wanted;
    wanted.size = canvas->size();
    wanted.scale = frame.scale;
    wanted.left = std::ceil(std::max(frame.px(90), BackdropPainter::nameWidth(frame)));
    wanted.right = std::ceil(frame.px(14));
    wanted.rows = scene.rowsOfReplicas();
    wanted.balance = scene.hasBalance();
    return LaneLayout(wanted);
}

void TimelineView::Private::prepare()
{
    if (!scene.hasHistory())
        return;
    frame.layout = layoutNow();
    frame.now = timeNow();
    moveView();
    const QRectF& lanes = frame.layout.lanes();
    frame.time = TimeScale(view.from, view.to, lanes.left(), lanes.width());
    PlotCanvas::Axes axes;
    axes.area = frame.layout.balance().toRect();
    axes.from = view.from;
    axes.to = view.to;
    axes.low = BalancePainter::lowest(scene);
    axes.high = BalancePainter::highest(scene);
    canvas->setAxes(axes);
    canvas->setCurves(curvesNow());
}

void TimelineView::Private::moveView()
{
    const double passed =
        sinceFrame.isValid() ? static_cast<double>(sinceFrame.elapsed()) / 1000 : 0;
    sinceFrame.start();
    if (std::exchange(fit, false))
        view = FollowMotion::whole(contentNow());
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

PlotCanvas::Curves TimelineView::Private::curvesNow() const
{
    const BalanceCurve& curve = scene.balance();
    const TimeScale& time = frame.time;
    const double pixel = time.span() / time.width();
    const double from = time.from();
    // While nothing is under way the balance stays what it is, to the end of the view.
    const double known = frame.travel ? frame.now
        : scene.isMoving()            ? std::max(frame.now, scene.lastContent())
                                      : time.to();
    const double to = std::min(time.to(), known);
    PlotCanvas::Curves curves;
    if (to <= from || scene.isEmpty() || !scene.hasBalance())
        return curves;
    const auto wrong = scene.wrongLedgerRows();
    const double wrongFrom =
        wrong.empty() ? to : scene.timeOf(scene.history().ledger[wrong.front()].committedAt);
    const double turn = std::clamp(wrongFrom, from, to);
    curves.expected = BalanceCurve::visible(curve.expected(), from, to, pixel);
    if (turn > from)
        curves.actual = BalanceCurve::visible(curve.actual(), from, turn, pixel);
    if (turn < to) {
        curves.wrongActual = BalanceCurve::visible(curve.actual(), turn, to, pixel);
        curves.wrongExpected = BalanceCurve::visible(curve.expected(), turn, to, pixel);
    }
    return curves;
}

void TimelineView::Private::paintBehind(QPainter& painter)
{
    boxes.clear();
    if (isEmpty()) {
        paintEmpty(painter);
        return;
    }
    BackdropPainter backdrop(frame, painter);
    painter.save();
    painter.setClipRect(QRectF(frame.time.left(), 0, frame.time.width() + frame.px(12),
                               frame.layout.balance().bottom() + 1));
    backdrop.paintBehind();
    MarkPainter marks(frame, painter);
    marks.paint();
    boxes = marks.boxes();
    BarPainter(frame, painter).paint();
    painter.restore();
    backdrop.paintNames();
    FooterPainter footer(frame, painter);
    footer.paintOverview();
    footer.paintLegend();
}

void TimelineView::Private::paintEmpty(QPainter& painter)
{
    painter.setFont(frame.labelFont);
    painter.setPen(frame.theme.text2);
    painter.drawText(canvas->rect(), Qt::AlignCenter,
                     scene.hasHistory() && !scene.hasBalance()
                         ? tr("Nothing has happened yet. What others publish appears here.")
                         : scene.hasHistory()
                         ? tr("Nothing has happened yet. Deposit something.")
                         : tr("Nothing has happened yet. Run a lesson, or make a deposit."));
}

void TimelineView::Private::paintInFront(QPainter& painter)
{
    if (!scene.isEmpty() && scene.hasBalance())
        BalancePainter(frame, painter).paint();
    if (scene.hasHistory())
        TravelPainter(frame, painter).paint();
    if (!focusSeen)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(frame.theme.accent, 1));
    painter.drawRect(canvas->rect().adjusted(0, 0, -1, -1));
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
    const double cursor = scene.hasHistory() ? scene.timeOf(frame.travel->cursor) : view.to;
    if (cursor >= view.from && cursor <= view.to)
        return;
    view = {cursor - view.span() / 2, cursor + view.span() / 2};
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
        QToolTip::showText(onScreen, toolTipOf(scene, scene.history().deliveries[hit.delivery - 1]),
                           q);
    else if (hit.message != 0)
        QToolTip::showText(onScreen, toolTipOf(scene, scene.history().messages[hit.message - 1]),
                           q);
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
    } else if (chosen.message <= history.messages.size()) {
        from = to = scene.timeOf(history.messages[chosen.message - 1].storedAt);
    }
    if (to >= view.from && from <= view.to)
        return;
    const double middle = to - from < view.span() ? (from + to) / 2 : from;
    look(TimeSpan{middle - view.span() / 2, middle + view.span() / 2});
}

} // namespace stanscope

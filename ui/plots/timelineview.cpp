#include "ui/plots/timelineview.h"

#include "ui/plots/backdroppainter.h"
#include "ui/plots/balancepainter.h"
#include "ui/plots/barpainter.h"
#include "ui/plots/footerpainter.h"
#include "ui/plots/markpainter.h"
#include "ui/plots/timelineviewprivate.h"
#include "ui/plots/travelpainter.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

#include <cmath>
#include <utility>

namespace stanscope {

namespace {

QFont labelFont(double scale)
{
    return textFont(scale * 12 / 13);
}
QFont barFont(double scale)
{
    return numberFont(scale * 11 / 12);
}

} // namespace

TimelineView::TimelineView(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this))
{
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(tr("Timeline"));
    setMinimumSize(320, 140);
    d->canvas = new PlotCanvas(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(d->canvas);
    d->frame.scene = &d->scene;
    d->canvas->setHooks({[this] { d->prepare(); },
                         [this](QPainter& painter) { d->paintBehind(painter); },
                         [this](QPainter& painter) { d->paintInFront(painter); }});
    d->timer.setSingleShot(true);
    d->timer.setTimerType(Qt::PreciseTimer);
    connect(&d->timer, &QTimer::timeout, this, [this] {
        if (d->isSeen())
            d->canvas->invalidate();
    });
    d->scrollBar = new QScrollBar(Qt::Vertical, this);
    d->scrollBar->hide();
    d->scrollBar->setFocusPolicy(Qt::NoFocus);
    d->scrollBar->setAccessibleName(tr("Lanes"));
    connect(d->scrollBar, &QScrollBar::valueChanged, this, [this] { d->canvas->invalidate(); });
    d->connectInput();
    setTheme(lightTheme(), 1.0);
}

TimelineView::~TimelineView()
{
    // The widget loses its focus while it is destroyed: nobody is to hear of it then.
    delete d->input;
    d->canvas->setHooks({});
}

void TimelineView::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (!snapshot)
        return;
    // Every jump in time may bring a history of its own; the run is another one only when it began
    // at another time.
    const bool sameRun = d->scene.hasHistory() && snapshot->history
        && d->scene.history().start == snapshot->history->start;
    const bool isNew = d->scene.showSnapshot(snapshot);
    if (isNew)
        d->scene.setSelection(d->frame.selection);
    if (isNew && !sameRun && !d->shared) {
        d->jump = true;
        d->wantedSpan = 0;
        d->edge = 0;
        d->fit = true;
        setFollow(true);
    }
    d->canvas->outdate();
    if (std::exchange(d->revision, d->scene.revision()) != d->scene.revision())
        d->wantFrame();
    else if (d->isLive() && !d->timer.isActive())
        d->wantFrameIn(d->framePause());
}

void TimelineView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    window()->installEventFilter(this); // a dock may have moved to a window of its own
    d->wantFrame();
}

bool TimelineView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::WindowStateChange && watched == window())
        d->wantFrame();
    return QWidget::eventFilter(watched, event);
}

const DrawnFrame& TimelineView::drawn() const
{
    return d->drawn;
}

const TimeScale& TimelineView::timeAxis() const
{
    return d->frame.time;
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
    d->scene.setSelection(selection);
    d->bringToView(selection);
    d->canvas->invalidate();
}

void TimelineView::setClient(NameId client)
{
    d->scene.setClient(client);
    if (client != 0 && d->scene.hasHistory())
        d->scrollToLane(client);
    d->canvas->invalidate();
}

void TimelineView::pointAt(const std::vector<NameId>& lanes)
{
    if (std::exchange(d->frame.pointedAt, lanes) != lanes)
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

void TimelineView::lookAt(double from, double to)
{
    d->fit = false;
    d->look(TimeSpan{from, to});
}

void TimelineView::setSharedAxis(const SharedAxis& axis)
{
    if (d->shared == axis)
        return;
    d->shared = axis;
    d->scene.setOrigin(axis.origin);
    d->fit = false;
    d->stopFollowing();
    d->view = TimeSpan{axis.from, axis.to};
    d->canvas->invalidate();
}

void TimelineView::setPlain(bool plain)
{
    d->plain = plain;
    d->canvas->invalidate();
}

double TimelineView::lastContent() const
{
    return d->scene.hasHistory() ? d->scene.lastContent() : 0;
}

double TimelineView::ownLeft() const
{
    const double least = d->frame.px(90);
    return d->scene.hasHistory() ? std::max(least, BackdropPainter::nameWidth(d->frame)) : least;
}

void TimelineView::setTravel(const std::optional<TimeTravel>& travel)
{
    if (travel == d->frame.travel)
        return;
    const bool was = d->frame.travel.has_value();
    d->frame.travel = travel;
    if (travel && !was)
        d->followBefore = d->follow; // what is in view stays there
    else if (travel)
        d->keepCursorInView();
    else
        setFollow(d->followBefore);
    d->canvas->invalidate();
}

void TimelineView::setTold(const std::optional<ToldSpan>& told)
{
    if (std::exchange(d->told, told) != told)
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

LaneLayout TimelineView::Private::layoutNow() const
{
    LaneLayout::Input wanted;
    wanted.size = canvas->size();
    wanted.scale = frame.scale;
    wanted.left = std::ceil(std::max(q->ownLeft(), shared ? shared->left : 0));
    wanted.right = std::ceil(frame.px(14));
    wanted.rows = scene.rowsOfReplicas();
    wanted.channels = scene.channelLanes();
    wanted.rest = scene.withoutLane() > 0;
    wanted.balance = scene.hasBalance();
    wanted.footer = !plain;
    wanted.told = told && frame.travel && !shared;
    wanted.scroll = scrollBar->value();
    return LaneLayout(wanted);
}

void TimelineView::Private::prepare()
{
    if (!scene.hasHistory())
        return;
    frame.layout = layoutNow();
    frame.now = timeNow();
    timer.stop();
    moveView();
    const QRectF& lanes = frame.layout.lanes();
    frame.time = TimeScale(view.from, view.to, lanes.left(), lanes.width());
    frame.known = knownUntil();
    const auto range = BalancePainter::rangeOf(scene.balance(), view.from, view.to);
    frame.low = range.low;
    frame.high = range.high;
    // Not while it is painted.
    if (std::lround(frame.layout.scrollRange()) != scrollBar->maximum()
        || (frame.layout.scrollRange() > 0) != scrollBar->isVisibleTo(q)
        || (scrollBar->isVisibleTo(q)
            && scrollBar->height() != static_cast<int>(frame.layout.replicas().height()) - 2))
        QMetaObject::invokeMethod(
            q, [this] { fitScrollBar(); }, Qt::QueuedConnection);
    PlotCanvas::Axes axes;
    axes.area = frame.layout.balance().toRect();
    axes.from = view.from;
    axes.to = view.to;
    axes.low = frame.low;
    axes.high = frame.high;
    canvas->setAxes(axes);
    canvas->setCurves(curvesNow());
}

PlotCanvas::Curves TimelineView::Private::curvesNow() const
{
    const BalanceCurve& curve = scene.balance();
    const TimeScale& time = frame.time;
    const double pixel = time.span() / time.width();
    const double from = time.from();
    const double to = std::min(time.to(), frame.known);
    PlotCanvas::Curves curves;
    if (to <= from || scene.isEmpty() || !frame.layout.hasBalance())
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
    drawn.clear();
    if (isEmpty()) {
        paintEmpty(painter);
        return;
    }
    BackdropPainter backdrop(frame, painter);
    painter.save();
    const double right = frame.time.width() + frame.px(12);
    painter.setClipRect(QRectF(frame.time.left(), 0, right, frame.layout.balance().bottom() + 1));
    backdrop.paintBehind();
    TravelPainter(frame, painter, drawn).paintBehind();
    MarkPainter(frame, painter, drawn).paint();
    painter.save();
    // Where nothing scrolls, the lightning of the first lane may reach above it.
    const QRectF& lanes =
        frame.layout.scrollRange() > 0 ? frame.layout.replicas() : frame.layout.lanes();
    painter.setClipRect(
        QRectF(frame.time.left(), lanes.top(), frame.time.width() + 1, lanes.height() + 1),
        Qt::IntersectClip);
    BarPainter(frame, painter, drawn).paint();
    painter.restore();
    backdrop.paintWords(drawn);
    painter.restore();
    backdrop.paintNames();
    FooterPainter footer(frame, painter);
    footer.paintOverview();
    footer.paintLegend(drawn);
}

void TimelineView::Private::paintEmpty(QPainter& painter)
{
    painter.setFont(frame.labelFont);
    painter.setPen(frame.theme.text2);
    painter.drawText(canvas->rect(), Qt::AlignCenter,
                     scene.hasHistory() && !scene.hasBalance()
                         ? tr("Nothing has happened yet. What others publish appears here.")
                         : scene.hasHistory() && scene.snapshot().broker.state != broker::State::Off
                         ? tr("Nothing has happened yet. Deposit something.")
                         : tr("Nothing has happened yet. Run a lesson (F5)."));
}

void TimelineView::Private::paintInFront(QPainter& painter)
{
    if (!scene.isEmpty() && frame.layout.hasBalance())
        BalancePainter(frame, painter, drawn).paint();
    if (scene.hasHistory())
        TravelPainter(frame, painter, drawn).paintInFront();
    if (!focusSeen)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(frame.theme.accent, 1));
    painter.drawRect(canvas->rect().adjusted(0, 0, -1, -1));
}

} // namespace stanscope

#include "ui/panels/timerspanel.h"

#include "ui/panels/panelkit.h"
#include "ui/panels/timerscanvas.h"

#include <QLabel>
#include <QScrollArea>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace stanscope {

namespace {

constexpr int frameMs = 16;

/// Unacked, of durables that nobody listens with: no timer runs for them.
std::uint32_t keptDeliveries(const Snapshot& snapshot)
{
    std::uint32_t kept = 0;
    for (const SubscriptionView& subscription : snapshot.subscriptions)
        if (subscription.offline)
            kept += subscription.pending;
    return std::min(kept, snapshot.runningDeliveries);
}

QString runningWords(const Snapshot& snapshot)
{
    const auto kept = keptDeliveries(snapshot);
    const auto running = snapshot.runningDeliveries - kept;
    const auto unknown = snapshot.check.unknown;
    QStringList words;
    if (running > 0)
        words << (unknown == 0
                      ? TimersPanel::tr("%1 running").arg(running)
                      : TimersPanel::tr("%1 running, %2 unknown").arg(running).arg(unknown));
    if (kept > 0)
        words << TimersPanel::tr("%1 kept").arg(kept);
    return words.join(QStringLiteral(" · "));
}

/// `isToAct`: somebody can deposit now.
QString emptyWords(const Snapshot& snapshot, bool isToAct)
{
    if (snapshot.check.unknown > 0)
        return TimersPanel::tr("%1 deliveries are outstanding, but which, was not seen. Each gets "
                               "its timer when it is redelivered.")
            .arg(snapshot.check.unknown);
    if (keptDeliveries(snapshot) > 0)
        return TimersPanel::tr("No timer runs. What is not acked is kept under its durable name, "
                               "until somebody subscribes with it again.");
    return isToAct
        ? TimersPanel::tr("No delivery waits for its ack. Deposit something, and watch its timer "
                          "run.")
        : TimersPanel::tr("No delivery waits for its ack.");
}

} // namespace

TimersPanel::TimersPanel(QWidget* parent)
    : Panel(parent)
    , m_scroll(new QScrollArea(this))
    , m_canvas(new TimersCanvas)
    , m_empty(makeLabel(QStringLiteral("empty"), this, emptyWords({}, true)))
{
    setObjectName(QStringLiteral("timersPanel"));
    m_empty->setParent(m_scroll->viewport());
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_empty->setObjectName(QStringLiteral("timersEmpty"));
    m_scroll->setWidget(m_canvas);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_canvas->setAutoFillBackground(false);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(12, 2, 12, 12);
    all->setSpacing(0);
    all->addWidget(m_scroll, 1);
    m_clock.setTimerType(Qt::PreciseTimer);
    m_clock.setInterval(frameMs);
    connect(&m_clock, &QTimer::timeout, this, &TimersPanel::tick);
    connect(m_canvas, &TimersCanvas::clicked, this, [this](RowRef delivery) {
        if (const auto history = m_history.lock();
            history && delivery <= history->deliveries.size())
            emit selected({history->deliveries[delivery - 1].message, delivery});
    });
}

void TimersPanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    m_history = snapshot->history;
    const bool live = !abilities().isRecording;
    // At a moment that is looked back at, what ended before is told by the time bar.
    m_canvas->showSnapshot(snapshot, live ? monotonicNow() : snapshot->now, live);
    m_empty->setVisible(m_canvas->isEmpty());
    fitRows();
    updateClock();
}

void TimersPanel::showWords(const Snapshot& snapshot)
{
    setDetail(runningWords(snapshot));
    // While a lesson is told, or an earlier moment is looked at, there is nothing to press.
    const bool isToAct = abilities().hasBank && !abilities().isRecording;
    if (const QString text = emptyWords(snapshot, isToAct); text != m_empty->text()) {
        m_empty->setText(text);
        placeEmpty();
    }
}

void TimersPanel::setPointedAt(bool pointedAt)
{
    if (!std::exchange(m_isPointedAt, pointedAt) && !pointedAt)
        return;
    fitRows();
    layout()->activate(); // what it needs is asked at once
}

void TimersPanel::fitRows()
{
    m_scroll->setMinimumHeight(m_isPointedAt ? m_canvas->leastHeight() : 0);
    m_canvas->setRoom(m_scroll->viewport()->height(), m_isPointedAt);
}

// In no layout: it comes and goes as often as deliveries do.
void TimersPanel::placeEmpty()
{
    const int width = m_scroll->viewport()->width();
    m_empty->setGeometry(0, 0, width, m_empty->heightForWidth(width));
}

void TimersPanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    fitRows();
    placeEmpty();
}

void TimersPanel::setTheme(const Theme& theme, double scale)
{
    Panel::setTheme(theme, scale);
    m_canvas->setTheme(theme, scale);
    placeEmpty();
}

QStringList TimersPanel::rowTexts() const
{
    return m_canvas->rowTexts();
}

void TimersPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    updateClock();
    placeEmpty();
}

void TimersPanel::hideEvent(QHideEvent* event)
{
    Panel::hideEvent(event);
    m_clock.stop();
}

void TimersPanel::updateClock()
{
    // Nothing ticks while nothing moves: an idle window costs nothing.
    if (m_canvas->isEmpty() || !isVisible() || window()->isMinimized() || abilities().isRecording)
        m_clock.stop();
    else if (!m_clock.isActive())
        m_clock.start();
}

void TimersPanel::tick()
{
    if (window()->isMinimized())
        m_clock.stop(); // the next snapshot starts it again
    else if (!m_canvas->advance(monotonicNow())) {
        m_empty->show();
        m_clock.stop();
    }
}

} // namespace stanscope

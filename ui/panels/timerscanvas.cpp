#include "ui/panels/timerscanvas.h"

#include "ui/models/originwords.h"
#include "ui/models/tones.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/replicawords.h"

#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowHeight = 44;
constexpr int foldedHeight = 22; // one line
constexpr int aroundRing = 2;
constexpr Nanos endedStays = std::chrono::milliseconds(1500);
constexpr std::size_t maxEnded = 4;
constexpr Nanos overdueFrom = std::chrono::milliseconds(500);

const ReplicaView* replicaOf(const Snapshot& snapshot, NameId lane)
{
    for (const ReplicaView& replica : snapshot.replicas)
        if (replica.lane == lane)
            return &replica;
    return nullptr;
}

QString redeliveredIn(const TimerView& timer)
{
    return timer.grouped ? TimersCanvas::tr("to the group again in")
                         : TimersCanvas::tr("to it again in");
}

/// Its replica is done with it: the ack is on its way to the wire.
bool isAckUnderWay(const TimerView& timer, const History& history)
{
    const RowRef handling = timer.delivery ? history.handlingOf(timer.delivery - 1) : 0;
    return handling != 0 && history.handlings[handling - 1].ackedAt.get() != 0;
}

QString stepWords(const TimerView& timer, const History& history)
{
    if (timer.outcome == Outcome::Rejected)
        return TimersCanvas::tr("too early, redelivered in");
    if (timer.outcome == Outcome::Failed)
        return TimersCanvas::tr("given up, redelivered in");
    switch (timer.step) {
    case ReportKind::Received:
        return TimersCanvas::tr("received, ack due in");
    case ReportKind::Begin:
    case ReportKind::Decided:
        return TimersCanvas::tr("in the database, due in");
    case ReportKind::Committed:
        return TimersCanvas::tr("committed, ack due in");
    case ReportKind::Acked:
        return TimersCanvas::tr("acked");
    case ReportKind::Rejected:
    case ReportKind::Failed:
        return TimersCanvas::tr("given up, redelivered in");
    case ReportKind::FaultFired:
    case ReportKind::FaultOver:
        return TimersCanvas::tr("fault fired, ack due in");
    case ReportKind::Hello:
    case ReportKind::Ready:
    case ReportKind::FaultsChanged:
    case ReportKind::Accepted:
    case ReportKind::Refused:
    case ReportKind::Publishing:
    case ReportKind::Published:
    case ReportKind::PublishFailed:
    case ReportKind::ConnectionLost:
    case ReportKind::Stopping:
    case ReportKind::Stopped:
    case ReportKind::Fatal:
    case ReportKind::Warning:
        break;
    }
    return isAckUnderWay(timer, history) ? TimersCanvas::tr("acked") : redeliveredIn(timer);
}

// What a row says for a moment after its end; acks are many and quick, so they say nothing.
bool worthSaying(DeliveryEnd end)
{
    return end == DeliveryEnd::Expired || end == DeliveryEnd::Transferred
        || end == DeliveryEnd::SettledByLateAck || end == DeliveryEnd::SentToDead;
}

} // namespace

TimersCanvas::TimersCanvas(QWidget* parent)
    : QWidget(parent)
{
    setTheme(lightTheme(), 1.0);
}

void TimersCanvas::setTheme(const Theme& theme, double scale)
{
    m_theme = &theme;
    m_scale = scale;
    m_text = textFont(scale);
    m_name = m_text;
    m_name.setWeight(QFont::DemiBold);
    m_small = textFont(scale * 12 / 13);
    m_number = numberFont(scale * 16 / 12);
    m_numberWidth = QFontMetrics(m_number).horizontalAdvance(QStringLiteral("00.00 s")) + px(4);
    fitHeight();
    update();
}

int TimersCanvas::px(double pixels) const
{
    return static_cast<int>(std::lround(pixels * m_scale));
}

void TimersCanvas::fitHeight()
{
    setFixedHeight(static_cast<int>(m_rows.size()) * rowPx());
}

void TimersCanvas::setRoom(int height, bool mayFold)
{
    const bool before = isFolded();
    m_room = height;
    m_mayFold = mayFold;
    if (isFolded() == before)
        return;
    fitHeight();
    update();
}

bool TimersCanvas::isFolded() const
{
    const auto rows = static_cast<int>(m_rows.size());
    if (m_room <= 0 || rows * px(rowHeight) <= m_room)
        return false;
    // A row that is cut says less than one in one line.
    return m_mayFold || rows * px(foldedHeight) <= m_room || px(rowHeight) > m_room;
}

int TimersCanvas::rowPx() const
{
    return px(isFolded() ? foldedHeight : rowHeight);
}

int TimersCanvas::leastHeight() const
{
    const auto rows = static_cast<int>(m_rows.size());
    return rows < 2 ? rows * px(rowHeight) : rows * px(foldedHeight);
}

TimersCanvas::Row TimersCanvas::rowOf(const TimerView& timer, const Snapshot& snapshot) const
{
    Row row{timer,
            nameText(*snapshot.history, timer.client),
            stepWords(timer, *snapshot.history),
            Tone::Flight,
            {}};
    row.tone = toneOf(DeliveryEnd::Running, timer.outcome);
    const ReplicaView* replica = replicaOf(snapshot, timer.client);
    if (replica && isGone(*replica)) {
        row.says = tr("dead, redelivered in");
        row.brief = tr(" · dead");
        row.tone = Tone::Dead;
    } else if (timer.delivery != 0
               && isMessageGone(*snapshot.history,
                                snapshot.history->deliveries[timer.delivery - 1])) {
        row.says = tr("message gone");
        row.brief = tr(" · gone");
        row.tone = Tone::Dead;
    } else if (replica && replica->state == ReplicaState::Paused) {
        row.says = tr("paused, redelivered in");
        row.tone = Tone::Skipped;
    }
    return row;
}

void TimersCanvas::keepEnded(const Snapshot& snapshot, Nanos now, std::vector<Row>& rows) const
{
    std::size_t kept = 0;
    for (const Row& old : m_rows) {
        const bool runs = std::any_of(
            snapshot.timers.begin(), snapshot.timers.end(),
            [&](const TimerView& timer) { return timer.delivery == old.timer.delivery; });
        if (runs || old.timer.delivery == 0 || kept == maxEnded
            || old.timer.delivery > m_history->deliveries.size())
            continue;
        const DeliveryRow& delivery = m_history->deliveries[old.timer.delivery - 1];
        if (!worthSaying(delivery.end.get()))
            continue;
        Row row = old;
        if (row.endedAt.count() == 0)
            row.endedAt = now;
        row.says = toWords(delivery.end.get(), nameText(*m_history, delivery.other.get()));
        row.tone = toneOf(delivery.end.get(), row.timer.outcome);
        row.brief.clear();
        if (now - row.endedAt < endedStays) {
            rows.push_back(row);
            ++kept;
        }
    }
}

void TimersCanvas::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot, Nanos now,
                                bool keepsEnded)
{
    m_now = now;
    std::vector<Row> rows;
    if (snapshot->history) {
        if (keepsEnded && m_history == snapshot->history)
            keepEnded(*snapshot, now, rows);
        m_history = snapshot->history;
        for (const TimerView& timer : snapshot->timers)
            rows.push_back(rowOf(timer, *snapshot));
    }
    const bool resized = rows.size() != m_rows.size();
    const bool same = !resized
        && std::equal(rows.begin(), rows.end(), m_rows.begin(),
                      [](const Row& one, const Row& other) { return one.saysTheSame(other); });
    if (same)
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i].shownNumber = m_rows[i].shownNumber;
            rows[i].shownArc = m_rows[i].shownArc;
        }
    m_rows = std::move(rows);
    if (resized)
        fitHeight();
    if (same)
        updateMoving();
    else
        update();
}

bool TimersCanvas::advance(Nanos now)
{
    m_now = now;
    const auto gone = std::erase_if(m_rows, [now](const Row& row) {
        return row.endedAt.count() != 0 && now - row.endedAt >= endedStays;
    });
    if (gone > 0) {
        fitHeight();
        update();
    } else {
        updateMoving();
    }
    return !m_rows.empty();
}

/// Ring and number of each row that runs: the words beside them stay.
void TimersCanvas::updateMoving()
{
    const int height = rowPx();
    int top = 0;
    for (Row& row : m_rows) {
        const QRect area(0, top, width(), height);
        top += height;
        if (row.endedAt.count() != 0 || row.timer.deadline.count() == 0)
            continue;
        const QString number = countdown(row);
        const int degrees = sixteenthsLeft(row);
        if (number == row.shownNumber && degrees == row.shownArc)
            continue;
        // Where the words end depends on how wide the number is.
        if (number.size() != row.shownNumber.size())
            update(area);
        row.shownNumber = number;
        row.shownArc = degrees;
        update(ringOf(area).toAlignedRect().adjusted(-1, -1, 1, 1));
        update(QRect(area.right() - m_numberWidth, top - height, m_numberWidth + 1, height));
    }
}

QRectF TimersCanvas::ringOf(const QRect& area) const
{
    const double size = std::min(26 * m_scale, area.height() - aroundRing * m_scale);
    return {static_cast<double>(area.left()), area.center().y() - size / 2, size, size};
}

/// Of the ring, in sixteenths of a degree, as painters count.
int TimersCanvas::sixteenthsLeft(const Row& row) const
{
    const double whole = seconds(row.timer.deadline - row.timer.started);
    if (whole <= 0)
        return 0;
    return static_cast<int>(std::clamp(seconds(row.timer.deadline - m_now) / whole, 0.0, 1.0) * 360
                            * 16);
}

QString TimersCanvas::detail(const Row& row) const
{
    return tr(" · seq %1 · attempt %2").arg(row.timer.sequence.value()).arg(row.timer.attempt);
}

/// Where there is no room for all of it, a first attempt goes unsaid and a later one is a sign.
QString TimersCanvas::fittingDetail(const Row& row, const QFontMetrics& metrics, int width) const
{
    const QString all = isFolded() ? row.brief + detail(row) : detail(row);
    if (metrics.horizontalAdvance(all) <= width)
        return all;
    QString brief = isFolded() ? row.brief : QString();
    brief += tr(" · seq %1").arg(row.timer.sequence.value());
    if (row.timer.attempt > 1)
        brief += u" %1%2"_s.arg(glyph(Tone::Expired)).arg(row.timer.attempt);
    return metrics.elidedText(brief, Qt::ElideRight, width);
}

QString TimersCanvas::countdown(const Row& row) const
{
    if (row.endedAt.count() != 0)
        return glyph(row.tone);
    if (row.timer.deadline.count() == 0)
        return tr("unknown");
    const Nanos left = row.timer.deadline - m_now;
    // The broker acts a little after it, and this hears of it a little later still.
    if (left <= Nanos(0))
        return left > -overdueFrom ? tr("due") : tr("overdue");
    return guessed(row.timer.deadlineIsGuess, countdownText(seconds(left)));
}

QStringList TimersCanvas::rowTexts() const
{
    QStringList texts;
    for (const Row& row : m_rows)
        texts << row.client + detail(row) + u" | "_s + row.says + u" | "_s + countdown(row);
    return texts;
}

void TimersCanvas::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    int top = 0;
    for (const Row& row : m_rows) {
        const QRect area(0, top, width(), rowPx());
        if (area.intersects(event->rect()))
            paintRow(painter, row, area, event->region());
        top += rowPx();
    }
}

void TimersCanvas::mousePressEvent(QMouseEvent* event)
{
    QWidget::mousePressEvent(event);
    const auto row = static_cast<std::size_t>(event->position().y() / rowPx());
    if (row < m_rows.size() && m_rows[row].timer.delivery != 0)
        emit clicked(m_rows[row].timer.delivery);
}

void TimersCanvas::paintRow(QPainter& painter, const Row& row, const QRect& area,
                            const QRegion& region) const
{
    paintRing(painter, row, ringOf(area));
    const QString number = countdown(row);
    painter.setFont(m_number);
    const int numberWidth = painter.fontMetrics().horizontalAdvance(number);
    painter.setPen(row.tone == Tone::Dead ? m_theme->text2 : (*m_theme)[row.tone].text);
    painter.drawText(area, int{Qt::AlignRight} | int{Qt::AlignVCenter}, number);

    if (!region.intersects(area.adjusted(px(34), 0, -std::max(numberWidth, m_numberWidth), 0)))
        return; // only what moves
    const QRect texts = area.adjusted(px(34), 0, -numberWidth - px(8), 0);
    const QRect upper =
        isFolded() ? texts : QRect(texts.left(), area.center().y() - px(18), texts.width(), px(18));
    const QRect lower(texts.left(), area.center().y(), texts.width(), px(17));
    painter.setPen(m_theme->text);
    painter.setFont(m_name);
    painter.drawText(upper, int{Qt::AlignLeft} | int{Qt::AlignVCenter}, row.client);
    const int nameWidth = painter.fontMetrics().horizontalAdvance(row.client);
    painter.setFont(m_text);
    painter.drawText(upper.adjusted(nameWidth, 0, 0, 0), int{Qt::AlignLeft} | int{Qt::AlignVCenter},
                     fittingDetail(row, painter.fontMetrics(), upper.width() - nameWidth));
    if (isFolded())
        return;
    painter.setFont(m_small);
    painter.setPen(m_theme->text2);
    painter.drawText(lower, int{Qt::AlignLeft} | int{Qt::AlignVCenter},
                     painter.fontMetrics().elidedText(row.says, Qt::ElideRight, lower.width()));
}

void TimersCanvas::paintRing(QPainter& painter, const Row& row, const QRectF& ring) const
{
    const double stroke = 4 * m_scale;
    const QRectF circle =
        ring.adjusted(stroke / 2 + 1, stroke / 2 + 1, -stroke / 2 - 1, -stroke / 2 - 1);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_theme->line, stroke));
    painter.drawEllipse(circle);
    const int left = sixteenthsLeft(row);
    if (row.endedAt.count() != 0 || left == 0)
        return;
    const QColor color = row.tone == Tone::Dead ? m_theme->text3 : (*m_theme)[row.tone].mark;
    painter.setPen(QPen(color, stroke, Qt::SolidLine, Qt::FlatCap));
    painter.drawArc(circle, 90 * 16, left);
}

} // namespace stanscope

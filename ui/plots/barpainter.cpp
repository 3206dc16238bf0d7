#include "ui/plots/barpainter.h"

#include "ui/models/tones.h"
#include "ui/plots/barlabel.h"
#include "ui/plots/bolt.h"
#include "ui/theme/shapedtext.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace stanscope {

namespace {

// Failures last, so that no success hides them.
constexpr std::array paintOrder{Tone::Moved,    Tone::Skipped,  Tone::Parked,  Tone::Acked,
                                Tone::Flight,   Tone::Declined, Tone::Dead,    Tone::Expired,
                                Tone::Rejected, Tone::Failed,   Tone::Violated};
constexpr double lowestLabel = 10; // px of bar height below which no text fits
constexpr double leastLabel = 18; // px: "✓ 2"
constexpr double lowestDatabase = 13; // px of bar height below which it would meet the label
constexpr double labelRise = 1.5; // px above the middle: below is the database
constexpr double roomBefore = 0.6; // of the gap to the bar before, for a label at the left
constexpr double leastLateWork = 3; // px
constexpr std::size_t mostSmooth = 300; // bars with antialiasing

bool isDashed(Tone tone)
{
    return tone == Tone::Expired || tone == Tone::Rejected || tone == Tone::Dead;
}

/// Nothing happened to the money: it is told behind the bar, not in it.
bool isThin(Tone tone)
{
    return tone == Tone::Skipped || tone == Tone::Parked;
}

/// Somebody else has it, or nobody took it.
bool isHollow(Tone tone)
{
    return tone == Tone::Declined || tone == Tone::Moved;
}

/// What was taken away before its deadline has none.
bool hasDeadline(const DeliveryRow& delivery)
{
    const std::int64_t deadline = delivery.deadline.get();
    const DeliveryEnd end = delivery.end.get();
    const bool isTaken = end == DeliveryEnd::Transferred || end == DeliveryEnd::Dropped
        || end == DeliveryEnd::Evicted;
    return deadline != 0 && (!isTaken || delivery.endedAt.get() >= deadline);
}

QColor markOf(const Theme& theme, Tone tone)
{
    return tone == Tone::Dead ? theme.text3 : theme[tone].mark;
}

} // namespace

BarPainter::BarPainter(const PlotFrame& frame, QPainter& painter, DrawnFrame& drawn)
    : m_frame(frame)
    , m_painter(painter)
    , m_drawn(drawn)
    , m_visible(frame)
{
}

bool BarPainter::canSee(const Bar& bar) const
{
    return m_frame.layout.canSee(m_frame.layout.replica(bar.lane));
}

/// What of it is not scrolled away.
void BarPainter::note(DrawnMark::Kind kind, RowRef row, RowRef message, double x,
                      const QRectF& rect)
{
    const QRectF& view = m_frame.layout.replicas();
    const QRectF seen(QPointF(rect.left(), std::max(rect.top(), view.top())),
                      QPointF(rect.right(), std::min(rect.bottom(), view.bottom())));
    if (m_frame.layout.scrollRange() <= 0)
        m_drawn.add({kind, row, message, x, rect});
    else if (seen.height() > 0)
        m_drawn.add({kind, row, message, x, seen});
}

void BarPainter::paint()
{
    const bool smooth = m_visible.bars().size() <= mostSmooth;
    m_painter.setRenderHint(QPainter::Antialiasing, smooth);
    m_painter.setFont(m_frame.numberFont);
    for (const Bar& bar : m_visible.bars())
        if (canSee(bar))
            paintBar(bar);
    paintRuns();
    m_painter.setRenderHint(QPainter::Antialiasing, smooth);
    if (!m_visible.isMass()) {
        for (const Bar& bar : m_visible.bars())
            paintArrow(bar);
        for (const Bar& bar : m_visible.bars())
            if (canSee(bar)) {
                paintLateWork(bar);
                paintLateAck(bar);
            }
    }
    for (const Bar& bar : m_visible.bars())
        paintSelection(bar);
    m_painter.setRenderHint(QPainter::Antialiasing);
    paintFaults();
    if (!m_visible.isMass()) {
        for (const Bar& bar : m_visible.bars())
            if (canSee(bar))
                paintLabel(bar, rectOf(bar));
    }
    m_painter.setRenderHint(QPainter::Antialiasing, false);
}

void BarPainter::paintRuns()
{
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setPen(Qt::NoPen);
    for (const Tone tone : paintOrder) {
        const auto& runs = m_visible.runs(tone);
        m_painter.setBrush(markOf(m_frame.theme, tone));
        m_painter.drawRects(runs.data(), static_cast<int>(runs.size()));
    }
}

QRectF BarPainter::rectOf(const Bar& bar) const
{
    const LaneBox& box = m_frame.layout.replica(bar.lane);
    const double top = box.rowTop(bar.row);
    // Half a pixel: the outline of one pixel then covers one pixel.
    const double left = std::max(bar.left, m_frame.time.left() - 20);
    const double right = std::min(bar.right, m_frame.time.right() + 20);
    if (isThin(bar.tone)) {
        const double height = std::max(3.0, box.barHeight * 0.4);
        return {left + 0.5, top + (box.barHeight - height) / 2 + 0.5, right - left, height};
    }
    return {left + 0.5, top + 0.5, right - left, box.barHeight};
}

void BarPainter::paintBar(const Bar& bar)
{
    const QRectF rect = rectOf(bar);
    paintBody(bar, rect);
    paintDatabase(bar, rect);
    paintDeadline(bar, rect);
    const DeliveryRow& delivery = m_frame.scene->history().deliveries[bar.delivery];
    note(DrawnMark::Kind::Delivered, bar.delivery + 1, delivery.message, bar.left, rect);
}

void BarPainter::paintBody(const Bar& bar, const QRectF& rect)
{
    const Theme& theme = m_frame.theme;
    const QColor mark = markOf(theme, bar.tone);
    QPen pen(mark, std::max(1.0, m_frame.px(1)));
    pen.setCapStyle(Qt::FlatCap);
    if (isDashed(bar.tone))
        pen.setDashPattern({4, 3});
    const double radius = std::min({m_frame.px(3), rect.width() / 2, rect.height() / 2});
    m_painter.setPen(pen);
    m_painter.setBrush(isHollow(bar.tone) ? theme.surface : theme[bar.tone].soft);
    m_painter.drawRoundedRect(rect, radius, radius);
    if (bar.tone == Tone::Dead) {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(QBrush(theme.line, Qt::BDiagPattern));
        m_painter.drawRoundedRect(rect, radius, radius);
    }
}

void BarPainter::paintDatabase(const Bar& bar, const QRectF& rect)
{
    const TimelineScene& scene = *m_frame.scene;
    const HandlingRow* handling = scene.handlingOf(bar.delivery);
    if (handling == nullptr || handling->begunAt.get() == 0
        || rect.height() < m_frame.px(lowestDatabase) || rect.width() < m_frame.px(8))
        return;
    const bool committed = handling->committedAt.get() != 0;
    const bool open = !committed && handling->endedAt.get() == 0;
    if (!committed && !open)
        return;
    const double inset = m_frame.px(2);
    const double from =
        std::max(m_frame.time.x(scene.timeOf(handling->begunAt.get())), rect.left() + inset);
    const double to =
        open ? rect.right() - inset : m_frame.time.x(scene.timeOf(handling->committedAt.get()));
    // Below the letters of the label, thinner where there is less room.
    const bool isLow = rect.height() < m_frame.px(15.5);
    const QRectF line(from, rect.bottom() - m_frame.px(isLow ? 2 : 3.5),
                      std::min(std::max(to - from, m_frame.px(3)), rect.right() - inset - from),
                      m_frame.px(isLow ? 1 : 2));
    if (line.width() <= 0)
        return;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(markOf(m_frame.theme, bar.tone));
    m_painter.drawRoundedRect(line, 1, 1);
}

void BarPainter::paintLabel(const Bar& bar, const QRectF& rect)
{
    if (m_frame.layout.replica(bar.lane).barHeight < m_frame.px(lowestLabel))
        return;
    const double left = std::max(rect.left(), m_frame.time.left());
    const double inside = std::min(rect.right(), m_frame.time.right()) - left - m_frame.px(12);
    const double start = rect.right() + m_frame.px(5);
    const double behind = bar.roomTo - start - m_frame.px(3);
    // A label before a bar stays clear of the one that may stand behind its neighbour.
    const double before = (rect.left() - bar.roomFrom) * roomBefore - m_frame.px(5);
    if (std::max({inside, behind, before}) < m_frame.px(leastLabel))
        return;
    const BarLabel label = barLabelOf(*m_frame.scene, bar.delivery, bar.tone);
    const QFontMetricsF metrics(m_frame.numberFont);
    if (!isThin(bar.tone)) {
        for (const QString& text : label.inside) {
            if (shapedtext::width(m_frame.numberFont, text) <= inside
                && paintWords(bar, left + m_frame.px(6), text))
                return;
        }
    }
    for (const QString& text : label.behind) {
        const double width = shapedtext::width(m_frame.numberFont, text);
        if (start >= m_frame.time.left() && width <= behind && paintWords(bar, start, text))
            return;
        if (width <= before && rect.left() <= m_frame.time.right()
            && paintWords(bar, rect.left() - m_frame.px(5) - width, text))
            return;
    }
}

bool BarPainter::paintWords(const Bar& bar, double x, const QString& text)
{
    const QFontMetricsF metrics(m_frame.numberFont);
    const LaneBox& box = m_frame.layout.replica(bar.lane);
    const double rise = box.barHeight < m_frame.px(lowestDatabase) ? 0 : m_frame.px(labelRise);
    const double base = box.rowTop(bar.row) + (box.barHeight + metrics.capHeight()) / 2 - rise;
    // Letters without what hangs below them.
    const QRectF ink(x, base - metrics.capHeight() - 1, shapedtext::width(m_frame.numberFont, text),
                     metrics.capHeight() + 2);
    const QRectF& view = m_frame.layout.replicas();
    if (ink.top() < view.top() || ink.bottom() > view.bottom() || !m_drawn.place(text, ink))
        return false;
    // The way to a deadline does not strike it through.
    const DeliveryRow& delivery = m_frame.scene->history().deliveries[bar.delivery];
    if (x > bar.right && delivery.end.get() == DeliveryEnd::Running)
        m_painter.fillRect(ink.adjusted(-2, 0, 2, 0), m_frame.theme.surface);
    m_painter.setPen(m_frame.theme[bar.tone].text);
    shapedtext::draw(m_painter, QPointF(x, base), text);
    return true;
}

/// Whoever had it may still be at work when the broker has sent it to another one.
void BarPainter::paintLateWork(const Bar& bar)
{
    const TimelineScene& scene = *m_frame.scene;
    const DeliveryRow& delivery = scene.history().deliveries[bar.delivery];
    const HandlingRow* handling = scene.handlingOf(bar.delivery);
    const DeliveryEnd end = delivery.end.get();
    if (handling == nullptr || end == DeliveryEnd::Running || end == DeliveryEnd::Acked)
        return;
    const std::int64_t ended = handling->endedAt.get();
    const QRectF rect = rectOf(bar);
    const double from = std::max(rect.right(), m_frame.time.left());
    const double over = m_frame.time.x(ended == 0 ? m_frame.now : scene.timeOf(ended));
    const double to = std::min(over, m_frame.time.right());
    if (to - from < m_frame.px(leastLateWork))
        return;
    const double y = rect.center().y();
    m_painter.setPen(
        QPen(m_frame.theme[Tone::Flight].mark, m_frame.px(2), Qt::SolidLine, Qt::FlatCap));
    m_painter.drawLine(QPointF(from, y), QPointF(to, y));
    m_drawn.block(QRectF(from, y - 1, to - from, 2));
}

void BarPainter::paintLateAck(const Bar& bar)
{
    const TimelineScene& scene = *m_frame.scene;
    const DeliveryRow& delivery = scene.history().deliveries[bar.delivery];
    const HandlingRow* handling = scene.handlingOf(bar.delivery);
    if (handling == nullptr || lateAckOf(delivery, *handling) == 0)
        return;
    const double x = m_frame.time.x(scene.timeOf(handling->ackedAt.get()));
    const QRectF rect = rectOf(bar);
    if (x < m_frame.time.left() || x > m_frame.time.right())
        return;
    const QFontMetricsF metrics(m_frame.numberFont);
    const ToneColors& colors = m_frame.theme[Tone::Acked];
    m_painter.setPen(QPen(colors.mark, m_frame.px(2), Qt::SolidLine, Qt::FlatCap));
    m_painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()));
    const QRectF line(x - 1, rect.top(), 2, rect.height());
    note(DrawnMark::Kind::LateAck, bar.delivery + 1, delivery.message, x, line);
    m_drawn.block(line);
    const QPointF base(x + m_frame.px(4), rect.center().y() + metrics.capHeight() / 2);
    const QString text = glyph(Tone::Acked);
    if (!m_drawn.place(text,
                       QRectF(base.x(), base.y() - metrics.capHeight() - 1,
                              shapedtext::width(m_frame.numberFont, text),
                              metrics.capHeight() + 2)))
        return;
    m_painter.setPen(colors.text);
    shapedtext::draw(m_painter, base, text);
}

void BarPainter::paintDeadline(const Bar& bar, const QRectF& rect)
{
    const TimelineScene& scene = *m_frame.scene;
    const DeliveryRow& delivery = scene.history().deliveries[bar.delivery];
    const std::int64_t deadline = delivery.deadline.get();
    const bool running = delivery.end.get() == DeliveryEnd::Running;
    if (!hasDeadline(delivery) || (!running && !isDashed(bar.tone)))
        return;
    const double x = m_frame.time.x(scene.timeOf(deadline));
    const QColor color = markOf(m_frame.theme, bar.tone);
    const double seen = std::min(x, m_frame.time.right());
    if (running && seen > rect.right() + 2) {
        m_painter.setPen(QPen(color, 1, Qt::DotLine));
        m_painter.drawLine(QPointF(rect.right() + 2, rect.center().y()),
                           QPointF(seen, rect.center().y()));
    }
    if (x < m_frame.time.left() || x > m_frame.time.right())
        return;
    m_painter.setPen(QPen(color, m_frame.px(2), Qt::SolidLine, Qt::FlatCap));
    const double reach = std::min(m_frame.px(4), rect.height() / 3);
    m_painter.drawLine(QPointF(x, rect.top() - reach), QPointF(x, rect.bottom() + reach));
    note(DrawnMark::Kind::Deadline, bar.delivery + 1, delivery.message, x,
         QRectF(x - 1, rect.top() - reach, 2, rect.height() + 2 * reach));
}

void BarPainter::paintArrow(const Bar& bar)
{
    const DeliveryRow& delivery = m_frame.scene->history().deliveries[bar.delivery];
    const RowRef next = delivery.next.get();
    if (next == 0 || next > m_frame.scene->deliveries() || delivery.endedAt.get() == 0)
        return;
    const Bar target = VisibleBars::barOf(m_frame, next - 1);
    if (target.lane < 0 || (!canSee(bar) && !canSee(target)))
        return;
    const QRectF from = rectOf(bar);
    const QRectF to = rectOf(target);
    const double s = m_frame.scale;
    const bool sameRow = bar.lane == target.lane && bar.row == target.row;
    const bool down = !sameRow && to.top() > from.top();
    const QPointF start(from.right(), down ? from.bottom() : from.top());
    const QPointF end(to.left() + 1, down ? to.top() - s : to.bottom() + s);
    const QColor color = markOf(m_frame.theme, bar.tone);
    QPainterPath path(start);
    QPointF tip = end;
    double side = down ? -1 : 1; // of the arrow head, along y
    if (sameRow) {
        tip = QPointF(to.left() + 2 * s, to.top() - s);
        path.cubicTo(start + QPointF(0, -9 * s), tip + QPointF(0, -9 * s), tip);
        side = -1;
    } else {
        // Short ways bend less.
        const double way = std::abs(end.y() - start.y());
        const double bulge = std::min(28 * s, way * 0.9);
        const double bend = (down ? 0.3 : -0.3) * way;
        path.cubicTo(start + QPointF(bulge, bend), end + QPointF(-bulge, -bend), end);
    }
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(color, 1.5 * s));
    m_painter.drawPath(path);
    m_drawn.cross(path.toSubpathPolygons());
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(color);
    const std::array head{tip, tip + QPointF(-4 * s, side * 7 * s),
                          tip + QPointF(4 * s, side * 7 * s)};
    m_painter.drawConvexPolygon(head.data(), static_cast<int>(head.size()));
}

void BarPainter::paintSelection(const Bar& bar)
{
    const Selection& selection = m_frame.selection;
    const DeliveryRow& delivery = m_frame.scene->history().deliveries[bar.delivery];
    if (selection.message == 0 || delivery.message != selection.message || !canSee(bar))
        return;
    const bool chosen = selection.delivery == bar.delivery + 1;
    const double out = m_frame.px(chosen ? 2.5 : 1.5);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(m_frame.theme.accent, m_frame.px(chosen ? 2 : 1)));
    m_painter.drawRoundedRect(rectOf(bar).adjusted(-out, -out, out, out), m_frame.px(4),
                              m_frame.px(4));
}

void BarPainter::paintFaults()
{
    const TimelineScene& scene = *m_frame.scene;
    const auto& faults = scene.history().faults;
    double lastX = -1e9;
    for (std::size_t i = 0; i < scene.extent().faults; ++i) {
        const double x = m_frame.time.x(scene.timeOf(faults[i].time));
        const int lane = scene.replicaOf(faults[i].lane);
        if (lane < 0 || x < m_frame.time.left() - 1 || x > m_frame.time.right()
            || std::abs(x - lastX) < 1 || !m_frame.layout.canSee(m_frame.layout.replica(lane)))
            continue;
        lastX = x;
        int row = 0;
        const RowRef handling = faults[i].handling;
        const RowRef delivery = handling == 0 ? 0 : scene.history().deliveryOf(handling - 1);
        if (delivery != 0 && delivery <= scene.deliveries())
            row = scene.rowOf(delivery - 1);
        const double tip =
            m_frame.layout.replica(lane).rowTop(row) - m_frame.px(0.5); // above the label
        const QRectF rect = paintBolt(m_frame, m_painter, QPointF(x, tip));
        const RowRef message = delivery == 0 ? 0 : scene.history().deliveries[delivery - 1].message;
        note(DrawnMark::Kind::Fault, static_cast<RowRef>(i + 1), message, x, rect);
        m_drawn.block(rect);
    }
}

} // namespace stanscope

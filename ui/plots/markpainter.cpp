#include "ui/plots/markpainter.h"

#include "ui/models/originwords.h"
#include "ui/models/tones.h"
#include "ui/plots/bolt.h"
#include "ui/plots/publishers.h"
#include "ui/theme/shapedtext.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace stanscope {

namespace {

constexpr double before = 200; // px: labels and crowds of marks left of the view reach into it
constexpr double radius = 7;
constexpr double stackedRadius = 5.5;
constexpr double boxPad = 7; // px between a box and its number
constexpr double waitingWidth = 20; // px from which a wait in the outbox is drawn
constexpr Nanos longestWay = std::chrono::milliseconds(100); // from a publish into the channel
constexpr std::size_t mostEvents = 3000; // of more only one a pixel is kept, as a tick

/// Index of the first row whose time, read by `timeAt(index)`, is not before `time`.
template <typename TimeAt>
std::size_t firstFrom(std::size_t size, double time, TimeAt&& timeAt)
{
    std::size_t low = 0;
    std::size_t high = size;
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (timeAt(middle) < time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/// Calls `see(row, time)` for the rows in view; when there are very many, for one row a pixel, and
/// returns false.
template <typename TimeAt, typename See>
bool forEachVisible(const PlotFrame& frame, std::size_t size, TimeAt&& timeAt, See&& see)
{
    const TimeScale& scale = frame.time;
    const std::size_t first = firstFrom(size, scale.time(scale.left() - before), timeAt);
    // A crowd at the right edge is counted whole.
    const std::size_t last = firstFrom(size, scale.time(scale.right() + before), timeAt);
    if (last - first <= mostEvents) {
        for (std::size_t row = first; row < last; ++row)
            see(row, timeAt(row));
        return true;
    }
    // Steps by pixel, not by row: a million rows cost as much as the pixels.
    for (std::size_t row = first; row < last;) {
        const double time = timeAt(row);
        see(row, time);
        row = std::max(row + 1, firstFrom(last, scale.time(std::floor(scale.x(time)) + 1), timeAt));
    }
    return false;
}

// Letters without what hangs below them.
QRectF inkOf(const QFontMetricsF& metrics, const QPointF& base, double width)
{
    return {base.x(), base.y() - metrics.capHeight() - 1, width, metrics.capHeight() + 2};
}

} // namespace

MarkPainter::MarkPainter(const PlotFrame& frame, QPainter& painter, DrawnFrame& drawn)
    : m_frame(frame)
    , m_painter(painter)
    , m_drawn(drawn)
    , m_publisher(frame.layout.publisher())
{
    for (int i = 0; i < frame.layout.channels(); ++i)
        m_channels.emplace_back(frame.layout.channel(i));
}

void MarkPainter::paint()
{
    collectMessages();
    collectPublishes();
    for (MarkLane& lane : m_channels)
        lane.arrange(m_frame, {1, m_frame.px(2 * boxPad) + 3});
    m_publisher.arrange(m_frame, {m_frame.px(radius) + 1, m_frame.px(radius) + m_frame.px(8)});
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setFont(m_frame.numberFont);
    paintLines();
    for (const MarkLane& lane : m_channels) {
        paintTicks(lane);
        for (const LaneEvent& event : lane.events())
            if (!event.inCrowd)
                paintMessage(lane, event);
        paintCrowds(lane);
    }
    paintTicks(m_publisher);
    for (const LaneEvent& event : m_publisher.events())
        if (!event.inCrowd)
            paintPublish(event);
    paintCrowds(m_publisher);
    paintFaults();
    m_painter.setRenderHint(QPainter::Antialiasing, false);
}

/// Of a broker of our own the delivery tells it too.
bool MarkPainter::isSeen(const MessageRow& message) const
{
    const Snapshot& snapshot = m_frame.scene->snapshot();
    if (snapshot.attached || snapshot.tap.gaps > 0)
        return message.origin.get() == MessageOrigin::Published;
    return isSeenAsStored(*snapshot.history, snapshot.startedAtUnixNs, message);
}

/// The mark of the transaction is that of the message too.
bool MarkPainter::isOfItsTransaction(std::size_t message) const
{
    const History& history = m_frame.scene->history();
    const RowRef transaction = history.meaning(message).transaction.get();
    return transaction != 0
        && history.transactions[transaction - 1].message.get() == static_cast<RowRef>(message + 1);
}

void MarkPainter::collectMessages()
{
    const TimelineScene& scene = *m_frame.scene;
    const auto& messages = scene.history().messages;
    const bool all = forEachVisible(
        m_frame, scene.extent().messages,
        [&](std::size_t row) { return scene.timeOf(messages[row].seenAt); },
        [&](std::size_t row, double time) {
            // Nobody knows when another one was stored.
            if (!isSeen(messages[row]))
                return;
            LaneEvent event;
            event.kind = DrawnMark::Kind::Stored;
            event.row = event.message = static_cast<RowRef>(row + 1);
            event.time = time;
            event.x = m_frame.time.x(time);
            event.text = QString::number(messages[row].sequence.value());
            const int lane =
                std::min(scene.channelLaneOf(messages[row].channel), m_frame.layout.channels() - 1);
            m_channels[static_cast<std::size_t>(lane)].add(std::move(event));
        });
    if (!all)
        for (MarkLane& lane : m_channels)
            lane.setSampled();
}

void MarkPainter::collectPublishes()
{
    const TimelineScene& scene = *m_frame.scene;
    const History& history = scene.history();
    const auto add = [&](DrawnMark::Kind kind, std::size_t row, RowRef message, double time,
                         const QString& text) {
        LaneEvent event;
        event.kind = kind;
        event.row = static_cast<RowRef>(row + 1);
        event.message = message;
        event.time = time;
        event.x = m_frame.time.x(time);
        event.text = text;
        m_publisher.add(std::move(event));
    };
    bool all = forEachVisible(
        m_frame, scene.extent().transactions,
        [&](std::size_t row) { return scene.timeOf(history.transactions[row].acceptedAt); },
        [&](std::size_t row, double time) {
            const TransactionRow& transaction = history.transactions[row];
            add(DrawnMark::Kind::Accepted, row, transaction.message.get(), time,
                changeText(transaction.type, transaction.amount));
        });
    // Nobody reported when those of foreign publishers were accepted, and what is published once
    // more was accepted long before.
    all &= forEachVisible(
        m_frame, scene.extent().messages,
        [&](std::size_t row) { return scene.timeOf(history.messages[row].seenAt); },
        [&](std::size_t row, double time) {
            const MessageMeaning& message = history.meaning(row);
            if (isOfItsTransaction(row) || !isSeen(history.messages[row]))
                return;
            const bool ofBank = message.account.get() != 0;
            add(DrawnMark::Kind::Published, row, static_cast<RowRef>(row + 1), time,
                ofBank ? changeText(message.type.get(), message.amount.get()) : QString());
        });
    if (!all)
        m_publisher.setSampled();
}

double MarkPainter::radiusOf(const LaneEvent& event) const
{
    if (!event.labelled)
        return m_frame.px(2.5);
    if (event.rows > 1)
        return std::min(m_frame.px(stackedRadius), event.pitch / 2 - 0.5);
    return std::min(m_frame.px(radius), m_publisher.box().height / 2 - 2);
}

double MarkPainter::boxHeight(const LaneEvent& event) const
{
    if (event.rows > 1)
        return std::min(m_frame.px(13), event.pitch - 1);
    return std::min(m_frame.px(18), m_channels.front().box().height - 4);
}

// From the circle to the moment in the channel: never to the left.
void MarkPainter::paintLines()
{
    m_painter.setPen(QPen(m_frame.theme[Tone::Flight].mark, m_frame.px(1)));
    for (const MarkLane& lane : m_channels)
        for (const LaneEvent& event : lane.events())
            if (!event.inCrowd)
                m_moments.emplace(
                    event.message,
                    QPointF(event.x,
                            event.labelled ? event.y - boxHeight(event) / 2 : lane.rail(m_frame)));
    // The moment is the line; the box is the label beside it.
    for (const MarkLane& lane : m_channels) {
        for (const LaneEvent& event : lane.events()) {
            const double x = std::floor(event.x) + 0.5;
            if (!event.inCrowd)
                m_painter.drawLine(QPointF(x, event.y),
                                   QPointF(x, lane.box().bottom() - m_frame.px(2)));
        }
    }
    for (const LaneEvent& event : m_publisher.events()) {
        const auto moment = m_moments.find(event.message);
        if (!event.inCrowd && moment != m_moments.end())
            paintWay(event, moment->second);
    }
}

/// What waited in the outbox was not on its way all that time.
void MarkPainter::paintWay(const LaneEvent& event, const QPointF& moment)
{
    QPointF from(event.x, event.y + radiusOf(event));
    const History& history = m_frame.scene->history();
    if (moment.x() > from.x() + m_frame.px(waitingWidth)
        && history.messages[event.message - 1].seenAt - Nanos(m_frame.scene->nanosOf(event.time))
            > longestWay) {
        const QPointF corner(moment.x(), from.y());
        const QPen pen = m_painter.pen();
        m_painter.setPen(QPen(pen.color(), pen.widthF(), Qt::DotLine));
        m_painter.drawLine(from, corner);
        m_painter.setPen(pen);
        from = corner;
    }
    m_painter.drawLine(from, moment);
}

void MarkPainter::paintMessage(const MarkLane& lane, const LaneEvent& event)
{
    const ToneColors& colors = m_frame.theme[Tone::Flight];
    const double x = std::floor(event.x) + 0.5;
    const bool selected = m_frame.selection.message == event.message;
    const QColor color = selected ? m_frame.theme.accent : colors.mark;
    m_painter.setPen(QPen(color, m_frame.px(selected ? 2 : 1)));
    if (!event.labelled) {
        const QRectF tick(x - 1, lane.rail(m_frame) - m_frame.px(3), 2, m_frame.px(6));
        m_painter.drawLine(QPointF(x, tick.top()), QPointF(x, tick.bottom()));
        m_drawn.add({event.kind, event.row, event.message, event.x, tick});
        return;
    }
    const QFontMetricsF metrics(m_frame.numberFont);
    const double text = shapedtext::width(m_frame.numberFont, event.text);
    const double height = boxHeight(event);
    const QRectF rect(x, std::round(event.y - height / 2) + 0.5, text + m_frame.px(2 * boxPad),
                      height);
    m_painter.setBrush(colors.soft);
    m_painter.drawRoundedRect(rect, m_frame.px(3), m_frame.px(3));
    m_drawn.add({event.kind, event.row, event.message, event.x, rect});
    const QPointF base(rect.left() + m_frame.px(boxPad),
                       rect.center().y() + metrics.capHeight() / 2);
    if (!m_drawn.place(event.text, inkOf(metrics, base, text)))
        return;
    m_painter.setPen(colors.text);
    shapedtext::draw(m_painter, base, event.text);
}

void MarkPainter::paintPublish(const LaneEvent& event)
{
    const ToneColors& colors = m_frame.theme[Tone::Flight];
    const double r = radiusOf(event);
    const QPointF center(event.x, event.y);
    m_painter.setPen(QPen(colors.mark, m_frame.px(1)));
    m_painter.setBrush(event.labelled ? colors.soft : colors.mark);
    m_painter.drawEllipse(center, r, r);
    QRectF hit(center.x() - r, center.y() - r, 2 * r, 2 * r);
    if (event.labelled && !event.text.isEmpty()) {
        const QFontMetricsF metrics(m_frame.numberFont);
        const QPointF base(center.x() + r + m_frame.px(3), center.y() + metrics.capHeight() / 2);
        const QRectF ink = inkOf(metrics, base, shapedtext::width(m_frame.numberFont, event.text));
        if (m_drawn.place(event.text, ink)) {
            // A line that comes from another circle does not strike it through.
            m_painter.fillRect(ink.adjusted(-1, 0, 1, 0), m_frame.theme.surface);
            m_painter.setPen(m_frame.theme.text2);
            shapedtext::draw(m_painter, base, event.text);
            hit.setRight(ink.right());
        }
    }
    m_drawn.add({event.kind, event.row, event.message, event.x, hit});
}

void MarkPainter::paintTicks(const MarkLane& lane)
{
    const QColor color = m_frame.theme[Tone::Flight].mark;
    const double tall = m_frame.px(7);
    int last = -1;
    for (const LaneEvent& event : lane.events()) {
        if (!event.inCrowd || event.x < m_frame.time.left() - 1)
            continue;
        const QRectF tick(std::floor(event.x), lane.box().bottom() - tall - 1, 1, tall);
        m_drawn.add({event.kind, event.row, event.message, event.x, tick});
        if (static_cast<int>(event.x) != last)
            m_painter.fillRect(tick, color);
        last = static_cast<int>(event.x);
    }
}

void MarkPainter::paintCrowds(const MarkLane& lane)
{
    const QFontMetricsF metrics(m_frame.numberFont);
    for (const LaneCrowd& crowd : lane.crowds()) {
        if (!crowd.labelled)
            continue;
        const double text = shapedtext::width(m_frame.numberFont, crowd.text);
        const double height = m_frame.px(14);
        DrawnCrowd drawn = crowd.drawn;
        drawn.rect = QRectF(std::floor(crowd.x), std::round(crowd.y - height / 2),
                            text + m_frame.px(9), height);
        const QPointF base(drawn.rect.left() + m_frame.px(4.5),
                           drawn.rect.center().y() + metrics.capHeight() / 2);
        if (!m_drawn.place(crowd.text, inkOf(metrics, base, text)))
            continue;
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_frame.theme[Tone::Flight].mark);
        m_painter.drawRoundedRect(drawn.rect, m_frame.px(3), m_frame.px(3));
        m_painter.setPen(m_frame.theme.surface);
        shapedtext::draw(m_painter, base, crowd.text);
        m_drawn.add(drawn);
    }
}

// What strikes a transaction service strikes what it was to publish.
void MarkPainter::paintFaults()
{
    const TimelineScene& scene = *m_frame.scene;
    const auto& faults = scene.history().faults;
    const auto publishers = publishersOf(scene.snapshot());
    const LaneBox& lane = m_publisher.box();
    double lastX = -1e9;
    for (std::size_t i = 0; i < scene.extent().faults; ++i) {
        const double x = m_frame.time.x(scene.timeOf(faults[i].time));
        if (x < m_frame.time.left() || x > m_frame.time.right() || std::abs(x - lastX) < 1
            || std::ranges::find(publishers, faults[i].lane, &ReplicaView::lane)
                == publishers.end())
            continue;
        lastX = x;
        const double tip = std::max(lane.middle(), lane.top + m_frame.px(15));
        const QRectF rect = paintBolt(m_frame, m_painter, QPointF(x, tip));
        m_drawn.add({DrawnMark::Kind::Fault, static_cast<RowRef>(i + 1), 0, x, rect});
        m_drawn.block(rect);
    }
}

} // namespace stanscope

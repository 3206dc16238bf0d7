#include "ui/plots/markpainter.h"

#include "ui/models/tones.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace stanscope {

namespace {

constexpr double before = 200; // px: marks left of the view can push into it
constexpr double farthestMove = 130; // px at scale 1 that a mark may be moved
constexpr double radius = 7;
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

/// Calls `see(row, x)` for the rows in view; when there are very many, for one row a pixel.
template <typename TimeAt, typename See>
void forEachVisible(const PlotFrame& frame, std::size_t size, TimeAt&& timeAt, See&& see)
{
    const std::size_t first = firstFrom(size, frame.time.time(frame.time.left() - before), timeAt);
    const std::size_t last = firstFrom(size, frame.time.to(), timeAt);
    if (last - first <= mostEvents) {
        for (std::size_t row = first; row < last; ++row)
            see(row, frame.time.x(timeAt(row)));
        return;
    }
    // Steps by pixel, not by row: a million rows cost as much as the pixels.
    for (std::size_t row = first; row < last;) {
        const double x = frame.time.x(timeAt(row));
        see(row, x);
        const double next = frame.time.time(std::floor(x) + 1);
        row = std::max(row + 1, firstFrom(last, next, timeAt));
    }
}

} // namespace

MarkPainter::MarkPainter(const PlotFrame& frame, QPainter& painter)
    : m_frame(frame)
    , m_painter(painter)
{
}

void MarkPainter::paint()
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setFont(m_frame.numberFont);
    paintMessages();
    paintPublishes();
    m_painter.setRenderHint(QPainter::Antialiasing, false);
}

std::vector<MarkPainter::Event> MarkPainter::visibleMessages() const
{
    const TimelineScene& scene = *m_frame.scene;
    const auto& messages = scene.history().messages;
    std::vector<Event> events;
    forEachVisible(
        m_frame, m_frame.scene->extent().messages,
        [&](std::size_t row) { return scene.timeOf(messages[row].seenAt); },
        [&](std::size_t row, double x) {
            // Nobody knows when another one was stored.
            if (messages[row].origin.get() != MessageOrigin::Published)
                return;
            events.push_back(
                {static_cast<RowRef>(row + 1), x, QString::number(messages[row].sequence.value())});
        });
    return events;
}

std::vector<MarkPainter::Event> MarkPainter::visiblePublishes() const
{
    const TimelineScene& scene = *m_frame.scene;
    const History& history = scene.history();
    std::vector<Event> events;
    forEachVisible(
        m_frame, scene.extent().transactions,
        [&](std::size_t row) { return scene.timeOf(history.transactions[row].acceptedAt); },
        [&](std::size_t row, double x) {
            const TransactionRow& transaction = history.transactions[row];
            events.push_back(
                {transaction.message.get(), x, changeText(transaction.type, transaction.amount)});
        });
    // Messages of foreign publishers: nobody reported when they were accepted.
    forEachVisible(
        m_frame, scene.extent().messages,
        [&](std::size_t row) { return scene.timeOf(history.messages[row].seenAt); },
        [&](std::size_t row, double x) {
            const MessageMeaning& message = history.meaning(row);
            if (message.transaction.get() != 0
                || history.messages[row].origin.get() != MessageOrigin::Published)
                return;
            const bool ofBank = message.account.get() != 0;
            events.push_back(
                {static_cast<RowRef>(row + 1), x,
                 ofBank ? changeText(message.type.get(), message.amount.get()) : QString()});
        });
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& left, const Event& right) { return left.x < right.x; });
    return events;
}

std::vector<MarkSpreader::Place> MarkPainter::spread(const std::vector<Event>& events, double body,
                                                     double around, double apart) const
{
    const QFontMetricsF metrics(m_frame.numberFont);
    std::vector<MarkSpreader::Mark> marks;
    marks.reserve(events.size());
    for (const Event& event : events)
        marks.push_back(
            {event.x, {body + metrics.horizontalAdvance(event.text) + around, body + apart}});
    return MarkSpreader::spread(marks, m_frame.px(farthestMove));
}

void MarkPainter::paintMessages()
{
    const std::vector<Event> events = visibleMessages();
    const auto places = spread(events, 0, m_frame.px(18), m_frame.px(9));
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (places[i].detail == 2)
            paintTick(m_frame.layout.channel(), events[i].x, m_frame.px(14));
        else
            paintBox(events[i], places[i]);
    }
}

void MarkPainter::paintBox(const Event& event, const MarkSpreader::Place& place)
{
    const LaneBox& lane = m_frame.layout.channel();
    const QFontMetricsF metrics(m_frame.numberFont);
    const bool full = place.detail == 0;
    const double height = std::min(m_frame.px(18), lane.height - 4);
    const double width =
        full ? metrics.horizontalAdvance(event.text) + m_frame.px(14) : m_frame.px(6);
    const QRectF rect(std::round(place.x) + 0.5, std::round(lane.middle() - height / 2) + 0.5,
                      width, height);
    m_boxes.push_back({event.message, rect});

    const bool selected = m_frame.selection.message == event.message;
    const ToneColors& colors = m_frame.theme[Tone::Flight];
    if (place.x - event.x > m_frame.px(2)) {
        // The moment itself is a tick that ends inside the lane: it points at nothing below.
        const double below = lane.bottom() - rect.bottom();
        const QPointF tick(std::floor(event.x) + 0.5, rect.bottom() + below * 0.4);
        m_painter.setPen(QPen(colors.mark, 1));
        m_painter.drawLine(tick, QPointF(rect.left() + m_frame.px(2), rect.bottom()));
        m_painter.drawLine(tick, tick + QPointF(0, below * 0.25));
    }
    const double border = m_frame.px(selected ? 2 : 1);
    m_painter.setPen(QPen(selected ? m_frame.theme.accent : colors.mark, border));
    m_painter.setBrush(colors.soft);
    m_painter.drawRoundedRect(rect, m_frame.px(3), m_frame.px(3));
    if (!full)
        return;
    m_painter.setPen(colors.text);
    m_painter.drawText(rect, Qt::AlignCenter, event.text);
}

void MarkPainter::paintTick(const LaneBox& lane, double x, double height)
{
    if (x < m_frame.time.left())
        return;
    const int tall = static_cast<int>(std::min(height, lane.height - 4));
    m_painter.fillRect(static_cast<int>(x), static_cast<int>(lane.middle()) - tall / 2, 1, tall,
                       m_frame.theme[Tone::Flight].mark);
}

const MarkPainter::Box* MarkPainter::boxOf(RowRef message) const
{
    const auto found =
        std::lower_bound(m_boxes.begin(), m_boxes.end(), message,
                         [](const Box& box, RowRef wanted) { return box.message < wanted; });
    return found != m_boxes.end() && found->message == message ? &*found : nullptr;
}

void MarkPainter::paintPublishes()
{
    const std::vector<Event> events = visiblePublishes();
    const auto places = spread(events, m_frame.px(2 * radius), m_frame.px(9), m_frame.px(2));
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (places[i].detail == 2)
            paintTick(m_frame.layout.publisher(), events[i].x, m_frame.px(10));
        else
            paintCircle(events[i], places[i]);
    }
}

void MarkPainter::paintCircle(const Event& event, const MarkSpreader::Place& place)
{
    const LaneBox& lane = m_frame.layout.publisher();
    const ToneColors& colors = m_frame.theme[Tone::Flight];
    const double r = std::min(m_frame.px(radius), lane.height / 2 - 2);
    const QPointF center(place.x, lane.middle());
    m_painter.setPen(QPen(colors.mark, m_frame.px(1)));
    if (const Box* box = boxOf(event.message)) {
        const double into = std::min(m_frame.px(4), box->rect.width() / 2);
        m_painter.drawLine(center + QPointF(0, r),
                           QPointF(box->rect.left() + into, box->rect.top()));
    }
    m_painter.setBrush(colors.soft);
    m_painter.drawEllipse(center, r, r);
    if (place.detail != 0)
        return;
    const QFontMetricsF metrics(m_frame.numberFont);
    m_painter.setPen(m_frame.theme.text2);
    m_painter.drawText(
        QPointF(center.x() + r + m_frame.px(3), center.y() + metrics.capHeight() / 2), event.text);
}

} // namespace stanscope

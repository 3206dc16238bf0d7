#include "ui/plots/markpainter.h"

#include "ui/models/tones.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace stanscope {

namespace {

constexpr double before = 200; // px: marks left of the view can push into it
constexpr double farthest = 130; // px at scale 1 that a mark may be moved
constexpr double radius = 7;

/// Moves marks to the right until they do not overlap; nothing when that is too far.
class Spreader
{
public:
    Spreader(double farthestPush)
        : m_farthest(farthestPush)
    {
    }

    std::optional<double> place(double x, double width)
    {
        const double at = std::max(x, m_free);
        if (at - x > m_farthest)
            return {};
        m_free = at + width;
        return at;
    }

private:
    double m_farthest;
    double m_free = std::numeric_limits<double>::lowest();
};

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

void MarkPainter::paintMessages()
{
    const TimelineScene& scene = *m_frame.scene;
    const auto& messages = scene.history().messages;
    const auto timeAt = [&](std::size_t row) { return scene.timeOf(messages[row].storedAt); };
    const QFontMetricsF metrics(m_frame.numberFont);
    Spreader spreader(m_frame.px(farthest));
    int lastTick = std::numeric_limits<int>::min();
    const std::size_t size = messages.size();
    for (std::size_t row = firstFrom(size, m_frame.time.time(m_frame.time.left() - before), timeAt);
         row < size; ++row) {
        const double x = m_frame.time.x(timeAt(row));
        if (x > m_frame.time.right())
            break;
        if (static_cast<int>(x) == lastTick)
            continue;
        const QString text = QString::number(messages[row].sequence.value());
        const double width =
            std::max(m_frame.px(22), metrics.horizontalAdvance(text) + m_frame.px(12));
        const auto at = spreader.place(x, width + m_frame.px(4));
        if (!at) {
            paintTick(m_frame.layout.channel(), x, lastTick);
            continue;
        }
        const LaneBox& lane = m_frame.layout.channel();
        const double height = std::min(m_frame.px(18), lane.height - 4);
        m_boxes.push_back({static_cast<RowRef>(row + 1),
                           QRectF(std::round(*at) + 0.5,
                                  std::round(lane.middle() - height / 2) + 0.5, width, height)});
        paintBox(static_cast<RowRef>(row + 1), x, *at);
    }
}

void MarkPainter::paintBox(RowRef message, double trueX, double x)
{
    const QRectF& rect = m_boxes.back().rect;
    const bool selected = m_frame.selection.message == message;
    const ToneColors& colors = m_frame.theme[Tone::Flight];
    if (x - trueX > m_frame.px(2)) {
        m_painter.setPen(QPen(colors.mark, 1));
        const QPointF foot(trueX, m_frame.layout.channel().bottom() - 2);
        m_painter.drawLine(foot, QPointF(rect.left() + m_frame.px(4), rect.bottom()));
    }
    m_painter.setPen(
        QPen(selected ? m_frame.theme.accent : colors.mark, m_frame.px(selected ? 2 : 1)));
    m_painter.setBrush(colors.soft);
    m_painter.drawRoundedRect(rect, m_frame.px(3), m_frame.px(3));
    m_painter.setPen(colors.text);
    m_painter.drawText(
        rect, Qt::AlignCenter,
        QString::number(m_frame.scene->history().messages[message - 1].sequence.value()));
}

void MarkPainter::paintTick(const LaneBox& lane, double x, int& last)
{
    const int pixel = static_cast<int>(x);
    if (pixel == last || x < m_frame.time.left())
        return;
    last = pixel;
    const int height = static_cast<int>(m_frame.px(10));
    m_painter.fillRect(pixel, static_cast<int>(lane.middle()) - height / 2, 1, height,
                       m_frame.theme[Tone::Flight].mark);
}

std::vector<MarkPainter::Publish> MarkPainter::visiblePublishes() const
{
    const TimelineScene& scene = *m_frame.scene;
    const History& history = scene.history();
    const double from = m_frame.time.time(m_frame.time.left() - before);
    std::vector<Publish> publishes;
    const auto isFull = [&] { return publishes.size() >= 4000; }; // more than there are pixels
    const auto acceptedAt = [&](std::size_t row) {
        return scene.timeOf(history.transactions[row].acceptedAt);
    };
    const std::size_t transactions = history.transactions.size();
    for (std::size_t row = firstFrom(transactions, from, acceptedAt);
         row < transactions && acceptedAt(row) <= m_frame.time.to() && !isFull(); ++row) {
        const TransactionRow& transaction = history.transactions[row];
        publishes.push_back({transaction.message.get(), acceptedAt(row),
                             changeText(transaction.type, transaction.amount)});
    }
    const auto storedAt = [&](std::size_t row) {
        return scene.timeOf(history.messages[row].storedAt);
    };
    const std::size_t messages = history.messages.size();
    for (std::size_t row = firstFrom(messages, from, storedAt);
         row < messages && storedAt(row) <= m_frame.time.to() && !isFull(); ++row) {
        const MessageRow& message = history.messages[row];
        if (message.transaction.get() != 0)
            continue;
        const QString text = message.account.get() == 0
            ? QString()
            : changeText(message.type.get(), message.amount.get());
        publishes.push_back({static_cast<RowRef>(row + 1), storedAt(row), text});
    }
    std::stable_sort(
        publishes.begin(), publishes.end(),
        [](const Publish& left, const Publish& right) { return left.time < right.time; });
    return publishes;
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
    const LaneBox& lane = m_frame.layout.publisher();
    const ToneColors& colors = m_frame.theme[Tone::Flight];
    const QFontMetricsF metrics(m_frame.numberFont);
    const double r = std::min(m_frame.px(radius), lane.height / 2 - 2);
    Spreader spreader(m_frame.px(farthest));
    int lastTick = std::numeric_limits<int>::min();
    for (const Publish& publish : visiblePublishes()) {
        const double x = m_frame.time.x(publish.time);
        const double text =
            publish.text.isEmpty() ? 0 : metrics.horizontalAdvance(publish.text) + r / 2;
        const auto at = spreader.place(x, 2 * r + text + m_frame.px(6));
        if (!at) {
            paintTick(lane, x, lastTick);
            continue;
        }
        // Centred on its time as long as nothing pushes it.
        const QPointF center(*at, lane.middle());
        m_painter.setPen(QPen(colors.mark, m_frame.px(1)));
        if (const Box* box = boxOf(publish.message))
            m_painter.drawLine(center + QPointF(0, r),
                               QPointF(box->rect.left() + m_frame.px(4), box->rect.top()));
        m_painter.setBrush(colors.soft);
        m_painter.drawEllipse(center, r, r);
        m_painter.setPen(m_frame.theme.text2);
        m_painter.drawText(
            QPointF(center.x() + r + m_frame.px(3), center.y() + metrics.capHeight() / 2),
            publish.text);
    }
}

} // namespace stanscope

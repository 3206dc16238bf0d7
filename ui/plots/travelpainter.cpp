#include "ui/plots/travelpainter.h"

#include "ui/plots/footerpainter.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace stanscope {

TravelPainter::TravelPainter(const PlotFrame& frame, QPainter& painter, const DrawnFrame& drawn)
    : m_frame(frame)
    , m_painter(painter)
    , m_drawn(drawn)
{
}

double TravelPainter::cursor() const
{
    return m_frame.scene->timeOf(m_frame.travel->cursor);
}

/// A picture may have what is told a moment after the cursor: beside the line it is of its moment.
bool TravelPainter::isOfTheMoment() const
{
    return m_frame.time.x(m_frame.scene->now()) - m_frame.time.x(cursor()) <= m_frame.px(12);
}

void TravelPainter::paintBehind()
{
    if (m_frame.travel && isOfTheMoment())
        paintVeil(m_frame.time.x(cursor()));
}

void TravelPainter::paintInFront()
{
    if (!m_frame.travel)
        return;
    const double x = m_frame.time.x(cursor());
    if (!isOfTheMoment())
        paintVeil(x);
    if (x >= m_frame.time.left() && x <= m_frame.time.right() + 1)
        paintLine(x);
    if (!m_frame.layout.overview().isEmpty())
        paintInOverview(cursor());
}

void TravelPainter::paintVeil(double x)
{
    const double from = std::max(x, m_frame.time.left());
    if (from >= m_frame.time.right())
        return;
    QColor veil = m_frame.theme.sunken;
    veil.setAlphaF(0.6F);
    m_painter.fillRect(QRectF(QPointF(from, m_frame.layout.lanes().top()),
                              QPointF(m_frame.time.right(), m_frame.layout.balance().bottom())),
                       veil);
}

void TravelPainter::paintLine(double x)
{
    const double top = m_frame.layout.axis().bottom() - m_frame.px(6);
    const double at = std::floor(x) + 0.5;
    m_painter.setPen(QPen(m_frame.theme.accent, std::max(1.0, std::round(m_frame.px(1.5)))));
    double from = top;
    for (const auto& [first, last] : wordsAt(at)) {
        if (first > from)
            m_painter.drawLine(QPointF(at, from), QPointF(at, first));
        from = std::max(from, last);
    }
    m_painter.drawLine(QPointF(at, from), QPointF(at, m_frame.layout.balance().bottom()));
    const double half = m_frame.px(5);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_frame.theme.accent);
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.drawPolygon(QPolygonF(
        {QPointF(at - half, top - half), QPointF(at + half, top - half), QPointF(at, top + 1)}));
    m_painter.setRenderHint(QPainter::Antialiasing, false);
}

/// From where to where, px, words stand in the way, from the top: they are not struck through.
std::vector<std::pair<double, double>> TravelPainter::wordsAt(double x) const
{
    std::vector<std::pair<double, double>> words;
    const double room = m_frame.px(3);
    for (const DrawnWord& word : m_drawn.words())
        if (x > word.rect.left() - room && x < word.rect.right() + room)
            words.emplace_back(word.rect.top() - room, word.rect.bottom() + room);
    std::ranges::sort(words);
    return words;
}

void TravelPainter::paintInOverview(double cursor)
{
    const QRectF& area = m_frame.layout.overview();
    const double x = std::floor(FooterPainter::overviewScale(m_frame).x(cursor)) + 0.5;
    m_painter.setPen(QPen(m_frame.theme.accent, std::max(1.0, std::round(m_frame.px(2)))));
    m_painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
}

} // namespace stanscope

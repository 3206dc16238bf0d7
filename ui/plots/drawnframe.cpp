#include "ui/plots/drawnframe.h"

#include <QLineF>

#include <algorithm>

namespace stanscope {

namespace {

constexpr double bandHeight = 16;
constexpr std::size_t mostBands = 512; // what lies below shares the last one

std::size_t bandOf(double y)
{
    return std::min(static_cast<std::size_t>(std::max(0.0, y) / bandHeight), mostBands - 1);
}

} // namespace

void DrawnFrame::clear()
{
    m_marks.clear();
    m_crowds.clear();
    m_words.clear();
    m_legend.clear();
    for (auto& band : m_taken)
        band.clear();
    m_crossed.clear();
}

bool DrawnFrame::isCrossed(const QRectF& rect) const
{
    constexpr double step = 4; // px: a word is higher
    for (const QPolygonF& line : m_crossed)
        for (qsizetype i = 1; i < line.size(); ++i) {
            const QLineF part(line[i - 1], line[i]);
            for (double at = 0; at <= part.length(); at += step)
                if (rect.contains(part.pointAt(part.length() > 0 ? at / part.length() : 0)))
                    return true;
        }
    return false;
}

bool DrawnFrame::isFree(const QRectF& rect) const
{
    const std::size_t last = std::min(bandOf(rect.bottom()) + 1, m_taken.size());
    for (std::size_t band = bandOf(rect.top()); band < last; ++band) {
        const auto& taken = m_taken[band];
        if (std::any_of(taken.begin(), taken.end(),
                        [&rect](const QRectF& other) { return other.intersects(rect); }))
            return false;
    }
    return true;
}

void DrawnFrame::take(const QRectF& rect)
{
    const std::size_t last = bandOf(rect.bottom());
    if (last >= m_taken.size())
        m_taken.resize(last + 1);
    for (std::size_t band = bandOf(rect.top()); band <= last; ++band)
        m_taken[band].push_back(rect);
}

void DrawnFrame::block(const QRectF& rect)
{
    take(rect);
}

bool DrawnFrame::place(const QString& text, const QRectF& rect)
{
    if (!isFree(rect))
        return false;
    take(rect);
    m_words.push_back({text, rect});
    return true;
}

const DrawnCrowd* DrawnFrame::crowdAt(const QPointF& position) const
{
    const auto found =
        std::find_if(m_crowds.begin(), m_crowds.end(), [&position](const DrawnCrowd& crowd) {
            return crowd.rect.contains(position);
        });
    return found == m_crowds.end() ? nullptr : &*found;
}

const DrawnMark* DrawnFrame::publishersFaultAt(const QPointF& position) const
{
    const auto found = std::find_if(m_marks.begin(), m_marks.end(), [&](const DrawnMark& mark) {
        return mark.kind == DrawnMark::Kind::Fault && mark.message == 0
            && mark.rect.contains(position);
    });
    return found == m_marks.end() ? nullptr : &*found;
}

} // namespace stanscope

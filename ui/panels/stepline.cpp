#include "ui/panels/stepline.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace stanscope {

namespace {

constexpr double lineHeight = 12; // of which the mark takes a third: a small mark is hard to hit
constexpr double markHeight = 5;
constexpr double stepGap = 3;

} // namespace

StepLine::StepLine(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("stepLine"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("A click goes to that step"));
}

void StepLine::setSteps(std::size_t count, std::size_t passed, std::size_t known)
{
    m_count = count;
    m_passed = passed;
    m_known = known;
    setAccessibleName(tr("Step %1 of %2").arg(std::min(passed, count)).arg(count));
    update();
}

void StepLine::setTheme(const Theme& theme, double scale)
{
    m_theme = &theme;
    m_scale = scale;
    updateGeometry();
    update();
}

QSize StepLine::sizeHint() const
{
    return {static_cast<int>(px(200)), static_cast<int>(std::lround(px(lineHeight)))};
}

QSize StepLine::minimumSizeHint() const
{
    return {static_cast<int>(px(80)), sizeHint().height()};
}

QRectF StepLine::segment(std::size_t step) const
{
    const auto count = static_cast<double>(std::max<std::size_t>(1, m_count));
    const double each = (width() + px(stepGap)) / count;
    const double top = (height() - px(markHeight)) / 2;
    return {static_cast<double>(step) * each, top, std::max(1.0, each - px(stepGap)),
            px(markHeight)};
}

void StepLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t step = 0; step < m_count; ++step) {
        const QRectF mark = segment(step);
        const bool isCurrent = step + 1 == m_passed;
        painter.setPen(Qt::NoPen);
        if (step + 1 < m_passed)
            painter.setBrush(m_theme->accent);
        else if (isCurrent)
            painter.setBrush((*m_theme)[Tone::Flight].soft);
        else if (step < m_known)
            painter.setBrush(m_theme->line);
        else { // what has not come yet is an outline only
            painter.setBrush(m_theme->surface);
            painter.setPen(QPen(m_theme->line, std::max(1.0, px(1))));
        }
        if (isCurrent)
            painter.setPen(QPen(m_theme->accent, std::max(1.0, px(1.2))));
        painter.drawRoundedRect(isCurrent ? mark.adjusted(0.6, 0.6, -0.6, -0.6) : mark, px(2),
                                px(2));
    }
}

void StepLine::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_count == 0 || !rect().contains(event->pos()))
        return;
    const double share = event->position().x() / std::max(1, width());
    emit stepAsked(
        std::min(m_count - 1, static_cast<std::size_t>(share * static_cast<double>(m_count))));
}

} // namespace stanscope

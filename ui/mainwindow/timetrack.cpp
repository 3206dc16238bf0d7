#include "ui/mainwindow/timetrack.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace stanscope {

namespace {

constexpr int trackHeight = 20;
constexpr double grooveHeight = 10;
constexpr double handleWidth = 8;

} // namespace

TimeTrack::TimeTrack(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("timeTrack"));
    setAccessibleName(tr("Time"));
    setToolTip(
        tr("Drag to travel in time. Marks are redeliveries, violations and gaps of the tap"));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize TimeTrack::sizeHint() const
{
    return {static_cast<int>(px(200)), static_cast<int>(px(trackHeight))};
}

void TimeTrack::setSpan(Nanos start, Nanos end)
{
    m_start = start;
    m_end = end;
    update();
}

void TimeTrack::setCursorTime(Nanos time)
{
    if (m_dragging || time == m_cursor)
        return;
    m_cursor = time;
    update();
}

void TimeTrack::setMarks(const TimeMarks& marks)
{
    m_marks = marks;
    update();
}

void TimeTrack::setProgress(std::optional<int> percent)
{
    m_progress = percent;
    update();
}

void TimeTrack::setTheme(const Theme& theme, double scale)
{
    m_theme = &theme;
    m_scale = scale;
    updateGeometry();
    update();
}

QRectF TimeTrack::groove() const
{
    const double half = px(handleWidth) / 2;
    const double tall = std::round(px(grooveHeight));
    return {half, std::floor((height() - tall) / 2), std::max(1.0, width() - 2 * half), tall};
}

double TimeTrack::xOf(Nanos time) const
{
    const double whole = std::max(1.0, static_cast<double>((m_end - m_start).count()));
    const double part = static_cast<double>((time - m_start).count()) / whole;
    return groove().left() + std::clamp(part, 0.0, 1.0) * groove().width();
}

void TimeTrack::moveTo(double x)
{
    const double part = std::clamp((x - groove().left()) / groove().width(), 0.0, 1.0);
    const Nanos whole = m_end - m_start;
    m_cursor = m_start + Nanos(std::llround(part * static_cast<double>(whole.count())));
    update();
    emit timeAsked(m_cursor);
}

void TimeTrack::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_progress)
        return;
    m_dragging = true;
    moveTo(event->position().x());
}

void TimeTrack::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragging)
        moveTo(event->position().x());
}

void TimeTrack::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        m_dragging = false;
}

void TimeTrack::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        emit stepAsked(-1);
        break;
    case Qt::Key_Right:
        emit stepAsked(1);
        break;
    case Qt::Key_PageUp:
        emit redeliveryAsked(-1);
        break;
    case Qt::Key_PageDown:
        emit redeliveryAsked(1);
        break;
    case Qt::Key_Home:
        emit startAsked();
        break;
    default: // every other key is somebody else's
        QWidget::keyPressEvent(event);
    }
}

void TimeTrack::focusInEvent(QFocusEvent* event)
{
    m_focusSeen =
        event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QWidget::focusInEvent(event);
}

void TimeTrack::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRectF line = groove();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hasFocus() && m_focusSeen ? m_theme->accent : m_theme->line, 1));
    painter.setBrush(m_theme->sunken);
    painter.drawRoundedRect(line.adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3));
    if (m_progress) {
        QRectF done = line.adjusted(1, 1, -1, -1);
        done.setWidth(done.width() * *m_progress / 100);
        painter.fillRect(done, m_theme->accent);
        return;
    }
    QColor past = m_theme->accent;
    past.setAlphaF(0.18F);
    painter.fillRect(QRectF(line.topLeft(), QPointF(xOf(m_cursor), line.bottom())), past);
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintMarks(painter);
    paintHandle(painter);
}

void TimeTrack::paintMarks(QPainter& painter) const
{
    const QRectF line = groove();
    const double wide = std::max(2.0, std::round(px(2)));
    // Violations last: nothing hides them.
    for (const Tone tone : {Tone::Failed, Tone::Expired, Tone::Violated})
        for (std::size_t part = 0; part < TimeMarks::parts; ++part)
            if (m_marks.at(part) == tone) {
                const double x = std::floor(xOf(m_marks.timeOf(part)));
                painter.fillRect(QRectF(x, line.top() + 1, wide, line.height() - 2),
                                 (*m_theme)[tone].mark);
            }
}

void TimeTrack::paintHandle(QPainter& painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    const double wide = px(handleWidth);
    const QRectF handle(xOf(m_cursor) - wide / 2, 1, wide, height() - 2);
    painter.setPen(QPen(m_theme->surface, 1.5));
    painter.setBrush(m_theme->accent);
    painter.drawRoundedRect(handle, wide / 2, wide / 2);
}

} // namespace stanscope

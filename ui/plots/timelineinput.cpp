#include "ui/plots/timelineinput.h"

#include <QApplication>
#include <QFocusEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <QWidget>

#include <cmath>

namespace stanscope {

namespace {

constexpr double unitsPerNotch = 120; // Qt: eighths of a degree
constexpr double panStep = 0.1;

} // namespace

TimelineInput::TimelineInput(QWidget* widget)
    : QObject(widget)
    , m_widget(widget)
{
    widget->setFocusPolicy(Qt::StrongFocus);
    widget->installEventFilter(this);
}

bool TimelineInput::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Wheel:
        return wheel(*static_cast<QWheelEvent*>(event));
    case QEvent::MouseButtonPress:
        return press(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseMove:
        return move(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonRelease:
        return release(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonDblClick:
        emit fitAsked();
        return true;
    case QEvent::KeyPress:
        return key(*static_cast<QKeyEvent*>(event));
    case QEvent::ToolTip: {
        const auto* help = static_cast<QHelpEvent*>(event);
        emit toolTipAsked(help->pos(), help->globalPos());
        return true;
    }
    case QEvent::FocusIn: {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        emit keyboardFocused(reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason);
        break;
    }
    case QEvent::FocusOut:
        emit keyboardFocused(false);
        break;
    default: // every other event is the widget's own
        break;
    }
    return QObject::eventFilter(watched, event);
}

bool TimelineInput::wheel(const QWheelEvent& event)
{
    // Zooming the type is the window's.
    if (event.modifiers().testFlag(Qt::ControlModifier))
        return false;
    const QPoint turned = event.angleDelta();
    if (std::abs(turned.x()) > std::abs(turned.y())) {
        emit dragged(QPointF(turned.x(), 0), event.position(), event.position());
        return true;
    }
    if (event.modifiers().testFlag(Qt::ShiftModifier)) {
        emit stepped(-panStep * turned.y() / unitsPerNotch);
        return true;
    }
    if (turned.y() != 0)
        emit wheeled(turned.y() / unitsPerNotch, event.position());
    return true;
}

bool TimelineInput::press(const QMouseEvent& event)
{
    if (event.button() != Qt::LeftButton)
        return false;
    m_pressed = true;
    m_dragging = false;
    m_pressedAt = m_last = event.position();
    m_widget->setFocus(Qt::MouseFocusReason);
    return true;
}

bool TimelineInput::move(const QMouseEvent& event)
{
    if (!m_pressed)
        return false;
    const QPointF way = event.position() - m_pressedAt;
    if (!m_dragging && way.manhattanLength() < QApplication::startDragDistance())
        return true;
    if (!m_dragging)
        m_widget->setCursor(Qt::ClosedHandCursor);
    m_dragging = true;
    emit dragged(event.position() - m_last, m_pressedAt, event.position());
    m_last = event.position();
    return true;
}

bool TimelineInput::release(const QMouseEvent& event)
{
    if (event.button() != Qt::LeftButton || !m_pressed)
        return false;
    m_pressed = false;
    m_widget->unsetCursor();
    if (!m_dragging)
        emit clicked(event.position());
    m_dragging = false;
    return true;
}

bool TimelineInput::key(const QKeyEvent& event)
{
    if (event.modifiers().testFlag(Qt::ControlModifier)
        || event.modifiers().testFlag(Qt::AltModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_Left:
        emit stepped(-panStep);
        return true;
    case Qt::Key_Right:
        emit stepped(panStep);
        return true;
    case Qt::Key_Up:
        emit scrolledByLanes(-1);
        return true;
    case Qt::Key_Down:
        emit scrolledByLanes(1);
        return true;
    case Qt::Key_PageUp:
        emit scrolledByPages(-1);
        return true;
    case Qt::Key_PageDown:
        emit scrolledByPages(1);
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        emit zoomedAboutCentre(zoomPerNotch);
        return true;
    case Qt::Key_Minus:
        emit zoomedAboutCentre(1 / zoomPerNotch);
        return true;
    case Qt::Key_Home:
        emit startAsked();
        return true;
    case Qt::Key_End:
        emit endAsked();
        return true;
    case Qt::Key_F:
        emit followToggled();
        return true;
    case Qt::Key_0:
        emit fitAsked();
        return true;
    default:
        return false;
    }
}

} // namespace stanscope

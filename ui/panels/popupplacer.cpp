#include "ui/panels/popupplacer.h"

#include <QEvent>
#include <QScreen>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace stanscope {

namespace {

constexpr int popupGap = 4; // px below the button

} // namespace

PopupPlacer::PopupPlacer(QWidget* popup)
    : QObject(popup)
    , m_popup(popup)
{
    popup->installEventFilter(this);
}

void PopupPlacer::open(QWidget* popup, const QWidget* button, int spare)
{
    auto* placer = popup->findChild<PopupPlacer*>(QString(), Qt::FindDirectChildrenOnly);
    if (!placer)
        placer = new PopupPlacer(popup);
    placer->m_button = button;
    popup->adjustSize();
    popup->move(button->mapToGlobal(QPoint(0, button->height() + popupGap)));
    placer->place(spare);
    popup->show();
    popup->adjustSize(); // lines that wrap are measured then
    placer->place(spare);
}

void PopupPlacer::place(int spare)
{
    if (!m_button)
        return;
    const QRect screen = m_button->screen()->availableGeometry();
    const int x = std::min(m_popup->x(), screen.right() - m_popup->width());
    const int y = std::min(m_popup->y(), screen.bottom() - m_popup->height() - spare);
    m_popup->move(std::max(screen.left(), x), std::max(screen.top(), y));
}

void PopupPlacer::fit()
{
    m_isDue = false;
    if (!m_popup->isVisible())
        return;
    m_popup->adjustSize();
    place(0);
}

// The layout answers it after this: its new hint is known a turn later.
bool PopupPlacer::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest && !std::exchange(m_isDue, true))
        QMetaObject::invokeMethod(this, &PopupPlacer::fit, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

} // namespace stanscope

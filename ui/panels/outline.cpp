#include "ui/panels/outline.h"

#include <QEvent>
#include <QPainter>

namespace stanscope {

Outline::Outline(QWidget* target, QWidget* host, const QMargins& margins)
    : QWidget(host)
    , m_target(target)
    , m_margins(margins)
{
    setObjectName(QStringLiteral("outline"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    target->installEventFilter(this);
    if (target->parentWidget() != host)
        target->parentWidget()->installEventFilter(this);
    hide();
}

void Outline::setShown(bool shown)
{
    m_shown = shown;
    follow();
}

void Outline::setColor(const QColor& color, double scale)
{
    m_color = color;
    m_scale = scale;
    update();
}

void Outline::follow()
{
    if (!m_target)
        return;
    const QRect around(m_target->mapTo(parentWidget(), QPoint(0, 0)), m_target->size());
    setGeometry(around.marginsAdded(m_margins).intersected(parentWidget()->rect()));
    setVisible(m_shown && m_target->isVisibleTo(parentWidget()));
    if (isVisible())
        raise();
}

bool Outline::eventFilter(QObject* watched, QEvent* event)
{
    const auto type = event->type();
    if (type == QEvent::Move || type == QEvent::Resize || type == QEvent::Show
        || type == QEvent::Hide)
        follow();
    return QWidget::eventFilter(watched, event);
}

void Outline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = 2 * m_scale;
    painter.setPen(QPen(m_color, width));
    painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2),
                            8 * m_scale, 8 * m_scale);
}

} // namespace stanscope

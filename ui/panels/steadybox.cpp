#include "ui/panels/steadybox.h"

#include <QEvent>
#include <QLabel>

#include <algorithm>

namespace stanscope {

namespace {

constexpr int mixed = 1; // px that a line with figures of another font is higher

} // namespace

SteadyBox::SteadyBox(QLabel* label, int lines, QWidget* parent)
    : QWidget(parent)
    , m_label(label)
    , m_lines(lines)
{
    label->setParent(this);
    setSizePolicy(lines > 0 ? QSizePolicy::Preferred : QSizePolicy::Minimum, QSizePolicy::Fixed);
    fit();
}

QSize SteadyBox::minimumSizeHint() const
{
    return m_lines > 0 ? QSize(0, m_room.height()) : m_label->minimumSizeHint();
}

bool SteadyBox::event(QEvent* event)
{
    // The label posts it with each text, and when its style gives it another font.
    if (event->type() == QEvent::LayoutRequest)
        fit();
    return QWidget::event(event);
}

void SteadyBox::resizeEvent(QResizeEvent*)
{
    m_label->setGeometry(rect());
    fit();
}

void SteadyBox::fit()
{
    QSize needed = m_label->sizeHint();
    if (m_lines > 0)
        needed = {0,
                  std::max(m_lines * (m_label->fontMetrics().lineSpacing() + mixed),
                           m_label->heightForWidth(width()))};
    const bool hasRoom = needed.height() == m_room.height() && needed.width() <= m_room.width()
        && needed.width() * 4 >= m_room.width() * 3;
    if (hasRoom)
        return;
    m_room = needed;
    updateGeometry();
}

} // namespace stanscope

#include "ui/panels/statedot.h"

#include <QPainter>

#include <cmath>

namespace stanscope {

StateDot::StateDot(QWidget* parent)
    : QWidget(parent)
{
    setScale(1.0);
}

void StateDot::setColor(const QColor& color)
{
    if (color == m_color)
        return;
    m_color = color;
    update();
}

void StateDot::setScale(double scale)
{
    const int size = static_cast<int>(std::lround(8 * scale));
    setFixedSize(size, size);
}

void StateDot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_color);
    painter.drawEllipse(rect());
}

} // namespace stanscope

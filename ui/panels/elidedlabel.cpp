#include "ui/panels/elidedlabel.h"

#include <QEvent>

namespace stanscope {

void ElidedLabel::say(const QString& text, const QString& more)
{
    if (text == m_said && more == m_more)
        return;
    m_said = text;
    m_more = more;
    setAccessibleName(text);
    fit();
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {0, fontMetrics().height()};
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_said), fontMetrics().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    fit();
}

void ElidedLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

void ElidedLabel::fit()
{
    const QString fits = fontMetrics().elidedText(m_said, Qt::ElideRight, width());
    if (fits != text())
        setText(fits);
    QString tip = fits == m_said ? QString() : m_said;
    if (!m_more.isEmpty())
        tip = tip.isEmpty() ? m_more : tip + QLatin1Char('\n') + m_more;
    if (tip != toolTip())
        setToolTip(tip);
}

} // namespace stanscope

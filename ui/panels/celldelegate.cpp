#include "ui/panels/celldelegate.h"

#include "ui/models/rowmodel.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace stanscope {

CellDelegate::CellDelegate(QObject* parent)
    : QStyledItemDelegate(parent)
{
    setTheme(lightTheme(), 1.0);
}

void CellDelegate::setTheme(const Theme& theme, double scale)
{
    m_theme = &theme;
    m_scale = scale;
    m_text = textFont(scale);
    m_number = numberFont(scale);
    m_tag = textFont(scale * 12 / 13);
    m_tag.setWeight(QFont::Medium);
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const QRect& cell = option.rect;
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(cell, (*m_theme)[Tone::Flight].soft);
    painter->setPen(m_theme->line);
    painter->drawLine(cell.bottomLeft(), cell.bottomRight());

    const QString words = index.data(Qt::DisplayRole).toString();
    if (words.isEmpty())
        return;
    const int pad = static_cast<int>(std::lround(8 * m_scale));
    const QRect inner = cell.adjusted(pad, 0, -pad, -1);
    const QVariant tone = index.data(RowModel::ToneRole);
    if (tone.isValid()) {
        paintTag(painter, inner, tone.value<Tone>(), words);
        return;
    }
    const bool number = index.data(RowModel::NumberRole).toBool();
    painter->setFont(number ? m_number : m_text);
    painter->setPen(m_theme->text);
    const QString shown = painter->fontMetrics().elidedText(words, Qt::ElideRight, inner.width());
    const int flags = (number ? int{Qt::AlignRight} : int{Qt::AlignLeft}) | int{Qt::AlignVCenter};
    painter->drawText(inner, flags, shown);
}

void CellDelegate::paintTag(QPainter* painter, const QRect& cell, Tone tone,
                            const QString& words) const
{
    const ToneColors& colors = (*m_theme)[tone];
    const int height = static_cast<int>(std::lround(18 * m_scale));
    const int pad = static_cast<int>(std::lround(6 * m_scale));
    painter->setFont(m_tag);
    const QFontMetrics metrics = painter->fontMetrics();
    const QString shown = metrics.elidedText(QString(glyph(tone) + u' ' + words), Qt::ElideRight,
                                             cell.width() - 2 * pad);
    const int width = std::min(cell.width(), metrics.horizontalAdvance(shown) + 2 * pad);
    const QRect tag(cell.left(), cell.center().y() - height / 2 + 1, width, height);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors.soft);
    painter->drawRoundedRect(tag, 4 * m_scale, 4 * m_scale);
    painter->restore();
    painter->setPen(colors.text);
    painter->drawText(tag.adjusted(pad, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, shown);
}

} // namespace stanscope

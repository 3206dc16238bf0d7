#include "ui/panels/outcomedelegate.h"

#include "ui/models/rowmodel.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace stanscope {

namespace {

constexpr int cellMargin = 6; // px at scale 1

QFont tagFont(double scale)
{
    QFont font = textFont(scale * 12 / 13);
    font.setWeight(QFont::Medium);
    return font;
}

int rounded(double size)
{
    return static_cast<int>(std::lround(size));
}

QString labelOf(Tone tone, const QString& text)
{
    return QStringLiteral("%1 %2").arg(glyph(tone), text);
}

} // namespace

OutcomeDelegate::OutcomeDelegate(QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(lightTheme())
    , m_textFont(textFont())
    , m_tagFont(tagFont(1.0))
    , m_numberFont(numberFont())
    , m_textMetrics(m_textFont)
    , m_tagMetrics(m_tagFont)
    , m_numberMetrics(m_numberFont)
{
}

void OutcomeDelegate::setTheme(const Theme& theme)
{
    m_theme = theme;
}

void OutcomeDelegate::setScale(double scale)
{
    m_scale = scale;
    m_textFont = textFont(scale);
    m_tagFont = tagFont(scale);
    m_numberFont = numberFont(scale);
    m_textMetrics = QFontMetrics(m_textFont);
    m_tagMetrics = QFontMetrics(m_tagFont);
    m_numberMetrics = QFontMetrics(m_numberFont);
}

int OutcomeDelegate::widthOf(const QModelIndex& index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    const int margin = rounded(cellMargin * m_scale);
    if (text.isEmpty())
        return 2 * margin;
    const QVariant tone = index.data(RowModel::ToneRole);
    if (tone.isValid())
        return m_tagMetrics.horizontalAdvance(labelOf(tone.value<Tone>(), text)) + margin + 2
            + 2 * rounded(6 * m_scale) + 2;
    const bool number = index.data(RowModel::NumberRole).toBool();
    return (number ? m_numberMetrics : m_textMetrics).horizontalAdvance(text) + 2 * margin + 2;
}

QSize OutcomeDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    return {widthOf(index), rounded(24 * m_scale)};
}

void OutcomeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const QRect& cell = option.rect;
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(cell, m_theme[Tone::Flight].soft);
    painter->fillRect(cell.left(), cell.bottom(), cell.width(), 1, m_theme.line);
    const QString text = index.data(Qt::DisplayRole).toString();
    if (text.isEmpty())
        return;
    const QVariant tone = index.data(RowModel::ToneRole);
    if (tone.isValid())
        paintTag(painter, cell, tone.value<Tone>(), text);
    else
        paintText(painter, cell, index, text);
}

void OutcomeDelegate::paintText(QPainter* painter, const QRect& cell, const QModelIndex& index,
                                const QString& text) const
{
    const bool number = index.data(RowModel::NumberRole).toBool();
    const QFontMetrics& metrics = number ? m_numberMetrics : m_textMetrics;
    const int margin = rounded(cellMargin * m_scale);
    const QRect room = cell.adjusted(margin, 0, -margin, 0);
    const bool fits = metrics.horizontalAdvance(text) <= room.width();
    painter->setFont(number ? m_numberFont : m_textFont);
    painter->setPen(m_theme.text);
    const auto side = number ? Qt::AlignRight : Qt::AlignLeft;
    painter->drawText(room, static_cast<int>(Qt::AlignVCenter) | static_cast<int>(side),
                      fits ? text : metrics.elidedText(text, Qt::ElideRight, room.width()));
}

void OutcomeDelegate::paintTag(QPainter* painter, const QRect& cell, Tone tone,
                               const QString& text) const
{
    const int outer = rounded(cellMargin * m_scale);
    const int inner = rounded(6 * m_scale);
    const int height = std::min(rounded(18 * m_scale), cell.height() - 2);
    const int room = cell.width() - outer - 2 - 2 * inner;
    if (room <= 0)
        return;
    QString label = labelOf(tone, text);
    int width = m_tagMetrics.horizontalAdvance(label);
    if (width > room) {
        label = m_tagMetrics.elidedText(label, Qt::ElideRight, room);
        width = room;
    }
    const QRect tag(cell.left() + outer, cell.top() + (cell.height() - height) / 2,
                    width + 2 * inner, height);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_theme[tone].soft);
    painter->drawRoundedRect(tag, 4 * m_scale, 4 * m_scale);
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setFont(m_tagFont);
    painter->setPen(m_theme[tone].text);
    painter->drawText(tag, Qt::AlignCenter, label);
}

} // namespace stanscope

#pragma once

#include "ui/theme/theme.h"

#include <QFont>
#include <QFontMetrics>
#include <QStyledItemDelegate>

namespace stanscope {

/// Paints the cells of a RowModel with plain text calls: numbers in the number font, outcomes as
/// tags (rounded soft background, glyph, word). The style's own item painting takes twice the time.
class OutcomeDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit OutcomeDelegate(QObject* parent = nullptr);

    void setTheme(const Theme& theme);
    void setScale(double scale);

    /// What the cell needs to be read in full, px.
    int widthOf(const QModelIndex& index) const;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    void paintText(QPainter* painter, const QRect& cell, const QModelIndex& index,
                   const QString& text) const;
    void paintTag(QPainter* painter, const QRect& cell, Tone tone, const QString& text) const;

    Theme m_theme;
    double m_scale = 1.0;
    QFont m_textFont;
    QFont m_tagFont;
    QFont m_numberFont;
    QFontMetrics m_textMetrics;
    QFontMetrics m_tagMetrics;
    QFontMetrics m_numberMetrics;
};

} // namespace stanscope

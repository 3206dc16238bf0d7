#pragma once

#include "ui/theme/theme.h"

#include <QFont>
#include <QStyledItemDelegate>

namespace stanscope {

/// Paints a table cell plainly: text, number, or an outcome as a tag on its soft background. No
/// style sheet is asked for a cell: tables repaint up to 60 times a second.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CellDelegate(QObject* parent = nullptr);

    void setTheme(const Theme& theme, double scale);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    void paintTag(QPainter* painter, const QRect& cell, Tone tone, const QString& words) const;

    const Theme* m_theme = &lightTheme();
    double m_scale = 1.0;
    QFont m_text;
    QFont m_number;
    QFont m_tag;
};

} // namespace stanscope

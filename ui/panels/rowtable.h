#pragma once

#include "ui/models/rowmodel.h"
#include "ui/theme/theme.h"

#include <QString>
#include <QTableView>

namespace stanscope {

class CellDelegate;

/// A table over a RowModel: fixed row height, one selected row, follows the newest row while it is
/// at the end, and says the next step while it is empty. Columns fill the width until the user
/// sizes them.
class RowTable : public QTableView
{
    Q_OBJECT

public:
    /// `name` is the object name; `emptyText` is shown while there is no row.
    RowTable(RowModel* model, const QString& name, const QString& emptyText,
             QWidget* parent = nullptr);

    void setTheme(const Theme& theme, double scale);
    /// Selects the row that shows `selection`, without `selected`.
    void setSelection(const Selection& selection);
    using QTableView::setSelection;

signals:
    /// The user chose a row.
    void selected(const stanscope::Selection& selection);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void fitColumns();
    void rememberEnd();
    void followEnd();

    RowModel* m_model;
    CellDelegate* m_delegate;
    QString m_emptyText;
    const Theme* m_theme = &lightTheme();
    double m_scale = 1.0;
    bool m_fitting = false;
    bool m_sizedByUser = false;
    bool m_atEnd = true;
    bool m_quiet = false;
};

} // namespace stanscope

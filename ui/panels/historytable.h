#pragma once

#include "ui/models/rowmodel.h"
#include "ui/models/selection.h"
#include "ui/theme/theme.h"

#include <QString>
#include <QTableView>

namespace stanscope {

class OutcomeDelegate;

/// A table that stays quick at a million rows: rows of one height, plain painting, widths that
/// never depend on contents. It follows the end while it is at the end, and else keeps its place.
class HistoryTable : public QTableView
{
    Q_OBJECT

public:
    explicit HistoryTable(RowModel* model, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    /// 1 is 13 px type and rows of 24 px.
    void setScale(double scale);
    /// What an empty table says: the next step.
    void setPlaceholder(const QString& text);
    /// Selects and shows the row of `selection` without emitting `selected`.
    void setSelection(const Selection& selection);

signals:
    /// A person chose a row, with mouse or keyboard.
    void selected(const stanscope::Selection& selection);

protected:
    void selectionChanged(const QItemSelection& chosen, const QItemSelection& before) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    using QTableView::setSelection; // the view's own, by rectangle

    void setUpHeaders();
    void setUpFollowing();
    void showColumns();
    void fitColumns();

    RowModel* m_rows;
    OutcomeDelegate* m_delegate;
    QString m_placeholder;
    double m_scale = 1.0;
    bool m_atEnd = true;
    bool m_fitting = false; ///< columns are being sized here, not by a person
    bool m_sizedByHand = false;
    bool m_quiet = false; ///< the selection is set from outside
};

} // namespace stanscope

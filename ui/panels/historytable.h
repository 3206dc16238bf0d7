#pragma once

#include "ui/models/rowmodel.h"
#include "ui/models/selection.h"
#include "ui/theme/theme.h"

#include <QString>
#include <QStringList>
#include <QTableView>
#include <QTimer>

#include <vector>

class QPushButton;

namespace stanscope {

class OutcomeDelegate;

/// A table that stays quick at a million rows: rows of one height, plain painting, columns as wide
/// as what is in view needs. It follows the end while it is at the end, and else keeps its place.
/// Ctrl+C copies the selected rows, cells separated by tabs; a click on a title sorts where the
/// model can be sorted.
class HistoryTable : public QTableView
{
    Q_OBJECT

public:
    explicit HistoryTable(RowModel* model, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    /// 1 is 13 px type and rows of 24 px.
    void setScale(double scale);
    /// What an empty table says: the next step, and, when rows are hidden by a filter, a button
    /// that shows them.
    void setPlaceholder(const QString& text, bool withClear = false);
    const QString& placeholder() const { return m_placeholder; }
    /// It has a filter: the button's name, and Escape asks to take the filter back.
    void setFilterName(const QString& clearButton);
    /// Selects and shows the row of `selection` without emitting `selected`.
    void setSelection(const Selection& selection);

    /// In px at scale 1, where a person sized one by hand; else empty, and they fit.
    QStringList columnWidths() const;
    void setColumnWidths(const QStringList& widths);
    /// The selected rows, at most the first 50,000, with the columns that are shown.
    QString selectedText() const;

signals:
    /// A person chose a row, with mouse or keyboard.
    void selected(const stanscope::Selection& selection);
    /// The same of a row that is about a client, or one of its subscriptions (else 0).
    void clientChosen(const QString& client, quint32 subscription);
    void clearAsked();
    void wallClockAsked(bool wallClock);
    /// A person sized a column, or wants them to fit again.
    void columnsSized();

protected:
    void selectionChanged(const QItemSelection& chosen, const QItemSelection& before) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    using QTableView::setSelection; // the view's own, by rectangle

    int px(double pixels) const;
    void setUpHeaders();
    void setUpFollowing();
    void setUpFitting();
    void showColumns();
    void fitColumns();
    void fitAnew();
    bool measure();
    void sortBy(int column);
    void showHeaderMenu(const QPoint& at);
    void selectAgain();
    void copy();
    void placeClear();
    std::vector<int> shownColumns() const;

    RowModel* m_rows;
    OutcomeDelegate* m_delegate;
    QPushButton* m_clear;
    QString m_placeholder;
    double m_scale = 1.0;
    Selection m_chosen;
    std::vector<int> m_needed; ///< px that the cells seen so far need; 0: none seen
    QTimer m_measureSoon;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    bool m_isFiltered = false; ///< a filter stands above it
    bool m_atEnd = true;
    bool m_fitting = false; ///< columns are being sized here, not by a person
    bool m_sizedByHand = false;
    bool m_quiet = false; ///< the selection is set from outside
};

} // namespace stanscope

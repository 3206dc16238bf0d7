#include "ui/panels/historytable.h"

#include "ui/panels/outcomedelegate.h"

#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace stanscope {

namespace {

// Of the columns' wanted widths.
constexpr double narrowest = 0.78;
constexpr double widest = 1.15;

int pixels(double size)
{
    return static_cast<int>(std::lround(size));
}

} // namespace

HistoryTable::HistoryTable(RowModel* model, QWidget* parent)
    : QTableView(parent)
    , m_rows(model)
    , m_delegate(new OutcomeDelegate(this))
{
    setModel(model);
    setItemDelegate(m_delegate);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setUpHeaders();
    setUpFollowing();
    connect(model, &QAbstractItemModel::headerDataChanged, this, &HistoryTable::showColumns);
    setScale(1.0);
    showColumns();
}

void HistoryTable::setUpHeaders()
{
    // Row and column sizes never depend on contents: that is what a million rows cost nothing for.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->hide();
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int section) {
        if (!m_fitting && section + 1 < m_rows->columnCount())
            m_sizedByHand = true;
    });
}

void HistoryTable::setUpFollowing()
{
    QScrollBar* bar = verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this,
            [this, bar](int value) { m_atEnd = value >= bar->maximum(); });
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar](int, int maximum) {
        if (m_atEnd)
            bar->setValue(maximum);
    });
}

void HistoryTable::setTheme(const Theme& theme)
{
    m_delegate->setTheme(theme);
    viewport()->update();
}

void HistoryTable::setScale(double scale)
{
    m_delegate->setScale(scale);
    verticalHeader()->setMinimumSectionSize(pixels(24 * scale));
    verticalHeader()->setDefaultSectionSize(pixels(24 * scale));
    horizontalHeader()->setMinimumSectionSize(pixels(40 * scale));
    m_scale = scale;
    m_sizedByHand = false;
    fitColumns();
    viewport()->update();
}

void HistoryTable::showColumns()
{
    m_fitting = true;
    for (int column = 0; column < m_rows->columnCount(); ++column)
        setColumnHidden(column,
                        !m_rows->headerData(column, Qt::Horizontal, RowModel::ShownRole).toBool());
    m_fitting = false;
    m_sizedByHand = false;
    fitColumns();
}

// The widths of the columns keep their proportions and fill the table, until a person sizes one.
void HistoryTable::fitColumns()
{
    if (m_sizedByHand)
        return;
    const auto widthOf = [this](int column) {
        return isColumnHidden(column)
            ? 0.0
            : m_scale * m_rows->headerData(column, Qt::Horizontal, RowModel::WidthRole).toInt();
    };
    double wanted = 0;
    for (int column = 0; column < m_rows->columnCount(); ++column)
        wanted += widthOf(column);
    const double factor = std::clamp(viewport()->width() / wanted, narrowest, widest);
    m_fitting = true;
    for (int column = 0; column < m_rows->columnCount(); ++column)
        if (!isColumnHidden(column))
            setColumnWidth(column, static_cast<int>(widthOf(column) * factor));
    m_fitting = false;
}

void HistoryTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void HistoryTable::setPlaceholder(const QString& text)
{
    m_placeholder = text;
    viewport()->update();
}

void HistoryTable::setSelection(const Selection& selection)
{
    const auto row = m_rows->rowOf(selection);
    m_quiet = true;
    if (!row) {
        clearSelection();
        setCurrentIndex({});
    } else if (currentIndex().row() != *row || !selectionModel()->isRowSelected(*row)) {
        setCurrentIndex(m_rows->index(*row, 0));
        scrollTo(m_rows->index(*row, 0));
    }
    m_quiet = false;
}

// Not the current row: a table that gets the focus by Tab makes its first row current, and nobody
// has chosen that.
void HistoryTable::selectionChanged(const QItemSelection& chosen, const QItemSelection& before)
{
    QTableView::selectionChanged(chosen, before);
    const QModelIndexList rows = selectionModel()->selectedRows();
    if (m_quiet || chosen.isEmpty() || rows.isEmpty())
        return;
    const auto selection = rows.first().data(RowModel::SelectionRole).value<Selection>();
    if (selection.message != 0)
        emit selected(selection);
}

void HistoryTable::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (m_rows->rowCount() != 0 || m_placeholder.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect().adjusted(16, 8, -16, -8),
                     Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
}

} // namespace stanscope

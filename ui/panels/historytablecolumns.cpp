#include "ui/panels/columnfit.h"
#include "ui/panels/historytable.h"
#include "ui/panels/outcomedelegate.h"
#include "ui/panels/panelkit.h"

#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

// Its columns and their titles.

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int widestCell = 420; // px at scale 1: more is elided, the tooltip has it
constexpr int arrowRoom = 8; // px at scale 1, of a title in a sorted table
constexpr int measureMs = 250;

} // namespace

void HistoryTable::setUpHeaders()
{
    // Row and column sizes never depend on rows out of view: that is what a million rows cost
    // nothing for.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->hide();
    QHeaderView* titles = horizontalHeader();
    titles->setSectionResizeMode(QHeaderView::Interactive);
    titles->setDefaultSectionSize(100); // its own: else each new style sheet resizes all columns
    titles->setResizeContentsPrecision(0);
    titles->setStretchLastSection(true);
    titles->setHighlightSections(false);
    titles->setSectionsClickable(m_rows->isSortable());
    titles->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(titles, &QHeaderView::sectionResized, this, [this](int section) {
        // The last one takes what is left, whatever that is.
        const std::vector<int> shown = shownColumns();
        if (m_fitting || !isVisible() || shown.empty() || section == shown.back())
            return;
        m_sizedByHand = true;
        emit columnsSized();
    });
    connect(titles, &QHeaderView::sectionClicked, this, &HistoryTable::sortBy);
    connect(titles, &QHeaderView::customContextMenuRequested, this, &HistoryTable::showHeaderMenu);
}

// What comes into view may need more room than what was seen so far.
void HistoryTable::setUpFitting()
{
    m_measureSoon.setSingleShot(true);
    const auto soon = [this] {
        const bool first =
            std::all_of(m_needed.begin(), m_needed.end(), [](int needed) { return needed == 0; });
        if (!m_measureSoon.isActive())
            m_measureSoon.start(first ? 0 : measureMs);
    };
    connect(&m_measureSoon, &QTimer::timeout, this, [this] {
        if (measure())
            fitColumns();
    });
    connect(m_rows, &QAbstractItemModel::rowsInserted, this, soon);
    connect(m_rows, &QAbstractItemModel::dataChanged, this, soon);
    connect(m_rows, &QAbstractItemModel::modelReset, this, soon);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, soon);
}

void HistoryTable::sortBy(int column)
{
    // A third click brings back the order in which the rows came.
    if (column != m_sortColumn) {
        m_sortColumn = column;
        m_sortOrder = Qt::AscendingOrder;
    } else if (m_sortOrder == Qt::AscendingOrder) {
        m_sortOrder = Qt::DescendingOrder;
    } else {
        m_sortColumn = -1;
    }
    horizontalHeader()->setSortIndicatorShown(m_sortColumn >= 0);
    setStyleProperty(horizontalHeader(), "sorted", m_sortColumn >= 0 ? u"true"_s : u"false"_s);
    horizontalHeader()->setSortIndicator(m_sortColumn, m_sortOrder);
    m_rows->sort(m_sortColumn, m_sortOrder);
    fitColumns();
}

void HistoryTable::showHeaderMenu(const QPoint& at)
{
    QMenu menu(this);
    menu.setObjectName(u"headerMenu"_s);
    QAction* fit = menu.addAction(tr("&Fit Columns"));
    fit->setEnabled(m_sizedByHand);
    connect(fit, &QAction::triggered, this, [this] {
        fitAnew();
        emit columnsSized();
    });
    QAction* clock = menu.addAction(tr("&Wall-Clock Time"));
    clock->setCheckable(true);
    clock->setChecked(m_rows->isWallClock());
    connect(clock, &QAction::triggered, this, &HistoryTable::wallClockAsked);
    menu.exec(horizontalHeader()->viewport()->mapToGlobal(at));
}

void HistoryTable::showColumns()
{
    const QStringList byHand = columnWidths();
    m_fitting = true;
    for (int column = 0; column < m_rows->columnCount(); ++column)
        setColumnHidden(column,
                        !m_rows->headerData(column, Qt::Horizontal, RowModel::ShownRole).toBool());
    m_fitting = false;
    fitAnew();
    setColumnWidths(byHand);
}

void HistoryTable::fitAnew()
{
    m_sizedByHand = false;
    m_needed.assign(static_cast<std::size_t>(m_rows->columnCount()), 0);
    measure();
    fitColumns();
}

std::vector<int> HistoryTable::shownColumns() const
{
    std::vector<int> columns;
    for (int column = 0; column < m_rows->columnCount(); ++column)
        if (!isColumnHidden(column))
            columns.push_back(column);
    return columns;
}

// Of the rows in view; columns never get narrower while rows pass by.
bool HistoryTable::measure()
{
    const int count = m_rows->rowCount();
    if (count == 0 || m_sizedByHand)
        return false;
    const int first = std::max(0, rowAt(0));
    const int below = rowAt(viewport()->height() - 1);
    const int last = below < 0 ? std::min(count - 1, first + 50) : below;
    const int most = px(widestCell);
    bool grown = false;
    for (const int column : shownColumns()) {
        int& needed = m_needed[static_cast<std::size_t>(column)];
        for (int row = first; row <= last && needed < most; ++row) {
            const int width = std::min(most, m_delegate->widthOf(m_rows->index(row, column)));
            grown = grown || width > needed;
            needed = std::max(needed, width);
        }
    }
    return grown;
}

// They fill the table, until a person sizes one.
void HistoryTable::fitColumns()
{
    if (m_sizedByHand)
        return;
    const std::vector<int> columns = shownColumns();
    const int arrow = m_sortColumn >= 0 ? px(arrowRoom) : 0;
    std::vector<ColumnWish> wishes;
    for (const int column : columns) {
        const int usual =
            px(m_rows->headerData(column, Qt::Horizontal, RowModel::WidthRole).toInt());
        const int needed = m_needed[static_cast<std::size_t>(column)];
        const int title = horizontalHeader()->sectionSizeHint(column) + arrow;
        wishes.push_back({needed == 0 ? usual : std::max(needed, title), title, usual});
    }
    const std::vector<int> widths = fitWidths(wishes, viewport()->width());
    m_fitting = true;
    for (std::size_t i = 0; i < columns.size(); ++i)
        setColumnWidth(columns[i], widths[i]);
    m_fitting = false;
}

QStringList HistoryTable::columnWidths() const
{
    QStringList widths;
    if (!m_sizedByHand)
        return widths;
    for (int column = 0; column < m_rows->columnCount(); ++column)
        widths << QString::number(
            isColumnHidden(column) ? 0
                                   : static_cast<int>(std::lround(columnWidth(column) / m_scale)));
    return widths;
}

// Remembered widths are a text that anybody may edit, and perhaps of another version's columns.
void HistoryTable::setColumnWidths(const QStringList& widths)
{
    if (widths.size() != m_rows->columnCount())
        return;
    m_fitting = true;
    for (int column = 0; column < m_rows->columnCount(); ++column)
        if (const int width = widths[column].toInt(); width > 0 && !isColumnHidden(column))
            setColumnWidth(column, px(std::min(width, 2000)));
    m_fitting = false;
    m_sizedByHand = true;
}

} // namespace stanscope

#include "ui/panels/rowtable.h"

#include "ui/panels/celldelegate.h"

#include <QHeaderView>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace stanscope {

RowTable::RowTable(RowModel* model, const QString& name, const QString& emptyText, QWidget* parent)
    : QTableView(parent)
    , m_model(model)
    , m_delegate(new CellDelegate(this))
    , m_emptyText(emptyText)
{
    setObjectName(name);
    setAccessibleDescription(emptyText);
    setModel(model);
    setItemDelegate(m_delegate);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    // Never ResizeToContents: at a million rows it takes half a minute.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this] {
        if (!m_fitting && isVisible() && underMouse())
            m_sizedByUser = true;
    });
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this, &RowTable::rememberEnd);
    connect(model, &QAbstractItemModel::rowsInserted, this, &RowTable::followEnd);
    setTheme(lightTheme(), 1.0);
}

void RowTable::setTheme(const Theme& theme, double scale)
{
    m_theme = &theme;
    m_scale = scale;
    m_delegate->setTheme(theme, scale);
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(static_cast<int>(std::lround(24 * scale)));
    m_sizedByUser = false;
    fitColumns();
    viewport()->update();
}

void RowTable::setSelection(const Selection& selection)
{
    const QScopedValueRollback quiet(m_quiet, true);
    const auto row = m_model->rowOf(selection);
    if (!row) {
        clearSelection();
        return;
    }
    if (currentIndex().row() == *row && selectionModel()->isRowSelected(*row))
        return;
    const int column = std::max(0, currentIndex().column());
    const QModelIndex index = m_model->index(*row, column);
    setCurrentIndex(index);
    selectRow(*row);
    scrollTo(index);
}

void RowTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (!m_quiet && current.isValid())
        emit selected(current.data(RowModel::SelectionRole).value<Selection>());
}

void RowTable::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (m_model->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setFont(textFont(m_scale));
    painter.setPen(m_theme->text2);
    const int pad = static_cast<int>(std::lround(16 * m_scale));
    painter.drawText(viewport()->rect().adjusted(pad, pad, -pad, -pad),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_emptyText);
}

void RowTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void RowTable::fitColumns()
{
    if (m_sizedByUser)
        return;
    const QScopedValueRollback fitting(m_fitting, true);
    double wanted = 0;
    for (int column = 0; column < m_model->columnCount(); ++column)
        wanted +=
            m_model->headerData(column, Qt::Horizontal, RowModel::WidthRole).toInt() * m_scale;
    const double factor = wanted > 0 ? std::max(1.0, viewport()->width() / wanted) : 1.0;
    for (int column = 0; column < m_model->columnCount() - 1; ++column) {
        const int width = m_model->headerData(column, Qt::Horizontal, RowModel::WidthRole).toInt();
        setColumnWidth(column, static_cast<int>(width * m_scale * factor));
    }
}

void RowTable::rememberEnd()
{
    const QScrollBar* bar = verticalScrollBar();
    m_atEnd = bar->value() >= bar->maximum();
}

void RowTable::followEnd()
{
    if (m_atEnd)
        scrollToBottom();
}

} // namespace stanscope

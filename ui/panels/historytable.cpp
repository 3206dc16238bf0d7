#include "ui/panels/historytable.h"

#include "ui/panels/outcomedelegate.h"
#include "ui/panels/panelkit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostCopied = 50'000; // rows; a tenth of a second

QString plainCell(QString text)
{
    return text.replace(u'\t', u' ').replace(u'\n', u' ');
}

} // namespace

HistoryTable::HistoryTable(RowModel* model, QWidget* parent)
    : QTableView(parent)
    , m_rows(model)
    , m_delegate(new OutcomeDelegate(this))
    , m_clear(makeSmallButton(tr("Show all rows"), {}, u"showAll"_s,
                              tr("Take the filter back (Escape)"), viewport()))
{
    setModel(model);
    setItemDelegate(m_delegate);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setFrameShape(QFrame::NoFrame);
    m_clear->hide();
    connect(m_clear, &QPushButton::clicked, this, &HistoryTable::clearAsked);
    setUpHeaders();
    setUpFollowing();
    setUpFitting();
    connect(model, &QAbstractItemModel::headerDataChanged, this, &HistoryTable::showColumns);
    connect(model, &QAbstractItemModel::modelReset, this, &HistoryTable::selectAgain);
    m_sizedByHand = false; // so far by nobody
    setScale(1.0);
    showColumns();
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

int HistoryTable::px(double pixels) const
{
    return static_cast<int>(std::lround(pixels * m_scale));
}

void HistoryTable::setTheme(const Theme& theme)
{
    m_delegate->setTheme(theme);
    viewport()->update();
}

void HistoryTable::setScale(double scale)
{
    const QStringList byHand = columnWidths();
    m_scale = scale;
    m_delegate->setScale(scale);
    m_fitting = true;
    verticalHeader()->setMinimumSectionSize(px(24));
    verticalHeader()->setDefaultSectionSize(px(24));
    horizontalHeader()->setMinimumSectionSize(px(40));
    m_fitting = false;
    fitAnew();
    setColumnWidths(byHand);
    viewport()->update();
}

void HistoryTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    measure();
    fitColumns();
    placeClear();
}

void HistoryTable::setPlaceholder(const QString& text, bool withClear)
{
    const bool button = withClear && m_rows->rowCount() == 0;
    if (text == m_placeholder && button == !m_clear->isHidden())
        return;
    m_placeholder = text;
    m_clear->setVisible(button);
    placeClear();
    viewport()->update();
}

void HistoryTable::setFilterName(const QString& clearButton)
{
    m_clear->setObjectName(clearButton);
    m_isFiltered = true;
}

void HistoryTable::placeClear()
{
    m_clear->adjustSize();
    m_clear->move((viewport()->width() - m_clear->width()) / 2, viewport()->height() / 2 + px(14));
}

void HistoryTable::setSelection(const Selection& selection)
{
    m_chosen = selection;
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

// After a reset: the row is marked where it is now, and the table stays where it is.
void HistoryTable::selectAgain()
{
    const auto row = m_rows->rowOf(m_chosen);
    if (!row)
        return;
    m_quiet = true;
    setAutoScroll(false);
    setCurrentIndex(m_rows->index(*row, 0));
    setAutoScroll(true);
    m_quiet = false;
}

// Not the current row: a table that gets the focus by Tab makes its first row current, and nobody
// has chosen that.
void HistoryTable::selectionChanged(const QItemSelection& chosen, const QItemSelection& before)
{
    QTableView::selectionChanged(chosen, before);
    if (m_quiet || chosen.isEmpty())
        return;
    const QModelIndex current = currentIndex();
    const bool isChosen = current.isValid() && selectionModel()->isSelected(current);
    const QModelIndex row = isChosen ? current : QModelIndex(chosen.first().topLeft());
    const auto selection = row.data(RowModel::SelectionRole).value<Selection>();
    if (const QString client = row.data(RowModel::ClientRole).toString(); !client.isEmpty())
        emit clientChosen(client, row.data(RowModel::SubscriptionRole).toUInt());
    if (selection.message == 0)
        return;
    m_chosen = selection;
    emit selected(selection);
}

QString HistoryTable::selectedText() const
{
    std::vector<std::pair<int, int>> ranges;
    for (const QItemSelectionRange& range : selectionModel()->selection())
        ranges.emplace_back(range.top(), range.bottom());
    std::sort(ranges.begin(), ranges.end());
    const std::vector<int> columns = shownColumns();
    QString text;
    int copied = 0;
    int next = 0; // rows of ranges that touch are copied once
    for (const auto& [top, bottom] : ranges) {
        for (int row = std::max(top, next); row <= bottom && copied < mostCopied; ++row, ++copied)
            for (const int column : columns)
                text += plainCell(m_rows->index(row, column).data().toString())
                    + (column == columns.back() ? u'\n' : u'\t');
        next = std::max(next, bottom + 1);
    }
    return text;
}

void HistoryTable::copy()
{
    const QString text = selectedText();
    if (text.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(text);
    const auto rows = text.count(u'\n');
    const QString told = rows == 1 ? tr("One row copied")
        : rows < mostCopied
        ? tr("%1 rows copied").arg(QLocale().toString(rows))
        : tr("The first %1 rows copied; File, Export writes all").arg(QLocale().toString(rows));
    QToolTip::showText(viewport()->mapToGlobal(QPoint(12, 8)), told, viewport());
}

void HistoryTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (m_isFiltered && event->key() == Qt::Key_Escape) {
        emit clearAsked();
        return;
    }
    QTableView::keyPressEvent(event);
}

void HistoryTable::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (m_rows->rowCount() != 0 || m_placeholder.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    QRect room = viewport()->rect().adjusted(16, 8, -16, -8);
    if (!m_clear->isHidden())
        room.setBottom(m_clear->y() - px(6));
    painter.drawText(
        room,
        static_cast<int>(Qt::AlignHCenter) | static_cast<int>(Qt::TextWordWrap)
            | static_cast<int>(m_clear->isHidden() ? Qt::AlignVCenter : Qt::AlignBottom),
        m_placeholder);
}

} // namespace stanscope

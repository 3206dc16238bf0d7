#include "ui/models/rowmodel.h"

#include "ui/models/tones.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFontMetrics>

#include <algorithm>
#include <cmath>

namespace stanscope {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("stanscope::Columns", text);
}

// A table may shrink its columns to this part of their width (ui/panels/historytable.cpp); a title
// and the space around it still fit then.
constexpr double narrowest = 0.78;
constexpr int aroundTitle = 14; // px

int widthOf(const Column& column)
{
    QFont font = textFont(12.0 / 13); // as the style sheet has it
    font.setWeight(QFont::Medium);
    const int title = QFontMetrics(font).horizontalAdvance(translated(column.title));
    return std::max(column.width, static_cast<int>(std::ceil((title + aroundTitle) / narrowest)));
}

QString titleOf(const Column& column, bool wallClock)
{
    const QString title = translated(column.title);
    return wallClock && column.time ? title.section(QLatin1Char(','), 0, 0) : title;
}

QVariant alignment(bool number)
{
    return QVariant::fromValue(
        static_cast<int>((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
}

} // namespace

RowModel::RowModel(std::span<const Column> columns, QObject* parent)
    : QAbstractTableModel(parent)
    , m_columns(columns)
{
}

const Column& RowModel::column(int section) const
{
    return m_columns[static_cast<std::size_t>(section)];
}

int RowModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : rows();
}

int RowModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant RowModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return alignment(column(index.column()).number);
    case Qt::ToolTipRole:
        return toolTip(index.row(), index.column());
    case ToneRole:
        if (const auto found = tone(index.row(), index.column()))
            return QVariant::fromValue(*found);
        return {};
    case SelectionRole:
        return QVariant::fromValue(selectionAt(index.row()));
    case ClientRole:
        return clientAt(index.row());
    case SubscriptionRole:
        return subscriptionAt(index.row());
    case NumberRole:
        return column(index.column()).number;
    }
    return {};
}

QVariant RowModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        if (const char* other = otherTitle(section))
            return translated(other);
        return titleOf(column(section), m_wallClock);
    case Qt::ToolTipRole:
        return translated(column(section).toolTip);
    case Qt::TextAlignmentRole:
        return alignment(column(section).number);
    case NumberRole:
        return column(section).number;
    case WidthRole:
        return widthOf(column(section));
    case ShownRole:
        return isShown(section);
    }
    return {};
}

void RowModel::setWallClock(bool wallClock)
{
    if (wallClock == m_wallClock)
        return;
    m_wallClock = wallClock;
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rows() > 0)
        emit dataChanged(index(0, 0), index(rows() - 1, columnCount() - 1));
}

void RowModel::readClock(const Snapshot& snapshot)
{
    if (snapshot.history)
        m_start = snapshot.history->start;
    m_startUnixNs = snapshot.startedAtUnixNs;
}

QString RowModel::momentText(std::int64_t time) const
{
    if (time == 0)
        return {};
    if (!m_wallClock || m_startUnixNs == 0)
        return timeText(Nanos(time) - m_start);
    const std::int64_t unixNs = m_startUnixNs + time - m_start.count();
    return QDateTime::fromMSecsSinceEpoch(unixNs / 1'000'000)
        .toString(QStringLiteral("HH:mm:ss.zzz"));
}

const char* RowModel::otherTitle(int) const
{
    return nullptr;
}

bool RowModel::isShown(int) const
{
    return true;
}

std::optional<Tone> RowModel::tone(int, int) const
{
    return {};
}

Selection RowModel::selectionAt(int) const
{
    return {};
}

QString RowModel::clientAt(int) const
{
    return {};
}

std::uint32_t RowModel::subscriptionAt(int) const
{
    return 0;
}

QString RowModel::toolTip(int row, int column) const
{
    return text(row, column);
}

} // namespace stanscope

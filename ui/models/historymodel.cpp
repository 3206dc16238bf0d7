#include "ui/models/historymodel.h"

#include <algorithm>
#include <limits>

namespace stanscope {

namespace {

// A view repaints as a whole anyway, so many ranges cost more than they save.
constexpr std::size_t mostRanges = 32;

} // namespace

void HistoryModel::absorb(const History&, bool) { }

void HistoryModel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (!snapshot)
        return;
    m_now = snapshot->now;
    if (snapshot->history != m_history) {
        startOver(snapshot);
        return;
    }
    if (!m_history)
        return;
    absorb(*m_history, false);
    announceChanges(changedIn(*snapshot));
    announceNewRows();
}

void HistoryModel::startOver(const std::shared_ptr<const Snapshot>& snapshot)
{
    beginResetModel();
    m_history = snapshot->history;
    m_rows = 0;
    m_freshFrom = 0;
    if (m_history) {
        absorb(*m_history, true);
        m_rows = static_cast<int>(sizeIn(*m_history));
    }
    endResetModel();
}

void HistoryModel::announceChanges(const std::vector<std::uint32_t>& changed)
{
    // The folding thread runs ahead of its snapshots: a row can be on show before the snapshot that
    // counts it, and is then not named as changed. So the newest rows are read again once.
    const int fresh = m_freshFrom;
    std::vector<std::pair<int, int>> ranges;
    for (const std::uint32_t index : changed) {
        const int row = static_cast<int>(index);
        if (row >= fresh)
            break;
        if (!ranges.empty() && ranges.back().second + 1 == row)
            ranges.back().second = row;
        else
            ranges.emplace_back(row, row);
    }
    if (fresh < m_rows)
        ranges.emplace_back(fresh, m_rows - 1);
    if (ranges.size() > mostRanges)
        ranges = {{ranges.front().first, ranges.back().second}};
    for (const auto& [first, last] : ranges)
        announceRange(first, last);
}

void HistoryModel::announceRange(int first, int last)
{
    emit dataChanged(index(first, 0), index(last, columnCount() - 1));
}

void HistoryModel::announceNewRows()
{
    m_freshFrom = m_rows;
    constexpr std::size_t most = std::numeric_limits<int>::max();
    const int size = static_cast<int>(std::min(sizeIn(*m_history), most));
    if (size <= m_rows)
        return;
    beginInsertRows({}, m_rows, size - 1);
    m_rows = size;
    endInsertRows();
}

} // namespace stanscope

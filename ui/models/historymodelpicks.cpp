#include "ui/models/historymodel.h"

#include <algorithm>

// Which rows a filter shows, and in which order.

namespace stanscope {

namespace {

constexpr std::size_t rowsBetweenClocks = 512;
// Rows that come and go one by one; of more, all that lies between them is announced anew.
constexpr std::size_t mostMoves = 32;

} // namespace

RowTraits HistoryModel::traitsOf(std::size_t source, Facets) const
{
    RowTraits traits;
    traits.channel = channelIn(history(), source);
    return traits;
}

bool HistoryModel::hasWord(std::size_t, TextWord&) const
{
    return false;
}

SortKey HistoryModel::sortKeyOf(std::size_t source, int) const
{
    return {static_cast<double>(source), {}};
}

bool HistoryModel::passes(std::size_t source)
{
    if (m_filter.isEmpty())
        return true;
    if (!m_filter.passes(traitsOf(source, m_filter.facets())))
        return false;
    auto& words = m_filter.words();
    return std::all_of(words.begin(), words.end(),
                       [&](TextWord& word) { return hasWord(source, word); });
}

void HistoryModel::setCriteria(const RowCriteria& criteria)
{
    const Facets has = facets();
    RowCriteria wanted = criteria;
    if (!has.testFlag(Facet::Account))
        wanted.account.clear();
    if (!has.testFlag(Facet::Replica))
        wanted.replica.clear();
    if (!has.testFlag(Facet::Channel))
        wanted.channel.clear();
    wanted.redelivered = wanted.redelivered && has.testFlag(Facet::Redelivered);
    wanted.unacked = wanted.unacked && has.testFlag(Facet::Unacked);
    wanted.violations = wanted.violations && has.testFlag(Facet::Violations);
    if (!has.testFlag(Facet::Text))
        wanted.text.clear();
    if (wanted == m_filter.criteria())
        return;
    beginResetModel();
    m_filter.set(wanted);
    if (m_history)
        m_filter.lookIn(*m_history);
    pickAnew();
    endResetModel();
    emit filterChanged();
}

void HistoryModel::setLooks(std::chrono::milliseconds first, std::chrono::milliseconds later)
{
    m_firstLook = first;
    m_laterLooks = later;
}

// Within a reset.
void HistoryModel::pickAnew()
{
    m_scanTimer.stop();
    m_picked.clear();
    m_scanned = 0;
    if (!isPicking()) {
        m_rows = static_cast<int>(m_read);
        return;
    }
    m_picked = scan(m_firstLook);
    mergeSorted(0);
    m_rows = static_cast<int>(m_picked.size());
    if (m_scanned < m_read)
        m_scanTimer.start();
}

std::vector<std::uint32_t> HistoryModel::scan(std::chrono::milliseconds budget)
{
    std::vector<std::uint32_t> found;
    const auto until = std::chrono::steady_clock::now() + budget;
    while (m_scanned < m_read) {
        const std::size_t end = std::min(m_read, m_scanned + rowsBetweenClocks);
        for (; m_scanned < end; ++m_scanned)
            if (passes(m_scanned))
                found.push_back(static_cast<std::uint32_t>(m_scanned));
        if (std::chrono::steady_clock::now() >= until)
            break;
    }
    return found;
}

void HistoryModel::scanOn()
{
    insertPicked(scan(m_laterLooks));
    if (m_scanned < m_read)
        m_scanTimer.start();
    emit filterChanged();
}

void HistoryModel::insertPicked(const std::vector<std::uint32_t>& found)
{
    if (found.empty())
        return;
    const std::size_t known = m_picked.size();
    beginInsertRows({}, m_rows, m_rows + static_cast<int>(found.size()) - 1);
    m_picked.insert(m_picked.end(), found.begin(), found.end());
    m_rows = static_cast<int>(m_picked.size());
    endInsertRows();
    if (m_sortColumn < 0)
        return;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const std::vector<std::uint32_t> before = m_picked;
    mergeSorted(known);
    const QModelIndexList moved = persistentIndexList();
    std::vector<std::uint32_t> rowOf(m_read);
    for (std::size_t row = 0; row < m_picked.size(); ++row)
        rowOf[m_picked[row]] = static_cast<std::uint32_t>(row);
    for (const QModelIndex& at : moved)
        changePersistentIndex(
            at,
            index(static_cast<int>(rowOf[before[static_cast<std::size_t>(at.row())]]),
                  at.column()));
    emit layoutChanged({}, VerticalSortHint);
}

void HistoryModel::readKeys()
{
    while (m_keys.size() < m_read)
        m_keys.push_back(sortKeyOf(m_keys.size(), m_sortColumn));
}

bool HistoryModel::isBefore(std::uint32_t left, std::uint32_t right) const
{
    const int order = compare(m_keys[left], m_keys[right]);
    if (order == 0)
        return left < right;
    return (order < 0) == (m_sortOrder == Qt::AscendingOrder);
}

// Of the picked rows those below `known` are in order.
void HistoryModel::mergeSorted(std::size_t known)
{
    if (m_sortColumn < 0)
        return;
    readKeys();
    const auto middle = m_picked.begin() + static_cast<std::ptrdiff_t>(known);
    const auto before = [this](std::uint32_t left, std::uint32_t right) {
        return isBefore(left, right);
    };
    std::sort(middle, m_picked.end(), before);
    std::inplace_merge(m_picked.begin(), middle, m_picked.end(), before);
}

void HistoryModel::sort(int column, Qt::SortOrder order)
{
    if (!isSortable() || (column == m_sortColumn && order == m_sortOrder))
        return;
    beginResetModel();
    m_sortColumn = column < columnCount() ? column : -1;
    m_sortOrder = order;
    m_keys.clear();
    pickAnew();
    endResetModel();
}

// The rows of the filter that are none any more go, and those that have become some come.
void HistoryModel::followPicks(const std::vector<std::uint32_t>& changed)
{
    if (!isPicking())
        return;
    std::vector<std::uint32_t> come;
    std::vector<std::uint32_t> gone;
    for (const std::uint32_t index : changed) {
        if (index >= m_scanned)
            break;
        const bool was = rowOfSource(index).has_value();
        const bool is = passes(index);
        if (was && !is)
            gone.push_back(index);
        else if (!was && is)
            come.push_back(index);
    }
    if (come.empty() && gone.empty())
        return;
    if (come.size() + gone.size() > mostMoves) {
        std::vector<std::uint32_t> kept;
        std::set_difference(m_picked.begin(), m_picked.end(), gone.begin(), gone.end(),
                            std::back_inserter(kept));
        std::vector<std::uint32_t> wanted;
        std::merge(kept.begin(), kept.end(), come.begin(), come.end(), std::back_inserter(wanted));
        replacePicked(wanted);
        return;
    }
    for (auto index = gone.rbegin(); index != gone.rend(); ++index) {
        const int row = firstRowFrom(*index);
        beginRemoveRows({}, row, row);
        m_picked.erase(m_picked.begin() + row);
        m_rows = static_cast<int>(m_picked.size());
        endRemoveRows();
    }
    for (const std::uint32_t index : come) {
        const int row = firstRowFrom(index);
        beginInsertRows({}, row, row);
        m_picked.insert(m_picked.begin() + row, index);
        m_rows = static_cast<int>(m_picked.size());
        endInsertRows();
    }
}

// What is the same at both ends stays; what lies between goes and comes.
void HistoryModel::replacePicked(const std::vector<std::uint32_t>& wanted)
{
    const auto first =
        std::mismatch(m_picked.begin(), m_picked.end(), wanted.begin(), wanted.end()).first
        - m_picked.begin();
    const auto most = static_cast<std::ptrdiff_t>(std::min(m_picked.size(), wanted.size())) - first;
    const auto last =
        std::mismatch(m_picked.rbegin(), m_picked.rbegin() + most, wanted.rbegin()).first
        - m_picked.rbegin();
    const auto oldEnd = static_cast<std::ptrdiff_t>(m_picked.size()) - last;
    const auto newEnd = static_cast<std::ptrdiff_t>(wanted.size()) - last;
    if (oldEnd > first) {
        beginRemoveRows({}, static_cast<int>(first), static_cast<int>(oldEnd) - 1);
        m_picked.erase(m_picked.begin() + first, m_picked.begin() + oldEnd);
        m_rows = static_cast<int>(m_picked.size());
        endRemoveRows();
    }
    if (newEnd > first) {
        beginInsertRows({}, static_cast<int>(first), static_cast<int>(newEnd) - 1);
        m_picked = wanted;
        m_rows = static_cast<int>(m_picked.size());
        endInsertRows();
    }
}

std::size_t HistoryModel::source(int row) const
{
    const auto index = static_cast<std::size_t>(row);
    return isPicking() ? m_picked[index] : index;
}

int HistoryModel::firstRowFrom(std::size_t source) const
{
    if (!isPicking())
        return static_cast<int>(std::min(source, m_read));
    return static_cast<int>(std::lower_bound(m_picked.begin(), m_picked.end(), source)
                            - m_picked.begin());
}

std::optional<int> HistoryModel::rowOfSource(std::size_t source) const
{
    if (m_sortColumn >= 0) {
        const auto found = std::find(m_picked.begin(), m_picked.end(), source);
        if (found == m_picked.end())
            return {};
        return static_cast<int>(found - m_picked.begin());
    }
    const int row = firstRowFrom(source);
    if (row >= m_rows || this->source(row) != source)
        return {};
    return row;
}

} // namespace stanscope

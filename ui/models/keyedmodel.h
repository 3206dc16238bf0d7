#pragma once

#include "ui/models/rowmodel.h"
#include "ui/models/sortkey.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace stanscope {

/// A table of few rows that come and go: rows are matched by their identity, so that selection and
/// scroll position stay, and nothing is reset. A subclass says what a row's identity is, and by
/// what rows are sorted; without an order they stand as they are given.
template <typename Row>
class KeyedModel : public RowModel
{
public:
    bool isSortable() const final { return true; }
    void sort(int column, Qt::SortOrder order) final
    {
        m_sortColumn = column < columnCount() ? column : -1;
        m_sortOrder = order;
        arrange();
    }

protected:
    using RowModel::RowModel;

    virtual bool isSameRow(const Row& left, const Row& right) const = 0;
    virtual bool hasSameCells(const Row& left, const Row& right) const = 0;

    int rows() const final { return static_cast<int>(m_rows.size()); }
    const Row& at(int row) const { return m_rows[m_order[static_cast<std::size_t>(row)]]; }
    virtual SortKey sortKeyOf(const Row& row, int column) const = 0;

    void showRows(const std::vector<Row>& wanted)
    {
        const bool same = std::equal(
            m_rows.begin(), m_rows.end(), wanted.begin(), wanted.end(),
            [this](const Row& left, const Row& right) { return isSameRow(left, right); });
        if (!same) {
            removeGone(wanted);
            insertNew(wanted);
        }
        if (updateCells(wanted) || !same)
            arrange();
    }

private:
    void removeGone(const std::vector<Row>& wanted)
    {
        // Rows that moved go too: they are inserted again where they belong.
        std::size_t matched = wanted.size();
        for (std::size_t i = m_rows.size(); i-- > 0;) {
            const auto end = wanted.begin() + static_cast<std::ptrdiff_t>(matched);
            const auto found = std::find_if(
                wanted.begin(), end, [&](const Row& row) { return isSameRow(row, m_rows[i]); });
            if (found != end) {
                matched = static_cast<std::size_t>(found - wanted.begin());
                continue;
            }
            const int row = shownRow(i);
            beginRemoveRows({}, row, row);
            m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(i));
            m_order.erase(m_order.begin() + row);
            if (i < m_rows.size())
                for (std::size_t& place : m_order)
                    place -= place > i ? 1 : 0;
            endRemoveRows();
        }
    }

    void insertNew(const std::vector<Row>& wanted)
    {
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            if (i < m_rows.size() && isSameRow(m_rows[i], wanted[i]))
                continue;
            // While sorted it comes last, and arrange() follows.
            const int row = m_sortColumn < 0 ? static_cast<int>(i) : rows();
            beginInsertRows({}, row, row);
            m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(i), wanted[i]);
            if (i + 1 < m_rows.size())
                for (std::size_t& place : m_order)
                    place += place >= i ? 1 : 0;
            m_order.insert(m_order.begin() + row, i);
            endInsertRows();
        }
    }

    bool updateCells(const std::vector<Row>& wanted)
    {
        bool changed = false;
        const std::vector<int> shown = m_sortColumn < 0 ? std::vector<int>() : shownRows(m_order);
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            if (hasSameCells(m_rows[i], wanted[i]))
                continue;
            m_rows[i] = wanted[i];
            changed = true;
            const int row = shown.empty() ? static_cast<int>(i) : shown[i];
            emit dataChanged(index(row, 0), index(row, columnCount() - 1));
        }
        return changed;
    }

    int shownRow(std::size_t place) const
    {
        if (m_sortColumn < 0)
            return static_cast<int>(place);
        return static_cast<int>(std::find(m_order.begin(), m_order.end(), place) - m_order.begin());
    }

    static std::vector<int> shownRows(const std::vector<std::size_t>& order)
    {
        std::vector<int> shown(order.size());
        for (std::size_t row = 0; row < order.size(); ++row)
            shown[order[row]] = static_cast<int>(row);
        return shown;
    }

    // Selection and current row go along with their rows.
    void arrange()
    {
        std::vector<std::size_t> order(m_rows.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        if (m_sortColumn >= 0)
            sortPlaces(order);
        if (order == m_order)
            return;
        emit layoutAboutToBeChanged({}, VerticalSortHint);
        const std::vector<int> rowOf = shownRows(order);
        for (const QModelIndex& at : persistentIndexList())
            changePersistentIndex(
                at, index(rowOf[m_order[static_cast<std::size_t>(at.row())]], at.column()));
        m_order = std::move(order);
        emit layoutChanged({}, VerticalSortHint);
    }

    void sortPlaces(std::vector<std::size_t>& order) const
    {
        std::vector<SortKey> keys;
        keys.reserve(m_rows.size());
        for (const Row& row : m_rows)
            keys.push_back(sortKeyOf(row, m_sortColumn));
        std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
            return m_sortOrder == Qt::AscendingOrder ? keys[left] < keys[right]
                                                     : keys[right] < keys[left];
        });
    }

    std::vector<Row> m_rows; ///< as they were given
    std::vector<std::size_t> m_order; ///< of each shown row: its place in m_rows
    int m_sortColumn = -1; ///< none
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace stanscope

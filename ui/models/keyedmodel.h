#pragma once

#include "ui/models/rowmodel.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace stanscope {

/// A table of few rows that come and go: rows are matched by their identity, so that selection and
/// scroll position stay, and nothing is reset. A subclass says what a row's identity is.
template <typename Row>
class KeyedModel : public RowModel
{
protected:
    using RowModel::RowModel;

    virtual bool isSameRow(const Row& left, const Row& right) const = 0;
    virtual bool hasSameCells(const Row& left, const Row& right) const = 0;

    int rows() const final { return static_cast<int>(m_rows.size()); }
    const Row& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }

    void showRows(const std::vector<Row>& wanted)
    {
        const bool same = std::equal(
            m_rows.begin(), m_rows.end(), wanted.begin(), wanted.end(),
            [this](const Row& left, const Row& right) { return isSameRow(left, right); });
        if (!same) {
            removeGone(wanted);
            insertNew(wanted);
        }
        updateCells(wanted);
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
            const int row = static_cast<int>(i);
            beginRemoveRows({}, row, row);
            m_rows.erase(m_rows.begin() + row);
            endRemoveRows();
        }
    }

    void insertNew(const std::vector<Row>& wanted)
    {
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            if (i < m_rows.size() && isSameRow(m_rows[i], wanted[i]))
                continue;
            const int row = static_cast<int>(i);
            beginInsertRows({}, row, row);
            m_rows.insert(m_rows.begin() + row, wanted[i]);
            endInsertRows();
        }
    }

    void updateCells(const std::vector<Row>& wanted)
    {
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            if (hasSameCells(m_rows[i], wanted[i]))
                continue;
            m_rows[i] = wanted[i];
            const int row = static_cast<int>(i);
            emit dataChanged(index(row, 0), index(row, columnCount() - 1));
        }
    }

    std::vector<Row> m_rows;
};

} // namespace stanscope

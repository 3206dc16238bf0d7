#pragma once

#include "core/lab/history.h"

#include <vector>

namespace stanscope {

/// Which handlings committed a wrong decision, gathered from the ledger as it grows.
class WrongDecisions
{
public:
    void startOver()
    {
        m_handlings.clear();
        m_ledgerRows.clear();
        m_read = 0;
    }

    /// Reads the ledger rows since the last call.
    void readOn(const History& history, const Extent& extent)
    {
        for (; m_read < extent.ledger; ++m_read) {
            const LedgerRow& row = history.ledger[m_read];
            if (!row.wrong)
                continue;
            m_ledgerRows.push_back(static_cast<std::uint32_t>(m_read));
            if (row.handling >= m_handlings.size())
                m_handlings.resize(row.handling + 1);
            m_handlings[row.handling] = row.handling != 0;
        }
    }

    bool contains(RowRef handling) const
    {
        return handling < m_handlings.size() && m_handlings[handling];
    }
    /// Indices of the wrong ledger rows, in commit order.
    const std::vector<std::uint32_t>& ledgerRows() const { return m_ledgerRows; }

private:
    std::vector<bool> m_handlings; ///< by RowRef
    std::vector<std::uint32_t> m_ledgerRows;
    std::size_t m_read = 0;
};

} // namespace stanscope

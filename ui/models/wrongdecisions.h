#pragma once

#include "core/lab/history.h"

#include <unordered_set>

namespace stanscope {

/// Which handlings committed a wrong decision, gathered from the ledger as it grows.
class WrongDecisions
{
public:
    void startOver()
    {
        m_handlings.clear();
        m_read = 0;
    }
    /// Reads the ledger rows since the last call.
    void readOn(const History& history)
    {
        for (const std::size_t size = history.ledger.size(); m_read < size; ++m_read) {
            const LedgerRow& row = history.ledger[m_read];
            if (row.wrong && row.handling != 0)
                m_handlings.insert(row.handling);
        }
    }
    bool contains(RowRef handling) const { return m_handlings.contains(handling); }
    std::size_t size() const { return m_handlings.size(); }

private:
    std::unordered_set<RowRef> m_handlings;
    std::size_t m_read = 0;
};

} // namespace stanscope

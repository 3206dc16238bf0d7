#pragma once

#include "core/util/ids.h"

#include <algorithm>
#include <cstdint>
#include <set>

namespace stanscope {

/// Which numbers of one account are decided. In order they come one after the other; what comes
/// early is remembered until the hole before it is filled.
class DecidedNumbers
{
public:
    /// The lowest number that is not decided.
    TransactionNumber next() const { return TransactionNumber(m_next); }
    /// The highest number that is; none: 0.
    TransactionNumber highest() const { return TransactionNumber(m_highest); }
    bool contains(TransactionNumber number) const
    {
        return number.value() < m_next || m_early.contains(number.value());
    }
    void add(TransactionNumber number)
    {
        m_highest = std::max(m_highest, number.value());
        if (number.value() != m_next) {
            if (number.value() > m_next)
                m_early.insert(number.value());
            return;
        }
        ++m_next;
        while (m_early.erase(m_next) > 0)
            ++m_next;
    }

private:
    std::int64_t m_next = 1;
    std::int64_t m_highest = 0;
    std::set<std::int64_t> m_early;
};

} // namespace stanscope

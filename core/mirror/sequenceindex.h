#pragma once

#include "core/mirror/brokertables.h"
#include "core/util/cowvector.h"

#include <cstdint>
#include <unordered_map>

namespace stanscope {

/// Sequence → message row of one channel. Dense from the first sequence seen; what lies far off (a
/// late join, a nonsense frame) goes into a map, so that no frame can make it allocate much.
class SequenceIndex
{
public:
    RowRef find(std::uint64_t sequence) const
    {
        if (const auto slot = slotOf(sequence); slot < m_dense.size())
            return m_dense[slot];
        const auto found = m_sparse.find(sequence);
        return found == m_sparse.end() ? 0 : found->second;
    }

    void insert(std::uint64_t sequence, RowRef row)
    {
        if (m_dense.empty() && m_sparse.empty())
            m_first = sequence;
        const auto slot = slotOf(sequence);
        if (slot < m_dense.size()) {
            m_dense.set(slot, row);
        } else if (slot < m_dense.size() + maxHole) {
            m_dense.grow(slot + 1);
            m_dense.set(slot, row);
        } else {
            m_sparse[sequence] = row;
        }
    }

private:
    static constexpr std::size_t maxHole = 4096;

    /// Wraps to a huge value below the first sequence, which no dense slot has.
    std::size_t slotOf(std::uint64_t sequence) const { return sequence - m_first; }

    std::uint64_t m_first = 1;
    CowVector<RowRef> m_dense;
    std::unordered_map<std::uint64_t, RowRef> m_sparse;
};

} // namespace stanscope

#pragma once

#include "core/util/cowvector.h"
#include "core/util/texts.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stanscope {

/// Key → row, where the row itself has the key: 12 bytes an entry. A copy shares the entries, which
/// only grow, and copies a byte an entry of the table into them.
class RowIndex
{
public:
    /// The row inserted with that hash for which `isIt(row)` holds; 0: none.
    template <typename IsIt>
    RowRef find(std::size_t hash, IsIt&& isIt) const
    {
        if (m_heads.empty())
            return 0;
        const auto tag = static_cast<std::uint32_t>(hash);
        std::uint32_t at = m_heads[tag % m_heads.size()];
        while (at != 0) {
            const Entry& entry = m_entries[at - 1];
            if (entry.tag == tag && isIt(entry.row))
                return entry.row;
            at = entry.next;
        }
        return 0;
    }

    /// Not in it yet.
    void insert(std::size_t hash, RowRef row)
    {
        if (m_entries.size() >= m_heads.size() * entriesPerHead)
            grow();
        const std::size_t at = m_entries.size();
        m_entries.grow(at + 1);
        link(at, {static_cast<std::uint32_t>(hash), row, 0});
    }

private:
    struct Entry
    {
        std::uint32_t tag = 0; ///< of the key's hash
        RowRef row = 0;
        std::uint32_t next = 0; ///< entry plus one; 0: the last with this head
    };

    /// Chains of four are short enough, and the heads are what a copy pays for.
    static constexpr std::size_t entriesPerHead = 4;

    void link(std::size_t at, Entry entry)
    {
        std::uint32_t& head = m_heads[entry.tag % m_heads.size()];
        entry.next = head;
        m_entries.set(at, entry);
        head = static_cast<std::uint32_t>(at + 1);
    }

    void grow()
    {
        m_heads.assign(m_heads.empty() ? 64 : m_heads.size() * 2, 0);
        for (std::size_t at = 0; at < m_entries.size(); ++at)
            link(at, m_entries[at]);
    }

    std::vector<std::uint32_t> m_heads; ///< entry plus one
    CowVector<Entry> m_entries;
};

} // namespace stanscope

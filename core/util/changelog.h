#pragma once

#include "core/util/appendonly.h"

#include <cstdint>
#include <memory>

namespace stanscope {

/// The tables whose rows change after they were appended.
enum class Table : std::uint8_t
{
    Messages,
    Meanings, ///< a message's row
    Deliveries,
    DeliveryLinks, ///< a delivery's row
    Handlings,
    Transactions,
};

/// Which rows of which tables were edited, in the order of the edits: one log for all tables of one
/// run, that each reader follows with a cursor of its own. Written by the folding thread, read by
/// any; 4 bytes an edit.
class ChangeLog
{
public:
    explicit ChangeLog(const std::shared_ptr<PagedMemory>& memory)
        : m_entries(memory)
    {
    }

    std::size_t size() const { return m_entries.size(); }

    /// Writer only.
    void touch(Table table, std::uint32_t row)
    {
        const std::uint32_t entry = (static_cast<std::uint32_t>(table) << rowBits) | row;
        // A frame edits the same row a few times in a row.
        for (std::size_t back = 1; back <= looksBack && back <= m_entries.size(); ++back)
            if (m_entries[m_entries.size() - back] == entry && m_entries.size() - back >= m_sealed)
                return;
        m_entries.append([entry](std::uint32_t& written) { written = entry; });
    }
    /// Writer only: a reader may have been told size(); what is edited from now on is logged anew.
    void nextEvent() { m_sealed = m_entries.size(); }

    /// Tells each edit between two places of the log: `told(table, row)`.
    template <typename Told>
    void read(std::size_t from, std::size_t until, Told&& told) const
    {
        for (std::size_t at = from; at < until; ++at) {
            const std::uint32_t entry = m_entries[at];
            told(static_cast<Table>(entry >> rowBits), entry & ((1U << rowBits) - 1));
        }
    }

private:
    static constexpr unsigned rowBits = 28; ///< AppendOnly's capacity
    static constexpr std::size_t looksBack = 4;

    AppendOnly<std::uint32_t> m_entries;
    std::size_t m_sealed = 0; ///< entries of earlier events
};

} // namespace stanscope

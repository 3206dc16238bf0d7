#pragma once

#include "core/util/appendonly.h"

#include <array>
#include <atomic>
#include <cstddef>
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
        : m_packs(memory)
    {
    }
    ChangeLog(const ChangeLog& other)
        : m_packs(other.m_packs)
        , m_size(other.size())
        , m_ofEvent(other.m_ofEvent)
        , m_recent(other.m_recent)
    {
    }
    ChangeLog& operator=(const ChangeLog&) = delete;

    std::size_t size() const { return m_size.load(std::memory_order_acquire); }

    /// Writer only.
    void touch(Table table, std::uint32_t row)
    {
        const std::uint32_t entry = (static_cast<std::uint32_t>(table) << rowBits) | row;
        // An event edits the same row a few times.
        for (std::size_t i = 0; i < m_recent; ++i)
            if (m_ofEvent[i] == entry)
                return;
        if (m_recent < m_ofEvent.size())
            m_ofEvent[m_recent++] = entry;
        append(entry);
    }
    /// Writer only: a reader may have been told size(); what is edited from now on is logged anew.
    void nextEvent() { m_recent = 0; }

    /// Tells each edit between two places of the log: `told(table, row)`.
    template <typename Told>
    void read(std::size_t from, std::size_t until, Told&& told) const
    {
        for (std::size_t at = from; at < until; ++at) {
            const std::uint32_t entry = m_packs[at / packed][at % packed].get();
            told(static_cast<Table>(entry >> rowBits), entry & ((1U << rowBits) - 1));
        }
    }

private:
    static constexpr unsigned rowBits = 28; ///< AppendOnly's capacity

    /// A table has room for 2^28 rows; each of them is edited many times.
    static constexpr std::size_t packed = 16;
    using Pack = std::array<Shared<std::uint32_t>, packed>;

    void append(std::uint32_t entry)
    {
        const std::size_t at = m_size.load(std::memory_order_relaxed);
        if (at % packed == 0)
            m_packs.append([](Pack&) {});
        m_packs.edit(at / packed)[at % packed].set(entry);
        m_size.store(at + 1, std::memory_order_release);
    }

    AppendOnly<Pack> m_packs;
    std::atomic<std::size_t> m_size{0};
    std::array<std::uint32_t, 8> m_ofEvent{}; ///< the first entries of this event
    std::size_t m_recent = 0;
};

} // namespace stanscope

#pragma once

#include "core/util/pagedmemory.h"

#include <array>
#include <atomic>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace stanscope {

/// A cell that its one writer changes while others read: relaxed, because readers only show it.
template <typename T>
class Shared
{
public:
    Shared() = default;
    explicit Shared(T value)
        : m_value(value)
    {
    }
    Shared(const Shared& other)
        : m_value(other.get())
    {
    }
    Shared& operator=(const Shared& other)
    {
        set(other.get());
        return *this;
    }

    T get() const { return m_value.load(std::memory_order_relaxed); }
    void set(T value) { m_value.store(value, std::memory_order_relaxed); }

private:
    std::atomic<T> m_value{};
};

/// Rows that only grow, in chunks that never move. One thread appends; any thread reads the rows
/// below size(). The row count is published last, so a reader never sees a half-built row. A row's
/// plain members are fixed once published; what changes later is `Shared`.
///
/// A copy costs a pointer a chunk: both share the chunks, and the one that writes into a shared
/// chunk first makes its own. A reference to a row stays valid as long as the table does, but shows
/// the row as it was before such a write. Copies are made by the writer.
/// Row must be default constructible and copyable. Capacity: 2^28 rows.
template <typename Row>
class AppendOnly
{
public:
    static constexpr std::size_t chunkRows = 1024;
    static constexpr std::size_t blockChunks = 1024;
    static constexpr std::size_t maxBlocks = 256;

    AppendOnly() = default;
    /// The rows lie in `memory`; what they own themselves does not.
    explicit AppendOnly(std::shared_ptr<PagedMemory> memory)
        : m_memory(std::move(memory))
    {
    }
    AppendOnly(const AppendOnly& other)
        : m_memory(other.m_memory)
        , m_owned(other.m_owned)
        , m_size(other.m_size.load(std::memory_order_relaxed))
    {
        for (std::size_t chunk = 0; chunk < m_owned.size(); ++chunk) {
            m_owned[chunk].isShared = other.m_owned[chunk].isShared = true;
            show(chunk);
        }
    }
    AppendOnly& operator=(const AppendOnly&) = delete;
    ~AppendOnly()
    {
        for (auto& block : m_blocks)
            delete block.load(std::memory_order_relaxed);
    }

    std::size_t size() const { return m_size.load(std::memory_order_acquire); }
    bool empty() const { return size() == 0; }

    const Row& operator[](std::size_t index) const
    {
        const std::size_t chunk = index / chunkRows;
        const Block* block = m_blocks[chunk / blockChunks].load(std::memory_order_acquire);
        assert(block);
        return (*(*block)[chunk % blockChunks].load(std::memory_order_acquire))[index % chunkRows];
    }

    /// Writer only: `fill(row)` builds the row, then it becomes visible. Returns its index.
    template <typename Fill>
    std::uint32_t append(Fill&& fill)
    {
        const std::size_t index = m_size.load(std::memory_order_relaxed);
        if (index / chunkRows == m_owned.size()) {
            m_owned.push_back({makePaged<Chunk>(m_memory), false});
            show(index / chunkRows);
        }
        fill(edit(index));
        m_size.store(index + 1, std::memory_order_release);
        return static_cast<std::uint32_t>(index);
    }

    /// Writer only: to change `Shared` cells.
    Row& edit(std::size_t index)
    {
        Owned& owned = m_owned[index / chunkRows];
        if (owned.isShared)
            separate(index / chunkRows);
        return (*owned.chunk)[index % chunkRows];
    }

private:
    using Chunk = std::array<Row, chunkRows>;
    using Block = std::array<std::atomic<Chunk*>, blockChunks>;

    struct Owned
    {
        std::shared_ptr<Chunk> chunk;
        bool isShared = false; ///< another table may look at it: not to be written
    };

    void separate(std::size_t index)
    {
        Owned& owned = m_owned[index];
        m_replaced.push_back(owned.chunk);
        owned.chunk = makePaged<Chunk>(m_memory, *owned.chunk);
        owned.isShared = false;
        show(index);
    }

    /// Publishes a chunk to the readers.
    void show(std::size_t index)
    {
        auto& slot = m_blocks.at(index / blockChunks);
        Block* block = slot.load(std::memory_order_relaxed);
        if (!block)
            block = new Block{};
        (*block)[index % blockChunks].store(m_owned[index].chunk.get(), std::memory_order_release);
        slot.store(block, std::memory_order_release);
    }

    std::shared_ptr<PagedMemory> m_memory; ///< null: the heap
    mutable std::vector<Owned> m_owned; ///< writer only
    std::vector<std::shared_ptr<Chunk>> m_replaced; ///< readers may still look at them
    std::array<std::atomic<Block*>, maxBlocks> m_blocks{}; ///< for the readers
    std::atomic<std::size_t> m_size{0};
};

} // namespace stanscope

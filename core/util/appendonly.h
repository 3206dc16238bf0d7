#pragma once

#include <array>
#include <atomic>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>

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

    T get() const { return m_value.load(std::memory_order_relaxed); }
    void set(T value) { m_value.store(value, std::memory_order_relaxed); }

private:
    std::atomic<T> m_value{};
};

/// Rows that only grow, in chunks of 64 Ki that never move. One thread appends; any thread reads
/// the rows below size(). The row count is published last, so a reader never sees a half-built row.
/// A row's plain members are fixed once published; what changes later is `Shared`.
/// Row must be default constructible. Capacity: 2^28 rows.
template <typename Row>
class AppendOnly
{
public:
    static constexpr std::size_t chunkRows = 65536;
    static constexpr std::size_t maxChunks = 4096;

    AppendOnly() = default;
    AppendOnly(const AppendOnly&) = delete;
    AppendOnly& operator=(const AppendOnly&) = delete;
    ~AppendOnly()
    {
        for (auto& chunk : m_chunks)
            delete chunk.load(std::memory_order_relaxed);
    }

    std::size_t size() const { return m_size.load(std::memory_order_acquire); }
    bool empty() const { return size() == 0; }

    const Row& operator[](std::size_t index) const { return at(index); }

    /// Writer only: `fill(row)` builds the row, then it becomes visible. Returns its index.
    template <typename Fill>
    std::uint32_t append(Fill&& fill)
    {
        const std::size_t index = m_size.load(std::memory_order_relaxed);
        auto& slot = m_chunks.at(index / chunkRows);
        if (!slot.load(std::memory_order_relaxed))
            slot.store(new Chunk, std::memory_order_release);
        fill(at(index));
        m_size.store(index + 1, std::memory_order_release);
        return static_cast<std::uint32_t>(index);
    }

    /// Writer only: to change `Shared` cells.
    Row& edit(std::size_t index) { return at(index); }

private:
    using Chunk = std::array<Row, chunkRows>;

    Row& at(std::size_t index) const
    {
        Chunk* chunk = m_chunks[index / chunkRows].load(std::memory_order_acquire);
        assert(chunk);
        return (*chunk)[index % chunkRows];
    }

    std::array<std::atomic<Chunk*>, maxChunks> m_chunks{};
    std::atomic<std::size_t> m_size{0};
};

} // namespace stanscope

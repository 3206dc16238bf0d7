#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace stanscope {

/// A growing vector whose copy costs a pointer a chunk: copies share their chunks until one of them
/// writes. A vector and all its copies stay on one thread.
template <typename T>
class CowVector
{
public:
    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    const T& operator[](std::size_t index) const
    {
        return (*m_chunks[index / chunkSize])[index % chunkSize];
    }
    void set(std::size_t index, const T& value)
    {
        std::shared_ptr<Chunk>& chunk = m_chunks[index / chunkSize];
        if (chunk.use_count() > 1)
            chunk = std::make_shared<Chunk>(*chunk);
        (*chunk)[index % chunkSize] = value;
    }
    /// What is new is T{}.
    void grow(std::size_t size)
    {
        while (m_chunks.size() * chunkSize < size)
            m_chunks.push_back(std::make_shared<Chunk>());
        m_size = size;
    }

private:
    static constexpr std::size_t chunkSize = 512;
    using Chunk = std::array<T, chunkSize>;

    std::vector<std::shared_ptr<Chunk>> m_chunks;
    std::size_t m_size = 0;
};

} // namespace stanscope

#pragma once

#include "core/lab/history.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <vector>

namespace stanscope {

/// Finds the deliveries that can be seen in a span of time without reading all of them: per block
/// of 1,024 deliveries the earliest start and the latest end.
class SpanIndex
{
public:
    static constexpr std::size_t blockRows = 1024;

    void startOver()
    {
        m_blocks.clear();
        m_open.clear();
        m_size = 0;
    }

    /// Takes in new deliveries, and ends that were still to come.
    void readOn(const History& history, const Extent& extent)
    {
        m_size = extent.deliveries;
        while (m_blocks.size() * blockRows < m_size) {
            m_open.push_back(m_blocks.size());
            m_blocks.push_back({});
        }
        std::erase_if(m_open, [&](std::size_t block) { return isComplete(history, block); });
    }

    /// More than `limit` deliveries touch [from, to].
    bool isMoreThan(std::size_t limit, const History& history, std::int64_t from,
                    std::int64_t to) const
    {
        std::size_t count = 0;
        forEach(history, from, to,
                [&](std::uint32_t, const DeliveryRow&) { return ++count <= limit; });
        return count > limit;
    }

    /// Calls `see(index, row)` for each delivery that touches [from, to] (CLOCK_MONOTONIC ns), in
    /// order. A `see` that returns bool ends it with false.
    template <typename See>
    void forEach(const History& history, std::int64_t from, std::int64_t to, See&& see) const
    {
        for (std::size_t block = 0; block < m_blocks.size(); ++block) {
            if (m_blocks[block].start > to)
                break;
            if (m_blocks[block].end < from)
                continue;
            const std::size_t last = std::min(m_size, (block + 1) * blockRows);
            for (std::size_t i = block * blockRows; i < last; ++i) {
                const DeliveryRow& delivery = history.deliveries[i];
                const std::int64_t end = delivery.endedAt.get();
                if (delivery.deliveredAt.count() > to || (end != 0 && end < from))
                    continue;
                const auto row = static_cast<std::uint32_t>(i);
                if constexpr (std::is_void_v<decltype(see(row, delivery))>)
                    see(row, delivery);
                else if (!see(row, delivery))
                    return;
            }
        }
    }

private:
    struct Block
    {
        std::int64_t start = std::numeric_limits<std::int64_t>::max();
        std::int64_t end = 0; ///< the largest value while one is running
    };

    bool isComplete(const History& history, std::size_t index)
    {
        constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
        const std::size_t last = std::min(m_size, (index + 1) * blockRows);
        Block block;
        for (std::size_t i = index * blockRows; i < last; ++i) {
            const DeliveryRow& delivery = history.deliveries[i];
            const std::int64_t end = delivery.endedAt.get();
            block.start = std::min(block.start, delivery.deliveredAt.count());
            block.end = std::max(block.end, end == 0 ? never : end);
        }
        m_blocks[index] = block;
        return last == (index + 1) * blockRows && block.end != never;
    }

    std::vector<Block> m_blocks;
    std::vector<std::size_t> m_open; ///< blocks that can still change
    std::size_t m_size = 0;
};

} // namespace stanscope

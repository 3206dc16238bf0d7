#pragma once

#include "core/lab/history.h"

#include <array>
#include <cstdint>
#include <vector>

namespace stanscope {

/// Gives each delivery a row of its lane, so that deliveries that overlap in time do not overlap on
/// screen: the first row that is free when it arrives, of at most four. Rows are given with some
/// room for a label as long as there is any. A row once given stays.
class LanePacker
{
public:
    static constexpr std::size_t mostRows = 4;

    void startOver();
    /// Places the deliveries since the last call, in order.
    void readOn(const History& history, const Extent& extent);

    int rowOf(std::uint32_t delivery) const { return m_rowOf[delivery]; }
    std::size_t size() const { return m_rowOf.size(); }
    /// Rows that the lane has used so far, at least 1.
    int rowsOf(NameId lane) const;

private:
    struct Lane
    {
        std::array<RowRef, mostRows> last{}; ///< newest delivery of each row
        std::size_t rows = 0;
    };

    std::size_t freeRow(const History& history, const Lane& lane, std::int64_t from) const;

    std::vector<Lane> m_lanes; ///< by NameId
    std::vector<std::uint8_t> m_rowOf;
};

} // namespace stanscope

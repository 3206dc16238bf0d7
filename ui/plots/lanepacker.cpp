#include "ui/plots/lanepacker.h"

#include <algorithm>

namespace stanscope {

namespace {

// A handling takes milliseconds, its label the width of half a second: while there are few, each
// gets the room to be read.
constexpr Nanos labelRoom = std::chrono::milliseconds(300);
constexpr std::size_t roomyRows = 3;

} // namespace

void LanePacker::startOver()
{
    m_lanes.clear();
    m_rowOf.clear();
}

void LanePacker::readOn(const History& history, const Extent& extent)
{
    while (m_rowOf.size() < extent.deliveries) {
        const auto index = static_cast<std::uint32_t>(m_rowOf.size());
        const DeliveryRow& delivery = history.deliveries[index];
        if (delivery.client >= m_lanes.size())
            m_lanes.resize(delivery.client + 1);
        Lane& lane = m_lanes[delivery.client];
        const std::size_t row = freeRow(history, lane, delivery.deliveredAt.count());
        lane.last[row] = index + 1;
        lane.rows = std::max(lane.rows, row + 1);
        m_rowOf.push_back(static_cast<std::uint8_t>(row));
    }
}

std::size_t LanePacker::freeRow(const History& history, const Lane& lane, std::int64_t from) const
{
    const auto isFree = [&](std::size_t row, std::int64_t room) {
        if (lane.last[row] == 0)
            return true;
        const DeliveryRow& last = history.deliveries[lane.last[row] - 1];
        const std::int64_t ended = last.endedAt.get();
        return ended != 0 && std::max(ended, last.deliveredAt.count() + room) <= from;
    };
    for (std::size_t row = 0; row < roomyRows; ++row) {
        if (isFree(row, labelRoom.count()))
            return row;
    }
    for (std::size_t row = 0; row < mostRows; ++row) {
        if (isFree(row, 0))
            return row;
    }
    // All are taken: over the one that has been there longest.
    const auto oldest = std::min_element(lane.last.begin(), lane.last.end());
    return static_cast<std::size_t>(oldest - lane.last.begin());
}

int LanePacker::rowsOf(NameId lane) const
{
    if (lane >= m_lanes.size())
        return 1;
    return static_cast<int>(std::max<std::size_t>(1, m_lanes[lane].rows));
}

} // namespace stanscope

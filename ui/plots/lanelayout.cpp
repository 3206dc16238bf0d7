#include "ui/plots/lanelayout.h"

#include <algorithm>
#include <cmath>

namespace stanscope {

namespace {

// Pixels at scale 1.
constexpr double axisHeight = 22;
constexpr double legendHeight = 22;
constexpr double overviewHeight = 16;
constexpr double gap = 8;
constexpr double pad = 9; // above and below the bars of a lane
constexpr double rowPitch = 20;
constexpr double barHeight = 16;
constexpr double serviceLane = 46; // publisher, channel
constexpr double lowestBalance = 56;
constexpr double mostGrowth = 1.25;

double naturalHeight(int rows)
{
    return std::max(48.0, 2 * pad + rows * rowPitch);
}

} // namespace

LaneLayout::LaneLayout(const Input& input)
{
    const double s = input.scale;
    const double width = std::max(1.0, input.size.width() - input.left - input.right);
    double natural = 2 * serviceLane * s;
    for (const int rows : input.rows)
        natural += naturalHeight(rows) * s;

    const double room = std::max(
        80.0, input.size.height() - (axisHeight + legendHeight + overviewHeight + 3 * gap) * s);
    const double least = std::max(std::min(lowestBalance * s, room * 0.4), room * 0.25);
    const double lanes = input.balance
        ? std::min({natural * mostGrowth, room - least, std::max(natural, room * 0.66)})
        : room - 1;

    m_axis = QRectF(input.left, 0, width, axisHeight * s);
    m_lanes = QRectF(input.left, m_axis.bottom(), width, lanes);
    m_balance = input.balance ? QRectF(input.left, m_lanes.bottom() + 1.5 * gap * s, width,
                                       std::max(20.0, room - lanes - 0.5 * gap * s))
                              : QRectF(input.left, m_lanes.bottom(), width, 1);
    m_overview = QRectF(input.left, m_balance.bottom() + gap * s, width, overviewHeight * s);
    m_legend = QRectF(0, m_overview.bottom() + 0.5 * gap * s, input.size.width(), legendHeight * s);
    placeBoxes(input, m_lanes.top(), lanes, natural);
}

void LaneLayout::placeBoxes(const Input& input, double top, double height, double natural)
{
    const double factor = height / natural * input.scale;
    m_boxes.clear();
    const auto add = [&](double box, int rows) {
        LaneBox lane;
        lane.top = top;
        lane.height = box * factor;
        lane.rows = rows;
        lane.pitch = std::min(rowPitch * input.scale, (lane.height - 4) / rows);
        lane.barHeight = std::max(2.0, std::min(barHeight * input.scale, lane.pitch - 2));
        const double used = (rows - 1) * lane.pitch + lane.barHeight;
        lane.firstRow = std::round(top + (lane.height - used) / 2);
        m_boxes.push_back(lane);
        top += lane.height;
    };
    add(serviceLane, 1);
    add(serviceLane, 1);
    for (const int rows : input.rows)
        add(naturalHeight(rows), rows);
}

std::optional<LaneLayout::Spot> LaneLayout::at(double y) const
{
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        const LaneBox& box = m_boxes[i];
        if (y < box.top || y >= box.bottom())
            continue;
        const int row = static_cast<int>(std::floor((y - box.firstRow) / std::max(1.0, box.pitch)));
        return Spot{static_cast<int>(i), std::clamp(row, 0, box.rows - 1)};
    }
    return {};
}

} // namespace stanscope

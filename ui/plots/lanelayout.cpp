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
constexpr double serviceLane = 52; // publisher, channel: three labels above each other
constexpr double restLine = 20;
constexpr double lowestBalance = 56;
constexpr double mostGrowth = 1.25;
// The least that can be read.
constexpr double leastLane = 32; // a name and a word below it
constexpr double leastPad = 4;
constexpr double leastPitch = 14; // a label in a bar
constexpr double leastServiceLane = 40; // three labels above each other, close together
constexpr double leastBalance = 42; // with the gap above it
/// A lesson's replicas are all in view where balance and they have room at all.
constexpr std::size_t lanesInView = 3;

double naturalHeight(int rows)
{
    return std::max(48.0, 2 * pad + rows * rowPitch);
}

double leastHeight(int rows)
{
    return std::max(leastLane, 2 * leastPad + rows * leastPitch);
}

LaneBox boxOf(double top, double height, int rows, double scale)
{
    LaneBox lane;
    lane.top = top;
    lane.height = height;
    lane.rows = rows;
    lane.pitch = std::min(rowPitch * scale, (height - 4) / rows);
    lane.barHeight = std::max(2.0, std::min(barHeight * scale, lane.pitch - 2));
    const double used = (rows - 1) * lane.pitch + lane.barHeight;
    lane.firstRow = std::round(top + (height - used) / 2);
    return lane;
}

} // namespace

/// What the lanes want, and what they need, in px.
struct LaneLayout::Heights
{
    double natural = 0;
    double least = 0;
    double smallest = 0; ///< the first lanes in view, the others scroll
    double rest = 0;

    /// `room`: for lanes and balance.
    Heights(const Input& input, double room)
    {
        const double s = input.scale;
        const double services = (1 + input.channels) * s;
        rest = input.rest ? restLine * s : 0;
        natural = services * serviceLane + rest;
        least = services * leastServiceLane + rest;
        smallest = services * leastServiceLane;
        const double balance = input.balance ? leastBalance * s : 0;
        for (std::size_t i = 0; i < std::min(lanesInView, input.rows.size()); ++i) {
            const double more = leastHeight(input.rows[i]) * s;
            if (i > 0 && smallest + more + balance > room)
                break;
            smallest += more;
        }
        for (const int rows : input.rows) {
            natural += naturalHeight(rows) * s;
            least += leastHeight(rows) * s;
        }
    }
};

LaneLayout::LaneLayout(const Input& input)
{
    const double s = input.scale;
    const double width = std::max(1.0, input.size.width() - input.left - input.right);
    const double room = input.size.height() - (axisHeight + 0.5 * gap) * s;
    const Heights heights(input, room);
    const double wanted = heights.smallest + (input.balance ? leastBalance * s : 0);
    const double overview = (overviewHeight + gap) * s;
    const double legend = (legendHeight + 0.5 * gap) * s;
    // Where all that is told is in view the overview goes first, else the legend.
    const double first = input.isWhole ? legend : overview;
    const double second = input.isWhole ? overview : legend;
    const double ample =
        input.isWhole ? heights.natural + (input.balance ? lowestBalance * s : 0) : wanted;
    const bool hasSecond = input.footer && room - first - second >= std::max(wanted, ample);
    const bool hasFirst = input.footer && (hasSecond || room - first >= wanted);
    const bool hasLegend = input.isWhole ? hasFirst : hasSecond;
    const bool hasOverview = input.isWhole ? hasSecond : hasFirst;
    const double below = (hasOverview ? overview : 0) + (hasLegend ? legend : 0);
    m_hasBalance = input.balance && room - below >= heights.smallest + leastBalance * s;

    m_axis = QRectF(input.left, 0, width, axisHeight * s);
    m_lanes = QRectF(input.left, m_axis.bottom(), width, 0);
    share(input, heights, std::max(20.0, room - below));
    if (hasOverview)
        m_overview = QRectF(input.left, m_balance.bottom() + gap * s, width, overviewHeight * s);
    if (hasLegend)
        m_legend =
            QRectF(0, (hasOverview ? m_overview.bottom() : m_balance.bottom()) + 0.5 * gap * s,
                   input.size.width(), legendHeight * s);
    placeLanes(input, heights);
}

/// Between the lanes and the balance.
void LaneLayout::share(const Input& input, const Heights& heights, double room)
{
    const double s = input.scale;
    if (!m_hasBalance) {
        m_lanes.setHeight(room - 1);
        m_balance = QRectF(input.left, m_lanes.bottom(), m_lanes.width(), 1);
        return;
    }
    const double wish = std::max(std::min(lowestBalance * s, room * 0.4), room * 0.25);
    const double most = room - std::min(wish, std::max(leastBalance * s, room - heights.smallest));
    const double lanes =
        std::min({heights.natural * mostGrowth, most, std::max(heights.natural, room * 0.66)});
    m_lanes.setHeight(lanes);
    const double top = m_lanes.bottom() + 1.5 * gap * s;
    m_balance =
        QRectF(input.left, top, m_lanes.width(), std::max(20.0, room - lanes - 1.5 * gap * s));
}

void LaneLayout::placeLanes(const Input& input, const Heights& heights)
{
    const double s = input.scale;
    const double height = m_lanes.height();
    const double grown = std::max(1.0, height / heights.natural);
    const double part = heights.natural <= heights.least
        ? 1
        : std::clamp((height - heights.least) / (heights.natural - heights.least), 0.0, 1.0);
    const auto heightOf = [&](double natural, double least) {
        return (least + (natural - least) * part) * s * grown;
    };
    double top = m_lanes.top();
    m_services.clear();
    for (int i = 0; i <= input.channels; ++i) {
        m_services.push_back(boxOf(top, heightOf(serviceLane, leastServiceLane), 1, s));
        top = m_services.back().bottom();
    }
    m_replicas =
        QRectF(m_lanes.left(), top, m_lanes.width(), std::max(0.0, m_lanes.bottom() - top));
    double all = heights.rest;
    for (const int rows : input.rows)
        all += heightOf(naturalHeight(rows), leastHeight(rows));
    // Not for the pixel that rounding makes.
    m_scrollRange = all - m_replicas.height() > 1 ? std::ceil(all - m_replicas.height()) : 0;
    m_scroll = std::clamp(input.scroll, 0.0, m_scrollRange);
    top -= m_scroll;
    for (const int rows : input.rows) {
        m_boxes.push_back(boxOf(top, heightOf(naturalHeight(rows), leastHeight(rows)), rows, s));
        top = m_boxes.back().bottom();
    }
    if (input.rest)
        m_rest = QRectF(m_lanes.left(), top, m_lanes.width(), heights.rest);
}

std::optional<LaneLayout::Spot> LaneLayout::at(double y) const
{
    for (std::size_t i = 0; i < m_services.size(); ++i) {
        if (y >= m_services[i].top && y < m_services[i].bottom())
            return Spot{i == 0 ? Spot::Lane::Publisher : Spot::Lane::Channel,
                        std::max(0, static_cast<int>(i) - 1), 0};
    }
    if (y < m_replicas.top() || y >= m_replicas.bottom())
        return {};
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        const LaneBox& box = m_boxes[i];
        if (y < box.top || y >= box.bottom())
            continue;
        const int row = static_cast<int>(std::floor((y - box.firstRow) / std::max(1.0, box.pitch)));
        return Spot{Spot::Lane::Replica, static_cast<int>(i), std::clamp(row, 0, box.rows - 1)};
    }
    return {};
}

} // namespace stanscope

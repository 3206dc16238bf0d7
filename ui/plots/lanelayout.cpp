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
constexpr double leastPad = 5;
constexpr double leastPitch = 18;
constexpr double leastServiceLane = 40; // three labels above each other, close together
constexpr double leastBalance = 40;
/// A lesson's replicas are all in view where balance and they have room at all.
constexpr std::size_t lanesInView = 3;
// Of a told lesson, where room is short: a low bar is better than none.
constexpr std::size_t mostLowLanes = 4;
constexpr double lowPad = 2;
constexpr double lowPitch = 12;
constexpr double lowServiceLane = 24; // one label
constexpr double lowBalance = 34;

/// px at scale 1.
struct LaneHeight
{
    double natural;
    double least;
    double low; ///< of a told lesson
};

constexpr LaneHeight serviceHeight{serviceLane, leastServiceLane, lowServiceLane};

LaneHeight replicaHeight(int rows)
{
    return {std::max(48.0, 2 * pad + rows * rowPitch),
            std::max(34.0, 2 * leastPad + rows * leastPitch),
            std::max(24.0, 2 * lowPad + rows * lowPitch)};
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
    double low = 0; ///< of a told lesson: what shows all its lanes
    double services = 0; ///< so much of `least` is not the replicas'
    double lowServices = 0;
    double smallest = 0; ///< the first lanes in view, the others scroll
    double rest = 0;
    double balance = 0; ///< the least
    bool mayBeLow = false; ///< rather than to scroll

    /// `room`: for lanes and balance.
    Heights(const Input& input, double room)
    {
        const double s = input.scale;
        const double lanes = (1 + input.channels) * s;
        mayBeLow = input.told && input.rows.size() <= mostLowLanes;
        rest = input.rest ? restLine * s : 0;
        services = lanes * leastServiceLane;
        lowServices = lanes * lowServiceLane;
        natural = lanes * serviceLane + rest;
        least = services + rest;
        low = lowServices + rest;
        for (const int rows : input.rows) {
            const LaneHeight lane = replicaHeight(rows);
            natural += lane.natural * s;
            least += lane.least * s;
            low += lane.low * s;
        }
        balance = input.balance ? (mayBeLow ? lowBalance : leastBalance) * s : 0;
        smallest = mayBeLow ? low : firstInView(input, room);
    }

    /// Low bars, and what was sent with its labels.
    double lowBars() const { return low - lowServices + services; }

private:
    double firstInView(const Input& input, double room) const
    {
        double first = services;
        for (std::size_t i = 0; i < std::min(lanesInView, input.rows.size()); ++i) {
            const double more = replicaHeight(input.rows[i]).least * input.scale;
            if (i > 0 && first + more + balance > room)
                break;
            first += more;
        }
        return first;
    }
};

LaneLayout::LaneLayout(const Input& input)
{
    const double s = input.scale;
    const double width = std::max(1.0, input.size.width() - input.left - input.right);
    const double room = input.size.height() - (axisHeight + 0.5 * gap) * s;
    const Heights heights(input, room);
    m_axis = QRectF(input.left, 0, width, axisHeight * s);
    m_lanes = QRectF(input.left, m_axis.bottom(), width, 0);
    const double below = shareBelow(input, heights, room);
    m_hasBalance = input.balance && room - below >= heights.smallest + heights.balance;
    share(input, heights, std::max(20.0, room - below));
    double bottom = m_balance.bottom();
    if (!m_overview.isEmpty()) {
        m_overview.moveTop(bottom + gap * s);
        bottom = m_overview.bottom();
    }
    m_legend.moveTop(bottom + 0.5 * gap * s);
    placeLanes(input, heights);
}

/// Which of overview and legend there are; returns the height that they take.
double LaneLayout::shareBelow(const Input& input, const Heights& heights, double room)
{
    const double s = input.scale;
    const double overview = (overviewHeight + gap) * s;
    const double legend = (legendHeight + 0.5 * gap) * s;
    const double wanted = (heights.mayBeLow ? heights.least : heights.smallest)
        + (input.balance ? leastBalance * s : 0);
    bool hasLegend = input.footer && room - overview - legend >= wanted;
    bool hasOverview = hasLegend;
    if (heights.mayBeLow) {
        // The labels of what was sent are worth more than the legend, high bars are not.
        hasLegend = input.footer && room - legend >= heights.lowBars() + heights.balance;
    } else {
        hasOverview = input.footer && (hasLegend || room - overview >= wanted);
    }
    if (hasOverview)
        m_overview = QRectF(m_lanes.left(), 0, m_lanes.width(), overviewHeight * s);
    if (hasLegend)
        m_legend = QRectF(0, 0, input.size.width(), legendHeight * s);
    return (hasOverview ? overview : 0) + (hasLegend ? legend : 0);
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
    // A curve that can be read is worth bars that are a little lower.
    const double needed =
        heights.mayBeLow ? (heights.least + heights.lowBars()) / 2 : heights.smallest;
    const double most = room - std::min(wish, std::max(heights.balance, room - needed));
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
    const auto partOf = [height](double from, double to) {
        return to <= from ? 1 : std::clamp((height - from) / (to - from), 0.0, 1.0);
    };
    const double part = partOf(heights.least, heights.natural);
    // The bars get lower first, then what was sent loses its labels.
    const double low = heights.lowBars();
    const double loweredBars = heights.mayBeLow ? 1 - partOf(low, heights.least) : 0;
    const double loweredServices = heights.mayBeLow ? 1 - partOf(heights.low, low) : 0;
    const auto heightOf = [&](const LaneHeight& lane, double lowered) {
        return (lane.least + (lane.natural - lane.least) * part - (lane.least - lane.low) * lowered)
            * s * grown;
    };
    double top = m_lanes.top();
    m_services.clear();
    for (int i = 0; i <= input.channels; ++i) {
        m_services.push_back(boxOf(top, heightOf(serviceHeight, loweredServices), 1, s));
        top = m_services.back().bottom();
    }
    m_replicas =
        QRectF(m_lanes.left(), top, m_lanes.width(), std::max(0.0, m_lanes.bottom() - top));
    double all = heights.rest;
    for (const int rows : input.rows)
        all += heightOf(replicaHeight(rows), loweredBars);
    // Not for the pixel that rounding makes.
    m_scrollRange = all - m_replicas.height() > 1 ? std::ceil(all - m_replicas.height()) : 0;
    m_scroll = std::clamp(input.scroll, 0.0, m_scrollRange);
    top -= m_scroll;
    for (const int rows : input.rows) {
        m_boxes.push_back(boxOf(top, heightOf(replicaHeight(rows), loweredBars), rows, s));
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

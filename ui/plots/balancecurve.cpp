#include "ui/plots/balancecurve.h"

#include <algorithm>
#include <array>

namespace stanscope {

namespace {

// Before anything: the opening balance was there all the time.
constexpr double longAgo = -1e9;

auto firstAfter(const BalanceCurve::Points& curve, double time)
{
    return std::upper_bound(
        curve.begin(), curve.end(), time,
        [](double left, const BalancePoint& right) { return left < right.time; });
}

/// The steps within one pixel: drawn as one vertical line with the right ends.
struct Pixel
{
    BalancePoint first;
    BalancePoint lowest;
    BalancePoint highest;
    BalancePoint last;

    explicit Pixel(const BalancePoint& point)
        : first(point)
        , lowest(point)
        , highest(point)
        , last(point)
    {
    }

    void add(const BalancePoint& point)
    {
        if (point.cents < lowest.cents)
            lowest = point;
        if (point.cents > highest.cents)
            highest = point;
        last = point;
    }

    void appendTo(BalanceCurve::Points& points) const
    {
        std::array<BalancePoint, 4> all{first, lowest, highest, last};
        std::sort(all.begin() + 1, all.begin() + 3,
                  [](const auto& left, const auto& right) { return left.time < right.time; });
        for (const BalancePoint& point : all) {
            if (points.empty() || points.back() != point)
                points.push_back(point);
        }
    }
};

} // namespace

void BalanceCurve::startOver(NameId account, std::int64_t opening, Nanos origin)
{
    m_origin = origin;
    const BalancePoint start{longAgo, static_cast<double>(opening)};
    m_account = account;
    m_actual = {start};
    m_expected = {start};
    m_lowest = std::min(0.0, start.cents);
    m_highest = std::max(0.0, start.cents);
    m_read = 0;
}

void BalanceCurve::readOn(const History& history, const Extent& extent)
{
    for (; m_read < extent.balances; ++m_read) {
        const BalanceStep& step = history.balances[m_read];
        if (step.account != m_account)
            continue;
        Points& curve = step.expected ? m_expected : m_actual;
        const double cents = static_cast<double>(step.balance);
        // Reports of several processes: read in order of arrival, which is nearly that of time.
        const double time =
            std::max(seconds(step.time - history.start - m_origin), curve.back().time);
        curve.push_back({time, cents});
        m_lowest = std::min(m_lowest, cents);
        m_highest = std::max(m_highest, cents);
    }
}

double BalanceCurve::valueAt(const Points& curve, double time)
{
    const auto next = firstAfter(curve, time);
    return next == curve.begin() ? curve.front().cents : std::prev(next)->cents;
}

BalanceCurve::Points BalanceCurve::visible(const Points& curve, double from, double to,
                                           double pixel)
{
    Points points{{from, valueAt(curve, from)}};
    auto point = firstAfter(curve, from);
    while (point != curve.end() && point->time <= to) {
        Pixel merged(*point);
        const double border = point->time + pixel;
        for (++point; point != curve.end() && point->time <= std::min(border, to); ++point)
            merged.add(*point);
        merged.appendTo(points);
    }
    points.push_back({to, points.back().cents});
    return points;
}

} // namespace stanscope

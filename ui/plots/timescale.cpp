#include "ui/plots/timescale.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace stanscope {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::TimeScale)
};

constexpr double shortest = 1e-3;
constexpr double longest = 1e6;

double roundStep(double atLeast)
{
    static constexpr std::array longSteps{10.0,   20.0,   30.0,   60.0,    120.0,   300.0,  600.0,
                                          1800.0, 3600.0, 7200.0, 18000.0, 36000.0, 86400.0};
    if (atLeast > 5) {
        const auto found = std::find_if(longSteps.begin(), longSteps.end(),
                                        [atLeast](double step) { return step >= atLeast; });
        return found == longSteps.end() ? std::ceil(atLeast / 86400) * 86400 : *found;
    }
    const double decade = std::pow(10.0, std::floor(std::log10(atLeast)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * decade >= atLeast * (1 - 1e-9))
            return factor * decade;
    }
    return 10 * decade;
}

QString labelOf(double time, double step)
{
    if (step >= 3600)
        return Words::tr("%1 h").arg(time / 3600);
    if (step >= 60)
        return Words::tr("%1 min").arg(time / 60);
    const int decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
    return Words::tr("%1 s").arg(time, 0, 'f', decimals);
}

} // namespace

TimeScale::TimeScale(double from, double to, double left, double width)
    : m_from(from)
    , m_span(std::clamp(to - from, shortest, longest))
    , m_left(left)
    , m_width(std::max(1.0, width))
{
}

TimeScale TimeScale::zoomed(double factor, double aboutX) const
{
    const double span = std::clamp(m_span * factor, shortest, longest);
    const double from = time(aboutX) - (aboutX - m_left) * span / m_width;
    return {from, from + span, m_left, m_width};
}

TimeScale TimeScale::moved(double pixels) const
{
    const double from = m_from - pixels * m_span / m_width;
    return {from, from + m_span, m_left, m_width};
}

double TimeScale::step(double spacing) const
{
    return roundStep(std::max(spacing, 1.0) * m_span / m_width);
}

std::vector<TimeTick> TimeScale::ticks(double spacing) const
{
    const double step = roundStep(std::max(spacing, 1.0) * m_span / m_width);
    std::vector<TimeTick> found;
    for (double index = std::ceil(m_from / step - 1e-9); index * step <= to() + step * 1e-9;
         index += 1) {
        const double time = index == 0 ? 0 : index * step; // never "-0 s"
        found.push_back({time, labelOf(time, step)});
    }
    return found;
}

} // namespace stanscope

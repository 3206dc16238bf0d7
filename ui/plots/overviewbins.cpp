#include "ui/plots/overviewbins.h"

#include <algorithm>

namespace stanscope {

namespace {

std::uint16_t bitOf(Tone tone)
{
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(tone));
}

} // namespace

std::size_t OverviewBins::binOf(double time)
{
    const double from = std::max(0.0, time);
    while (from >= m_binSpan * static_cast<double>(count))
        halve();
    return static_cast<std::size_t>(from / m_binSpan);
}

void OverviewBins::halve()
{
    for (std::size_t i = 0; i < count; ++i) {
        const bool kept = 2 * i + 1 < count;
        m_active[i] = kept && (m_active[2 * i] || m_active[2 * i + 1]);
        m_tones[i] = kept ? static_cast<std::uint16_t>(m_tones[2 * i] | m_tones[2 * i + 1])
                          : std::uint16_t{0};
    }
    m_binSpan *= 2;
}

void OverviewBins::addSpan(double from, double to)
{
    const std::size_t last = binOf(std::max(from, to)); // may halve, so it comes first
    for (std::size_t bin = binOf(from); bin <= last; ++bin)
        m_active[bin] = true;
}

void OverviewBins::addMark(double time, Tone tone)
{
    const std::size_t bin = binOf(time);
    m_tones[bin] = static_cast<std::uint16_t>(m_tones[bin] | bitOf(tone));
}

std::optional<Tone> OverviewBins::worst(std::size_t bin) const
{
    for (const Tone tone : {Tone::Violated, Tone::Failed, Tone::Rejected, Tone::Expired}) {
        if ((m_tones[bin] & bitOf(tone)) != 0)
            return tone;
    }
    return {};
}

} // namespace stanscope

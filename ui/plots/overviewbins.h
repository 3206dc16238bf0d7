#pragma once

#include "ui/theme/theme.h"

#include <array>
#include <cstdint>
#include <optional>

namespace stanscope {

/// The whole run in 512 bins of equal time: how much happened, and the worst of it. When the run
/// gets longer than the bins, two become one, so that a million deliveries cost no more than ten.
class OverviewBins
{
public:
    static constexpr std::size_t count = 512;

    void startOver() { *this = {}; }
    /// Something was under way from `from` to `to` (s since the start of the run).
    void addSpan(double from, double to);
    /// Something ended with `tone` at `time`.
    void addMark(double time, Tone tone);

    double binSpan() const { return m_binSpan; }
    bool isActive(std::size_t bin) const { return m_active[bin]; }
    /// The worst tone that is worth a mark: expired, rejected, failed, violated.
    std::optional<Tone> worst(std::size_t bin) const;

private:
    std::size_t binOf(double time);
    void halve();

    double m_binSpan = 1.0 / 64; ///< s
    std::array<bool, count> m_active{};
    std::array<std::uint16_t, count> m_tones{}; ///< bit per tone
};

} // namespace stanscope

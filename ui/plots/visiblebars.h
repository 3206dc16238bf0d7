#pragma once

#include "ui/plots/plotframe.h"

#include <QRect>

#include <array>
#include <cstdint>
#include <vector>

namespace stanscope {

/// A delivery that is wide enough to be drawn for itself.
struct Bar
{
    std::uint32_t delivery = 0;
    int lane = 0; ///< index of the replica
    int row = 0;
    double left = 0; ///< px
    double right = 0;
    double roomTo = 0; ///< px: where the next bar of its row begins
    double roomFrom = 0; ///< px: where the bar before it ends
    Tone tone = Tone::Flight;
};

/// The deliveries of one frame in pixels. Few are bars; of many, the narrow ones become solid runs,
/// merged per (row, tone, pixel), so that a million cost about as much as the pixels they cover.
class VisibleBars
{
public:
    static constexpr std::size_t mostBars = 800;

    explicit VisibleBars(const PlotFrame& frame);

    const std::vector<Bar>& bars() const { return m_bars; }
    const std::vector<QRect>& runs(Tone tone) const
    {
        return m_runs[static_cast<std::size_t>(tone)];
    }
    bool isMass() const { return m_mass; }

    /// Where a delivery is drawn; also for one that is outside of the frame's time.
    static Bar barOf(const PlotFrame& frame, std::uint32_t delivery);

private:
    struct Run
    {
        int left = 0;
        int right = -1; ///< inclusive; before `left`: none yet
    };

    void collectFew(const PlotFrame& frame, std::int64_t from, std::int64_t to);
    void collectMass(const PlotFrame& frame, std::int64_t from, std::int64_t to);
    void addBar(const Bar& bar);
    void addRun(const PlotFrame& frame, std::size_t key, int left, int right);
    void flush(const PlotFrame& frame, std::size_t key);
    void measureRoom(const PlotFrame& frame);

    std::vector<Bar> m_bars;
    std::vector<Run> m_open; ///< by row and tone
    std::array<std::vector<QRect>, toneCount> m_runs;
    bool m_mass = false;
};

} // namespace stanscope

#include "ui/plots/visiblebars.h"

#include <algorithm>
#include <cmath>

namespace stanscope {

namespace {

constexpr double leastWidth = 6; // px at scale 1 of a bar drawn for itself
constexpr double wideEnough = 24; // in the mass, from here on a bar is drawn for itself
constexpr double beyond = 40; // px outside of the view that still matter

std::size_t keyOf(const Bar& bar)
{
    const auto row = static_cast<std::size_t>(bar.lane) * LanePacker::mostRows
        + static_cast<std::size_t>(bar.row);
    return row * toneCount + static_cast<std::size_t>(bar.tone);
}

} // namespace

Bar VisibleBars::barOf(const PlotFrame& frame, std::uint32_t index)
{
    const TimelineScene& scene = *frame.scene;
    const DeliveryRow& delivery = scene.history().deliveries[index];
    Bar bar;
    bar.delivery = index;
    bar.lane = scene.replicaOf(delivery.client);
    bar.row = scene.rowOf(index);
    bar.left = frame.time.x(scene.timeOf(delivery.deliveredAt));
    bar.right = frame.time.x(scene.endOf(delivery, frame.now));
    bar.roomTo = frame.time.right();
    bar.tone = scene.toneOf(delivery);
    return bar;
}

VisibleBars::VisibleBars(const PlotFrame& frame)
{
    const TimelineScene& scene = *frame.scene;
    const std::int64_t from = scene.nanosOf(frame.time.time(frame.time.left() - beyond));
    const std::int64_t to = scene.nanosOf(frame.time.time(frame.time.right() + 1));
    const std::size_t known = scene.deliveries();
    std::size_t count = 0;
    scene.spans().forEach(scene.history(), from, to,
                          [&](std::uint32_t, const DeliveryRow&) { ++count; });
    m_mass = count > mostBars;
    m_open.resize(scene.replicas().size() * LanePacker::mostRows * toneCount);
    scene.spans().forEach(scene.history(), from, to, [&](std::uint32_t index, const DeliveryRow&) {
        if (index >= known)
            return;
        Bar bar = barOf(frame, index);
        if (bar.lane < 0)
            return;
        const bool alone =
            !m_mass || (bar.right - bar.left >= frame.px(wideEnough) && m_bars.size() < mostBars);
        if (!alone) {
            addRun(frame, bar);
            return;
        }
        bar.right = std::max(bar.right, bar.left + frame.px(leastWidth));
        m_bars.push_back(bar);
    });
    for (std::size_t key = 0; key < m_open.size(); ++key)
        flush(frame, key);
    measureRoom(frame);
}

void VisibleBars::addRun(const PlotFrame& frame, const Bar& bar)
{
    const int left = static_cast<int>(std::floor(std::max(bar.left, frame.time.left())));
    const int right = static_cast<int>(std::floor(std::min(bar.right, frame.time.right())));
    if (right < left)
        return;
    const std::size_t key = keyOf(bar);
    Run& run = m_open[key];
    if (run.right >= run.left && left <= run.right + 1) {
        run.right = std::max(run.right, right);
        return;
    }
    flush(frame, key);
    run = {left, right};
}

void VisibleBars::flush(const PlotFrame& frame, std::size_t key)
{
    const Run& run = m_open[key];
    if (run.right < run.left)
        return;
    const std::size_t row = key / toneCount;
    const LaneBox& box = frame.layout.replica(static_cast<int>(row / LanePacker::mostRows));
    // Lower than the bars: the wide ones that lie behind stay visible.
    const double height = std::max(1.0, std::round(box.barHeight * 0.6));
    const double top =
        box.rowTop(static_cast<int>(row % LanePacker::mostRows)) + box.barHeight - height;
    m_runs[key % toneCount].emplace_back(run.left, static_cast<int>(std::lround(top)),
                                         run.right - run.left + 1, static_cast<int>(height));
}

void VisibleBars::measureRoom(const PlotFrame& frame)
{
    std::vector<double> next(frame.scene->replicas().size() * LanePacker::mostRows,
                             frame.time.right());
    for (auto bar = m_bars.rbegin(); bar != m_bars.rend(); ++bar) {
        double& room = next[static_cast<std::size_t>(bar->lane) * LanePacker::mostRows
                            + static_cast<std::size_t>(bar->row)];
        bar->roomTo = room;
        room = std::min(room, bar->left);
    }
}

} // namespace stanscope

#include "ui/plots/visiblebars.h"

#include <algorithm>
#include <cmath>

namespace stanscope {

namespace {

constexpr double leastWidth = 6; // px at scale 1 of a bar with room behind it
constexpr double narrowest = 1.5; // of one without
constexpr double wideEnough = 24; // in the mass, from here on a bar is drawn for itself
constexpr double beyond = 40; // px outside of the view that still matter

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
    bar.roomFrom = frame.time.left();
    bar.tone = scene.toneOf(index);
    return bar;
}

VisibleBars::VisibleBars(const PlotFrame& frame)
{
    const TimelineScene& scene = *frame.scene;
    const std::int64_t from = scene.nanosOf(frame.time.time(frame.time.left() - beyond));
    const std::int64_t to = scene.nanosOf(frame.time.time(frame.time.right() + 1));
    m_mass = scene.spans().isMoreThan(mostBars, scene.history(), from, to);
    if (m_mass)
        collectMass(frame, from, to);
    else
        collectFew(frame, from, to);
    measureRoom(frame);
}

void VisibleBars::collectFew(const PlotFrame& frame, std::int64_t from, std::int64_t to)
{
    const TimelineScene& scene = *frame.scene;
    scene.spans().forEach(scene.history(), from, to, [&](std::uint32_t index, const DeliveryRow&) {
        if (index < scene.deliveries())
            addBar(barOf(frame, index));
    });
}

void VisibleBars::addBar(const Bar& bar)
{
    if (bar.lane >= 0)
        m_bars.push_back(bar);
}

// The inner loop of a million rows: integers, and nothing that is not needed for a run.
void VisibleBars::collectMass(const PlotFrame& frame, std::int64_t from, std::int64_t to)
{
    const TimelineScene& scene = *frame.scene;
    const auto known = static_cast<std::uint32_t>(scene.deliveries());
    const std::int64_t origin = scene.nanosOf(frame.time.from());
    const std::int64_t now = scene.nanosOf(frame.now);
    const double pixelsPerNano = frame.time.width() / frame.time.span() * 1e-9;
    const int first = static_cast<int>(frame.time.left());
    const int last = static_cast<int>(frame.time.right());
    const int wide = static_cast<int>(frame.px(wideEnough));
    const auto pixelOf = [&](std::int64_t time) {
        const double x = frame.time.left() + static_cast<double>(time - origin) * pixelsPerNano;
        return static_cast<int>(std::clamp(x, -1e6, 1e6));
    };
    m_open.resize(scene.replicas().size() * LanePacker::mostRows * toneCount);
    scene.spans().forEach(
        scene.history(), from, to, [&](std::uint32_t index, const DeliveryRow& row) {
            const int lane = scene.replicaOf(row.client);
            if (index >= known || lane < 0)
                return;
            const std::int64_t start = row.deliveredAt.count();
            const std::int64_t ended = row.endedAt.get();
            const int left = pixelOf(start);
            const int right = pixelOf(ended == 0 ? std::max(now, start) : ended);
            if (right - left >= wide && m_bars.size() < mostBars) {
                addBar(barOf(frame, index));
                return;
            }
            const auto lanesRow = static_cast<std::size_t>(lane) * LanePacker::mostRows
                + static_cast<std::size_t>(scene.rowOf(index));
            addRun(frame, lanesRow * toneCount + static_cast<std::size_t>(scene.toneOf(index)),
                   std::max(left, first), std::min(right, last));
        });
    for (std::size_t key = 0; key < m_open.size(); ++key)
        flush(frame, key);
}

void VisibleBars::addRun(const PlotFrame& frame, std::size_t key, int left, int right)
{
    Run& run = m_open[key];
    if (right < left)
        return;
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
    if (!frame.layout.canSee(box))
        return;
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
                             frame.time.right() + frame.px(leastWidth));
    for (auto bar = m_bars.rbegin(); bar != m_bars.rend(); ++bar) {
        double& room = next[static_cast<std::size_t>(bar->lane) * LanePacker::mostRows
                            + static_cast<std::size_t>(bar->row)];
        // Short ones are as wide as they can be seen, but not into the next one.
        const double free = room - bar->left - 1;
        bar->right =
            std::max(bar->right, bar->left + std::clamp(free, narrowest, frame.px(leastWidth)));
        bar->roomTo = room;
        room = std::min(room, bar->left);
    }
    std::fill(next.begin(), next.end(), frame.time.left());
    for (Bar& bar : m_bars) {
        double& room = next[static_cast<std::size_t>(bar.lane) * LanePacker::mostRows
                            + static_cast<std::size_t>(bar.row)];
        bar.roomFrom = room;
        room = std::max(room, bar.right);
    }
}

} // namespace stanscope

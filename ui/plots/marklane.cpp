#include "ui/plots/marklane.h"

#include "ui/plots/markstacker.h"
#include "ui/theme/shapedtext.h"

#include <algorithm>
#include <cmath>

namespace stanscope {

namespace {

constexpr double cellWidth = 56; // px at scale 1: of a crowd, at least
constexpr double labelWidth = 44; // px of a usual one: so many stand beside each other
constexpr double labelPitch = 14.5; // px from label to label
constexpr double tightPitch = 11.5; // where the lane is low
constexpr double lanePad = 5; // px of a lane that no label takes
constexpr double crowdPad = 12; // px around a count, and to its neighbour
constexpr int mostLabelRows = 4;
constexpr int mostTightRows = 3;

} // namespace

void MarkLane::arrange(const PlotFrame& frame, const Widths& widths)
{
    std::stable_sort(
        m_events.begin(), m_events.end(),
        [](const LaneEvent& left, const LaneEvent& right) { return left.time < right.time; });
    const double room = m_box.height - frame.px(lanePad);
    const int tight = static_cast<int>(room / frame.px(tightPitch));
    const int fitting =
        std::max(static_cast<int>(room / frame.px(labelPitch)), std::min(tight, mostTightRows));
    arrangeRows(frame, widths, std::clamp(fitting, 1, mostLabelRows));
}

void MarkLane::addCrowd(std::size_t first, std::size_t last)
{
    for (std::size_t i = first; i < last; ++i)
        m_events[i].inCrowd = true;
    if (m_sampled)
        return;
    LaneCrowd crowd;
    crowd.x = m_events[first].x;
    crowd.drawn.count = last - first;
    crowd.drawn.from = m_events[first].time;
    crowd.drawn.to = m_events[last - 1].time;
    crowd.text = QStringLiteral("×%1").arg(last - first);
    m_crowds.push_back(crowd);
}

void MarkLane::arrangeRows(const PlotFrame& frame, const Widths& widths, int rows)
{
    const double step = frame.time.step(frame.px(cellWidth));
    const double cells = step * frame.time.width() / frame.time.span();
    const double besides = std::max(1.0, std::floor(cells / frame.px(labelWidth)));
    const std::size_t most = static_cast<std::size_t>(rows) * static_cast<std::size_t>(besides);
    std::vector<MarkStacker::Mark> marks;
    std::vector<std::pair<std::size_t, bool>> owners; // event or crowd
    for (std::size_t first = 0; first < m_events.size();) {
        const double cell = std::floor(m_events[first].time / step);
        std::size_t last = first + 1;
        while (last < m_events.size() && std::floor(m_events[last].time / step) == cell)
            ++last;
        if (m_sampled || last - first > most) {
            addCrowd(first, last);
            if (!m_sampled) {
                owners.emplace_back(m_crowds.size() - 1, true);
                marks.push_back(
                    {m_events[first].x, 0,
                     shapedtext::width(frame.numberFont, m_crowds.back().text) + frame.px(crowdPad),
                     0});
            }
        } else {
            for (std::size_t i = first; i < last; ++i) {
                owners.emplace_back(i, false);
                marks.push_back(
                    {m_events[i].x, widths.before,
                     shapedtext::width(frame.numberFont, m_events[i].text) + widths.around,
                     static_cast<int>(i - first)});
            }
        }
        first = last;
    }
    const auto places = MarkStacker::stack(marks, rows);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const MarkStacker::Place& place = places[i];
        const double pitch =
            std::min(frame.px(labelPitch), (m_box.height - frame.px(lanePad)) / place.rows);
        const double y = m_box.middle() + (place.row - (place.rows - 1) / 2.0) * pitch;
        const auto [index, isCrowd] = owners[i];
        if (isCrowd) {
            m_crowds[index].y = y;
            m_crowds[index].labelled = place.row >= 0;
            continue;
        }
        LaneEvent& event = m_events[index];
        event.labelled = place.row >= 0;
        event.y = event.labelled ? y : rail(frame);
        event.rows = place.rows;
        event.pitch = pitch;
    }
}

} // namespace stanscope

#include "ui/plots/marklane.h"

#include "ui/theme/shapedtext.h"

#include <algorithm>
#include <cmath>

namespace stanscope {

namespace {

constexpr double cellWidth = 56; // px at scale 1: of a crowd, at least
constexpr double labelWidth = 44; // px of a usual one: so many stand beside each other
constexpr double labelPitch = 14.5; // px from label to label
constexpr double lowLabelPitch = 11; // of a low lane
constexpr double lanePad = 6; // px of a lane that no label takes
constexpr double lowLanePad = 2; // of a low lane
constexpr int usualLabelRows = 3; // three are sent at one moment in many a lesson
constexpr double crowdPad = 12; // px around a count, and to its neighbour
constexpr int mostLabelRows = 4;

} // namespace

void MarkLane::arrange(const PlotFrame& frame, const Widths& widths)
{
    std::stable_sort(
        m_events.begin(), m_events.end(),
        [](const LaneEvent& left, const LaneEvent& right) { return left.time < right.time; });
    const int rows = rowsFor(frame);
    m_pitch = std::min(frame.px(labelPitch), (m_box.height - frame.px(lowLanePad)) / rows);
    std::vector<Group> groups = groupsOf(frame, rows);
    for (std::size_t bad = stack(frame, widths, rows, groups); bad < groups.size();
         bad = stack(frame, widths, rows, groups)) {
        if (bad > 0 && (groups[bad].isCrowd || groups[bad].last - groups[bad].first == 1)) {
            // It is the one before that takes its place.
            groups[bad - 1].last = groups[bad].last;
            groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(bad--));
        }
        groups[bad].isCrowd = true;
    }
}

int MarkLane::rowsFor(const PlotFrame& frame) const
{
    const auto fitting = [&](double pad, double pitch) {
        return static_cast<int>((m_box.height - frame.px(pad)) / frame.px(pitch));
    };
    const int usual = std::clamp(fitting(lanePad, labelPitch), 1, mostLabelRows);
    return std::max(usual, std::min(usualLabelRows, fitting(lowLanePad, lowLabelPitch)));
}

std::vector<MarkLane::Group> MarkLane::groupsOf(const PlotFrame& frame, int rows) const
{
    const double step = frame.time.step(frame.px(cellWidth));
    const double cells = step * frame.time.width() / frame.time.span();
    const double besides = std::max(1.0, std::floor(cells / frame.px(labelWidth)));
    const std::size_t most = static_cast<std::size_t>(rows) * static_cast<std::size_t>(besides);
    std::vector<Group> groups;
    for (std::size_t first = 0; first < m_events.size();) {
        const double cell = std::floor(m_events[first].time / step);
        std::size_t last = first + 1;
        while (last < m_events.size() && std::floor(m_events[last].time / step) == cell)
            ++last;
        groups.push_back({first, last, m_sampled || last - first > most});
        first = last;
    }
    return groups;
}

QString MarkLane::countOf(const Group& group) const
{
    return QStringLiteral("×%1").arg(group.last - group.first);
}

void MarkLane::addCrowd(const Group& group)
{
    LaneCrowd crowd;
    crowd.x = m_events[group.first].x;
    crowd.drawn.count = group.last - group.first;
    crowd.drawn.from = m_events[group.first].time;
    crowd.drawn.to = m_events[group.last - 1].time;
    crowd.text = countOf(group);
    m_crowds.push_back(crowd);
}

std::size_t MarkLane::stack(const PlotFrame& frame, const Widths& widths, int rows,
                            const std::vector<Group>& groups)
{
    std::vector<MarkStacker::Mark> marks;
    std::vector<std::pair<std::size_t, std::size_t>> owners; // group, event
    const auto widthOf = [&](const QString& text) {
        return shapedtext::width(frame.numberFont, text);
    };
    m_crowds.clear();
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const Group& group = groups[g];
        for (std::size_t i = group.first; i < group.last; ++i)
            m_events[i].inCrowd = group.isCrowd;
        if (group.isCrowd && m_sampled)
            continue;
        if (group.isCrowd) {
            owners.emplace_back(g, group.first);
            marks.push_back(
                {m_events[group.first].x, 0, widthOf(countOf(group)) + frame.px(crowdPad), 0});
            continue;
        }
        for (std::size_t i = group.first; i < group.last; ++i) {
            owners.emplace_back(g, i);
            marks.push_back({m_events[i].x, widths.before,
                             widthOf(m_events[i].text) + widths.around,
                             static_cast<int>(i - group.first)});
        }
    }
    std::size_t bad = groups.size();
    const auto places = MarkStacker::stack(marks, rows);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto [group, event] = owners[i];
        // A crowd at the left edge has nobody before it to be counted with.
        if (places[i].row < 0 && !(group == 0 && groups[group].isCrowd))
            bad = std::min(bad, group);
        setPlace(frame, groups[group], event, places[i]);
    }
    return bad;
}

void MarkLane::setPlace(const PlotFrame& frame, const Group& group, std::size_t event,
                        const MarkStacker::Place& place)
{
    const bool labelled = place.row >= 0;
    const double y = m_box.middle() + (place.row - (place.rows - 1) / 2.0) * m_pitch;
    if (group.isCrowd) {
        addCrowd(group);
        m_crowds.back().y = y;
        m_crowds.back().labelled = labelled;
        return;
    }
    LaneEvent& owner = m_events[event];
    owner.labelled = labelled;
    owner.y = labelled ? y : rail(frame);
    owner.rows = place.rows;
    owner.pitch = m_pitch;
}

} // namespace stanscope

#pragma once

#include "ui/plots/drawnframe.h"
#include "ui/plots/markstacker.h"
#include "ui/plots/plotframe.h"

#include <QString>

#include <vector>

namespace stanscope {

/// A transaction or a message on its lane.
struct LaneEvent
{
    DrawnMark::Kind kind = DrawnMark::Kind::Stored;
    RowRef row = 0;
    RowRef message = 0; ///< 0: not stored yet
    double time = 0; ///< s
    double x = 0; ///< px
    double y = 0; ///< px: middle of its label
    int rows = 1; ///< labels above each other around it, this one included
    double pitch = 0; ///< px from label to label
    bool labelled = false;
    bool inCrowd = false;
    QString text;
};

/// Events too dense to be told one by one.
struct LaneCrowd
{
    DrawnCrowd drawn;
    double x = 0; ///< px: of the first
    double y = 0;
    bool labelled = false;
    QString text;
};

/// The events of one service's lane in a frame, in the order of time, and how each is told: with
/// its label in one of the lane's rows, or as one of a crowd. Crowds are cells of a grid of time
/// that does not move with the view; where a label has no place, its cell is a crowd too.
class MarkLane
{
public:
    struct Widths
    {
        double before = 0; ///< px left of the moment
        double around = 0; ///< px of a label beside its text
    };

    explicit MarkLane(const LaneBox& box = {})
        : m_box(box)
    {
    }

    void add(LaneEvent event) { m_events.push_back(std::move(event)); }
    /// Of very many only one a pixel was added: nobody counted them.
    void setSampled() { m_sampled = true; }
    void arrange(const PlotFrame& frame, const Widths& widths);

    const LaneBox& box() const { return m_box; }
    const std::vector<LaneEvent>& events() const { return m_events; }
    const std::vector<LaneCrowd>& crowds() const { return m_crowds; }
    /// Where marks without a label stand, px.
    double rail(const PlotFrame& frame) const { return m_box.bottom() - frame.px(5); }

private:
    /// Events that stand in one cell, or in cells that are too close to each other.
    struct Group
    {
        std::size_t first = 0;
        std::size_t last = 0;
        bool isCrowd = false;
    };

    int rowsFor(const PlotFrame& frame) const;
    std::vector<Group> groupsOf(const PlotFrame& frame, int rows) const;
    /// Returns the group of the first label that has no place; as many as there are: all have one.
    std::size_t stack(const PlotFrame& frame, const Widths& widths, int rows,
                      const std::vector<Group>& groups);
    void setPlace(const PlotFrame& frame, const Group& group, std::size_t event,
                  const MarkStacker::Place& place);
    QString countOf(const Group& group) const;
    void addCrowd(const Group& group);

    LaneBox m_box;
    std::vector<LaneEvent> m_events;
    std::vector<LaneCrowd> m_crowds;
    bool m_sampled = false;
    double m_pitch = 0; ///< px from label to label
};

} // namespace stanscope

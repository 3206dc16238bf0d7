#pragma once

#include <QRectF>
#include <QSizeF>

#include <optional>
#include <vector>

namespace stanscope {

/// One lane on screen, in pixels.
struct LaneBox
{
    double top = 0;
    double height = 0;
    double firstRow = 0; ///< top of the bars of row 0
    double pitch = 0; ///< from row to row
    double barHeight = 0;
    int rows = 1;

    double bottom() const { return top + height; }
    double middle() const { return top + height / 2; }
    double rowTop(int row) const { return firstRow + row * pitch; }
};

/// Where everything of the timeline stands, from top to bottom: time labels, lanes, balance,
/// overview, legend. With many lanes they get lower; the balance, where there is one, keeps a
/// quarter.
class LaneLayout
{
public:
    struct Input
    {
        QSizeF size;
        double scale = 1;
        double left = 90; ///< px for the labels
        double right = 12;
        std::vector<int> rows; ///< of each replica's lane
        bool balance = true; ///< false: the lanes have its place too
    };
    struct Spot
    {
        int box = 0; ///< index in boxes(): 0 publisher, 1 channel, 2… replicas
        int row = 0;
    };

    LaneLayout() = default;
    explicit LaneLayout(const Input& input);

    const QRectF& axis() const { return m_axis; }
    /// All lanes together.
    const QRectF& lanes() const { return m_lanes; }
    /// A line below the lanes where there is none.
    const QRectF& balance() const { return m_balance; }
    const QRectF& overview() const { return m_overview; }
    const QRectF& legend() const { return m_legend; }
    const std::vector<LaneBox>& boxes() const { return m_boxes; }
    const LaneBox& publisher() const { return m_boxes[0]; }
    const LaneBox& channel() const { return m_boxes[1]; }
    const LaneBox& replica(int lane) const { return m_boxes[static_cast<std::size_t>(lane) + 2]; }

    /// Which lane and row is at `y`; nothing outside the lanes.
    std::optional<Spot> at(double y) const;

private:
    void placeBoxes(const Input& input, double top, double height, double natural);

    QRectF m_axis;
    QRectF m_lanes;
    QRectF m_balance;
    QRectF m_overview;
    QRectF m_legend;
    std::vector<LaneBox> m_boxes{LaneBox{}, LaneBox{}};
};

} // namespace stanscope

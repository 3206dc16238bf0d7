#pragma once

#include <QRectF>
#include <QSizeF>

#include <cstddef>
#include <cstdint>
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

/// Where everything of the timeline stands, from top to bottom: time labels, publisher, channels,
/// replicas, balance, overview, legend. The balance, where there is one, keeps a quarter. Lanes get
/// no lower than they can be read: those of the replicas scroll instead, and where the
/// first three do not fit, legend, overview and balance give way in this order. In a told lesson
/// the few lanes are all in view: its overview tells nothing more and goes first, then the balance
/// gets lower, then the lanes, and the legend goes last.
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
        int channels = 1; ///< lanes of channels
        bool rest = false; ///< a line below the replicas' lanes tells of those that have none
        bool balance = true; ///< false: the lanes have its place too
        bool footer = true; ///< overview and legend, where there is room for them
        bool told = false; ///< a lesson is told: its lanes get lower before they scroll
        double scroll = 0; ///< px that the replicas' lanes are moved up
    };
    struct Spot
    {
        enum class Lane : std::uint8_t
        {
            Publisher,
            Channel,
            Replica,
        };
        Lane lane = Lane::Publisher;
        int index = 0; ///< of the channel or the replica
        int row = 0;
    };

    LaneLayout() = default;
    explicit LaneLayout(const Input& input);

    const QRectF& axis() const { return m_axis; }
    /// All lanes together.
    const QRectF& lanes() const { return m_lanes; }
    /// What can be seen of the replicas' lanes.
    const QRectF& replicas() const { return m_replicas; }
    /// Within replicas(), at its end when nothing is scrolled; empty where it was not asked for.
    const QRectF& rest() const { return m_rest; }
    /// A line below the lanes where there is none.
    const QRectF& balance() const { return m_balance; }
    bool hasBalance() const { return m_hasBalance; }
    const QRectF& overview() const { return m_overview; } ///< empty: no room
    const QRectF& legend() const { return m_legend; } ///< empty: no room
    const LaneBox& publisher() const { return m_services.front(); }
    const LaneBox& channel(int lane) const
    {
        return m_services[static_cast<std::size_t>(lane) + 1];
    }
    int channels() const { return static_cast<int>(m_services.size()) - 1; }
    const LaneBox& replica(int lane) const { return m_boxes[static_cast<std::size_t>(lane)]; }
    std::size_t replicaLanes() const { return m_boxes.size(); }
    bool canSee(const LaneBox& box) const
    {
        return box.bottom() > m_replicas.top() && box.top < m_replicas.bottom();
    }
    /// px that the replicas' lanes can be scrolled; 0: all are in view.
    double scrollRange() const { return m_scrollRange; }
    double scroll() const { return m_scroll; }

    /// Which lane and row is at `y`; nothing outside the lanes.
    std::optional<Spot> at(double y) const;

private:
    struct Heights;

    double shareBelow(const Input& input, const Heights& heights, double room);
    void share(const Input& input, const Heights& heights, double room);
    void placeLanes(const Input& input, const Heights& heights);

    QRectF m_axis;
    QRectF m_lanes;
    QRectF m_replicas;
    QRectF m_rest;
    QRectF m_balance;
    QRectF m_overview;
    QRectF m_legend;
    bool m_hasBalance = false;
    double m_scroll = 0;
    double m_scrollRange = 0;
    std::vector<LaneBox> m_services{LaneBox{}, LaneBox{}}; ///< publisher, channels
    std::vector<LaneBox> m_boxes; ///< replicas
};

} // namespace stanscope

#pragma once

#include "ui/models/selection.h"
#include "ui/plots/lanelayout.h"
#include "ui/plots/timelinescene.h"
#include "ui/plots/timescale.h"
#include "ui/plots/timetravel.h"
#include "ui/theme/theme.h"

#include <QFont>

#include <optional>
#include <vector>

namespace stanscope {

/// Everything that the painters of one frame share. Valid while the frame is painted.
struct PlotFrame
{
    const TimelineScene* scene = nullptr;
    Theme theme;
    double scale = 1;
    TimeScale time; ///< over the lanes and the balance
    LaneLayout layout;
    Selection selection;
    std::vector<NameId> pointedAt; ///< lanes with a frame around them
    double now = 0; ///< s: where running bars end
    double known = 0; ///< s: what is there lasts to here at least
    double low = 0; ///< cents: the balance's axis
    double high = 1;
    std::optional<TimeTravel> travel; ///< nothing: live
    QFont labelFont; ///< lane names, words
    QFont numberFont; ///< bar labels, ticks

    /// Of a level of the balance.
    double y(double cents) const
    {
        const QRectF& area = layout.balance();
        return area.bottom() - (cents - low) / (high - low) * area.height();
    }
    double px(double atScaleOne) const { return atScaleOne * scale; }
};

} // namespace stanscope

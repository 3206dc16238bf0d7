#pragma once

#include "ui/plots/timelinescene.h"

#include <QString>

#include <array>

namespace stanscope {

/// What stands in or behind the bar of a delivery, from the longest to the shortest wording.
struct BarLabel
{
    std::array<QString, 5> inside; ///< everything … sequence only
    std::array<QString, 2> behind; ///< with decision or attempt, sequence only
};

BarLabel barLabelOf(const TimelineScene& scene, std::uint32_t delivery, Tone tone);
/// Rich text with everything known about the delivery.
QString deliveryToolTip(const TimelineScene& scene, std::uint32_t delivery);
/// The same for a message in the channel.
QString messageToolTip(const TimelineScene& scene, std::uint32_t message);

} // namespace stanscope

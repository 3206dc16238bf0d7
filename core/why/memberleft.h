#pragma once

#include "core/why/moment.h"

namespace stanscope {

/// What a transferred delivery was to whom it came next: the others of the group get it at once,
/// after 98 to 102 ms; what comes later comes to a durable that is resumed (protocol section 3.4).
inline bool isResumption(const Moment& moment, RowRef before, RowRef delivery)
{
    constexpr Nanos dealt = std::chrono::milliseconds(400);
    const DeliveryRow& from = moment.delivery(before);
    const DeliveryRow& to = moment.delivery(delivery);
    return from.client == to.client || to.deliveredAt > moment.endOf(before).at + dealt;
}

} // namespace stanscope

#include "core/why/casewords.h"
#include "core/why/rules.h"
#include "core/why/spelling.h"

namespace stanscope::causes {

std::optional<Finding> underway(const Moment& moment, const Case& asked)
{
    if (asked.delivery == 0)
        return std::nullopt;
    const DeliveryRow& row = moment.delivery(asked.delivery);
    const std::string client = moment.name(row.client);
    if (asked.ended.how == DeliveryEnd::Acked && asked.handling == 0)
        return Finding{message(Code::AckedInTime, client, row.sequence,
                               duration(asked.ended.at - row.deliveredAt))};
    if (asked.ended.isOver() || asked.handled.ended != Nanos{})
        return std::nullopt;
    return Finding{message(Code::AtWork, client, row.sequence, moment.second(row.deliveredAt))};
}

} // namespace stanscope::causes

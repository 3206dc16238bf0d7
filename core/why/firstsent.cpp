#include "core/why/casewords.h"
#include "core/why/rules.h"

namespace stanscope::causes {

/// Why it went to whom it went to.
std::optional<Finding> firstSent(const Moment& moment, const Case& asked)
{
    if (asked.delivery == 0 || moment.delivery(asked.delivery).attempt > 1)
        return std::nullopt;
    const DeliveryRow& row = moment.delivery(asked.delivery);
    return Finding{message(row.group != 0 ? Code::GivenToFewest : Code::GivenToSubscriber,
                           row.sequence, moment.name(row.client))};
}

} // namespace stanscope::causes

#include "core/why/casewords.h"
#include "core/why/memberleft.h"
#include "core/why/rules.h"

namespace stanscope::causes {

std::optional<Finding> durableResumed(const Moment& moment, const Case& asked)
{
    const RowRef before = asked.delivery == 0 ? 0 : moment.before(asked.delivery);
    if (before == 0 || moment.endOf(before).how != DeliveryEnd::Transferred
        || !isResumption(moment, before, asked.delivery))
        return std::nullopt;
    const DeliveryRow& row = moment.delivery(asked.delivery);
    return Finding{message(Code::DurableResumed, moment.name(row.client), row.sequence,
                           moment.name(moment.delivery(before).client),
                           moment.second(moment.endOf(before).at)),
                   {},
                   {deliveryTopic(before)}};
}

} // namespace stanscope::causes

#include "core/why/casewords.h"
#include "core/why/rules.h"

namespace stanscope::causes {

/// Of the delivery that came of it, and of the one whose AckWait it was.
std::optional<Finding> ackWaitExpired(const Moment& moment, const Case& asked)
{
    if (asked.delivery == 0)
        return std::nullopt;
    const auto ranOut = [](DeliveryEnd how) {
        return how == DeliveryEnd::Expired || how == DeliveryEnd::SentToDead;
    };
    const DeliveryRow& row = moment.delivery(asked.delivery);
    if (const RowRef before = moment.before(asked.delivery);
        before != 0 && ranOut(moment.endOf(before).how))
        return Finding{message(Code::AckWaitExpired, moment.name(row.client), row.sequence,
                               moment.ackWaitOf(before), moment.second(moment.endOf(before).at),
                               whyNotAcked(moment, before)),
                       {},
                       {deliveryTopic(before)}};
    if (!ranOut(asked.ended.how))
        return std::nullopt;
    return Finding{message(Code::AckWaitRanOut, moment.ackWaitOf(asked.delivery), row.sequence,
                           moment.second(asked.ended.at), whyNotAcked(moment, asked.delivery))};
}

} // namespace stanscope::causes

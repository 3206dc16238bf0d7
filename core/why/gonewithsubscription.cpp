#include "core/why/casewords.h"
#include "core/why/rules.h"

namespace stanscope::causes {

std::optional<Finding> goneWithSubscription(const Moment& moment, const Case& asked)
{
    if (asked.delivery == 0 || asked.ended.how != DeliveryEnd::Dropped)
        return std::nullopt;
    return Finding{message(Code::GoneWithSubscription, clientOf(moment, asked),
                           sequenceOf(moment, asked), moment.second(asked.ended.at))};
}

} // namespace stanscope::causes

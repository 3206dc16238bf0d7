#include "core/why/casewords.h"
#include "core/why/rules.h"

namespace stanscope::causes {

/// Nobody to send it to, or nothing in the channel to send.
std::optional<Finding> notSent(const Moment& moment, const Case& asked)
{
    if (asked.message == 0 && asked.transaction != 0) {
        const TransactionRow& row = moment.history().transactions[asked.transaction - 1];
        return Finding{
            message(Code::NotInChannel, actionOf(moment, asked), moment.second(row.acceptedAt))};
    }
    if (asked.message == 0 || asked.delivery != 0)
        return std::nullopt;
    const MessageRow& row = moment.history().messages[asked.message - 1];
    for (const SubscriptionView& view : moment.snapshot().subscriptions)
        if (view.channel.value() == moment.name(row.channel) && !view.offline)
            return std::nullopt;
    return Finding{message(Code::NobodyListens, row.sequence)};
}

} // namespace stanscope::causes

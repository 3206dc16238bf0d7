#include "core/why/casewords.h"
#include "core/why/rules.h"
#include "core/why/spelling.h"

namespace stanscope::causes {

namespace {

/// When the AckWait of who acked in the end had run out; 0: it had none.
Nanos ranOutFor(const Moment& moment, RowRef settled, NameId by)
{
    Nanos found{};
    for (const RowRef row : moment.deliveriesOf(moment.delivery(settled).message))
        if (row < settled && moment.delivery(row).client == by)
            found = moment.endOf(row).at;
    return found;
}

} // namespace

/// Of who acked late, and of who had the message by then.
std::optional<Finding> lateAck(const Moment& moment, const Case& asked)
{
    if (asked.delivery == 0 || !asked.ended.isOver())
        return std::nullopt;
    const Sequence sequence = sequenceOf(moment, asked);
    const std::string client = clientOf(moment, asked);
    if (asked.ended.how == DeliveryEnd::SettledByLateAck) {
        const Nanos ranOut = ranOutFor(moment, asked.delivery, asked.ended.other);
        if (ranOut == Nanos{})
            return std::nullopt;
        return Finding{message(Code::SettledLate, moment.name(asked.ended.other), sequence, client,
                               duration(asked.ended.at - ranOut)),
                       {},
                       {deliveryTopic(moment.before(asked.delivery))}};
    }
    if (asked.ended.isAcked() || asked.handled.acked <= asked.ended.at)
        return std::nullopt;
    const std::string other = asked.ended.other ? moment.name(asked.ended.other) : std::string("?");
    return Finding{message(Code::AckTooLate, client, sequence,
                           duration(asked.handled.acked - asked.ended.at), other,
                           moment.second(asked.ended.at))};
}

} // namespace stanscope::causes

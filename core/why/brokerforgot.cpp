#include "core/why/casewords.h"
#include "core/why/rules.h"

namespace stanscope::causes {

/// What is acked comes again: killed, the broker loses the acks that it has not flushed (protocol
/// section 3.5).
std::optional<Finding> brokerForgot(const Moment& moment, const Case& asked)
{
    const RowRef before = asked.delivery == 0 ? 0 : moment.before(asked.delivery);
    const Moment::Ended ended = before == 0 ? Moment::Ended{} : moment.endOf(before);
    if (before == 0 || !ended.isAcked())
        return std::nullopt;
    const DeliveryRow& row = moment.delivery(asked.delivery);
    const auto outage = moment.spanWithin(0, BandKind::Outage, ended.at, row.deliveredAt);
    if (!outage)
        return std::nullopt;
    const NameId acked =
        ended.how == DeliveryEnd::SettledByLateAck ? ended.other : moment.delivery(before).client;
    const Nanos back = outage->until != Nanos{} ? outage->until : outage->from;
    return Finding{message(Code::BrokerForgotAck, moment.name(row.client), row.sequence,
                           moment.name(acked), moment.second(ended.at), moment.second(back)),
                   {},
                   {deliveryTopic(before)}};
}

} // namespace stanscope::causes

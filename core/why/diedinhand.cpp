#include "core/why/casewords.h"
#include "core/why/rules.h"

namespace stanscope::causes {

std::optional<Finding> diedInHand(const Moment& moment, const Case& asked)
{
    if (asked.delivery == 0 || asked.ended.isAcked())
        return std::nullopt;
    const DeliveryRow& row = moment.delivery(asked.delivery);
    const Nanos over = asked.ended.isOver() ? asked.ended.at : moment.now();
    const auto dead = moment.spanWithin(row.client, BandKind::Dead, row.deliveredAt, over);
    if (!dead || (asked.handled.acked != Nanos{} && asked.handled.acked <= dead->from))
        return std::nullopt;
    const ReplicaView* replica = moment.replica(row.client);
    const bool tells = replica && replica->process && !process::reportsNothing(replica->role);
    const Message when = message(!tells                                   ? Code::BeforeAckDied
                                     : asked.handling == 0                ? Code::BeforeHandlerDied
                                     : asked.handled.committed == Nanos{} ? Code::BeforeCommitDied
                                                                          : Code::AfterCommitDied);
    return Finding{message(Code::DiedInHand, moment.name(row.client), moment.second(dead->from),
                           row.sequence, when)};
}

} // namespace stanscope::causes

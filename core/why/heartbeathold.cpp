#include "core/why/casewords.h"
#include "core/why/rules.h"
#include "core/why/spelling.h"

namespace stanscope::causes {

/// Only subscriptions without a queue group are held: groups route around such a member (protocol
/// section 3.2).
std::optional<Finding> heartbeatHold(const Moment& moment, const Case& asked)
{
    if (asked.delivery == 0 || moment.delivery(asked.delivery).group != 0)
        return std::nullopt;
    const DeliveryRow& row = moment.delivery(asked.delivery);
    const Nanos ackWait = std::chrono::seconds(moment.ackWaitOf(asked.delivery));
    const ClientView* view = moment.client(row.client);
    if (!asked.ended.isOver() && view && view->heartbeatsMissed > 0
        && moment.now() > row.deliveredAt + ackWait)
        return Finding{message(Code::HeartbeatHold, row.sequence, moment.name(row.client),
                               view->heartbeatsMissed)};
    // Afterwards nothing is left of it but the time that it took.
    const RowRef before = moment.before(asked.delivery);
    if (before == 0 || ackWait == Nanos{})
        return std::nullopt;
    const Nanos due = moment.delivery(before).deliveredAt + ackWait;
    if (row.deliveredAt < due + ackWait - std::chrono::milliseconds(500)
        || !moment.spanAt(row.client, BandKind::Paused, due))
        return std::nullopt;
    return Finding{message(Code::HeartbeatHeld, row.sequence, moment.name(row.client),
                           duration(row.deliveredAt - due)),
                   {},
                   {},
                   true};
}

} // namespace stanscope::causes

#include "core/why/casewords.h"
#include "core/why/rules.h"

namespace stanscope::causes {

/// To a process that is dead, or to an inbox that nobody listens on.
std::optional<Finding> sentToDead(const Moment& moment, const Case& asked)
{
    if (asked.delivery == 0)
        return std::nullopt;
    const DeliveryRow& row = moment.delivery(asked.delivery);
    const std::string client = moment.name(row.client);
    if (row.unseen.get() && !asked.ended.isAcked())
        return Finding{message(Code::ResentUnheard, row.sequence, client)};
    if (asked.ended.isAcked())
        return std::nullopt;
    if (const auto dead = moment.spanAt(row.client, BandKind::Dead, row.deliveredAt))
        return Finding{message(Code::WentToDead, row.sequence, client, moment.second(dead->from)),
                       {},
                       {{Topic::Kind::Replica, row.client}}};
    const ClientView* view = moment.client(row.client);
    // Who has died since then was there to get it: that is another cause.
    if (!asked.ended.isOver() && view && view->health == ClientHealth::DeadButRegistered
        && !moment.spanWithin(row.client, BandKind::Dead, row.deliveredAt, moment.now()))
        return Finding{message(Code::WentToClosedInbox, row.sequence, client)};
    return std::nullopt;
}

} // namespace stanscope::causes

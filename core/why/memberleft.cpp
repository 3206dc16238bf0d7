#include "core/why/memberleft.h"

#include "core/why/casewords.h"
#include "core/why/rules.h"

namespace stanscope::causes {

namespace {

/// The member that left, and how, as far as its process shows.
Message howItLeft(const Moment& moment, NameId client, Nanos at)
{
    constexpr Nanos around = std::chrono::seconds(1);
    if (const auto dead = moment.spanAt(client, BandKind::Dead, at))
        return message(Code::LeftAfterDeath, moment.second(dead->from));
    if (const auto paused = moment.spanAt(client, BandKind::Paused, at))
        return message(Code::LeftWhilePaused, moment.second(paused->from));
    const ReplicaView* view = moment.replica(client);
    if (!view || !view->process)
        return message(Code::LeftUnknown);
    // Its death before that ended when it was started again.
    if (const auto before = moment.spanWithin(client, BandKind::Dead, Nanos{}, at);
        before && before->until != Nanos{} && before->until + around * 10 > at)
        return message(Code::LeftReplaced);
    return message(Code::LeftClosed);
}

} // namespace

/// Killed, closed or replaced: the others get what it had. Of the delivery that it had, and of the
/// one that came of it.
std::optional<Finding> memberLeft(const Moment& moment, const Case& asked)
{
    if (asked.delivery == 0)
        return std::nullopt;
    const DeliveryRow& row = moment.delivery(asked.delivery);
    if (asked.ended.how == DeliveryEnd::Transferred)
        return Finding{message(Code::LeftHolding, moment.name(row.client),
                               moment.second(asked.ended.at), row.sequence,
                               howItLeft(moment, row.client, asked.ended.at))};
    const RowRef before = moment.before(asked.delivery);
    if (before == 0 || moment.endOf(before).how != DeliveryEnd::Transferred
        || isResumption(moment, before, asked.delivery))
        return std::nullopt;
    const NameId left = moment.delivery(before).client;
    const Nanos at = moment.endOf(before).at;
    return Finding{message(Code::MemberLeft, moment.name(row.client), row.sequence,
                           moment.name(left), moment.second(at), howItLeft(moment, left, at)),
                   {},
                   {deliveryTopic(before)}};
}

} // namespace stanscope::causes

#include "core/why/casewords.h"
#include "core/why/rules.h"
#include "core/why/spelling.h"

namespace stanscope::causes {

/// Of a replica that cannot do anything: dead, a ghost, or paused.
std::optional<Finding> deadMember(const Moment& moment, const Case& asked)
{
    const ReplicaView* view = asked.client == 0 ? nullptr : moment.replica(asked.client);
    if (!view)
        return std::nullopt;
    const std::string name = view->name.value();
    if (const auto paused = moment.spanAt(asked.client, BandKind::Paused, moment.now());
        paused && view->state == ReplicaState::Paused)
        return Finding{message(Code::MemberIsPaused, name, moment.second(paused->from))};
    const auto dead = moment.spanAt(asked.client, BandKind::Dead, moment.now());
    if (!dead)
        return std::nullopt;
    const std::string since = moment.second(dead->from);
    if (view->state != ReplicaState::Ghost)
        return Finding{message(Code::MemberIsDead, name, since)};
    const auto unacked = moment.unackedAt(asked.subscription, moment.now() + Nanos(1));
    return Finding{
        message(Code::MemberIsGhost, name, since,
                unacked.empty() ? std::to_string(view->outstanding) : listText(unacked))};
}

} // namespace stanscope::causes

#include "core/why/casewords.h"
#include "core/why/rules.h"
#include "core/why/spelling.h"

namespace stanscope::causes {

namespace {

constexpr Nanos worthTelling = std::chrono::milliseconds(100);

bool reports(const ReplicaView* view)
{
    return view && view->process && view->role == process::Role::Account;
}

/// What a replica had in hand at a moment; 0: nothing that was reported.
RowRef inHand(const Moment& moment, NameId replica, Nanos at)
{
    constexpr std::size_t enough = 20'000;
    const std::size_t end = moment.snapshot().extent.handlings;
    for (std::size_t row = end; row > 0 && row + enough > end; --row) {
        const Moment::Handled one = moment.handled(static_cast<RowRef>(row));
        if (one.replica == replica && one.received < at)
            return one.ended == Nanos{} || one.ended >= at ? static_cast<RowRef>(row) : 0;
    }
    return 0;
}

} // namespace

/// The client library hands one message after the other to the handler; the others lie in its
/// queue, and their AckWait runs.
std::optional<Finding> clientQueue(const Moment& moment, const Case& asked)
{
    if (asked.delivery == 0)
        return std::nullopt;
    const DeliveryRow& row = moment.delivery(asked.delivery);
    const bool isThere = asked.handling != 0;
    const Nanos until = isThere ? asked.handled.received : moment.now();
    if (until - row.deliveredAt < worthTelling
        || (!isThere && (asked.ended.isOver() || !reports(moment.replica(row.client)))))
        return std::nullopt;
    // Half-way, which is neither its arrival nor the next one's.
    const Nanos meanwhile = row.deliveredAt + (until - row.deliveredAt) / 2;
    if (moment.spanAt(row.client, BandKind::Dead, meanwhile))
        return std::nullopt;
    Message busy = message(Code::BusyUnknown);
    std::vector<Topic> because;
    if (moment.spanAt(row.client, BandKind::Paused, meanwhile)) {
        busy = message(Code::BusyPaused);
        because = {{Topic::Kind::Replica, row.client}};
    } else if (const RowRef other = inHand(moment, row.client, meanwhile)) {
        busy = message(Code::BusyWith, moment.history().handlings[other - 1].sequence);
        if (const RowRef delivery = moment.deliveryOf(other))
            because = {deliveryTopic(delivery)};
    }
    const std::string client = moment.name(row.client);
    const std::string waited = duration(until - row.deliveredAt);
    return Finding{isThere ? message(Code::ClientQueueWaited, row.sequence, waited, client, busy)
                           : message(Code::ClientQueueWaits, row.sequence, client,
                                     moment.second(row.deliveredAt), busy),
                   {},
                   because};
}

} // namespace stanscope::causes

#include "core/why/redeliveries.h"

#include "core/why/moment.h"
#include "core/why/why.h"

namespace stanscope {

std::vector<Redelivery> redeliveriesOf(const Snapshot& snapshot, std::size_t most)
{
    std::vector<Redelivery> found;
    if (!snapshot.history)
        return found;
    const Moment moment(snapshot);
    for (std::size_t at = 1; at <= snapshot.extent.deliveries && found.size() < most; ++at) {
        const auto ref = static_cast<RowRef>(at);
        const DeliveryRow& row = moment.delivery(ref);
        if (row.attempt < 2)
            continue;
        Redelivery& one = found.emplace_back();
        one.sequence = row.sequence;
        one.attempt = row.attempt;
        one.replica = moment.name(row.client);
        const RowRef before = moment.before(ref);
        if (before == 0)
            continue;
        one.from = moment.name(moment.delivery(before).client);
        one.reason = whySentAgain(snapshot, ref);
        const Moment::Ended ended = moment.endOf(before);
        const Nanos acked = moment.handled(moment.handlingOf(before)).acked;
        if (!ended.isAcked() && acked > ended.at)
            one.lateBy = acked - ended.at;
    }
    return found;
}

} // namespace stanscope

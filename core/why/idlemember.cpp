#include "core/why/casewords.h"
#include "core/why/rules.h"

namespace stanscope::causes {

namespace {

/// The last first attempt that went to a group.
RowRef lastNewOf(const Moment& moment, const SubscriptionView& view)
{
    constexpr std::size_t enough = 20'000;
    const std::size_t end = moment.snapshot().extent.deliveries;
    for (std::size_t row = end; row > 0 && row + enough > end; --row) {
        const DeliveryRow& one = moment.history().deliveries[row - 1];
        if (one.attempt == 1 && moment.name(one.channel) == view.channel.value()
            && moment.name(one.group) == view.queueGroup)
            return static_cast<RowRef>(row);
    }
    return 0;
}

} // namespace

/// Nothing is with it: another member had room (protocol section 3.1).
std::optional<Finding> idleMember(const Moment& moment, const Case& asked)
{
    const SubscriptionView* view =
        asked.client == 0 ? nullptr : moment.subscription(asked.subscription);
    if (!view || view->pending > 0 || view->offline)
        return std::nullopt;
    const RowRef last = view->queueGroup.empty() ? 0 : lastNewOf(moment, *view);
    if (last != 0 && moment.delivery(last).client != asked.client)
        return Finding{message(Code::IdleOthersHaveRoom, view->client,
                               moment.delivery(last).sequence,
                               moment.name(moment.delivery(last).client)),
                       {},
                       {deliveryTopic(last)}};
    return view->lastSent.isNull()
        ? std::nullopt
        : std::optional(Finding{message(Code::IdleAllDone, view->client)});
}

} // namespace stanscope::causes

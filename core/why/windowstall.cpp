#include "core/why/casewords.h"
#include "core/why/rules.h"
#include "core/why/spelling.h"

namespace stanscope::causes {

namespace {

constexpr Nanos noticed = std::chrono::milliseconds(50);

bool isFull(const SubscriptionView& view)
{
    return !view.offline && view.maxInflight > 0
        && (view.stalled || view.pending >= static_cast<std::uint32_t>(view.maxInflight));
}

std::string windowOf(const Moment& moment, const SubscriptionView& view)
{
    const std::string text = listText(moment.unackedAt(view.id, moment.now() + Nanos(1)));
    return text.empty() ? std::to_string(view.pending) : text;
}

/// Of one that nobody got so far, because all who could are full.
std::optional<Finding> windowWaits(const Moment& moment, const Case& asked)
{
    const MessageRow& row = moment.history().messages[asked.message - 1];
    const SubscriptionView* full = nullptr;
    for (const SubscriptionView& view : moment.snapshot().subscriptions) {
        if (view.channel.value() != moment.name(row.channel) || view.offline)
            continue;
        if (!isFull(view))
            return std::nullopt;
        full = full ? full : &view;
    }
    if (!full)
        return std::nullopt;
    return Finding{message(Code::WindowWaits, row.sequence, full->client, windowOf(moment, *full),
                           full->maxInflight),
                   {},
                   {{Topic::Kind::Subscription, full->id}}};
}

/// Of one that came late.
std::optional<Finding> windowWaited(const Moment& moment, const Case& asked)
{
    const DeliveryRow& row = moment.delivery(asked.delivery);
    const MessageRow& stored = moment.history().messages[asked.message - 1];
    const Nanos wait = row.deliveredAt - stored.seenAt;
    const int most = moment.maxInflightOf(row);
    if (row.attempt > 1 || stored.origin.get() != MessageOrigin::Published || wait < noticed
        || most == 0)
        return std::nullopt;
    const auto unacked = moment.unackedAt(row.subscription, row.deliveredAt);
    if (unacked.size() < static_cast<std::size_t>(most))
        return std::nullopt;
    Finding found{message(Code::WindowWaited, row.sequence, duration(wait), moment.name(row.client),
                          listText(unacked), most)};
    return found;
}

} // namespace

/// MaxInflight: a member that is full gets nothing new, and what is new waits.
std::optional<Finding> windowStall(const Moment& moment, const Case& asked)
{
    if (asked.topic.kind == Topic::Kind::Replica || asked.topic.kind == Topic::Kind::Subscription) {
        const SubscriptionView* view = moment.subscription(asked.subscription);
        if (!view || !isFull(*view))
            return std::nullopt;
        return Finding{
            message(Code::WindowStall, view->client, windowOf(moment, *view), view->maxInflight),
            {},
            {deliveryTopic(asked.delivery)}};
    }
    if (asked.message == 0)
        return std::nullopt;
    return asked.delivery == 0 ? windowWaits(moment, asked) : windowWaited(moment, asked);
}

} // namespace stanscope::causes

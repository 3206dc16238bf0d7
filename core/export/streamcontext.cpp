#include "core/export/streamcontext.h"

#include "core/lab/lab.h"
#include "core/why/moment.h"
#include "core/why/why.h"

#include <algorithm>

namespace stanscope {

namespace {

std::uint32_t subscriptionOf(const EventBody& body)
{
    if (const auto* delivered = std::get_if<wire::Delivered>(&body))
        return delivered->subscription.value();
    if (const auto* ack = std::get_if<wire::AckSent>(&body))
        return ack->subscription.value();
    if (const auto* left = std::get_if<wire::Unsubscribed>(&body))
        return left->subscription.value();
    return 0;
}

/// Why the last delivery was sent again, and who had it.
void explain(EventContext& context, const Lab& lab)
{
    const auto last = static_cast<RowRef>(lab.history()->deliveries.size());
    const auto snapshot = lab.doubts();
    const Moment moment(*snapshot);
    const RowRef before = moment.before(last);
    if (before == 0)
        return;
    context.reason = whySentAgain(*snapshot, last);
    context.from = moment.name(moment.delivery(before).client);
}

/// An ack is late when the broker had given up what the subscription had been sent.
std::optional<Nanos> latenessOf(const wire::AckSent& ack, Nanos time, const Lab& lab)
{
    constexpr int enough = 1000;
    RowRef row = lab.broker().mirror().latestDelivery(ack.subscription, ack.sequence);
    const auto isOwn = [&](RowRef one) {
        return lab.history()->deliveries[one - 1].subscription == ack.subscription.value();
    };
    if (row == 0 || isOwn(row))
        return std::nullopt;
    const auto snapshot = lab.doubts();
    const Moment moment(*snapshot);
    for (int steps = 0; row != 0 && !isOwn(row) && steps < enough; ++steps)
        row = moment.before(row);
    if (row == 0 || !isOwn(row))
        return std::nullopt;
    const Moment::Ended ended = moment.endOf(row);
    if (!ended.isOver() || ended.isAcked())
        return std::nullopt;
    return std::max(Nanos{}, time - ended.at);
}

/// Of the rows that are kept, those that were not `taken` yet.
template <typename Rows>
std::vector<typename Rows::value_type> takeFresh(const Rows& rows, std::uint64_t found,
                                                 std::uint64_t& taken, std::uint64_t open = 0)
{
    const std::uint64_t kept = rows.size() - std::min<std::uint64_t>(open, rows.size());
    const auto fresh = std::min<std::uint64_t>(found - open - taken, kept);
    taken = found - open;
    const auto end = rows.begin() + static_cast<std::ptrdiff_t>(kept);
    return {end - static_cast<std::ptrdiff_t>(fresh), end};
}

} // namespace

EventContext StreamContext::take(const Event& event, const Lab& lab)
{
    remember(event);
    EventContext context{m_clock};
    context.run = &m_run;
    if (const auto found = m_subscriptions.find(subscriptionOf(event.body));
        found != m_subscriptions.end())
        context.subscription = &found->second;
    const auto& deliveries = lab.history()->deliveries;
    if (deliveries.size() > m_deliveries) {
        context.delivery = &deliveries[deliveries.size() - 1];
        if (context.delivery->attempt > 1 && std::holds_alternative<wire::Delivered>(event.body))
            explain(context, lab);
    }
    m_deliveries = deliveries.size();
    if (const auto* sent = std::get_if<wire::AckSent>(&event.body))
        context.lateBy = latenessOf(*sent, event.time, lab);
    if (std::holds_alternative<wire::AckSent>(event.body))
        context.wasAwaited = lab.broker().mirror().wasAwaited();
    if (const auto* subscribed = std::get_if<wire::Subscribed>(&event.body))
        context.joining = lab.broker().mirror().joiningOf(subscribed->subscription);
    if (const auto* ack = std::get_if<wire::PubAcked>(&event.body)) {
        context.stored = lab.broker().lastStored(ack->channel);
        context.supposed = lab.broker().supposedStored(ack->channel);
    }
    return context;
}

std::vector<DriftRow> StreamContext::takeDrifts(const Lab& lab, bool all)
{
    const BrokerFold& broker = lab.broker();
    return takeFresh(broker.driftRows(), broker.driftsFound(), m_drifts,
                     all ? 0 : broker.driftsOpen());
}

std::vector<NoticeRow> StreamContext::takeNotices(const Lab& lab)
{
    auto notices = takeFresh(lab.broker().tap().notices, lab.broker().noticesFound(), m_notices);
    // An event of its own tells who leads.
    std::erase_if(notices,
                  [](const NoticeRow& row) { return row.kind == NoticeRow::Kind::Leader; });
    return notices;
}

std::vector<HealthRow> StreamContext::takeHealth(const Lab& lab)
{
    return takeFresh(lab.broker().healthRows(), lab.broker().healthChanges(), m_health);
}

void StreamContext::remember(const Event& event)
{
    if (const auto* run = std::get_if<laboratory::RunStarted>(&event.body)) {
        m_clock = UnixClock(run->unixNs, event.time);
        m_run = *run;
    } else if (const auto* subscribed = std::get_if<wire::Subscribed>(&event.body)) {
        m_subscriptions[subscribed->subscription.value()] = {
            subscribed->client, subscribed->channel, subscribed->queueGroup, subscribed->durable};
    } else if (const auto* answer = std::get_if<monitor::Answered>(&event.body)) {
        for (const MonitoredChannel& channel : answer->channels)
            for (const MonitoredSubscription& one : channel.subscriptions)
                if (one.subscription != 0)
                    m_subscriptions.try_emplace(
                        one.subscription,
                        SubscriptionNames{one.client, channel.name, one.queueGroup, one.durable});
    }
}

/// The decoder does not use the number of a subscription that is gone again.
void StreamContext::forget(const Event& event)
{
    ClientId client;
    if (const auto* left = std::get_if<wire::Unsubscribed>(&event.body))
        m_subscriptions.erase(left->subscription.value());
    else if (const auto* closed = std::get_if<wire::ClientClosed>(&event.body))
        client = closed->client;
    else if (const auto* connected = std::get_if<wire::ClientConnected>(&event.body))
        client = connected->client;
    if (!client.isNull())
        std::erase_if(m_subscriptions,
                      [&](const auto& entry) { return entry.second.client == client; });
}

} // namespace stanscope

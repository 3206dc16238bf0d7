#include "core/mirror/brokerfold.h"

#include <utility>

// What each event means for the broker; monitoring and gaps are in brokermonitoring.cpp.
namespace stanscope {

BrokerFold::BrokerFold(BrokerWriter& writer, const laboratory::RunStarted& run, Nanos start,
                       Hooks hooks)
    : m_hooks(std::move(hooks))
    , m_writer(writer)
    , m_messages(writer, m_hooks.payload)
    , m_mirror(writer, m_messages, countingDeliveries())
    , m_isMonitored(run.monitored)
    , m_isAttached(run.attached)
    , m_cluster(run.cluster)
{
    if (run.unixNs != 0)
        m_mirror.setUnixEpoch(start - Nanos(run.unixNs));
    if (run.monitored)
        m_check.state = MirrorCheckView::State::Bootstrapping;
    if (run.attached && !run.monitored)
        m_messages.startBlind();
    if (run.attached)
        m_messages.setStart(run.unixNs);
}

BrokerFold::BrokerFold(const BrokerFold& other, BrokerWriter& writer, Hooks hooks)
    : m_hooks(std::move(hooks))
    , m_writer(writer)
    , m_messages(other.m_messages, writer, m_hooks.payload)
    , m_mirror(other.m_mirror, writer, m_messages, countingDeliveries())
    , m_isMonitored(other.m_isMonitored)
    , m_isAttached(other.m_isAttached)
    , m_cluster(other.m_cluster)
    , m_limits(other.m_limits)
    , m_askedFor(other.m_askedFor)
    , m_answering(other.m_answering)
    , m_advised(other.m_advised)
    , m_noticesFound(other.m_noticesFound)
    , m_serverId(other.m_serverId)
    , m_version(other.m_version)
    , m_tap(other.m_tap)
    , m_drift(other.m_drift)
    , m_knownHealth(other.m_knownHealth)
    , m_health(other.m_health)
    , m_healthChanges(other.m_healthChanges)
    , m_check(other.m_check)
    , m_gaps(other.m_gaps)
    , m_isOwnDown(other.m_isOwnDown)
    , m_awayCount(other.m_awayCount)
    , m_outage(other.m_outage)
    , m_redeliveries(other.m_redeliveries)
{
}

Mirror::OnDelivery BrokerFold::countingDeliveries()
{
    return [this](std::uint32_t row) {
        if (m_writer.rows().deliveries[row].attempt > 1)
            ++m_redeliveries;
        if (m_hooks.delivery)
            m_hooks.delivery(row);
    };
}

void BrokerFold::advance(Nanos now)
{
    const std::uint64_t before = m_mirror.conclusions();
    m_mirror.advance(now);
    takeNotices();
    noteUnanswered(now);
    // The broker has to say whether it sees that as well.
    if (m_mirror.conclusions() != before)
        m_drift.want(now);
    compareWithBroker(now);
}

void BrokerFold::brokerRuns(Nanos time, bool restarted, bool keptStore)
{
    m_isOwnDown = false;
    m_drift.reset();
    if (restarted && !keptStore)
        m_messages.forgetStore();
    m_mirror.brokerRuns(time, restarted, keptStore);
}

// Whose picture of the broker a frame has moved: nothing can be compared right after (touch).

void BrokerFold::apply(Nanos time, const wire::ConnectRequested& event)
{
    m_drift.touch({}, time);
    m_mirror.apply(time, event);
}

void BrokerFold::apply(Nanos time, const wire::ClientConnected& event)
{
    brokerSpeaks(time);
    m_drift.touch({}, time);
    m_mirror.apply(time, event);
}

void BrokerFold::apply(Nanos time, const wire::ClientRefused& event)
{
    m_mirror.connectRefused(event.client);
    adviseOnRefusal(time, event);
    m_hooks.oddity(time, event.client.value(), message(Code::ConnectRefused, event.error));
}

void BrokerFold::apply(Nanos time, const wire::ClientClosed& event)
{
    m_drift.touch({}, time);
    m_knownHealth.erase(event.client); // that is told by itself
    m_mirror.apply(time, event);
}

void BrokerFold::apply(Nanos time, const wire::PublishSent& event)
{
    m_drift.touch(event.channel, time);
    doubtIfIdle(time, event.channel);
    m_messages.publishSent(time, event);
}

void BrokerFold::apply(Nanos time, const wire::PubAcked& event)
{
    brokerSpeaks(time);
    m_drift.touch(event.channel, time);
    m_messages.pubAcked(time, event);
    if (event.error.empty())
        m_mirror.stored(event.channel);
}

void BrokerFold::apply(Nanos time, const wire::SubscribeRequested& event)
{
    m_drift.touch(event.channel, time);
}

void BrokerFold::apply(Nanos time, const wire::Subscribed& event)
{
    brokerSpeaks(time);
    m_drift.touch(event.channel, time);
    m_mirror.apply(time, event);
}

void BrokerFold::apply(Nanos time, const wire::SubscribeRefused& event) const
{
    m_hooks.oddity(time, event.client.value(), message(Code::SubscribeRefused, event.error));
}

void BrokerFold::apply(Nanos time, const wire::Unsubscribed& event)
{
    m_drift.touch(m_mirror.channelOf(event.subscription), time);
    m_mirror.apply(time, event);
}

void BrokerFold::apply(Nanos time, const wire::Delivered& event)
{
    brokerSpeaks(time);
    const ChannelName channel = m_mirror.channelOf(event.subscription);
    m_drift.touch(channel, time);
    if (!m_tap.away
        && m_messages.contradicts(channel, event.sequence.value(), event.storedAtUnixNs))
        channelEnds(time, channel,
                    message(Code::ChannelBeganAnew, channel, m_messages.last(channel)));
    m_mirror.apply(time, event);
    takeNotices();
}

void BrokerFold::apply(Nanos time, const wire::AckSent& event)
{
    m_drift.touch(m_mirror.channelOf(event.subscription), time);
    m_mirror.apply(time, event);
}

void BrokerFold::apply(Nanos time, const wire::HeartbeatSent& event)
{
    brokerSpeaks(time);
    m_mirror.apply(time, event);
}

void BrokerFold::apply(Nanos time, const wire::HeartbeatAnswered& event)
{
    m_mirror.apply(time, event);
}

void BrokerFold::apply(Nanos time, const wire::PingRefused& event)
{
    m_drift.touch({}, time);
    m_mirror.apply(time, event);
}

void BrokerFold::apply(Nanos time, const wire::Malformed& event)
{
    ++m_tap.malformed;
    m_hooks.oddity(time, event.subject.value(), said(event.why));
}

void BrokerFold::apply(Nanos time, const wire::TapDenied& event)
{
    m_tap.denied = event.why;
    m_hooks.oddity(time, "tap", event.why);
}

void BrokerFold::apply(Nanos, const wire::FramesSeen& event)
{
    m_tap.frames += event.frames;
    m_tap.unknown += event.unknown;
}

void BrokerFold::apply(Nanos time, const monitor::Presence& event)
{
    m_mirror.apply(time, event);
}

void BrokerFold::apply(Nanos time, const laboratory::Tick&)
{
    noteHealth(time); // advancing the time has done the rest
}

} // namespace stanscope

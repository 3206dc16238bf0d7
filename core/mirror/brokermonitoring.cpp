#include "core/mirror/brokerfold.h"

#include <algorithm>
#include <set>

// What the broker's fold makes of the monitoring endpoint, and of the times when the tap was away.
namespace stanscope {

namespace {

constexpr std::size_t mostHealthRows = 100;

/// The last of a round's three requests tells the channels: it was answered about then.
Nanos countedAt(Nanos asked, Nanos answered)
{
    return asked + (answered - asked) * 5 / 6;
}

} // namespace

void BrokerFold::apply(Nanos time, const monitor::Answered& answer)
{
    using State = MirrorCheckView::State;
    m_serverId = answer.serverId;
    m_version = answer.version;
    if (answer.purpose == monitor::Purpose::Bootstrap) {
        const Nanos counted = countedAt(answer.askedAt, time);
        for (const MonitoredChannel& channel : answer.channels)
            m_messages.adopt(channel.name, channel.first, channel.last, counted);
        m_mirror.bootstrap(time, counted, answer);
        m_drift.reset();
        m_check.state = State::Waiting;
    } else {
        m_mirror.confirmClients(time, answer);
        confirmChannels(answer);
        if (!m_tap.away && m_check.state != State::Bootstrapping)
            m_drift.offer(time, answer);
        if (m_check.state == State::Unmonitored || m_check.state == State::Failed)
            m_check.state = State::Waiting;
    }
    m_check.why.clear();
}

/// What limits and inactivity do to a channel makes no frame.
void BrokerFold::confirmChannels(const monitor::Answered& answer)
{
    std::set<ChannelName> known;
    for (const MonitoredChannel& channel : answer.channels) {
        m_messages.noteFirst(channel.name, channel.first);
        known.insert(channel.name);
    }
    for (const MonitoredChannel& channel : m_mirror.monitoredChannels())
        if (!channel.subscriptions.empty())
            known.insert(channel.name);
    for (const ChannelName& channel : m_messages.channels())
        if (!known.contains(channel) && !m_drift.wasTouchedSince(channel, answer.askedAt))
            m_messages.forget(channel);
}

void BrokerFold::compareWithBroker(Nanos now)
{
    if (!m_drift.isRipe(now))
        return;
    DriftCheck::Mirrored mirrored{m_mirror.monitoredClients(), m_mirror.monitoredChannels(), {}};
    for (const MonitoredChannel& channel : mirrored.channels)
        if (!m_mirror.isAtRest(channel.name))
            mirrored.restless.push_back(channel.name);
    m_drift.compare(now, mirrored);
}

MirrorCheckView BrokerFold::checkView() const
{
    using State = MirrorCheckView::State;
    MirrorCheckView view = m_check;
    view.compared = m_drift.compared();
    view.matched = m_drift.matched();
    view.corrections = m_drift.corrections();
    view.unknown = m_mirror.unknownPending();
    view.suspicious = m_drift.isSuspicious() || m_mirror.isWorthAsking();
    view.drift.assign(m_drift.drift().begin(), m_drift.drift().end());
    if (view.state == State::Waiting && m_drift.isDrifting())
        view.state = State::Drifting;
    else if (view.state == State::Waiting && view.matched > 0)
        view.state = State::Matching;
    return view;
}

void BrokerFold::apply(Nanos, const monitor::Failed& event)
{
    m_check.state = MirrorCheckView::State::Failed;
    m_check.why = event.why;
}

void BrokerFold::apply(Nanos time, const monitor::Corrected& event)
{
    for (const MonitoredChannel& channel : event.channels)
        m_messages.adopt(channel.name, channel.first, channel.last, {});
    m_mirror.correct(time, event);
    m_drift.corrected(event);
}

/// The broker tells nobody that it misses a client's heartbeats or has dropped it.
void BrokerFold::noteHealth(Nanos time)
{
    const auto note = [&](const ClientId& client, ClientHealth health) {
        ++m_healthChanges;
        m_health.push_back({time, client, health});
        if (m_health.size() > mostHealthRows)
            m_health.pop_front();
    };
    std::map<ClientId, ClientHealth> now;
    for (const ClientView& client : m_mirror.clientViews()) {
        now.emplace(client.client, client.health);
        const auto before = m_knownHealth.find(client.client);
        if (client.health
            != (before == m_knownHealth.end() ? ClientHealth::Healthy : before->second))
            note(client.client, client.health);
    }
    for (const auto& [client, health] : m_knownHealth)
        if (!now.contains(client))
            note(client, ClientHealth::Closed);
    m_knownHealth = std::move(now);
}

void BrokerFold::apply(Nanos time, const wire::TapGap& event)
{
    ++m_tap.gaps;
    m_hooks.oddity(time, "tap", event.why);
    if (!m_tap.away)
        m_gaps.push_back({time, {}, event.why});
    m_tap.away = true;
    m_messages.tapGap();
    m_mirror.tapGap(time);
    m_drift.reset();
}

void BrokerFold::apply(Nanos time, const wire::TapBack&)
{
    if (m_tap.away)
        m_gaps.back().until = time;
    m_tap.away = false;
    if (m_isMonitored)
        m_check.state = MirrorCheckView::State::Bootstrapping;
    m_mirror.tapBack(time);
    m_drift.reset();
}

MirrorState BrokerFold::state(Nanos now) const
{
    MirrorState state;
    state.time = now;
    state.clients = m_mirror.clientStates();
    state.channels = m_mirror.channelStates();
    state.gaps = m_gaps;
    state.drift.assign(m_drift.drift().begin(), m_drift.drift().end());
    return state;
}

} // namespace stanscope

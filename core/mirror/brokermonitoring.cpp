#include "core/mirror/brokerfold.h"

#include <algorithm>
#include <utility>

// What the broker's fold makes of the monitoring endpoint, and of the times when the tap was away.
namespace stanscope {

namespace {

constexpr std::size_t mostHealthRows = 100;
/// The tap feels a broker's death at once; the process that started it hears of it a little later.
constexpr Nanos deathIsHeardWithin = std::chrono::seconds(2);

/// The last of a round's three requests tells the channels: it was answered about then.
Nanos countedAt(Nanos asked, Nanos answered)
{
    return asked + (answered - asked) * 5 / 6;
}

} // namespace

void BrokerFold::apply(Nanos time, const monitor::Answered& answer)
{
    using State = MirrorCheckView::State;
    const bool isFirst = m_serverId.empty();
    const bool isOther = m_serverId != answer.serverId;
    // What a follower or a standby lists is of some time ago: better than nothing, once.
    const bool isWorse = answer.lags && !isFirst;
    if (!isWorse) {
        m_serverId = answer.serverId;
        m_version = answer.version;
    }
    if (answer.purpose == monitor::Purpose::Bootstrap && !isWorse) {
        const Nanos counted = countedAt(answer.askedAt, time);
        if (m_tap.outage && !m_tap.away)
            joinedAgain(time, answer);
        if (!isFirst && !answer.lags)
            compareWithBefore(time, answer, isOther);
        for (const MonitoredChannel& channel : answer.channels)
            m_messages.adopt(channel.name, channel.first, channel.last, answer.askedAt, time);
        if (isFirst)
            m_messages.startAfter(answer.channels);
        m_mirror.bootstrap(time, counted, answer);
        m_drift.reset();
        m_drift.joined(time);
        m_check.state = State::Waiting;
    } else {
        if (answer.purpose == monitor::Purpose::Check && !answer.lags) {
            m_mirror.confirmClients(time, answer);
            if (!m_tap.away && m_check.state != State::Bootstrapping) {
                confirmChannels(time, answer);
                m_drift.offer(time, answer);
            }
        }
        if (m_check.state == State::Unmonitored || m_check.state == State::Failed
            || answer.purpose == monitor::Purpose::Bootstrap)
            m_check.state = State::Waiting;
    }
    m_check.why = {};
}

void BrokerFold::compareWithBroker(Nanos now)
{
    if (!m_drift.isRipe(now))
        return;
    DriftCheck::Mirrored mirrored{m_mirror.monitoredClients(), m_mirror.monitoredChannels(), {}};
    for (const MonitoredChannel& channel : mirrored.channels)
        if (!m_mirror.isAtRest(channel.name))
            mirrored.restless.insert(channel.name);
    mirrored.rough = m_mirror.roughChannels();
    m_drift.compare(now, mirrored);
    for (const auto& [subscription, stalled] : m_drift.takeStalls())
        m_mirror.adoptStall(subscription, stalled);
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
    view.wanted = view.suspicious || m_drift.wantsAnswer();
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
        m_messages.adopt(channel.name, channel.first, channel.last);
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
    const std::set<ClientId> changed = m_mirror.takeChangedClients();
    for (const ClientId& client : changed) {
        if (!m_mirror.isRegistered(client))
            continue;
        const ClientHealth health = m_mirror.healthOf(client);
        const auto [known, isNew] = m_knownHealth.try_emplace(client, ClientHealth::Healthy);
        if (std::exchange(known->second, health) != health)
            note(client, health);
    }
    for (const ClientId& client : changed)
        if (!m_mirror.isRegistered(client) && m_knownHealth.erase(client) > 0)
            note(client, ClientHealth::Closed);
}

void BrokerFold::apply(Nanos time, const wire::TapGap& event)
{
    if (!m_tap.away && m_isOwnDown && !hasGuests()) {
        m_tap.outage = true;
        m_outage = {time, {}, event.why};
    } else if (!(m_tap.away && m_tap.outage)) {
        m_tap.outage = false; // unless the broker turns out to have died again
        ++m_tap.gaps;
        m_awayCount = m_tap.away ? m_awayCount + 1 : 1;
        m_hooks.oddity(time, "tap", event.why);
        if (!m_tap.away)
            m_gaps.push_back({time, {}, event.why});
    }
    m_tap.away = true;
    m_messages.tapGap();
    m_mirror.tapGap(time);
    m_drift.reset();
}

void BrokerFold::apply(Nanos time, const wire::TapBack&)
{
    if (m_tap.away)
        (m_tap.outage ? m_outage : m_gaps.back()).until = time;
    m_tap.away = false;
    if (m_isMonitored || m_tap.outage)
        m_check.state = MirrorCheckView::State::Bootstrapping;
    m_mirror.tapBack(time);
    m_drift.reset();
}

bool BrokerFold::hasGuests() const
{
    const auto clients = m_mirror.clientViews();
    return !m_hooks.isOurs
        || std::any_of(clients.begin(), clients.end(), [this](const ClientView& client) {
               return client.health != ClientHealth::Closed && !m_hooks.isOurs(client.client);
           });
}

void BrokerFold::brokerEnds(Nanos time)
{
    if (!std::exchange(m_isOwnDown, true))
        excuseGapSince(time - deathIsHeardWithin);
}

/// The tap was away a moment before anybody could know why.
void BrokerFold::excuseGapSince(Nanos earliest)
{
    if (!m_tap.away || m_tap.outage || m_gaps.back().from < earliest || hasGuests())
        return;
    m_tap.outage = true;
    m_outage = m_gaps.back();
    m_tap.gaps -= m_awayCount;
    m_gaps.pop_back();
}

/// What was stored and not heard of has a number: nobody but the broker can have sent anything.
/// Unless somebody came before the tap did.
void BrokerFold::joinedAgain(Nanos time, const monitor::Answered& answer)
{
    m_tap.outage = false;
    const bool hasGuest = std::any_of(
        answer.clients.begin(), answer.clients.end(),
        [this](const MonitoredClient& client) { return !m_hooks.isOurs(client.client); });
    if (hasGuest) {
        ++m_tap.gaps;
        m_gaps.push_back(m_outage);
        return;
    }
    for (const MonitoredChannel& channel : answer.channels)
        m_messages.fillIn(time, channel.name, channel.first, channel.last);
}

MirrorState BrokerFold::state(Nanos now) const
{
    MirrorState state;
    state.time = now;
    state.clients = m_mirror.clientStates();
    state.channels = m_mirror.channelStates();
    state.indefinite = m_messages.indefinite();
    state.notices = m_tap.notices;
    state.gaps = m_gaps;
    state.drift.assign(m_drift.drift().begin(), m_drift.drift().end());
    return state;
}

} // namespace stanscope

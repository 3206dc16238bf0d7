#include "core/mirror/clientregistry.h"

#include <algorithm>
#include <utility>

namespace stanscope {

namespace {

/// Of a broker whose time-out nobody told: an answer on a healthy network is far faster.
constexpr Nanos suspectAfter = std::chrono::seconds(1);
/// Between a client's heartbeats, unless it was configured (section 1.3).
constexpr Nanos usualInterval = std::chrono::seconds(30);
/// A heartbeat that has not come by then will not come: the client is registered no more.
constexpr Nanos heartbeatGrace = std::chrono::milliseconds(400);
/// An answer may reach the tap a little after the broker.
constexpr Nanos answerGrace = std::chrono::milliseconds(20);
/// The same, where what the broker did next has reached the tap.
constexpr Nanos orderGrace = std::chrono::milliseconds(2);
/// How fast a client that lives answers a heartbeat, on a machine that is not overloaded.
constexpr Nanos promptly = std::chrono::milliseconds(100);
/// One that does not answer for so long was not asked because it had sent a ping.
constexpr Nanos unansweredFor = std::chrono::milliseconds(300);
/// How far a broker's timers are off on a busy machine.
constexpr Nanos failedNearby = std::chrono::milliseconds(40);
constexpr Nanos justNow = std::chrono::milliseconds(300);
/// The probe of an id that somebody else wants: its time-out, and how fast it is answered (section
/// 3.4: 3 to 6 ms).
constexpr Nanos probeTimeout = std::chrono::milliseconds(500);
constexpr Nanos probeAnswered = std::chrono::milliseconds(30);

/// Settings are whole seconds nearly always; a busy machine shows them a little off.
Nanos asSet(Nanos measured)
{
    constexpr Nanos off = std::chrono::milliseconds(100);
    const Nanos whole = std::chrono::round<std::chrono::seconds>(measured);
    return whole != Nanos{} && std::chrono::abs(measured - whole) <= off ? whole : measured;
}

} // namespace

void ClientRegistry::setOptions(const BrokerOptions& options)
{
    m_isOwn = true;
    m_interval = std::chrono::seconds(options.heartbeatIntervalSeconds);
    m_timeout = std::chrono::seconds(options.heartbeatTimeoutSeconds);
    m_failures = static_cast<std::uint32_t>(std::max(0, options.heartbeatFailures));
}

void ClientRegistry::connect(Nanos time, const ClientId& client, const Subject& heartbeatInbox)
{
    Client fresh;
    fresh.heartbeatInbox = heartbeatInbox;
    fresh.since = time;
    fresh.lastHeartbeat = time;
    m_clients[client] = std::move(fresh);
    m_changed.insert(client);
    if (deadSince(client) != Nanos{})
        m_unsettled.insert(client);
}

void ClientRegistry::adopt(Nanos time, const ClientId& client, const Subject& heartbeatInbox)
{
    connect(time, client, heartbeatInbox);
    m_clients[client].isProven = false;
}

void ClientRegistry::remove(const ClientId& client)
{
    m_clients.erase(client);
    m_unsettled.erase(client);
    m_changed.insert(client);
}

void ClientRegistry::clear()
{
    for (const auto& [id, client] : m_clients)
        m_changed.insert(id);
    m_unsettled.clear();
    m_clients.clear();
}

void ClientRegistry::learnFrom(const ClientId& id)
{
    const Client* client = find(id);
    if (client && m_timeout && !m_failures && client->wasHealthy && client->missed > 0
        && !client->heartbeatSince)
        m_failures = client->missed - 1;
}

void ClientRegistry::excuse(Nanos time, bool restarted)
{
    for (auto& [id, client] : m_clients) {
        client.heartbeatSince.reset();
        client.lastHeartbeat = time;
        client.evictionDue.reset();
        if (std::exchange(client.isLate, false))
            m_changed.insert(id);
        if (restarted && client.missed > 0) {
            client.missed = 0;
            m_changed.insert(id);
        }
    }
}

void ClientRegistry::heartbeatSent(Nanos time, const ClientId& id)
{
    Client* client = find(id);
    if (!client) {
        misjudged();
        return;
    }
    m_unsettled.insert(id);
    if (client->heartbeatSince) {
        m_changed.insert(id);
        if (m_interval)
            client->timeoutSeen = std::max(Nanos{}, time - *client->heartbeatSince - *m_interval);
        ++client->missed;
    } else if (client->wasPrompt) {
        learnInterval(time - client->lastHeartbeat);
    }
    client->wasPrompt = false;
    client->heartbeatSince = time;
    // It is asked again, so it is still registered.
    client->evictionDue.reset();
}

/// The next one comes that long after the answer to the one before (section 1.3); a busy machine
/// can only make it later.
void ClientRegistry::learnInterval(Nanos interval)
{
    if (!m_isOwn)
        m_interval = std::min(m_interval.value_or(interval), asSet(interval));
}

void ClientRegistry::learnTimeout(Nanos now)
{
    if (m_isOwn)
        return;
    for (const ClientId& id : m_unsettled) {
        Client& client = m_clients[id];
        if (!client.timeoutSeen || !client.heartbeatSince
            || now - *client.heartbeatSince <= unansweredFor)
            continue;
        const Nanos seen = asSet(*std::exchange(client.timeoutSeen, {}));
        m_timeout = std::min(m_timeout.value_or(seen), seen);
    }
}

void ClientRegistry::misjudged()
{
    if (m_isOwn)
        return;
    m_timeout.reset();
    m_failures.reset();
}

void ClientRegistry::heartbeatAnswered(Nanos time, const ClientId& id)
{
    Client* client = find(id);
    if (!client)
        return;
    if (!client->listening || client->missed > 0 || client->isLate)
        m_changed.insert(id);
    client->isLate = false;
    client->listening = true;
    client->isProven = true;
    client->timeoutSeen.reset();
    if (!client->heartbeatSince)
        return; // the broker waits for it no more
    // A ping of a client that missed some makes the broker ask at once (section 1.3).
    client->wasPrompt = client->missed == 0 && time - *client->heartbeatSince < promptly;
    client->wasHealthy = true;
    if (time - *client->heartbeatSince < promptly)
        m_promptAt = time;
    client->heartbeatSince.reset();
    client->lastHeartbeat = time;
    client->missed = 0;
    client->evictionDue.reset();
}

void ClientRegistry::connectRequested(Nanos time, const ClientId& id)
{
    if (Client* client = find(id)) {
        client->probedAt = time;
        m_unsettled.insert(id);
    }
}

void ClientRegistry::connectRefused(const ClientId& id)
{
    if (Client* client = find(id))
        client->probedAt.reset();
}

void ClientRegistry::setListening(const ClientId& id, bool listening)
{
    if (Client* client = find(id)) {
        client->listening = listening;
        m_unsettled.insert(id);
        m_changed.insert(id);
    }
}

void ClientRegistry::setDead(const ClientId& client, Nanos since)
{
    if (since == Nanos{})
        m_deadSince.erase(client);
    else
        m_deadSince[client] = since;
    if (!contains(client))
        return;
    m_unsettled.insert(client);
    m_changed.insert(client);
}

Nanos ClientRegistry::deadSince(const ClientId& client) const
{
    const auto found = m_deadSince.find(client);
    return found == m_deadSince.end() ? Nanos{} : found->second;
}

void ClientRegistry::addSubscription(const ClientId& id, std::uint32_t subscription)
{
    if (Client* client = find(id))
        client->subscriptions.push_back(subscription);
}

void ClientRegistry::removeSubscription(const ClientId& id, std::uint32_t subscription)
{
    Client* client = find(id);
    if (!client)
        return;
    auto& all = client->subscriptions;
    if (const auto found = std::find(all.begin(), all.end(), subscription); found != all.end()) {
        *found = all.back();
        all.pop_back();
    }
}

std::vector<std::pair<ClientId, Nanos>> ClientRegistry::advance(Nanos now)
{
    learnTimeout(now);
    findLate(now);
    return timeOut(now, answerGrace);
}

/// The broker waits long for an answer (10 s by default); who lives answers in a moment, unless the
/// whole machine is slow.
void ClientRegistry::findLate(Nanos now)
{
    if (m_isOwn || m_promptAt == Nanos{})
        return;
    for (const ClientId& id : m_unsettled) {
        Client& client = m_clients[id];
        if (client.isLate || !client.heartbeatSince || now - *client.heartbeatSince <= suspectAfter
            || m_promptAt + m_interval.value_or(usualInterval) < *client.heartbeatSince)
            continue;
        client.isLate = true;
        m_changed.insert(id);
    }
}

std::vector<std::pair<ClientId, Nanos>> ClientRegistry::advanceBefore(Nanos now)
{
    return timeOut(now, orderGrace);
}

std::vector<std::pair<ClientId, Nanos>> ClientRegistry::timeOut(Nanos now, Nanos grace)
{
    std::vector<std::pair<ClientId, Nanos>> gone;
    if (!m_timeout)
        return gone;
    for (const ClientId& id : m_unsettled) {
        Client& client = m_clients[id];
        if (client.heartbeatSince && *client.heartbeatSince + *m_timeout + grace <= now) {
            m_changed.insert(id);
            client.lastHeartbeat = *client.heartbeatSince + *m_timeout;
            client.heartbeatSince.reset();
            ++client.missed;
            if (m_failures && client.missed > *m_failures)
                client.evictionDue = client.lastHeartbeat;
        }
        if (!isGone(client, now))
            continue;
        learnFrom(id);
        gone.emplace_back(id, *client.evictionDue);
    }
    std::stable_sort(gone.begin(), gone.end(),
                     [](const auto& a, const auto& b) { return a.second < b.second; });
    return gone;
}

/// By the number of heartbeats it missed; where that is not known, by the broker asking no more.
bool ClientRegistry::isGone(Client& client, Nanos now)
{
    if (client.evictionDue)
        return true;
    const bool isForgotten = m_interval && client.missed > 0 && !client.heartbeatSince
        && client.lastHeartbeat + *m_interval + heartbeatGrace < now;
    if (m_failures || !isForgotten)
        return false;
    client.evictionDue = client.lastHeartbeat;
    return true;
}

ClientRegistry::Client* ClientRegistry::find(const ClientId& client)
{
    const auto found = m_clients.find(client);
    return found == m_clients.end() ? nullptr : &found->second;
}

const ClientRegistry::Client* ClientRegistry::find(const ClientId& client) const
{
    const auto found = m_clients.find(client);
    return found == m_clients.end() ? nullptr : &found->second;
}

bool ClientRegistry::hasFailed(const ClientId& id, Nanos now) const
{
    const Client* client = find(id);
    if (!client)
        return false;
    const bool isSilent =
        !m_timeout && client->heartbeatSince && now - *client->heartbeatSince > suspectAfter;
    return client->missed > 0 || isSilent;
}

bool ClientRegistry::mayHaveFailed(const ClientId& id, Nanos now) const
{
    const Client* client = find(id);
    return client
        && (isDoubtful(id) || (client->heartbeatSince && now - *client->heartbeatSince > promptly));
}

bool ClientRegistry::mayHaveLeft(const ClientId& id, Nanos at) const
{
    const Client* client = find(id);
    return client && !m_failures && client->missed > 0 && !client->heartbeatSince
        && std::chrono::abs(client->lastHeartbeat - at) <= failedNearby;
}

bool ClientRegistry::isDoubtful(const ClientId& id) const
{
    const Client* client = find(id);
    return client
        && (client->missed > 0 || client->evictionDue || !client->listening
            || deadSince(id) != Nanos{});
}

std::optional<Nanos> ClientRegistry::evictionAt(const ClientId& id) const
{
    const Client* client = find(id);
    if (!client || !m_interval || !m_timeout || !m_failures)
        return std::nullopt;
    if (client->evictionDue)
        return client->evictionDue;
    const Nanos first =
        client->heartbeatSince.value_or(client->lastHeartbeat + *m_interval) + *m_timeout;
    const std::int64_t more = std::max<std::int64_t>(
        0, static_cast<std::int64_t>(*m_failures) - static_cast<std::int64_t>(client->missed));
    return first + more * (*m_interval + *m_timeout);
}

std::optional<Nanos> ClientRegistry::leavesAt(const ClientId& id, Nanos now) const
{
    const Client* client = find(id);
    if (!client)
        return std::nullopt;
    std::optional<Nanos> at = isDoubtful(id) ? evictionAt(id) : std::nullopt;
    if (client->probedAt && now - *client->probedAt > probeAnswered
        && now - *client->probedAt < probeTimeout * 2)
        at = std::min(at.value_or(Nanos::max()), *client->probedAt + probeTimeout);
    return at;
}

bool ClientRegistry::isWorthAsking(Nanos now) const
{
    return !m_failures
        && std::any_of(m_unsettled.begin(), m_unsettled.end(), [this, now](const ClientId& id) {
               const Client& client = m_clients.at(id);
               return client.missed > 0 && !client.heartbeatSince
                   && now - client.lastHeartbeat < justNow;
           });
}

bool ClientRegistry::isSettled(const ClientId& id, Nanos now) const
{
    const Client& client = m_clients.at(id);
    const bool isProbed = client.probedAt && now - *client.probedAt < probeTimeout * 2;
    return !client.heartbeatSince && !isProbed && !isDoubtful(id);
}

void ClientRegistry::settle(Nanos now)
{
    std::erase_if(m_unsettled, [this, now](const ClientId& id) { return isSettled(id, now); });
}

ClientHealth ClientRegistry::health(const ClientId& id) const
{
    const Client* client = find(id);
    if (!client)
        return ClientHealth::Closed;
    if (!client->listening || deadSince(id) != Nanos{})
        return ClientHealth::DeadButRegistered;
    return client->missed > 0 || client->isLate ? ClientHealth::Suspect : ClientHealth::Healthy;
}

} // namespace stanscope

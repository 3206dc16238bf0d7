#include "core/lab/clientregistry.h"

#include <algorithm>

namespace stanscope {

namespace {

/// Of a broker whose time-out nobody told: an answer on a healthy network is far faster.
constexpr Nanos suspectAfter = std::chrono::seconds(1);

} // namespace

void ClientRegistry::connect(Nanos time, const ClientId& client, const Subject& heartbeatInbox)
{
    Client fresh;
    fresh.heartbeatInbox = heartbeatInbox;
    fresh.since = time;
    fresh.lastHeartbeat = time;
    m_clients[client] = std::move(fresh);
}

void ClientRegistry::remove(const ClientId& client)
{
    m_clients.erase(client);
}

void ClientRegistry::excuse(Nanos time, bool restarted)
{
    for (auto& [id, client] : m_clients) {
        client.heartbeatSince.reset();
        client.lastHeartbeat = time;
        client.evictionDue.reset();
        if (restarted)
            client.missed = 0;
    }
}

void ClientRegistry::heartbeatSent(Nanos time, const ClientId& id)
{
    Client* client = find(id);
    if (!client)
        return;
    if (client->heartbeatSince)
        ++client->missed;
    client->heartbeatSince = time;
    // It is asked again, so it is still registered.
    client->evictionDue.reset();
}

void ClientRegistry::heartbeatAnswered(Nanos time, const ClientId& id)
{
    Client* client = find(id);
    if (!client)
        return;
    client->heartbeatSince.reset();
    client->lastHeartbeat = time;
    client->missed = 0;
    client->listening = true;
    client->evictionDue.reset();
}

void ClientRegistry::setListening(const ClientId& id, bool listening)
{
    if (Client* client = find(id))
        client->listening = listening;
}

void ClientRegistry::setDead(const ClientId& client, Nanos since)
{
    if (since == Nanos{})
        m_deadSince.erase(client);
    else
        m_deadSince[client] = since;
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

std::vector<ClientId> ClientRegistry::advance(Nanos now)
{
    std::vector<ClientId> due;
    if (!m_options)
        return due;
    const Nanos timeout = std::chrono::seconds(m_options->heartbeatTimeoutSeconds);
    for (auto& [id, client] : m_clients) {
        if (!client.heartbeatSince || *client.heartbeatSince + timeout > now)
            continue;
        client.lastHeartbeat = *client.heartbeatSince + timeout;
        client.heartbeatSince.reset();
        if (++client.missed > static_cast<std::uint32_t>(m_options->heartbeatFailures)) {
            client.evictionDue = client.lastHeartbeat;
            due.push_back(id);
        }
    }
    return due;
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
        !m_options && client->heartbeatSince && now - *client->heartbeatSince > suspectAfter;
    return client->missed > 0 || isSilent;
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
    if (!client || !m_options)
        return std::nullopt;
    if (client->evictionDue)
        return client->evictionDue;
    const Nanos interval = std::chrono::seconds(m_options->heartbeatIntervalSeconds);
    const Nanos timeout = std::chrono::seconds(m_options->heartbeatTimeoutSeconds);
    const Nanos first = client->heartbeatSince.value_or(client->lastHeartbeat + interval) + timeout;
    const auto more = std::max<std::int64_t>(
        0, m_options->heartbeatFailures - static_cast<std::int64_t>(client->missed));
    return first + more * (interval + timeout);
}

ClientHealth ClientRegistry::health(const ClientId& id) const
{
    const Client* client = find(id);
    if (!client)
        return ClientHealth::Closed;
    if (!client->listening || deadSince(id) != Nanos{})
        return ClientHealth::DeadButRegistered;
    return client->missed > 0 ? ClientHealth::Suspect : ClientHealth::Healthy;
}

} // namespace stanscope

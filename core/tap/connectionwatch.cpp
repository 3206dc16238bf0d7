#include "core/tap/connectionwatch.h"

#include "core/tap/monitoringround.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stanscope {

namespace {

constexpr auto betweenTurns = 800ms;
/// A tenth of the time at most goes into asking.
constexpr int restPerTurn = 9;
constexpr int connectionsPage = 1024;
/// More do not leave in a second, but together with their server.
constexpr int endedPage = 64;
/// A client on another server of a cluster is found nowhere, until it comes over to this one.
constexpr int mostTries = 3;

} // namespace

ConnectionWatch::ConnectionWatch(QNetworkAccessManager& network,
                                 std::function<void(const ClientId&, const Subject&)> left,
                                 std::function<void(const std::set<ClientId>&)> elsewhere,
                                 QObject* parent, std::chrono::milliseconds betweenSearches)
    : QObject(parent)
    , m_network(network)
    , m_left(std::move(left))
    , m_elsewhere(std::move(elsewhere))
    , m_betweenSearches(betweenSearches)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &ConnectionWatch::turn);
}

void ConnectionWatch::setEndpoint(const QUrl& endpoint)
{
    ++m_generation;
    m_next.stop();
    m_endpoint = endpoint;
    m_isAsking = false;
    m_isThere = true;
    m_isLost = false;
    m_byConnection.clear();
    m_tried.clear();
    m_toLearn.clear();
    for (const auto& [client, inbox] : m_clients)
        m_toLearn.insert(client);
    if (!endpoint.isEmpty() && !m_clients.empty())
        m_next.start(0ms);
}

void ConnectionWatch::setClients(const std::vector<MonitoredClient>& clients)
{
    std::map<ClientId, Subject> now;
    for (const MonitoredClient& client : clients)
        if (!client.heartbeatInbox.isNull())
            now.emplace(client.client, client.heartbeatInbox);
    for (const auto& [client, inbox] : m_clients)
        if (const auto still = now.find(client); still == now.end() || still->second != inbox) {
            m_byInbox.erase(inbox.value());
            m_toLearn.erase(client);
            m_tried.erase(client);
            for (auto& [id, theirs] : m_byConnection)
                theirs.erase(client);
        }
    for (const auto& [client, inbox] : now)
        if (const auto before = m_clients.find(client);
            before == m_clients.end() || before->second != inbox) {
            m_byInbox[inbox.value()] = client;
            m_toLearn.insert(client);
        }
    std::erase_if(m_byConnection, [](const auto& entry) { return entry.second.empty(); });
    m_clients = std::move(now);
    if (m_isThere && !m_isAsking && !m_endpoint.isEmpty() && !m_clients.empty()
        && !m_next.isActive())
        m_next.start(0ms);
}

void ConnectionWatch::seek(const std::set<ClientId>& clients)
{
    for (const ClientId& client : clients)
        if (m_clients.contains(client)) {
            m_tried.erase(client);
            m_toLearn.insert(client);
        }
}

/// The connections to a server that is gone have ended, and no list says so. It may be paused only:
/// then its list says later who has left.
void ConnectionWatch::lost()
{
    if (std::exchange(m_isLost, true))
        return;
    std::set<ClientId> clients;
    for (const auto& [id, theirs] : m_byConnection)
        clients.insert(theirs.begin(), theirs.end());
    if (!clients.empty())
        m_elsewhere(clients);
}

void ConnectionWatch::ask(const QString& query, std::function<void(const ConnectionsPage&)> read)
{
    new MonitoringRequest(
        m_network, m_endpoint, u"connz?"_s + query,
        [this, generation = m_generation, read = std::move(read)](const MonitoringBody& body) {
            if (generation != m_generation)
                return;
            const auto* bytes = std::get_if<QByteArray>(&body);
            const auto page = bytes ? parseConnz(*bytes) : Result<ConnectionsPage>(Error{});
            if (page) {
                m_isLost = false;
                read(*page);
            } else {
                // An answer that is none: it will not be one later either.
                m_isThere = !bytes;
                lost();
                done();
            }
        },
        this);
}

void ConnectionWatch::turn()
{
    if (m_isAsking || !m_isThere || m_endpoint.isEmpty())
        return;
    m_isAsking = true;
    m_began = std::chrono::steady_clock::now();
    if (m_began - m_soughtAt > m_betweenSearches)
        seekAgain();
    if (m_toLearn.empty())
        lookForEnded();
    else
        learn(0);
}

/// Once: who was in vain.
void ConnectionWatch::seekAgain()
{
    m_soughtAt = m_began;
    for (const auto& [client, tries] : m_tried)
        m_toLearn.insert(client);
}

void ConnectionWatch::learn(std::int64_t offset)
{
    ask(u"subs=1&limit=%1&offset=%2"_s.arg(connectionsPage).arg(offset),
        [this, offset](const ConnectionsPage& page) {
            learnFrom(page);
            const auto have = offset + static_cast<std::int64_t>(page.connections.size());
            if (!page.connections.empty() && have < page.total && !m_toLearn.empty())
                return learn(have);
            for (const ClientId& client : std::set<ClientId>(m_toLearn))
                if (++m_tried[client] >= mostTries)
                    m_toLearn.erase(client);
            lookForEnded();
        });
}

void ConnectionWatch::learnFrom(const ConnectionsPage& page)
{
    for (const MonitoredConnection& connection : page.connections)
        for (const std::string& subject : connection.subjects)
            if (const auto known = m_byInbox.find(subject); known != m_byInbox.end()) {
                m_byConnection[connection.id].insert(known->second);
                m_toLearn.erase(known->second);
                m_tried.erase(known->second);
            }
}

void ConnectionWatch::lookForEnded()
{
    if (m_byConnection.empty())
        return done();
    ask(u"state=closed&sort=stop&limit=%1"_s.arg(endedPage), [this](const ConnectionsPage& page) {
        for (const MonitoredConnection& connection : page.connections) {
            const auto ended = m_byConnection.find(connection.id);
            if (ended == m_byConnection.end())
                continue;
            const std::set<ClientId> clients = std::move(ended->second);
            m_byConnection.erase(ended);
            for (const ClientId& client : clients) {
                m_toLearn.insert(client); // it may have connected again
                m_left(client, m_clients[client]);
            }
            m_elsewhere(clients);
        }
        done();
    });
}

void ConnectionWatch::done()
{
    m_isAsking = false;
    if (!m_isThere || m_clients.empty())
        return;
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - m_began);
    m_next.start(std::max<std::chrono::milliseconds>(betweenTurns, restPerTurn * took));
}

} // namespace stanscope

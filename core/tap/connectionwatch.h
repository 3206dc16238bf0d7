#pragma once

#include "core/events/monitoring.h"
#include "core/tap/monitoringanswers.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stanscope {

/// Whose NATS connection has ended, from `connz`: which connection listens on a client's heartbeat
/// inbox is learned once, and after that a short list says who left, however many clients there
/// are. A killed client is suspected within a second, long before its heartbeats fail. Where the
/// broker's NATS server is another process there is no such page, and nothing is told.
class ConnectionWatch : public QObject
{
    Q_OBJECT

public:
    /// `left` gets clients whose connection has ended: they may be gone, or connect again.
    /// `elsewhere` gets those as well, and those of a server that does not answer any more: the
    /// others are to seek them. Who is not on this server is sought again now and then without
    /// that.
    ConnectionWatch(QNetworkAccessManager& network,
                    std::function<void(const ClientId&, const Subject&)> left,
                    std::function<void(const std::set<ClientId>&)> elsewhere, QObject* parent,
                    std::chrono::milliseconds betweenSearches = std::chrono::seconds(30));

    /// Forgets everything; an empty one asks nothing.
    void setEndpoint(const QUrl& endpoint);
    /// The clients that there are.
    void setClients(const std::vector<MonitoredClient>& clients);
    /// They may have come to this server: the next turn looks.
    void seek(const std::set<ClientId>& clients);

private:
    void turn();
    void seekAgain();
    void learn(std::int64_t offset);
    void learnFrom(const ConnectionsPage& page);
    void lookForEnded();
    void done();
    void lost();
    void ask(const QString& query, std::function<void(const ConnectionsPage&)> read);

    QNetworkAccessManager& m_network;
    std::function<void(const ClientId&, const Subject&)> m_left;
    std::function<void(const std::set<ClientId>&)> m_elsewhere;
    std::chrono::milliseconds m_betweenSearches;
    QUrl m_endpoint;
    QTimer m_next;
    std::uint64_t m_generation = 0; ///< answers of an earlier one are not read
    std::map<ClientId, Subject> m_clients;
    std::unordered_map<std::string, ClientId> m_byInbox;
    std::map<std::uint64_t, std::set<ClientId>> m_byConnection;
    std::set<ClientId> m_toLearn;
    std::map<ClientId, int> m_tried; ///< in vain
    std::chrono::steady_clock::time_point m_began;
    std::chrono::steady_clock::time_point m_soughtAt; ///< those that were tried in vain
    bool m_isAsking = false;
    bool m_isThere = true; ///< the page
    bool m_isLost = false; ///< the server has not answered
};

} // namespace stanscope

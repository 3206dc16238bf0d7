#pragma once

#include "core/tap/monitoringanswers.h"
#include "core/util/ids.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace stanscope {

/// Asks the NATS servers whether anybody still listens on a client's heartbeat inbox (protocol
/// section 1.6). Where the broker's NATS server is another process there is no such page, and
/// nothing is told; nor where a client may sit on a server that is not asked.
class PresenceProbe : public QObject
{
    Q_OBJECT

public:
    using Told = std::function<void(const ClientId& client, bool listens)>;

    PresenceProbe(QNetworkAccessManager& network, Told told, QObject* parent = nullptr);

    /// One for each server; what is under way is forgotten.
    void setEndpoints(const std::vector<QUrl>& endpoints);
    void probe(const ClientId& client, const Subject& heartbeatInbox);

private:
    struct Answers
    {
        std::size_t awaited = 0;
        bool somebody = false;
        std::set<std::string> nobody; ///< the servers that say so
        QUrl from; ///< one of them
    };

    void note(Answers& answers, const QUrl& endpoint, const SubszAnswer& answer) const;
    void conclude(const ClientId& client, const Answers& answers);
    void askForNeighbours(const ClientId& client, const Answers& answers);

    QNetworkAccessManager& m_network;
    Told m_told;
    std::vector<QUrl> m_endpoints;
    std::uint64_t m_generation = 0; ///< answers of an earlier one are not read
    std::set<ClientId> m_probing;
};

} // namespace stanscope

#pragma once

#include "core/events/event.h"
#include "core/nats/connectionoptions.h"

#include <QObject>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace stanscope {

/// Asks the broker's monitoring endpoint (protocol section 1.6) and hands the answers over as
/// events. Lives in the thread that has an event loop; never blocks. Lists are paged; an answer is
/// handed over only when all of its pages belong to one server.
class MonitoringClient : public QObject
{
    Q_OBJECT

public:
    /// `post` gets monitor::Answered, Failed, Presence, ServerChanged and LimitsKnown bodies.
    explicit MonitoringClient(std::function<void(EventBody)> post, QObject* parent = nullptr);
    ~MonitoringClient() override;

    /// An http(s) URL such as http://127.0.0.1:8222; empty: asks nothing any more.
    void setEndpoint(const QUrl& url);
    /// Those of all servers of a cluster or a fault-tolerant pair: the leader's or the active one's
    /// is asked, whichever that is at the time.
    void setEndpoints(const std::vector<QUrl>& urls);
    /// For https; before setEndpoints().
    void setCertificates(const ConnectionOptions& connection);
    /// Looks who of the clients has lost its connection as well, and probes those.
    void watchConnections();
    /// One Bootstrap round at once; repeated until one is complete.
    void bootstrap();
    /// A Check round now, and then every `interval`; a `suspected` drift is looked at again after
    /// 70 ms (section 5.3: three tries over about 200 ms).
    void startChecks(std::chrono::milliseconds interval = std::chrono::milliseconds(1000));
    void stopChecks();
    void lookAgain();
    /// Whether something but the broker's own totals has changed since the last answer. While
    /// nothing has, a Check asks for the totals, and for the rest when they have changed, or now
    /// and then.
    void setWanted(bool wanted);
    /// Asks `subsz?test=` for these heartbeat inboxes; on an external NATS server that endpoint is
    /// another one (section 1.6), then nothing is said about presence.
    void probe(const ClientId& client, const Subject& heartbeatInbox);
    /// Asks whether the broker has that channel now, unless nobody knows: then `why` is not empty.
    using Found = std::function<void(bool isThere, const Message& why)>;
    void findChannel(const ChannelName& channel, Found found);

signals:
    /// Which broker answers; when it changes.
    void serverKnown(const QString& clusterId, const QString& state);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stanscope

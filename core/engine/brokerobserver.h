#pragma once

#include "core/events/event.h"
#include "core/lab/snapshot.h"
#include "core/nats/connectionoptions.h"
#include "core/tap/monitoringclient.h"
#include "core/tap/tap.h"
#include "core/util/result.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <QUrl>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace stanscope {

class Engine;

/// What one broker tells an Engine: the frames of a tap, and the answers of its monitoring endpoint
/// for what the wire does not say (protocol sections 1.6 and 5.3). Never publishes. Main thread; no
/// method blocks for a connect.
class BrokerObserver : public QObject
{
    Q_OBJECT

public:
    /// `engine` must outlive it.
    explicit BrokerObserver(Engine& engine, QObject* parent = nullptr);
    ~BrokerObserver() override;

    /// Once; listening() or failed() follows. A server that refuses later is tried again and again.
    /// `cluster`: see Tap.
    void connectTap(const ConnectionOptions& connection, Tap::Mode mode = Tap::Mode::Everything,
                    const std::string& cluster = {});
    enum class Monitoring
    {
        Check, ///< compares the mirror with the endpoint, now and then
        JoinAndCheck, ///< first asks for what was there before the tap
        Join, ///< only that
    };
    /// `endpoints`: one for each server that the broker may run on; the one that leads is asked.
    void monitor(const std::vector<QUrl>& endpoints, Monitoring how);
    void monitor(const QUrl& endpoint, Monitoring how)
    {
        monitor(std::vector<QUrl>{endpoint}, how);
    }
    void stopMonitoring();
    /// See MonitoringClient; monitored only. Nothing comes after this observer's end.
    void findChannel(const ChannelName& channel, MonitoringClient::Found found);
    /// The broker starts again: whatever connection there was is gone, and joined() will tell when
    /// everything is seen again.
    void expectReturn() { m_isAway = true; }
    /// For good: nothing is posted or emitted any more, and what is lost from here on is no gap.
    void stop();

    /// Looks again, and asks for signs of life, where the state is in doubt.
    void consider(const Snapshot& snapshot);

signals:
    void listening();
    /// After a gap: the tap listens, and what happened meanwhile was asked for.
    void joined();
    void failed(const stanscope::Error& why);
    /// The user may not subscribe: nothing will come but what monitoring tells. `inboxesOnly`: it
    /// may, but for inboxes, so that the same is true of all but publishes.
    void denied(const QString& why, bool inboxesOnly);
    /// Which broker the monitoring endpoint belongs to; when it changes.
    void serverKnown(const QString& clusterId, const QString& state);
    /// Said once until it changes; it is asked again by itself.
    void monitoringFailed(const QString& why);

private:
    class Door;

    struct Probed
    {
        Nanos asked{};
        bool listening = true;
    };

    void tryToConnect();
    void tapConnected(const Result<>& connected);
    void tapClosed(const std::string& why);
    void joinAgain();
    void tapDenied(const QString& why, bool inboxesOnly);
    void postMonitored(EventBody body);

    Engine& m_engine;
    std::shared_ptr<Door> m_door; ///< null: stopped
    MonitoringClient m_monitoring;
    QTimer m_refresh;
    bool m_isMonitored = false;
    bool m_isDenied = false;
    std::map<ClientId, Probed> m_probed; ///< the doubtful clients
    ConnectionOptions m_connection;
    Tap::Mode m_mode = Tap::Mode::Everything;
    std::string m_cluster;
    QTimer m_retry;
    bool m_isAway = false; ///< between expectReturn() and the tap's return
    bool m_isLost = false; ///< the library has given up
};

} // namespace stanscope

#include "core/engine/brokerobserver.h"

#include "core/engine/engine.h"
#include "core/nats/natsthread.h"
#include "core/words/words.h"

#include <QThreadPool>

#include <mutex>
#include <utility>

using namespace std::chrono_literals;

namespace stanscope {

namespace {

/// How often a client in doubt is asked for: a few small requests a second at most.
constexpr Nanos betweenProbes = 1s;
/// Of clients that seem well, how many are asked for at once: a broker may have thousands.
constexpr int mostUnproven = 8;
/// Inboxes that are remembered for another connection; a broker has far fewer (section 3.6).
constexpr std::size_t mostFollowed = 200'000;
/// How often a server that refuses is tried again.
constexpr auto betweenRetries = 1s;
/// How often the endpoint is asked for everything where it is all that can be seen.
constexpr auto betweenRefreshes = 1s;

} // namespace

/// Stands between cnats' threads and the objects of the main thread. Closed, it lets nothing
/// through, so that a connect that is still under way may end whenever it likes.
class BrokerObserver::Door
{
public:
    Door(Engine& engine, BrokerObserver& observer)
        : m_engine(engine)
        , m_observer(observer)
        , m_tap(callbacks())
    {
    }

    /// A connect() follows.
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_isOpen = m_isConnecting = true;
    }

    /// Blocks, on a thread of its own.
    void connect(const ConnectionOptions& connection, Tap::Mode mode, const std::string& cluster)
    {
        const Result<> connected = m_tap.connect(connection, mode, cluster);
        const std::lock_guard lock(m_mutex);
        m_isConnecting = false;
        if (connected)
            m_tap.follow(m_followed); // what an earlier connection listened on
        if (m_isOpen)
            tell([connected](BrokerObserver& observer) { observer.tapConnected(connected); });
    }

    /// Nothing passes after it. A tap that is still connecting ends with its connect.
    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isOpen = false;
            if (m_isConnecting)
                return;
        }
        m_tap.disconnect();
    }

    void follow(const std::vector<std::string>& inboxes)
    {
        m_tap.follow(inboxes);
        const std::lock_guard lock(m_mutex);
        if (m_followed.size() < mostFollowed)
            m_followed.insert(m_followed.end(), inboxes.begin(), inboxes.end());
    }

private:
    Tap::Callbacks callbacks()
    {
        Tap::Callbacks callbacks;
        callbacks.frame = [this](const Frame& frame) { pass([&] { m_engine.postFrame(frame); }); };
        callbacks.gap = [this](Message why) {
            pass([&] { m_engine.note(Source::Wire, wire::TapGap{std::move(why)}); });
        };
        callbacks.back = [this] {
            pass([&] {
                m_engine.note(Source::Wire, wire::TapBack{});
                tell([](BrokerObserver& observer) { observer.joinAgain(); });
            });
        };
        callbacks.closed = [this](const std::string& why) {
            pass([&] { tell([why](BrokerObserver& observer) { observer.tapClosed(why); }); });
        };
        callbacks.moved = [this](const std::string& from, const std::string& to) {
            pass([&] { m_engine.note(Source::Wire, wire::TapMoved{from, to}); });
        };
        callbacks.denied = [this](const std::string& why) { deny(Code::TapNotAllowed, why); };
        callbacks.inboxesDenied = [this](const std::string& why) {
            deny(Code::TapInboxesDenied, why);
        };
        return callbacks;
    }

    void deny(Code code, const std::string& why)
    {
        pass([&] {
            m_engine.note(Source::Wire, wire::TapDenied{message(code, why)});
            tell([code, why](BrokerObserver& observer) {
                observer.tapDenied(QString::fromStdString(why), code == Code::TapInboxesDenied);
            });
        });
    }

    template <typename Action>
    void pass(Action action)
    {
        const std::lock_guard lock(m_mutex);
        if (m_isOpen)
            action();
    }

    /// In the main thread. `m_mutex` is held and the door open, so that the observer is there; what
    /// is queued for it ends with it.
    template <typename Action>
    void tell(Action action)
    {
        QMetaObject::invokeMethod(
            &m_observer,
            [observer = &m_observer, action] {
                if (observer->m_door)
                    action(*observer);
            },
            Qt::QueuedConnection);
    }

    std::mutex m_mutex; ///< for the flags and what is followed
    std::vector<std::string> m_followed;
    bool m_isOpen = false;
    bool m_isConnecting = false;
    Engine& m_engine;
    BrokerObserver& m_observer;
    Tap m_tap;
};

BrokerObserver::BrokerObserver(Engine& engine, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_door(std::make_shared<Door>(engine, *this))
    , m_monitoring([this](EventBody body) { postMonitored(std::move(body)); })
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(betweenRetries);
    connect(&m_retry, &QTimer::timeout, this, &BrokerObserver::tryToConnect);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(betweenRefreshes);
    connect(&m_refresh, &QTimer::timeout, &m_monitoring, &MonitoringClient::bootstrap);
    connect(&m_monitoring, &MonitoringClient::serverKnown, this, &BrokerObserver::serverKnown);
    connect(&m_engine, &Engine::caughtUp, this, [this] {
        if (m_door)
            m_monitoring.bootstrap();
    });
}

BrokerObserver::~BrokerObserver()
{
    stop();
}

void BrokerObserver::connectTap(const ConnectionOptions& connection, Tap::Mode mode,
                                const std::string& cluster)
{
    m_connection = connection;
    m_mode = mode;
    m_cluster = cluster;
    if (mode == Tap::Mode::LowImpact)
        m_engine.setOnInboxes(
            [weak = std::weak_ptr(m_door)](const std::vector<std::string>& inboxes) {
                if (const auto door = weak.lock())
                    door->follow(inboxes);
            });
    tryToConnect();
}

void BrokerObserver::tryToConnect()
{
    m_door->open();
    NatsThread::openLibrary();
    QThreadPool::globalInstance()->start(
        [door = m_door, connection = m_connection, mode = m_mode, cluster = m_cluster]() mutable {
            const NatsThread thread;
            door->connect(connection, mode, cluster);
            door.reset();
        });
}

void BrokerObserver::tapConnected(const Result<>& connected)
{
    m_isAway = m_isAway && !connected;
    if (!m_isLost) {
        if (connected)
            emit listening();
        else
            emit failed(connected.error());
        return;
    }
    if (!connected) {
        m_retry.start();
        return;
    }
    m_isLost = false;
    m_engine.note(Source::Wire, wire::TapBack{});
    joinAgain();
}

/// The library tries again by itself while nobody answers, but takes a refusal for the last word.
void BrokerObserver::tapClosed(const std::string& why)
{
    m_isLost = true;
    m_retry.start();
    m_engine.note(Source::Laboratory,
                  laboratory::Problem{message(Code::TapRefused, why), message(Code::TapRetries)});
}

void BrokerObserver::monitor(const std::vector<QUrl>& endpoints, Monitoring how)
{
    m_isMonitored = true;
    m_monitoring.setCertificates(m_connection);
    m_monitoring.setEndpoints(endpoints);
    // Who of our own processes is dead is known without it.
    if (how == Monitoring::JoinAndCheck)
        m_monitoring.watchConnections();
    if (how != Monitoring::Check)
        m_monitoring.bootstrap();
    if (how != Monitoring::Join && !m_isDenied)
        m_monitoring.startChecks();
}

void BrokerObserver::stopMonitoring()
{
    m_isMonitored = false;
    m_refresh.stop();
    m_monitoring.stopChecks();
    m_monitoring.setEndpoint({});
}

void BrokerObserver::findChannel(const ChannelName& channel, MonitoringClient::Found found)
{
    m_monitoring.findChannel(channel, std::move(found));
}

void BrokerObserver::stop()
{
    stopMonitoring();
    m_retry.stop();
    if (const auto door = std::exchange(m_door, {}))
        door->close();
}

/// After a gap: what has happened meanwhile only the endpoint can tell.
void BrokerObserver::joinAgain()
{
    m_isAway = false;
    m_monitoring.bootstrap();
}

/// Without frames there is nothing to compare: the endpoint's answers are all there is.
void BrokerObserver::tapDenied(const QString& why, bool inboxesOnly)
{
    m_isDenied = true;
    m_monitoring.stopChecks();
    if (m_isMonitored)
        m_monitoring.bootstrap();
    emit denied(why, inboxesOnly);
}

void BrokerObserver::postMonitored(EventBody body)
{
    if (const auto* presence = std::get_if<monitor::Presence>(&body)) {
        Probed& probed = m_probed[presence->client];
        if (std::exchange(probed.listening, presence->listening) == presence->listening)
            return; // nothing new
    }
    const auto* failure = std::get_if<monitor::Failed>(&body);
    const QString why = failure ? words(failure->why) : QString();
    if (m_isDenied && std::holds_alternative<monitor::Answered>(body))
        m_refresh.start();
    const auto* answer = std::get_if<monitor::Answered>(&body);
    const bool hasJoined =
        answer && answer->purpose == monitor::Purpose::Bootstrap && !m_isAway && !m_isDenied;
    m_engine.post(Event{monotonicNow(), Source::Monitor, std::move(body)});
    if (hasJoined)
        emit joined();
    if (!why.isEmpty())
        emit monitoringFailed(why);
}

void BrokerObserver::consider(const Snapshot& snapshot)
{
    if (!m_isMonitored)
        return;
    m_monitoring.setWanted(snapshot.check.wanted);
    if (snapshot.check.suspicious)
        m_monitoring.lookAgain();
    std::map<ClientId, Probed> doubtful;
    int unproven = 0;
    for (const ClientView& client : snapshot.clients) {
        const bool isHealthy = client.health == ClientHealth::Healthy;
        if (isHealthy && !client.isUnproven)
            continue;
        Probed& probed = doubtful[client.client];
        if (const auto before = m_probed.find(client.client); before != m_probed.end())
            probed = before->second;
        if (snapshot.now - probed.asked < betweenProbes)
            continue;
        if (isHealthy && (probed.asked != Nanos{} || ++unproven > mostUnproven))
            continue; // once is enough
        probed.asked = snapshot.now;
        m_monitoring.probe(client.client, client.heartbeatInbox);
    }
    m_probed = std::move(doubtful);
}

} // namespace stanscope

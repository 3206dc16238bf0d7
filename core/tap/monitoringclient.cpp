#include "core/tap/monitoringclient.h"

#include "core/tap/connectionwatch.h"
#include "core/tap/leadersearch.h"
#include "core/tap/monitoringnetwork.h"
#include "core/tap/monitoringround.h"
#include "core/tap/presenceprobe.h"

#include <QTimer>

#include <algorithm>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stanscope {

namespace {

constexpr auto lookAgainAfter = 70ms;
constexpr auto retryAfter = 500ms;
/// A round that found the broker changing is repeated this often before that is called a failure.
constexpr int quietRetries = 5;
/// A broker whose answers take long is asked less often: a fifth of the time at most, and far less
/// where the answers are large, which is work for both.
constexpr int restPerRound = 4;
constexpr int restPerLargeRound = 20;
constexpr std::size_t largeRound = 500; ///< clients and channels
/// All is compared so often even if nothing seems to have changed: what neither frames nor totals
/// tell, such as a client that took over an id before the tap came, shows then.
constexpr Nanos betweenFullRounds = 30s;

/// As MonitoringRequest says it: somebody answers, and has no such page.
bool isMissingPage(const Message& why)
{
    return why.args.size() == 2 && !why.args[1].message.empty()
        && why.args[1].message.front().code == Code::NothingThere;
}

} // namespace

struct MonitoringClient::Private
{
    explicit Private(MonitoringClient* client)
        : q(client)
    {
    }

    void ask();
    void found(const QUrl& leading);
    void askRound();
    bool mustSeek() const;
    void noteServer(const ServerAnswer& who);
    void askLimits();
    bool isEnough(const ServerAnswer& who) const;
    void answered(const monitor::Answered& answer, const ServerAnswer& who);
    void failed(const Message& why);
    void schedule(std::chrono::milliseconds wait) { next.start(wait); }
    void forgetRound();
    void watchConnections();

    MonitoringClient* q;
    std::function<void(EventBody)> post;
    MonitoringNetwork network;
    QUrl endpoint; ///< the one that is asked
    std::vector<QUrl> endpoints;
    std::unique_ptr<LeaderSearch> search;
    bool isLost = true; ///< who leads is to be found out
    std::unique_ptr<PresenceProbe> presence;
    bool watchesConnections = false;
    /// One for each server: a client may sit on another one than the leader.
    std::vector<std::unique_ptr<ConnectionWatch>> connections;
    monitor::ServerChanged saidServer;
    std::vector<ChannelLimits> saidLimits;
    std::string leader; ///< the server whose lists were taken over last
    QTimer next;
    MonitoringRound* round = nullptr; ///< the one under way
    bool bootstrapWanted = false;
    bool checking = false;
    std::chrono::milliseconds interval{1000};
    std::chrono::milliseconds took{}; ///< the last full round
    bool wanted = true;
    std::optional<ServerAnswer> compared; ///< as in the last full round; nothing: none counts
    Nanos comparedAt{};
    int quietFailures = 0;
    Message saidFailure; ///< said once until it changes
    ServerAnswer server;
};

MonitoringClient::MonitoringClient(std::function<void(EventBody)> post, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
    d->post = std::move(post);
    d->presence =
        std::make_unique<PresenceProbe>(d->network, [this](const ClientId& client, bool listens) {
            d->post(monitor::Presence{client, listens});
        });
    d->search = std::make_unique<LeaderSearch>(
        d->network, [this](const QUrl& leading) { d->found(leading); },
        [this](const Message& why) { d->failed(why); });
    d->next.setSingleShot(true);
    d->next.setTimerType(Qt::PreciseTimer);
    connect(&d->next, &QTimer::timeout, this, [this] { d->ask(); });
}

MonitoringClient::~MonitoringClient()
{
    d->connections.clear();
    d->presence.reset();
    d->search.reset();
    // Before the network that they use.
    qDeleteAll(findChildren<MonitoringRound*>(Qt::FindDirectChildrenOnly));
    qDeleteAll(findChildren<MonitoringRequest*>(Qt::FindDirectChildrenOnly));
}

void MonitoringClient::setEndpoint(const QUrl& url)
{
    setEndpoints(url.isEmpty() ? std::vector<QUrl>() : std::vector<QUrl>{url});
}

void MonitoringClient::setCertificates(const ConnectionOptions& connection)
{
    d->network.setCertificates(connection);
}

void MonitoringClient::watchConnections()
{
    d->watchesConnections = true;
    d->watchConnections();
}

void MonitoringClient::Private::watchConnections()
{
    connections.clear();
    if (!watchesConnections)
        return;
    for (const QUrl& url : endpoints) {
        connections.push_back(std::make_unique<ConnectionWatch>(
            network,
            [this](const ClientId& client, const Subject& inbox) { q->probe(client, inbox); },
            [this](const std::set<ClientId>& clients) {
                for (const auto& watch : connections)
                    watch->seek(clients);
            },
            nullptr));
        connections.back()->setEndpoint(url);
    }
}

void MonitoringClient::setEndpoints(const std::vector<QUrl>& urls)
{
    d->forgetRound();
    d->next.stop();
    d->endpoints = urls;
    d->endpoint = urls.empty() ? QUrl() : urls.front();
    d->search->forget();
    d->isLost = true;
    d->leader.clear();
    d->saidServer = {};
    d->presence->setEndpoints(urls);
    d->watchConnections();
    d->saidFailure = {};
    d->server = {};
    d->compared.reset();
    if (d->bootstrapWanted || d->checking)
        d->ask();
}

void MonitoringClient::bootstrap()
{
    d->forgetRound(); // what it has read so far may be older than the gap
    d->bootstrapWanted = true;
    d->saidFailure = {}; // somebody waits for this answer, or for this failure
    d->ask();
}

void MonitoringClient::startChecks(std::chrono::milliseconds interval)
{
    d->checking = true;
    d->interval = interval;
    if (!d->round)
        d->ask();
}

void MonitoringClient::stopChecks()
{
    d->checking = false;
    if (d->bootstrapWanted)
        return;
    d->forgetRound();
    d->next.stop();
}

void MonitoringClient::lookAgain()
{
    const auto after = std::max<std::chrono::milliseconds>(lookAgainAfter, d->took);
    if (d->checking && !d->round
        && (!d->next.isActive() || d->next.remainingTimeAsDuration() > after))
        d->schedule(after);
}

void MonitoringClient::setWanted(bool wanted)
{
    d->wanted = wanted;
}

void MonitoringClient::Private::forgetRound()
{
    delete std::exchange(round, nullptr);
}

void MonitoringClient::Private::ask()
{
    if (endpoint.isEmpty() || round || search->isUnderWay() || (!bootstrapWanted && !checking))
        return;
    next.stop();
    if (mustSeek())
        search->begin(endpoints);
    else
        askRound();
}

/// Of several servers the one that leads may be another one by now.
bool MonitoringClient::Private::mustSeek() const
{
    return endpoints.size() > 1 && (isLost || server.lags());
}

void MonitoringClient::Private::found(const QUrl& leading)
{
    isLost = false;
    if (std::exchange(endpoint, leading) != leading)
        compared.reset();
    askRound();
}

void MonitoringClient::Private::askRound()
{
    if (bootstrapWanted)
        round = new MonitoringRound(
            network, endpoint, monitor::Purpose::Bootstrap,
            [](const ServerAnswer& who) { return !who.hasLists(); }, q);
    else
        round = new MonitoringRound(
            network, endpoint, monitor::Purpose::Check,
            [this](const ServerAnswer& who) { return isEnough(who); }, q);
    connect(round, &MonitoringRound::complete, q,
            [this](const monitor::Answered& answer, const ServerAnswer& who) {
                std::exchange(round, nullptr)->deleteLater();
                answered(answer, who);
            });
    connect(round, &MonitoringRound::failed, q, [this](const Message& why) {
        std::exchange(round, nullptr)->deleteLater();
        failed(why);
    });
}

bool MonitoringClient::Private::isEnough(const ServerAnswer& who) const
{
    if (who.lags())
        return true; // its lists are of some time ago
    return !wanted && compared && compared->serverId == who.serverId && compared->state == who.state
        && compared->role == who.role && compared->totals == who.totals
        && monotonicNow() - comparedAt < betweenFullRounds;
}

void MonitoringClient::Private::answered(const monitor::Answered& answer, const ServerAnswer& who)
{
    quietFailures = 0;
    noteServer(who);
    // A standby says of no cluster before the store is its own.
    const bool isNews =
        !who.clusterId.empty() && (who.clusterId != server.clusterId || who.state != server.state);
    server = who;
    if (bootstrapWanted && !who.hasLists())
        return failed(message(Code::NoServerLeads));
    // Another server leads: what it has is taken over as after a gap.
    const bool isElected = !who.lags() && who.state != "STANDALONE" && !leader.empty()
        && leader != who.serverId && answer.purpose != monitor::Purpose::Bootstrap;
    if (isElected) {
        leader = who.serverId;
        bootstrapWanted = true;
        return ask();
    }
    if (!who.lags())
        leader = who.serverId;
    saidFailure = {};
    if (answer.purpose == monitor::Purpose::Bootstrap)
        bootstrapWanted = false;
    if (answer.purpose != monitor::Purpose::Unchanged)
        for (const auto& watch : connections)
            watch->setClients(answer.clients);
    if (answer.purpose == monitor::Purpose::Unchanged) {
        schedule(interval);
    } else {
        compared = who;
        comparedAt = answer.askedAt;
        took =
            std::chrono::duration_cast<std::chrono::milliseconds>(monotonicNow() - answer.askedAt);
        // What was joined is compared soon.
        const bool isJoin = answer.purpose == monitor::Purpose::Bootstrap;
        const bool isLarge = answer.clients.size() + answer.channels.size() > largeRound;
        const int rest = isJoin ? 1 : isLarge ? restPerLargeRound : restPerRound;
        schedule(std::max(interval, rest * took));
    }
    post(answer);
    if (answer.purpose == monitor::Purpose::Bootstrap && !who.lags())
        askLimits();
    if (isNews)
        emit q->serverKnown(QString::fromStdString(who.clusterId),
                            QString::fromStdString(who.state));
}

/// A single server says nothing of itself that its other answers do not.
void MonitoringClient::Private::noteServer(const ServerAnswer& who)
{
    monitor::ServerChanged now{
        endpoint.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery).toStdString(),
        who.clusterId,
        who.serverId,
        who.state,
        who.role,
        who.nodeId,
        who.lags()};
    const auto isSame = [&now](const monitor::ServerChanged& before) {
        return before.endpoint == now.endpoint && before.clusterId == now.clusterId
            && before.serverId == now.serverId && before.state == now.state
            && before.role == now.role && before.node == now.node;
    };
    if (isSame(saidServer) || (now.state == "STANDALONE" && saidServer.state.empty()))
        return;
    saidServer = now;
    post(now);
}

void MonitoringClient::Private::askLimits()
{
    new MonitoringRequest(
        network, endpoint, u"streaming/storez"_s,
        [this](const MonitoringBody& body) {
            const auto* bytes = std::get_if<QByteArray>(&body);
            auto limits = bytes ? parseStorez(*bytes) : Result<std::vector<ChannelLimits>>(Error{});
            if (limits && *limits != saidLimits) {
                saidLimits = *limits;
                post(monitor::LimitsKnown{std::move(*limits)});
            }
        },
        q);
}

void MonitoringClient::Private::failed(const Message& why)
{
    compared.reset();
    // Another one may lead by now.
    const bool isOneOfSeveral = !std::exchange(isLost, true) && endpoints.size() > 1;
    const bool isTransient = why.code == Code::ChangedWhileRead;
    const bool isSoon = isOneOfSeveral || (bootstrapWanted && isTransient);
    schedule(isSoon ? lookAgainAfter : bootstrapWanted ? retryAfter : interval);
    if (isTransient && ++quietFailures < quietRetries)
        return;
    if (std::exchange(saidFailure, why) != why)
        post(monitor::Failed{why});
}

void MonitoringClient::probe(const ClientId& client, const Subject& heartbeatInbox)
{
    d->presence->probe(client, heartbeatInbox);
}

void MonitoringClient::findChannel(const ChannelName& channel, Found found)
{
    const QString name =
        QString::fromLatin1(QUrl::toPercentEncoding(QString::fromStdString(channel.value())));
    new MonitoringRequest(
        d->network, d->endpoint, u"streaming/channelsz?channel="_s + name,
        [channel, found = std::move(found)](const MonitoringBody& body) {
            const auto* bytes = std::get_if<QByteArray>(&body);
            if (!bytes) {
                const Message& why = std::get<Message>(body);
                return found(false, isMissingPage(why) ? Message{} : why);
            }
            const auto is = parseIsChannel(*bytes, channel);
            if (is)
                found(*is, {});
            else
                found(
                    false,
                    message(Code::NotMonitoringAnswer, std::string("channelsz"), is.error().text));
        },
        this);
}

} // namespace stanscope

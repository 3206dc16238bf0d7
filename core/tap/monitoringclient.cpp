#include "core/tap/monitoringclient.h"

#include "core/tap/monitoringround.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QTimer>

#include <algorithm>
#include <optional>
#include <set>
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

} // namespace

struct MonitoringClient::Private
{
    explicit Private(MonitoringClient* client)
        : q(client)
    {
        network.setProxy(QNetworkProxy::NoProxy); // the broker is near, and proxies cache
    }

    void ask();
    bool isEnough(const ServerAnswer& who) const;
    void answered(const monitor::Answered& answer, const ServerAnswer& who);
    void failed(const Message& why);
    void schedule(std::chrono::milliseconds wait) { next.start(wait); }
    void forgetRound();
    void heard(const ClientId& client, Listening listening);
    void askForNeighbours(const ClientId& client);

    MonitoringClient* q;
    std::function<void(EventBody)> post;
    QNetworkAccessManager network;
    QUrl endpoint;
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
    std::set<ClientId> probing;
};

MonitoringClient::MonitoringClient(std::function<void(EventBody)> post, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
    d->post = std::move(post);
    d->next.setSingleShot(true);
    d->next.setTimerType(Qt::PreciseTimer);
    connect(&d->next, &QTimer::timeout, this, [this] { d->ask(); });
}

MonitoringClient::~MonitoringClient()
{
    // Before the network that they use.
    qDeleteAll(findChildren<MonitoringRound*>(Qt::FindDirectChildrenOnly));
    qDeleteAll(findChildren<MonitoringRequest*>(Qt::FindDirectChildrenOnly));
}

void MonitoringClient::setEndpoint(const QUrl& url)
{
    d->forgetRound();
    d->next.stop();
    d->endpoint = url;
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
    if (endpoint.isEmpty() || round || (!bootstrapWanted && !checking))
        return;
    next.stop();
    if (bootstrapWanted)
        round = new MonitoringRound(network, endpoint, monitor::Purpose::Bootstrap, {}, q);
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
    return !wanted && compared && compared->serverId == who.serverId && compared->state == who.state
        && compared->totals == who.totals && monotonicNow() - comparedAt < betweenFullRounds;
}

void MonitoringClient::Private::answered(const monitor::Answered& answer, const ServerAnswer& who)
{
    quietFailures = 0;
    saidFailure = {};
    if (answer.purpose == monitor::Purpose::Bootstrap)
        bootstrapWanted = false;
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
    const bool isNews = who.clusterId != server.clusterId || who.state != server.state;
    server = who;
    post(answer);
    if (isNews)
        emit q->serverKnown(QString::fromStdString(who.clusterId),
                            QString::fromStdString(who.state));
}

void MonitoringClient::Private::failed(const Message& why)
{
    compared.reset();
    const bool isTransient = why.code == Code::ChangedWhileRead;
    schedule(bootstrapWanted ? (isTransient ? lookAgainAfter : retryAfter) : interval);
    if (isTransient && ++quietFailures < quietRetries)
        return;
    if (std::exchange(saidFailure, why) != why)
        post(monitor::Failed{why});
}

void MonitoringClient::probe(const ClientId& client, const Subject& heartbeatInbox)
{
    if (d->endpoint.isEmpty() || heartbeatInbox.isNull() || !d->probing.insert(client).second)
        return;
    const QString inbox = QString::fromLatin1(
        QUrl::toPercentEncoding(QString::fromStdString(heartbeatInbox.value())));
    new MonitoringRequest(
        d->network, d->endpoint, u"subsz?subs=1&test="_s + inbox,
        [this, client](const MonitoringBody& body) {
            const auto* bytes = std::get_if<QByteArray>(&body);
            const auto listening =
                bytes ? parseSubsz(*bytes) : Result<Listening>(Listening::Unknown);
            d->heard(client, listening ? *listening : Listening::Unknown);
        },
        this);
}

void MonitoringClient::Private::heard(const ClientId& client, Listening listening)
{
    switch (listening) {
    case Listening::Nobody:
        askForNeighbours(client);
        return;
    case Listening::Yes:
        post(monitor::Presence{client, true});
        break;
    case Listening::Unknown:
        break;
    }
    probing.erase(client);
}

/// In a cluster the client may sit on another server: then nothing is known about it.
void MonitoringClient::Private::askForNeighbours(const ClientId& client)
{
    new MonitoringRequest(
        network, endpoint, u"varz"_s,
        [this, client](const MonitoringBody& body) {
            probing.erase(client);
            const auto* bytes = std::get_if<QByteArray>(&body);
            const auto has = bytes ? parseHasNeighbours(*bytes) : Result<bool>(true);
            if (has && !*has)
                post(monitor::Presence{client, false});
        },
        q);
}

} // namespace stanscope

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
/// A broker so large that its answers take long is asked less often: its answer is work for both.
constexpr int restPerRound = 20;
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
    void answered(const monitor::Answered& answer, const ServerAnswer& server);
    void failed(const Error& error);
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
    std::string saidFailure; ///< said once until it changes
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
    d->saidFailure.clear();
    d->server = {};
    d->compared.reset();
    if (d->bootstrapWanted || d->checking)
        d->ask();
}

void MonitoringClient::bootstrap()
{
    d->forgetRound(); // what it has read so far may be older than the gap
    d->bootstrapWanted = true;
    d->saidFailure.clear(); // somebody waits for this answer, or for this failure
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
    connect(round, &MonitoringRound::failed, q, [this](const Error& error) {
        std::exchange(round, nullptr)->deleteLater();
        failed(error);
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
    saidFailure.clear();
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
        schedule(isJoin ? std::max(interval, took) : std::max(interval, restPerRound * took));
    }
    const bool isNews = who.clusterId != server.clusterId || who.state != server.state;
    server = who;
    post(answer);
    if (isNews)
        emit q->serverKnown(QString::fromStdString(who.clusterId),
                            QString::fromStdString(who.state));
}

void MonitoringClient::Private::failed(const Error& error)
{
    compared.reset();
    const bool isTransient = error.kind == Error::Kind::Transient;
    schedule(bootstrapWanted ? (isTransient ? lookAgainAfter : retryAfter) : interval);
    if (isTransient && ++quietFailures < quietRetries)
        return;
    if (std::exchange(saidFailure, error.text) != error.text)
        post(monitor::Failed{error.text});
}

void MonitoringClient::probe(const ClientId& client, const Subject& heartbeatInbox)
{
    if (d->endpoint.isEmpty() || heartbeatInbox.isNull() || !d->probing.insert(client).second)
        return;
    const QString inbox = QString::fromLatin1(
        QUrl::toPercentEncoding(QString::fromStdString(heartbeatInbox.value())));
    new MonitoringRequest(
        d->network, d->endpoint, u"subsz?subs=1&test="_s + inbox,
        [this, client](const Result<QByteArray>& body) {
            const auto listening = body ? parseSubsz(*body) : Result<Listening>(body.error());
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
        [this, client](const Result<QByteArray>& body) {
            probing.erase(client);
            const auto has = body ? parseHasNeighbours(*body) : Result<bool>(body.error());
            if (has && !*has)
                post(monitor::Presence{client, false});
        },
        q);
}

} // namespace stanscope

#include "core/tap/monitoringround.h"

#include <QNetworkRequest>

#include <utility>

using namespace Qt::StringLiterals;

namespace stanscope {

namespace {

/// The broker answers in milliseconds; a paused one must not hold the frames back for long.
constexpr int answerLimitMs = 4000;
/// The broker's own default for a page. A channel brings its subscriptions, up to 1000 of them.
constexpr int clientsPage = 1024;
constexpr int channelsPage = 128;
/// All pages together.
constexpr qint64 largestRound = 4 * qint64{maxMonitoringAnswer};

} // namespace

MonitoringRequest::MonitoringRequest(QNetworkAccessManager& network, const QUrl& endpoint,
                                     const QString& path, Done done, QObject* parent)
    : QObject(parent)
    , m_done(std::move(done))
{
    QUrl url = endpoint;
    QString base = endpoint.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    url.setPath(base + u'/' + path.section(u'?', 0, 0));
    url.setQuery(path.section(u'?', 1));
    QNetworkRequest request(url);
    request.setTransferTimeout(answerLimitMs);
    m_reply.reset(network.get(request));
    connect(m_reply.get(), &QNetworkReply::downloadProgress, this, [this](qint64 received) {
        if (received <= maxMonitoringAnswer)
            return;
        m_tooLarge = true;
        m_reply->abort();
    });
    connect(m_reply.get(), &QNetworkReply::finished, this, &MonitoringRequest::finish);
}

MonitoringRequest::~MonitoringRequest()
{
    // Without abort(): where the connection has just failed, Qt 6.4 complains about a second error.
    m_reply->disconnect(this);
}

void MonitoringRequest::finish()
{
    deleteLater();
    const QString where = m_reply->url().toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    if (m_reply->error() == QNetworkReply::NoError) {
        m_done(m_reply->readAll());
        return;
    }
    QString text = m_reply->errorString();
    while (text.endsWith(u'.'))
        text.chop(1);
    Message why = said(text.toStdString());
    if (m_tooLarge)
        why = message(Code::AnswerTooLarge);
    else if (m_reply->error() == QNetworkReply::OperationCanceledError)
        why = message(Code::NoAnswerInTime);
    else if (m_reply->error() == QNetworkReply::ContentNotFoundError)
        why = message(Code::NothingThere);
    m_done(message(Code::NoMonitoringAnswer, where.toStdString(), std::move(why)));
}

MonitoringRound::MonitoringRound(QNetworkAccessManager& network, QUrl endpoint,
                                 monitor::Purpose purpose, IsEnough isEnough, QObject* parent)
    : QObject(parent)
    , m_network(network)
    , m_endpoint(std::move(endpoint))
{
    m_answer.purpose = purpose;
    m_answer.askedAt = monotonicNow();
    ask(u"streaming/serverz"_s, [this, isEnough = std::move(isEnough)](const QByteArray& body) {
        const auto server = parseServerz(body);
        if (!server)
            return misread("serverz", server.error());
        m_server = *server;
        m_answer.serverId = server->serverId;
        m_answer.version = server->version;
        m_answer.clusterId = server->clusterId;
        m_answer.state = server->state;
        m_answer.role = server->role;
        m_answer.lags = server->lags();
        m_serverIds.push_back(server->serverId);
        if (isEnough(m_server)) {
            m_over = true;
            m_answer.purpose = monitor::Purpose::Unchanged;
            emit complete(m_answer, m_server);
            return;
        }
        askLists();
        partDone();
    });
}

/// What they tell is of now at the earliest.
void MonitoringRound::askLists()
{
    m_answer.askedAt = monotonicNow();
    askClients(0);
    askChannels(0);
}

void MonitoringRound::ask(const QString& path, std::function<void(const QByteArray&)> read)
{
    new MonitoringRequest(
        m_network, m_endpoint, path,
        [this, path, read = std::move(read)](const MonitoringBody& body) {
            if (m_over)
                return;
            const auto* bytes = std::get_if<QByteArray>(&body);
            if (bytes && (m_bytes += bytes->size()) > largestRound)
                fail(message(Code::NoMonitoringAnswer, path.toStdString(),
                             message(Code::AnswerTooLarge)));
            else if (bytes)
                read(*bytes);
            else
                fail(std::get<Message>(body));
        },
        this);
}

void MonitoringRound::askClients(std::int64_t offset)
{
    ask(u"streaming/clientsz?offset=%1&limit=%2"_s.arg(offset).arg(clientsPage),
        [this](const QByteArray& body) {
            const auto page = parseClientsz(body);
            if (!page)
                misread("clientsz", page.error());
            else if (append(*page, m_answer.clients, m_clients))
                askClients(static_cast<std::int64_t>(m_answer.clients.size()));
        });
}

void MonitoringRound::askChannels(std::int64_t offset)
{
    ask(u"streaming/channelsz?subs=1&offset=%1&limit=%2"_s.arg(offset).arg(channelsPage),
        [this](const QByteArray& body) {
            const auto page = parseChannelsz(body);
            if (!page)
                misread("channelsz", page.error());
            else if (append(*page, m_answer.channels, m_channels))
                askChannels(static_cast<std::int64_t>(m_answer.channels.size()));
        });
}

/// True when another page follows. Entries are sorted by name: with the total unchanged nothing
/// was left out or doubled, or the next check sees it.
template <typename Entry>
bool MonitoringRound::append(const MonitoringPage<Entry>& page, std::vector<Entry>& all,
                             std::int64_t& total)
{
    if (total < 0)
        total = page.total;
    const auto have = static_cast<std::int64_t>(all.size());
    const auto more = static_cast<std::int64_t>(page.entries.size());
    if (page.total != total || page.offset != have || have + more > total
        || (more == 0 && have < total)) {
        fail(message(Code::ChangedWhileRead));
        return false;
    }
    m_serverIds.push_back(page.serverId);
    all.insert(all.end(), page.entries.begin(), page.entries.end());
    if (have + more < total)
        return true;
    partDone();
    return false;
}

void MonitoringRound::partDone()
{
    if (--m_open > 0)
        return;
    for (const std::string& id : m_serverIds)
        if (id != m_answer.serverId)
            return fail(message(Code::ChangedWhileRead));
    m_over = true;
    emit complete(m_answer, m_server);
}

void MonitoringRound::misread(const char* page, const Error& what)
{
    fail(message(Code::NotMonitoringAnswer, std::string(page), what.text));
}

void MonitoringRound::fail(const Message& why)
{
    if (std::exchange(m_over, true))
        return;
    emit failed(why);
}

} // namespace stanscope

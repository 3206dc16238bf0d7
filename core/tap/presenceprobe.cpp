#include "core/tap/presenceprobe.h"

#include "core/tap/monitoringround.h"

using namespace Qt::StringLiterals;

namespace stanscope {

PresenceProbe::PresenceProbe(QNetworkAccessManager& network, Told told, QObject* parent)
    : QObject(parent)
    , m_network(network)
    , m_told(std::move(told))
{
}

void PresenceProbe::setEndpoints(const std::vector<QUrl>& endpoints)
{
    ++m_generation;
    m_endpoints = endpoints;
    m_probing.clear();
}

void PresenceProbe::probe(const ClientId& client, const Subject& heartbeatInbox)
{
    if (m_endpoints.empty() || heartbeatInbox.isNull() || !m_probing.insert(client).second)
        return;
    const QString inbox = QString::fromLatin1(
        QUrl::toPercentEncoding(QString::fromStdString(heartbeatInbox.value())));
    const auto answers = std::make_shared<Answers>();
    answers->awaited = m_endpoints.size();
    for (const QUrl& endpoint : m_endpoints)
        new MonitoringRequest(
            m_network, endpoint, u"subsz?subs=1&test="_s + inbox,
            [this, client, answers, endpoint, of = m_generation](const MonitoringBody& body) {
                if (of != m_generation)
                    return;
                if (const auto* bytes = std::get_if<QByteArray>(&body))
                    if (const auto answer = parseSubsz(*bytes))
                        note(*answers, endpoint, *answer);
                if (--answers->awaited == 0)
                    conclude(client, *answers);
            },
            this);
}

/// A server that two addresses lead to counts once.
void PresenceProbe::note(Answers& answers, const QUrl& endpoint, const SubszAnswer& answer) const
{
    switch (answer.listening) {
    case Listening::Yes:
        answers.somebody = true;
        break;
    case Listening::Nobody:
        answers.nobody.insert(answer.serverId.empty() ? endpoint.toString().toStdString()
                                                      : answer.serverId);
        answers.from = endpoint;
        break;
    case Listening::Unknown:
        break;
    }
}

void PresenceProbe::conclude(const ClientId& client, const Answers& answers)
{
    if (!answers.somebody && !answers.nobody.empty())
        return askForNeighbours(client, answers);
    m_probing.erase(client);
    if (answers.somebody)
        m_told(client, true);
}

/// In a cluster the client may sit on a server that was not asked: then nothing is known about it.
void PresenceProbe::askForNeighbours(const ClientId& client, const Answers& answers)
{
    new MonitoringRequest(
        m_network, answers.from, u"varz"_s,
        [this, client, asked = static_cast<std::int64_t>(answers.nobody.size()),
         of = m_generation](const MonitoringBody& body) {
            if (of != m_generation)
                return;
            m_probing.erase(client);
            const auto* bytes = std::get_if<QByteArray>(&body);
            const auto neighbours = bytes ? parseNeighbours(*bytes) : Result<std::int64_t>(Error{});
            if (neighbours && *neighbours < asked)
                m_told(client, false);
        },
        this);
}

} // namespace stanscope

#include "core/tap/leadersearch.h"

#include "core/tap/monitoringround.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace stanscope {

namespace {

int rankOf(const std::optional<ServerAnswer>& one)
{
    return !one ? 0 : !one->lags() ? 3 : one->hasLists() ? 2 : 1;
}

} // namespace

LeaderSearch::LeaderSearch(QNetworkAccessManager& network, std::function<void(const QUrl&)> found,
                           std::function<void(const Message&)> failed, QObject* parent)
    : QObject(parent)
    , m_network(network)
    , m_found(std::move(found))
    , m_failed(std::move(failed))
{
}

void LeaderSearch::begin(const std::vector<QUrl>& endpoints)
{
    m_endpoints = endpoints;
    m_answers.assign(endpoints.size(), std::nullopt);
    m_failure = {};
    m_awaited = endpoints.size();
    for (std::size_t server = 0; server < endpoints.size(); ++server)
        ask(server);
}

void LeaderSearch::forget()
{
    ++m_generation;
    m_awaited = 0;
}

void LeaderSearch::ask(std::size_t server)
{
    new MonitoringRequest(
        m_network, m_endpoints[server], u"streaming/serverz"_s,
        [this, server, of = m_generation](const MonitoringBody& body) {
            if (of != m_generation)
                return;
            if (const auto* bytes = std::get_if<QByteArray>(&body)) {
                if (auto answer = parseServerz(*bytes))
                    m_answers[server] = std::move(*answer);
                else
                    m_failure = message(Code::NotMonitoringAnswer, std::string("serverz"),
                                        answer.error().text);
            } else {
                m_failure = std::get<Message>(body);
            }
            if (--m_awaited == 0)
                conclude();
        },
        this);
}

void LeaderSearch::conclude()
{
    const auto best = std::max_element(
        m_answers.begin(), m_answers.end(),
        [](const auto& one, const auto& other) { return rankOf(one) < rankOf(other); });
    if (best == m_answers.end() || !*best)
        return m_failed(m_failure);
    m_found(m_endpoints[static_cast<std::size_t>(best - m_answers.begin())]);
}

} // namespace stanscope

#include "core/attach/publisher.h"

#include "core/stan/stanclient.h"

#include <utility>

namespace stanscope {

Publisher::Publisher(QObject* parent)
    : QObject(parent)
{
}

Publisher::~Publisher() = default;

void Publisher::publish(const ConnectionOptions& connection, const std::string& cluster,
                        const ChannelName& channel, const std::string& payload)
{
    m_waiting.push_back({connection, cluster, channel, payload});
    if (!m_client)
        next();
}

void Publisher::cancel()
{
    m_waiting.clear();
    if (m_client && !m_isLeaving)
        leave();
}

void Publisher::next()
{
    if (m_waiting.empty())
        return;
    const Message& message = m_waiting.front();
    StanConnectOptions options;
    options.connection = message.connection;
    options.clusterId = message.cluster;
    options.client = ClientId(clientName);
    m_client = std::make_unique<StanClient>(options);
    StanClient* client = m_client.get();
    connect(client, &StanClient::connected, this, [this, client] {
        client->publish(m_waiting.front().channel, m_waiting.front().payload, 0);
    });
    connect(client, &StanClient::connectFailed, this, [this](const Error& why) {
        m_waiting.pop_front();
        leave();
        emit failed(QString::fromStdString(why.text), QString::fromStdString(why.remedy));
    });
    connect(client, &StanClient::publishDone, this, [this](quint64, const Result<>& result) {
        const ChannelName channel = m_waiting.front().channel;
        m_waiting.pop_front();
        leave();
        if (result)
            emit published(QString::fromStdString(channel.value()));
        else
            emit failed(QString::fromStdString(result.error().text),
                        tr("It may have been stored all the same: look at the channel before you "
                           "publish it again."));
    });
    client->connectToBroker();
}

/// The client, which may be what is calling, closes its session; then the next message may go: the
/// broker takes a client id once.
void Publisher::leave()
{
    m_isLeaving = true;
    m_client->disconnect(this);
    connect(m_client.get(), &StanClient::closed, this, [this] {
        m_isLeaving = false;
        m_client.release()->deleteLater();
        next();
    });
    m_client->close();
}

} // namespace stanscope

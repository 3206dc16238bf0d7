#include "core/attach/storedreader.h"

#include "core/stan/stanclient.h"

#include <utility>

using namespace std::chrono_literals;

namespace stanscope {

namespace {

/// More are not sent: they would be kept twice, in the channel and in the history.
constexpr std::int32_t mostRead = 10'000;
/// Who is sent all that there is gets it without pauses.
constexpr auto quietAfter = 1s;
/// Nothing is sent again before it has left.
constexpr std::int32_t longAckWait = 3600;

} // namespace

StoredReader::StoredReader(QObject* parent)
    : QObject(parent)
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(quietAfter);
    connect(&m_quiet, &QTimer::timeout, this,
            [this] { leave([this] { emit done(m_channel, m_messages); }); });
}

StoredReader::~StoredReader() = default;

bool StoredReader::read(const ConnectionOptions& connection, const std::string& cluster,
                        const ChannelName& channel)
{
    if (m_client)
        return false;
    StanConnectOptions options;
    options.connection = connection;
    options.clusterId = cluster;
    options.client = ClientId(clientName);
    m_channel = QString::fromStdString(channel.value());
    m_messages = 0;
    m_client = std::make_unique<StanClient>(options);
    StanClient* client = m_client.get();
    const auto fail = [this](const Error& why) {
        leave([this, why] {
            emit failed(QString::fromStdString(why.text), QString::fromStdString(why.remedy));
        });
    };
    connect(client, &StanClient::connectFailed, this, fail);
    connect(client, &StanClient::subscribeFailed, this, fail);
    connect(client, &StanClient::connected, this, [client, channel] {
        StanSubscribeOptions all;
        all.channel = channel;
        all.ackWaitSeconds = longAckWait;
        all.maxInflight = mostRead;
        client->subscribe(all);
    });
    connect(client, &StanClient::subscribed, this, [this] { m_quiet.start(); });
    connect(client, &StanClient::messageReceived, this, [this] {
        ++m_messages;
        m_quiet.start();
    });
    client->connectToBroker();
    return true;
}

void StoredReader::cancel()
{
    if (m_client && !m_isLeaving)
        leave([] {});
}

/// The client, which may be what is calling, closes its session; `then` may come the next one.
void StoredReader::leave(std::function<void()> then)
{
    m_isLeaving = true;
    m_quiet.stop();
    m_client->disconnect(this);
    connect(m_client.get(), &StanClient::closed, this, [this, then = std::move(then)] {
        m_isLeaving = false;
        m_client.release()->deleteLater();
        then();
    });
    m_client->close();
}

} // namespace stanscope

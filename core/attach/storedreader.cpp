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
/// All is sent again as soon as the broker can.
constexpr std::int32_t shortAckWait = 1;
constexpr auto quietAfterAgain = 3s;

} // namespace

StoredReader::StoredReader(QObject* parent)
    : QObject(parent)
{
    m_quiet.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, &StoredReader::finish);
}

StoredReader::~StoredReader() = default;

void StoredReader::read(const ConnectionOptions& connection, const std::string& cluster,
                        const ChannelName& channel, Sent sent)
{
    StanConnectOptions options;
    options.connection = connection;
    options.clusterId = cluster;
    options.client = ClientId(clientName);
    m_channel = QString::fromStdString(channel.value());
    m_messages = 0;
    m_again = 0;
    m_sent = sent;
    m_quiet.setInterval(sent == Sent::Twice ? quietAfterAgain : quietAfter);
    m_client = std::make_unique<StanClient>(options);
    StanClient* client = m_client.get();
    connect(client, &StanClient::connectFailed, this, &StoredReader::fail);
    connect(client, &StanClient::subscribeFailed, this, &StoredReader::fail);
    connect(client, &StanClient::disconnected, this, [this] {
        fail({tr("The connection broke off while the channel was read.").toStdString(),
              tr("Read it again.").toStdString()});
    });
    connect(client, &StanClient::connected, this, [client, channel, sent] {
        StanSubscribeOptions all;
        all.channel = channel;
        all.ackWaitSeconds = sent == Sent::Twice ? shortAckWait : longAckWait;
        all.maxInflight = mostRead;
        client->subscribe(all);
    });
    connect(client, &StanClient::subscribed, &m_quiet, qOverload<>(&QTimer::start));
    connect(client, &StanClient::messageReceived, this, &StoredReader::take);
    client->connectToBroker();
}

void StoredReader::take(const StanMessage& message)
{
    m_quiet.start();
    ++(message.redelivered ? m_again : m_messages);
    // What was sent twice is sent a third time, and so on.
    if (m_sent == Sent::Twice && m_again >= m_messages)
        finish();
}

void StoredReader::finish()
{
    leave([this] { emit done(m_channel, m_messages, m_messages < mostRead); });
}

void StoredReader::fail(const Error& why)
{
    leave([this, why] {
        emit failed(QString::fromStdString(why.text), QString::fromStdString(why.remedy));
    });
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

#include "core/service/listener.h"

#include "core/service/exitcodes.h"

#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

Listener::Listener(ListenerArguments arguments, Print print, QObject* parent)
    : QObject(parent)
    , m_arguments(std::move(arguments))
    , m_print(std::move(print))
    , m_client(m_arguments.connect)
{
    connect(&m_client, &StanClient::connectFailed, this, &Listener::fail);
    connect(&m_client, &StanClient::subscribeFailed, this, &Listener::fail);
    connect(&m_client, &StanClient::connected, this, [this] {
        if (m_arguments.publishes > 0)
            publishNext();
        else
            m_client.subscribe(m_arguments.subscribe);
    });
    connect(&m_client, &StanClient::subscribed, this, [this] { m_print("ready"); });
    connect(&m_client, &StanClient::messageReceived, this, &Listener::receive);
    connect(&m_client, &StanClient::publishDone, this,
            [this](quint64, const Result<>& result) { stored(result); });
    connect(&m_client, &StanClient::disconnected, this, [this] {
        if (!m_stopping)
            m_print("disconnected from the broker; reconnecting");
    });
    connect(&m_client, &StanClient::reconnected, this, [this] { m_print("reconnected"); });
    connect(&m_client, &StanClient::connectionLost, this, [this](const QString& why) {
        fail({"connection lost: " + why.toStdString(), "Start it again.", Error::Kind::Transient});
    });
    connect(&m_client, &StanClient::closed, this, [this] { emit finished(0, {}); });
    m_next.setSingleShot(true);
    m_next.setInterval(m_arguments.every);
    connect(&m_next, &QTimer::timeout, this, &Listener::publishNext);
}

void Listener::start()
{
    m_client.connectToBroker();
}

void Listener::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    m_next.stop();
    m_unacked.clear(); // before their connection
    m_client.close();
}

void Listener::receive(const StanMessage& message)
{
    if (m_stopping)
        return;
    m_print("got " + std::to_string(message.sequence.value())
            + (message.redelivered ? " again: " : " new: ") + message.payload);
    if (!m_arguments.acks || !m_arguments.subscribe.manualAck)
        return;
    if (m_arguments.ackDelay.count() == 0)
        ack(message);
    else
        ackLater(message);
}

/// The delay is the same for all: the oldest comes first.
void Listener::ackLater(const StanMessage& message)
{
    m_unacked.push_back(message);
    QTimer::singleShot(m_arguments.ackDelay, this, [this] {
        if (m_unacked.empty())
            return;
        ack(m_unacked.front());
        m_unacked.pop_front();
    });
}

void Listener::ack(const StanMessage& message)
{
    if (m_stopping)
        return;
    const auto sent = StanClient::ack(message);
    m_print(sent ? "acked " + std::to_string(message.sequence.value()) : sent.error().text);
}

void Listener::publishNext()
{
    if (m_stopping)
        return;
    std::string payload = m_arguments.payload;
    const std::string number = std::to_string(++m_published);
    for (auto at = payload.find("%n"); at != std::string::npos;
         at = payload.find("%n", at + number.size()))
        payload.replace(at, 2, number);
    m_client.publish(m_arguments.subscribe.channel, std::move(payload),
                     static_cast<quint64>(m_published));
    if (m_published < m_arguments.publishes)
        m_next.start();
}

void Listener::stored(const Result<>& result)
{
    if (!result) {
        fail(result.error());
        return;
    }
    m_print("stored " + std::to_string(++m_answered));
    if (m_answered == m_arguments.publishes)
        stop();
}

void Listener::fail(const Error& error)
{
    if (!m_stopping)
        emit finished(exitConnection, QString::fromStdString(error.text + ". " + error.remedy));
}

} // namespace stanscope

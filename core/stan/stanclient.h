#pragma once

#include "core/stan/stanmessage.h"
#include "core/stan/stanoptions.h"
#include "core/util/handoff.h"
#include "core/util/result.h"
#include "core/util/wakeup.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace stanscope {

class StanCore;

/// NATS Streaming as a QObject. Every call that blocks runs on a worker thread, every callback of
/// the library only posts into a hand-off queue, and all signals are emitted in the thread that
/// owns the client, in the order in which things happened.
class StanClient : public QObject
{
    Q_OBJECT

public:
    explicit StanClient(StanConnectOptions options, QObject* parent = nullptr);
    /// Closes the connection; blocks for at most two `connectWait`.
    ~StanClient() override;

    /// Answers with connected() or connectFailed(); so do the others with their signals.
    void connectToBroker();
    void subscribe(const StanSubscribeOptions& options);
    /// Any thread. `tag` comes back in publishDone(); an error there means indefinite, not unsent.
    void publish(const ChannelName& channel, std::string payload, quint64 tag);
    /// Closes subscriptions (durable state stays) and the connection, then closed().
    void close();

    /// Any thread; does not block. Transient while the connection is interrupted.
    static Result<> ack(const StanMessage& message);

    /// Waits until the library's threads have ended. Last call of a process, without clients.
    static void closeLibrary();

signals:
    void connected();
    void connectFailed(const stanscope::Error& error);
    void subscribed();
    void subscribeFailed(const stanscope::Error& error);
    /// With automatic acks the ack is sent when this is queued, before anybody has seen the
    /// message.
    void messageReceived(const stanscope::StanMessage& message);
    void publishDone(quint64 tag, const stanscope::Result<>& result);
    /// For good: the broker no longer knows this client, or did not answer `pingMaxOut` pings.
    void connectionLost(const QString& why);
    /// The TCP connection is gone; the library reconnects by itself.
    void disconnected();
    void reconnected();
    void closed();

private:
    void drain();
    void work(const std::stop_token& stop);

    HandOff<std::function<void()>> m_tasks;
    Wakeup m_wakeup;
    std::shared_ptr<StanCore> m_core; ///< wakes the owner's thread
    std::jthread m_worker;
};

} // namespace stanscope

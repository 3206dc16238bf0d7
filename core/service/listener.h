#pragma once

#include "core/service/listenerarguments.h"
#include "core/stan/stanclient.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <deque>
#include <functional>
#include <string>

namespace stanscope {

/// A client of NATS Streaming and nothing else: it listens and acks as it was told, or publishes.
/// Says what happens in lines of text: "ready", "got 3 new: …", "got 3 again: …", "acked 3",
/// "stored 1".
class Listener : public QObject
{
    Q_OBJECT

public:
    using Print = std::function<void(const std::string& line)>;

    Listener(ListenerArguments arguments, Print print, QObject* parent = nullptr);

    void start();
    /// Closes, where it was told to, then finished().
    void stop();

signals:
    /// `why` is empty when nothing failed.
    void finished(int exitCode, const QString& why);

private:
    void receive(const StanMessage& message);
    void ack(const StanMessage& message);
    void ackLater(const StanMessage& message);
    void publishNext();
    void stored(const Result<>& result);
    void fail(const Error& error);

    ListenerArguments m_arguments;
    Print m_print;
    StanClient m_client;
    std::deque<StanMessage> m_unacked; ///< their delay is under way
    QTimer m_next; ///< message to be published
    std::int64_t m_published = 0;
    std::int64_t m_answered = 0;
    bool m_stopping = false;
};

} // namespace stanscope

#pragma once

#include "core/nats/connectionoptions.h"
#include "core/util/ids.h"

#include <QObject>
#include <QString>

#include <deque>
#include <memory>
#include <string>

namespace stanscope {

class StanClient;

/// Publishes single messages as a STAN client that comes and goes with each: between them the
/// broker knows nobody of ours. One after the other. Main thread; never blocks for long.
class Publisher : public QObject
{
    Q_OBJECT

public:
    /// The client id that it comes with.
    static constexpr const char* clientName = "stanscope-publisher";

    explicit Publisher(QObject* parent = nullptr);
    ~Publisher() override;

    void publish(const ConnectionOptions& connection, const std::string& cluster,
                 const ChannelName& channel, const std::string& payload);
    /// Forgets what was not published yet.
    void cancel();

signals:
    void published(const QString& channel);
    void failed(const QString& why, const QString& remedy);

private:
    struct Message
    {
        ConnectionOptions connection;
        std::string cluster;
        ChannelName channel;
        std::string payload;
    };

    void next();
    void leave();

    std::deque<Message> m_waiting; ///< the first is under way, unless its client is leaving
    std::unique_ptr<StanClient> m_client; ///< until it has left; null: nobody of ours is there
    bool m_isLeaving = false;
};

} // namespace stanscope

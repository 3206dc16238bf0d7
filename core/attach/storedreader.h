#pragma once

#include "core/nats/connectionoptions.h"
#include "core/util/ids.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <memory>
#include <string>

namespace stanscope {

class StanClient;

/// Reads what a channel keeps, as a STAN client that comes, is sent all of it, acks nothing and
/// leaves nothing behind. It looks at no message: the tap hears its deliveries. One channel at a
/// time. Main thread.
class StoredReader : public QObject
{
    Q_OBJECT

public:
    /// The client id that it comes with.
    static constexpr const char* clientName = "stanscope-reader";

    explicit StoredReader(QObject* parent = nullptr);
    ~StoredReader() override;

    /// False while another one is under way.
    bool read(const ConnectionOptions& connection, const std::string& cluster,
              const ChannelName& channel);
    /// Leaves before it has read all.
    void cancel();

signals:
    /// No message has come for a moment, or as many as are read at most.
    void done(const QString& channel, int messages);
    void failed(const QString& why, const QString& remedy);

private:
    void leave(std::function<void()> then);

    std::unique_ptr<StanClient> m_client; ///< until it has left
    QTimer m_quiet;
    QString m_channel;
    int m_messages = 0;
    bool m_isLeaving = false;
};

} // namespace stanscope

#pragma once

#include "core/nats/connectionoptions.h"
#include "core/stan/stanmessage.h"
#include "core/util/ids.h"
#include "core/util/result.h"

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

    /// How often a message comes: a low-impact tap learns of the inbox when the first ones are on
    /// their way, and hears them when they are sent again.
    enum class Sent
    {
        Once,
        Twice,
    };

    bool isBusy() const { return m_client != nullptr; }
    /// Not while another one is under way.
    void read(const ConnectionOptions& connection, const std::string& cluster,
              const ChannelName& channel, Sent sent);
    /// Leaves before it has read all.
    void cancel();

signals:
    /// No message has come for a moment; `isAll`: there are no more, as far as is read at all.
    void done(const QString& channel, int messages, bool isAll);
    void failed(const QString& why, const QString& remedy);

private:
    void take(const StanMessage& message);
    void finish();
    void fail(const Error& why);
    void leave(std::function<void()> then);

    std::unique_ptr<StanClient> m_client; ///< until it has left
    QTimer m_quiet;
    QString m_channel;
    int m_messages = 0;
    int m_again = 0; ///< messages that came a second time
    Sent m_sent = Sent::Once;
    bool m_isLeaving = false;
};

} // namespace stanscope

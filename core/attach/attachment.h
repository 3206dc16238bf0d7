#pragma once

#include "core/lab/eventsink.h"
#include "core/lab/snapshot.h"
#include "core/mirror/mirrorstate.h"
#include "core/nats/connectionoptions.h"
#include "core/util/pagedmemory.h"
#include "core/util/result.h"

#include <QObject>
#include <QString>
#include <QUrl>

#include <chrono>
#include <memory>
#include <vector>

namespace stanscope {

struct AttachOptions
{
    ConnectionOptions connection;
    std::string cluster; ///< the broker's cluster id
    QUrl monitoring; ///< empty: the mirror starts empty and says so
    bool lowImpact = false;
    bool mayPublish = false; ///< publish() refuses without it
    bool keepsSession = true; ///< writes a capture of its own, for time travel and recordings
    std::chrono::milliseconds snapshotInterval{16}; ///< at least; one frame of a 60 Hz display
    bool isShown = true; ///< else snapshots are what Lab::doubts() has, whatever the broker's size
};

/// Watches somebody else's broker: engine, tap and monitoring client, and nothing that writes. It
/// is never a STAN client: clientsz before and during is the same. Only publish(), which the user
/// allows, connects one for the time of that publish. Lives in the main thread.
class Attachment : public QObject
{
    Q_OBJECT

public:
    explicit Attachment(QObject* parent = nullptr);
    ~Attachment() override;

    /// Where the histories of later attachments lie.
    void setMemory(std::shared_ptr<PagedMemory> memory);
    /// Returns at once. `sinks` follow the stream from its first event.
    void start(const AttachOptions& options, std::vector<std::shared_ptr<EventSink>> sinks = {});
    /// Ends the watching; ended() comes with the mirror's last state, also after failed().
    void stop();
    bool isActive() const;
    const AttachOptions& options() const;

    void addSink(std::shared_ptr<EventSink> sink);
    void removeSink(std::shared_ptr<EventSink> sink);
    /// The file of the session so far, for a TimeMachine; empty when there is none.
    QString sessionFile() const;

    void setMayPublish(bool may);
    /// One message, as a STAN client "stanscope-publisher" that comes and goes with it.
    void publish(const ChannelName& channel, const std::string& payload);

    std::shared_ptr<const Snapshot> snapshot() const; ///< never null

signals:
    void snapshotChanged(const std::shared_ptr<const stanscope::Snapshot>& snapshot);
    /// Connected and listening; `note` says what is missing, such as the monitoring endpoint.
    void attached(const QString& note);
    /// It did not come about, or cannot go on.
    void failed(const QString& why, const QString& remedy);
    void published(const QString& channel);
    void publishFailed(const QString& why, const QString& remedy);
    void ended(const std::shared_ptr<const stanscope::MirrorState>& state);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stanscope

#pragma once

#include "core/attach/attachoptions.h"
#include "core/session/session.h"
#include "core/util/pagedmemory.h"

#include <QString>

#include <memory>
#include <vector>

namespace stanscope {

/// Watches somebody else's broker: engine, tap and monitoring client, and nothing that writes. It
/// is never a STAN client: clientsz before and during is the same. Only command::Publish, which the
/// user allows, connects one, "stanscope-publisher", for the time of that publish, and
/// command::ReadStored "stanscope-reader". Lives in the main thread.
class Attachment : public Session
{
    Q_OBJECT

public:
    explicit Attachment(QObject* parent = nullptr);
    ~Attachment() override;

    /// Where the histories of later attachments lie.
    void setMemory(std::shared_ptr<PagedMemory> memory);
    /// Returns at once. `sinks` follow the stream from its first event.
    void start(const AttachOptions& options, std::vector<std::shared_ptr<EventSink>> sinks = {});
    /// Ends the watching; streamEnded() comes with the mirror's last state, also after failed().
    void shutDown() override;
    bool isActive() const;
    const AttachOptions& options() const;

    Abilities abilities() const override;
    std::shared_ptr<const Snapshot> snapshot() const override;
    QString sessionFile() const override;
    void addSink(std::shared_ptr<EventSink> sink) override;
    void removeSink(std::shared_ptr<EventSink> sink) override;
    /// AllowPublishing, Publish and ReadStored; the processes are somebody else's.
    void execute(const Command& command) override;

signals:
    /// Connected and listening; `note` says what is missing, such as the monitoring endpoint.
    void attached(const QString& note);
    /// It did not come about, or cannot go on.
    void failed(const QString& why, const QString& remedy);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stanscope

#pragma once

#include "core/capture/timemachine.h"
#include "core/session/session.h"

#include <memory>

namespace stanscope {

/// A capture as a session: the moment at which its time machine's cursor stands. Nothing can be
/// done to it, and nothing more comes of it.
class Recording : public Session
{
    Q_OBJECT

public:
    enum class Of
    {
        LiveSession, ///< its own capture: time is frozen while it goes on
        File,
    };

    /// The histories of its states lie in `memory`.
    Recording(Of of, std::shared_ptr<PagedMemory> memory, QObject* parent = nullptr);
    ~Recording() override;

    /// Reads it all; opened() or failed() says how that went.
    /// `grows`: of a stream that has just begun, and may hold nothing yet;
    /// TimeMachine::openGrowing.
    void open(const QString& path, bool grows = false);
    /// To travel in it.
    TimeMachine& time() { return m_time; }
    /// Of the snapshot.
    const TimePosition& position() const { return m_position; }

    Abilities abilities() const override;
    std::shared_ptr<const Snapshot> snapshot() const override { return m_snapshot; }
    QString sessionFile() const override { return m_path; }
    void addSink(std::shared_ptr<EventSink> sink) override;
    void removeSink(std::shared_ptr<EventSink> sink) override;
    void execute(const Command& command) override;
    void shutDown() override;

signals:
    /// The cursor stands at the end; `truncated` says why the file is not whole, or nothing.
    void opened(const QString& truncated);
    void failed(const QString& why, const QString& remedy);
    /// After snapshotChanged().
    void positioned(const stanscope::TimePosition& position);

private:
    void place(const std::shared_ptr<const Snapshot>& snapshot, const TimePosition& position);

    const Of m_of;
    TimeMachine m_time;
    QString m_path;
    std::shared_ptr<const Snapshot> m_snapshot;
    TimePosition m_position;
    bool m_isPlaced = false;
    QString m_truncated;
};

} // namespace stanscope

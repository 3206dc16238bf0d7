#pragma once

#include "app/recorder.h"
#include "core/attach/attachment.h"
#include "core/capture/timemachine.h"
#include "core/scenario/laboratory.h"
#include "core/util/pagedmemory.h"
#include "ui/mainwindow/timebar.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace stanscope {

class MainWindow;

/// Decides whose snapshots the window shows: the live session's, which is the laboratory's or an
/// attachment's, a moment of it while time is frozen, or an opened capture's. What is live goes on
/// in the background and is never lost. Main thread.
class SourceSwitch : public QObject
{
    Q_OBJECT

public:
    /// The window must outlive it.
    explicit SourceSwitch(MainWindow& window, QObject* parent = nullptr);
    ~SourceSwitch() override;

    Laboratory& laboratory() { return m_laboratory; }
    /// Shows live again and begins a new run; what was attached is left.
    void run(const RunOptions& options);
    /// Ends the laboratory's run and shows that broker, as soon as it has answered; until then, and
    /// when it does not, everything stays as it is.
    void attach(const AttachOptions& options);
    void detach();
    /// What is attached; null: nothing is.
    Attachment* attachment() { return m_attachment.get(); }

    bool hasLive() const;
    /// The most recent snapshot of what is or was live; never null.
    std::shared_ptr<const Snapshot> liveSnapshot() const;
    /// Of what is live now.
    LiveSession session();
    /// For the histories of everything that is shown, in bytes.
    void setMemoryBudget(std::size_t bytes) { m_memory->setBudget(bytes); }
    /// Ends all that is live; returns when its processes are gone.
    void shutDown();

    void freeze();
    /// A file that cannot be opened leaves everything as it is.
    void open(const QString& path);
    void backToLive();

signals:
    /// What is live has changed, or has begun or ended.
    void liveChanged();
    /// The session that was live is over: nothing more comes of it.
    void sessionEnded();

private:
    using Source = TimeBar::Source;
    struct Opening
    {
        std::unique_ptr<TimeMachine> time;
        Source source = Source::Session;
        QString path;
        std::optional<Nanos> moment; ///< where the cursor is to stand; nothing: at the end
    };

    void wireBar();
    void showLive(const std::shared_ptr<const Snapshot>& snapshot);
    void attached(const QString& note);
    void attachFailed(const QString& why, const QString& remedy);
    void dropAttaching();
    void leave(std::unique_ptr<Attachment> attachment);
    void begin(Source source, const QString& path, std::optional<Nanos> moment);
    void onOpened(const TimePosition& end, const QString& truncated);
    void onFailed(const QString& why, const QString& remedy);
    void onPositioned(const std::shared_ptr<const Snapshot>& snapshot,
                      const TimePosition& position);
    void forward(int events);
    void endOpening();
    QString frozenReason() const;

    MainWindow& m_window;
    std::shared_ptr<PagedMemory> m_memory = std::make_shared<PagedMemory>();
    Laboratory m_laboratory;
    std::unique_ptr<Attachment> m_attaching; ///< has not answered yet
    std::unique_ptr<Attachment> m_attachment; ///< null: nothing is attached
    std::shared_ptr<const Snapshot> m_attachedLast; ///< of the last one; null: a run came after it
    std::unique_ptr<TimeMachine> m_time; ///< null: live is shown
    std::optional<Opening> m_opening;
    Source m_source = Source::None;
    TimePosition m_position;
    std::optional<Nanos> m_moment; ///< where to go when the session's end has been seen
    TimeMarks m_marks;
    bool m_marksDue = false; ///< they come with the first position, the end
};

} // namespace stanscope

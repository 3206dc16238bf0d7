#pragma once

#include "core/attach/attachment.h"
#include "core/capture/recording.h"
#include "core/scenario/laboratory.h"
#include "core/util/pagedmemory.h"
#include "ui/mainwindow/timebar.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace stanscope {

class MainWindow;

/// Builds the sessions and decides which of them the window has: the live one, which is the
/// laboratory's or an attachment's, and over it a moment of it while time is frozen, or an opened
/// capture. What is live goes on in the background and is never lost. Main thread.
class SourceSwitch : public QObject
{
    Q_OBJECT

public:
    /// The window must outlive it, or setWindow() come before its end.
    explicit SourceSwitch(MainWindow& window, QObject* parent = nullptr);
    ~SourceSwitch() override;

    /// Another window in place of the one before, which may go then. It is shown what that one was.
    void setWindow(MainWindow& window);
    Laboratory& laboratory() { return m_laboratory; }
    /// Shows live again and begins a new run; what was attached is left.
    void run(const RunOptions& options);
    /// Ends the laboratory's run and shows that broker, as soon as it has answered; until then, and
    /// when it does not, everything stays as it is.
    void attach(const AttachOptions& options);
    /// What was seen of it stays.
    void detach();

    /// What is or was live.
    Session& live();
    /// For the histories of everything that is shown, in bytes.
    void setMemoryBudget(std::size_t bytes) { m_memory->setBudget(bytes); }
    /// Ends all that is live; returns when its processes are gone.
    void shutDown();

    void freeze();
    /// A file that cannot be opened leaves everything as it is.
    void open(const QString& path);
    /// To a moment of what is open, seconds after its start; positioned() follows. False: it ends
    /// before, and its end is shown.
    bool seek(double seconds);
    void backToLive();

signals:
    /// The laboratory's run is about to be ended: its session is still whole.
    void runLeaving(stanscope::Session& session);
    /// The session that was live is over: nothing more comes of it.
    void sessionEnded();
    /// A moment of what is open is on screen.
    void positioned();
    /// It cannot be opened.
    void failed(const QString& why, const QString& remedy);

private:
    using Source = TimeBar::Source;
    struct Opening
    {
        std::unique_ptr<Recording> recording;
        Source source = Source::Session;
        std::optional<Nanos> moment; ///< where the cursor is to stand; nothing: at the end
    };

    void wireBar();
    void tellSubject();
    void tellLeaving();
    void attached(const QString& note);
    void attachFailed(const QString& why, const QString& remedy);
    void dropAttaching();
    void leave(std::unique_ptr<Attachment> attachment);
    void begin(Source source, const QString& path, std::optional<Nanos> moment);
    void onOpened(const QString& truncated);
    void onFailed(const QString& why, const QString& remedy);
    void onPositioned(const TimePosition& position);
    void forward(int events);
    void endOpening();

    MainWindow* m_window;
    std::shared_ptr<PagedMemory> m_memory = std::make_shared<PagedMemory>();
    Laboratory m_laboratory;
    std::unique_ptr<Attachment> m_attaching; ///< has not answered yet
    std::unique_ptr<Attachment> m_attachment; ///< the last one; null: a run came after it
    std::unique_ptr<Recording> m_recording; ///< null: live is shown
    std::optional<Opening> m_opening;
    Source m_source = Source::None;
    std::optional<Nanos> m_moment; ///< where to go when the session's end has been seen
    TimeMarks m_marks;
    bool m_violationDue = false; ///< it is selected when the cursor has come to it
    bool m_marksDue = false; ///< they come with the first position, the end
};

} // namespace stanscope

#pragma once

#include "app/recorder.h"
#include "core/capture/timemachine.h"
#include "core/scenario/laboratory.h"
#include "ui/mainwindow/timebar.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace stanscope {

class MainWindow;

/// Decides whose snapshots the window shows: the live session's, a moment of it while time is
/// frozen, or an opened capture's. What is live goes on in the background and is never lost. Main
/// thread.
class SourceSwitch : public QObject
{
    Q_OBJECT

public:
    /// The window must outlive it.
    explicit SourceSwitch(MainWindow& window, QObject* parent = nullptr);
    ~SourceSwitch() override;

    Laboratory& laboratory() { return m_laboratory; }
    /// Shows live again and begins a new run.
    void run(const RunOptions& options);
    /// Of what is live now.
    LiveSession session();

    void freeze();
    /// A file that cannot be opened leaves everything as it is.
    void open(const QString& path);
    void backToLive();

signals:
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
    void begin(Source source, const QString& path, std::optional<Nanos> moment);
    void onOpened(const TimePosition& end, const QString& truncated);
    void onFailed(const QString& why, const QString& remedy);
    void onPositioned(const std::shared_ptr<const Snapshot>& snapshot,
                      const TimePosition& position);
    void forward(int events);
    void endOpening();
    QString frozenReason() const;
    bool hasLive() const { return m_laboratory.isRunning(); }

    MainWindow& m_window;
    Laboratory m_laboratory;
    std::unique_ptr<TimeMachine> m_time; ///< null: live is shown
    std::optional<Opening> m_opening;
    Source m_source = Source::None;
    TimePosition m_position;
    std::optional<Nanos> m_moment; ///< where to go when the session's end has been seen
    TimeMarks m_marks;
    bool m_marksDue = false; ///< they come with the first position, the end
};

} // namespace stanscope

#pragma once

#include "app/recorder.h"
#include "app/sessionshelf.h"
#include "app/sourceswitch.h"
#include "app/twinapp.h"
#include "core/capture/bundledcaptures.h"
#include "ui/mainwindow/mainwindow.h"

#include <QObject>

#include <array>
#include <memory>

namespace stanscope {

/// The window and its laboratory, connected: snapshots one way, commands the other.
class WindowApp : public QObject
{
    Q_OBJECT

public:
    explicit WindowApp(QObject* parent = nullptr);

    /// Shows the window and runs until it is closed; returns the exit code. Every process is gone
    /// then.
    int run();
    /// Opens a capture when the window runs.
    void openLater(const QString& path);
    /// Plays the account service in every run, and is proposed for what is spawned by hand.
    void setReplicaCommand(const QString& command);
    /// The window is built anew in this language, and shows what it showed before.
    void speak(Language language);

private:
    void wireWindow();
    void wireFiles();
    void record(const QString& path);
    void keep(Session& session);
    void openLesson(const QString& scenarioId, Handler handler);
    void onEnded(RunEnd end, const QString& why);
    void begin(const RunOptions& options);
    void compare(const RunOptions& options, const std::array<Handler, 2>& handlers);
    void setMemory(int mebibytes);
    QString titleOf(const BundledCapture& capture) const;

    const OfferedScenarios m_offered;
    std::unique_ptr<MainWindow> m_window;
    SourceSwitch m_source;
    Recorder m_recorder;
    SessionShelf m_shelf;
    QString m_replicaCommand;
    std::unique_ptr<TwinApp> m_twin; ///< the comparison that is shown, or was last
    int m_exitCode = 0;
};

} // namespace stanscope

#pragma once

#include "core/scenario/laboratory.h"
#include "ui/mainwindow/mainwindow.h"

#include <QObject>

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

private:
    void onSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void onEnded(RunEnd end, const QString& why);
    void begin(const RunOptions& options);
    void showState();

    Laboratory m_laboratory;
    std::unique_ptr<MainWindow> m_window;
    QString m_brokerUrl;
    bool m_running = false;
    bool m_playing = false;
    int m_exitCode = 0;
};

} // namespace stanscope

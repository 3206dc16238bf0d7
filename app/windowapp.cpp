#include "app/windowapp.h"

#include "app/exitcodes.h"
#include "app/signalwatcher.h"

#include <QApplication>

namespace stanscope {

WindowApp::WindowApp(QObject* parent)
    : QObject(parent)
    , m_window(std::make_unique<MainWindow>(bundledScenarios()))
{
    connect(&m_laboratory, &Laboratory::snapshotChanged, this, &WindowApp::onSnapshot);
    connect(&m_laboratory, &Laboratory::stepped, m_window.get(), &MainWindow::setLesson);
    connect(&m_laboratory, &Laboratory::ended, this, &WindowApp::onEnded);
    connect(m_window.get(), &MainWindow::commanded, &m_laboratory, &Laboratory::execute);
    connect(m_window.get(), &MainWindow::runRequested, this, &WindowApp::begin);
    connect(m_window.get(), &MainWindow::restartRequested, this, &WindowApp::begin);
    connect(m_window.get(), &MainWindow::closed, this, [] { QCoreApplication::quit(); });
}

int WindowApp::run()
{
    const SignalWatcher signalWatcher;
    connect(&signalWatcher, &SignalWatcher::caught, this, [this] {
        m_exitCode = exitcode::interrupted;
        QCoreApplication::quit();
    });
    m_window->showSnapshot(m_laboratory.snapshot());
    m_window->show();
    QApplication::exec();
    m_laboratory.shutDown();
    return m_exitCode;
}

void WindowApp::begin(const RunOptions& options)
{
    m_laboratory.start(options);
    m_window->setRunDirectory(m_laboratory.runDirectory());
    showState();
}

void WindowApp::onSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    m_window->showSnapshot(snapshot);
    showState();
}

void WindowApp::onEnded(RunEnd end, const QString& why)
{
    // The problem itself is in the stream and reaches the window by a snapshot; without a broker
    // there may be nothing else to look at, so that the banner must not depend on it.
    if (end == RunEnd::BrokerUnavailable)
        m_window->showProblem(why, {});
    showState();
}

void WindowApp::showState()
{
    const bool running = m_laboratory.isRunning();
    const bool playing = m_laboratory.isPlaying();
    if (running != m_running || playing != m_playing) {
        m_running = running;
        m_playing = playing;
        m_window->setRunning(running, playing);
    }
    if (const QString url = m_laboratory.brokerUrlWithToken(); url != m_brokerUrl) {
        m_brokerUrl = url;
        m_window->setBrokerUrl(url);
    }
}

} // namespace stanscope

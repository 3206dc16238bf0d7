#include "app/windowapp.h"

#include "app/exitcodes.h"
#include "app/signalwatcher.h"

#include <QApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cstddef>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stanscope {

namespace {

/// Somebody listens on the socket; `abstract` sockets have no file.
bool isListening(const std::string& path, bool abstract)
{
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return false;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::size_t offset = abstract ? 1 : 0;
    const std::size_t length = std::min(path.size(), sizeof address.sun_path - 2);
    std::copy_n(path.begin(), length, std::begin(address.sun_path) + offset);
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + offset + length);
    // The socket interface takes every address as a sockaddr.
    const bool connected =
        ::connect(socket, reinterpret_cast<const sockaddr*>(&address), size) == 0;
    ::close(socket);
    return connected;
}

bool hasXDisplay()
{
    const QString display = qEnvironmentVariable("DISPLAY");
    if (display.isEmpty())
        return false;
    static const QRegularExpression local(u"^(?:unix)?:([0-9]+)(?:\\.[0-9]+)?$"_s);
    const auto match = local.match(display);
    if (!match.hasMatch())
        return true; // another machine's: Qt will tell
    const std::string path = "/tmp/.X11-unix/X" + match.captured(1).toStdString();
    return isListening(path, false) || isListening(path, true);
}

} // namespace

bool hasDisplay()
{
    const QString platform = qEnvironmentVariable("QT_QPA_PLATFORM");
    if (!platform.isEmpty() && !platform.startsWith(u"xcb"))
        return true;
    return hasXDisplay() || (platform.isEmpty() && !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"));
}

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

#include "ui/mainwindow/snapshotpace.h"

#include <QEvent>
#include <QWidget>

#include <utility>

namespace stanscope {

namespace {

constexpr std::chrono::milliseconds pause(200);

} // namespace

SnapshotPace::SnapshotPace(QWidget* window)
    : QObject(window)
    , m_window(window)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_waits && !m_window->isMinimized())
            emit due();
    });
    window->installEventFilter(this);
}

bool SnapshotPace::takes(const Snapshot& snapshot)
{
    const bool follows = m_history.lock() == snapshot.history && snapshot.now > m_shown;
    // The timer tells of the time that passed here, the snapshots of that of the stream: only where
    // both are short there are too many.
    const bool isEarly = m_pause.isActive() && snapshot.now - m_shown < pause;
    if (follows && (m_window->isMinimized() || isEarly)) {
        m_waits = true;
        return false;
    }
    m_waits = false;
    m_history = snapshot.history;
    m_shown = snapshot.now;
    m_pause.start();
    return true;
}

bool SnapshotPace::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::WindowStateChange && m_waits && !m_window->isMinimized())
        QMetaObject::invokeMethod(this, &SnapshotPace::due, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

} // namespace stanscope

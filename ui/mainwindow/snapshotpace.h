#pragma once

#include "core/lab/snapshot.h"

#include <QObject>
#include <QTimer>

#include <memory>

class QWidget;

namespace stanscope {

/// Texts are read, not watched: five times a second is enough for them, and nothing for a window
/// that is minimized. Says which snapshots they are to show, and when the last of the others is
/// due.
class SnapshotPace : public QObject
{
    Q_OBJECT

public:
    explicit SnapshotPace(QWidget* window);

    /// Whether it is shown now; if not, due() follows. Another history is shown at once, and what
    /// is not later than what is shown.
    bool takes(const Snapshot& snapshot);

signals:
    void due();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* m_window;
    QTimer m_pause;
    std::weak_ptr<const History> m_history;
    Nanos m_shown{}; ///< the moment that was shown last
    bool m_waits = false;
};

} // namespace stanscope

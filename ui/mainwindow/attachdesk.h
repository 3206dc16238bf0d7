#pragma once

#include "core/attach/attachoptions.h"
#include "core/lab/snapshot.h"
#include "core/session/abilities.h"
#include "ui/models/checkwords.h"

#include <QObject>
#include <QPointer>

class QAction;
class QMenu;

namespace stanscope {

class AttachDialog;
class LessonStrip;
class RunBar;

/// What the window does about somebody else's broker: the dialog that asks for it, the two actions,
/// and what bar and strip say while one is watched.
class AttachDesk : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        RunBar* bar = nullptr;
        LessonStrip* strip = nullptr;
    };

    AttachDesk(Parts parts, QWidget* window);

    void addTo(QMenu* menu);
    /// Of the session that goes on, and of the one that is looked at: a recording of somebody
    /// else's broker is nothing to detach from.
    void setAbilities(const Abilities& live, const Abilities& shown);
    void showSnapshot(const Snapshot& snapshot);

signals:
    void attachRequested(const stanscope::AttachOptions& options);
    void detachRequested();

private:
    void openDialog();
    void useContext(const QString& name);
    void remember();
    void refreshBar();
    ToldState wasAttached() const;

    Parts m_parts;
    QWidget* m_window;
    QPointer<AttachDialog> m_dialog; ///< kept: what was typed is there for the next try
    QAction* m_attach;
    QAction* m_detach;
    bool m_canDetach = false;
    bool m_isRecording = false;
    bool m_ownsBroker = true; ///< what is looked at
    QString m_title;
};

} // namespace stanscope

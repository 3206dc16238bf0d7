#pragma once

#include "core/attach/attachment.h"
#include "core/lab/snapshot.h"
#include "ui/models/checkwords.h"

#include <QObject>
#include <QPointer>

class QAction;
class QMenu;

namespace stanscope {

class ActionsPanel;
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
        ActionsPanel* actions = nullptr;
    };

    AttachDesk(Parts parts, QWidget* window);

    void addTo(QMenu* menu);
    /// `live`: a broker is attached now, so that there is something to detach from and to publish
    /// to. A capture of an attachment that is looked at is not.
    void setLive(bool live);
    void showSnapshot(const Snapshot& snapshot);

signals:
    void attachRequested(const stanscope::AttachOptions& options);
    void detachRequested();
    void publishAllowed(bool allowed);
    void publishRequested(const stanscope::ChannelName& channel, const std::string& payload);

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
    bool m_live = false;
    bool m_attached = false;
    QString m_title;
};

} // namespace stanscope

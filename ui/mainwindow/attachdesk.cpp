#include "ui/mainwindow/attachdesk.h"

#include "ui/mainwindow/attachdialog.h"
#include "ui/mainwindow/runbar.h"
#include "ui/panels/lessonstrip.h"
#include "ui/panels/panelkit.h"

#include <QAction>
#include <QMenu>
#include <QSettings>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

QSettings userSettings()
{
    return QSettings(QSettings::IniFormat, QSettings::UserScope, u"stanscope"_s, u"stanscope"_s);
}

} // namespace

AttachDesk::AttachDesk(Parts parts, QWidget* window)
    : QObject(window)
    , m_parts(parts)
    , m_window(window)
    , m_attach(new QAction(tr("&Attach…"), this))
    , m_detach(new QAction(tr("&Detach"), this))
{
    m_attach->setObjectName(u"attach"_s);
    m_attach->setShortcut(QKeySequence(tr("Ctrl+T")));
    m_attach->setToolTip(tr("Watch somebody else's broker"));
    m_detach->setObjectName(u"detach"_s);
    m_detach->setToolTip(tr("Stop watching it; the broker does not notice"));
    connect(m_attach, &QAction::triggered, this, &AttachDesk::openDialog);
    connect(m_detach, &QAction::triggered, this, &AttachDesk::detachRequested);
    connect(m_parts.bar, &RunBar::detachClicked, this, &AttachDesk::detachRequested);
    m_detach->setEnabled(false);
}

void AttachDesk::addTo(QMenu* menu)
{
    menu->addSeparator();
    menu->addAction(m_attach);
    menu->addAction(m_detach);
}

void AttachDesk::setAbilities(const Abilities& live, const Abilities& shown)
{
    m_canDetach = live.canDetach;
    m_ownsBroker = shown.ownsBroker;
    m_isRecording = shown.isRecording;
    m_parts.bar->setHasBank(shown.hasBank);
    m_detach->setEnabled(m_canDetach);
    refreshBar();
    if (!m_ownsBroker && !m_canDetach)
        m_parts.strip->setNotice(wasAttached());
}

ToldState AttachDesk::wasAttached() const
{
    return {Tone::Skipped,
            m_isRecording ? tr("A recording of %1.").arg(m_title)
                          : tr("Not attached any more: what was seen of %1.").arg(m_title),
            {}};
}

void AttachDesk::showSnapshot(const Snapshot& snapshot)
{
    if (const QString title = utf8(snapshot.title); title != m_title) {
        m_title = title;
        refreshBar();
    }
    m_parts.strip->setNotice(m_ownsBroker || m_canDetach ? attachNotice(snapshot) : wasAttached());
}

void AttachDesk::refreshBar()
{
    const bool attached = m_canDetach && !m_ownsBroker;
    m_parts.bar->setAttached(attached ? tr("Attached: %1").arg(m_title) : QString());
}

void AttachDesk::openDialog()
{
    if (!m_dialog) {
        QStringList contexts;
        for (const std::string& name : natsContexts())
            contexts << utf8(name);
        m_dialog = new AttachDialog(contexts, m_window);
        if (const auto defaults = resolveConnection({}); defaults.ok())
            m_dialog->showConnection(*defaults);
        m_dialog->restore(userSettings());
        connect(m_dialog, &AttachDialog::contextChosen, this, &AttachDesk::useContext);
        connect(m_dialog, &AttachDialog::attachRequested, this, &AttachDesk::remember);
        connect(m_dialog, &AttachDialog::attachRequested, this, &AttachDesk::attachRequested);
    }
    m_dialog->open();
}

void AttachDesk::useContext(const QString& name)
{
    ConnectionArguments arguments;
    arguments.context = name.toStdString();
    const auto resolved = resolveConnection(arguments);
    if (resolved.ok())
        m_dialog->showConnection(*resolved);
    else
        m_dialog->showMistake(utf8(resolved.error().text), utf8(resolved.error().remedy));
}

void AttachDesk::remember()
{
    QSettings settings = userSettings();
    m_dialog->remember(settings);
    m_dialog->showSaved(settings);
}

} // namespace stanscope

#include "core/words/words.h"
#include "ui/mainwindow/attachdesk.h"
#include "ui/mainwindow/dockhost.h"
#include "ui/mainwindow/filemenu.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/presenterview.h"
#include "ui/mainwindow/statusline.h"
#include "ui/mainwindow/timebar.h"
#include "ui/panels/banner.h"
#include "ui/panels/brokerpanel.h"
#include "ui/panels/lessonstrip.h"
#include "ui/panels/panelkit.h"
#include "ui/plots/timelineview.h"

#include <QAction>
#include <QDockWidget>

namespace stanscope {

void MainWindow::setSession(Session& session)
{
    if (m_session == &session)
        return;
    if (m_session)
        m_session->disconnect(this);
    m_session = &session;
    connect(&session, &Session::snapshotChanged, this, &MainWindow::follow);
    connect(&session, &Session::abilitiesChanged, this, &MainWindow::refreshSession);
    connect(&session, &Session::stepped, this, &MainWindow::setLesson);
    connect(&session, &Session::done, this, &MainWindow::say);
    connect(&session, &Session::refused, this, &MainWindow::showProblem);
    refreshSession();
    if (!isTravelling())
        showSnapshot(session.snapshot());
}

void MainWindow::setView(Session* view)
{
    if (m_view == view)
        return;
    if (!isTravelling())
        m_liveLesson = m_strip->text();
    else
        m_view->disconnect(this);
    m_view = view;
    refreshAbilities();
    if (view) {
        connect(view, &Session::snapshotChanged, this, &MainWindow::showSnapshot);
        connect(view, &Session::abilitiesChanged, this, &MainWindow::refreshAbilities);
        connect(view, &Session::refused, this, &MainWindow::showProblem);
        showSnapshot(view->snapshot());
        return;
    }
    m_timeline->setTravel(std::nullopt);
    m_presenter->setTravel(std::nullopt);
    m_strip->setText(m_liveLesson);
    if (m_session)
        showSnapshot(m_session->snapshot());
}

const Session* MainWindow::shown() const
{
    return m_view ? m_view : m_session;
}

void MainWindow::execute(const Command& command)
{
    if (m_session)
        m_session->execute(command);
}

/// The session goes on, also while something else is looked at: then its troubles are told, once,
/// by the snapshot that brings them.
void MainWindow::follow(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (isTravelling())
        tellProblems(*snapshot);
    else
        showSnapshot(snapshot);
}

void MainWindow::tellProblems(const Snapshot& live)
{
    for (const laboratory::Problem& problem : m_problems.fresh(live))
        m_banner->add(words(problem.message), words(problem.remedy));
}

void MainWindow::refreshAbilities()
{
    const Abilities live = m_session ? m_session->abilities() : Abilities{};
    Abilities abilities = shown() ? shown()->abilities() : live;
    // Before anything has run the window shows what the chosen lesson will have.
    abilities.hasBank = abilities.hasBank && (choosesBank() || !isFresh());
    for (Panel* panel : m_panels)
        panel->setAbilities(abilities);
    for (QDockWidget* dock : m_ofLaboratory)
        m_host->setPresent(dock, abilities.hasBank);
    m_status->setAbilities(abilities);
    m_attach->setAbilities(live, abilities);
}

void MainWindow::refreshSession()
{
    refreshAbilities();
    const Abilities live = m_session->abilities();
    const QString whyNot = live.isLive ? QString() : tr("Nothing runs yet: press Run (F5)");
    m_time->setFreezable(whyNot);
    m_files->setRecordable(whyNot);
    m_files->setTitle(m_session->title());
    m_status->setRunDirectory(m_session->directory());
    const QString url = m_session->brokerUrlWithToken();
    m_broker->setUrl(url);
    m_copyUrl->setEnabled(!url.isEmpty());
    m_anotherService->setEnabled(live.takesCommands && live.hasBank);
    setRunning(live.takesCommands, live.isPlaying);
}

} // namespace stanscope

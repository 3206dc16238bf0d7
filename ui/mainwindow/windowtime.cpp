#include "ui/mainwindow/exportmenu.h"
#include "ui/mainwindow/filemenu.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/presenterview.h"
#include "ui/mainwindow/runbar.h"
#include "ui/mainwindow/statusline.h"
#include "ui/mainwindow/timebar.h"
#include "ui/panels/banner.h"
#include "ui/panels/lessonstrip.h"
#include "ui/panels/panel.h"
#include "ui/panels/panelkit.h"
#include "ui/plots/timelineview.h"

#include <QMenu>
#include <QMenuBar>

namespace stanscope {

namespace {

constexpr int sayingMs = 5000;

} // namespace

void MainWindow::buildTimeMenu()
{
    QMenu* time = menuBar()->addMenu(tr("&Time"));
    for (QAction* action : m_time->menuActions())
        if (action)
            time->addAction(action);
        else
            time->addSeparator();
    m_runBar->addTool(m_time->freezeAction(), false);
    m_runBar->addTool(m_time->backAction(), true);
    m_runBar->addTool(m_time->forwardAction(), true);
    m_runBar->addTool(m_files->recordAction(), false);
}

void MainWindow::wireFiles()
{
    connect(m_export, &ExportMenu::failed, this, &MainWindow::showProblem);
    connect(m_export, &ExportMenu::written, this,
            [this](const QString& path) { say(tr("Written: %1").arg(path)); });
    connect(m_banner, &Banner::offerTaken, this, [this] {
        m_banner->clear();
        const RunOptions chosen = chosenRun();
        emit lessonOfferTaken(utf8(chosen.scenario.id), m_runBar->handler());
    });
    connect(m_timeline, &TimelineView::timeAsked, m_time, &TimeBar::timeAsked);
}

void MainWindow::offerLesson(const QString& text, const QString& remedy)
{
    m_banner->add(text, remedy, tr("Show a recorded lesson"));
    m_ranWell = false;
    refreshRunBar();
}

void MainWindow::say(const QString& text)
{
    m_status->showMessage(text, sayingMs);
}

void MainWindow::showPosition(const TimePosition& position)
{
    m_time->showPosition(position);
    m_timeline->setTravel(TimeTravel{position.start, position.end, position.time});
    m_presenter->setTravel(TimeTravel{position.start, position.end, position.time});
}

void MainWindow::selectFirstViolation()
{
    if (!m_snapshot || !m_snapshot->verdict.first || m_snapshot->verdict.first->ledger == 0)
        return;
    const History& history = *m_snapshot->history;
    select(selectionOf(history, history.ledger[m_snapshot->verdict.first->ledger - 1]));
}

void MainWindow::setSubject(const QString& name)
{
    setWindowTitle(name.isEmpty() ? tr("stanscope") : tr("%1 – stanscope").arg(name));
}

} // namespace stanscope

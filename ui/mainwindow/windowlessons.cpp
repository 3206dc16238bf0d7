#include "core/scenario/playedlesson.h"
#include "ui/mainwindow/lessondesk.h"
#include "ui/mainwindow/lessonwords.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/runbar.h"
#include "ui/mainwindow/timebar.h"
#include "ui/mainwindow/twinpair.h"
#include "ui/models/runwords.h"
#include "ui/panels/accountpanel.h"
#include "ui/panels/lessonstrip.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/timerspanel.h"
#include "ui/panels/verdictpill.h"
#include "ui/plots/timelineview.h"

#include <QAction>

#include <algorithm>
#include <cstddef>
#include <utility>

// Which lessons the window offers, and which of them the next run plays.
namespace stanscope {

void MainWindow::chooseRun(const QString& scenarioId, Handler handler)
{
    const auto isIt = [&](const Scenario& scenario) {
        return scenario.id == scenarioId.toStdString();
    };
    // A file may have the id of one that came along.
    const auto chosen = static_cast<std::size_t>(m_runBar->lesson());
    const auto found = chosen < m_scenarios.size() && isIt(m_scenarios[chosen])
        ? m_scenarios.end()
        : std::find_if(m_scenarios.begin(), m_scenarios.end(), isIt);
    if (found != m_scenarios.end())
        m_runBar->setLesson(static_cast<int>(found - m_scenarios.begin()));
    m_runBar->setHandler(handler);
}

void MainWindow::lessonChosen()
{
    if (!m_scenarios.empty())
        m_runBar->proposeAckWait(
            m_scenarios[static_cast<std::size_t>(m_runBar->lesson())].replica.ackWaitSeconds);
    const bool hasBank = choosesBank();
    m_runBar->setChoosesHandler(hasBank);
    refreshAbilities();
    refreshShown();
    if (m_scenarios.empty())
        return;
    // The strip belongs to what is on screen, and this is the next run.
    const Scenario& next = m_scenarios[static_cast<std::size_t>(m_runBar->lesson())];
    if (!hasBank)
        m_runBar->setTwinnable(tr("No handler has a part in this lesson: it has no bank"));
    else
        m_runBar->setTwinnable(next.isLesson() ? QString()
                                               : tr("Nothing happens here by itself that two "
                                                    "handlers could be compared by"));
    if (m_playing || (m_snapshot && !runWords(*m_snapshot).isEmpty()))
        say(tr("Next run: %1").arg(inWords(next.summary)));
    else
        m_strip->setText(inWords(next.summary));
}

/// The next run has accounts, so that somebody decides.
bool MainWindow::choosesBank() const
{
    return m_scenarios.empty()
        || !m_scenarios[static_cast<std::size_t>(m_runBar->lesson())].accounts.empty();
}

/// Of the lesson that a stream plays, in the user's language.
QString MainWindow::titleOf(const Snapshot& snapshot)
{
    if (!snapshot.run || snapshot.run->scenario.empty())
        return utf8(snapshot.title);
    if (m_titled.lock() != snapshot.run) {
        m_titled = snapshot.run;
        m_title = inWords(lessonOf(*snapshot.run).title);
    }
    return m_title;
}

void MainWindow::buildLessonDesk()
{
    m_desk = new LessonDesk({.strip = m_strip,
                             .player = m_player,
                             .summary = m_summary,
                             .host = m_host,
                             .question = m_question,
                             .questionDock = m_questionDock,
                             .account = m_account,
                             .timers = m_timers,
                             .timersDock = m_timersDock,
                             .pill = m_runBar->pill(),
                             .lessons = &m_scenarios},
                            this);
    connect(m_strip, &LessonStrip::startAsked, this, &MainWindow::run);
    connect(m_desk, &LessonDesk::liveAsked, m_time, &TimeBar::leaveAsked);
    connect(m_desk, &LessonDesk::selectionAsked, this, &MainWindow::select);
    connect(m_desk, &LessonDesk::laneAsked, m_timeline, &TimelineView::setClient);
    connect(m_desk, &LessonDesk::lessonAsked, this, &MainWindow::playLesson);
    connect(m_desk, &LessonDesk::twinAsked, this, [this](Handler handler) {
        RunOptions options = chosenRun();
        options.scenario = m_desk->lesson();
        emit twinRequested(options, pairWith(handler));
    });
    connect(m_desk, &LessonDesk::followAsked, m_timeline, [this] { m_timeline->setFollow(true); });
    connect(m_desk, &LessonDesk::spanTold, m_timeline, &TimelineView::setTold);
    connect(m_desk, &LessonDesk::lanesPointedAt, m_timeline, &TimelineView::pointAt);
}

/// Nothing has run, and nothing is looked at.
bool MainWindow::isFresh() const
{
    const bool isShown = m_snapshot
        && (m_snapshot->run || !m_snapshot->replicas.empty() || m_snapshot->extent.messages > 0);
    return !m_lastRun && !isTravelling() && !isShown;
}

/// While nothing has run there is one thing to do.
void MainWindow::refreshStart()
{
    const bool isOwn = shown() && shown()->abilities().hasBank;
    if (std::exchange(m_wasFresh, isFresh()) != isFresh())
        refreshAbilities();
    m_strip->offerStart(isFresh() && isOwn && !m_scenarios.empty());
    m_runBar->setRunIsPlain(m_strip->offersStart());
}

bool MainWindow::isAtReadersPace() const
{
    return m_paceAction->isChecked();
}

/// It runs where something runs; who only looks at recordings gets one.
void MainWindow::playLesson(const QString& scenarioId, Handler handler)
{
    chooseRun(scenarioId, handler);
    if (m_running)
        run();
    else
        emit lessonOfferTaken(scenarioId, handler);
}

void MainWindow::openLesson(const QString& path)
{
    auto scenario = scenarioFromFile(path.toStdString());
    if (!scenario) {
        showProblem(utf8(scenario.error().text), utf8(scenario.error().remedy));
        return;
    }
    // Opened again, perhaps after it was edited: it takes its own place.
    const auto opened = m_scenarios.begin() + static_cast<std::ptrdiff_t>(m_bundled);
    const auto same = std::find_if(opened, m_scenarios.end(), [&](const Scenario& one) {
        return one.id == scenario->id && one.title == scenario->title;
    });
    const auto index = static_cast<int>(same - m_scenarios.begin());
    if (same != m_scenarios.end()) {
        *same = std::move(*scenario);
    } else {
        m_runBar->addLesson(inWords(scenario->title), m_scenarios.size() == m_bundled);
        m_scenarios.push_back(std::move(*scenario));
    }
    m_runBar->setLesson(index);
    lessonChosen();
}

} // namespace stanscope

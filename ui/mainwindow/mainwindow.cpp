#include "ui/mainwindow/mainwindow.h"

#include "core/words/words.h"
#include "ui/mainwindow/appearance.h"
#include "ui/mainwindow/attachdesk.h"
#include "ui/mainwindow/dockhost.h"
#include "ui/mainwindow/exportmenu.h"
#include "ui/mainwindow/filemenu.h"
#include "ui/mainwindow/filequestions.h"
#include "ui/mainwindow/lessondesk.h"
#include "ui/mainwindow/lessonwords.h"
#include "ui/mainwindow/memorysetting.h"
#include "ui/mainwindow/presenterview.h"
#include "ui/mainwindow/runbar.h"
#include "ui/mainwindow/snapshotpace.h"
#include "ui/mainwindow/statusline.h"
#include "ui/mainwindow/timebar.h"
#include "ui/models/handlerwords.h"
#include "ui/models/runwords.h"
#include "ui/models/tones.h"
#include "ui/models/verdictwords.h"
#include "ui/panels/accountpanel.h"
#include "ui/panels/actionspanel.h"
#include "ui/panels/banner.h"
#include "ui/panels/brokerlogpanel.h"
#include "ui/panels/brokeroptionsform.h"
#include "ui/panels/brokerpanel.h"
#include "ui/panels/generatorform.h"
#include "ui/panels/lessonstrip.h"
#include "ui/panels/lifepanel.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/playerstrip.h"
#include "ui/panels/replicaoptionsform.h"
#include "ui/panels/replicaspanel.h"
#include "ui/panels/summarycard.h"
#include "ui/panels/tablepanel.h"
#include "ui/panels/timerspanel.h"
#include "ui/panels/verdictpill.h"
#include "ui/panels/whypanel.h"
#include "ui/plots/timelineview.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int usualWidth = 1440;
constexpr int usualHeight = 900;
constexpr int copiedMs = 3000;

} // namespace

MainWindow::MainWindow(std::vector<Scenario> scenarios, QWidget* parent)
    : QMainWindow(parent)
    , m_scenarios(std::move(scenarios))
    , m_bundled(m_scenarios.size())
    , m_settings(std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope,
                                             u"stanscope"_s, u"stanscope"_s))
    , m_questions(std::make_unique<FileQuestions>(*m_settings, this))
    , m_appearance(new Appearance(this))
    , m_runBar(new RunBar(this))
    , m_strip(new LessonStrip(this))
    , m_player(new PlayerStrip(this))
    , m_summary(new SummaryCard(this))
    , m_banner(new Banner(this))
    , m_host(new DockHost(this))
    , m_status(new StatusLine(this))
    , m_files(new FileMenu(*m_settings, *m_questions, this))
    , m_time(new TimeBar(this))
    , m_memory(new MemorySetting(*m_settings, this))
    , m_pace(new SnapshotPace(this))
{
    setObjectName(u"mainWindow"_s);
    bool afterCase = true;
    for (const Scenario& scenario : m_scenarios) {
        m_runBar->addLesson(inWords(scenario.title), scenario.isCase() && !afterCase);
        afterCase = scenario.isCase();
    }
    setWindowTitle(tr("stanscope"));
    auto* central = new QWidget(this);
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(8, 8, 8, 8);
    inner->setSpacing(8);
    inner->addWidget(m_strip);
    inner->addWidget(m_player);
    inner->addWidget(m_summary);
    inner->addWidget(m_host, 1);
    auto* all = new QVBoxLayout(central);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_runBar);
    all->addLayout(inner, 1);
    all->addWidget(m_time);
    setCentralWidget(central);
    setStatusBar(m_status);
    m_banner->cover(m_strip);

    buildDocks();
    buildLessonDesk();
    m_attach = new AttachDesk({m_runBar, m_strip}, this);
    buildMenus();
    wire();
    resize(usualWidth, usualHeight);
    connect(m_appearance, &Appearance::changed, this, &MainWindow::applyTheme);
    restoreSettings();
    lessonChosen();
    refreshRunBar();
}

MainWindow::~MainWindow() = default;

void MainWindow::wire()
{
    connect(m_pace, &SnapshotPace::due, this, [this] {
        m_pace->takes(*m_snapshot);
        m_timers->showSnapshot(m_snapshot); // nothing came to it while minimized
        showTexts();
        conclude();
    });
    connect(m_actions, &ActionsPanel::commanded, this, &MainWindow::execute);
    connect(m_replicas, &ReplicasPanel::commanded, this, &MainWindow::execute);
    connect(m_broker, &BrokerPanel::commanded, this, &MainWindow::execute);
    connect(m_broker, &BrokerPanel::logRequested, this, &MainWindow::showLog);
    for (const Panel* panel : m_panels)
        for (const Disclosure& more : panel->disclosures())
            m_host->disclose(more.open, more.form);
    connect(m_broker, &BrokerPanel::urlCopied, this, &MainWindow::sayUrlWasCopied);
    connect(m_account, &AccountPanel::accountChosen, m_timeline, &TimelineView::setAccount);
    connect(m_runBar, &RunBar::runClicked, this, &MainWindow::run);
    connect(m_runBar, &RunBar::restartClicked, this, &MainWindow::restart);
    connect(m_runBar, &RunBar::againClicked, this, &MainWindow::runAgain);
    connect(m_runBar, &RunBar::lessonChanged, this, &MainWindow::lessonChosen);
    connect(m_files, &FileMenu::lessonAsked, this, &MainWindow::openLesson);
    connect(m_runBar, &RunBar::choiceChanged, this, [this] {
        // The next replica is spawned as the next run would do it.
        ReplicaOptions options = m_replicas->options();
        options.handler = m_runBar->handler();
        options.ackWaitSeconds = m_runBar->ackWaitSeconds();
        m_replicas->setOptions(options);
        refreshShown();
    });
    connect(m_attach, &AttachDesk::attachRequested, this, &MainWindow::attachRequested);
    connect(m_attach, &AttachDesk::detachRequested, this, &MainWindow::detachRequested);
    wireSelection();
    wireWhy();
    wireFiles();
}

void MainWindow::wireSelection()
{
    for (TablePanel* table : m_tables)
        connect(table, &TablePanel::selected, this, &MainWindow::select);
    connect(m_timeline, &TimelineView::selected, this, &MainWindow::select);
    connect(m_replicas, &ReplicasPanel::laneChosen, m_timeline, &TimelineView::setClient);
}

void MainWindow::select(const Selection& selection)
{
    m_selection = selection;
    for (TablePanel* table : m_tables)
        if (table != sender())
            table->setSelection(selection);
        else
            table->showPayload(selection);
    if (m_timeline != sender())
        m_timeline->setSelection(selection);
    if (m_why != sender())
        m_why->setSelection(selection);
    m_life->setSelection(selection);
}

void MainWindow::applyTheme()
{
    const Theme& theme = m_appearance->theme();
    const double scale = m_appearance->scale();
    for (Panel* panel : m_panels)
        panel->setTheme(theme, scale);
    m_timeline->setTheme(theme, scale);
    m_runBar->setTheme(theme, scale);
    m_strip->setTheme(theme, scale);
    m_desk->setTheme(theme, scale);
    m_banner->setTheme(theme, scale);
    m_status->setTheme(theme, scale);
    m_time->setTheme(theme, scale);
    m_host->setTheme(theme, scale);
    m_presenter->setTheme(theme);
    setWindowIcon(themedIcon(u"stanscope"_s, theme.accent, theme.text3));
}

void MainWindow::overrideTheme(bool dark)
{
    m_themeIsOverridden = true;
    m_appearance->setChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
}

void MainWindow::showSnapshot(const std::shared_ptr<const Snapshot>& whole)
{
    if (!whole || !whole->history)
        return;
    const auto snapshot = isTravelling() ? m_desk->shown(whole) : whole;
    // A new run: what was selected is gone, though its row numbers come back. A moment of the same
    // run has a history of its own, but the same rows.
    const bool newHistory = m_snapshot && m_snapshot->history != snapshot->history;
    const bool newRun = newHistory && m_snapshot->history->start != snapshot->history->start;
    if (newRun)
        select({});
    m_snapshot = snapshot;
    // What moves has a pace of its own.
    m_timeline->showSnapshot(snapshot);
    if (!isMinimized())
        m_timers->showSnapshot(snapshot);
    m_export->showSnapshot(snapshot);
    if (m_presenting->isChecked())
        m_presenter->showSnapshot(snapshot);
    const bool saysIt = m_pace->takes(*snapshot);
    if (saysIt)
        showTexts();
    if (newHistory && !newRun)
        select(m_selection);
    if (isTravelling()) {
        m_strip->setText(snapshot->lesson.empty() ? titleOf(*snapshot) : utf8(snapshot->lesson));
        m_desk->showSnapshot(whole);
        tellPresenter();
        return; // what was said then was said then
    }
    tellProblems(*snapshot);
    if (!m_steps && !snapshot->lesson.empty() && snapshot->lesson != m_lesson) {
        m_lesson = snapshot->lesson;
        m_strip->say(utf8(m_lesson));
    }
    if (saysIt) // with the rest, or one part of the window would be ahead of the others
        conclude();
    tellPresenter();
}

void MainWindow::showTexts()
{
    refreshShown();
    for (Panel* panel : m_panels)
        if (panel != m_timers)
            panel->showSnapshot(m_snapshot);
    m_timers->showWords(*m_snapshot);
    m_runBar->pill()->showSnapshot(*m_snapshot);
    m_status->showSnapshot(m_snapshot);
    m_attach->showSnapshot(*m_snapshot);
}

void MainWindow::conclude()
{
    if (isTravelling() || !m_snapshot || m_snapshot->history == m_before.lock())
        return;
    const QString text = conclusionText(*m_snapshot);
    if (m_conclusionDue && !text.isEmpty()) {
        m_conclusionDue = false;
        m_concluded = text;
        m_strip->say(text);
    } else if (!m_conclusionDue && !m_concluded.isEmpty()) {
        // It is free play now: what the strip says must not outlive the verdict.
        const QString now = text.isEmpty() ? tr("More has happened: the verdict follows.") : text;
        if (now != std::exchange(m_concluded, now))
            m_strip->setText(now);
    }
}

void MainWindow::setRunning(bool running, bool playing)
{
    m_conclusionDue = running && !playing && (m_playing || m_conclusionDue);
    if (!running || playing)
        m_concluded.clear();
    m_running = running;
    m_playing = playing;
    refreshRunBar();
    conclude();
}

void MainWindow::setLesson(const QString& text)
{
    m_steps = true;
    if (isTravelling())
        m_liveLesson = text;
    else
        m_strip->say(text);
}

void MainWindow::showProblem(const QString& text, const QString& remedy)
{
    m_banner->add(text, remedy);
}

RunOptions MainWindow::chosenRun() const
{
    RunOptions options;
    if (!m_scenarios.empty())
        options.scenario = m_scenarios[static_cast<std::size_t>(m_runBar->lesson())];
    options.language = toText(currentLanguage());
    options.handler = m_runBar->handler();
    options.ackWaitSeconds = m_runBar->chosenAckWait();
    options.broker = m_broker->options();
    options.database = m_broker->database().toStdString();
    options.databasePassword = m_broker->databasePassword().toStdString();
    return options;
}

void MainWindow::setReplicaCommand(const QString& command)
{
    m_replicas->setCommand(command);
}

void MainWindow::beginAnew()
{
    m_banner->clear();
    m_strip->beginAnew();
    m_conclusionDue = false;
    m_concluded.clear();
    m_ranWell = true;
    m_before = m_snapshot ? m_snapshot->history : nullptr;
}

void MainWindow::run()
{
    beginAnew();
    m_lastRun = chosenRun();
    emit runRequested(*m_lastRun);
    refreshRunBar();
}

void MainWindow::restart()
{
    if (!m_lastRun)
        return;
    beginAnew();
    m_lastRun->broker = m_broker->options(); // "for the next run", which this is
    emit restartRequested(*m_lastRun);
}

std::optional<Handler> MainWindow::otherHandler() const
{
    const bool offered = m_lastRun && m_ranWell && m_running && !m_playing
        && !m_lastRun->scenario.steps.empty() && m_session
        && m_session->abilities().hasBank; // listeners have no handler
    if (!offered)
        return std::nullopt;
    return m_lastRun->handler == Handler::Naive ? Handler::Ordered : Handler::Naive;
}

void MainWindow::runAgain()
{
    const auto other = otherHandler();
    if (!other)
        return;
    chooseRun(utf8(m_lastRun->scenario.id), *other);
    run();
}

void MainWindow::refreshRunBar()
{
    const auto other = otherHandler();
    m_runBar->setState(m_lastRun.has_value(), m_playing, other);
    m_restartAction->setEnabled(m_lastRun.has_value());
    m_againAction->setEnabled(other.has_value());
    refreshStart();
}

void MainWindow::refreshShown()
{
    const QString shown = m_snapshot ? runWords(*m_snapshot, titleOf(*m_snapshot)) : QString();
    m_strip->setRun(shown);
    bool isNext = false;
    if (!shown.isEmpty() && !m_scenarios.empty()) {
        const Scenario& chosen = m_scenarios[static_cast<std::size_t>(m_runBar->lesson())];
        const QString handlers = handlersOf(*m_snapshot);
        isNext = m_snapshot->title != chosen.title.english()
            || (!handlers.isEmpty() && handlers != toWords(m_runBar->handler()))
            || (m_lastRun && !isTravelling()
                && m_lastRun->ackWaitSeconds != m_runBar->chosenAckWait());
    }
    m_runBar->setShown(isNext ? shown : QString());
    refreshStart();
}

void MainWindow::sayUrlWasCopied()
{
    m_status->showMessage(tr("URL and token are in the clipboard"), copiedMs);
}

void MainWindow::showLog()
{
    m_logDock->show();
    m_logDock->raise();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    saveSettings();
    emit closed();
    QMainWindow::closeEvent(event);
}

} // namespace stanscope

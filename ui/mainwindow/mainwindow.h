#pragma once

#include "core/attach/attachoptions.h"
#include "core/lab/snapshot.h"
#include "core/scenario/runoptions.h"
#include "core/session/session.h"
#include "core/words/language.h"
#include "ui/mainwindow/helpdialogs.h"
#include "ui/models/selection.h"

#include <QMainWindow>
#include <QPointer>
#include <QString>

#include <array>
#include <memory>
#include <optional>
#include <vector>

class QAction;
class QDockWidget;
class QMenu;
class QSettings;

namespace stanscope {

class AccountPanel;
class ActionsPanel;
class Appearance;
class AttachDesk;
class Banner;
class BrokerLogPanel;
class BrokerPanel;
class DockHost;
class ExportMenu;
class FileMenu;
class FileQuestions;
class LessonDesk;
class LessonStrip;
class LifePanel;
class MemorySetting;
class Panel;
class PlayerStrip;
class PresenterView;
class QuestionPanel;
class ReplicasPanel;
class RunBar;
class SnapshotPace;
class StatusLine;
class SummaryCard;
class TablePanel;
class TimeBar;
class TimelineView;
class TimersPanel;
class WhyPanel;
struct TimePosition;
struct WindowState;

/// The window: docks and actions. It looks at a session and says what a person asks for; which
/// session that is, it does not ask: what can be done there are its abilities. Layout, theme, zoom
/// and the forms are remembered in the user's settings.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(std::vector<Scenario> scenarios, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// For a window that is built in place of this one: what it shows and was told, and what a
    /// person has put into it. The settings have the rest.
    WindowState state();
    /// Before it is told of a session.
    void take(const WindowState& state);
    /// When it has been, and is on screen.
    void takeFields(const WindowState& state);

    /// The theme of this start, whatever is remembered; it is not remembered itself.
    void overrideTheme(bool dark);

    /// What a person asks for in them, and what they are to show, is between them and the
    /// application.
    FileMenu* files() const { return m_files; }
    TimeBar* timeBar() const { return m_time; }
    MemorySetting* memory() const { return m_memory; }
    LessonDesk* lessonDesk() const { return m_desk; }
    /// Lessons are shown at the reader's pace, not as they happen.
    bool isAtReadersPace() const;

    /// Whose snapshots are shown, and whom commands are for. May go away any time.
    void setSession(Session& session);
    /// Another one to look at meanwhile, such as a recording; null: the session itself again.
    void setView(Session* view);
    /// Of what is travelled in, after its snapshot.
    void showPosition(const stanscope::TimePosition& position);
    /// Selects the decision in every view that shows it; nothing where none is wrong.
    void selectFirstViolation();
    /// What is shown, in the title bar; empty: only the application's name.
    void setSubject(const QString& name);

public slots:
    void showProblem(const QString& text, const QString& remedy);
    /// The same with a button; lessonOfferTaken() follows when it is clicked.
    void offerLesson(const QString& text, const QString& remedy);
    /// In the status line, for a moment.
    void say(const QString& text);
    /// Selects lesson and handler of the next run, as the toolbar would.
    void chooseRun(const QString& scenarioId, stanscope::Handler handler);
    /// Offers a scenario file as a lesson and chooses it for the next run; says what is wrong with
    /// it.
    void openLesson(const QString& path);
    /// The whole run in the timeline, the channel history in front, its worst message selected.
    void prepareForPicture();

    /// Proposed for what is spawned by hand; see ReplicasPanel::setCommand().
    void setReplicaCommand(const QString& command);

signals:
    void runRequested(const stanscope::RunOptions& options);
    void restartRequested(const stanscope::RunOptions& options);
    /// A recorded lesson is wanted, because nothing can be run.
    void lessonOfferTaken(const QString& scenarioId, stanscope::Handler handler);
    void attachRequested(const stanscope::AttachOptions& options);
    void detachRequested();
    /// In which language the window is to be, now and from the next start on; nothing: as the
    /// system has it. It is remembered already.
    void languageAsked(std::optional<stanscope::Language> language);
    /// The lesson is to be played by two handlers at once, in a window of its own.
    void twinRequested(const stanscope::RunOptions& options,
                       const std::array<stanscope::Handler, 2>& handlers);
    /// What runs is to be shown at the reader's pace, or as it happens.
    void paceAsked(bool readers);
    /// The window was closed by its user: time to end what runs.
    void closed();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void buildDocks();
    void wireTables();
    void setWallClock(bool wallClock);
    void setFilterShown(bool shown);
    void findInTables();
    void buildMenus();
    void buildViewMenu();
    void buildLanguageMenu(QMenu* view);
    void buildTimeMenu();
    void wireFiles();
    QAction* addWindowAction(QMenu* menu, const QString& text, const QKeySequence& key,
                             const QString& name);
    void wire();
    void wireSelection();
    void wireWhy();
    void askAboutClient(const QString& client, quint32 subscription);
    void execute(const Command& command);
    void follow(const std::shared_ptr<const Snapshot>& snapshot);
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void showTexts();
    /// Those of a live snapshot that were not told yet.
    void tellProblems(const Snapshot& live);
    void refreshAbilities();
    void refreshSession();
    void setRunning(bool running, bool playing);
    void setLesson(const QString& text);
    const Session* shown() const;
    bool isTravelling() const { return m_view != nullptr; }
    void select(const Selection& selection);
    void applyTheme();
    void run();
    void restart();
    void runAgain();
    RunOptions chosenRun() const;
    std::optional<Handler> otherHandler() const;
    void refreshRunBar();
    void refreshShown();
    bool choosesBank() const;
    bool isFresh() const;
    void refreshStart();
    QString titleOf(const Snapshot& snapshot);
    void lessonChosen();
    void buildLessonDesk();
    void buildPresenter(QMenu* view);
    void present(bool shown);
    void tellPresenter();
    void buildTwinMenu(QMenu* lesson);
    void playLesson(const QString& scenarioId, Handler handler);
    void showLog();
    void conclude();
    void beginAnew();
    void boundToScreen();
    void sayUrlWasCopied();
    void restoreSettings();
    void saveSettings();

    std::vector<Scenario> m_scenarios;
    std::size_t m_bundled = 0; ///< so many of them came along, the others were opened
    std::optional<RunOptions> m_lastRun;
    bool m_running = false;
    bool m_wasFresh = true;
    bool m_playing = false;
    bool m_themeIsOverridden = false;
    std::shared_ptr<const Snapshot> m_snapshot;
    std::string m_lesson;
    std::weak_ptr<const laboratory::RunStarted> m_titled; ///< whose title this is
    QString m_title;
    std::weak_ptr<const History> m_before; ///< of the run before: its verdict is not this one's
    bool m_steps = false; ///< sentences come with the steps; those in snapshots are late copies
    bool m_ranWell = true; ///< its broker came up
    ProblemReader m_problems;
    bool m_conclusionDue = false; ///< the lesson is over, its audit is not
    QString m_concluded; ///< what the strip says about the verdict; empty: nothing
    QPointer<Session> m_session;
    QPointer<Session> m_view; ///< null: the session itself
    QString m_liveLesson; ///< the sentence to come back to
    Selection m_selection;

    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<FileQuestions> m_questions;
    HelpDialogs m_help;
    Appearance* m_appearance;
    RunBar* m_runBar;
    LessonStrip* m_strip;
    PlayerStrip* m_player;
    SummaryCard* m_summary;
    Banner* m_banner;
    DockHost* m_host;
    StatusLine* m_status;
    FileMenu* m_files;
    TimeBar* m_time;
    MemorySetting* m_memory;
    SnapshotPace* m_pace;
    ExportMenu* m_export = nullptr;
    ActionsPanel* m_actions = nullptr;
    ReplicasPanel* m_replicas = nullptr;
    BrokerPanel* m_broker = nullptr;
    AccountPanel* m_account = nullptr;
    TimersPanel* m_timers = nullptr;
    WhyPanel* m_why = nullptr;
    LifePanel* m_life = nullptr;
    TimelineView* m_timeline = nullptr;
    BrokerLogPanel* m_log = nullptr;
    AttachDesk* m_attach = nullptr;
    LessonDesk* m_desk = nullptr;
    PresenterView* m_presenter = nullptr;
    QAction* m_presenting = nullptr;
    QuestionPanel* m_question = nullptr;
    QDockWidget* m_questionDock = nullptr;
    QDockWidget* m_timersDock = nullptr;
    QAction* m_paceAction = nullptr;
    QDockWidget* m_historyDock = nullptr;
    std::vector<QDockWidget*> m_ofLaboratory; ///< docks that somebody else's broker has no use for
    QDockWidget* m_logDock = nullptr;
    QDockWidget* m_lifeDock = nullptr;
    QAction* m_copyUrl = nullptr;
    QAction* m_clockAction = nullptr;
    QAction* m_filterAction = nullptr;
    QAction* m_restartAction = nullptr;
    QAction* m_anotherService = nullptr;
    QAction* m_againAction = nullptr;
    std::vector<TablePanel*> m_tables;
    std::vector<Panel*> m_panels;
};

} // namespace stanscope

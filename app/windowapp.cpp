#include "app/windowapp.h"

#include "app/exitcodes.h"
#include "app/signalwatcher.h"
#include "core/capture/bundledcaptures.h"
#include "ui/mainwindow/filemenu.h"
#include "ui/mainwindow/lessonwords.h"
#include "ui/mainwindow/memorysetting.h"
#include "ui/mainwindow/windowstate.h"
#include "ui/models/handlerwords.h"
#include "ui/models/tones.h"

#include <QApplication>
#include <QSettings>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace stanscope {

WindowApp::WindowApp(QObject* parent)
    : QObject(parent)
    , m_offered(offeredScenarios())
    , m_window(std::make_unique<MainWindow>(m_offered.scenarios))
    , m_source(*m_window)
{
    for (const Error& broken : m_offered.broken)
        m_window->showProblem(QString::fromStdString(broken.text),
                              QString::fromStdString(broken.remedy));
    if (const QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"stanscope"_s,
                                 u"stanscope"_s);
        !settings.isWritable())
        m_window->showProblem(
            tr("What you choose here is not remembered: %1 cannot be written.")
                .arg(settings.fileName()),
            tr("Everything else works. XDG_CONFIG_HOME and XDG_DATA_HOME name other places."));
    connect(&m_source.laboratory(), &Laboratory::ended, this, &WindowApp::onEnded);
    connect(&m_source, &SourceSwitch::runLeaving, this, &WindowApp::keep);
    // A session that is over has nothing more to record.
    connect(&m_source, &SourceSwitch::sessionEnded, &m_recorder, &Recorder::finish);
    wireWindow();
    setMemory(m_window->memory()->mebibytes());
}

/// What comes from a window ends with it.
void WindowApp::wireWindow()
{
    connect(m_window.get(), &MainWindow::runRequested, this, &WindowApp::begin);
    connect(m_window.get(), &MainWindow::restartRequested, this, &WindowApp::begin);
    connect(m_window.get(), &MainWindow::twinRequested, this, &WindowApp::compare);
    connect(m_window.get(), &MainWindow::closed, this, [] { QCoreApplication::quit(); });
    connect(m_window.get(), &MainWindow::paceAsked, this, [this](bool readers) {
        if (readers)
            m_source.read();
        else
            m_source.stopReading();
    });
    connect(m_window.get(), &MainWindow::attachRequested, &m_source, &SourceSwitch::attach);
    connect(m_window.get(), &MainWindow::detachRequested, &m_source, &SourceSwitch::detach);
    connect(m_window->memory(), &MemorySetting::changed, this, &WindowApp::setMemory);
    // Not now: the window's own menu asks.
    connect(
        m_window.get(), &MainWindow::languageAsked, this,
        [this](std::optional<Language> language) { speak(language.value_or(systemLanguage())); },
        Qt::QueuedConnection);
    wireFiles();
}

void WindowApp::speak(Language language)
{
    if (language == currentLanguage())
        return;
    const WindowState state = m_window->state();
    useLanguage(language);
    const auto before = std::exchange(m_window, std::make_unique<MainWindow>(state.scenarios));
    wireWindow();
    m_window->take(state);
    m_source.setWindow(*m_window);
    if (!m_replicaCommand.isEmpty())
        m_window->setReplicaCommand(m_replicaCommand);
    // What is remembered was bounded by the screen, when it began.
    if (!before->isMaximized() && !before->isFullScreen())
        m_window->setGeometry(before->geometry());
    m_window->show();
    m_window->takeFields(state);
    if (m_twin)
        m_twin->speak();
}

/// As the lesson is called today, in the user's language.
QString WindowApp::titleOf(const BundledCapture& capture) const
{
    const auto lesson = std::ranges::find(m_offered.scenarios, capture.scenario, &Scenario::id);
    return lesson == m_offered.scenarios.end() ? QString::fromStdString(capture.title)
                                               : inWords(lesson->title);
}

void WindowApp::setMemory(int mebibytes)
{
    m_source.setMemoryBudget(static_cast<std::size_t>(mebibytes) << 20);
}

void WindowApp::wireFiles()
{
    FileMenu* files = m_window->files();
    std::vector<FileMenu::Lesson> lessons;
    for (const BundledCapture& capture : bundledCaptures())
        lessons.push_back(
            {tr("%1, %2").arg(titleOf(capture), toWords(capture.handler)), capture.path});
    files->setLessons(lessons);
    connect(files, &FileMenu::openAsked, &m_source,
            [this](const QString& path) { m_source.open(path); });
    connect(files, &FileMenu::recordAsked, this, &WindowApp::record);
    connect(files, &FileMenu::recordEndAsked, &m_recorder, &Recorder::finish);
    connect(m_window.get(), &MainWindow::lessonOfferTaken, this, &WindowApp::openLesson);
    connect(&m_recorder, &Recorder::progressed, files, &FileMenu::setRecording);
    connect(&m_recorder, &Recorder::finished, files, [this, files](const QString& path) {
        files->setRecording(std::nullopt);
        files->noteFile(path);
        m_window->say(tr("Recorded: %1").arg(path));
    });
    connect(&m_recorder, &Recorder::failed, files,
            [this, files](const QString& why, const QString& remedy) {
                files->setRecording(std::nullopt);
                m_window->showProblem(why, remedy);
            });
}

void WindowApp::record(const QString& path)
{
    Session& session = m_source.live();
    if (!session.abilities().isLive || session.sessionFile().isEmpty())
        return; // it has ended while the name was asked for
    if (const auto begun = m_recorder.start(path, session); !begun)
        m_window->showProblem(QString::fromStdString(begun.error().text),
                              QString::fromStdString(begun.error().remedy));
}

/// What ran is not lost, and nobody has to be asked.
void WindowApp::keep(Session& session)
{
    const auto kept = m_shelf.keep(session);
    if (!kept) {
        m_window->showProblem(QString::fromStdString(kept.error().text),
                              QString::fromStdString(kept.error().remedy));
        return;
    }
    if (kept->isEmpty())
        return;
    m_window->files()->noteFile(*kept);
    m_window->say(tr("The run before is kept: File → Open Recent"));
}

void WindowApp::openLesson(const QString& scenarioId, Handler handler)
{
    const auto captures = bundledCaptures();
    auto found = std::ranges::find_if(captures, [&](const BundledCapture& capture) {
        return capture.scenario == scenarioId.toStdString() && capture.handler == handler;
    });
    if (found == captures.end()) // not every handler is recorded
        found = std::ranges::find(captures, scenarioId.toStdString(), &BundledCapture::scenario);
    if (!captures.empty())
        m_source.open(found == captures.end() ? captures.front().path : found->path,
                      m_window->isAtReadersPace());
}

void WindowApp::openLater(const QString& path)
{
    QMetaObject::invokeMethod(
        this, [this, path] { m_source.open(path); }, Qt::QueuedConnection);
}

int WindowApp::run()
{
    const SignalWatcher signalWatcher;
    connect(&signalWatcher, &SignalWatcher::caught, this, [this] {
        m_exitCode = exitcode::interrupted;
        QCoreApplication::quit();
    });
    m_window->show();
    QApplication::exec();
    m_recorder.finish();
    m_source.shutDown();
    m_twin.reset();
    return m_exitCode;
}

void WindowApp::setReplicaCommand(const QString& command)
{
    m_replicaCommand = command;
    m_window->setReplicaCommand(command);
}

void WindowApp::begin(const RunOptions& options)
{
    m_recorder.finish();
    RunOptions own = options;
    own.replicaCommand = m_replicaCommand.toStdString();
    m_source.run(own, m_window->isAtReadersPace());
}

/// A window of its own; what runs in the first one goes on.
void WindowApp::compare(const RunOptions& options, const std::array<Handler, 2>& handlers)
{
    if (!options.scenario.isLesson() || options.scenario.accounts.empty()) {
        m_window->showProblem(tr("There is nothing to compare: this is no lesson of the bank."),
                              tr("Choose one of the bank's lessons."));
        return;
    }
    m_twin = std::make_unique<TwinApp>(options, handlers, std::make_shared<PagedMemory>());
    connect(
        m_twin.get(), &TwinApp::closed, this, [this] { m_twin.reset(); }, Qt::QueuedConnection);
    m_twin->begin();
}

void WindowApp::onEnded(RunEnd end, const QString& why)
{
    // The problem itself is in the stream and reaches the window by a snapshot; without a broker
    // there may be nothing else to look at, so that the banner must not depend on it.
    if (end != RunEnd::BrokerUnavailable)
        return;
    m_source.backToLive(); // a lesson of which nothing happened has no steps and no end
    m_window->offerLesson(why, {});
}

} // namespace stanscope

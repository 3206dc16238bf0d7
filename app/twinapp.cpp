#include "app/twinapp.h"

#include "core/scenario/playedlesson.h"
#include "ui/mainwindow/lessonwords.h"
#include "ui/mainwindow/twinpane.h"
#include "ui/models/handlerwords.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/playerstrip.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace stanscope {

namespace {

constexpr std::chrono::milliseconds twinFrame(33);
/// What is live writes its capture five times a second.
constexpr unsigned twinFramesToRefresh = 3;

} // namespace

TwinApp::TwinApp(const RunOptions& options, const std::array<Handler, 2>& handlers,
                 std::shared_ptr<PagedMemory> memory, QObject* parent)
    : QObject(parent)
    , m_lesson(options.scenario)
    , m_told(toldSteps(options.scenario))
    , m_window(std::make_unique<TwinWindow>(title(), handlers))
{
    for (std::size_t side = 0; side < m_sides.size(); ++side) {
        Side& one = m_sides[side];
        one.options = options;
        one.options.handler = handlers[side];
        one.options.sinks.clear();
        one.laboratory.setMemory(memory);
        one.recording = std::make_unique<Recording>(Recording::Of::LiveSession, memory);
        connect(&one.laboratory, &Laboratory::ended, this,
                [this, side](RunEnd end, const QString& why) { onEnded(side, end, why); });
        connect(one.recording.get(), &Recording::opened, this, [this, side] { open(side); });
        connect(one.recording.get(), &Recording::positioned, this,
                [this, side] { positioned(side); });
    }
    wireWindow();
    m_frame.setInterval(twinFrame);
    m_frame.setTimerType(Qt::PreciseTimer);
    connect(&m_frame, &QTimer::timeout, this, &TwinApp::tick);
}

QString TwinApp::title() const
{
    return inWords(m_lesson.title);
}

void TwinApp::speak()
{
    const std::array<Handler, 2> handlers{m_window->pane(0)->handler(),
                                          m_window->pane(1)->handler()};
    const auto before = std::exchange(m_window, std::make_unique<TwinWindow>(title(), handlers));
    wireWindow();
    m_window->setGeometry(before->geometry());
    for (std::size_t side = 0; side < m_sides.size(); ++side)
        if (m_sides.at(side).isOpen) {
            m_window->setSession(side, *m_sides.at(side).recording);
            positioned(side);
        }
    tell();
    m_window->show();
}

void TwinApp::wireWindow()
{
    PlayerStrip* strip = m_window->strip();
    connect(strip, &PlayerStrip::nextAsked, this,
            [this] { go([](Playback& playback) { playback.next(); }); });
    connect(strip, &PlayerStrip::backAsked, this,
            [this] { go([](Playback& playback) { playback.back(); }); });
    connect(strip, &PlayerStrip::stepAsked, this,
            [this](std::size_t step) { go([step](Playback& playback) { playback.goTo(step); }); });
    connect(strip, &PlayerStrip::playAsked, this, [this](bool play) {
        go([play](Playback& playback) { play ? playback.play() : playback.pause(); });
    });
    connect(strip, &PlayerStrip::speedChosen, this, [this](double speed) {
        go([speed](Playback& playback) { playback.setSpeed(speed); });
    });
    connect(m_window.get(), &TwinWindow::closed, this, &TwinApp::closed);
}

TwinApp::~TwinApp()
{
    for (Side& side : m_sides) {
        side.laboratory.disconnect(this);
        side.laboratory.shutDown();
    }
}

void TwinApp::begin()
{
    m_window->show();
    for (Side& side : m_sides) {
        side.laboratory.start(side.options);
        if (const QString file = side.laboratory.sessionFile(); !file.isEmpty())
            side.recording->open(file, true);
    }
    m_clock.start();
    m_frame.start();
    tell();
}

void TwinApp::open(std::size_t side)
{
    Side& one = m_sides.at(side);
    one.isOpen = true;
    one.playback.begin(one.recording->position().start);
    learn(one);
    one.recording->time().showTime(one.playback.shown());
    m_window->setSession(side, *one.recording);
}

void TwinApp::positioned(std::size_t side)
{
    const TimePosition& position = m_sides.at(side).recording->position();
    m_window->pane(side)->timeline()->setTravel(
        TimeTravel{position.start, position.end, position.time});
}

void TwinApp::onEnded(std::size_t side, RunEnd end, const QString& why)
{
    if (end == RunEnd::BrokerUnavailable || end == RunEnd::ServiceFailed)
        m_window->pane(side)->setNote(why);
}

void TwinApp::go(const std::function<void(Playback&)>& move)
{
    for (Side& side : m_sides)
        if (side.isOpen) {
            move(side.playback);
            side.recording->time().showTime(side.playback.shown());
        }
    m_clock.start();
    m_frame.start();
    tell();
}

void TwinApp::learn(Side& side)
{
    const Nanos known = side.recording->position().end;
    const Snapshot& latest = *side.laboratory.snapshot();
    if (!side.overAt && !side.laboratory.abilities().isPlaying && latest.extent.messages > 0)
        side.overAt = latest.now;
    const bool isOver = side.overAt && known >= *side.overAt;
    auto steps = playedSteps(m_told, latest, side.overAt.has_value());
    for (PlayedStep& step : steps)
        if (step.moment && *step.moment > known)
            step.moment.reset();
    // In this order: of what is over, steps without a moment are passed over.
    side.playback.setSteps(std::move(steps));
    side.playback.setEnd(isOver ? *side.overAt : known, isOver);
}

void TwinApp::tick()
{
    const Nanos elapsed{m_clock.nsecsElapsed()};
    m_clock.start();
    const bool refreshes = m_frames++ % twinFramesToRefresh == 0;
    for (Side& side : m_sides) {
        if (refreshes && !(side.isOpen && side.playback.isOver()))
            side.recording->time().refresh();
        if (!side.isOpen)
            continue;
        learn(side);
        const std::size_t passed = side.playback.passed();
        if (side.playback.advance(elapsed) || passed != side.playback.passed())
            side.recording->time().showTime(side.playback.shown());
    }
    tell();
}

/// What is true of one of them only.
QString TwinApp::noteOf(const Side& side, std::size_t passed) const
{
    if (!side.isOpen)
        return tr("It starts.");
    if (side.playback.mode() == Playback::Mode::Awaiting)
        return tr("The moment of this step has not come yet.");
    const auto& steps = side.playback.steps();
    if (passed > 0 && passed <= steps.size() && !steps[passed - 1].reached)
        return tr("This handler never comes to step %1.").arg(passed);
    return {};
}

void TwinApp::tell()
{
    PlayerView view;
    view.count = m_told.size();
    // The sentence is true when both are there.
    view.passed = std::min(m_sides[0].playback.passed(), m_sides[1].playback.passed());
    view.known = view.count;
    view.canGoOn = true;
    for (const Side& side : m_sides) {
        const auto known = std::ranges::count_if(
            side.playback.steps(), [](const PlayedStep& step) { return step.moment.has_value(); });
        view.known = std::min(view.known, static_cast<std::size_t>(known));
        view.canGoOn = view.canGoOn && side.isOpen && side.playback.canGoOn();
        view.canGoBack = view.canGoBack || side.playback.canGoBack();
        view.isPlaying = view.isPlaying || side.playback.mode() == Playback::Mode::Playing;
        view.speed = side.playback.speed();
    }
    for (std::size_t side = 0; side < m_sides.size(); ++side) {
        const Side& one = m_sides[side];
        const std::size_t passed = one.playback.passed();
        const bool isJudged = passed > verdictStepOf(m_lesson) || one.playback.isAtEnd();
        m_window->pane(side)->setUnjudged(!isJudged);
        const bool isTold = passed > 0 && passed <= m_told.size();
        m_window->pane(side)->setSentence(
            isTold ? utf8(m_lesson.steps[m_told[passed - 1] - 1].say.textFor(
                toText(currentLanguage()), m_window->pane(side)->handler()))
                   : QString());
        m_window->pane(side)->setNote(noteOf(one, passed));
    }
    const auto& first = m_sides[0];
    if (view.passed == 0 || view.passed > m_told.size()) {
        const LessonText& summary = m_lesson.summary.isEmpty() ? m_lesson.title : m_lesson.summary;
        view.sentence =
            utf8((view.passed == 0 || m_lesson.remember.empty() ? summary : m_lesson.remember[0])
                     .textFor(toText(currentLanguage())));
    } else {
        const LessonText& say = m_lesson.steps[m_told[view.passed - 1] - 1].say;
        // Where the handlers differ each has its own sentence beside it.
        view.sentence = say.own().empty()
            ? utf8(say.textFor(toText(currentLanguage()), m_window->pane(0)->handler()))
            : tr("%1 and %2 differ here.")
                  .arg(toWords(m_window->pane(0)->handler()),
                       toWords(m_window->pane(1)->handler()));
    }
    if (!first.isOpen && !m_sides[1].isOpen)
        view.note = tr("Two laboratories start.");
    m_window->strip()->showView(view);
}

} // namespace stanscope

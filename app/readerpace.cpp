#include "app/readerpace.h"

#include "core/scenario/playedlesson.h"
#include "ui/mainwindow/lessondesk.h"

#include <algorithm>
#include <chrono>

namespace stanscope {

namespace {

constexpr std::chrono::milliseconds frame(33);
/// What is live writes its capture five times a second.
constexpr unsigned framesToRefresh = 3;

} // namespace

ReaderPace::ReaderPace(LessonDesk& desk, QObject* parent)
    : QObject(parent)
    , m_desk(&desk)
{
    m_frame.setInterval(frame);
    m_frame.setTimerType(Qt::PreciseTimer);
    connect(&m_frame, &QTimer::timeout, this, &ReaderPace::tick);
    wire();
}

void ReaderPace::setDesk(LessonDesk& desk)
{
    m_desk = &desk;
    wire();
    if (!m_recording)
        return;
    m_desk->begin(*m_latest);
    tell();
    m_desk->showSnapshot(m_recording->snapshot());
}

void ReaderPace::wire()
{
    const auto asked = [this](auto move) {
        return [this, move](auto... values) {
            if (!m_recording)
                return;
            read();
            move(values...);
            go();
        };
    };
    connect(m_desk, &LessonDesk::nextAsked, this, asked([this] { m_playback.next(); }));
    connect(m_desk, &LessonDesk::backAsked, this, asked([this] { m_playback.back(); }));
    connect(m_desk, &LessonDesk::stepAsked, this,
            asked([this](std::size_t step) { m_playback.goTo(step); }));
    connect(m_desk, &LessonDesk::playAsked, this, asked([this](bool play) {
                if (play)
                    m_playback.play();
                else
                    m_playback.pause();
            }));
    connect(m_desk, &LessonDesk::speedChosen, this, [this](double speed) {
        m_playback.setSpeed(speed);
        tell();
    });
}

void ReaderPace::begin(Recording& recording, Session* live, bool hasLive, bool reading)
{
    const double speed = m_playback.speed(); // as it was chosen
    m_recording = &recording;
    m_live = live;
    m_hasLive = hasLive;
    m_latest = recording.snapshot();
    m_overAt.reset();
    m_byHand = false;
    m_told = m_latest->run ? toldSteps(lessonOf(*m_latest->run)) : std::vector<std::uint32_t>();
    m_isReading = false;
    m_desk->begin(*m_latest);
    m_playback.begin(recording.position().start);
    m_playback.setSpeed(speed);
    learn();
    if (reading) {
        read();
        if (m_told.empty())
            m_playback.play();
        go();
    } else {
        m_playback.seek(recording.position().time);
        tell();
    }
    emit readingChanged();
}

void ReaderPace::end()
{
    if (!m_recording)
        return;
    m_frame.stop();
    m_recording.clear();
    m_live.clear();
    m_latest.reset();
    m_isReading = false;
    m_desk->end();
    emit readingChanged();
}

/// From here on its steps are stopped at, and nothing is told before its time.
void ReaderPace::read()
{
    if (m_isReading || m_told.empty())
        return;
    m_isReading = true;
    emit readingChanged();
}

void ReaderPace::letGo()
{
    if (m_recording)
        m_byHand = true;
}

void ReaderPace::positioned(const TimePosition& position)
{
    if (!m_recording || !m_byHand)
        return;
    m_byHand = false;
    m_playback.seek(position.time);
    tell();
}

/// What the stream tells by now.
void ReaderPace::learn()
{
    const Nanos known = m_recording->position().end;
    const Snapshot& latest = m_live ? *m_live->snapshot() : *m_latest;
    if (m_live && !m_overAt && !m_live->abilities().isPlaying)
        m_overAt = latest.now;
    const bool isOver = !m_live || (m_overAt && known >= *m_overAt);
    auto steps = playedSteps(m_told, latest, !m_live || m_overAt.has_value());
    // What is not in the file yet cannot be shown.
    for (PlayedStep& step : steps)
        if (step.moment && *step.moment > known)
            step.moment.reset();
    // In this order: of what is over, steps without a moment are passed over.
    m_playback.setSteps(std::move(steps));
    m_playback.setEnd(m_live && isOver ? *m_overAt : known, isOver);
}

void ReaderPace::go()
{
    m_clock.start();
    m_recording->time().showTime(m_playback.shown());
    tell();
    if (m_live || m_playback.mode() != Playback::Mode::Standing)
        m_frame.start();
}

void ReaderPace::tick()
{
    if (!m_recording)
        return;
    const Nanos elapsed{m_clock.nsecsElapsed()};
    m_clock.start();
    if (m_live && m_frames++ % framesToRefresh == 0)
        m_recording->time().refresh();
    const std::size_t passed = m_playback.passed();
    learn();
    if (m_playback.advance(elapsed) || passed != m_playback.passed())
        m_recording->time().showTime(m_playback.shown());
    tell();
    const bool goesOn = m_live && !m_playback.isOver();
    if (!goesOn && m_playback.mode() == Playback::Mode::Standing)
        m_frame.stop();
}

void ReaderPace::tell()
{
    PlayerState state{.playback = &m_playback, .isReading = m_isReading, .hasLive = m_hasLive};
    if (m_live && !m_playback.isOver()) {
        state.behind = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::max(Nanos{}, monotonicNow() - m_playback.shown()));
        state.patience = m_live->patienceLeft();
    }
    m_desk->setState(state);
}

} // namespace stanscope

#include "app/lessonplayer.h"

#include "app/console.h"
#include "app/exitcodes.h"
#include "app/signalwatcher.h"

#include <chrono>
#include <utility>

namespace stanscope {

namespace {

int exitCodeOf(audit::Verdict verdict)
{
    switch (verdict) {
    case audit::Verdict::Valid:
        return exitcode::valid;
    case audit::Verdict::Violated:
        return exitcode::violated;
    case audit::Verdict::NotConverged:
        return exitcode::notConverged;
    case audit::Verdict::Pending:
    case audit::Verdict::Unknown:
        break;
    }
    return exitcode::unknown;
}

} // namespace

LessonPlayer::LessonPlayer(RunOptions options, Console& console, Tells tells, QObject* parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_console(console)
    , m_tells(tells)
    , m_final(m_laboratory.snapshot())
{
    connect(&m_laboratory, &Laboratory::ended, this, &LessonPlayer::onEnded);
    connect(&m_laboratory, &Session::snapshotChanged, this, &LessonPlayer::onSnapshot);
    connect(&m_laboratory, &Session::streamEnded, this,
            [this](const std::shared_ptr<const MirrorState>& state) {
                m_state = state;
                m_waiting.quit();
            });
    if (tells == Tells::Steps)
        connect(&m_laboratory, &Session::stepped, this,
                [this](const QString& text) { m_console.print("  " + text.toStdString() + '\n'); });
    // Without a reader a run goes on: its exit code and its files are for others.
    connect(&m_console, &Console::outputFailed, this, [this](bool readerLeft) {
        if (readerLeft || m_code)
            return;
        m_laboratory.shutDown();
        finish(exitcode::cannotWrite);
    });
}

int LessonPlayer::play()
{
    const SignalWatcher signalWatcher;
    connect(&signalWatcher, &SignalWatcher::caught, this, &LessonPlayer::interrupt);
    QEventLoop playing;
    connect(this, &LessonPlayer::finished, &playing, &QEventLoop::quit);
    start();
    if (!m_code)
        playing.exec();
    return *m_code;
}

void LessonPlayer::start()
{
    m_clock.start();
    m_laboratory.start(m_options);
}

void LessonPlayer::interrupt()
{
    if (m_code)
        return;
    m_laboratory.shutDown();
    finish(exitcode::interrupted);
}

/// A scenario without actions has no end of its own: it is over when its steps are played.
void LessonPlayer::onSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    const bool playing = m_laboratory.isPlaying();
    m_played = m_played || playing;
    if (!m_code && !m_options.scenario.isLesson() && m_played && !playing) {
        m_final = snapshot;
        finish(exitcode::unknown);
    }
}

void LessonPlayer::onEnded(RunEnd end, const QString& why)
{
    if (m_code)
        return;
    m_final = m_laboratory.snapshot();
    m_why = why.toStdString();
    if (!why.isEmpty() && m_tells != Tells::Nothing)
        m_console.complain(why.toStdString());
    switch (end) {
    case RunEnd::Finished:
    case RunEnd::TimedOut: // safety is judged apart
        finish(exitCodeOf(m_final->verdict.verdict));
        break;
    case RunEnd::BrokerUnavailable:
        finish(exitcode::brokerUnavailable);
        break;
    case RunEnd::ServiceFailed:
        finish(exitcode::serviceFailed);
        break;
    }
}

void LessonPlayer::finish(int code)
{
    m_code = code;
    m_duration = std::chrono::milliseconds(m_clock.elapsed());
    emit finished();
}

std::shared_ptr<const MirrorState> LessonPlayer::end()
{
    m_laboratory.shutDown();
    if (!m_state)
        m_waiting.exec();
    return m_state;
}

RunReport LessonPlayer::report() const
{
    return {m_options.scenario.id, m_options.handler.value_or(m_options.scenario.replica.handler),
            *m_final, m_duration};
}

} // namespace stanscope

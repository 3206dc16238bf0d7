#include "app/sourceswitch.h"

#include "ui/mainwindow/filemenu.h"
#include "ui/mainwindow/mainwindow.h"

#include <QFileInfo>

#include <chrono>
#include <utility>

namespace stanscope {

SourceSwitch::SourceSwitch(MainWindow& window, QObject* parent)
    : QObject(parent)
    , m_window(&window)
{
    m_laboratory.setMemory(m_memory);
    connect(&m_laboratory, &Session::streamEnded, this, &SourceSwitch::sessionEnded);
    m_window->setSession(m_laboratory);
    wireBar();
}

SourceSwitch::~SourceSwitch() = default;

void SourceSwitch::wireBar()
{
    TimeBar* bar = m_window->timeBar();
    const auto travel = [this](auto go) {
        return [this, go](auto... values) {
            if (m_recording)
                go(m_recording->time(), values...);
        };
    };
    connect(bar, &TimeBar::freezeAsked, this, &SourceSwitch::freeze);
    connect(bar, &TimeBar::leaveAsked, this, &SourceSwitch::backToLive);
    connect(bar, &TimeBar::stepAsked, this, [this](int events) { forward(events); });
    connect(bar, &TimeBar::redeliveryAsked, this,
            travel([](TimeMachine& time, int direction) { time.stepRedelivery(direction); }));
    connect(bar, &TimeBar::violationAsked, this, travel([this](TimeMachine& time) {
                m_violationDue = true;
                time.stepToFirstViolation();
            }));
    connect(bar, &TimeBar::startAsked, this, travel([](TimeMachine& time) { time.seekEvent(0); }));
    connect(bar, &TimeBar::endAsked, this, [this] {
        if (m_recording)
            m_recording->time().seekEvent(m_recording->position().events - 1);
    });
    connect(bar, &TimeBar::timeAsked, this,
            travel([](TimeMachine& time, Nanos moment) { time.seekTime(moment); }));
}

void SourceSwitch::setWindow(MainWindow& window)
{
    m_window = &window;
    wireBar();
    window.setSession(live());
    TimeBar* bar = window.timeBar();
    const bool isLive = live().abilities().isLive;
    if (m_recording) {
        connect(&m_recording->time(), &TimeMachine::nothingThere, bar, &TimeBar::say);
        window.setView(m_recording.get());
        tellSubject();
        bar->begin(m_source, m_source == Source::Session || isLive);
        bar->setMarks(m_marks);
        window.showPosition(m_recording->position());
    }
    if (m_opening) {
        connect(&m_opening->recording->time(), &TimeMachine::nothingThere, bar, &TimeBar::say);
        bar->begin(m_opening->source, m_opening->source == Source::Session || isLive);
    }
}

void SourceSwitch::tellSubject()
{
    if (m_source == Source::Capture)
        m_window->setSubject(QFileInfo(m_recording->sessionFile()).fileName());
}

void SourceSwitch::run(const RunOptions& options)
{
    dropAttaching();
    detach();
    backToLive();
    tellLeaving();
    m_laboratory.start(options);
    m_window->setSession(m_laboratory);
    if (m_attachment)
        leave(std::move(m_attachment));
}

void SourceSwitch::attach(const AttachOptions& options)
{
    dropAttaching();
    m_attaching = std::make_unique<Attachment>();
    m_attaching->setMemory(m_memory);
    connect(m_attaching.get(), &Attachment::attached, this, &SourceSwitch::attached);
    connect(m_attaching.get(), &Attachment::failed, this, &SourceSwitch::attachFailed);
    m_attaching->start(options);
    m_window->say(tr("Attaching to %1…").arg(QString::fromStdString(options.cluster)));
}

void SourceSwitch::attached(const QString& note)
{
    detach();
    backToLive();
    tellLeaving();
    m_laboratory.shutDown();
    auto before = std::exchange(m_attachment, std::move(m_attaching));
    connect(m_attachment.get(), &Session::streamEnded, this, &SourceSwitch::sessionEnded);
    m_window->setSession(*m_attachment);
    if (before)
        leave(std::move(before));
    m_window->say(note.isEmpty() ? tr("Attached; nothing is sent to this broker") : note);
}

void SourceSwitch::attachFailed(const QString& why, const QString& remedy)
{
    m_window->showProblem(why, remedy);
    if (sender() == m_attaching.get())
        dropAttaching();
    else
        detach();
}

void SourceSwitch::dropAttaching()
{
    if (m_attaching)
        leave(std::move(m_attaching));
}

/// It may be what is calling here.
void SourceSwitch::leave(std::unique_ptr<Attachment> attachment)
{
    attachment->disconnect();
    attachment->shutDown();
    attachment->setParent(this);
    attachment.release()->deleteLater();
}

void SourceSwitch::detach()
{
    if (!m_attachment)
        return;
    emit sessionEnded(); // while a recording can still be told
    m_attachment->shutDown();
}

Session& SourceSwitch::live()
{
    if (m_attachment)
        return *m_attachment;
    return m_laboratory;
}

void SourceSwitch::shutDown()
{
    dropAttaching();
    detach();
    tellLeaving();
    m_laboratory.shutDown();
}

void SourceSwitch::tellLeaving()
{
    if (m_laboratory.isRunning())
        emit runLeaving(m_laboratory);
}

void SourceSwitch::freeze()
{
    const Session& session = live();
    if (!m_recording && session.abilities().isLive && !session.sessionFile().isEmpty())
        begin(Source::Session, session.sessionFile(), session.snapshot()->now);
}

void SourceSwitch::open(const QString& path)
{
    begin(Source::Capture, path, std::nullopt);
}

bool SourceSwitch::seek(double seconds)
{
    using std::chrono::duration;
    if (!m_recording)
        return false;
    const TimePosition& position = m_recording->position();
    const Nanos moment =
        position.start + std::chrono::duration_cast<Nanos>(duration<double>(seconds));
    if (moment >= position.end)
        return false;
    m_recording->time().seekTime(moment);
    return true;
}

/// Reads the file beside what is shown, which stays until the file has proved readable.
void SourceSwitch::begin(Source source, const QString& path, std::optional<Nanos> moment)
{
    const auto of = source == Source::Capture ? Recording::Of::File : Recording::Of::LiveSession;
    m_opening = Opening{std::make_unique<Recording>(of, m_memory), source, moment};
    Recording* recording = m_opening->recording.get();
    TimeMachine* time = &recording->time();
    connect(time, &TimeMachine::progress, this,
            [this](int percent) { m_window->timeBar()->showProgress(percent); });
    connect(time, &TimeMachine::nothingThere, m_window->timeBar(), &TimeBar::say);
    connect(recording, &Recording::opened, this, &SourceSwitch::onOpened);
    connect(recording, &Recording::failed, this, &SourceSwitch::onFailed);
    connect(recording, &Recording::positioned, this, &SourceSwitch::onPositioned);
    m_window->timeBar()->begin(source, source == Source::Session || live().abilities().isLive);
    recording->open(path);
}

void SourceSwitch::onOpened(const QString& truncated)
{
    Opening opened = std::move(*m_opening);
    m_opening.reset();
    std::swap(m_recording, opened.recording);
    m_source = opened.source;
    m_marksDue = true;
    m_violationDue = false;
    m_moment = opened.moment;
    m_window->setView(m_recording.get());
    if (opened.recording)
        opened.recording.release()->deleteLater(); // its thread may still be folding
    if (m_source != Source::Capture)
        return;
    tellSubject();
    const QString path = m_recording->sessionFile();
    if (!path.startsWith(QLatin1Char(':')))
        m_window->files()->noteFile(path);
    if (!truncated.isEmpty())
        m_window->showProblem(tr("The recording is not whole: %1").arg(truncated),
                              tr("What could be read is shown."));
}

void SourceSwitch::onFailed(const QString& why, const QString& remedy)
{
    m_window->showProblem(why, remedy);
    if (m_opening)
        endOpening();
    emit failed(why, remedy);
}

/// Gives up what is being opened: what was shown before is shown still.
void SourceSwitch::endOpening()
{
    Recording* recording = m_opening->recording.release();
    m_opening.reset();
    recording->time().disconnect(this);
    recording->time().disconnect(m_window->timeBar());
    recording->disconnect(this);
    recording->deleteLater();
    TimeBar* bar = m_window->timeBar();
    bar->begin(m_source, live().abilities().isLive);
    if (!m_recording)
        return;
    bar->setMarks(m_marks);
    bar->showPosition(m_recording->position());
}

void SourceSwitch::onPositioned(const TimePosition& position)
{
    if (!m_recording || sender() != m_recording.get())
        return;
    if (std::exchange(m_marksDue, false)) {
        m_marks = TimeMarks(*m_recording->snapshot(), position.start, position.end);
        m_window->timeBar()->setMarks(m_marks);
        if (m_moment)
            m_recording->time().seekTime(*m_moment);
    }
    if (!m_opening)
        m_window->showPosition(position);
    if (m_violationDue && m_recording->snapshot()->verdict.first) {
        m_violationDue = false;
        m_window->selectFirstViolation();
    }
    emit positioned();
}

void SourceSwitch::forward(int events)
{
    if (!m_recording)
        return;
    // A live session has gone on since.
    if (events > 0 && m_recording->position().atEnd && m_source == Source::Session)
        m_recording->time().refresh();
    m_recording->time().step(events);
}

void SourceSwitch::backToLive()
{
    if (m_opening)
        endOpening();
    if (!m_recording)
        return;
    m_window->setView(nullptr);
    m_recording->disconnect(this);
    m_recording->time().disconnect(m_window->timeBar());
    m_recording.release()->deleteLater();
    m_source = Source::None;
    m_window->timeBar()->begin(Source::None, live().abilities().isLive);
    m_window->setSubject({});
}

} // namespace stanscope

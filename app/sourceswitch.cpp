#include "app/sourceswitch.h"

#include "ui/mainwindow/filemenu.h"
#include "ui/mainwindow/mainwindow.h"

#include <QFileInfo>

#include <utility>

namespace stanscope {

SourceSwitch::SourceSwitch(MainWindow& window, QObject* parent)
    : QObject(parent)
    , m_window(window)
{
    m_laboratory.setMemory(m_memory);
    connect(&m_laboratory, &Laboratory::snapshotChanged, this,
            [this](const std::shared_ptr<const Snapshot>& snapshot) {
                if (!m_attachedLast)
                    showLive(snapshot);
            });
    connect(&m_laboratory, &Laboratory::runEnded, this, &SourceSwitch::sessionEnded);
    wireBar();
}

SourceSwitch::~SourceSwitch() = default;

void SourceSwitch::wireBar()
{
    TimeBar* bar = m_window.timeBar();
    const auto travel = [this](auto go) {
        return [this, go](auto... values) {
            if (m_time)
                go(*m_time, values...);
        };
    };
    connect(bar, &TimeBar::freezeAsked, this, &SourceSwitch::freeze);
    connect(bar, &TimeBar::leaveAsked, this, &SourceSwitch::backToLive);
    connect(bar, &TimeBar::stepAsked, this, [this](int events) { forward(events); });
    connect(bar, &TimeBar::redeliveryAsked, this,
            travel([](TimeMachine& time, int direction) { time.stepRedelivery(direction); }));
    connect(bar, &TimeBar::violationAsked, this,
            travel([](TimeMachine& time) { time.stepToFirstViolation(); }));
    connect(bar, &TimeBar::startAsked, this, travel([](TimeMachine& time) { time.seekEvent(0); }));
    connect(bar, &TimeBar::endAsked, this, [this] {
        if (m_time)
            m_time->seekEvent(m_position.events - 1);
    });
    connect(bar, &TimeBar::timeAsked, this,
            travel([](TimeMachine& time, Nanos moment) { time.seekTime(moment); }));
}

void SourceSwitch::run(const RunOptions& options)
{
    dropAttaching();
    detach();
    m_attachedLast.reset();
    backToLive();
    m_laboratory.start(options);
}

void SourceSwitch::attach(const AttachOptions& options)
{
    dropAttaching();
    m_attaching = std::make_unique<Attachment>();
    m_attaching->setMemory(m_memory);
    connect(m_attaching.get(), &Attachment::attached, this, &SourceSwitch::attached);
    connect(m_attaching.get(), &Attachment::failed, this, &SourceSwitch::attachFailed);
    m_attaching->start(options);
    m_window.say(tr("Attaching to %1…").arg(QString::fromStdString(options.cluster)));
}

void SourceSwitch::attached(const QString& note)
{
    detach();
    backToLive();
    m_laboratory.shutDown();
    m_attachment = std::move(m_attaching);
    Attachment* live = m_attachment.get();
    m_attachedLast = live->snapshot();
    connect(live, &Attachment::snapshotChanged, this, [this](const auto& snapshot) {
        m_attachedLast = snapshot;
        showLive(snapshot);
    });
    connect(live, &Attachment::published, &m_window,
            [this](const QString& channel) { m_window.say(tr("Published to %1").arg(channel)); });
    connect(live, &Attachment::publishFailed, &m_window, &MainWindow::showProblem);
    m_window.setAttached(true);
    m_window.showSnapshot(m_attachedLast);
    m_window.say(note.isEmpty() ? tr("Attached; nothing is sent to this broker") : note);
    emit liveChanged();
}

void SourceSwitch::attachFailed(const QString& why, const QString& remedy)
{
    m_window.showProblem(why, remedy);
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
    attachment->stop();
    attachment->setParent(this);
    attachment.release()->deleteLater();
}

void SourceSwitch::detach()
{
    if (!m_attachment)
        return;
    m_window.setAttached(false);
    emit sessionEnded(); // while a recording can still be told
    leave(std::move(m_attachment));
    emit liveChanged();
}

bool SourceSwitch::hasLive() const
{
    return m_attachment || m_laboratory.isRunning();
}

std::shared_ptr<const Snapshot> SourceSwitch::liveSnapshot() const
{
    return m_attachedLast ? m_attachedLast : m_laboratory.snapshot();
}

void SourceSwitch::shutDown()
{
    dropAttaching();
    detach();
    m_laboratory.shutDown();
}

LiveSession SourceSwitch::session()
{
    const auto of = [](auto* live) {
        return LiveSession{
            live->sessionFile(),
            [live](std::shared_ptr<EventSink> sink) { live->addSink(std::move(sink)); },
            [live](std::shared_ptr<EventSink> sink) { live->removeSink(std::move(sink)); }};
    };
    if (m_attachment)
        return of(m_attachment.get());
    return m_laboratory.isRunning() ? of(&m_laboratory) : LiveSession{};
}

void SourceSwitch::showLive(const std::shared_ptr<const Snapshot>& snapshot)
{
    emit liveChanged();
    if (!m_time) {
        m_window.showSnapshot(snapshot);
        return;
    }
    m_window.tellProblems(*snapshot);
}

void SourceSwitch::freeze()
{
    const QString file = session().file;
    if (!m_time && !file.isEmpty())
        begin(Source::Session, file, liveSnapshot()->now);
}

void SourceSwitch::open(const QString& path)
{
    begin(Source::Capture, path, std::nullopt);
}

/// Reads the file beside what is shown, which stays until the file has proved readable.
void SourceSwitch::begin(Source source, const QString& path, std::optional<Nanos> moment)
{
    m_opening = Opening{std::make_unique<TimeMachine>(m_memory), source, path, moment};
    TimeMachine* time = m_opening->time.get();
    connect(time, &TimeMachine::progress, this,
            [this](int percent) { m_window.timeBar()->showProgress(percent); });
    connect(time, &TimeMachine::opened, this, &SourceSwitch::onOpened);
    connect(time, &TimeMachine::failed, this, &SourceSwitch::onFailed);
    connect(time, &TimeMachine::positioned, this, &SourceSwitch::onPositioned);
    connect(time, &TimeMachine::nothingThere, m_window.timeBar(), &TimeBar::say);
    m_window.timeBar()->begin(source, source == Source::Session || hasLive());
    time->open(path);
}

void SourceSwitch::onOpened(const TimePosition&, const QString& truncated)
{
    Opening opened = std::move(*m_opening);
    m_opening.reset();
    if (m_time)
        m_time.release()->deleteLater(); // its thread may still be folding
    m_time = std::move(opened.time);
    m_source = opened.source;
    m_marksDue = true;
    m_window.setFrozen(frozenReason());
    m_moment = opened.moment;
    if (m_source != Source::Capture)
        return;
    m_window.setSubject(QFileInfo(opened.path).fileName());
    if (!opened.path.startsWith(QLatin1Char(':')))
        m_window.files()->noteFile(opened.path);
    if (!truncated.isEmpty())
        m_window.showProblem(tr("The recording is not whole: %1").arg(truncated),
                             tr("What could be read is shown."));
}

void SourceSwitch::onFailed(const QString& why, const QString& remedy)
{
    m_window.showProblem(why, remedy);
    if (m_opening)
        endOpening();
}

/// Gives up what is being opened: what was shown before is shown still.
void SourceSwitch::endOpening()
{
    TimeMachine* time = m_opening->time.release();
    m_opening.reset();
    time->disconnect(this);
    time->deleteLater();
    TimeBar* bar = m_window.timeBar();
    bar->begin(m_source, hasLive());
    if (!m_time)
        return;
    bar->setMarks(m_marks);
    bar->showPosition(m_position);
}

void SourceSwitch::onPositioned(const std::shared_ptr<const Snapshot>& snapshot,
                                const TimePosition& position)
{
    if (!m_time || sender() != m_time.get())
        return;
    m_position = position;
    if (std::exchange(m_marksDue, false)) {
        m_marks = TimeMarks(*snapshot, position.start, position.end);
        m_window.timeBar()->setMarks(m_marks);
        if (m_moment)
            m_time->seekTime(*m_moment);
    }
    m_window.showSnapshot(snapshot);
    if (!m_opening)
        m_window.showPosition(position);
}

void SourceSwitch::forward(int events)
{
    if (!m_time)
        return;
    // A live session has gone on since.
    if (events > 0 && m_position.atEnd && m_source == Source::Session)
        m_time->refresh();
    m_time->step(events);
}

void SourceSwitch::backToLive()
{
    if (m_opening)
        endOpening();
    if (!m_time)
        return;
    m_time->disconnect(this);
    m_time.release()->deleteLater();
    m_source = Source::None;
    m_window.setFrozen({});
    m_window.timeBar()->begin(Source::None, hasLive());
    m_window.setSubject({});
    m_window.showSnapshot(liveSnapshot());
}

QString SourceSwitch::frozenReason() const
{
    return m_source == Source::Capture ? tr("This is a recording: nothing can be done to it")
                                       : tr("Time is frozen: go back to live first (End)");
}

} // namespace stanscope

#include "core/capture/recording.h"

#include <utility>

namespace stanscope {

Recording::Recording(Of of, std::shared_ptr<PagedMemory> memory, QObject* parent)
    : Session(parent)
    , m_of(of)
    , m_time(std::move(memory))
    , m_snapshot(emptySnapshot())
{
    connect(&m_time, &TimeMachine::opened, this,
            [this](const TimePosition&, const QString& truncated) { m_truncated = truncated; });
    connect(&m_time, &TimeMachine::failed, this, &Recording::failed);
    connect(&m_time, &TimeMachine::positioned, this, &Recording::place);
}

Recording::~Recording() = default;

void Recording::open(const QString& path, bool grows)
{
    m_path = path;
    m_isPlaced = false;
    if (grows)
        m_time.openGrowing(path);
    else
        m_time.open(path);
}

void Recording::place(const std::shared_ptr<const Snapshot>& snapshot, const TimePosition& position)
{
    const Abilities before = abilities();
    const bool isFirst = !std::exchange(m_isPlaced, true);
    m_snapshot = snapshot;
    m_position = position;
    if (const Abilities now = abilities();
        now.hasBank != before.hasBank || now.ownsBroker != before.ownsBroker)
        emit abilitiesChanged();
    if (isFirst)
        emit opened(m_truncated);
    emit snapshotChanged(snapshot);
    emit positioned(position);
}

Abilities Recording::abilities() const
{
    return {.isRecording = true,
            .hasBank = !m_snapshot->attached && (!m_isPlaced || !m_snapshot->accounts.empty()),
            .ownsBroker = !m_snapshot->attached,
            .whyNot = m_of == Of::File ? tr("This is a recording: nothing can be done to it")
                                       : tr("Time is frozen: go back to live first (End)")};
}

/// Everything in it has happened: there is nothing to follow.
void Recording::addSink(std::shared_ptr<EventSink>) { }
void Recording::removeSink(std::shared_ptr<EventSink>) { }

void Recording::execute(const Command&)
{
    emit refused(abilities().whyNot, {});
}

void Recording::shutDown()
{
    m_time.close();
}

} // namespace stanscope

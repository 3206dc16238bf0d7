#pragma once

#include "core/events/command.h"
#include "core/lab/eventsink.h"
#include "core/lab/snapshot.h"
#include "core/mirror/mirrorstate.h"
#include "core/session/abilities.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <memory>

namespace stanscope {

/// A stream of events that can be looked at: the laboratory's run, somebody else's broker, or a
/// recording. Lives in the main thread; signals come there.
class Session : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~Session() override;

    virtual Abilities abilities() const = 0;
    /// The most recent one; never null.
    virtual std::shared_ptr<const Snapshot> snapshot() const = 0;
    QString title() const; ///< of what the snapshot shows
    /// A capture of all of it so far, for a TimeMachine or another recording; empty: there is none.
    virtual QString sessionFile() const = 0;
    /// Follows the stream from now on.
    virtual void addSink(std::shared_ptr<EventSink> sink) = 0;
    virtual void removeSink(std::shared_ptr<EventSink> sink) = 0;
    /// Carries it out, or says why not: in the stream or by refused().
    virtual void execute(const Command& command) = 0;
    /// Ends the stream and everything of ours that runs for it.
    virtual void shutDown() = 0;
    /// Where its files are; empty: nowhere that a person could look.
    virtual QString directory() const { return {}; }
    /// How long what a lesson waits for may still take; 0: nobody waits.
    virtual std::chrono::milliseconds patienceLeft() const { return {}; }
    /// What another client needs to join the broker; empty: it cannot.
    virtual QString brokerUrlWithToken() const { return {}; }

signals:
    /// At most 60 times a second.
    void snapshotChanged(const std::shared_ptr<const stanscope::Snapshot>& snapshot);
    /// Also when directory() or brokerUrlWithToken() has changed.
    void abilitiesChanged();
    /// A step of a lesson is happening: its sentence.
    void stepped(const QString& text);
    /// What was asked for has happened.
    void done(const QString& text);
    void refused(const QString& why, const QString& remedy);
    /// The stream is over: everything was folded, and the sinks have ended.
    void streamEnded(const std::shared_ptr<const stanscope::MirrorState>& state);
};

/// Of a stream that has not begun: no rows, no names.
std::shared_ptr<Snapshot> emptySnapshot();

} // namespace stanscope

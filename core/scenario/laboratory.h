#pragma once

#include "core/events/command.h"
#include "core/events/options.h"
#include "core/lab/eventsink.h"
#include "core/lab/snapshot.h"
#include "core/mirror/mirrorstate.h"
#include "core/scenario/scenario.h"
#include "core/util/pagedmemory.h"
#include "core/util/result.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace stanscope {

/// How one run is set up. What is not given comes from the scenario.
struct RunOptions
{
    Scenario scenario; ///< free play is a scenario without lesson steps
    std::optional<Handler> handler;
    std::optional<std::int32_t> replicas;
    std::optional<std::int32_t> ackWaitSeconds;
    BrokerOptions broker;
    std::vector<std::shared_ptr<EventSink>> sinks; ///< follow the run from its first event
};

/// Why a run ended, in the words of the exit codes (0, 1, 2, 69, 70).
enum class RunEnd
{
    Finished,
    BrokerUnavailable,
    ServiceFailed,
    TimedOut
};

/// The composition that window, command line and tests share: engine, tap, conductor, auditor and
/// scenario runner. Lives in the main thread. Two laboratories may live side by side.
class Laboratory : public QObject
{
    Q_OBJECT

public:
    explicit Laboratory(QObject* parent = nullptr);
    ~Laboratory() override;

    /// Ends what runs (processes, broker), makes new databases and a new broker store, starts the
    /// broker, the tap and the transaction service, then plays the scenario's steps. Returns at
    /// once.
    void start(const RunOptions& options);
    /// Ends the run's stream, then every process and the broker; returns when they are gone (3 s at
    /// most). runEnded() comes from the event loop.
    void shutDown();
    /// Where the histories of later runs lie.
    void setMemory(std::shared_ptr<PagedMemory> memory);
    /// Follows the run from now on.
    void addSink(std::shared_ptr<EventSink> sink);
    void removeSink(std::shared_ptr<EventSink> sink);
    /// The capture of the whole run so far, for a TimeMachine or a recording; empty when there is
    /// none.
    QString sessionFile() const;
    void execute(const Command& command);

    bool isRunning() const; ///< a run is set up: commands have something to act on
    bool isPlaying() const; ///< scenario steps are still being played
    /// What a foreign client needs to join; empty while the broker is off.
    QString brokerUrlWithToken() const;
    /// The files of the run, for tests and the curious; empty before the first run.
    QString runDirectory() const;
    QString accountDatabase() const;
    QString transactionDatabase() const;
    /// The most recent snapshot; never null.
    std::shared_ptr<const Snapshot> snapshot() const;

signals:
    /// At most 60 times a second.
    void snapshotChanged(const std::shared_ptr<const stanscope::Snapshot>& snapshot);
    /// A step of the scenario is happening (`lesson` is what the strip says).
    void stepped(const QString& text);
    /// All steps were played and the final audit is in the snapshot, or the run ended early.
    /// Emitted from the event loop, so that a receiver may start the next run.
    void ended(stanscope::RunEnd end, const QString& why);
    /// The stream is over: everything was folded, and the sinks have ended.
    void runEnded(const std::shared_ptr<const stanscope::MirrorState>& state);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// The channel that every laboratory's bank uses, and its broker's cluster id.
ChannelName bankChannel();
std::string bankCluster();

} // namespace stanscope

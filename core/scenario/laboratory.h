#pragma once

#include "core/events/command.h"
#include "core/events/options.h"
#include "core/lab/snapshot.h"
#include "core/scenario/scenario.h"
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
    /// Ends every process and the broker; returns when they are gone (3 s at most).
    void shutDown();
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

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// The channel that every laboratory's bank uses, and its broker's cluster id.
ChannelName bankChannel();
std::string bankCluster();

} // namespace stanscope

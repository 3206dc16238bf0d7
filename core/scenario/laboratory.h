#pragma once

#include "core/scenario/runoptions.h"
#include "core/session/session.h"
#include "core/util/pagedmemory.h"

#include <QString>

#include <chrono>
#include <memory>
#include <string>

namespace stanscope {

/// Why a run ended, in the words of the exit codes (0 to 3, 69, 70).
enum class RunEnd
{
    Finished,
    BrokerUnavailable,
    ServiceFailed,
    TimedOut
};

/// The composition that window, command line and tests share: engine, tap, conductor, auditor and
/// scenario runner. Lives in the main thread. Two laboratories may live side by side.
class Laboratory : public Session
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
    /// most). streamEnded() comes from the event loop.
    void shutDown() override;
    /// Where the histories of later runs lie.
    void setMemory(std::shared_ptr<PagedMemory> memory);
    Abilities abilities() const override;
    std::shared_ptr<const Snapshot> snapshot() const override;
    QString sessionFile() const override;
    void addSink(std::shared_ptr<EventSink> sink) override;
    void removeSink(std::shared_ptr<EventSink> sink) override;
    void execute(const Command& command) override;

    bool isRunning() const; ///< a run is set up: commands have something to act on
    bool isPlaying() const; ///< scenario steps are still being played
    /// Empty while the broker is off.
    QString brokerUrlWithToken() const override;
    /// The files of the run, for tests and the curious; empty before the first run.
    QString directory() const override;
    std::chrono::milliseconds patienceLeft() const override;
    QString accountDatabase() const;
    QString transactionDatabase() const;

signals:
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

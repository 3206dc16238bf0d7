#pragma once

#include "core/capture/capturewriter.h"
#include "core/events/command.h"
#include "core/lab/snapshot.h"
#include "core/scenario/laboratory.h"
#include "testkit/application.h"
#include "testkit/eventlog.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stanscope/testkit/values.h>
#include <string>
#include <vector>

namespace stanscope::testkit {

/// How something that is waited for stands.
struct Progress
{
    enum class Kind
    {
        Waiting,
        Met,
        Hopeless ///< it will not come any more: `why`
    } kind = Kind::Waiting;
    std::string why = {};

    static Progress of(bool met) { return {met ? Kind::Met : Kind::Waiting}; }
    static Progress hopeless(std::string why) { return {Kind::Hopeless, std::move(why)}; }
};

/// The inside of a Lab, which its handles share: the laboratory, what was heard of it, the waits
/// and their one failure.
class Bench
{
public:
    Bench(const LabOptions& options, Reporter reporter);
    ~Bench();
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    void begin(Where where);
    /// Ends every process. What was seen stays.
    void end();

    /// False when it has failed or ended: nothing is asked for any more.
    bool isUsable() const { return m_laboratory && !m_failure; }
    bool hasFailed() const { return m_failure.has_value(); }
    const LabOptions& options() const { return m_options; }
    bool hasBank() const { return !m_options.accounts.empty(); }

    using Look = std::function<Progress(const Snapshot&)>;
    /// Looks until it is met; fails when it is hopeless or takes longer than the patience.
    bool await(const std::string& what, const Look& look, Where where);
    /// Asks for something, and waits for it; what the laboratory refuses is hopeless.
    bool carryOut(const Command& command, const std::string& what, const Look& look, Where where);
    void execute(const Command& command);
    /// The first failure is told, later ones follow from it.
    void fail(const std::string& what, const std::string& why, Where where);

    std::shared_ptr<const Snapshot> snapshot() const;
    const std::deque<Event>& events();
    /// What a process has printed.
    std::vector<std::string> outputOf(const std::string& name);
    std::string brokerUrl() const;

    /// Starts one process, and waits as it says. Its name; empty: it has failed.
    std::string spawn(const command::SpawnReplicas& command, const std::string& what, Ready ready,
                      Where where);
    Ready readyOf(const std::string& name) const;

private:
    Progress begun(const Snapshot& snapshot) const;
    void beginRecording(RunOptions& run);
    std::string endRecording();
    std::string stateText() const;
    std::vector<std::string> lastEvents();

    std::shared_ptr<Application> m_application; ///< outlives what needs it
    LabOptions m_options;
    Reporter m_reporter;
    std::shared_ptr<EventLog> m_log = std::make_shared<EventLog>();
    std::shared_ptr<CaptureWriter> m_recording; ///< null: it cannot be written
    std::string m_recordingFile;
    std::unique_ptr<Laboratory> m_laboratory; ///< null: it has ended
    std::shared_ptr<const Snapshot> m_last; ///< of a laboratory that has ended
    std::deque<Event> m_events;
    std::uint64_t m_eventCount = 0;
    std::optional<std::string> m_notStarted; ///< why the laboratory is not up
    std::optional<Failure> m_failure;
    std::map<std::string, Ready> m_ready; ///< of commands, by their processes
};

/// A live process that is ready as `ready` says.
bool isUp(const Snapshot& snapshot, const std::string& name, Ready ready);

} // namespace stanscope::testkit

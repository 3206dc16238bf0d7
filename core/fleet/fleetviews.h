#pragma once

#include "core/events/event.h"
#include "core/fleet/fleettables.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stanscope {

enum class ReplicaState : std::uint8_t
{
    Starting,
    Running,
    Paused,
    Held, ///< stopped by us while the broker starts again, until the tap listens
    Closing,
    Dead,
    Ghost, ///< dead, but the broker still counts it as a member
};

/// One card: a process of ours, or a foreign STAN client (`process` false).
// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding): in the order of reading; there are few
struct ReplicaView
{
    NameId lane = 0;
    ClientId name;
    bool process = true;
    process::Role role = process::Role::Account;
    ReplicaState state = ReplicaState::Starting;
    ReplicaOptions options;
    std::int64_t pid = 0;
    int exitCode = 0;
    int signal = 0;
    bool everReady = false;
    std::string fatal; ///< the service's own last words: "cause. remedy"
    std::vector<std::string> stderrTail; ///< at most 5 lines
    std::uint64_t got = 0;
    std::uint64_t applied = 0;
    std::uint64_t declined = 0;
    std::uint64_t skipped = 0;
    std::uint64_t rejected = 0;
    std::uint64_t failed = 0;
    std::uint64_t quarantined = 0;
    std::uint64_t parked = 0; ///< also those that were drained since
    std::uint64_t redelivered = 0;
    std::vector<FaultSpec> faults; ///< armed
    std::vector<FaultSpec> spentFaults; ///< the last to fire for the last time; until cleared
    std::int64_t faultsFired = 0;
    std::uint64_t refused = 0; ///< actions that a transaction service did not take
    FaultSpec holding; ///< the fault that is under way; no id: none
    bool leftAckOut = false; ///< a fault made the last handling end without its ack
    std::uint64_t acksLeftOut = 0; ///< how often so far
    bool unnoticed = false; ///< dead, and the broker was away before it had seen that
    Nanos evictionAt{}; ///< paused or ghost: when the broker drops it; 0 none predicted
    /// What it is doing now.
    enum class Doing : std::uint8_t
    {
        Idle, ///< nothing outstanding
        Handling, ///< see `step`
        WaitingForAckWait, ///< it gave a delivery up; the broker still waits
        Connecting,
    } doing = Doing::Connecting;
    ReportKind step = ReportKind::Hello; ///< the last report of the handling under way
    Sequence sequence; ///< of that handling, or of the delivery it waits for
    TransactionNumber number;
    Outcome lastOutcome = Outcome::None;
    std::string lastText; ///< why rejected or failed
    std::uint32_t outstanding = 0; ///< deliveries on the wire without end

    friend bool operator==(const ReplicaView&, const ReplicaView&) = default;
};

struct BrokerView
{
    broker::State state = broker::State::Off;
    std::int64_t pid = 0;
    int port = 0;
    int monitorPort = 0;
    std::string clusterId;
    BrokerOptions options;
    Nanos forgotAt{}; ///< a process with a MEMORY store ended, and what was in it is gone; 0: never
    Message error;
    std::vector<std::string> log; ///< last 500 lines
    std::string serverId; ///< as the monitoring endpoint tells; empty: not known
    std::string version;
};

} // namespace stanscope

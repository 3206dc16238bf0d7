#pragma once

#include "core/events/event.h"
#include "core/lab/history.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace stanscope {

enum class ReplicaState : std::uint8_t
{
    Starting,
    Running,
    Paused,
    Closing,
    Dead,
    Ghost, ///< dead, but the broker still counts it as a member
};

enum class ClientHealth : std::uint8_t
{
    Healthy,
    Suspect, ///< at least one heartbeat without answer
    DeadButRegistered, ///< nobody listens on its heartbeat inbox any more; still a client
    Closed,
};

/// One card: a process of ours, or a foreign STAN client (`process` false).
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
    std::uint64_t redelivered = 0;
    std::vector<FaultSpec> faults; ///< armed
    std::vector<FaultSpec> spentFaults; ///< the last to fire for the last time; until cleared
    std::int64_t faultsFired = 0;
    FaultSpec holding; ///< the fault whose delay or hang is under way; no id: none
    bool leftAckOut = false; ///< a fault made the last handling end without its ack
    std::uint64_t acksLeftOut = 0; ///< how often so far
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
};

struct SubscriptionView
{
    std::uint32_t id = 0;
    ClientId client;
    ChannelName channel;
    std::string queueGroup;
    std::string durable;
    std::int32_t ackWaitSeconds = 0;
    std::int32_t maxInflight = 0;
    std::uint32_t pending = 0;
    std::uint32_t unknown = 0; ///< of `pending`: which sequences is not known (late join, gap)
    Sequence lastSent;
    bool stalled = false;
    bool offline = false; ///< durable without a live subscriber
};

struct ClientView
{
    ClientId client;
    ClientHealth health = ClientHealth::Healthy;
    std::uint32_t heartbeatsMissed = 0;
    Subject heartbeatInbox = {};
    /// Deliveries to it are not known, and it may be dead since before the mirror came.
    bool isUnproven = false;
};

/// A delivery that waits for its ack.
struct TimerView
{
    RowRef delivery = 0;
    NameId client = 0;
    Sequence sequence;
    std::uint32_t attempt = 1;
    Nanos started{};
    Nanos deadline{}; ///< predicted; 0: nobody can know
    bool grouped = true; ///< redelivered to the group, else to itself
    ReportKind step = ReportKind::Hello; ///< last report about it; Hello: none
    Outcome outcome = Outcome::None;
};

struct AccountView
{
    NameId id = 0;
    AccountName name;
    Cents opening;
    Cents balance;
    Cents expected; ///< after all accepted transactions
    TransactionNumber last; ///< as the last commit reported it
    std::uint32_t waiting = 0; ///< accepted transactions without a final decision
    std::uint32_t accepted = 0;
    bool wrong = false; ///< a wrong decision was committed, or settled with a difference
};

struct BrokerView
{
    broker::State state = broker::State::Off;
    std::int64_t pid = 0;
    int port = 0;
    int monitorPort = 0;
    std::string clusterId;
    BrokerOptions options;
    std::string error;
    std::vector<std::string> log; ///< last 500 lines
    std::string serverId; ///< as the monitoring endpoint tells; empty: not known
    std::string version;
};

struct TapView
{
    std::uint64_t frames = 0;
    std::uint64_t unknown = 0;
    std::uint64_t malformed = 0;
    std::uint64_t badReports = 0;
    std::uint64_t gaps = 0;
    bool away = false; ///< a gap is open
    std::string denied; ///< why the tap may not listen; empty: it may
    Message lastOddity;
};

/// A client's health has become another one. `Closed`: it is registered no more, and no frame said
/// so.
struct HealthRow
{
    Nanos time{};
    ClientId client;
    ClientHealth health = ClientHealth::Healthy;
};

/// One difference between the mirror and channelsz that stayed through its retries.
struct DriftRow
{
    Nanos time{};
    ChannelName channel;
    ClientId client; ///< empty: of the channel or a group
    Message difference; ///< "pending_count: mirror 3, broker 2"
    bool corrected = false;
};

/// How the mirror stands against the monitoring endpoint (protocol section 5.3).
struct MirrorCheckView
{
    enum class State : std::uint8_t
    {
        Unmonitored, ///< nothing to compare with; an attached mirror started empty
        Bootstrapping, ///< the first answer is awaited
        Waiting, ///< no quiet moment to compare in so far
        Matching,
        Drifting, ///< see `drift`
        Failed, ///< the endpoint does not answer: see `why`
    } state = State::Unmonitored;
    std::string why;
    std::uint64_t compared = 0; ///< channel snapshots
    std::uint64_t matched = 0;
    std::uint64_t corrections = 0;
    std::uint64_t unknown = 0; ///< outstanding deliveries whose sequence is not known
    bool suspicious = false; ///< some comparison differed: worth another look soon
    std::vector<DriftRow> drift; ///< the last 100, oldest first
};

struct VerdictView
{
    audit::Verdict verdict = audit::Verdict::Pending;
    std::vector<audit::Violation> violations;
    Message reason;
    bool audited = false; ///< an audit has run in this run
};

/// The state at one moment: small, a value, handed to the window at most once a frame. What grows
/// is in `history`, and what changed there since the snapshot before is named.
struct Snapshot
{
    Nanos now{};
    std::shared_ptr<const History> history; ///< a new run has a new one
    std::vector<std::uint32_t> changedMessages; ///< sorted row indices below the size before
    std::vector<std::uint32_t> changedDeliveries;
    std::vector<std::uint32_t> changedTransactions;
    std::vector<NameId> lanes; ///< first the publisher (0: none yet), then replicas and foreign
                               ///< subscribers, by appearance
    std::vector<ReplicaView> replicas; ///< accounts only; without the transaction service
    ReplicaView transactionService;
    std::vector<SubscriptionView> subscriptions;
    std::vector<ClientView> clients;
    std::vector<TimerView> timers; ///< earliest deadline first, unknown ones last, at most 64
    std::uint32_t runningDeliveries = 0;
    std::uint32_t openHandlings = 0; ///< deliveries to live processes without end report
    std::vector<AccountView> accounts;
    BrokerView broker;
    TapView tap;
    MirrorCheckView check;
    VerdictView verdict;
    std::string lesson;
    std::vector<laboratory::Problem> problems; ///< new since the snapshot before
    bool drained = false; ///< design section 5
    std::uint64_t deliveries = 0;
    std::uint64_t redeliveries = 0;
    ChannelName channel; ///< the bank's; empty when attached
    std::string title; ///< see laboratory::RunStarted
    std::int64_t startedAtUnixNs = 0; ///< wall clock at History::start
    bool attached = false;
    bool lowImpact = false;
};

} // namespace stanscope

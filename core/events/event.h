#pragma once

#include "core/events/message.h"
#include "core/events/monitoring.h"
#include "core/events/options.h"
#include "core/events/servicemessages.h"
#include "core/util/clock.h"
#include "core/util/ids.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace stanscope {

enum class Source : std::uint8_t
{
    Wire,
    Report,
    Supervisor,
    Auditor,
    Laboratory,
    Monitor
};

/// Decoded from the wire; protocol section 1. Identity is already resolved by the decoder's
/// lookups.
namespace wire {

/// A subscription of one subscribe call, numbered by the decoder from 1.
using SubscriptionId = StrongId<struct SubscriptionIdTag, std::uint32_t>;

/// ConnectRequest: not answered yet.
struct ConnectRequested
{
    ClientId client;
    Subject heartbeatInbox;
};
/// An accepted ConnectRequest. A known id means that the old client was replaced (section 3.4).
struct ClientConnected
{
    ClientId client;
    Subject heartbeatInbox;
};
struct ClientRefused
{
    ClientId client;
    std::string error;
};
/// CloseRequest answered without error.
struct ClientClosed
{
    ClientId client;
};
/// PubMsg: on its way to the broker; stored only when PubAcked without error or delivered.
struct PublishSent
{
    ClientId client;
    ChannelName channel;
    std::string guid; ///< empty: no reply subject, so no PubAck will come (section 1.4 rule 5)
    std::string payload;
};
struct PubAcked
{
    ChannelName channel; ///< empty: the PubMsg was not seen
    std::string guid;
    std::string error;
};
struct Subscribed
{
    SubscriptionId subscription;
    ClientId client;
    ChannelName channel;
    std::string queueGroup;
    std::string durable;
    Subject inbox;
    Subject ackInbox;
    std::int32_t maxInflight = 0;
    std::int32_t ackWaitSeconds = 0;
    std::int32_t start = 0; ///< StartPosition, section 2
};
/// SubscriptionRequest: not answered yet.
struct SubscribeRequested
{
    ClientId client;
    ChannelName channel;
    std::string queueGroup;
    std::string durable;
};
struct SubscribeRefused
{
    ClientId client;
    ChannelName channel;
    std::string error;
};
/// `remove`: UnsubscribeRequest (durable state goes too), else subscription close.
struct Unsubscribed
{
    SubscriptionId subscription;
    bool remove = false;
};
struct Delivered
{
    SubscriptionId subscription;
    Sequence sequence;
    bool redelivered = false;
    std::uint32_t redeliveryCount = 0;
    std::int64_t storedAtUnixNs = 0; ///< 0: not known
    std::string payload;
};
struct AckSent
{
    SubscriptionId subscription;
    Sequence sequence;
};
struct HeartbeatSent
{
    ClientId client;
};
struct HeartbeatAnswered
{
    ClientId client;
};
/// A ping answered with an error: the client is no longer registered.
struct PingRefused
{
    ClientId client;
    std::string error;
};
/// A frame on a STAN subject that does not decode; counted and shown.
struct Malformed
{
    Subject subject;
    std::uint32_t size = 0;
    std::string why;
};
/// Somebody on the same server speaks with another STAN cluster than the one that is followed: told
/// once for each, and for each client that asks to connect there.
struct ForeignCluster
{
    std::string cluster;
    ClientId client; ///< who asked to connect; empty: somebody published
};
/// That cluster has answered somebody: it is there.
struct ForeignAnswered
{
    std::string cluster;
};
/// The tap came back on another server than the one it was on, and the two are no cluster: what was
/// known is of somewhere else.
struct TapMoved
{
    std::string from;
    std::string to;
};
/// The tap is away from here on, or lost frames: what happens is unknown until it is `TapBack`.
struct TapGap
{
    Message why;
};
/// The tap hears again.
struct TapBack
{
};
/// The user that the tap connected as may not subscribe: nothing will come.
struct TapDenied
{
    Message why;
};
/// Frames since the last such event, decoded or not.
struct FramesSeen
{
    std::uint64_t frames = 0;
    std::uint64_t unknown = 0;
};

} // namespace wire

/// Decoded from the broker's monitoring endpoint; protocol sections 1.6 and 5.3.
namespace monitor {

enum class Purpose : std::uint8_t
{
    Bootstrap, ///< the mirror has no other way to know: late join, or after a gap
    Check, ///< compared with the mirror, never written into it
    Unchanged, ///< serverz alone: its totals, and all that was heard, are as at the last Check
};

/// One round of serverz, clientsz and channelsz?subs=1. `time` of the event is when the last
/// answer was complete.
struct Answered
{
    Purpose purpose = Purpose::Check;
    Nanos askedAt{}; ///< when the first request left
    std::string serverId; ///< changes with each start of the broker
    std::string version;
    std::vector<MonitoredClient> clients;
    std::vector<MonitoredChannel> channels;
    std::string clusterId = {};
    std::string state = {}; ///< STANDALONE, CLUSTERED, FT_ACTIVE, FT_STANDBY, ...
    std::string role = {}; ///< Leader, Follower, ... in a cluster
    /// It is a follower's or a standby's: behind, and in another order. Never compared.
    bool lags = false;
};
/// Which server answers: the first one, and whenever it is another one or has another role.
struct ServerChanged
{
    std::string endpoint; ///< without secrets
    std::string clusterId;
    std::string serverId;
    std::string state;
    std::string role;
    std::string node;
    bool lags = false; ///< see Answered
};
/// What storez says the broker keeps of channels.
struct LimitsKnown
{
    std::vector<ChannelLimits> limits;
};
/// No answer, or none that can be understood; said once until it changes.
struct Failed
{
    Message why;
};
/// Whether anybody but the tap listens on a client's heartbeat inbox (`subsz?test=`): a killed
/// client's connection is gone at once, long before its heartbeats fail.
struct Presence
{
    ClientId client;
    bool listening = true;
};
/// A drift that stayed through its retries is put right: what the endpoint said about the
/// channels concerned. An event of its own, counted; the check itself never writes.
struct Corrected
{
    std::vector<MonitoredChannel> channels;
    std::vector<Message> why; ///< the differences
    bool clientsDiffer = false;
    std::vector<MonitoredClient> clients = {}; ///< all of them, when they differ
};

} // namespace monitor

/// Processes as the supervisor sees them.
namespace process {

enum class Role : std::uint8_t
{
    Account,
    Transaction,
    Broker,
    External, ///< somebody's own command: it is seen on the wire only
    Listener ///< the laboratory's plain one: seen on the wire only, and it decides nothing
};

/// Of what it does with a delivery only the wire tells.
constexpr bool reportsNothing(Role role)
{
    return role == Role::External || role == Role::Listener;
}

struct Started
{
    ClientId name;
    Role role = Role::Account;
    std::int64_t pid = 0;
    ReplicaOptions options; ///< Role::Account; of one that reports nothing as it was told
};
struct Ended
{
    ClientId name;
    int exitCode = 0;
    int signal = 0; ///< 0: exited by itself
};
struct Paused
{
    ClientId name;
};
struct Resumed
{
    ClientId name;
};
/// Our own broker starts again: nobody may talk to it unseen. Not a person's pause.
struct Held
{
    ClientId name;
};
struct Released
{
    ClientId name;
};
/// SIGTERM sent.
struct Closing
{
    ClientId name;
};
struct Forgotten
{
    ClientId name;
};
struct StderrLine
{
    ClientId name;
    std::string line;
};
struct Reported
{
    ClientId name;
    Report report;
};
/// A stdout line that is no report; counted and shown.
struct BadReport
{
    ClientId name;
    std::string line;
    std::string why;
};

} // namespace process

namespace broker {

enum class State : std::uint8_t
{
    Off,
    Starting,
    Running,
    Paused,
    Closing,
    Dead
};

struct Changed
{
    State state = State::Off;
    std::int64_t pid = 0;
    int port = 0;
    int monitorPort = 0;
    BrokerOptions options;
    std::string clusterId;
    Message error; ///< why it is not up, with its own last log lines
};
struct LogLine
{
    std::string line;
};

} // namespace broker

namespace audit {

enum class Verdict : std::uint8_t
{
    Pending,
    Valid,
    Violated,
    Unknown,
    NotConverged, ///< it did not come to rest in time, and what was decided is right
};

/// Why a run does not come to rest.
enum class Cause : std::uint8_t
{
    None, ///< it does, or nobody looked
    BrokerDown,
    WriterPaused, ///< a process that is paused has work, or keeps others from theirs
    NoReplica, ///< messages wait, and nobody has subscribed
    Gap, ///< a number of an account was never decided, and later ones wait for it
    WindowFull, ///< a client has MaxInflight unacked messages and gets no more
    Ghost, ///< a dead client is still registered, and messages go to it
    Poison, ///< a message fails again and again
    Underway, ///< something is still on its way; nothing is known to hold it back
};

/// The cause, and whom or what it is about, as far as that is known.
struct Obstacle
{
    Cause cause = Cause::None;
    ClientId client = {};
    AccountName account = {};
    TransactionNumber number = {};
    Sequence sequence = {};

    bool operator==(const Obstacle&) const = default;
};

struct Violation
{
    int invariant = 0; ///< number in docs/invariants.md
    Message message;
    AccountName account;
    TransactionNumber transaction;
    Sequence sequence;
    ClientId replica;

    bool operator==(const Violation&) const = default;
};

/// How many violations of one invariant there are on one account, listed or not.
struct ViolationCount
{
    int invariant = 0;
    AccountName account;
    std::uint64_t count = 0;

    bool operator==(const ViolationCount&) const = default;
};

/// `Pending` while actions are on their way and nothing is wrong so far.
struct Finished
{
    Verdict verdict = Verdict::Pending;
    std::vector<Violation> violations;
    Message reason = {}; ///< why unknown or not converged
    std::vector<ViolationCount> counts = {};
    std::uint64_t accepted = 0; ///< transactions that were looked at
    std::uint64_t committed = 0; ///< rows of the ledger that were
    Obstacle obstacle = {}; ///< why not converged
};

/// A row of the ledger, as the database has it.
struct CommittedRow
{
    CommitNumber commit;
    TransactionId transaction;
    AccountName account;
    TransactionNumber number;
    TransactionType type = TransactionType::Deposit;
    Cents amount;
    Outcome outcome = Outcome::Applied;
    Cents balance;
    ClientId replica;
    Sequence sequence;
    bool redelivered = false;

    bool operator==(const CommittedRow&) const = default;
};

/// What was committed, and nobody reported: the replica died in between, or is paused.
struct Unreported
{
    std::vector<CommittedRow> rows;
};

} // namespace audit

namespace laboratory {

struct Account
{
    AccountName name;
    Cents opening;
};
/// First event of a run, an attachment or a capture.
struct RunStarted
{
    ChannelName channel; ///< the bank's; empty: attached to somebody else's broker
    std::vector<Account> accounts = {};
    std::int64_t unixNs = 0; ///< wall clock at the time of this event: the one anchor for it
    std::string title = {}; ///< the lesson, or "CLUSTER at HOST:PORT"; never a secret
    bool attached = false;
    bool monitored = false; ///< attached with a monitoring endpoint: a Bootstrap will come
    bool lowImpact = false; ///< the tap follows learned inboxes only (protocol section 5.1)
    std::string cluster = {}; ///< others on the same server are not followed; empty: any is
    std::string scenario = {}; ///< the scenario file, so that a capture is complete
    std::vector<std::string> sentences = {}; ///< of its steps; empty: that step says nothing

    /// What a step says; empty for one that is not there.
    std::string_view sentenceOf(std::uint32_t step) const
    {
        return step > 0 && step <= sentences.size() ? std::string_view(sentences[step - 1])
                                                    : std::string_view();
    }
};
/// An account that the bank did not have when the run began.
struct AccountOpened
{
    AccountName name;
    Cents opening;
};
/// A service does not come up, a command was not possible: cause and remedy for the banner.
struct Problem
{
    Message message;
    Message remedy = {};
};
/// A step of the lesson begins that has a sentence.
struct Lesson
{
    std::uint32_t step = 0; ///< from 1; RunStarted::sentences has what it says
};
/// What a step of the lesson does was answered, or what it waits for has come.
struct StepReached
{
    std::uint32_t step = 0; ///< from 1
    Nanos at{}; ///< the moment of the step; this event is told a little later
};
/// Time passes with nothing else happening.
struct Tick
{
};

} // namespace laboratory

using EventVariant =
    std::variant<wire::ConnectRequested, wire::ClientConnected, wire::ClientRefused,
                 wire::ClientClosed, wire::PublishSent, wire::PubAcked, wire::SubscribeRequested,
                 wire::Subscribed, wire::SubscribeRefused, wire::Unsubscribed, wire::Delivered,
                 wire::AckSent, wire::HeartbeatSent, wire::HeartbeatAnswered, wire::PingRefused,
                 wire::Malformed, wire::TapGap, wire::TapBack, wire::TapDenied, wire::FramesSeen,
                 monitor::Answered, monitor::Failed, monitor::Presence, monitor::Corrected,
                 process::Started, process::Ended, process::Paused, process::Resumed,
                 process::Closing, process::Forgotten, process::StderrLine, process::Reported,
                 process::BadReport, broker::Changed, broker::LogLine, audit::Finished,
                 audit::Unreported, laboratory::RunStarted, laboratory::Problem, laboratory::Lesson,
                 laboratory::Tick, process::Held, process::Released, wire::ForeignCluster,
                 laboratory::AccountOpened, laboratory::StepReached, monitor::ServerChanged,
                 monitor::LimitsKnown, wire::ForeignAnswered, wire::TapMoved>;

/// What happened. Copied, moved and destroyed in event.cpp: of some forty kinds each of these is a
/// second of compiling wherever it is written out.
class EventBody : public EventVariant
{
public:
    using EventVariant::operator=;
    using EventVariant::variant;
    EventBody();
    EventBody(const EventBody& other);
    EventBody(EventBody&& other) noexcept;
    EventBody& operator=(const EventBody& other);
    EventBody& operator=(EventBody&& other) noexcept;
    ~EventBody();
};

/// One entry of the one stream. `time` is CLOCK_MONOTONIC: arrival at the tap for frames, the
/// child's own clock for reports.
struct Event
{
    Nanos time{};
    Source source = Source::Laboratory;
    EventBody body;
};

} // namespace stanscope

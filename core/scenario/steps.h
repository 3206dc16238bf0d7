#pragma once

#include "core/events/command.h"
#include "core/events/event.h"
#include "core/events/options.h"
#include "core/scenario/lesson.h"

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace stanscope {

/// The steps of a scenario file: each is something to do or something to wait for. Waits are for
/// events, never for time.
namespace step {

/// Whom a step is about.
struct Whom
{
    enum class Kind
    {
        All,
        Random, ///< one of those that it can be about, by the run's seed
        Holder, ///< a delivery of `number` is outstanding at it, or it handles one
        Named
    } kind = Kind::All;
    ClientId name; ///< Named: a process's, or the one that an earlier step gave it
    AccountName account; ///< Holder
    TransactionNumber number; ///< Holder
};

/// How long what a step does lasts until it heals by itself; neither: until a later step heals it.
struct Lasting
{
    std::int32_t ms = 0;
    double ackWaits = 0; ///< as a multiple of the run's AckWait
};

struct Spawn // waits for all of them to be subscribed
{
    int count = 0; ///< 0: as many as the run has
    /// Other options than the run's; what the file says itself wins over the command line.
    std::optional<ReplicaOptions> options = {};
    bool ownHandler = false;
    bool ownAckWait = false;
    std::string as = {};
    /// The laboratory's plain listener and its arguments; empty: the account service.
    std::string listener = {};
    bool transactions = false; ///< further transaction services instead
};
struct Arm // waits for their confirmations
{
    FaultSpec fault;
    double delayAckWaits = 0; ///< > 0: the fault's delay as a multiple of the run's AckWait
    Whom whom = {};
};
struct Release // ends what faults have under way; waits until it is over
{
    Whom whom = {};
};
struct Disarm // takes all faults away; waits for their confirmations
{
    Whom whom = {};
};
struct Act // waits for the transaction service's Accepted (or Refused), `times` of them
{
    AccountName account;
    TransactionType type = TransactionType::Deposit;
    Cents amount;
    int times = 1;
    ClientId service = {}; ///< which one; empty: the first
    bool waits = true; ///< else the next step begins at once
};
/// A message that does not come from the bank; waits until it is stored.
struct Publish
{
    std::string payload; ///< as it is; empty: a second copy of a transaction's message
    AccountName account = {};
    TransactionNumber number = {};
};
enum class ProcessAction
{
    Kill,
    Pause,
    Resume,
    Stop,
    Restart
};
struct Process // waits until it is so
{
    ProcessAction action = ProcessAction::Kill;
    Whom whom;
    Lasting lasting = {}; ///< of Kill, Stop and Pause
    std::string as = {}; ///< what later steps call whom it met
};
struct Broker // waits until it is so
{
    command::BrokerAction action = command::BrokerAction::Kill;
    Lasting lasting = {}; ///< of Kill, Stop and Pause
};

/// At least `count` handlings of that transaction have ended with one of the outcomes. Several
/// outcomes let one file serve every handler.
struct AwaitOutcome
{
    AccountName account;
    TransactionNumber number;
    std::vector<Outcome> outcomes;
    int count = 1;
};
struct AwaitDrained
{
};
/// Somebody has acked each message of the channel, those that are not the bank's included.
struct AwaitSettled
{
};
/// What has become of a transaction's message.
struct AwaitMessage
{
    enum class Event
    {
        Sent, ///< handed to the client library
        Stored,
        Delivered,
        Redelivered,
        Acked
    } event = Event::Stored;
    AccountName account;
    TransactionNumber number;
    int count = 1; ///< of attempts to publish it, deliveries or redeliveries
    Sequence sequence = {}; ///< of any message of the channel, instead of a transaction's
};
/// So many faults of that kind have fired in the run.
struct AwaitFault
{
    std::optional<FaultPlace> place = {};
    std::optional<FaultEffect> effect = {};
    int count = 1;
};
struct AwaitBroker
{
    broker::State state = broker::State::Running;
};
struct AwaitReplica
{
    enum class Is
    {
        Running,
        Idle, ///< running, and nothing is outstanding at it
        Paused,
        Dead,
        Evicted, ///< the broker does not know it any more
    } is = Is::Running;
    Whom whom;
};
struct AwaitVerdict
{
    std::optional<audit::Verdict> verdict = {}; ///< nothing: whatever it comes to, at rest
};
/// The run does not come to rest, for one of these reasons.
struct AwaitObstacle
{
    std::vector<audit::Cause> causes;
};
/// At least so many messages of the bank's channel wait for a decision.
struct AwaitBacklog
{
    int count = 1;
};

} // namespace step

/// What it means that an awaited thing does not come in time.
enum class OnTimeout
{
    Fail, ///< the run is over and is judged as it is
    Continue ///< the next step begins
};

struct ScenarioStep
{
    using What = std::variant<step::Spawn, step::Arm, step::Act, step::AwaitOutcome,
                              step::AwaitDrained, step::Release, step::Disarm, step::Publish,
                              step::Process, step::Broker, step::AwaitMessage, step::AwaitFault,
                              step::AwaitBroker, step::AwaitReplica, step::AwaitVerdict,
                              step::AwaitObstacle, step::AwaitBacklog, step::AwaitSettled>;

    LessonText say; ///< empty: the step is no step of the lesson
    What what;
    std::chrono::milliseconds timeout{0}; ///< 0: as patient as the run is
    OnTimeout onTimeout = OnTimeout::Fail;
    LessonText explain = {}; ///< more about it, for who asks
    std::vector<Highlight> highlights = {};
    std::optional<Question> ask = {};
};

} // namespace stanscope

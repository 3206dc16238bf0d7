#pragma once

#include "core/events/options.h"
#include "core/events/servicemessages.h"
#include "core/util/ids.h"

#include <cstdint>
#include <string>
#include <variant>

namespace stanscope {

/// What a person, a scenario or the command line can ask for. The Conductor carries it out.
namespace command {

struct SpawnReplicas
{
    int count = 1;
    ReplicaOptions options;
    /// Started instead of the account service; empty: none. Only the person at the keyboard gives
    /// one: of a scenario it is the laboratory's own listener, and no capture has a word for it.
    std::string external = {};
};
/// One more on the same database: `transaction-2` and so on.
struct SpawnTransactionService
{
};
/// What has a `forMs` heals by itself after so many milliseconds: what was killed or stopped starts
/// again, what was paused goes on. 0: it stays so.
struct KillProcess // SIGKILL
{
    ClientId process;
    std::int32_t forMs = 0;
};
struct PauseProcess // SIGSTOP
{
    ClientId process;
    std::int32_t forMs = 0;
};
struct ResumeProcess // SIGCONT
{
    ClientId process;
};
struct StopProcess // SIGTERM (SIGCONT first when paused, SIGKILL after 3 s)
{
    ClientId process;
    std::int32_t forMs = 0;
};
/// A dead replica starts again under the same name with the same options; a live one is stopped
/// first.
struct RestartProcess
{
    ClientId process;
};
/// Removes the card of a dead replica.
struct ForgetProcess
{
    ClientId process;
};
struct ArmFault
{
    ClientId process;
    FaultSpec fault; ///< without an id the Conductor gives it one
};
struct DisarmFault
{
    ClientId process;
    FaultId fault;
};
/// Ends what faults have under way: a delay, a hang, a busy database.
struct ReleaseFault
{
    ClientId process;
};
struct ClearFaults
{
    ClientId process;
};
struct Act
{
    AccountName account;
    TransactionType type = TransactionType::Deposit;
    Cents amount;
    ClientId service = {}; ///< which transaction service; empty: the first
};
/// The bank gets another account; actions for it wait until it has.
struct OpenAccount
{
    AccountName account;
    Cents opening = {};
};
enum class BrokerAction
{
    Start,
    Stop,
    Kill,
    Pause,
    Resume,
    Restart
};
struct Broker
{
    BrokerAction action = BrokerAction::Start;
    std::int32_t forMs = 0; ///< of Stop, Kill and Pause
};
/// What is attached is read-only until the user allows publishing.
struct AllowPublishing
{
    bool allowed = false;
};
struct Publish // to what is attached, or to the laboratory's broker
{
    ChannelName channel;
    std::string payload;
};
/// A client of ours subscribes to what is attached, from the channel's first message, acks nothing
/// and leaves again: its deliveries are heard like all others.
struct ReadStored
{
    ChannelName channel;
};

} // namespace command

using Command =
    std::variant<command::SpawnReplicas, command::KillProcess, command::PauseProcess,
                 command::ResumeProcess, command::StopProcess, command::RestartProcess,
                 command::ForgetProcess, command::ArmFault, command::DisarmFault,
                 command::ReleaseFault, command::ClearFaults, command::Act, command::Broker,
                 command::AllowPublishing, command::Publish, command::OpenAccount,
                 command::SpawnTransactionService, command::ReadStored>;

/// The client id (and name) of the transaction service; further ones have a number behind it.
inline ClientId transactionService()
{
    return ClientId("transaction");
}

} // namespace stanscope

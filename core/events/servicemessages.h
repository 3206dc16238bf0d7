#pragma once

#include "core/events/bankwords.h"
#include "core/events/fault.h"
#include "core/events/transaction.h"
#include "core/util/clock.h"
#include "core/util/ids.h"
#include "core/util/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stanscope {

/// The protocol between the laboratory and its services: one JSON object a line, UTF-8, at most
/// `maxServiceLine` bytes. Reports travel on the child's stdout, commands on its stdin. A line is
/// written before the step that follows it, so that it survives a SIGKILL. Unknown fields are
/// skipped.
inline constexpr int serviceProtocolVersion = 1;
inline constexpr std::size_t maxServiceLine = std::size_t{64} * 1024;

/// The payload on the channel: `{"id","account","number","type","amount"}`, amount in integer
/// cents.
std::string toPayload(const Transaction& message);
/// Errors say which field is missing or out of range (number >= 1, amount >= 1).
Result<Transaction> fromPayload(std::string_view payload);

enum class ReportKind : std::uint8_t
{
    Hello, ///< process is up; nothing connected yet
    Ready, ///< account: subscribed; transaction: connected, database open
    Received, ///< account: a delivery reached the process (`handling` is new)
    Begin, ///< database transaction begins
    Decided, ///< `outcome`, `balance`, `last`, `commit` as they will be, before COMMIT; one for
             ///< each transaction that the handling decides
    Committed, ///< COMMIT returned; one for each transaction
    Acked, ///< ack handed to the client library
    Rejected, ///< ordered: too early, rolled back, no ack
    Failed, ///< database error, rolled back, no ack; `text` is the cause
    FaultFired, ///< `fault`, with its new `fired`
    FaultsChanged, ///< `faults` is the whole list now
    Accepted, ///< transaction: row, number and outbox row are committed
    Refused, ///< a command was not accepted; `text` says why
    Publishing, ///< transaction: about to publish (`count` is the attempt, from 1)
    Published, ///< transaction: puback arrived and the outbox row is marked
    PublishFailed, ///< transaction: no puback in time: indefinite; it is tried again
    ConnectionLost,
    Stopping, ///< closing on request
    Stopped, ///< last line of a clean exit
    Fatal, ///< `text`, `remedy`; the process exits non-zero
    Warning,
    FaultOver, ///< the delay or hang of `fault` has ended, or its second writer has let go
};

template <>
inline constexpr auto wordsOf<ReportKind> = std::to_array<std::string_view>(
    {"hello",   "ready",      "received",  "begin",          "decided",         "committed",
     "acked",   "rejected",   "failed",    "fault_fired",    "faults_changed",  "accepted",
     "refused", "publishing", "published", "publish_failed", "connection_lost", "stopping",
     "stopped", "fatal",      "warning",   "fault_over"});
static_assert(wordsOf<ReportKind>.size() == enumCount<ReportKind>());

std::string_view toText(ReportKind kind);

/// One report line. Fields that a kind does not need stay at their defaults and are not written.
struct Report
{
    Nanos time{}; ///< the child's CLOCK_MONOTONIC
    ReportKind kind = ReportKind::Hello;
    std::uint64_t handling = 0; ///< ordinal of the delivery in this process, from 1
    Sequence sequence;
    bool redelivered = false;
    TransactionId transaction;
    AccountName account;
    TransactionNumber number;
    TransactionType type = TransactionType::Deposit;
    Cents amount;
    Outcome outcome = Outcome::None;
    Cents balance; ///< after the decision
    TransactionNumber last; ///< lastTransactionNumber after the decision
    std::int64_t count = 0;
    FaultSpec fault;
    std::vector<FaultSpec> faults;
    std::string text;
    std::string remedy;
    CommitNumber commit; ///< of the ledger row of the decision; none: it has no row

    bool operator==(const Report&) const = default;
};

/// One line, without the newline.
std::string toLine(const Report& report);
Result<Report> reportFromLine(std::string_view line);

enum class ServiceCommandKind : std::uint8_t
{
    Arm, ///< add `fault`; its id is not 0
    Disarm, ///< take away the fault with the id of `fault`, and end what it has under way
    Release, ///< end what faults have under way
    ClearFaults, ///< take all away, and end what is under way
    Act, ///< transaction service: a new deposit or withdrawal
    Stop, ///< close (if so configured) and exit 0
};

template <>
inline constexpr auto wordsOf<ServiceCommandKind> =
    std::to_array<std::string_view>({"arm", "disarm", "release", "clear_faults", "act", "stop"});
static_assert(wordsOf<ServiceCommandKind>.size() == enumCount<ServiceCommandKind>());

struct ServiceCommand
{
    ServiceCommandKind kind = ServiceCommandKind::Stop;
    FaultSpec fault;
    AccountName account;
    TransactionType type = TransactionType::Deposit;
    Cents amount;

    bool operator==(const ServiceCommand&) const = default;
};

std::string toLine(const ServiceCommand& command);
Result<ServiceCommand> commandFromLine(std::string_view line);

} // namespace stanscope

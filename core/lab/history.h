#pragma once

#include "core/events/bankwords.h"
#include "core/util/appendonly.h"
#include "core/util/clock.h"
#include "core/util/ids.h"
#include "core/util/textcolumn.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace stanscope {

/// Index into History::names; 0 is the empty name.
using NameId = std::uint32_t;
/// A row index plus one; 0 means none.
using RowRef = std::uint32_t;
/// A point of time in a Shared cell; 0 means not yet.
using SharedTime = Shared<std::int64_t>;

/// How a delivery ended on the wire (design section 5).
enum class DeliveryEnd : std::uint8_t
{
    Running,
    Acked,
    Expired, ///< redelivered to `other`
    Transferred, ///< its member left the group; re-sent to `other`
    SettledByLateAck, ///< `other`'s ack settled it
    SentToDead, ///< went to a dead process; redelivered to `other`
    Dropped, ///< gone with its last member or its subscription
    Evicted,
    Unknown, ///< tap gap
};

/// What the message came to, as the channel history shows it. Worst wins over latest.
enum class MessageOutcome : std::uint8_t
{
    Waiting, ///< nobody decided yet
    Applied,
    AppliedLate, ///< applied after a later number of its account was decided
    AppliedTwice, ///< violated
    Declined,
    DeclinedWrongly, ///< violated: in order it is approved
    AppliedWrongly, ///< violated: in order it is declined
    Quarantined,
    Settled, ///< acked, and nobody reported (foreign clients)
    Rejected, ///< so far only rejected; waits for redelivery
    Failed, ///< so far only failed; waits for redelivery
};

/// One message of a channel, by storage order.
struct MessageRow
{
    Sequence sequence;
    Nanos storedAt{}; ///< tap time of its puback or first delivery, whichever came first
    Shared<std::int64_t> number;
    Shared<std::int64_t> amount; ///< cents
    NameId channel = 0;
    Shared<NameId> publisher;
    Shared<RowRef> payload; ///< History::payloads, bound when first seen
    Shared<std::uint32_t> payloadSize; ///< bytes on the wire; the stored text is cut at 4 KiB
    Shared<NameId> account; ///< 0: the payload is not a transaction
    Shared<RowRef> transaction;
    Shared<std::uint32_t> deliveries;
    Shared<NameId> lastReplica;
    Shared<RowRef> firstDelivery;
    Shared<RowRef> lastDelivery;
    Shared<TransactionType> type;
    Shared<MessageOutcome> outcome;
};

/// One MsgProto to one subscription.
struct DeliveryRow
{
    NameId client = 0; ///< lane
    NameId channel = 0;
    NameId group = 0; ///< 0: no queue group
    std::uint32_t subscription = 0;
    Sequence sequence;
    Nanos deliveredAt{};
    SharedTime deadline; ///< predicted, section 3.2; 0: nobody can know
    SharedTime endedAt;
    RowRef message = 0;
    std::uint32_t attempt = 1; ///< redelivery count + 1; per group, restarts with the broker
    Shared<NameId> other;
    Shared<RowRef> next; ///< the delivery that followed this one
    Shared<RowRef> handling; ///< what the replica reported about it
    Shared<DeliveryEnd> end;
};

/// What a replica reported about one delivery.
struct HandlingRow
{
    Sequence sequence;
    std::uint64_t ordinal = 0;
    Nanos receivedAt{};
    SharedTime begunAt;
    SharedTime decidedAt;
    SharedTime committedAt;
    SharedTime ackedAt;
    SharedTime endedAt; ///< its end report: acked, rejected, failed, or the process died
    Shared<std::int64_t> balance; ///< cents, after the decision
    NameId replica = 0;
    Shared<RowRef> delivery;
    Shared<RowRef> transaction;
    Shared<RowRef> text; ///< History::payloads: why rejected, which error
    Shared<Outcome> outcome;
    Shared<bool> faulty; ///< an injected fault fired in it
    bool redelivered = false;
};

/// One committed row of the transaction service.
struct TransactionRow
{
    RowRef id = 0; ///< History::payloads
    NameId account = 0;
    std::int64_t number = 0;
    std::int64_t amount = 0; ///< cents
    Nanos acceptedAt{};
    std::int64_t balanceInOrder = 0; ///< cents; the account's should-be after it
    SharedTime publishedAt;
    TransactionType type = TransactionType::Deposit;
    bool approvedInOrder = false; ///< the reference model's decision
    Shared<Outcome> lastOutcome;
    Shared<std::uint32_t> publishes; ///< attempts
    Shared<RowRef> message; ///< its first stored sequence
    Shared<std::uint32_t> applied; ///< how often
    Shared<std::uint32_t> declined;
};

/// One committed decision that changed or refused money: a ledger row.
struct LedgerRow
{
    Nanos committedAt{};
    Sequence sequence;
    std::int64_t number = 0;
    std::int64_t amount = 0;
    std::int64_t balance = 0;
    RowRef transaction = 0; ///< 0: the transaction service did not report it
    NameId account = 0;
    NameId replica = 0;
    RowRef handling = 0;
    TransactionType type = TransactionType::Deposit;
    Outcome outcome = Outcome::Applied; ///< Applied or Declined
    bool wrong = false; ///< against the reference model, or a second time
};

/// A step of the balance curve of one account.
struct BalanceStep
{
    Nanos time{};
    NameId account = 0;
    bool expected = false; ///< false: what is there, true: what should be
    std::int64_t balance = 0; ///< cents
};

enum class BandKind : std::uint8_t
{
    Paused,
    Dead,
    Outage, ///< broker down or paused; lane 0
    TapGap, ///< lane 0
};

/// A span of time drawn behind a lane, or behind all of them (lane 0).
struct BandRow
{
    NameId lane = 0;
    BandKind kind = BandKind::Paused;
    Nanos from{};
    SharedTime until; ///< 0: still so
};

/// A fault that fired.
struct FaultMark
{
    NameId lane = 0;
    Nanos time{};
    FaultId fault;
    FaultPlace place = FaultPlace::InTransaction;
    FaultEffect effect = FaultEffect::Fail;
    Sequence sequence;
    RowRef handling = 0;
};

/// A frame on the wire that was malformed, or a bad report line.
struct OddityRow
{
    Nanos time{};
    NameId source = 0; ///< subject or process
    RowRef text = 0; ///< History::payloads
};

/// Everything that happened in one run, append-only: written by the folding thread, read by any.
/// All but the names lies in `memory`: what is old may leave it and is read back when looked at.
struct History
{
    explicit History(const std::shared_ptr<PagedMemory>& memory = {})
        : payloads(memory)
        , messages(memory)
        , deliveries(memory)
        , handlings(memory)
        , transactions(memory)
        , ledger(memory)
        , balances(memory)
        , bands(memory)
        , faults(memory)
        , oddities(memory)
    {
    }

    Nanos start{}; ///< time of the run's first event; fixed before the History is handed out
    AppendOnly<std::string> names;
    TextColumn payloads; ///< and other texts: cut at 4 KiB
    AppendOnly<MessageRow> messages;
    AppendOnly<DeliveryRow> deliveries;
    AppendOnly<HandlingRow> handlings;
    AppendOnly<TransactionRow> transactions;
    AppendOnly<LedgerRow> ledger;
    AppendOnly<BalanceStep> balances;
    AppendOnly<BandRow> bands;
    AppendOnly<FaultMark> faults;
    AppendOnly<OddityRow> oddities;

    const std::string& name(NameId id) const { return names[id]; }
};

} // namespace stanscope

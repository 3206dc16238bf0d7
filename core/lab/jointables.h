#pragma once

#include "core/events/bankwords.h"
#include "core/events/event.h"
#include "core/util/clock.h"
#include "core/util/ids.h"
#include "core/util/texts.h"

#include <cstdint>
#include <memory>

namespace stanscope {

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
    Parked, ///< in the inbox, acked; waits for the number before it
    AppliedEarly, ///< violated: before a lower number of its account
    DeclinedEarly, ///< violated in the same way
};

/// What a message is to the bank: a side column of the broker's messages, row by row. Where there
/// is no bank there is none.
struct MessageMeaning
{
    Shared<std::int64_t> number;
    Shared<std::int64_t> amount; ///< cents
    Shared<NameId> account; ///< 0: the payload is not a transaction
    Shared<RowRef> transaction;
    Shared<TransactionType> type;
    Shared<MessageOutcome> outcome;
};

/// A side column of the broker's deliveries.
struct DeliveryLink
{
    Shared<RowRef> handling; ///< what the replica reported about it
};

/// A side column of the fleet's handlings.
struct HandlingLink
{
    Shared<RowRef> delivery;
    Shared<RowRef> transaction;
    Shared<RowRef> firstDecision; ///< one for each transaction that it decides
};

/// What one handling decided about one transaction.
struct DecisionRow
{
    Nanos decidedAt{}; ///< decided, or given up without a decision
    RowRef handling = 0;
    RowRef transaction = 0; ///< 0: the transaction service did not report it
    NameId account = 0;
    std::int64_t number = 0;
    Shared<Outcome> outcome; ///< none: not committed, or the process died before it said so
    Shared<RowRef> ledger; ///< its row, where it has one
    Shared<RowRef> next; ///< of the same handling
};

enum class BandKind : std::uint8_t
{
    Paused,
    Dead,
    Outage, ///< broker down or paused; lane 0
    TapGap, ///< lane 0
    Held, ///< see ReplicaState::Held
};

/// A span of time drawn behind a lane, or behind all of them (lane 0).
struct BandRow
{
    NameId lane = 0;
    BandKind kind = BandKind::Paused;
    bool isOrderly = false; ///< dead: it ended by itself, and nothing was wrong
    Nanos from{};
    SharedTime until; ///< 0: still so; as `from`: it is none after all
};

/// A frame on the wire that was malformed, or a bad report line.
struct OddityRow
{
    Nanos time{};
    NameId source = 0; ///< subject or process
    RowRef text = 0; ///< History::payloads
};

/// What a person has to know, with its number: a reader keeps the number of the last one it told.
struct ProblemRow
{
    std::uint64_t number = 0; ///< from 1
    Nanos time{};
    laboratory::Problem problem;
};

/// What joins the folds row by row, and what is drawn across all of them.
struct JoinTables
{
    explicit JoinTables(const std::shared_ptr<PagedMemory>& memory)
        : meanings(memory)
        , deliveryLinks(memory)
        , handlingLinks(memory)
        , decisions(memory)
        , bands(memory)
        , oddities(memory)
    {
    }

    AppendOnly<MessageMeaning> meanings;
    AppendOnly<DeliveryLink> deliveryLinks;
    AppendOnly<HandlingLink> handlingLinks;
    AppendOnly<DecisionRow> decisions;
    AppendOnly<BandRow> bands;
    AppendOnly<OddityRow> oddities;
    AppendOnly<NameId> lanes; ///< by first appearance; one stays when its process is forgotten
};

} // namespace stanscope

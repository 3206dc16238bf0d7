#pragma once

#include "core/util/ids.h"

#include <cstdint>

namespace stanscope {

/// Where on a message's way through a service a fault strikes. Which effects a place takes, and the
/// words for all of them, are in core/events/faulttable.h.
enum class FaultPlace : std::uint8_t
{
    BeforeBegin,
    InTransaction, ///< after the UPDATE, inside the open database transaction
    BeforeCommit,
    BeforeAck, ///< between commit and ack
    AfterAck,
    AfterInsert, ///< transaction service: between insert and publish
    AfterPublish, ///< transaction service: between publish and marking the row
    InInsert, ///< transaction service: after the INSERT, inside the open database transaction
};

/// What a fault does at its place.
enum class FaultEffect : std::uint8_t
{
    Fail, ///< an SQL error
    Delay, ///< for `delayMs`
    Hang, ///< until it is released
    Crash, ///< SIGKILL
    NoAck, ///< the ack is left out
    AckEarly, ///< the ack is sent here
    Busy, ///< another writer holds the database for `delayMs`
    DiskFull, ///< the database finds no room
    AnswerLost, ///< the COMMIT that follows stands, and its answer does not come back
};

enum class FaultDelivery : std::uint8_t
{
    Any,
    FirstDelivery,
    Redelivery
};

/// Which messages a fault is for: those that fit in every field.
struct FaultMatch
{
    AccountName account; ///< empty: any account
    TransactionNumber number; ///< 0: any number
    FaultDelivery delivery = FaultDelivery::Any;
    std::int32_t nth = 0; ///< 0: any; only the n-th message that this process handles
    std::int32_t every = 0; ///< 0: any; only the n-th, the 2n-th and so on
    std::int32_t perMille = 0; ///< 0: always; else how probable it is, in thousandths
    std::int64_t seed = 0; ///< of the chance: the same seed, the same messages

    bool operator==(const FaultMatch&) const = default;
};

/// One injected fault of one service: place × effect × match × times.
struct FaultSpec
{
    FaultId id; ///< given by the Conductor
    FaultPlace place = FaultPlace::InTransaction;
    FaultEffect effect = FaultEffect::Fail;
    FaultMatch match = {};
    std::int32_t delayMs = 0; ///< effects with a duration only
    std::int32_t remaining = 1; ///< how often it still fires; 0: without end
    std::int32_t fired = 0; ///< how often it fired so far

    bool operator==(const FaultSpec&) const = default;
};

} // namespace stanscope

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stanscope {

/// The words of the bank that services, wire and window share. Their text is part of the service
/// protocol, of scenario files and of the JSON that `stanscope run` writes: lower case, `_` for
/// space.

enum class TransactionType : std::uint8_t
{
    Deposit,
    Withdraw
};

/// What a handler did with one delivery.
enum class Outcome : std::uint8_t
{
    None, ///< nothing yet
    Applied,
    Declined, ///< not enough money
    Skipped, ///< a duplicate
    Rejected, ///< too early: rolled back, no ack
    Failed, ///< database error: no ack
    Quarantined,
};

enum class Handler : std::uint8_t
{
    Naive,
    Ordered
};

enum class AckMode : std::uint8_t
{
    Manual,
    Auto
};

/// Where an injected fault strikes inside the handling of one message.
enum class FaultPoint : std::uint8_t
{
    DatabaseFails, ///< SQL error after the UPDATE, inside the open database transaction
    DelayBeforeBegin,
    DelayBeforeCommit,
    DelayBeforeAck, ///< between commit and ack
    CrashBeforeBegin,
    CrashBeforeCommit,
    CrashBeforeAck,
};

enum class FaultWhen : std::uint8_t
{
    Any,
    FirstDelivery,
    Redelivery
};

std::string_view toText(TransactionType type);
std::string_view toText(Outcome outcome);
std::string_view toText(Handler handler);
std::string_view toText(AckMode mode);
std::string_view toText(FaultPoint point);
std::string_view toText(FaultWhen when);

/// The value whose text is `text`, or nothing. E is one of the enums above.
template <typename E>
std::optional<E> fromText(std::string_view text);

} // namespace stanscope

#pragma once

#include "core/util/enumcount.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
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
    Parked, ///< too early: kept in the inbox, acked; decided when the gap before it is filled
};

/// Every handler, a line each: its value and its word. Enum, words and registry
/// (core/bank/accounthandler.h) are made from it; a new one is added at the end, because captures
/// hold the values.
#define STANSCOPE_HANDLERS(HANDLER)                                                                \
    HANDLER(Naive, "naive")                                                                        \
    HANDLER(Ordered, "ordered")                                                                    \
    HANDLER(Inbox, "inbox")

enum class Handler : std::uint8_t
{
#define STANSCOPE_VALUE(value, word) value,
    STANSCOPE_HANDLERS(STANSCOPE_VALUE)
#undef STANSCOPE_VALUE
};

enum class AckMode : std::uint8_t
{
    Manual,
    Auto
};

/// Where the bank has its tables.
enum class BankDatabase : std::uint8_t
{
    Sqlite,
    Postgres
};

/// The words of an enum in the order of its values.
template <typename E>
inline constexpr auto wordsOf = nullptr;
template <>
inline constexpr auto wordsOf<TransactionType> = std::to_array<std::string_view>({"deposit",
                                                                                  "withdraw"});
template <>
inline constexpr auto wordsOf<Outcome> = std::to_array<std::string_view>(
    {"none", "applied", "declined", "skipped", "rejected", "failed", "quarantined", "parked"});
template <>
inline constexpr auto wordsOf<Handler> = std::to_array<std::string_view>({
#define STANSCOPE_WORD(value, word) word,
    STANSCOPE_HANDLERS(STANSCOPE_WORD)
#undef STANSCOPE_WORD
});
template <>
inline constexpr auto wordsOf<AckMode> = std::to_array<std::string_view>({"manual", "auto"});
template <>
inline constexpr auto wordsOf<BankDatabase> = std::to_array<std::string_view>({"sqlite",
                                                                               "postgresql"});

static_assert(wordsOf<TransactionType>.size() == enumCount<TransactionType>());
static_assert(wordsOf<Outcome>.size() == enumCount<Outcome>());
static_assert(wordsOf<Handler>.size() == enumCount<Handler>());
static_assert(wordsOf<AckMode>.size() == enumCount<AckMode>());

std::string_view toText(TransactionType type);
std::string_view toText(Outcome outcome);
std::string_view toText(Handler handler);
std::string_view toText(AckMode mode);

/// The value whose text is `text`, or nothing. E is an enum with `wordsOf`.
template <typename E>
constexpr std::optional<E> fromText(std::string_view text)
{
    for (std::size_t i = 0; i < wordsOf<E>.size(); ++i)
        if (wordsOf<E>[i] == text)
            return static_cast<E>(i);
    return std::nullopt;
}

} // namespace stanscope

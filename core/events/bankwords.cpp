#include "core/events/bankwords.h"

#include <array>
#include <cstddef>

namespace stanscope {

namespace {

template <typename E>
constexpr auto words = nullptr;

template <>
constexpr auto words<TransactionType> = std::to_array<std::string_view>({"deposit", "withdraw"});
template <>
constexpr auto words<Outcome> = std::to_array<std::string_view>({"none", "applied", "declined",
                                                                 "skipped", "rejected", "failed",
                                                                 "quarantined"});
template <>
constexpr auto words<Handler> = std::to_array<std::string_view>({"naive", "ordered"});
template <>
constexpr auto words<AckMode> = std::to_array<std::string_view>({"manual", "auto"});
template <>
constexpr auto words<FaultPoint> = std::to_array<std::string_view>(
    {"database_fails", "delay_before_begin", "delay_before_commit", "delay_before_ack",
     "crash_before_begin", "crash_before_commit", "crash_before_ack"});
template <>
constexpr auto words<FaultWhen> = std::to_array<std::string_view>({"any", "first_delivery",
                                                                   "redelivery"});

template <typename E>
std::string_view wordOf(E value)
{
    return words<E>.at(static_cast<std::size_t>(value));
}

} // namespace

std::string_view toText(TransactionType type)
{
    return wordOf(type);
}
std::string_view toText(Outcome outcome)
{
    return wordOf(outcome);
}
std::string_view toText(Handler handler)
{
    return wordOf(handler);
}
std::string_view toText(AckMode mode)
{
    return wordOf(mode);
}
std::string_view toText(FaultPoint point)
{
    return wordOf(point);
}
std::string_view toText(FaultWhen when)
{
    return wordOf(when);
}

template <typename E>
std::optional<E> fromText(std::string_view text)
{
    for (std::size_t i = 0; i < words<E>.size(); ++i)
        if (words<E>[i] == text)
            return static_cast<E>(i);
    return std::nullopt;
}

template std::optional<TransactionType> fromText(std::string_view);
template std::optional<Outcome> fromText(std::string_view);
template std::optional<Handler> fromText(std::string_view);
template std::optional<AckMode> fromText(std::string_view);
template std::optional<FaultPoint> fromText(std::string_view);
template std::optional<FaultWhen> fromText(std::string_view);

} // namespace stanscope

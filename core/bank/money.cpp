#include "core/bank/money.h"

#include <charconv>
#include <cstdint>
#include <limits>

namespace stanscope {

namespace {

constexpr std::uint64_t centsPerUnit = 100;

std::optional<std::uint64_t> digits(std::string_view text)
{
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stop != end)
        return std::nullopt;
    return value;
}

/// "5" is 50 cents, "05" is 5; at most two digits.
std::optional<std::uint64_t> fraction(std::string_view text)
{
    if (text.empty() || text.size() > 2)
        return std::nullopt;
    const auto value = digits(text);
    if (!value)
        return std::nullopt;
    return text.size() == 1 ? *value * 10 : *value;
}

} // namespace

std::optional<Cents> add(Cents left, Cents right)
{
    std::int64_t sum = 0;
    if (__builtin_add_overflow(left.value(), right.value(), &sum))
        return std::nullopt;
    return Cents(sum);
}

std::optional<Cents> subtract(Cents left, Cents right)
{
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(left.value(), right.value(), &difference))
        return std::nullopt;
    return Cents(difference);
}

Cents distance(Cents left, Cents right)
{
    const auto between = left < right ? subtract(right, left) : subtract(left, right);
    return between.value_or(Cents(std::numeric_limits<std::int64_t>::max()));
}

std::string toText(Cents amount)
{
    const bool negative = amount.value() < 0;
    // Unsigned, because the smallest value has no positive counterpart.
    const auto bits = static_cast<std::uint64_t>(amount.value());
    const std::uint64_t size = negative ? 0 - bits : bits;
    const std::string cents = std::to_string(size % centsPerUnit);
    return (negative ? "-" : "") + std::to_string(size / centsPerUnit) + '.'
        + (cents.size() == 1 ? "0" : "") + cents;
}

std::optional<Cents> centsFromText(std::string_view text)
{
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    const auto point = text.find('.');
    const auto units = digits(text.substr(0, point));
    const auto rest = point == std::string_view::npos ? std::optional<std::uint64_t>(0)
                                                      : fraction(text.substr(point + 1));
    std::int64_t value = 0;
    if (!units || !rest || __builtin_mul_overflow(*units, centsPerUnit, &value))
        return std::nullopt;
    const auto cents = static_cast<std::int64_t>(*rest);
    const bool overflow = negative ? __builtin_sub_overflow(-value, cents, &value)
                                   : __builtin_add_overflow(value, cents, &value);
    if (overflow)
        return std::nullopt;
    return Cents(value);
}

} // namespace stanscope

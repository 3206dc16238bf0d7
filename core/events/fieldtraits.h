#pragma once

#include "core/events/recordforms.h"

#include <type_traits>
#include <vector>

/// What encoding and decoding ask about a field of a table in recordforms.h or eventforms.h.
namespace stanscope::codec {

/// Texts of events are names, causes and log lines; services cut theirs at this too.
inline constexpr std::size_t maxText = maxServiceLine;
/// A field's number and whether its value is a varint or has a size.
inline constexpr std::uint64_t sizedBit = 1;

template <typename T>
inline constexpr bool isId = false;
template <typename Tag, typename Rep>
inline constexpr bool isId<StrongId<Tag, Rep>> = true;
template <typename T>
inline constexpr bool isList = false;
template <typename T>
inline constexpr bool isList<std::vector<T>> = true;

template <typename Class, typename Value>
Value valueOf(Value Class::*);
template <typename Class, typename Value>
Value valueOf(Field<Value Class::*>);

template <typename Class, typename Value>
constexpr auto memberOf(Value Class::*member)
{
    return member;
}
template <typename Member>
constexpr auto memberOf(const Field<Member>& field)
{
    return field.member;
}
/// 0 when it has no limit of its own.
template <typename Class, typename Value>
constexpr std::size_t limitOf(Value Class::*)
{
    return 0;
}
template <typename Member>
constexpr std::size_t limitOf(const Field<Member>& field)
{
    return field.limit;
}
template <typename AnyField>
constexpr std::size_t mostOf(AnyField field)
{
    return limitOf(field) == 0 ? maxText : limitOf(field);
}

/// Sign in the lowest bit, so that small negative numbers are short as well.
constexpr std::uint64_t zigzag(std::int64_t value)
{
    return (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63);
}
constexpr std::int64_t unzigzag(std::uint64_t value)
{
    return static_cast<std::int64_t>((value >> 1U) ^ (~(value & 1U) + 1U));
}

} // namespace stanscope::codec

#pragma once

#include <cstddef>
#include <string_view>

namespace stanscope {

/// Whether `Value` has a name in its enum: the compiler prints a nameless one as a cast, "(E)7".
template <auto Value>
consteval bool isEnumerator()
{
    constexpr std::string_view name = __PRETTY_FUNCTION__;
    constexpr std::size_t value = name.rfind("Value = ");
    static_assert(value != std::string_view::npos);
    return name.substr(value).find('(') == std::string_view::npos;
}

/// How many values an enum has whose values are 0, 1, 2 and so on.
template <typename E, std::size_t Count = 0>
consteval std::size_t enumCount()
{
    if constexpr (isEnumerator<static_cast<E>(Count)>())
        return enumCount<E, Count + 1>();
    else
        return Count;
}

} // namespace stanscope

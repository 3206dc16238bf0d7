#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace stanscope {

/// For unordered maps keyed by std::string, with std::equal_to<>: a lookup by a view needs no copy.
/// Not noexcept, so that libstdc++ keeps each entry's hash: a lookup then compares few strings, and
/// an erase hashes none.
struct StringHash
{
    using is_transparent = void;

    std::size_t operator()(std::string_view text) const
    {
        return std::hash<std::string_view>{}(text);
    }
};

} // namespace stanscope

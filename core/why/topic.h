#pragma once

#include <cstdint>

namespace stanscope {

/// What a "why?" is about.
struct Topic
{
    enum class Kind : std::uint8_t
    {
        Nothing,
        Message, ///< `ref` is a row plus one, here and in the next three
        Delivery,
        Decision, ///< of History::decisions
        Transaction,
        Replica, ///< its lane
        Subscription, ///< its number
        Account, ///< its name
    };

    Kind kind = Kind::Nothing;
    std::uint32_t ref = 0;

    bool operator==(const Topic&) const = default;
};

} // namespace stanscope

#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace stanscope::test {

/// One thing that the load does. The numbers choose among what there is at that moment, so that any
/// operation may be left out of a history and the rest still means something.
struct SimOperation
{
    enum class Kind : std::uint8_t
    {
        Connect, ///< of a registered id too: a takeover
        CloseClient,
        Kill,
        Publish,
        Subscribe,
        Close,
        Unsubscribe,
        Ack,
        AckAll,
        Look, ///< the monitoring endpoint is asked
        Wait,
    };

    Kind kind = Kind::Wait;
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    std::uint32_t third = 0;
    std::int64_t wait = 0; ///< ms, before it

    std::string text() const;
};

/// What a seed decides; the same on every machine.
struct SimHistory
{
    std::uint64_t seed = 0;
    std::int32_t heartbeatFailures = 1;
    std::vector<SimOperation> operations;

    static SimHistory ofSeed(std::uint64_t seed);
};

} // namespace stanscope::test

#pragma once

#include "core/lab/history.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace stanscope {

/// What each client got, counted from the rows of a History; reads only what is new. Acks count for
/// the client whose delivery they settled, so that a late ack by another one is not its own.
class DeliveryCounts
{
public:
    struct Counts
    {
        std::uint64_t got = 0;
        std::uint64_t redelivered = 0; ///< of `got`: with an attempt above 1
        std::uint64_t acked = 0;

        bool operator==(const Counts&) const = default;
    };

    /// Starts over when it is another history than before.
    void readOn(const std::shared_ptr<const History>& history, const Extent& extent);
    /// By NameId; zeros for a client that got nothing.
    Counts of(NameId client) const;

private:
    bool settle(std::uint32_t delivery);
    Counts& at(NameId client);

    std::shared_ptr<const History> m_history;
    std::size_t m_read = 0;
    std::vector<Counts> m_counts; ///< by NameId
    std::vector<std::uint32_t> m_running; ///< deliveries without end
};

} // namespace stanscope

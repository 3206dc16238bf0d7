#pragma once

#include "core/lab/history.h"

#include <cstdint>
#include <vector>

namespace stanscope {

/// A stretch of the change log that a reader has not followed yet: what was edited since its last
/// snapshot. Any thread.
struct Changes
{
    const History& history;
    std::size_t from = 0;
    std::size_t until = 0; ///< Extent::changes of the snapshot

    /// Sorted rows whose cells show something else, side columns and what is joined to them
    /// included; rows that the reader does not know yet may be among them.
    std::vector<std::uint32_t> messages() const;
    std::vector<std::uint32_t> deliveries() const;
    std::vector<std::uint32_t> transactions() const;
};

} // namespace stanscope

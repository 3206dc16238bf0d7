#pragma once

#include "core/lab/snapshot.h"

#include <optional>
#include <string>
#include <vector>

namespace stanscope {

/// A delivery that was not the first of its message.
struct Redelivery
{
    Sequence sequence;
    std::uint32_t attempt = 2;
    std::string replica;
    std::string from; ///< who had it before; empty: that was not seen
    Message reason; ///< nothing: nobody knows
    /// How long after its end who had it before acked it all the same.
    std::optional<Nanos> lateBy = {};
};

/// Those up to the snapshot's moment, the first `most` of them.
std::vector<Redelivery> redeliveriesOf(const Snapshot& snapshot, std::size_t most);

} // namespace stanscope

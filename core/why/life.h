#pragma once

#include "core/events/message.h"
#include "core/lab/snapshot.h"

#include <vector>

namespace stanscope {

/// One moment in a message's life.
struct LifeStep
{
    Nanos time{};
    Message what;
    RowRef delivery = 0; ///< the attempt that it belongs to; 0: none
};

/// The life of a message up to the snapshot's moment, in the order of time: published, stored, each
/// attempt with its parts, decisions, acks. `message` is a row plus one.
std::vector<LifeStep> lifeOf(const Snapshot& snapshot, RowRef message);

} // namespace stanscope

#pragma once

#include "core/lab/snapshot.h"

namespace stanscope {

/// Why this laboratory does not come to rest: the first cause that fits, from those that keep
/// everything from going on to those that hold back one message. `Underway` when none does.
audit::Obstacle findObstacle(const Snapshot& lab);

/// One sentence without a full stop.
Message describe(const audit::Obstacle& obstacle);

} // namespace stanscope

#pragma once

#include "core/lab/snapshot.h"
#include "core/why/explanation.h"

#include <optional>

namespace stanscope {

/// Why it is as it is at the snapshot's moment: nothing that came later is in it. Empty where there
/// is nothing to say. A pure function; any thread that may read the history.
Explanation why(const Snapshot& snapshot, const Topic& topic);

/// Why the broker sent a delivery to whom it sent it; `delivery` is a row plus one. Nothing for a
/// first attempt.
Message whySentAgain(const Snapshot& snapshot, RowRef delivery);

} // namespace stanscope

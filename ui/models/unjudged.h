#pragma once

#include "core/lab/snapshot.h"

#include <memory>

namespace stanscope {

/// The same moment before anybody has judged the run. A decision that is wrong by itself stays so:
/// the fold knew it then.
std::shared_ptr<const Snapshot> unjudged(const std::shared_ptr<const Snapshot>& snapshot);

} // namespace stanscope

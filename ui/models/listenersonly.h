#pragma once

#include "core/lab/snapshot.h"

namespace stanscope {

/// A run of ours without a bank: listeners, and what is published to them. From its first moment to
/// its last.
inline bool hasOnlyListeners(const Snapshot& snapshot)
{
    return !snapshot.attached && snapshot.run && snapshot.run->accounts.empty()
        && snapshot.accounts.empty();
}

} // namespace stanscope

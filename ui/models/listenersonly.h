#pragma once

#include "core/lab/snapshot.h"

namespace stanscope {

/// A run of ours without a bank: listeners, and what is published to them.
inline bool hasOnlyListeners(const Snapshot& snapshot)
{
    return !snapshot.attached && snapshot.accounts.empty() && snapshot.extent.messages > 0;
}

} // namespace stanscope

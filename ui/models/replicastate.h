#pragma once

#include "core/lab/snapshot.h"

namespace stanscope {

inline bool isGone(const ReplicaView& view)
{
    return view.state == ReplicaState::Dead || view.state == ReplicaState::Ghost;
}

/// In an orderly way: it was asked to and said goodbye.
inline bool hasStopped(const ReplicaView& view)
{
    return isGone(view) && view.signal == 0 && view.exitCode == 0;
}

} // namespace stanscope

#pragma once

#include "core/lab/snapshot.h"

#include <optional>

namespace stanscope {

/// Why a service died without ever having been ready, in its own last words; nothing when it did
/// not.
std::optional<Message> failureOf(const ReplicaView& service);

} // namespace stanscope

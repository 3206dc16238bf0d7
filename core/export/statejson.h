#pragma once

#include "core/mirror/mirrorstate.h"

#include <string>

namespace stanscope {

/// What `--state` writes: one JSON object, keys in a fixed order, two spaces of indent, times as
/// Unix ms with decimals, unknown values null. The same state gives the same bytes.
std::string toJson(const MirrorState& state);

} // namespace stanscope

#pragma once

#include "core/why/rule.h"

#include <vector>

namespace stanscope {

/// What is known of it, whatever the reason is.
std::vector<Fact> factsOf(const Moment& moment, const Case& asked);

} // namespace stanscope

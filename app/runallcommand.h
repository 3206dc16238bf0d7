#pragma once

#include "app/commandline.h"

namespace stanscope {

/// Plays every scenario that says what it comes to, with each handler that it says it of, and
/// compares. Returns the exit code: 0 when each came out as expected.
int runAll(const CommandLine& line);

} // namespace stanscope

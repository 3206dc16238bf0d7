#pragma once

#include "app/commandline.h"

namespace stanscope {

/// `stanscope run --twin`: plays a lesson with two handlers at once, on a laboratory each, and
/// prints what each came to. Returns the exit code of the one that came out worse.
int runTwin(const CommandLine& line);

} // namespace stanscope

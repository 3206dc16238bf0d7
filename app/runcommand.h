#pragma once

#include "app/commandline.h"

namespace stanscope {

/// `stanscope run`: plays a lesson, prints its steps, verdict and accounts, and returns the exit
/// code. Needs a QCoreApplication, no display.
int runScenario(const CommandLine& line);

} // namespace stanscope

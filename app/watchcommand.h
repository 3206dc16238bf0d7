#pragma once

#include "app/commandline.h"

namespace stanscope {

/// `stanscope watch`: watches somebody else's broker, tells its stream, and returns the exit code.
/// Needs a QCoreApplication, no display.
int watch(const CommandLine& line);

} // namespace stanscope

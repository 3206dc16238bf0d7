#pragma once

#include "app/commandline.h"

namespace stanscope {

/// `stanscope replay`: folds a capture without a broker and tells what it came to. Returns the exit
/// code. Needs a QCoreApplication, no display.
int replay(const CommandLine& line);

} // namespace stanscope

#pragma once

#include "app/commandline.h"

namespace stanscope {

/// `stanscope shot`: plays a lesson and writes a picture of the real main window as it looks then.
/// Needs a QApplication; draws off screen. Returns the exit code: 0 when the picture was written.
int takeShot(const CommandLine& line);

} // namespace stanscope

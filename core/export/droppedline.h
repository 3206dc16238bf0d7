#pragma once

#include "core/export/lineoutput.h"

#include <string>

namespace stanscope {

/// What stands among JSON lines and among readable ones for those that were dropped.
std::string droppedJsonLine(const LineOutput::Dropped& dropped);
std::string droppedReadableLine(const LineOutput::Dropped& dropped);

} // namespace stanscope

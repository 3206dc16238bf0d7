#pragma once

#include <string>
#include <string_view>

namespace stanscope {

/// A name for something outside of this machine's files that a run leaves behind when it is killed:
/// "stanscope_MACHINE_BOOT_PID_START_ONE", in lower-case letters, digits and underscores, 48 at
/// most. Each call makes another one.
std::string newRunName();

/// The process that made the name was one of this machine and does not live any more. False for
/// what is no such name, and for another machine's: who knows.
bool isRunGone(std::string_view name);

} // namespace stanscope

#pragma once

#include <string>

namespace stanscope {

/// Of the cnats library that is loaded.
std::string natsLibraryVersion();

} // namespace stanscope

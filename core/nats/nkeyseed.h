#pragma once

#include "core/util/result.h"

#include <string>

namespace stanscope {

/// The public key ("U...") of the nkey seed in a file; cnats wants both. The file holds the seed on
/// a line of its own, bare or between the markers of a credentials file. Nothing of it is kept, and
/// no Error shows any.
Result<std::string> publicKeyOfSeedFile(const std::string& path);

} // namespace stanscope

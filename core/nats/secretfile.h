#pragma once

#include "core/util/result.h"

#include <string>
#include <vector>

namespace stanscope {

struct ConnectionOptions;

/// The first line of a file, a password or a token. It may be a pipe. The Error names the file, and
/// never what is in it.
Result<std::string> readSecret(const std::string& path);

/// Whether the group or everybody may read it; pipes and files that are not there are nobody's.
bool isReadByOthers(const std::string& path);

/// Of the files with secrets that the options name, those that others may read.
std::vector<std::string> filesReadByOthers(const ConnectionOptions& options);

} // namespace stanscope

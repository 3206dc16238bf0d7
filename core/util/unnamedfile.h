#pragma once

#include "core/util/result.h"

#include <QString>

namespace stanscope {

/// An empty file without a name, 0600, for reading and writing: it is gone with its last
/// descriptor. In the user's cache directory, else in the temporary one: on disk, because a long
/// session outgrows a temporary file system. The descriptor is the caller's.
Result<int> openUnnamedFile();
/// The same in `directory`.
Result<int> openUnnamedFile(const QString& directory);

} // namespace stanscope

#pragma once

#include <QString>

namespace stanscope {

/// Where the executable is, or the library that has this code: the testkit is one.
QString ownDirectory();

/// An executable that comes along: beside the own one, as a build folder has it, or in the
/// installed folder for such, which is found from the own one, so that any prefix does. Empty when
/// it is in neither.
QString findCompanion(const QString& executable);

/// Where `findCompanion` looks in an installed stanscope.
QString companionDirectory();

/// A regular file that this user may execute.
bool isExecutableFile(const QString& path);

} // namespace stanscope

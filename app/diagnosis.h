#pragma once

#include <string>

namespace stanscope {

/// What a bug report needs: versions, paths, platform, locale. In English whatever the language,
/// for whoever reads the report; without secrets: of what may hold one only the name is told, and
/// the home directory is `~`.
std::string diagnosis();

} // namespace stanscope

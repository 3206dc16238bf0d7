#pragma once

#include <QString>

#include <string_view>

namespace stanscope {

/// Why a replica gave a message up, as it wrote it: what it has a fixed form for is in the user's
/// language, what its database says stays as it is.
QString reasonText(std::string_view told);

} // namespace stanscope

#pragma once

#include "core/util/result.h"

#include <QString>

namespace stanscope {

/// What is wrong with the arguments. They are repeated without what a URL in them may hide: a
/// password given to the wrong option is still one.
Error usageError(QString text);

} // namespace stanscope

#pragma once

#include "core/events/message.h"

#include <string_view>

namespace stanscope {

/// Why a service says that it put a message into quarantine ("malformed payload: not JSON: …"), as
/// a sentence of its own where it is one that we know, so that it can be said in another language.
Message toldReason(std::string_view told);

} // namespace stanscope

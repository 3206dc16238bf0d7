#pragma once

#include "core/events/event.h"
#include "core/lab/snapshot.h"

#include <string_view>

namespace stanscope {

// The words that JSON lines and state files have for enums.
std::string_view toWord(monitor::Purpose purpose);
std::string_view toWord(process::Role role);
std::string_view toWord(broker::State state);
std::string_view toWord(audit::Verdict verdict);
std::string_view toWord(ClientHealth health);
/// Of a StartPosition (protocol section 2).
std::string_view startWord(std::int32_t start);

} // namespace stanscope

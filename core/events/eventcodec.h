#pragma once

#include "core/events/event.h"
#include "core/util/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace stanscope {

/// The binary form of events, for captures. Fields are tagged and sized, so that unknown fields and
/// unknown kinds of events can be skipped. Input is untrusted: lengths are checked before anything
/// is allocated, enums against their range.

/// Appends one event. Its time is written relative to `previous`, which it then becomes.
void encode(const Event& event, Nanos& previous, std::string& bytes);

struct DecodedEvent
{
    std::optional<Event> event; ///< nothing: of a kind that this version does not know; skipped
    std::size_t consumed = 0;
};
Result<DecodedEvent> decodeEvent(std::string_view bytes, Nanos& previous);

} // namespace stanscope

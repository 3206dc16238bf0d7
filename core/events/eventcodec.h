#pragma once

#include "core/events/event.h"
#include "core/util/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace stanscope {

/// The binary form of events, for captures. Fields are tagged and sized, so that unknown fields and
/// unknown kinds of events can be skipped. Input is untrusted: lengths are checked before anything
/// is allocated, enums against their range.

namespace codec {

/// CLOCK_MONOTONIC counts from the boot: no machine runs for 31 years. Sums of such times do not
/// overflow.
inline constexpr Nanos maxTime{1'000'000'000'000'000'000};
/// Size, kind, time, source: no event takes fewer bytes.
inline constexpr std::size_t smallestEvent = 4;

} // namespace codec

/// Appends one event. Its time is written relative to `previous`, which it then becomes.
void encode(const Event& event, Nanos& previous, std::string& bytes);

struct DecodedEvent
{
    std::optional<Event> event; ///< nothing: of a kind that this version does not know; skipped
    std::size_t consumed = 0;
};
Result<DecodedEvent> decodeEvent(std::string_view bytes, Nanos& previous);

/// The same without moving the event about. Of an unknown kind, only its time is set.
struct DecodedSize
{
    std::size_t consumed = 0;
    bool known = true;
};
Result<DecodedSize> decodeInto(Event& event, std::string_view bytes, Nanos& previous);

} // namespace stanscope

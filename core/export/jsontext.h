#pragma once

#include "core/util/clock.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace stanscope {

/// Nanoseconds as ms with three decimals: what a double of today's Unix time still holds.
std::string millisecondsText(std::int64_t nanoseconds);

/// Whether a person can read these bytes: UTF-8 without control characters other than white space.
bool isReadableText(std::string_view bytes);

std::string hexText(std::string_view bytes);

/// CLOCK_MONOTONIC to the calendar, by the one anchor of a run.
class UnixClock
{
public:
    UnixClock() = default;
    UnixClock(std::int64_t unixNs, Nanos at)
        : m_offset(static_cast<std::uint64_t>(unixNs) - static_cast<std::uint64_t>(at.count()))
    {
    }

    /// ms since 1970. The anchor may come from a file: nonsense wraps instead of overflowing.
    std::string text(Nanos time) const { return millisecondsText(unixNs(time)); }
    /// ns since 1970.
    std::int64_t unixNs(Nanos time) const
    {
        return static_cast<std::int64_t>(m_offset + static_cast<std::uint64_t>(time.count()));
    }

private:
    std::uint64_t m_offset = 0;
};

} // namespace stanscope

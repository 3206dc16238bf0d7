#pragma once

#include "core/util/clock.h"
#include "core/util/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stanscope {

/// Appends `text` in quotes. Bytes that are no UTF-8 become U+FFFD.
void appendJsonText(std::string& json, std::string_view text);

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

/// One JSON object on one line, its keys in the order of the calls.
class JsonObject
{
public:
    /// Appends to `json`; finish() closes the object.
    explicit JsonObject(std::string& json)
        : m_json(json)
    {
        m_json += '{';
    }

    JsonObject& raw(std::string_view key, std::string_view json);
    JsonObject& text(std::string_view key, std::string_view value);
    JsonObject& number(std::string_view key, std::int64_t value);
    JsonObject& number(std::string_view key, std::uint64_t value);
    JsonObject& flag(std::string_view key, bool value)
    {
        return raw(key, value ? "true" : "false");
    }
    JsonObject& null(std::string_view key) { return raw(key, "null"); }
    /// Null when empty.
    JsonObject& textOrNull(std::string_view key, std::string_view value)
    {
        return value.empty() ? null(key) : text(key, value);
    }
    template <typename Tag>
    JsonObject& id(std::string_view key, const StrongId<Tag, std::string>& value)
    {
        return textOrNull(key, value.value());
    }
    void finish() { m_json += '}'; }

private:
    std::string& m_json;
    bool m_first = true;
};

} // namespace stanscope

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace stanscope {

/// A stranger's text on one line of a terminal: control characters and bytes that are no UTF-8
/// become dots, so that nobody's name or payload can steer the terminal. Cut after `limit`
/// characters.
std::string terminalText(std::string_view text, std::size_t limit = 200);

/// A payload in quotes, or its bytes as hex when it is no text; cut.
std::string payloadText(std::string_view bytes);

/// `text` filled up with blanks to `width` characters.
std::string padded(std::string text, std::size_t width);

/// The local time of day, "12:01:02.345".
std::string timeOfDay(std::int64_t unixNs);

} // namespace stanscope

#pragma once

#include <QString>

#include <cstdint>
#include <string_view>

namespace stanscope {

/// Payloads that are not the bank's, as people can read them: text where the bytes are UTF-8, else
/// hex. Nothing in a payload can break a line, turn the direction of writing or hide: control
/// characters are escaped. `stored` may be the beginning of a payload of `size` bytes. Pure
/// functions.

/// One line for a table's cell, cut where a cell ends anyway.
QString payloadLine(std::string_view stored, std::uint32_t size);
/// All that is stored, line breaks and tabs kept, and what is missing after it.
QString payloadText(std::string_view stored, std::uint32_t size);
/// The same, JSON laid out: on one line where it fits into `columns`, else a line a member.
QString payloadLaidOut(std::string_view stored, std::uint32_t size, int columns);
/// "text", "JSON", "hex", or "empty".
QString payloadKind(std::string_view stored, std::uint32_t size);

} // namespace stanscope

#pragma once

#include "core/util/ids.h"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace stanscope {

/// Appends `text` in quotes. Bytes that are no UTF-8 become U+FFFD.
void appendJsonText(std::string& json, std::string_view text);

/// Writes JSON at the end of a text, its keys in the order of the calls: lines, reports, state
/// files and run reports are all made by it. `deliver` lines a second with it, RapidJSON's writer
/// and QJsonDocument: 2.0 M, 1.5 M, 0.18 M (they need the same check of foreign bytes;
/// QJsonDocument sorts keys and makes every number a double, RapidJSON would be one more package).
class JsonWriter
{
public:
    /// `indent` blanks a level; 0: all on one line.
    explicit JsonWriter(std::string& json, std::size_t indent = 0)
        : m_json(json)
        , m_indent(indent)
    {
    }

    /// Opens the whole, or the next item of a list.
    JsonWriter& object() { return open('{', '}'); }
    JsonWriter& list() { return open('[', ']'); }
    JsonWriter& object(std::string_view key) { return anyName(key).begin('{', '}'); }
    JsonWriter& list(std::string_view key) { return name(key).begin('[', ']'); }
    /// Closes what was opened last.
    JsonWriter& end();

    JsonWriter& raw(std::string_view key, std::string_view json);
    JsonWriter& text(std::string_view key, std::string_view value);
    template <std::integral Number>
    JsonWriter& number(std::string_view key, Number value)
    {
        return raw(key, std::to_string(value));
    }
    JsonWriter& flag(std::string_view key, bool value)
    {
        return raw(key, value ? "true" : "false");
    }
    JsonWriter& null(std::string_view key) { return raw(key, "null"); }
    /// Null when empty.
    JsonWriter& textOrNull(std::string_view key, std::string_view value)
    {
        return value.empty() ? null(key) : text(key, value);
    }
    template <typename Tag>
    JsonWriter& id(std::string_view key, const StrongId<Tag, std::string>& value)
    {
        return textOrNull(key, value.value());
    }
    /// Items of a list.
    JsonWriter& rawItem(std::string_view json);
    JsonWriter& textItem(std::string_view value);

private:
    JsonWriter& open(char opening, char closing);
    JsonWriter& begin(char opening, char closing);
    JsonWriter& name(std::string_view key);
    JsonWriter& anyName(std::string_view key); ///< may need to be escaped
    void item();
    void newLine();

    std::string& m_json;
    std::size_t m_indent;
    std::string m_closing; ///< of what is open, innermost last
    bool m_first = true;
};

} // namespace stanscope

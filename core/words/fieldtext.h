#pragma once

#include "core/events/eventforms.h"
#include "core/words/words.h"

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

/// The fields of events as text, by the names that their tables have for them.
namespace stanscope {

/// What makes a Message's sentence: sourceText for machines, inUsersWords for people.
using Say = std::string (*)(const Message&);

inline std::string inUsersWords(const Message& message)
{
    return words(message).toStdString();
}

/// Empty for what has no text of its own. A list is what it has to say, or how long it is.
template <typename Value>
std::string textOf(const Value& value, Say say = sourceText)
{
    if constexpr (std::is_same_v<Value, std::string>) {
        return value;
    } else if constexpr (std::is_same_v<Value, bool>) {
        return value ? "1" : "0";
    } else if constexpr (std::is_enum_v<Value>) {
        return std::string(wordOf(value));
    } else if constexpr (std::is_arithmetic_v<Value>) {
        return std::to_string(value);
    } else if constexpr (std::is_same_v<Value, Message>) {
        return say(value);
    } else if constexpr (std::is_same_v<Value, std::vector<Message>>) {
        std::string text;
        for (const Message& message : value)
            text += (text.empty() ? "" : "; ") + say(message);
        return text;
    } else if constexpr (std::is_same_v<Value, Report>) {
        return toLine(value);
    } else if constexpr (requires { value.size(); }) {
        return std::to_string(value.size());
    } else if constexpr (requires { value.isNull(); }) {
        return textOf(value.value(), say);
    } else {
        return {};
    }
}

/// The text of the field that has this name in lines or in texts; nothing when there is none.
template <typename Body>
std::optional<std::string> fieldText(const Body& body, std::string_view name, Say say = sourceText)
{
    std::optional<std::string> text;
    const auto look = [&](const auto& field) {
        if constexpr (requires { field.name; })
            if (!text && (name == field.name || name == field.textName) && !name.empty())
                text = textOf(body.*field.member, say);
    };
    std::apply([&](const auto&... field) { (look(field), ...); }, codec::Form<Body>::fields);
    return text;
}

/// `pattern` with `resolve(name)` for each "{name}".
template <typename Resolve>
std::string filledPattern(std::string_view pattern, Resolve resolve)
{
    std::string result;
    for (;;) {
        const std::size_t opening = pattern.find('{');
        const std::size_t closing = pattern.find('}', opening);
        if (closing == std::string_view::npos)
            return result.append(pattern);
        result.append(pattern.substr(0, opening));
        result += resolve(pattern.substr(opening + 1, closing - opening - 1));
        pattern.remove_prefix(closing + 1);
    }
}

} // namespace stanscope

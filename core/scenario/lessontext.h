#pragma once

#include "core/events/bankwords.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace stanscope {

/// What a lesson says to a person: in one or several languages, and otherwise for a handler with
/// which something else is to be seen.
class LessonText
{
public:
    /// By language, "en" or "vi"; "" stands for any.
    using Languages = std::map<std::string, std::string, std::less<>>;

    LessonText() = default;
    LessonText(std::string text); // NOLINT(*-explicit-*): a plain text is one for all languages
    LessonText(const char* text); // NOLINT(*-explicit-*)
    explicit LessonText(Languages general, std::map<Handler, Languages> own = {});

    bool isEmpty() const { return m_general.empty() && m_own.empty(); }
    /// `language` may name a country as well: "vi_VN". English where the language is not there.
    const std::string& textFor(std::string_view language,
                               std::optional<Handler> handler = std::nullopt) const;
    const std::string& english(std::optional<Handler> handler = std::nullopt) const
    {
        return textFor("en", handler);
    }
    const Languages& general() const { return m_general; }
    const std::map<Handler, Languages>& own() const { return m_own; }

    bool operator==(const LessonText&) const = default;

private:
    Languages m_general;
    std::map<Handler, Languages> m_own; ///< those for whom it says something else
};

} // namespace stanscope

#include "core/scenario/lessontext.h"

#include <utility>

namespace stanscope {

namespace {

const std::string nothing;

const std::string& inLanguage(const LessonText::Languages& texts, std::string_view language)
{
    for (const std::string_view one : {language.substr(0, 2), std::string_view("en"), {}})
        if (const auto found = texts.find(one); found != texts.end())
            return found->second;
    return nothing;
}

} // namespace

LessonText::LessonText(std::string text)
{
    if (!text.empty())
        m_general.emplace(std::string(), std::move(text));
}

LessonText::LessonText(const char* text)
    : LessonText(std::string(text))
{
}

LessonText::LessonText(Languages general, std::map<Handler, Languages> own)
    : m_general(std::move(general))
    , m_own(std::move(own))
{
}

const std::string& LessonText::textFor(std::string_view language,
                                       std::optional<Handler> handler) const
{
    const auto own = handler ? m_own.find(*handler) : m_own.end();
    return inLanguage(own == m_own.end() ? m_general : own->second, language);
}

} // namespace stanscope

#include "core/scenario/textreader.h"

#include "core/events/enumwords.h"
#include "core/util/errortext.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

// What a scenario file says to people.
namespace stanscope {

namespace {

constexpr std::array<std::string_view, 2> languages{"en", "vi"};

bool isLanguage(const std::string& key)
{
    return std::ranges::find(languages, key) != languages.end();
}

std::string checkedText(TomlTable& table, const std::string& key)
{
    std::string text = table.text(key);
    if (text.empty())
        table.fail(
            key, errorText(QT_TRANSLATE_NOOP("Errors", "`%1` is empty"), key),
            errorText(QT_TRANSLATE_NOOP("Errors", "Write a sentence, or take the key away.")));
    return text;
}

LessonText::Languages languagesOf(TomlTable& table)
{
    LessonText::Languages texts;
    for (const std::string& key : table.keys())
        if (isLanguage(key))
            texts[key] = checkedText(table, key);
    if (!texts.empty() && !texts.contains("en"))
        table.fail("vi", errorText(QT_TRANSLATE_NOOP("Errors", "a text needs English too")),
                   errorText(QT_TRANSLATE_NOOP("Errors", "Add `en`.")));
    return texts;
}

LessonText::Languages variantOf(TomlTable& table, const std::string& key)
{
    if (table.isText(key))
        return {{std::string(), checkedText(table, key)}};
    auto variant = table.table(key);
    auto texts = languagesOf(*variant);
    if (texts.empty())
        table.fail(key, errorText(QT_TRANSLATE_NOOP("Errors", "`%1` says nothing"), key),
                   errorText(QT_TRANSLATE_NOOP("Errors", "Write its `en`.")));
    variant->finish();
    return texts;
}

std::vector<std::string> namesOf(const LessonText::Languages& texts)
{
    std::vector<std::string> names;
    for (const auto& [name, text] : texts)
        names.push_back(name);
    return names;
}

/// A variant that lacks a language would be told in another one, or not at all.
void checkLanguages(TomlTable& table, const LessonText::Languages& general,
                    const std::map<Handler, LessonText::Languages>& own)
{
    const LessonText::Languages& first = general.empty() ? own.begin()->second : general;
    for (const auto& [handler, texts] : own) {
        const std::string word(wordOf(handler));
        if (namesOf(texts) != namesOf(first))
            table.fail(
                word,
                errorText(QT_TRANSLATE_NOOP("Errors",
                                            "`%1` has other languages than the texts beside it"),
                          word),
                errorText(QT_TRANSLATE_NOOP("Errors", "Write each text in the same languages.")));
    }
    if (general.empty() && own.size() < enumCount<Handler>())
        table.fail({}, errorText(QT_TRANSLATE_NOOP("Errors", "the other handlers have no text")),
                   errorText(QT_TRANSLATE_NOOP("Errors", "Add `en`, which is for all others.")));
}

LessonText textOf(TomlTable table)
{
    auto general = languagesOf(table);
    std::map<Handler, LessonText::Languages> own;
    for (const std::string& key : table.keys())
        if (const auto handler = fromText<Handler>(key))
            own[*handler] = variantOf(table, key);
        else if (!isLanguage(key))
            table.fail(
                key,
                errorText(QT_TRANSLATE_NOOP("Errors", "`%1` is neither a language nor a handler"),
                          key),
                errorText(QT_TRANSLATE_NOOP("Errors", "Write `en`, `vi` or a handler's name.")));
    if (general.empty() && own.empty())
        table.fail({}, errorText(QT_TRANSLATE_NOOP("Errors", "there is no text")),
                   errorText(QT_TRANSLATE_NOOP("Errors", "Write `en`.")));
    checkLanguages(table, general, own);
    table.finish();
    return LessonText(std::move(general), std::move(own));
}

} // namespace

LessonText readLessonText(TomlTable& table, const std::string& key)
{
    return table.isTable(key) ? textOf(*table.table(key)) : LessonText(table.text(key, {}));
}

LessonText requireLessonText(TomlTable& table, const std::string& key)
{
    return table.isTable(key) ? textOf(*table.table(key)) : LessonText(checkedText(table, key));
}

std::vector<LessonText> readLessonTexts(TomlTable& table, const std::string& key, std::size_t most)
{
    std::vector<LessonText> texts;
    if (!table.has(key))
        return texts;
    if (table.isListOfTables(key)) {
        for (TomlTable& one : table.tables(key))
            texts.push_back(textOf(std::move(one)));
    } else {
        for (std::string& one : table.texts(key))
            texts.emplace_back(std::move(one));
    }
    if (texts.size() > most)
        table.fail(key,
                   errorText(QT_TRANSLATE_NOOP("Errors", "`%1` has at most %2 entries"), key, most),
                   errorText(QT_TRANSLATE_NOOP("Errors", "Take some away.")));
    return texts;
}

} // namespace stanscope

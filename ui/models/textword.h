#pragma once

#include "core/lab/history.h"

#include <QString>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace stanscope {

/// One word that is looked for in the cells of many rows, upper and lower case alike. What rows
/// share (names, outcomes) is looked at once. GUI thread.
class TextWord
{
public:
    explicit TextWord(const QString& word);

    bool in(const QString& text) const;
    /// UTF-8, or any bytes.
    bool in(std::string_view bytes) const;
    bool inName(const History& history, NameId name);
    bool inNumber(std::int64_t number) const;
    /// As cells show it: "110.00".
    bool inMoney(std::int64_t cents) const;
    /// Of a text that many rows have, such as an outcome's: `slot` is its own, below 128.
    template <typename Text>
    bool inLabel(std::size_t slot, Text&& text)
    {
        Found& found = m_labels.at(slot);
        if (found == Found::Unknown)
            found = in(text()) ? Found::Yes : Found::No;
        return found == Found::Yes;
    }

private:
    enum class Found : signed char
    {
        Unknown,
        Yes,
        No
    };

    QString m_word;
    std::string m_lower; ///< empty where it is not ASCII
    bool m_isNumeric = false; ///< it can be in a number
    std::vector<Found> m_names; ///< by NameId
    std::array<Found, 128> m_labels{};
};

/// The words of what a person typed.
std::vector<TextWord> textWords(const QString& text);

} // namespace stanscope

#pragma once

#include "core/scenario/tomltable.h"
#include "core/util/errortext.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace stanscope {

/// A word and what it stands for.
template <typename T>
struct WordOf
{
    std::string_view word;
    T value;
};

template <typename T, std::size_t N>
std::optional<T> valueOf(const std::array<WordOf<T>, N>& words, std::string_view word)
{
    const auto found = std::ranges::find(words, word, &WordOf<T>::word);
    return found == words.end() ? std::nullopt : std::optional(found->value);
}

template <typename T, std::size_t N>
T chosen(TomlTable& table, const std::string& key, const std::array<WordOf<T>, N>& words)
{
    const std::string word = table.text(key);
    const auto value = valueOf(words, word);
    if (!value) {
        std::string all;
        for (const auto& one : words)
            all += (all.empty() ? "`" : ", `") + std::string(one.word) + '`';
        table.fail(key,
                   errorText(QT_TRANSLATE_NOOP("Errors", "`%1` is not a value of `%2`"), word, key),
                   errorText(QT_TRANSLATE_NOOP("Errors", "Write one of %1."), all));
    }
    return *value;
}

} // namespace stanscope

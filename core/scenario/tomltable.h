#pragma once

#include "core/util/result.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <vector>

namespace stanscope {

/// What is wrong in a scenario file, with its line.
class TomlError
{
public:
    TomlError(const toml::node& where, std::string what)
        : m_line(where.source().begin.line)
        , m_what(std::move(what))
    {
    }

    Error toError() const
    {
        return {"Line " + std::to_string(m_line) + ": " + m_what + ".",
                "Correct that line of the scenario file."};
    }

private:
    std::uint32_t m_line = 0;
    std::string m_what;
};

/// Reads one table of a scenario file strictly: wrong types, values out of range and unknown keys
/// throw a TomlError. Used inside the parser only, which turns it into an Error.
class TomlTable
{
public:
    explicit TomlTable(const toml::node& node);

    std::string text(const std::string& key);
    std::string text(const std::string& key, const std::string& fallback);
    std::int64_t integer(const std::string& key, std::int64_t least, std::int64_t most);
    std::int64_t integer(const std::string& key, std::int64_t least, std::int64_t most,
                         std::int64_t fallback);
    double real(const std::string& key, double least, double most, double fallback);
    std::vector<std::string> texts(const std::string& key);
    std::vector<TomlTable> tables(const std::string& key);
    std::optional<TomlTable> table(const std::string& key);
    bool has(const std::string& key) const { return m_table->contains(key); }

    /// A word of an enum from bankwords.h.
    template <typename Parse>
    auto word(const std::string& key, const std::string& value, Parse parse)
    {
        const auto found = parse(value);
        if (!found)
            fail(key, "`" + value + "` is not a value of `" + key + "`");
        return *found;
    }

    [[noreturn]] void fail(const std::string& key, const std::string& what) const;
    /// Call last: every key must have been read.
    void finish() const;

private:
    const toml::node* find(const std::string& key);
    const toml::node& require(const std::string& key);

    const toml::table* m_table = nullptr;
    std::set<std::string> m_read;
};

} // namespace stanscope

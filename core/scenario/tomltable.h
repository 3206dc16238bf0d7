#pragma once

#include "core/util/errortext.h"
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

/// What is wrong in a scenario file, and where.
class TomlError
{
public:
    TomlError(const toml::source_position& where, std::string what, std::string remedy = {})
        : m_where(where)
        , m_what(std::move(what))
        , m_remedy(std::move(remedy))
    {
    }
    TomlError(const toml::node& where, std::string what, std::string remedy = {})
        : TomlError(where.source().begin, std::move(what), std::move(remedy))
    {
    }

    /// `file` may be empty.
    Error toError(std::string_view file) const
    {
        const std::string text = file.empty()
            ? errorText(QT_TRANSLATE_NOOP("Errors", "Line %1, column %2: %3."), m_where.line,
                        m_where.column, m_what)
            : errorText(QT_TRANSLATE_NOOP("Errors", "%4, line %1, column %2: %3."), m_where.line,
                        m_where.column, m_what, std::string(file));
        return {text,
                m_remedy.empty() ? errorText(
                    QT_TRANSLATE_NOOP("Errors", "Correct that line of the scenario file."))
                                 : m_remedy};
    }

private:
    toml::source_position m_where;
    std::string m_what;
    std::string m_remedy;
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
    bool flag(const std::string& key, bool fallback);
    std::vector<std::string> texts(const std::string& key);
    std::vector<std::int64_t> integers(const std::string& key, std::int64_t least,
                                       std::int64_t most);
    std::vector<TomlTable> tables(const std::string& key);
    std::optional<TomlTable> table(const std::string& key);
    bool has(const std::string& key) const { return m_table->contains(key); }
    bool isText(const std::string& key) const;
    bool isTable(const std::string& key) const;
    bool isListOfTables(const std::string& key) const;
    /// All of them, for a table whose keys are names; each has to be read all the same.
    std::vector<std::string> keys() const;

    /// A word of an enum from bankwords.h.
    template <typename Parse>
    auto word(const std::string& key, const std::string& value, Parse parse)
    {
        const auto found = parse(value);
        if (!found)
            fail(key,
                 errorText(QT_TRANSLATE_NOOP("Errors", "`%1` is not a value of `%2`"), value, key));
        return *found;
    }

    [[noreturn]] void fail(const std::string& key, const std::string& what,
                           const std::string& remedy = {}) const;
    /// Call last: every key must have been read.
    void finish() const;

private:
    const toml::node* find(const std::string& key);
    const toml::node& require(const std::string& key);

    const toml::table* m_table = nullptr;
    std::set<std::string> m_read;
};

} // namespace stanscope

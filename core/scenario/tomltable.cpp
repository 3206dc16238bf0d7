#include "core/scenario/tomltable.h"

#include "core/util/errortext.h"

namespace stanscope {

namespace {

constexpr std::size_t maxText = 1000;
constexpr std::size_t maxItems = 1000;

} // namespace

TomlTable::TomlTable(const toml::node& node)
    : m_table(node.as_table())
{
    if (!m_table)
        throw TomlError(node, errorText(QT_TRANSLATE_NOOP("Errors", "a table is expected")));
}

std::string TomlTable::text(const std::string& key)
{
    const auto* value = require(key).as_string();
    if (!value)
        fail(key, errorText(QT_TRANSLATE_NOOP("Errors", "`%1` must be text"), key));
    if (value->get().size() > maxText)
        fail(key,
             errorText(QT_TRANSLATE_NOOP("Errors", "`%1` is longer than %2 bytes"), key, maxText));
    return value->get();
}

std::string TomlTable::text(const std::string& key, const std::string& fallback)
{
    return find(key) ? text(key) : fallback;
}

std::int64_t TomlTable::integer(const std::string& key, std::int64_t least, std::int64_t most)
{
    const auto* value = require(key).as_integer();
    if (!value || value->get() < least || value->get() > most)
        fail(key,
             errorText(QT_TRANSLATE_NOOP("Errors", "`%1` must be a whole number from %2 to %3"),
                       key, least, most));
    return value->get();
}

std::int64_t TomlTable::integer(const std::string& key, std::int64_t least, std::int64_t most,
                                std::int64_t fallback)
{
    return find(key) ? integer(key, least, most) : fallback;
}

double TomlTable::real(const std::string& key, double least, double most, double fallback)
{
    const toml::node* node = find(key);
    if (!node)
        return fallback;
    const auto value = node->value<double>();
    if (!node->is_number() || !value || !(*value >= least && *value <= most))
        fail(key,
             errorText(QT_TRANSLATE_NOOP("Errors", "`%1` must be a number from %2 to %3"), key,
                       std::to_string(least), std::to_string(most)));
    return *value;
}

bool TomlTable::flag(const std::string& key, bool fallback)
{
    const toml::node* node = find(key);
    if (!node)
        return fallback;
    const auto* value = node->as_boolean();
    if (!value)
        fail(key, errorText(QT_TRANSLATE_NOOP("Errors", "`%1` must be true or false"), key));
    return value->get();
}

std::vector<std::string> TomlTable::texts(const std::string& key)
{
    const auto* array = require(key).as_array();
    if (!array || array->empty() || array->size() > maxItems)
        fail(key, errorText(QT_TRANSLATE_NOOP("Errors", "`%1` must be a list of texts"), key));
    std::vector<std::string> list;
    for (const toml::node& item : *array) {
        const auto* value = item.as_string();
        if (!value)
            fail(key, errorText(QT_TRANSLATE_NOOP("Errors", "`%1` must be a list of texts"), key));
        list.push_back(value->get());
    }
    return list;
}

std::vector<std::int64_t> TomlTable::integers(const std::string& key, std::int64_t least,
                                              std::int64_t most)
{
    const auto* array = require(key).as_array();
    if (!array || array->empty() || array->size() > maxItems)
        fail(key,
             errorText(QT_TRANSLATE_NOOP("Errors", "`%1` must be a list of whole numbers"), key));
    std::vector<std::int64_t> list;
    for (const toml::node& item : *array) {
        const auto* value = item.as_integer();
        if (!value || value->get() < least || value->get() > most)
            fail(key,
                 errorText(QT_TRANSLATE_NOOP("Errors", "`%1` must be a list of whole numbers"),
                           key));
        list.push_back(value->get());
    }
    return list;
}

std::vector<TomlTable> TomlTable::tables(const std::string& key)
{
    const auto* array = require(key).as_array();
    if (!array || array->size() > maxItems)
        fail(key, errorText(QT_TRANSLATE_NOOP("Errors", "`%1` must be a list of tables"), key));
    std::vector<TomlTable> list;
    for (const toml::node& item : *array)
        list.emplace_back(item);
    return list;
}

std::optional<TomlTable> TomlTable::table(const std::string& key)
{
    const toml::node* node = find(key);
    return node ? std::optional(TomlTable(*node)) : std::nullopt;
}

bool TomlTable::isText(const std::string& key) const
{
    const toml::node* node = m_table->get(key);
    return node && node->is_string();
}

bool TomlTable::isTable(const std::string& key) const
{
    const toml::node* node = m_table->get(key);
    return node && node->is_table();
}

bool TomlTable::isListOfTables(const std::string& key) const
{
    const toml::node* node = m_table->get(key);
    return node && node->is_array_of_tables();
}

std::vector<std::string> TomlTable::keys() const
{
    std::vector<std::string> names;
    for (const auto& [key, node] : *m_table)
        names.emplace_back(key.str());
    return names;
}

void TomlTable::fail(const std::string& key, const std::string& what,
                     const std::string& remedy) const
{
    const toml::node* node = m_table->get(key);
    throw TomlError(node ? *node : *m_table, what, remedy);
}

void TomlTable::finish() const
{
    for (const auto& [key, node] : *m_table) {
        const std::string name(key.str());
        if (!m_read.contains(name))
            throw TomlError(node,
                            errorText(QT_TRANSLATE_NOOP("Errors", "`%1` is not known here"), name));
    }
}

const toml::node* TomlTable::find(const std::string& key)
{
    m_read.insert(key);
    return m_table->get(key);
}

const toml::node& TomlTable::require(const std::string& key)
{
    const toml::node* node = find(key);
    if (!node)
        fail(key, errorText(QT_TRANSLATE_NOOP("Errors", "`%1` is missing"), key));
    return *node;
}

} // namespace stanscope

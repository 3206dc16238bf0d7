#pragma once

#include "core/util/stringhash.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stanscope {

/// What a value in a BoundedMap takes beyond its own size: what it says itself, or its text.
template <typename Value>
std::size_t weightOf(const Value& value)
{
    if constexpr (requires { value.weight(); })
        return value.weight();
    else if constexpr (std::is_same_v<Value, std::string>)
        return value.size();
    else
        return 0;
}
template <typename Item>
std::size_t weightOf(const std::vector<Item>& items)
{
    std::size_t weight = items.size() * sizeof(Item);
    for (const Item& item : items)
        weight += weightOf(item);
    return weight;
}

/// Lookups keyed by what a stranger sends: when it holds `limit` entries, or keys and values of so
/// many bytes, the oldest ones go. Moved from, it must not be used any more.
template <typename Value>
class BoundedMap
{
public:
    static constexpr std::size_t usualBytes = std::size_t{64} << 20;

    explicit BoundedMap(std::size_t limit, std::size_t bytes = usualBytes)
        : m_limit(limit)
        , m_byteLimit(bytes)
    {
    }
    BoundedMap(BoundedMap&&) noexcept = default;
    BoundedMap& operator=(BoundedMap&&) noexcept = default;
    BoundedMap(const BoundedMap& other)
        : m_limit(other.m_limit)
        , m_byteLimit(other.m_byteLimit)
    {
        for (const Node* node = other.m_oldest; node; node = node->second.newer)
            insert(node->first, node->second.value);
    }
    BoundedMap& operator=(const BoundedMap&) = delete;
    ~BoundedMap() = default;

    std::size_t size() const { return m_entries.size(); }

    std::size_t bytes() const { return m_bytes; }

    /// Replaces the value of a known key, which keeps its age. One entry is kept, however large.
    void insert(std::string_view key, Value value)
    {
        const auto [entry, isNew] = m_entries.try_emplace(std::string(key));
        m_bytes -= entry->second.weight;
        entry->second.weight = key.size() + weightOf(value);
        m_bytes += entry->second.weight;
        entry->second.value = std::move(value);
        if (isNew) {
            entry->second.older = m_newest;
            (m_newest ? m_newest->second.newer : m_oldest) = &*entry;
            m_newest = &*entry;
        }
        while (m_entries.size() > m_limit || (m_bytes > m_byteLimit && m_entries.size() > 1))
            erase(m_oldest->first);
    }

    Value* find(std::string_view key)
    {
        const auto found = m_entries.find(key);
        return found == m_entries.end() ? nullptr : &found->second.value;
    }

    std::optional<Value> take(std::string_view key)
    {
        const auto found = m_entries.find(key);
        if (found == m_entries.end())
            return std::nullopt;
        const Entry& entry = found->second;
        (entry.older ? entry.older->second.newer : m_oldest) = entry.newer;
        (entry.newer ? entry.newer->second.older : m_newest) = entry.older;
        std::optional<Value> value = std::move(found->second.value);
        m_bytes -= entry.weight;
        m_entries.erase(found);
        return value;
    }

    void erase(std::string_view key) { take(key); }

    /// Where an entry like this one needs the oldest one's place: that one. For who must know what
    /// goes; again until there is nothing.
    std::optional<Value> makeRoom(std::string_view key, const Value& value)
    {
        const std::size_t weight = key.size() + weightOf(value);
        if (m_entries.empty() || (m_entries.size() < m_limit && m_bytes + weight <= m_byteLimit))
            return std::nullopt;
        return take(m_oldest->first);
    }
    /// All of them, from the oldest one on, with their keys.
    template <typename Visit>
    void visitAll(Visit visit) const
    {
        for (const Node* node = m_oldest; node; node = node->second.newer)
            visit(node->first, node->second.value);
    }
    /// From the oldest one on, until `visit` says that it is enough. Keys and weights stay.
    template <typename Visit>
    void visitOldest(Visit visit)
    {
        for (Node* node = m_oldest; node && visit(node->second.value); node = node->second.newer) {
        }
    }
    void clear()
    {
        m_entries.clear();
        m_bytes = 0;
        m_oldest = nullptr;
        m_newest = nullptr;
    }

private:
    struct Entry;
    using Node = std::pair<const std::string, Entry>;
    struct Entry
    {
        Value value{};
        std::size_t weight = 0;
        Node* older = nullptr;
        Node* newer = nullptr;
    };

    std::size_t m_limit;
    std::size_t m_byteLimit;
    std::size_t m_bytes = 0;
    std::unordered_map<std::string, Entry, StringHash, std::equal_to<>> m_entries;
    Node* m_oldest = nullptr;
    Node* m_newest = nullptr;
};

} // namespace stanscope

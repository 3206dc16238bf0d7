#pragma once

#include "core/util/stringhash.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace stanscope {

/// Lookups keyed by what a stranger sends: when it holds `limit` entries the oldest one goes. Moved
/// from, it must not be used any more.
template <typename Value>
class BoundedMap
{
public:
    explicit BoundedMap(std::size_t limit)
        : m_limit(limit)
    {
    }
    BoundedMap(BoundedMap&&) noexcept = default;
    BoundedMap& operator=(BoundedMap&&) noexcept = default;
    BoundedMap(const BoundedMap& other)
        : m_limit(other.m_limit)
    {
        for (const Node* node = other.m_oldest; node; node = node->second.newer)
            insert(node->first, node->second.value);
    }
    BoundedMap& operator=(const BoundedMap&) = delete;
    ~BoundedMap() = default;

    std::size_t size() const { return m_entries.size(); }

    /// Replaces the value of a known key, which keeps its age.
    void insert(std::string_view key, Value value)
    {
        const auto [entry, isNew] = m_entries.try_emplace(std::string(key));
        entry->second.value = std::move(value);
        if (!isNew)
            return;
        entry->second.older = m_newest;
        (m_newest ? m_newest->second.newer : m_oldest) = &*entry;
        m_newest = &*entry;
        if (m_entries.size() > m_limit)
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
        m_entries.erase(found);
        return value;
    }

    void erase(std::string_view key) { take(key); }

    bool isFull() const { return m_entries.size() == m_limit; }
    /// It must not be empty.
    Value takeOldest() { return *take(m_oldest->first); }
    void clear()
    {
        m_entries.clear();
        m_oldest = nullptr;
        m_newest = nullptr;
    }

private:
    struct Entry;
    using Node = std::pair<const std::string, Entry>;
    struct Entry
    {
        Value value{};
        Node* older = nullptr;
        Node* newer = nullptr;
    };

    std::size_t m_limit;
    std::unordered_map<std::string, Entry, StringHash, std::equal_to<>> m_entries;
    Node* m_oldest = nullptr;
    Node* m_newest = nullptr;
};

} // namespace stanscope

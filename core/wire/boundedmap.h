#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace stanscope {

/// Lookups keyed by what a stranger sends: when it holds `limit` entries the oldest one goes.
template <typename Value>
class BoundedMap
{
public:
    explicit BoundedMap(std::size_t limit)
        : m_limit(limit)
    {
    }

    std::size_t size() const { return m_entries.size(); }

    /// Replaces the value of a known key, which keeps its age.
    void insert(std::string_view key, Value value)
    {
        const auto [entry, isNew] = m_entries.try_emplace(std::string(key));
        entry->second.value = std::move(value);
        if (!isNew)
            return;
        entry->second.birth = ++m_births;
        m_order.push_back({m_births, entry->first});
        while (m_entries.size() > m_limit)
            dropOldest();
        // Keys that were taken leave their places behind.
        if (m_order.size() > 2 * m_limit)
            std::erase_if(m_order, [this](const Place& place) { return !isLive(place); });
    }

    Value* find(std::string_view key)
    {
        m_probe.assign(key);
        const auto found = m_entries.find(m_probe);
        return found == m_entries.end() ? nullptr : &found->second.value;
    }

    std::optional<Value> take(std::string_view key)
    {
        m_probe.assign(key);
        const auto found = m_entries.find(m_probe);
        if (found == m_entries.end())
            return std::nullopt;
        std::optional<Value> value = std::move(found->second.value);
        m_entries.erase(found);
        return value;
    }

    void erase(std::string_view key) { take(key); }

private:
    struct Entry
    {
        Value value{};
        std::uint64_t birth = 0;
    };
    struct Place
    {
        std::uint64_t birth = 0;
        std::string key;
    };

    /// The key was not taken and inserted again since.
    bool isLive(const Place& place) const
    {
        const auto found = m_entries.find(place.key);
        return found != m_entries.end() && found->second.birth == place.birth;
    }

    void dropOldest()
    {
        if (isLive(m_order.front()))
            m_entries.erase(m_order.front().key);
        m_order.pop_front();
    }

    std::size_t m_limit;
    std::uint64_t m_births = 0;
    std::unordered_map<std::string, Entry> m_entries;
    std::deque<Place> m_order;
    std::string m_probe; ///< spares an allocation a lookup
};

} // namespace stanscope

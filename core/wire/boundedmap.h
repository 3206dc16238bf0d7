#pragma once

#include <cstddef>
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

    void insert(std::string_view key, Value value)
    {
        const auto [entry, isNew] = m_values.insert_or_assign(std::string(key), std::move(value));
        if (!isNew)
            return;
        m_order.push_back(entry->first);
        // Keys that were taken meanwhile leave stale places in the order behind.
        while (m_values.size() > m_limit || m_order.size() > 2 * m_limit) {
            m_values.erase(m_order.front());
            m_order.pop_front();
        }
    }

    Value* find(std::string_view key)
    {
        m_probe.assign(key);
        const auto found = m_values.find(m_probe);
        return found == m_values.end() ? nullptr : &found->second;
    }

    std::optional<Value> take(std::string_view key)
    {
        m_probe.assign(key);
        const auto found = m_values.find(m_probe);
        if (found == m_values.end())
            return std::nullopt;
        std::optional<Value> value = std::move(found->second);
        m_values.erase(found);
        return value;
    }

    void erase(std::string_view key) { take(key); }

private:
    std::size_t m_limit;
    std::unordered_map<std::string, Value> m_values;
    std::deque<std::string> m_order;
    std::string m_probe; ///< spares an allocation a lookup
};

} // namespace stanscope

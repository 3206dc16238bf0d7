#pragma once

#include "core/util/clock.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace stanscope {

/// The one door between threads: any thread pushes, one thread takes everything in order.
/// The consumer either waits (`waitAndTake`) or is woken by a callback that runs in the pushing
/// thread, once for each change from empty to not empty, outside the lock.
template <typename T>
class HandOff
{
public:
    using Wake = std::function<void()>;

    explicit HandOff(Wake wake = {})
        : m_wake(std::move(wake))
    {
    }

    /// False when the queue is closed: the value is dropped.
    bool push(T value)
    {
        return add([&value](std::vector<T>& items) { items.push_back(std::move(value)); });
    }

    /// As push, for small values that come in crowds: `put` either appends an item or makes the
    /// last one hold more. It runs under the lock and must be short.
    template <typename Put>
    bool add(Put put)
    {
        bool wasEmpty = false;
        {
            const std::lock_guard lock(m_mutex);
            if (m_closed)
                return false;
            wasEmpty = m_items.empty();
            put(m_items);
        }
        if (wasEmpty) {
            m_changed.notify_one();
            if (m_wake)
                m_wake();
        }
        return true;
    }

    std::vector<T> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_items, {});
    }

    /// Waits until there is something, the queue is closed, or `timeout` has passed. When there is
    /// something, more may gather for `gathering`: waking up costs more than most items do.
    std::vector<T> waitAndTake(Nanos timeout, Nanos gathering = {})
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, timeout, [this] { return m_closed || !m_items.empty(); });
        if (!m_items.empty())
            m_changed.wait_for(lock, gathering, [this] { return m_closed; });
        return std::exchange(m_items, {});
    }

    /// No value is accepted any more; what is in the queue can still be taken.
    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_changed.notify_all();
    }

    bool isClosed() const
    {
        const std::lock_guard lock(m_mutex);
        return m_closed;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<T> m_items;
    Wake m_wake;
    bool m_closed = false;
};

} // namespace stanscope

#pragma once

#include "core/util/clock.h"

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace stanscope {

/// Waiting that another thread can cut short. Take the ticket before saying that you are about to
/// wait: a wake() in between then counts.
class Pauser
{
public:
    using Ticket = std::uint64_t;

    Ticket ticket() const
    {
        const std::lock_guard lock(m_mutex);
        return m_wakes;
    }
    void wait(Ticket ticket, Nanos time)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, time, [&] { return m_stopped || m_wakes != ticket; });
    }
    /// Until somebody wakes it.
    void wait(Ticket ticket)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_stopped || m_wakes != ticket; });
    }
    void wake()
    {
        const std::lock_guard lock(m_mutex);
        ++m_wakes;
        m_changed.notify_all();
    }
    /// No waiting any more.
    void stop()
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        m_changed.notify_all();
    }
    bool isStopped() const
    {
        const std::lock_guard lock(m_mutex);
        return m_stopped;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    Ticket m_wakes = 0;
    bool m_stopped = false;
};

} // namespace stanscope

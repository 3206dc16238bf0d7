#pragma once

#include "core/util/clock.h"

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <thread>

namespace stanscope::test {

/// Tells a late machine from a wrong prediction: how late a thread of this process wakes up, and
/// how long the threads of the broker had to wait for a processor (Linux:
/// /proc/PID/task/*/schedstat).
class MachineWatch
{
public:
    MachineWatch();
    ~MachineWatch();

    /// The broker's process; a new one after a restart.
    void follow(std::int64_t pid) { m_pid = pid; }
    /// The worst of both between these times.
    Nanos lateness(Nanos from, Nanos until) const;

private:
    struct Sample
    {
        Nanos late{}; ///< of this thread's own waking up
        Nanos waited{}; ///< of all threads of the broker since its start, for a processor
    };

    void run();
    static Nanos waitedBy(std::int64_t pid);

    std::atomic<std::int64_t> m_pid{0};
    std::atomic<bool> m_ends{false};
    mutable std::mutex m_mutex;
    std::map<Nanos, Sample> m_samples; ///< by the time when it should have woken up
    std::thread m_thread;
};

} // namespace stanscope::test

#pragma once

#include <nats/nats.h>

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace stanscope::test {

/// Acks messages some time later, from a thread of its own, and then destroys them. What is left
/// when the process ends is never acked.
class LateAcks
{
public:
    LateAcks()
        : m_thread([this] { run(); })
    {
        m_thread.detach(); // the process ends with _exit
    }

    /// Any thread. The subscription stays valid as long as the process.
    void add(std::chrono::milliseconds delay, stanSubscription* subscription, stanMsg* message)
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.emplace(Clock::now() + delay, Waiting{subscription, message});
        m_changed.notify_one();
    }

private:
    using Clock = std::chrono::steady_clock;
    struct Waiting
    {
        stanSubscription* subscription = nullptr;
        stanMsg* message = nullptr;
    };

    void run()
    {
        std::unique_lock lock(m_mutex);
        while (true) {
            if (m_waiting.empty()) {
                m_changed.wait(lock);
                continue;
            }
            const auto first = m_waiting.begin();
            if (first->first > Clock::now()) {
                m_changed.wait_until(lock, first->first);
                continue;
            }
            const Waiting due = first->second;
            m_waiting.erase(first);
            lock.unlock();
            stanSubscription_AckMsg(due.subscription, due.message);
            stanMsg_Destroy(due.message);
            lock.lock();
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::multimap<Clock::time_point, Waiting> m_waiting;
    std::thread m_thread;
};

} // namespace stanscope::test

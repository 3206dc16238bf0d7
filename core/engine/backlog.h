#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <utility>

namespace stanscope {

/// How much waits to be folded: what comes faster than it is folded must not fill the memory. Over
/// the limit everything is dropped until half of it is folded, so that there is one large hole
/// rather than many small ones. Any thread.
class Backlog
{
public:
    enum class Admission
    {
        Taken,
        TakenAgain, ///< the first one after a hole
        FirstDropped,
        Dropped,
    };

    explicit Backlog(std::size_t limit)
        : m_limit(limit)
    {
    }

    void setLimit(std::size_t limit)
    {
        const std::lock_guard lock(m_mutex);
        m_limit = limit;
    }
    /// Of so many bytes.
    Admission admit(std::size_t bytes)
    {
        const std::lock_guard lock(m_mutex);
        if (m_isDropping) {
            ++m_untold;
            return Admission::Dropped;
        }
        if (m_bytes > 0 && m_bytes + bytes > m_limit) {
            ++m_untold;
            m_isDropping = true;
            return Admission::FirstDropped;
        }
        m_bytes += bytes;
        return std::exchange(m_isBehindHole, false) ? Admission::TakenAgain : Admission::Taken;
    }
    /// So many that were admitted do not wait any more.
    void done(std::size_t bytes)
    {
        const std::lock_guard lock(m_mutex);
        m_bytes -= bytes;
        if (m_isDropping && m_bytes <= m_limit / 2) {
            m_isDropping = false;
            m_isBehindHole = true;
        }
    }
    /// How many were dropped since the last time; 0 while it goes on.
    std::uint64_t takeDropped()
    {
        const std::lock_guard lock(m_mutex);
        return m_isDropping ? 0 : std::exchange(m_untold, 0);
    }

private:
    std::mutex m_mutex;
    std::size_t m_limit;
    std::size_t m_bytes = 0;
    std::uint64_t m_untold = 0;
    bool m_isDropping = false;
    bool m_isBehindHole = false;
};

} // namespace stanscope

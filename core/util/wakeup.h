#pragma once

#include <QSocketNotifier>
#include <QtGlobal>

#include <cstdint>
#include <functional>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace stanscope {

/// How other threads wake the event loop of the thread that made it: `onWake` runs there soon after
/// a `wake`, once for all that came meanwhile. A descriptor instead of a queued call: nothing is
/// made in one thread and freed in another, and the thread sanitizer sees who waited for whom,
/// which Qt's own event queue hides from it.
class Wakeup
{
public:
    /// Where there is an event loop, or will be.
    explicit Wakeup(std::function<void()> onWake)
        : m_descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
        , m_notifier(m_descriptor, QSocketNotifier::Read)
    {
        if (m_descriptor < 0)
            qFatal("No file descriptor is left to wake a thread with.");
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier,
                         [this, act = std::move(onWake)] {
                             std::uint64_t count = 0;
                             if (::read(m_descriptor, &count, sizeof count) == sizeof count)
                                 act();
                         });
    }
    ~Wakeup()
    {
        m_notifier.setEnabled(false);
        ::close(m_descriptor);
    }
    Wakeup(const Wakeup&) = delete;
    Wakeup& operator=(const Wakeup&) = delete;

    /// Any thread; does not block.
    void wake() const
    {
        const std::uint64_t one = 1;
        // It fails only where 2^64 others are waiting to be seen.
        static_cast<void>(::write(m_descriptor, &one, sizeof one));
    }

private:
    int m_descriptor;
    QSocketNotifier m_notifier;
};

} // namespace stanscope

#pragma once

#include <nats/nats.h>

namespace stanscope {

/// cnats and OpenSSL keep memory for each thread that uses them and free it when that thread is
/// gone. A pooled thread may outlive main() by a moment, and then nobody does. So the library is
/// opened in the main thread, and a task for another thread holds one of these.
class NatsThread
{
public:
    /// In the main thread, before the first task: what the library needs only once belongs there.
    static void openLibrary() { nats_Open(-1); }

    NatsThread() = default;
    NatsThread(const NatsThread&) = delete;
    NatsThread& operator=(const NatsThread&) = delete;
    ~NatsThread() { nats_ReleaseThreadMemory(); }
};

} // namespace stanscope

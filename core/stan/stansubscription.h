#pragma once

#include <nats/nats.h>

namespace stanscope {

/// Owns a subscription of the library. It stays valid, though closed, as long as a message of it
/// does.
class StanSubscription
{
public:
    StanSubscription() = default;
    StanSubscription(const StanSubscription&) = delete;
    StanSubscription& operator=(const StanSubscription&) = delete;
    ~StanSubscription() { stanSubscription_Destroy(m_handle); }

    stanSubscription* handle() const { return m_handle; }
    stanSubscription** receive() { return &m_handle; }

private:
    stanSubscription* m_handle = nullptr;
};

} // namespace stanscope

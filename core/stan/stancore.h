#pragma once

#include "core/stan/stanmessage.h"
#include "core/stan/stanoptions.h"
#include "core/util/handoff.h"

#include <nats/nats.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <variant>
#include <vector>

namespace stanscope {

namespace stanevent {

struct Connected
{
};
struct ConnectFailed
{
    Error error;
};
struct Subscribed
{
};
struct SubscribeFailed
{
    Error error;
};
struct PublishDone
{
    std::uint64_t tag = 0;
    Result<> result;
};
struct Lost
{
    std::string why;
};
struct Disconnected
{
};
struct Reconnected
{
};
struct Closed
{
};

} // namespace stanevent

using StanEvent =
    std::variant<stanevent::Connected, stanevent::ConnectFailed, stanevent::Subscribed,
                 stanevent::SubscribeFailed, StanMessage, stanevent::PublishDone, stanevent::Lost,
                 stanevent::Disconnected, stanevent::Reconnected, stanevent::Closed>;

class StanSubscription;

/// The library's side of a StanClient. The methods block and run on one worker thread; the
/// callbacks run on the library's threads and only post events.
class StanCore : public std::enable_shared_from_this<StanCore>
{
public:
    /// `wake` runs in the posting thread when events are waiting.
    static std::shared_ptr<StanCore> create(StanConnectOptions options, std::function<void()> wake);
    ~StanCore();

    void connectToBroker();
    void subscribe(const StanSubscribeOptions& options);
    void publish(const ChannelName& channel, const std::string& payload, std::uint64_t tag);
    void close();

    /// From now on nobody is woken.
    void forgetOwner();
    void post(StanEvent event) { m_events.push(std::move(event)); }
    std::vector<StanEvent> take() { return m_events.take(); }

    static Result<> ack(const StanMessage& message);

private:
    StanCore(StanConnectOptions options, std::function<void()> wake);
    void* closure() const;

    static std::shared_ptr<StanCore> find(void* closure);
    static void onMessage(stanConnection*, stanSubscription* subscription, const char*,
                          stanMsg* message, void* closure);
    static void onPubAck(const char* guid, const char* error, void* closure);
    static void onLost(stanConnection*, const char* error, void* closure);
    static void onDisconnected(natsConnection*, void* closure);
    static void onReconnected(natsConnection*, void* closure);

    const StanConnectOptions m_options;
    std::uintptr_t m_id = 0;
    std::mutex m_wakeMutex;
    std::function<void()> m_wake;
    HandOff<StanEvent> m_events;
    stanConnection* m_connection = nullptr; ///< worker only
    std::vector<std::shared_ptr<StanSubscription>> m_subscriptions; ///< worker only
};

} // namespace stanscope

#include "core/stan/stancore.h"

#include "core/nats/natsoptions.h"
#include "core/stan/stansubscription.h"

#include <unordered_map>

namespace stanscope {

/// The subscription is taken from the callback, which may run before subscribe() has returned; the
/// library counts its own references, and the client closes before it lets go.
class StanAckHandle
{
public:
    StanAckHandle(stanSubscription* subscription, stanMsg* message, std::weak_ptr<StanCore> core)
        : m_subscription(subscription)
        , m_message(message)
        , m_core(std::move(core))
    {
    }
    StanAckHandle(const StanAckHandle&) = delete;
    StanAckHandle& operator=(const StanAckHandle&) = delete;
    ~StanAckHandle() { stanMsg_Destroy(m_message); }

    natsStatus send() const
    {
        // The core keeps the subscription alive; without it there is nothing to ack to.
        const auto core = m_core.lock();
        return core ? stanSubscription_AckMsg(m_subscription, m_message) : NATS_CONNECTION_CLOSED;
    }

private:
    stanSubscription* m_subscription;
    stanMsg* m_message;
    std::weak_ptr<StanCore> m_core;
};

namespace {

/// The library calls some callbacks after the connection is destroyed, so their closures are
/// numbers that are looked up: a late callback finds nothing instead of freed memory.
struct CoreTable
{
    std::mutex mutex;
    std::unordered_map<std::uintptr_t, std::weak_ptr<StanCore>> cores;
    std::uintptr_t last = 0;
};

CoreTable& coreTable()
{
    static CoreTable table;
    return table;
}

struct PublishClosure
{
    std::weak_ptr<StanCore> core;
    std::uint64_t tag = 0;
};

Error libraryError(natsStatus status, std::string what, std::string remedy)
{
    const char* detail = nats_GetLastError(nullptr);
    const std::string cause = detail && *detail ? detail : natsStatus_GetText(status);
    return Error{std::move(what) + ": " + cause, std::move(remedy), Error::Kind::Transient};
}

using ConnectOptions = std::unique_ptr<stanConnOptions, decltype(&stanConnOptions_Destroy)>;
using SubscribeOptions = std::unique_ptr<stanSubOptions, decltype(&stanSubOptions_Destroy)>;

Result<NatsOptions> natsOptionsFor(const StanConnectOptions& options)
{
    auto result = NatsOptions::create(options.connection, options.client.value().c_str());
    if (!result)
        return result;
    natsOptions* raw = result->handle();
    natsOptions_SetTimeout(raw, options.connectWait.count());
    // A restarted broker is found again within a fraction of the shortest AckWait.
    natsOptions_SetReconnectWait(raw, 100);
    natsOptions_SetReconnectJitter(raw, 50, 50);
    // Without it every request waits for the 1 ms flusher.
    natsOptions_SetSendAsap(raw, true);
    return result;
}

SubscribeOptions subscribeOptionsFor(const StanSubscribeOptions& options)
{
    constexpr std::int64_t msPerSecond = 1000;
    stanSubOptions* raw = nullptr;
    stanSubOptions_Create(&raw);
    SubscribeOptions result(raw, &stanSubOptions_Destroy);
    if (!options.durable.empty())
        stanSubOptions_SetDurableName(raw, options.durable.c_str());
    stanSubOptions_SetAckWait(raw, options.ackWaitSeconds * msPerSecond);
    stanSubOptions_SetMaxInflight(raw, options.maxInflight);
    stanSubOptions_SetManualAckMode(raw, options.manualAck);
    switch (options.start.at) {
    case StanStart::At::New:
        break;
    case StanStart::At::All:
        stanSubOptions_DeliverAllAvailable(raw);
        break;
    case StanStart::At::Last:
        stanSubOptions_StartWithLastReceived(raw);
        break;
    case StanStart::At::FromSequence:
        stanSubOptions_StartAtSequence(raw, static_cast<std::uint64_t>(options.start.value));
        break;
    case StanStart::At::SecondsAgo:
        stanSubOptions_StartAtTimeDelta(raw, options.start.value * msPerSecond);
        break;
    }
    return result;
}

} // namespace

std::shared_ptr<StanCore> StanCore::create(StanConnectOptions options, std::function<void()> wake)
{
    std::shared_ptr<StanCore> core(new StanCore(std::move(options), std::move(wake)));
    CoreTable& table = coreTable();
    const std::lock_guard lock(table.mutex);
    core->m_id = ++table.last;
    table.cores.emplace(core->m_id, core);
    return core;
}

StanCore::StanCore(StanConnectOptions options, std::function<void()> wake)
    : m_options(std::move(options))
    , m_wake(std::move(wake))
    , m_events([this] {
        const std::lock_guard lock(m_wakeMutex);
        if (m_wake)
            m_wake();
    })
{
}

StanCore::~StanCore()
{
    CoreTable& table = coreTable();
    const std::lock_guard lock(table.mutex);
    table.cores.erase(m_id);
}

void* StanCore::closure() const
{
    return reinterpret_cast<void*>(m_id); // NOLINT(performance-no-int-to-ptr): never dereferenced
}

std::shared_ptr<StanCore> StanCore::find(void* closure)
{
    CoreTable& table = coreTable();
    const std::lock_guard lock(table.mutex);
    const auto found = table.cores.find(reinterpret_cast<std::uintptr_t>(closure));
    return found == table.cores.end() ? nullptr : found->second.lock();
}

void StanCore::forgetOwner()
{
    const std::lock_guard lock(m_wakeMutex);
    m_wake = {};
}

void StanCore::connectToBroker()
{
    const auto nats = natsOptionsFor(m_options);
    if (!nats)
        return post(stanevent::ConnectFailed{nats.error()});
    natsOptions_SetDisconnectedCB(nats->handle(), &StanCore::onDisconnected, closure());
    natsOptions_SetReconnectedCB(nats->handle(), &StanCore::onReconnected, closure());
    stanConnOptions* raw = nullptr;
    stanConnOptions_Create(&raw);
    const ConnectOptions options(raw, &stanConnOptions_Destroy);
    stanConnOptions_SetNATSOptions(raw, nats->handle());
    stanConnOptions_SetConnectionWait(raw, m_options.connectWait.count());
    stanConnOptions_SetPubAckWait(raw, m_options.pubAckWait.count());
    stanConnOptions_SetPings(raw, m_options.pingSeconds, m_options.pingMaxOut);
    stanConnOptions_SetConnectionLostHandler(raw, &StanCore::onLost, closure());
    const natsStatus status =
        stanConnection_Connect(&m_connection, m_options.clusterId.c_str(),
                               m_options.client.value().c_str(), options.get());
    if (status == NATS_OK)
        post(stanevent::Connected{});
    else
        post(stanevent::ConnectFailed{libraryError(
            status, "no STAN connection as \"" + m_options.client.value() + '"',
            "Check that the broker runs and that no other client uses this client id.")});
}

void StanCore::subscribe(const StanSubscribeOptions& options)
{
    auto subscription = std::make_shared<StanSubscription>();
    const SubscribeOptions native = subscribeOptionsFor(options);
    const char* channel = options.channel.value().c_str();
    const natsStatus status = options.queueGroup.empty()
        ? stanConnection_Subscribe(subscription->receive(), m_connection, channel,
                                   &StanCore::onMessage, closure(), native.get())
        : stanConnection_QueueSubscribe(subscription->receive(), m_connection, channel,
                                        options.queueGroup.c_str(), &StanCore::onMessage, closure(),
                                        native.get());
    if (status != NATS_OK) {
        post(stanevent::SubscribeFailed{
            libraryError(status, "no subscription to \"" + options.channel.value() + '"',
                         "Check AckWait, MaxInflight, queue group and durable name.")});
        return;
    }
    m_subscriptions.push_back(std::move(subscription));
    post(stanevent::Subscribed{});
}

void StanCore::publish(const ChannelName& channel, const std::string& payload, std::uint64_t tag)
{
    auto context = std::make_unique<PublishClosure>(PublishClosure{weak_from_this(), tag});
    const natsStatus status = stanConnection_PublishAsync(
        m_connection, channel.value().c_str(), payload.data(), static_cast<int>(payload.size()),
        &StanCore::onPubAck, context.get());
    if (status == NATS_OK)
        static_cast<void>(context.release()); // the library calls onPubAck exactly once
    else
        post(stanevent::PublishDone{tag,
                                    libraryError(status, "publish failed", "It is tried again.")});
}

void StanCore::close()
{
    for (const auto& subscription : m_subscriptions)
        stanSubscription_Close(subscription->handle());
    stanConnection_Destroy(m_connection);
    m_connection = nullptr;
    post(stanevent::Closed{});
}

Result<> StanCore::ack(const StanMessage& message)
{
    if (!message.ack)
        return {};
    const natsStatus status = message.ack->send();
    if (status == NATS_OK)
        return {};
    return libraryError(status, "ack not sent", "The broker delivers the message again.");
}

void StanCore::onMessage(stanConnection*, stanSubscription* subscription, const char*,
                         stanMsg* message, void* closure)
{
    const auto core = find(closure);
    StanMessage received;
    received.sequence = Sequence(stanMsg_GetSequence(message));
    received.receivedAt = monotonicNow();
    received.redelivered = stanMsg_IsRedelivered(message);
    received.payload.assign(stanMsg_GetData(message),
                            static_cast<std::size_t>(stanMsg_GetDataLength(message)));
    received.ack = std::make_shared<StanAckHandle>(subscription, message, core);
    if (core)
        core->post(std::move(received));
}

void StanCore::onPubAck(const char*, const char* error, void* closure)
{
    const std::unique_ptr<PublishClosure> context(static_cast<PublishClosure*>(closure));
    const auto core = context->core.lock();
    if (!core)
        return;
    Result<> result;
    if (error)
        result = Error{std::string("no puback: ") + error,
                       "It is unknown whether the message is stored; it is tried again.",
                       Error::Kind::Transient};
    core->post(stanevent::PublishDone{context->tag, result});
}

void StanCore::onLost(stanConnection*, const char* error, void* closure)
{
    if (const auto core = find(closure))
        core->post(stanevent::Lost{error ? error : "closed by the broker"});
}

void StanCore::onDisconnected(natsConnection*, void* closure)
{
    if (const auto core = find(closure))
        core->post(stanevent::Disconnected{});
}

void StanCore::onReconnected(natsConnection*, void* closure)
{
    if (const auto core = find(closure))
        core->post(stanevent::Reconnected{});
}

} // namespace stanscope

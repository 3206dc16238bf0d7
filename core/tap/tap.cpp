#include "core/tap/tap.h"

#include <nats/nats.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace stanscope {

namespace {

constexpr std::int64_t connectTimeoutMs = 3000;
constexpr std::int64_t flushTimeoutMs = 2000;
constexpr std::int64_t reconnectWaitMs = 250;

Error natsError(const char* what, natsStatus status)
{
    return {std::string("The tap cannot ") + what + ": " + natsStatus_GetText(status) + '.',
            "Check that the broker runs, that the token is right and that its user may subscribe "
            "to >."};
}

} // namespace

struct Tap::Private
{
    Callbacks callbacks;
    natsOptions* options = nullptr;
    natsConnection* connection = nullptr;
    natsSubscription* subscription = nullptr;
    std::atomic<bool> closing{false};
    std::mutex mutex;
    std::condition_variable changed;
    bool connectionClosed = true; ///< no callback of the connection will come any more
    bool subscriptionDone = true; ///< no message will come any more

    static void onMessage(natsConnection*, natsSubscription*, natsMsg* message, void* closure)
    {
        const auto* self = static_cast<const Private*>(closure);
        Frame frame;
        frame.time = monotonicNow();
        frame.subject = natsMsg_GetSubject(message);
        if (const char* reply = natsMsg_GetReply(message))
            frame.reply = reply;
        frame.data.assign(natsMsg_GetData(message),
                          static_cast<std::size_t>(natsMsg_GetDataLength(message)));
        natsMsg_Destroy(message);
        std::vector<Frame> frames;
        frames.push_back(std::move(frame));
        self->callbacks.frames(std::move(frames));
    }

    static void onDisconnected(natsConnection*, void* closure)
    {
        static_cast<const Private*>(closure)->gap("the tap lost its connection");
    }

    static void onReconnected(natsConnection*, void* closure)
    {
        const auto* self = static_cast<const Private*>(closure);
        if (!self->closing)
            self->callbacks.back();
    }

    static void onError(natsConnection*, natsSubscription*, natsStatus status, void* closure)
    {
        static_cast<const Private*>(closure)->gap(std::string("the tap lost messages: ")
                                                  + natsStatus_GetText(status));
    }

    static void onClosed(natsConnection*, void* closure)
    {
        auto* self = static_cast<Private*>(closure);
        const std::lock_guard lock(self->mutex);
        self->connectionClosed = true;
        self->changed.notify_all();
    }

    static void onComplete(void* closure)
    {
        auto* self = static_cast<Private*>(closure);
        const std::lock_guard lock(self->mutex);
        self->subscriptionDone = true;
        self->changed.notify_all();
    }

    void gap(const std::string& why) const
    {
        if (!closing)
            callbacks.gap(why);
    }

    /// The callbacks point here: wait until cnats' threads have made their last one.
    void waitForLastCallback()
    {
        std::unique_lock lock(mutex);
        changed.wait_for(lock, std::chrono::seconds(5),
                         [this] { return connectionClosed && subscriptionDone; });
    }

    natsStatus prepare(const std::string& url, const std::string& token)
    {
        natsStatus status = natsOptions_Create(&options);
        const auto then = [&](natsStatus next) {
            if (status == NATS_OK)
                status = next;
        };
        then(natsOptions_SetURL(options, url.c_str()));
        if (!token.empty())
            then(natsOptions_SetToken(options, token.c_str()));
        then(natsOptions_SetName(options, "stanscope tap"));
        then(natsOptions_SetTimeout(options, connectTimeoutMs));
        then(natsOptions_SetMaxReconnect(options, -1));
        then(natsOptions_SetReconnectWait(options, reconnectWaitMs));
        then(natsOptions_SetReconnectJitter(options, 0, 0));
        then(natsOptions_SetDisconnectedCB(options, onDisconnected, this));
        then(natsOptions_SetReconnectedCB(options, onReconnected, this));
        then(natsOptions_SetClosedCB(options, onClosed, this));
        then(natsOptions_SetErrorHandler(options, onError, this));
        return status;
    }
};

Tap::Tap(Callbacks callbacks)
    : d(std::make_unique<Private>())
{
    d->callbacks = std::move(callbacks);
}

Tap::~Tap()
{
    disconnect();
}

Result<> Tap::connect(const ConnectionOptions& options, Mode)
{
    disconnect();
    d->closing = false;
    natsStatus status = d->prepare(options.url, options.token);
    if (status == NATS_OK)
        status = natsConnection_Connect(&d->connection, d->options);
    if (status != NATS_OK) {
        disconnect();
        return natsError("connect", status);
    }
    d->connectionClosed = false;
    status =
        natsConnection_Subscribe(&d->subscription, d->connection, ">", Private::onMessage, d.get());
    if (status == NATS_OK) {
        d->subscriptionDone = false;
        status = natsSubscription_SetOnCompleteCB(d->subscription, Private::onComplete, d.get());
    }
    // Without limits cnats never drops; the engine's queue is the one that fills (platform facts).
    if (status == NATS_OK)
        status = natsSubscription_SetPendingLimits(d->subscription, -1, -1);
    if (status == NATS_OK)
        status = natsConnection_FlushTimeout(d->connection, flushTimeoutMs);
    if (status != NATS_OK) {
        disconnect();
        return natsError("subscribe", status);
    }
    return {};
}

void Tap::disconnect()
{
    d->closing = true;
    if (d->connection)
        natsConnection_Close(d->connection);
    d->waitForLastCallback();
    natsSubscription_Destroy(d->subscription);
    natsConnection_Destroy(d->connection);
    natsOptions_Destroy(d->options);
    d->subscription = nullptr;
    d->connection = nullptr;
    d->options = nullptr;
}

void Tap::follow(const std::vector<std::string>&) { }

} // namespace stanscope

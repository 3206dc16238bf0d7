#include "core/tap/tap.h"

#include "core/nats/natsoptions.h"
#include "core/tap/serverinfo.h"
#include "core/tap/tapsubjects.h"

#include <nats/nats.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace stanscope {

namespace {

constexpr std::int64_t flushTimeoutMs = 2000;
constexpr std::int64_t reconnectWaitMs = 250;
/// More inboxes than a broker may have subscriptions in all its channels (section 3.6).
constexpr std::size_t mostFollowed = 200'000;

} // namespace

struct Tap::Private
{
    Callbacks callbacks;
    NatsOptions options;
    natsConnection* connection = nullptr;
    std::atomic<bool> closing{false};
    std::atomic<bool> denied{false};
    std::atomic<bool> probing{false}; ///< everything is allowed; are inboxes?
    std::mutex mutex; ///< of what follows
    std::condition_variable changed;
    std::vector<natsSubscription*> subscriptions;
    std::set<std::string> followed;
    std::vector<std::string> prefixed; ///< low impact: subjects that may be denied
    std::size_t open = 0; ///< subscriptions that may still have messages to hand over
    bool connectionClosed = true; ///< no callback of the connection will come any more
    bool follows = false; ///< low impact, and connected
    std::string server; ///< that it is connected to, without secrets
    std::optional<ServerInfo> info; ///< of that one

    static void onMessage(natsConnection*, natsSubscription*, natsMsg* message, void* closure)
    {
        const auto* self = static_cast<const Private*>(closure);
        Frame frame;
        frame.time = monotonicNow();
        frame.subject = natsMsg_GetSubject(message);
        if (const char* reply = natsMsg_GetReply(message))
            frame.reply = reply;
        frame.data = {natsMsg_GetData(message),
                      static_cast<std::size_t>(natsMsg_GetDataLength(message))};
        self->callbacks.frame(frame);
        natsMsg_Destroy(message);
    }

    /// What another subscription has as well comes by that one.
    static void onPrefixed(natsConnection* connection, natsSubscription* subscription,
                           natsMsg* message, void* closure)
    {
        const std::string_view subject = natsMsg_GetSubject(message);
        if (subject.starts_with("_STAN.") || subject.starts_with("_INBOX."))
            natsMsg_Destroy(message);
        else
            onMessage(connection, subscription, message, closure);
    }

    static void onDisconnected(natsConnection*, void* closure)
    {
        static_cast<const Private*>(closure)->gap(message(Code::TapDisconnected));
    }

    static void onReconnected(natsConnection*, void* closure)
    {
        auto* self = static_cast<Private*>(closure);
        if (self->closing)
            return;
        self->noteServer(true);
        self->callbacks.back();
    }

    static void onError(natsConnection* connection, natsSubscription*, natsStatus status,
                        void* closure)
    {
        auto* self = static_cast<Private*>(closure);
        const char* text = nullptr;
        natsConnection_GetLastError(connection, &text);
        const std::string detail = text && *text ? text : natsStatus_GetText(status);
        if (status == NATS_NOT_PERMITTED && self->isPrefixed(detail))
            return; // nobody may connect that way
        if (status == NATS_NOT_PERMITTED)
            self->probing ? self->denyInboxes(detail) : self->deny(detail);
        else if (status == NATS_SLOW_CONSUMER)
            self->gap(message(Code::TapLostMessages, detail));
        else
            self->gap(message(Code::TapFailed, detail));
    }

    static void onClosed(natsConnection* connection, void* closure)
    {
        auto* self = static_cast<Private*>(closure);
        const char* text = nullptr;
        natsConnection_GetLastError(connection, &text);
        const std::string why = text && *text ? text : "the server ended the connection";
        self->gap(message(Code::TapClosed, why));
        if (!self->closing)
            self->callbacks.closed(why);
        const std::lock_guard lock(self->mutex);
        self->connectionClosed = true;
        self->changed.notify_all();
    }

    static void onComplete(void* closure)
    {
        auto* self = static_cast<Private*>(closure);
        const std::lock_guard lock(self->mutex);
        --self->open;
        self->changed.notify_all();
    }

    /// Whether the server's words are about one of those.
    bool isPrefixed(const std::string& refusal) const
    {
        return std::any_of(prefixed.begin(), prefixed.end(), [&](const std::string& subject) {
            return refusal.find('"' + subject + '"') != std::string::npos;
        });
    }

    void deny(const std::string& why)
    {
        if (!closing && !denied.exchange(true))
            callbacks.denied(why);
    }

    void denyInboxes(const std::string& why)
    {
        if (!closing && !denied.exchange(true))
            callbacks.inboxesDenied(why);
    }

    /// Which server it is on, and whether that is a cluster with the one before. The library knows
    /// only of servers that it was not told of.
    void noteServer(bool isAgain)
    {
        char buffer[512] = {};
        if (natsConnection_GetConnectedUrl(connection, buffer, sizeof buffer) != NATS_OK)
            return;
        const std::string now = withoutSecrets(buffer);
        const bool isOther = isAgain && !server.empty() && hostOf(now) != hostOf(server);
        if (isAgain && !isOther)
            return;
        const std::optional<ServerInfo> before = std::exchange(info, askServerInfo(now));
        if (isOther && before && info && areApart(*before, *info))
            callbacks.moved(server, now);
        server = now;
    }

    void gap(const Message& why) const
    {
        if (!closing)
            callbacks.gap(why);
    }

    /// The callbacks point here: wait until cnats' threads have made their last one.
    void waitForLastCallback()
    {
        std::unique_lock lock(mutex);
        changed.wait_for(lock, std::chrono::seconds(5),
                         [this] { return connectionClosed && open == 0; });
    }

    natsStatus prepare(Mode mode)
    {
        natsOptions* handle = options.handle();
        natsStatus status = natsOptions_SetMaxReconnect(handle, -1);
        const auto then = [&status](natsStatus next) {
            if (status == NATS_OK)
                status = next;
        };
        then(natsOptions_SetReconnectWait(handle, reconnectWaitMs));
        then(natsOptions_SetReconnectJitter(handle, 0, 0));
        then(natsOptions_SetDisconnectedCB(handle, onDisconnected, this));
        then(natsOptions_SetReconnectedCB(handle, onReconnected, this));
        then(natsOptions_SetClosedCB(handle, onClosed, this));
        then(natsOptions_SetErrorHandler(handle, onError, this));
        if (mode == Mode::LowImpact) {
            // One delivery thread for all subscriptions keeps the order of arrival; a new inbox is
            // wanted at once, its first message is on its way.
            then(natsOptions_UseGlobalMessageDelivery(handle, true));
            then(natsOptions_SetSendAsap(handle, true));
        }
        return status;
    }

    /// `mutex` is held: the subscription's end may come before its callback is known.
    natsStatus subscribe(const char* subject, natsMsgHandler handler = onMessage)
    {
        natsSubscription* subscription = nullptr;
        natsStatus status =
            natsConnection_Subscribe(&subscription, connection, subject, handler, this);
        if (status != NATS_OK)
            return status;
        subscriptions.push_back(subscription);
        status = natsSubscription_SetOnCompleteCB(subscription, onComplete, this);
        if (status != NATS_OK)
            return status;
        ++open;
        // Without limits cnats never drops; the engine's queue is the one that fills (platform
        // facts).
        return natsSubscription_SetPendingLimits(subscription, -1, -1);
    }

    /// The server's refusal of a subscription comes before its answer to the flush; onError may
    /// come later.
    natsStatus flush(std::string& refusal)
    {
        const natsStatus status = natsConnection_FlushTimeout(connection, flushTimeoutMs);
        const char* text = nullptr;
        if (status == NATS_OK
            && natsConnection_GetLastError(connection, &text) == NATS_NOT_PERMITTED)
            refusal = text && *text ? text : natsStatus_GetText(NATS_NOT_PERMITTED);
        return status;
    }

    natsStatus listen(Mode mode)
    {
        {
            const std::lock_guard lock(mutex);
            connectionClosed = false;
            const natsStatus status = subscribe(mode == Mode::Everything ? ">" : requestSubjects);
            if (status != NATS_OK)
                return status;
        }
        std::string refusal;
        const natsStatus status = flush(refusal);
        if (!refusal.empty())
            deny(refusal);
        if (status != NATS_OK || denied)
            return status;
        return mode == Mode::LowImpact ? listenToAnswers() : probeInboxes();
    }

    natsStatus listenToAnswers()
    {
        probing = true;
        natsStatus status = NATS_OK;
        {
            const std::lock_guard lock(mutex);
            status = subscribe(answerSubjects);
            follows = status == NATS_OK;
        }
        std::string refusal;
        if (status == NATS_OK)
            status = flush(refusal);
        if (!refusal.empty())
            denyInboxes(refusal);
        if (status != NATS_OK || denied)
            return status;
        probing = false;
        return listenToPrefixes();
    }

    natsStatus listenToPrefixes()
    {
        natsStatus status = NATS_OK;
        {
            const std::lock_guard lock(mutex);
            for (const std::string& subject : prefixed)
                if (status == NATS_OK)
                    status = subscribe(subject.c_str(), onPrefixed);
        }
        return status == NATS_OK ? natsConnection_FlushTimeout(connection, flushTimeoutMs) : status;
    }

    /// A user who may subscribe to everything but "_INBOX.>" is told nothing: inboxes stay silent.
    natsStatus probeInboxes()
    {
        natsInbox* inbox = nullptr;
        natsSubscription* subscription = nullptr;
        probing = true;
        natsStatus status = natsInbox_Create(&inbox);
        if (status == NATS_OK)
            status = natsConnection_SubscribeSync(&subscription, connection, inbox);
        std::string refusal;
        if (status == NATS_OK)
            status = flush(refusal);
        if (!refusal.empty())
            denyInboxes(refusal);
        natsSubscription_Destroy(subscription);
        natsInbox_Destroy(inbox);
        // A refusal's own callback may come later.
        if (!denied)
            probing = false;
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

Result<> Tap::connect(const ConnectionOptions& options, Mode mode, const std::string& cluster)
{
    disconnect();
    d->prefixed = prefixedSubjects(cluster);
    d->closing = false;
    d->denied = false;
    d->probing = false;
    d->server.clear();
    auto made = NatsOptions::create(options, "stanscope tap");
    if (!made)
        return made.error();
    d->options = std::move(*made);
    natsStatus status = d->prepare(mode);
    if (status == NATS_OK)
        status = natsConnection_Connect(&d->connection, d->options.handle());
    if (status == NATS_OK)
        status = d->listen(mode);
    if (status == NATS_OK)
        d->noteServer(false);
    if (status != NATS_OK) {
        const Error error = connectError(options, status);
        disconnect();
        return error;
    }
    return {};
}

void Tap::disconnect()
{
    d->closing = true;
    {
        const std::lock_guard lock(d->mutex);
        d->follows = false;
    }
    if (d->connection)
        natsConnection_Close(d->connection);
    d->waitForLastCallback();
    for (natsSubscription* subscription : d->subscriptions)
        natsSubscription_Destroy(subscription);
    d->subscriptions.clear();
    d->followed.clear();
    natsConnection_Destroy(d->connection);
    d->connection = nullptr;
    d->options = {};
}

void Tap::follow(const std::vector<std::string>& subjects)
{
    const std::lock_guard lock(d->mutex);
    if (!d->follows)
        return;
    for (const std::string& subject : subjects) {
        if (isHeardAnyway(subject) || d->followed.size() >= mostFollowed
            || !d->followed.insert(subject).second)
            continue;
        // What cannot be heard is a hole in the mirror, and the drift check says so.
        static_cast<void>(d->subscribe(subject.c_str()));
    }
}

} // namespace stanscope

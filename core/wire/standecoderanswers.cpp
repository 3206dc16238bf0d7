#include "core/wire/standecoder.h"

#include <algorithm>
#include <utility>

// The broker's answers, known by the reply subjects of the requests.
namespace stanscope {

void StanDecoder::answer(const Request& request, const Frame& frame)
{
    switch (request.kind) {
    case Kind::Connect:
        connectAnswer(request, frame);
        return;
    case Kind::Ping: {
        const auto response = pb::parseErrorResponse(frame.data);
        if (!response) {
            malformed(frame, "not a PingResponse");
            return;
        }
        const std::string* current = m_connIds.find(request.client);
        // A replaced connection is refused too; that says nothing about the client that replaced
        // it.
        if (!response->error.empty() && current && *current == request.connId) {
            emitEvent(frame,
                      wire::PingRefused{ClientId(request.client), std::string(response->error)});
            forgetSubscriptions(request.client);
        }
        return;
    }
    case Kind::Subscribe:
        subscribeAnswer(request, frame);
        return;
    case Kind::Unsubscribe:
    case Kind::SubClose:
    case Kind::Close: {
        const auto response = request.kind == Kind::Close ? pb::parseErrorResponse(frame.data)
                                                          : std::optional<pb::ErrorResponse>();
        const auto leave = request.kind == Kind::Close ? std::optional<pb::SubscriptionResponse>()
                                                       : pb::parseSubscriptionResponse(frame.data);
        if (!response && !leave)
            malformed(frame, "not an answer to a close");
        else if ((response ? response->error : leave->error).empty())
            leaveAnswer(request, frame);
        return;
    }
    case Kind::Publish:
        return; // PubAcks come on the client's ack inbox
    }
}

void StanDecoder::connectAnswer(const Request& request, const Frame& frame)
{
    const auto response = pb::parseConnectResponse(frame.data);
    if (!response) {
        malformed(frame, "not a ConnectResponse");
        return;
    }
    m_connecting.erase(request.client);
    if (!response->error.empty()) {
        emitEvent(frame,
                  wire::ClientRefused{ClientId(request.client), std::string(response->error)});
        return;
    }
    learn(*response);
    forgetSubscriptions(request.client);
    if (const std::string* old = m_connIds.find(request.client))
        m_clientsOfConn.erase(*old);
    m_connIds.insert(request.client, request.connId);
    m_clientsOfConn.insert(request.connId, request.client);
    adoptClient({ClientId(request.client), Subject(request.inbox)});
    emitEvent(frame, wire::ClientConnected{ClientId(request.client), Subject(request.inbox)});
}

void StanDecoder::subscribeAnswer(const Request& request, const Frame& frame)
{
    const auto response = pb::parseSubscriptionResponse(frame.data);
    if (!response || (response->error.empty() && response->ackInbox.empty())) {
        malformed(frame, "not a SubscriptionResponse");
        return;
    }
    if (!response->error.empty()) {
        emitEvent(frame,
                  wire::SubscribeRefused{ClientId(request.client), ChannelName(request.channel),
                                         std::string(response->error)});
        return;
    }
    wire::Subscribed subscribed = request.subscription;
    subscribed.ackInbox = Subject(std::string(response->ackInbox));
    const std::uint32_t id = numberOf(response->ackInbox);
    subscribed.subscription = wire::SubscriptionId(id);
    remember(request.client, id, subscribed.inbox, subscribed.ackInbox);
    emitEvent(frame, std::move(subscribed));
}

void StanDecoder::leaveAnswer(const Request& request, const Frame& frame)
{
    if (request.kind == Kind::Close) {
        emitEvent(frame, wire::ClientClosed{ClientId(request.client)});
        forgetSubscriptions(request.client);
        return;
    }
    auto* subscriptions = m_subscriptions.find(request.client);
    if (!subscriptions)
        return;
    const auto found = std::find_if(
        subscriptions->begin(), subscriptions->end(), [&](const Subscription& subscription) {
            return subscription.ackInbox == request.inbox || subscription.inbox == request.inbox;
        });
    if (found == subscriptions->end())
        return;
    emitEvent(
        frame,
        wire::Unsubscribed{wire::SubscriptionId(found->id), request.kind == Kind::Unsubscribe});
    m_inboxes.erase(found->inbox);
    m_inboxes.erase(found->ackInbox);
    subscriptions->erase(found);
}

} // namespace stanscope

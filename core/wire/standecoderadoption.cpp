#include "core/wire/standecoder.h"

#include <utility>

// How the decoder gets to know inboxes and connections; the decoding is in standecoder.cpp.
namespace stanscope {

namespace {

/// Nobody may ask for the new inboxes; they must not fill the memory.
constexpr std::size_t maxNewInboxes = 65536;
/// The clients' libraries make inboxes and connection ids with one generator of unique ids in each
/// process, whose first 12 characters stay.
constexpr std::size_t nuidPrefix = 12;

std::string_view nuidOf(std::string_view inbox)
{
    constexpr std::string_view prefix = "_INBOX.";
    return inbox.starts_with(prefix) ? inbox.substr(prefix.size(), nuidPrefix) : std::string_view();
}

} // namespace

void StanDecoder::await(std::string_view reply, Request request)
{
    m_requests.insert(reply, std::move(request));
    m_hasLearned = true;
}

void StanDecoder::know(std::string_view subject, Inbox inbox)
{
    m_inboxes.insert(subject, std::move(inbox));
    m_hasLearned = true;
}

/// The number of a subscription that a monitoring answer may have shown before its response.
std::uint32_t StanDecoder::numberOf(std::string_view ackInbox)
{
    const Inbox* known = m_inboxes.find(ackInbox);
    return known && known->kind == InboxKind::Ack ? known->subscription : ++m_lastSubscription;
}

void StanDecoder::remember(const std::string& client, std::uint32_t id, const Subject& inbox,
                           const Subject& ackInbox)
{
    know(inbox.value(), Inbox{InboxKind::Delivery, id, client});
    know(ackInbox.value(), Inbox{InboxKind::Ack, id, client});
    follow(inbox.value());
    follow(ackInbox.value());
    auto subscriptions = m_subscriptions.take(client).value_or(std::vector<Subscription>());
    std::erase_if(subscriptions, [id](const Subscription& known) { return known.id == id; });
    subscriptions.push_back({id, inbox.value(), ackInbox.value()});
    m_subscriptions.insert(client, std::move(subscriptions));
}

void StanDecoder::forgetSubscriptions(const std::string& client)
{
    const auto subscriptions = m_subscriptions.take(client);
    if (!subscriptions)
        return;
    for (const Subscription& subscription : *subscriptions) {
        m_inboxes.erase(subscription.inbox);
        m_inboxes.erase(subscription.ackInbox);
    }
}

void StanDecoder::adopt(monitor::Answered& answer)
{
    m_early.clear(); // the answer has counted them
    for (const MonitoredClient& client : answer.clients)
        adoptClient(client);
    for (MonitoredChannel& channel : answer.channels)
        for (MonitoredSubscription& subscription : channel.subscriptions)
            adoptSubscription(subscription);
}

void StanDecoder::adoptClient(const MonitoredClient& client)
{
    const std::string& inbox = client.heartbeatInbox.value();
    know(inbox, Inbox{InboxKind::Heartbeat, 0, client.client.value()});
    const std::string_view nuid = nuidOf(inbox);
    if (nuid.size() < nuidPrefix)
        return;
    const std::string* other = m_clientsOfNuid.find(nuid);
    const bool isShared = other && *other != client.client.value();
    m_clientsOfNuid.insert(nuid, isShared ? std::string() : client.client.value());
}

void StanDecoder::adoptSubscription(MonitoredSubscription& subscription)
{
    const std::string& ackInbox = subscription.ackInbox.value();
    if (subscription.offline || ackInbox.empty())
        return; // its inboxes are stale
    subscription.subscription = numberOf(ackInbox);
    if (!m_inboxes.find(ackInbox))
        remember(subscription.client.value(), subscription.subscription, subscription.inbox,
                 subscription.ackInbox);
}

void StanDecoder::bindConnection(std::string_view client, std::string_view connId)
{
    if (connId.empty() || m_connIds.find(client))
        return;
    m_connIds.insert(client, std::string(connId));
    m_clientsOfConn.insert(connId, std::string(client));
}

/// A ping names its connection only, and monitoring tells no connection. A client that was there
/// before the tap is known by its publishes, or by being the only one in its process.
std::optional<std::string> StanDecoder::clientOfConnection(std::string_view connId)
{
    if (const std::string* client = m_clientsOfConn.find(connId))
        return *client;
    const std::string* guessed = m_clientsOfNuid.find(connId.substr(0, nuidPrefix));
    if (!guessed || guessed->empty() || m_connIds.find(*guessed))
        return std::nullopt;
    const std::string client = *guessed;
    bindConnection(client, connId);
    return client;
}

void StanDecoder::follow(std::string_view inbox)
{
    if (!inbox.empty() && inbox.size() <= longestSubject && m_newInboxes.size() < maxNewInboxes)
        m_newInboxes.emplace_back(inbox);
}

std::vector<std::string> StanDecoder::takeNewInboxes()
{
    return std::exchange(m_newInboxes, {});
}

} // namespace stanscope

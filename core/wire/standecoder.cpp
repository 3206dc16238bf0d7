#include "core/wire/standecoder.h"

#include <algorithm>
#include <utility>

namespace stanscope {

namespace {

std::string str(std::string_view view)
{
    return std::string(view);
}

constexpr std::string_view publishes = "_STAN.pub.";
/// The broker's duplicate-id probe waits 500 ms for the old client (section 3.4); a connect request
/// that nobody answers must not hide heartbeats for longer.
constexpr Nanos probeTime = std::chrono::seconds(2);

} // namespace

StanDecoder::StanDecoder(std::string cluster)
    : m_cluster(std::move(cluster))
{
}

void StanDecoder::malformed(const Frame& frame, std::string why)
{
    emitEvent(frame,
              wire::Malformed{Subject(str(frame.subject)),
                              static_cast<std::uint32_t>(frame.data.size()), std::move(why)});
}

void StanDecoder::decode(const Frame& frame, std::vector<Event>& events)
{
    m_events = &events;
    ++m_frames;
    m_hasLearned = false;
    if (!decodeKnown(frame)) {
        if (connectsWithPrefix(frame))
            return;
        ++m_unknown;
        if (answersForeign(frame))
            return;
        m_early.keep(frame);
        noteForeign(frame);
    } else if (m_hasLearned) {
        decodeEarly(frame.time);
    }
}

bool StanDecoder::decodeKnown(const Frame& frame)
{
    // No inbox and no request's answer begins like a publish, which most frames with a reply are.
    const bool mayBeAnswer = !frame.subject.starts_with(publishes);
    if (const Inbox* known = mayBeAnswer ? m_inboxes.find(frame.subject) : nullptr)
        inbox(*known, frame);
    else if (const auto request = mayBeAnswer ? m_requests.take(frame.subject) : std::nullopt)
        answer(*request, frame);
    else if (const auto kind = kindOf(frame.subject))
        this->request(*kind, frame);
    else
        return false;
    return true;
}

/// Each one may make further ones known: the question, its answer, the deliveries that follow it.
void StanDecoder::decodeEarly(Nanos now)
{
    const auto isKnown = [this](std::string_view subject) {
        return m_inboxes.find(subject) || m_requests.find(subject) || kindOf(subject);
    };
    while (const auto early = m_early.take(now, isKnown)) {
        --m_unknown;
        decodeKnown(early->asOf(now));
    }
}

std::optional<StanDecoder::Kind> StanDecoder::kindOf(std::string_view subject) const
{
    for (const std::string& prefix : m_pubPrefixes)
        if (subject.starts_with(prefix))
            return Kind::Publish;
    if (const auto learned = m_subjects.find(subject); learned != m_subjects.end())
        return learned->second;
    static constexpr std::pair<std::string_view, Kind> prefixes[] = {
        {publishes, Kind::Publish},          {"_STAN.discover.", Kind::Connect},
        {"_STAN.sub.", Kind::Subscribe},     {"_STAN.unsub.", Kind::Unsubscribe},
        {"_STAN.subclose.", Kind::SubClose}, {"_STAN.close.", Kind::Close},
    };
    for (const auto& [prefix, kind] : prefixes)
        if (subject.starts_with(prefix)) {
            if (!isOurs(subject.substr(prefix.size())))
                return std::nullopt;
            return kind == Kind::Connect && subject.ends_with(".pings") ? Kind::Ping : kind;
        }
    return std::nullopt;
}

/// A request to another cluster: what follows it is not ours, and its id may be the one that was
/// meant.
void StanDecoder::noteForeign(const Frame& frame)
{
    constexpr std::string_view discover = "_STAN.discover.";
    const bool connects = frame.subject.starts_with(discover);
    if (!connects && !frame.subject.starts_with(publishes))
        return;
    std::string_view cluster = frame.subject.substr((connects ? discover : publishes).size());
    const bool isWhole = cluster.find('.') == std::string_view::npos;
    cluster = cluster.substr(0, cluster.find('.'));
    if (cluster.empty() || cluster == m_cluster)
        return;
    const auto request = connects && isWhole ? pb::parseConnectRequest(frame.data)
                                             : std::optional<pb::ConnectRequest>();
    if (request && !frame.reply.empty()) {
        m_foreignRequests.insert(frame.reply, str(cluster));
        follow(frame.reply);
    }
    sayForeign(frame, cluster, request ? request->clientId : std::string_view());
}

void StanDecoder::sayForeign(const Frame& frame, std::string_view cluster, std::string_view client)
{
    constexpr std::size_t mostClusters = 64;
    constexpr std::size_t mostClients = 256;
    const bool isNew = !m_foreign.contains(cluster);
    if (isNew && m_foreign.size() >= mostClusters)
        return;
    const std::string who = str(cluster) + '\n' + str(client);
    const bool isNewClient = !client.empty() && client.size() <= longestSubject
        && m_foreignClients.size() < mostClients && m_foreignClients.insert(who).second;
    if (!isNew && !isNewClient)
        return;
    m_foreign.emplace(cluster);
    emitEvent(frame, wire::ForeignCluster{str(cluster), ClientId(isNewClient ? str(client) : "")});
}

bool StanDecoder::answersForeign(const Frame& frame)
{
    const auto cluster = m_foreignRequests.take(frame.subject);
    if (cluster)
        emitEvent(frame, wire::ForeignAnswered{*cluster});
    return cluster.has_value();
}

/// A broker may be configured with another prefix for connects and their pings (`discover_prefix`);
/// all else stays. No other request ends with the cluster's id, has a reply subject and is a
/// ConnectRequest by its form.
bool StanDecoder::connectsWithPrefix(const Frame& frame)
{
    constexpr std::size_t mostPrefixes = 16;
    const std::size_t length = m_cluster.size() + 1;
    if (m_cluster.empty() || frame.reply.empty() || frame.subject.size() <= length
        || frame.subject.size() > longestSubject || frame.subject.starts_with("_INBOX.")
        || !frame.subject.ends_with(m_cluster)
        || frame.subject[frame.subject.size() - length] != '.' || m_prefixes >= mostPrefixes)
        return false;
    const auto request = pb::parseConnectRequest(frame.data);
    const auto isIdLetter = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')
            || (letter >= '0' && letter <= '9') || letter == '-' || letter == '_';
    };
    if (!request || request->clientId.empty() || request->heartbeatInbox.empty()
        || !std::all_of(request->clientId.begin(), request->clientId.end(), isIdLetter))
        return false;
    ++m_prefixes;
    m_subjects[str(frame.subject)] = Kind::Connect;
    m_subjects[str(frame.subject) + ".pings"] = Kind::Ping;
    connectRequest(frame);
    if (m_hasLearned)
        decodeEarly(frame.time);
    return true;
}

bool StanDecoder::isOurs(std::string_view clusterAndMore) const
{
    const std::size_t length = m_cluster.size();
    return length == 0
        || (clusterAndMore.starts_with(m_cluster)
            && (clusterAndMore.size() == length || clusterAndMore[length] == '.'));
}

void StanDecoder::learn(const pb::ConnectResponse& response)
{
    const auto remember = [this](std::string_view subject, Kind kind) {
        if (!subject.empty() && subject.size() <= longestSubject && m_subjects.size() < 1024)
            m_subjects[str(subject)] = kind;
    };
    remember(response.subRequests, Kind::Subscribe);
    remember(response.unsubRequests, Kind::Unsubscribe);
    remember(response.closeRequests, Kind::Close);
    remember(response.subCloseRequests, Kind::SubClose);
    remember(response.pingRequests, Kind::Ping);
    const std::string prefix = str(response.pubPrefix) + '.';
    if (!response.pubPrefix.empty() && prefix.size() <= longestSubject && m_pubPrefixes.size() < 64
        && std::find(m_pubPrefixes.begin(), m_pubPrefixes.end(), prefix) == m_pubPrefixes.end())
        m_pubPrefixes.push_back(prefix);
}

void StanDecoder::request(Kind kind, const Frame& frame)
{
    switch (kind) {
    case Kind::Connect:
        connectRequest(frame);
        return;
    case Kind::Ping:
        if (const auto ping = pb::parsePing(frame.data)) {
            const auto client = clientOfConnection(ping->connId);
            if (client && !frame.reply.empty()) {
                // A client keeps one ping inbox: the entry is renewed with each ping.
                Request request;
                request.kind = Kind::Ping;
                request.client = *client;
                request.connId = str(ping->connId);
                if (!m_requests.find(frame.reply))
                    follow(frame.reply);
                await(frame.reply, std::move(request));
            }
        } else {
            malformed(frame, "not a Ping");
        }
        return;
    case Kind::Publish:
        publish(frame);
        return;
    case Kind::Subscribe:
        subscribeRequest(frame);
        return;
    case Kind::Unsubscribe:
    case Kind::SubClose:
    case Kind::Close:
        leaveRequest(kind, frame);
        return;
    }
}

void StanDecoder::connectRequest(const Frame& frame)
{
    const auto message = pb::parseConnectRequest(frame.data);
    if (!message) {
        malformed(frame, "not a ConnectRequest");
        return;
    }
    Request request;
    request.kind = Kind::Connect;
    request.client = str(message->clientId);
    request.inbox = str(message->heartbeatInbox);
    request.connId = str(message->connId);
    m_connecting.insert(request.client, frame.time);
    emitEvent(frame, wire::ConnectRequested{ClientId(request.client), Subject(request.inbox)});
    follow(frame.reply);
    await(frame.reply, std::move(request));
}

void StanDecoder::publish(const Frame& frame)
{
    const auto message = pb::parsePubMsg(frame.data);
    if (!message || message->subject.empty()) {
        malformed(frame, "not a PubMsg");
        return;
    }
    // The broker trusts the field, not the NATS subject (section 1.4 rule 5).
    const std::string channel = str(message->subject);
    // Without a reply subject it is stored, and never acked: no guid to wait for.
    const std::string guid = frame.reply.empty() ? std::string() : str(message->guid);
    if (!frame.reply.empty()) {
        m_publishes.insert(guid, channel);
        if (!m_inboxes.find(frame.reply))
            know(frame.reply, Inbox{InboxKind::PubAck, 0, str(message->clientId)});
    }
    bindConnection(message->clientId, message->connId);
    emitEvent(frame,
              wire::PublishSent{ClientId(str(message->clientId)), ChannelName(channel), guid,
                                str(message->data)});
}

void StanDecoder::subscribeRequest(const Frame& frame)
{
    const auto message = pb::parseSubscriptionRequest(frame.data);
    if (!message) {
        malformed(frame, "not a SubscriptionRequest");
        return;
    }
    Request request;
    request.kind = Kind::Subscribe;
    request.client = str(message->clientId);
    request.channel = str(message->subject);
    wire::Subscribed& subscription = request.subscription;
    subscription.client = ClientId(request.client);
    subscription.channel = ChannelName(request.channel);
    subscription.queueGroup = str(message->queueGroup);
    subscription.durable = str(message->durableName);
    subscription.inbox = Subject(str(message->inbox));
    subscription.maxInflight = message->maxInFlight;
    subscription.ackWaitSeconds = message->ackWaitInSecs;
    subscription.start = message->startPosition;
    emitEvent(frame,
              wire::SubscribeRequested{subscription.client, subscription.channel,
                                       subscription.queueGroup, subscription.durable});
    follow(frame.reply);
    follow(subscription.inbox.value()); // deliveries follow the answer at once
    await(frame.reply, std::move(request));
}

void StanDecoder::leaveRequest(Kind kind, const Frame& frame)
{
    Request request;
    request.kind = kind;
    if (kind == Kind::Close) {
        const auto message = pb::parseCloseRequest(frame.data);
        if (!message) {
            malformed(frame, "not a CloseRequest");
            return;
        }
        request.client = str(message->clientId);
    } else {
        const auto message = pb::parseUnsubscribeRequest(frame.data);
        if (!message) {
            malformed(frame, "not an UnsubscribeRequest");
            return;
        }
        request.client = str(message->clientId);
        request.channel = str(message->subject);
        request.inbox = str(message->inbox);
    }
    if (frame.reply.empty()) {
        leaveAnswer(request,
                    frame); // fire and forget after a subscribe time-out: taken at its word
    } else {
        follow(frame.reply);
        await(frame.reply, std::move(request));
    }
}

void StanDecoder::inbox(const Inbox& inbox, const Frame& frame)
{
    switch (inbox.kind) {
    case InboxKind::Delivery:
        delivery(inbox, frame);
        return;
    case InboxKind::Ack:
        if (const auto ack = pb::parseAck(frame.data); ack && ack->sequence > 0)
            emitEvent(
                frame,
                wire::AckSent{wire::SubscriptionId(inbox.subscription), Sequence(ack->sequence)});
        else
            malformed(frame, "not an Ack");
        return;
    case InboxKind::Heartbeat:
        heartbeat(inbox.client, frame);
        return;
    case InboxKind::HeartbeatReply:
        emitEvent(frame, wire::HeartbeatAnswered{ClientId(inbox.client)});
        m_inboxes.erase(frame.subject); // `inbox` with it
        return;
    case InboxKind::PubAck:
        if (const auto ack = pb::parsePubAck(frame.data); ack && !ack->guid.empty())
            emitEvent(frame,
                      wire::PubAcked{ChannelName(m_publishes.take(ack->guid).value_or("")),
                                     str(ack->guid), str(ack->error)});
        else
            malformed(frame, "not a PubAck");
        return;
    }
}

void StanDecoder::heartbeat(const std::string& client, const Frame& frame)
{
    if (frame.reply.empty())
        return;
    // The duplicate-id probe looks the same; it runs while a connect for that id is pending
    // (section 3.4), and does not count as a heartbeat.
    const Nanos* connecting = m_connecting.find(client);
    if (connecting && frame.time - *connecting < probeTime)
        return;
    emitEvent(frame, wire::HeartbeatSent{ClientId(client)});
    know(frame.reply, Inbox{InboxKind::HeartbeatReply, 0, client}); // may drop `client`
}

void StanDecoder::delivery(const Inbox& inbox, const Frame& frame)
{
    const auto message = pb::parseMsgProto(frame.data);
    if (!message || message->sequence == 0) {
        malformed(frame, "not a MsgProto");
        return;
    }
    const bool isTime = message->timestamp >= 0 && message->timestamp <= latestUnixNs;
    emitEvent(frame,
              wire::Delivered{wire::SubscriptionId(inbox.subscription), Sequence(message->sequence),
                              message->redelivered, message->redeliveryCount,
                              isTime ? message->timestamp : 0, str(message->data)});
}

} // namespace stanscope

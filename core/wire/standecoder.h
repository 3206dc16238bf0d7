#pragma once

#include "core/events/event.h"
#include "core/util/boundedmap.h"
#include "core/util/stringhash.h"
#include "core/wire/earlyframes.h"
#include "core/wire/frame.h"
#include "core/wire/stanmessages.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stanscope {

/// Frame → events. Classifies by lookup, never by trial decoding: proto3 is ambiguous and many
/// answers are zero bytes (protocol section 1.4). Knows requests by their reply subject and inboxes
/// by the messages that named them; what it does not know is counted. What was heard before the
/// frame that makes it known follows that one, at its time. One thread at a time.
class StanDecoder
{
public:
    /// Follows this cluster's subjects only; empty: any that it hears of.
    explicit StanDecoder(std::string cluster = {});

    /// Appends what the frame says: nothing, one event, or a few.
    void decode(const Frame& frame, std::vector<Event>& events);

    /// Learns the inboxes of a monitoring answer and writes the subscriptions' numbers into it:
    /// those of the wire where it has shown them, new ones otherwise.
    void adopt(monitor::Answered& answer);
    /// Inboxes learned since the call before: what a low-impact tap must listen on. No heartbeat
    /// inboxes: interest in them is what makes the broker slow to notice a killed client (section
    /// 5.1).
    std::vector<std::string> takeNewInboxes();

    std::uint64_t frames() const { return m_frames; }
    /// Frames on subjects that belong to nobody known: raft, late inboxes, other applications.
    std::uint64_t unknown() const { return m_unknown; }

private:
    enum class Kind : std::uint8_t
    {
        Connect,
        Ping,
        Publish,
        Subscribe,
        Unsubscribe,
        SubClose,
        Close,
    };
    struct Request
    {
        Kind kind = Kind::Connect;
        std::string client;
        std::string channel;
        std::string inbox; ///< delivery inbox, ack inbox to close, or heartbeat inbox
        std::string connId;
        wire::Subscribed subscription;

        std::size_t weight() const
        {
            return client.size() + channel.size() + inbox.size() + connId.size()
                + subscription.queueGroup.size() + subscription.durable.size();
        }
    };
    enum class InboxKind : std::uint8_t
    {
        Delivery,
        Ack,
        Heartbeat,
        HeartbeatReply,
        PubAck
    };
    struct Inbox
    {
        InboxKind kind = InboxKind::Delivery;
        std::uint32_t subscription = 0;
        std::string client;

        std::size_t weight() const { return client.size(); }
    };

    /// What a NATS server takes for a line of its protocol, unless it is told otherwise.
    static constexpr std::size_t longestSubject = 4096;

    bool decodeKnown(const Frame& frame);
    void decodeEarly(Nanos now);
    void await(std::string_view reply, Request request);
    void know(std::string_view subject, Inbox inbox);
    std::optional<Kind> kindOf(std::string_view subject) const;
    bool isOurs(std::string_view clusterAndMore) const;
    void noteForeign(const Frame& frame);
    void sayForeign(const Frame& frame, std::string_view cluster, std::string_view client);
    bool answersForeign(const Frame& frame);
    bool connectsWithPrefix(const Frame& frame);
    void learn(const pb::ConnectResponse& response);
    void request(Kind kind, const Frame& frame);
    void connectRequest(const Frame& frame);
    void publish(const Frame& frame);
    void subscribeRequest(const Frame& frame);
    void leaveRequest(Kind kind, const Frame& frame);
    void answer(const Request& request, const Frame& frame);
    void connectAnswer(const Request& request, const Frame& frame);
    void subscribeAnswer(const Request& request, const Frame& frame);
    void leaveAnswer(const Request& request, const Frame& frame);
    void inbox(const Inbox& inbox, const Frame& frame);
    void heartbeat(const std::string& client, const Frame& frame);
    void delivery(const Inbox& inbox, const Frame& frame);
    void forgetSubscriptions(const std::string& client);
    void malformed(const Frame& frame, std::string why);
    void bindConnection(std::string_view client, std::string_view connId);
    std::optional<std::string> clientOfConnection(std::string_view connId);
    void adoptClient(const MonitoredClient& client);
    void adoptSubscription(MonitoredSubscription& subscription);
    std::uint32_t numberOf(std::string_view ackInbox);
    void remember(const std::string& client, std::uint32_t id, const Subject& inbox,
                  const Subject& ackInbox);
    void follow(std::string_view inbox);
    template <typename Body>
    void emitEvent(const Frame& frame, Body body)
    {
        Event& event = m_events->emplace_back();
        event.time = frame.time;
        event.source = Source::Wire;
        event.body.emplace<Body>(std::move(body));
    }

    std::string m_cluster;
    std::uint64_t m_frames = 0;
    std::uint64_t m_unknown = 0;
    std::uint32_t m_lastSubscription = 0;
    std::vector<Event>* m_events = nullptr;

    std::unordered_map<std::string, Kind, StringHash, std::equal_to<>>
        m_subjects; ///< learned from ConnectResponses
    std::vector<std::string> m_pubPrefixes;
    BoundedMap<Request> m_requests{65536}; ///< by reply subject
    BoundedMap<Inbox> m_inboxes{262144}; ///< by subject
    BoundedMap<std::string> m_publishes{262144}; ///< guid → channel
    BoundedMap<std::string> m_connIds{65536}; ///< client → its current connection
    BoundedMap<Nanos> m_connecting{65536}; ///< client → when it asked to connect
    BoundedMap<std::string> m_clientsOfConn{65536}; ///< connection → client
    BoundedMap<std::string> m_clientsOfNuid{65536}; ///< see clientOfConnection(); empty: several
    std::size_t m_prefixes = 0; ///< of connects, other than the usual one
    std::vector<std::string> m_newInboxes;
    EarlyFrames m_early;
    std::set<std::string, std::less<>> m_foreign; ///< clusters that are not followed, as heard
    std::set<std::string, std::less<>> m_foreignClients; ///< who asked for which of them
    BoundedMap<std::string> m_foreignRequests{1024}; ///< reply subject → cluster
    bool m_hasLearned = false; ///< a subject, since the frame before
    struct Subscription
    {
        std::uint32_t id = 0;
        std::string inbox;
        std::string ackInbox;

        std::size_t weight() const { return inbox.size() + ackInbox.size(); }
    };
    BoundedMap<std::vector<Subscription>> m_subscriptions{65536}; ///< by client
};

} // namespace stanscope

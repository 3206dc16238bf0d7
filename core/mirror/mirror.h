#pragma once

#include "core/events/event.h"
#include "core/mirror/brokerviews.h"
#include "core/mirror/brokerwriter.h"
#include "core/mirror/clientregistry.h"
#include "core/mirror/messagebook.h"
#include "core/mirror/mirrorstate.h"
#include "core/mirror/subscriptionstate.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace stanscope {

/// The broker's state rebuilt from its traffic (protocol section 5.2). Uses the wire, the life of
/// processes and the monitoring endpoint, never a replica's report. Folding thread only.
class Mirror
{
public:
    /// Told for each delivery row that is new.
    using OnDelivery = std::function<void(std::uint32_t row)>;

    Mirror(BrokerWriter& writer, MessageBook& messages, OnDelivery onDelivery);
    /// The same state, written on with another writer and other messages.
    Mirror(const Mirror& other, BrokerWriter& writer, MessageBook& messages, OnDelivery onDelivery);

    /// Of our own broker.
    void setHeartbeats(const BrokerOptions& options) { m_clients.setOptions(options); }
    /// Where the calendar's nanosecond 0 lies on our clock, for the messages' own timestamps.
    void setUnixEpoch(Nanos epoch) { m_unixEpoch = epoch; }

    void apply(Nanos time, const wire::ConnectRequested& event);
    void apply(Nanos time, const wire::ClientConnected& event);
    void connectRefused(const ClientId& client) { m_clients.connectRefused(client); }
    void apply(Nanos time, const wire::ClientClosed& event);
    void apply(Nanos time, const wire::Subscribed& event);
    void apply(Nanos time, const wire::Unsubscribed& event);
    void apply(Nanos time, const wire::Delivered& event);
    void apply(Nanos time, const wire::AckSent& event);
    void apply(Nanos time, const wire::HeartbeatSent& event);
    void apply(Nanos time, const wire::HeartbeatAnswered& event);
    void apply(Nanos time, const wire::PingRefused& event);
    void apply(Nanos time, const monitor::Presence& event);
    /// The last PubAck was of a message of that channel: who has no room for it stalls
    /// (section 3.3).
    void stored(const ChannelName& channel);
    void tapGap(Nanos time);
    void tapBack(Nanos time);

    /// What the endpoint says is the state at about `counted`: frames from before are in it already
    /// (section 5.2 rule 1).
    void bootstrap(Nanos time, Nanos counted, const monitor::Answered& answer);
    /// Clients that the endpoint no longer lists are gone, and who took over an id unseen is there.
    void confirmClients(Nanos time, const monitor::Answered& answer);
    void correct(Nanos time, const monitor::Corrected& correction);
    /// Whether that subscription is stalled, as the broker says while nothing happens.
    void adoptStall(std::uint32_t id, bool stalled);

    /// What is lost with messages that are in a channel no more.
    struct Loss
    {
        std::uint64_t unacked = 0; ///< deliveries, counted for each group
        std::uint64_t unsent = 0; ///< messages, counted for each group
        std::vector<Sequence> sequences; ///< of the unacked ones, the first 100

        bool isAny() const { return unacked + unsent > 0; }
    };
    /// A limit has taken these.
    Loss expired(const ChannelName& channel, std::uint64_t from, std::uint64_t to);
    /// The broker has the channel no more, or a new one of that name.
    Loss channelDeleted(Nanos time, const ChannelName& channel);
    /// What the endpoint says of a channel is taken over.
    void adoptChannel(Nanos time, const MonitoredChannel& channel);
    /// What was concluded since the call before that a person wants to hear of.
    std::vector<NoticeRow> takeNotices() { return std::exchange(m_notices, {}); }

    /// Simulated time up to `now`: timers, heartbeats, evictions.
    void advance(Nanos now);
    /// Whether a timer fires after the last advance() and by `now`: what came at `now` came later.
    bool isDue(Nanos now) const;
    /// The broker stands still (down or paused): no timer fires.
    void brokerStopped();
    /// It runs again. `restarted`: a new process; `keptStore`: it recovered its FILE store.
    void brokerRuns(Nanos now, bool restarted, bool keptStore);
    /// When the process behind a client died; deliveries from then on go nowhere. 0: it lives.
    void setDead(const ClientId& client, Nanos since) { m_clients.setDead(client, since); }

    /// The endpoint could tell now what the wire does not.
    bool isWorthAsking() const { return m_clients.isWorthAsking(m_now); }
    bool isRegistered(const ClientId& client) const { return m_clients.contains(client); }
    ClientHealth healthOf(const ClientId& client) const { return m_clients.health(client); }
    /// When the broker will drop a client that does not answer any more; nothing when it answers.
    std::optional<Nanos> evictionAt(const ClientId& client) const
    {
        return m_clients.evictionAt(client);
    }
    /// The last delivery of that sequence to the subscription's group; 0: none is known.
    RowRef latestDelivery(wire::SubscriptionId subscription, Sequence sequence) const;
    std::uint32_t outstanding(const ClientId& client) const;
    /// How it came to be; Unknown for one that is not known.
    Joining joiningOf(wire::SubscriptionId subscription) const;
    /// Whether anybody waited for the last ack; nothing: that is not known.
    std::optional<bool> wasAwaited() const { return m_wasAwaited; }
    /// Deliveries without end, offline durables included.
    std::uint32_t outstanding() const { return static_cast<std::uint32_t>(m_outstanding); }
    /// Of those, whose sequence is not known.
    std::uint64_t unknownPending() const { return m_unknown; }
    /// Empty for one that is not known.
    const ChannelName& channelOf(wire::SubscriptionId subscription) const;
    /// Nothing is pending anywhere, and every subscription has been sent all that is stored.
    bool isQuiet(const ChannelName& channel) const;

    std::vector<SubscriptionView> subscriptionViews() const;
    std::vector<ClientView> clientViews() const;
    /// Of them, those whose health is in doubt.
    std::vector<ClientView> doubtfulClients() const;
    /// Whose health may be another one than at the call before, those who came or left included.
    std::set<ClientId> takeChangedClients() { return m_clients.takeChanged(); }
    /// What the mirror has concluded without a frame: clients dropped, deliveries given up.
    std::uint64_t conclusions() const { return m_conclusions; }
    /// Earliest deadline first.
    std::vector<BrokerTimer> timerViews(std::size_t limit) const;
    /// Client ids with at least one live subscription, in order of appearance.
    const std::vector<ClientId>& subscribers() const { return m_subscriberOrder; }

    std::vector<MirrorState::Client> clientStates() const;
    std::vector<MirrorState::Channel> channelStates() const;

    /// The mirror in the endpoint's own words, to be compared with it.
    std::vector<MonitoredClient> monitoredClients() const;
    std::vector<MonitoredChannel> monitoredChannels() const;
    /// Nothing of that channel hangs on a frame that is due any moment.
    bool isAtRest(const ChannelName& channel) const;
    /// Those where something waits of before the mirror came that may be due any time later.
    std::set<ChannelName> roughChannels() const;
    /// Somebody subscribes to it; a durable that is offline does not.
    bool hasLiveSubscriptions(const ChannelName& channel) const;
    /// When the last one who subscribed to it left; 0: nobody did.
    Nanos leftAt(const ChannelName& channel) const;

private:
    Mirror(const Mirror&) = default;

    /// A queue group, or one plain subscription: what shares pending entries.
    struct Group
    {
        std::vector<std::uint32_t> members; ///< in the broker's order
        std::uint64_t lastSent = 0;
        std::size_t stalledMembers = 0; ///< the broker's own count, with its own quirks
        std::optional<SubscriptionState> shadow; ///< durable without a member
        SequenceIndex latest; ///< last delivery of each sequence
        std::uint32_t lastHolder = 0; ///< whose timer fired at `lastFire`
        Nanos lastFire{};
        /// How many publishes had been heard of when the broker, right after a delivery, tried in
        /// vain to send more; 0: nothing such since the last PubAck.
        std::uint64_t triedAfter = 0;
        Nanos lastDealt{}; ///< when a member left last whose entries the others got
        /// `lastSent` is where it starts, or of before a gap: not known yet.
        bool isRough = true;
        std::set<std::uint64_t> vanished; ///< deliveries given up: were due and did not come
    };

    /// A redelivery that has not shown up this long after the timer fired will not come
    /// (section 5.2 rule 8 says 80 ms; a busy machine needs more, and too early would be a lie).
    static constexpr Nanos overdueGrace = std::chrono::milliseconds(400);

    using Subscriptions = std::map<std::uint32_t, SubscriptionState>;
    using Groups = std::map<std::string, Group, std::less<>>; ///< a channel's lie together

    /// Books at the end of a change what was touched in it.
    class Booking
    {
    public:
        explicit Booking(Mirror& mirror)
            : m_mirror(mirror)
        {
        }
        Booking(const Booking&) = delete;
        Booking& operator=(const Booking&) = delete;
        ~Booking() { m_mirror.bookTouched(); }

    private:
        Mirror& m_mirror;
    };

    SubscriptionState& insert(SubscriptionState state);
    SubscriptionState extract(std::uint32_t id);
    SubscriptionState& edit(std::uint32_t id);
    SubscriptionState* find(std::uint32_t id);
    const SubscriptionState& at(std::uint32_t id) const;
    void touchAll();
    void bookTouched();
    void book(SubscriptionState& state);
    void unbook(SubscriptionState& state);
    void setShadow(Group& group, SubscriptionState state);
    SubscriptionState takeShadow(Group& group);
    std::vector<std::uint32_t> dueAt(Nanos now, bool looks);
    ClientView clientViewOf(const ClientId& id, const ClientRegistry::Client& client) const;

    /// Of a channel's groups' keys.
    static std::string prefixOf(const ChannelName& channel) { return channel.value() + '\n'; }
    static std::string keyOf(const SubscriptionState& subscription);
    SubscriptionState make(const ClientId& client, const ChannelName& channel,
                           const std::string& queueGroup, const std::string& durable,
                           std::uint32_t id);
    void noteSubscriber(const ClientId& client);
    bool wasReplaced(const MonitoredClient& listed, Nanos askedAt) const;
    void replaceClient(Nanos time, const MonitoredClient& by);
    void evictBefore(Nanos time);
    void removeClient(Nanos time, const ClientId& client);
    void removeSubscription(Nanos time, std::uint32_t id, bool unsubscribed);
    void leaveGroup(Nanos time, SubscriptionState& state, Group& group);
    void transfer(Nanos time, SubscriptionState& from, Group& group);
    std::uint64_t startOf(const wire::Subscribed& event) const;

    void firstDelivery(Nanos time, SubscriptionState& subscription, Group& group,
                       const wire::Delivered& event, std::uint32_t row);
    void redelivered(Nanos time, SubscriptionState& subscription, Group& group,
                     const wire::Delivered& event, std::uint32_t row);
    void countedDelivery(Nanos time, SubscriptionState& subscription, const wire::Delivered& event,
                         std::uint32_t row);
    bool isInAnswer(Nanos time, const SubscriptionState& subscription,
                    std::uint64_t sequence) const;
    void countedAck(Nanos time, SubscriptionState& subscription, Group& group,
                    std::uint64_t sequence);
    void evictIfOff(Nanos time, const Group& group, std::uint32_t receiver, std::uint64_t sequence);
    SubscriptionState* holderOf(const Group& group, std::uint64_t sequence);
    SubscriptionState* holderOfUnknown(Group& group, SubscriptionState& receiver, Nanos time);
    bool wasJustAcked(Nanos time, RowRef row) const;
    bool mayBePlaceholder(const SubscriptionState& subscription, const Group& group,
                          std::uint64_t sequence) const;
    std::uint32_t appendRow(Nanos time, const SubscriptionState& subscription, RowRef before,
                            std::uint32_t message, Sequence sequence, std::uint32_t attempt);
    void fillInResent(Nanos start, SubscriptionState& subscription);
    std::uint32_t appendDelivery(Nanos time, const SubscriptionState& subscription, RowRef before,
                                 const wire::Delivered& event);
    void end(RowRef row, Nanos time, DeliveryEnd end, NameId other);
    void chain(RowRef from, std::uint32_t to, Nanos time);
    void unstall(SubscriptionState& subscription, Group& group);
    void stall(SubscriptionState& subscription, Group& group);
    bool trySending(Group& group);
    void rotate(Group& group, std::uint32_t chosen) const;
    void refreshDeadlines(const SubscriptionState& subscription);

    Joining joiningOf(const SubscriptionState& state, const Group& group) const;
    static std::uint64_t behind(const MirrorState::Channel& channel, std::uint64_t sent);
    const SubscriptionState* anyOf(const Group& group) const;
    MirrorState::Group totalsOf(const Group& group, const MirrorState::Channel& channel) const;
    void count(const Group& group, std::uint64_t from, std::uint64_t to, Loss& loss) const;
    void startAnew(Nanos time, SubscriptionState& state);
    void noteVanished(Nanos now, const SubscriptionState& state, std::uint64_t sequence);
    void noteSkipped(Nanos time, const SubscriptionState& state, const Group& group,
                     std::uint64_t sequence);
    void foreseeLeaving(Nanos now, std::uint32_t id);
    bool looksAtUnsettled(Nanos now);
    void endOverdue(Nanos now, SubscriptionState& subscription);

    void reconcile(Nanos time, const MonitoredChannel& channel);
    void reconcileGroup(Nanos time, const ChannelName& channel, Sequence first,
                        const std::vector<const MonitoredSubscription*>& rows);
    void adjustPending(Nanos time, SubscriptionState& state, std::uint64_t pending);
    void dropUnlisted(Nanos time, const ChannelName& channel, const std::set<std::uint32_t>& listed,
                      const std::set<std::string>& keys);
    bool isBelievable(const SubscriptionState& row, const std::set<std::uint32_t>& seen) const;
    void forget(Nanos time, SubscriptionState& state);
    void adoptClients(Nanos time, const std::vector<MonitoredClient>& clients);
    static MonitoredSubscription describe(const SubscriptionState& state);
    /// `room`: how many entries without a sequence may still be listed.
    MirrorState::Subscription stateOf(const SubscriptionState& state, std::uint64_t& room) const;

    BrokerWriter* m_writer;
    MessageBook* m_messages;
    OnDelivery m_onDelivery;
    Nanos m_unixEpoch{};
    bool m_brokerRuns = true;
    bool m_tapAway = false;
    ClientRegistry m_clients;
    Subscriptions m_subscriptions;
    Groups m_groups;
    std::vector<ClientId> m_subscriberOrder;
    std::unordered_set<ClientId> m_knownSubscribers; ///< the same
    std::map<ChannelName, std::set<std::uint32_t>> m_byChannel; ///< without the offline ones
    std::unordered_map<ClientId, std::set<std::uint32_t>> m_byClient; ///< the same
    std::map<ChannelName, Nanos> m_leftAt; ///< of those that nobody subscribes to
    std::vector<NoticeRow> m_notices;
    std::optional<bool> m_wasAwaited;
    std::vector<std::uint32_t> m_touched;
    std::set<std::pair<Nanos, std::uint32_t>> m_schedule; ///< when which of them may change
    std::set<std::uint32_t> m_holders; ///< those with something pending
    std::size_t m_outstanding = 0; ///< all that is pending, offline durables included
    std::uint64_t m_unknown = 0; ///< of that, without a sequence
    std::uint64_t m_conclusions = 0;
    Nanos m_lookedAt{}; ///< at the unsettled clients
    std::size_t m_unsettledSubscriptions = 0; ///< theirs, as of then
    Nanos m_asked{}; ///< frames until then are in the last bootstrap's answer
    Nanos m_counted{}; ///< so are those until about then
    Nanos m_bootstrapped{}; ///< when that answer came
    bool m_answerLags = false; ///< that answer is a follower's
    Nanos m_tapBack{}; ///< the end of the last gap
    Nanos m_restarted{}; ///< the broker's last start that was seen
    std::string m_serverId;
    Nanos m_now{};
};

} // namespace stanscope

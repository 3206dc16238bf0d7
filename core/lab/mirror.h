#pragma once

#include "core/events/event.h"
#include "core/lab/historywriter.h"
#include "core/lab/messagebook.h"
#include "core/lab/snapshot.h"
#include "core/lab/subscriptionstate.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace stanscope {

/// The broker's state rebuilt from its traffic (protocol section 5.2). Uses the wire and the life
/// of processes, never a replica's report. Folding thread only.
class Mirror
{
public:
    /// Told for each delivery row that is new.
    using OnDelivery = std::function<void(std::uint32_t row)>;

    Mirror(HistoryWriter& writer, MessageBook& messages);
    /// After a copy: belongs to the copy's own writer and messages from here on.
    void bind(HistoryWriter& writer, MessageBook& messages);

    void setOnDelivery(OnDelivery onDelivery) { m_onDelivery = std::move(onDelivery); }
    void setHeartbeats(const BrokerOptions& options) { m_heartbeats = options; }

    void apply(Nanos time, const wire::ClientConnected& event);
    void apply(Nanos time, const wire::ClientClosed& event);
    void apply(Nanos time, const wire::Subscribed& event);
    void apply(Nanos time, const wire::Unsubscribed& event);
    void apply(Nanos time, const wire::Delivered& event);
    void apply(Nanos time, const wire::AckSent& event);
    void apply(Nanos time, const wire::HeartbeatSent& event);
    void apply(Nanos time, const wire::HeartbeatAnswered& event);
    void apply(Nanos time, const wire::PingRefused& event);
    void tapGap(Nanos time);

    /// Simulated time up to `now`: timers, heartbeats, evictions.
    void advance(Nanos now);
    /// The broker stands still (down or paused): no timer fires.
    void brokerStopped();
    /// It runs again. `restarted`: a new process; `keptStore`: it recovered its FILE store.
    void brokerRuns(Nanos now, bool restarted, bool keptStore);
    /// When the process behind a client died; deliveries from then on go nowhere. 0: it lives.
    void setDead(const ClientId& client, Nanos since);

    bool isRegistered(const ClientId& client) const { return m_clients.contains(client); }
    /// When the broker will drop a client that does not answer any more; nothing when it answers.
    std::optional<Nanos> evictionAt(const ClientId& client) const;
    std::uint32_t outstanding(const ClientId& client) const;
    /// Deliveries without end, offline durables included.
    std::uint32_t outstanding() const;
    /// Nothing is pending anywhere, and every subscription has been sent all that is stored.
    bool isQuiet(const ChannelName& channel) const;

    std::vector<SubscriptionView> subscriptionViews() const;
    std::vector<ClientView> clientViews() const;
    /// Earliest deadline first; without what the caller fills in from reports.
    std::vector<TimerView> timerViews(std::size_t limit) const;
    /// Client ids with at least one live subscription, in order of appearance.
    std::vector<ClientId> subscribers() const { return m_subscriberOrder; }

private:
    struct Client
    {
        std::optional<Nanos> heartbeatSince; ///< sent, not answered yet
        Nanos lastHeartbeat{}; ///< end of the last exchange, or the connect
        std::uint32_t missed = 0;
    };
    /// A queue group, or one plain subscription: what shares pending entries.
    struct Group
    {
        std::vector<std::uint32_t> members; ///< in the broker's order
        std::uint64_t lastSent = 0;
        std::optional<SubscriptionState> shadow; ///< durable without a member
        SequenceIndex latest; ///< last delivery of each sequence
    };

    using Subscriptions = std::map<std::uint32_t, SubscriptionState>;

    static std::string keyOf(const SubscriptionState& subscription);
    void removeClient(Nanos time, const ClientId& client);
    void removeSubscription(Nanos time, std::uint32_t id, bool unsubscribed);
    void transfer(Nanos time, SubscriptionState& from, Group& group);
    std::uint64_t startOf(const wire::Subscribed& event) const;
    void redelivered(Nanos time, SubscriptionState& subscription, Group& group, std::uint32_t row,
                     std::uint64_t sequence);
    RowRef takeFromOthers(Group& group, std::uint32_t own, std::uint64_t sequence);
    std::uint32_t appendDelivery(Nanos time, const SubscriptionState& subscription,
                                 const wire::Delivered& event);
    void end(RowRef row, Nanos time, DeliveryEnd end, NameId other);
    void chain(RowRef from, std::uint32_t to, Nanos time);
    void refreshDeadlines(SubscriptionState& subscription);
    void advanceHeartbeats(Nanos now);

    HistoryWriter* m_writer;
    MessageBook* m_messages;
    OnDelivery m_onDelivery;
    BrokerOptions m_heartbeats;
    bool m_brokerRuns = true;
    std::unordered_map<ClientId, Client> m_clients;
    std::unordered_map<ClientId, Nanos> m_deadSince;
    Subscriptions m_subscriptions;
    std::map<std::string, Group> m_groups;
    std::vector<ClientId> m_subscriberOrder;
};

} // namespace stanscope

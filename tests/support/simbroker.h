#pragma once

#include "core/wire/frame.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace stanscope::test {

/// The broker and its clients in plain code with a clock of their own: what a real one keeps, does
/// and puts on the wire (docs/protocol.md), so that the mirror can be compared with the truth
/// itself.
///
/// What no tap can know is kept apart instead of tolerated: the caller acts at moments of its own
/// phase of the second (see SimHistory), where no timer is due within a few milliseconds, and
/// heartbeats have another phase. AckWaits and heartbeats are whole seconds, so both stay there.
class SimBroker
{
public:
    struct Settings
    {
        std::int32_t heartbeatInterval = 1; ///< seconds
        std::int32_t heartbeatTimeout = 1; ///< seconds
        std::int32_t heartbeatFailures = 1;
    };
    enum class End : std::uint8_t
    {
        Running,
        Acked,
        Expired,
        Transferred,
        SettledByLateAck,
        Dropped,
    };
    /// One MsgProto that was sent, and what became of it.
    struct Delivery
    {
        std::string client;
        std::string channel;
        std::uint64_t sequence = 0;
        std::uint32_t attempt = 1;
        End end = End::Running;
        std::string other; ///< who got it next, or whose ack settled it
    };
    struct Pending
    {
        Nanos deadline{};
        std::size_t row = 0; ///< of deliveries()
    };
    struct Group;
    struct Subscription
    {
        std::uint32_t id = 0;
        std::string client;
        std::string inbox;
        std::string ackInbox;
        std::string queue;
        std::string durable;
        std::int32_t maxInflight = 1;
        std::int32_t ackWait = 1; ///< seconds
        std::uint64_t lastSent = 0;
        bool stalled = false;
        bool acksAtOnce = false; ///< its client does
        std::map<std::uint64_t, Pending> pending;
        std::optional<Nanos> timer;
        std::vector<std::uint64_t> received; ///< its client got and has not acked
        Group* group = nullptr;

        bool isDurable() const { return !durable.empty(); }
        bool isFull() const { return static_cast<std::int64_t>(pending.size()) >= maxInflight; }
    };
    /// A queue group, or one plain subscription.
    struct Group
    {
        std::string channel;
        std::string queue;
        std::vector<Subscription*> members;
        std::unique_ptr<Subscription> shadow;
        std::uint64_t lastSent = 0;
        std::size_t stalledMembers = 0;
        std::map<std::uint64_t, std::uint32_t> redeliveries; ///< counts
        std::map<std::uint64_t, std::size_t> latest; ///< delivery of each sequence
    };
    struct Client
    {
        std::string heartbeatInbox;
        std::string connId;
        bool lives = true;
        std::int32_t missed = 0;
        std::uint64_t serial = 0; ///< of this connection
        std::vector<Subscription*> subscriptions;
    };
    struct Channel
    {
        std::vector<Nanos> stored; ///< when, by sequence

        std::uint64_t last() const { return stored.size(); }
    };
    struct Hooks
    {
        std::function<void(const Frame&)> frame;
        /// Before a timer sends again what `row` of deliveries() sent.
        std::function<void(std::size_t row)> redelivers;
        /// Something happens at `time`.
        std::function<void(Nanos time)> before;
    };
    struct SubscribeOptions
    {
        std::string queue;
        std::string durable;
        std::int32_t maxInflight = 1;
        std::int32_t ackWait = 1;
        std::uint32_t start = 0; ///< StartPosition: NewOnly 0, LastReceived 1, First 4
        bool acksAtOnce = false;
    };

    /// The calendar's time at the clock's 0.
    static constexpr std::int64_t unixNs = 1'700'000'000'000'000'000;

    /// No two messages say the same.
    static std::string payloadOf(const std::string& channel, std::uint64_t sequence)
    {
        return channel + ' ' + std::to_string(sequence);
    }

    SimBroker(const Settings& settings, Hooks hooks);

    Nanos now() const { return m_now; }
    /// All that is due until then happens.
    void runUntil(Nanos time);
    /// Some timer is due that near to `time`.
    bool isBusyAt(Nanos time, Nanos within) const;

    /// An id that is registered is asked for 500 ms whether it lives (docs/protocol.md).
    void connect(const std::string& id);
    void closeClient(const std::string& id);
    void kill(const std::string& id) { m_clients.at(id).lives = false; }
    void publish(const std::string& id, const std::string& channel);
    void subscribe(const std::string& id, const std::string& channel,
                   const SubscribeOptions& options);
    void leave(Subscription& subscription, bool unsubscribes);
    void ack(Subscription& subscription, std::uint64_t sequence);

    const std::map<std::string, Client>& clients() const { return m_clients; }
    const std::map<std::string, Channel>& channels() const { return m_channels; }
    const std::map<std::string, Group>& groups() const { return m_groups; }
    const std::map<std::uint32_t, std::unique_ptr<Subscription>>& subscriptions() const
    {
        return m_subscriptions;
    }
    const std::vector<Delivery>& deliveries() const { return m_deliveries; }
    /// Frames on inboxes that nobody else can know: answers to a takeover's question.
    std::uint64_t privateFrames() const { return m_privateFrames; }

private:
    void send(const std::string& subject, const std::string& reply, const std::string& data);
    void later(Nanos time, std::function<void()> what) { m_agenda.emplace(time, std::move(what)); }
    std::string inbox(const char* kind);
    void accept(const std::string& id, const std::string& heartbeatInbox, const std::string& connId,
                const std::string& reply);
    void heartbeat(const std::string& id, std::uint64_t serial);
    void removeClient(const std::string& id);
    void remove(Subscription& subscription, bool unsubscribes);
    std::uint64_t startOf(const std::string& channel, const SubscribeOptions& options) const;
    void deal(Subscription& from, Group& group);
    void sendAvailable(Group& group);
    Subscription* choose(Group& group);
    bool sendTo(Subscription& to, std::uint64_t sequence, bool again);
    void fire(Subscription& subscription);
    void settle(Subscription& by, std::uint64_t sequence, bool isUsers);
    void end(std::size_t row, End end, const std::string& other);
    Subscription* nextTimer() const;

    Settings m_settings;
    Hooks m_hooks;
    Nanos m_now{};
    std::uint64_t m_serial = 0;
    std::uint32_t m_lastSubscription = 0;
    std::multimap<Nanos, std::function<void()>> m_agenda;
    std::map<std::string, Client> m_clients;
    std::map<std::string, bool> m_probed; ///< ids that somebody waits for
    std::map<std::string, Channel> m_channels;
    std::map<std::string, Group> m_groups;
    std::map<std::uint32_t, std::unique_ptr<Subscription>> m_subscriptions;
    std::vector<Delivery> m_deliveries;
    std::uint64_t m_privateFrames = 0;
};

} // namespace stanscope::test

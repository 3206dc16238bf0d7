#pragma once

#include "core/events/event.h"
#include "core/mirror/brokerviews.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace stanscope {

/// The clients that the broker has registered, and their heartbeats (protocol section 1.3). Plain
/// values; the Mirror draws the consequences.
class ClientRegistry
{
public:
    struct Client
    {
        Subject heartbeatInbox;
        Nanos since{}; ///< connected, or first heard of
        std::optional<Nanos> heartbeatSince; ///< sent, not answered yet
        Nanos lastHeartbeat{}; ///< end of the last exchange, or the connect
        /// The broker's time-out, if it has asked again by its clock. A client that missed some and
        /// lives again makes it ask at once by a ping (section 1.3), and then answers.
        std::optional<Nanos> timeoutSeen;
        std::uint32_t missed = 0;
        bool wasHealthy = false; ///< `missed` counts from its first missed one
        bool wasPrompt = false; ///< the last answer: the next one tells the interval
        bool listening = true; ///< somebody listens on its heartbeat inbox
        bool isProven = true; ///< has connected or answered since the mirror came
        bool isLate = false; ///< does not answer a heartbeat, and others answer theirs at once
        std::optional<Nanos> probedAt; ///< somebody asked to connect under its id
        std::optional<Nanos> evictionDue; ///< its heartbeats say that it was dropped then
        std::vector<std::uint32_t> subscriptions; ///< in the broker's order
    };

    /// How our own broker was started; somebody else's settings are on no endpoint and are learned
    /// from what it does.
    void setOptions(const BrokerOptions& options);

    void connect(Nanos time, const ClientId& client, const Subject& heartbeatInbox);
    /// The broker listed it: it may be dead already, and heartbeats may have failed.
    void adopt(Nanos time, const ClientId& client, const Subject& heartbeatInbox);
    void remove(const ClientId& client);
    /// The broker has dropped it, as something else but its heartbeats tells: what that says about
    /// how many it may miss.
    void learnFrom(const ClientId& client);
    /// It has one that was taken for dropped: what was learned is wrong, and learned anew.
    void misjudged();
    void clear();
    /// The broker or the tap was away until `time`: nobody missed a heartbeat.
    void excuse(Nanos time, bool restarted);

    void heartbeatSent(Nanos time, const ClientId& client);
    void heartbeatAnswered(Nanos time, const ClientId& client);
    /// A connect under an id that is registered: the broker asks the old client whether it lives
    /// (section 3.4).
    void connectRequested(Nanos time, const ClientId& client);
    void connectRefused(const ClientId& client);
    void setListening(const ClientId& client, bool listening);
    /// When the process behind it died; 0: it lives.
    void setDead(const ClientId& client, Nanos since);
    /// 0: it lives, or nobody knows.
    Nanos deadSince(const ClientId& client) const;

    void addSubscription(const ClientId& client, std::uint32_t id);
    /// The broker overwrites it with the last one, then shrinks.
    void removeSubscription(const ClientId& client, std::uint32_t id);

    /// Counts what timed out up to `now`; the clients that the broker has dropped by that, and
    /// when, the earliest first.
    std::vector<std::pair<ClientId, Nanos>> advance(Nanos now);
    /// The same, when a frame of the broker shows what else it did at `now`: an answer in time
    /// would have come before that one.
    std::vector<std::pair<ClientId, Nanos>> advanceBefore(Nanos now);

    /// Those about whom time may tell something: an answer is awaited, one was missed, somebody may
    /// be gone. All others live as far as is known, and nothing happens to them by itself.
    const std::set<ClientId>& unsettled() const { return m_unsettled; }
    /// Who is well again is none of them any more.
    void settle(Nanos now);
    /// Whose health may be another one than at the call before, those who came or left included.
    std::set<ClientId> takeChanged() { return std::exchange(m_changed, {}); }

    bool contains(const ClientId& client) const { return m_clients.contains(client); }
    Client* find(const ClientId& client);
    const Client* find(const ClientId& client) const;
    const std::map<ClientId, Client>& clients() const { return m_clients; }
    /// The broker skips redeliveries to it and prefers other members.
    bool hasFailed(const ClientId& client, Nanos now) const;
    /// It has failed, or may have: nobody listens, or a heartbeat is not answered as fast as one
    /// that lives does.
    bool mayHaveFailed(const ClientId& client, Nanos now) const;
    /// A heartbeat of it failed at about `at`, and nobody knows how many may.
    bool mayHaveLeft(const ClientId& client, Nanos at) const;
    /// Something says that it is gone or will be.
    bool isDoubtful(const ClientId& client) const;
    /// When the broker will drop a client that does not answer any more; nothing when not known.
    std::optional<Nanos> evictionAt(const ClientId& client) const;
    /// When the broker drops it if nothing happens meanwhile; nothing while it seems alive.
    std::optional<Nanos> leavesAt(const ClientId& client, Nanos now) const;
    /// One may just have been dropped, and only the endpoint can tell.
    bool isWorthAsking(Nanos now) const;
    ClientHealth health(const ClientId& client) const;

private:
    void learnInterval(Nanos interval);
    void learnTimeout(Nanos now);
    void findLate(Nanos now);
    std::vector<std::pair<ClientId, Nanos>> timeOut(Nanos now, Nanos grace);
    bool isGone(Client& client, Nanos now);
    bool isSettled(const ClientId& id, Nanos now) const;

    std::optional<Nanos> m_interval;
    std::optional<Nanos> m_timeout;
    std::optional<std::uint32_t> m_failures;
    bool m_isOwn = false;
    Nanos m_promptAt{}; ///< when a heartbeat was answered at once last
    std::map<ClientId, Client> m_clients;
    std::map<ClientId, Nanos> m_deadSince;
    std::set<ClientId> m_unsettled; ///< at least those that are; each is in `m_clients`
    std::set<ClientId> m_changed;
};

} // namespace stanscope

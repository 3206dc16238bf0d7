#pragma once

#include "core/events/event.h"
#include "core/mirror/brokerviews.h"
#include "core/mirror/brokerwriter.h"
#include "core/mirror/driftcheck.h"
#include "core/mirror/messagebook.h"
#include "core/mirror/mirror.h"
#include "core/mirror/mirrorstate.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace stanscope {

/// The broker as its traffic and its monitoring endpoint show it: clients, channels, messages,
/// subscriptions, deliveries, timers, and how sure that is. Complete by itself: of money it knows
/// nothing, of processes only when one died and when the broker was started. Folding thread only.
class BrokerFold
{
public:
    /// Whom it tells what others join to its rows.
    struct Hooks
    {
        MessageBook::OnPayload payload;
        Mirror::OnDelivery delivery;
        /// Something on the wire that nobody understands, or that was refused.
        std::function<void(Nanos time, const std::string& source, const Message& what)> oddity;
        /// Whether a client is a process of ours, which stands still until the tap is back.
        std::function<bool(const ClientId& client)> isOurs;
        /// It has concluded what no frame says.
        std::function<void(const NoticeRow& notice)> notice = {};
    };

    BrokerFold(BrokerWriter& writer, const laboratory::RunStarted& run, Nanos start, Hooks hooks);
    /// The same state, written on with another writer.
    BrokerFold(const BrokerFold& other, BrokerWriter& writer, Hooks hooks);

    void apply(Nanos time, const wire::ConnectRequested& event);
    void apply(Nanos time, const wire::ClientConnected& event);
    void apply(Nanos time, const wire::ClientRefused& event);
    void apply(Nanos time, const wire::ClientClosed& event);
    void apply(Nanos time, const wire::PublishSent& event);
    void apply(Nanos time, const wire::PubAcked& event);
    void apply(Nanos time, const wire::SubscribeRequested& event);
    void apply(Nanos time, const wire::Subscribed& event);
    void apply(Nanos time, const wire::SubscribeRefused& event) const;
    void apply(Nanos time, const wire::Unsubscribed& event);
    void apply(Nanos time, const wire::Delivered& event);
    void apply(Nanos time, const wire::AckSent& event);
    void apply(Nanos time, const wire::HeartbeatSent& event);
    void apply(Nanos time, const wire::HeartbeatAnswered& event);
    void apply(Nanos time, const wire::PingRefused& event);
    void apply(Nanos time, const wire::Malformed& event);
    void apply(Nanos time, const wire::ForeignCluster& event);
    void apply(Nanos time, const wire::ForeignAnswered& event);
    void apply(Nanos time, const wire::TapMoved& event);
    void apply(Nanos time, const wire::TapGap& event);
    void apply(Nanos time, const wire::TapBack& event);
    void apply(Nanos time, const wire::TapDenied& event);
    void apply(Nanos time, const wire::FramesSeen& event);
    void apply(Nanos time, const monitor::Answered& answer);
    void apply(Nanos time, const monitor::ServerChanged& event);
    void apply(Nanos time, const monitor::LimitsKnown& event);
    void apply(Nanos time, const monitor::Failed& event);
    void apply(Nanos time, const monitor::Presence& event);
    void apply(Nanos time, const monitor::Corrected& event);
    /// Time passes: what the broker tells nobody about its clients is noted.
    void apply(Nanos time, const laboratory::Tick& event);

    /// Simulated time up to `now`.
    void advance(Nanos now);
    bool isDue(Nanos now) const { return m_mirror.isDue(now); }

    /// When the process behind a client died; 0: it lives.
    void setDead(const ClientId& client, Nanos since) { m_mirror.setDead(client, since); }
    /// The broker stands still (down or paused): no timer fires.
    void brokerStopped() { m_mirror.brokerStopped(); }
    /// It runs again. `restarted`: a new process; `keptStore`: it recovered its FILE store.
    void brokerRuns(Nanos time, bool restarted, bool keptStore);
    /// The process of our own broker ends, or has ended.
    void brokerEnds(Nanos time);
    /// When the tap was away. An outage is not in it.
    const std::vector<MirrorState::Gap>& gaps() const { return m_gaps; }
    /// How our own broker was started.
    void setHeartbeats(const BrokerOptions& options);

    const Mirror& mirror() const { return m_mirror; }
    const TapView& tap() const { return m_tap; }
    const std::string& serverId() const { return m_serverId; }
    bool isLeaderless() const { return m_check.leaderless; }
    const std::string& version() const { return m_version; }
    MirrorCheckView checkView() const;
    /// Without times of the run: the caller knows when it started.
    MirrorState state(Nanos now) const;
    /// What a drift that stayed makes necessary; nothing most of the time.
    std::optional<monitor::Corrected> correction() const { return m_drift.correction(); }
    /// The last 100 drifts, oldest first, and how many there ever were.
    const std::deque<DriftRow>& driftRows() const { return m_drift.drift(); }
    std::uint64_t driftsFound() const { return m_drift.found(); }
    /// How many of the last ones may still be corrected.
    std::uint64_t driftsOpen() const { return m_drift.open(); }
    /// The last 100 changes of a client's health, oldest first, and how many there ever were.
    const std::deque<HealthRow>& healthRows() const { return m_health; }
    std::uint64_t healthChanges() const { return m_healthChanges; }
    /// Of the last message that the broker took; nothing when it cannot be known.
    std::optional<Sequence> lastStored(const ChannelName& channel) const
    {
        return m_messages.lastPubAcked(channel);
    }
    /// The same, where it is not known but supposed.
    std::optional<Sequence> supposedStored(const ChannelName& channel) const
    {
        return m_messages.supposedPubAck(channel);
    }
    /// What was concluded without a frame: the last 100 are in tap().notices; how many there ever
    /// were.
    std::uint64_t noticesFound() const { return m_noticesFound; }
    /// Payloads that were let go while they waited for their sequence.
    std::uint64_t lostPayloads() const { return m_messages.lostPayloads(); }
    /// Something is running whose deadline moves with time.
    bool hasTimers() const { return m_mirror.outstanding() > 0 || m_drift.isHolding(); }
    std::uint64_t redeliveries() const { return m_redeliveries; }

    BrokerFold(const BrokerFold&) = delete;

private:
    Mirror::OnDelivery countingDeliveries();
    void confirmChannels(Nanos time, const monitor::Answered& answer);
    bool wasQuiet(const ChannelName& channel, Nanos askedAt) const;
    void noteExpired(Nanos time, const MonitoredChannel& channel);
    void channelEnds(Nanos time, const ChannelName& channel, const Message& why);
    void endUnlisted(Nanos time, const monitor::Answered& answer,
                     const std::set<ChannelName>& listed);
    void compareWithBefore(Nanos time, const monitor::Answered& answer, bool isOther);
    void otherStore(Nanos time, const monitor::Answered& answer);
    void doubtIfIdle(Nanos time, const ChannelName& channel);
    std::optional<Nanos> inactivityOf(const ChannelName& channel) const;
    void noteUnanswered(Nanos time);
    void adviseOnRefusal(Nanos time, const wire::ClientRefused& event);
    void note(NoticeRow notice);
    void setLeaderless(Nanos time, bool isLeaderless);
    /// A broker has sent something.
    void brokerSpeaks(Nanos time)
    {
        if (m_check.leaderless)
            setLeaderless(time, false);
    }
    void takeNotices();
    void noteHealth(Nanos time);
    bool hasGuests() const;
    void joinedAgain(Nanos time, const monitor::Answered& answer);
    void excuseGapSince(Nanos earliest);
    void compareWithBroker(Nanos now);

    Hooks m_hooks;
    BrokerWriter& m_writer;
    MessageBook m_messages;
    Mirror m_mirror;
    /// Somebody was heard asking for a cluster that is not followed.
    struct Asked
    {
        Nanos time{};
        ClientId client;
        std::string cluster;
    };

    bool m_isMonitored = false;
    bool m_isAttached = false;
    std::string m_cluster; ///< that is followed; empty: any
    std::optional<std::vector<ChannelLimits>> m_limits; ///< nothing: not told
    std::vector<Asked> m_askedFor; ///< not answered yet
    std::set<std::string> m_answering; ///< other clusters that are there
    std::set<ClientId> m_advised; ///< of their ids
    std::uint64_t m_noticesFound = 0;
    std::string m_serverId;
    std::string m_version;
    TapView m_tap;
    DriftCheck m_drift;
    std::map<ClientId, ClientHealth> m_knownHealth; ///< as in the last row, or healthy
    std::deque<HealthRow> m_health;
    std::uint64_t m_healthChanges = 0;
    MirrorCheckView m_check; ///< state and why; the rest is in m_drift
    std::vector<MirrorState::Gap> m_gaps;
    bool m_isOwnDown = false; ///< our own broker has ended and does not run again yet
    std::uint64_t m_awayCount = 0; ///< gaps counted since the tap is away
    MirrorState::Gap m_outage; ///< the one that is under way
    std::uint64_t m_redeliveries = 0;
};

} // namespace stanscope

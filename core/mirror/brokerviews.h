#pragma once

#include "core/events/event.h"
#include "core/mirror/brokertables.h"
#include "core/util/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stanscope {

enum class ClientHealth : std::uint8_t
{
    Healthy,
    Suspect, ///< at least one heartbeat without answer
    DeadButRegistered, ///< nobody listens on its heartbeat inbox any more; still a client
    Closed,
};

/// What a subscription that was accepted is to the broker.
enum class Joining : std::uint8_t
{
    Unknown, ///< it may have been there before, and nobody saw that
    Created, ///< nothing of that name was there: it starts where it asked to
    Joined, ///< a group that has members: where it asked to start does not count
    Resumed, ///< a durable that was offline: with what is unacked, then what it was not sent
};

struct SubscriptionView
{
    std::uint32_t id = 0;
    ClientId client;
    ChannelName channel;
    std::string queueGroup;
    std::string durable;
    std::int32_t ackWaitSeconds = 0;
    std::int32_t maxInflight = 0;
    std::uint32_t pending = 0;
    std::uint32_t unknown = 0; ///< of `pending`: which sequences is not known (late join, gap)
    Sequence lastSent;
    bool stalled = false;
    bool offline = false; ///< durable without a live subscriber
    bool pendingIsGuess = false; ///< inferred from what was not all seen
    bool lastSentIsGuess = false; ///< where it starts: nothing was sent yet
    Joining joining = Joining::Unknown;
    std::uint64_t undelivered = 0; ///< stored, and not sent to it or its group yet
};

struct ClientView
{
    ClientId client;
    ClientHealth health = ClientHealth::Healthy;
    std::uint32_t heartbeatsMissed = 0;
    Subject heartbeatInbox = {};
    /// Deliveries to it are not known, and it may be dead since before the mirror came.
    bool isUnproven = false;
};

/// A delivery that waits for its ack.
struct BrokerTimer
{
    RowRef delivery = 0;
    NameId client = 0;
    Sequence sequence;
    std::uint32_t attempt = 1;
    Nanos started{};
    Nanos deadline{}; ///< predicted; 0: nobody can know
    bool deadlineIsGuess = false;
    bool grouped = true; ///< redelivered to the group, else to itself
};

/// What the fold concludes of the broker that no frame says, or that a person should mend.
struct NoticeRow
{
    enum class Kind : std::uint8_t
    {
        ChannelDeleted, ///< or it has begun anew: `last` was its last sequence
        Expired, ///< `first` to `last` are gone by a limit
        ForeignCluster, ///< nobody answered `client`, who asked for `cluster`
        Advice, ///< see `remedy`
        Leader, ///< another server leads now
    } kind = Kind::Advice;
    Nanos time{};
    ChannelName channel = {};
    ClientId client = {};
    std::string cluster = {};
    Sequence first = {};
    Sequence last = {};
    std::uint64_t unacked = 0; ///< how many of them somebody had and had not acked
    std::uint64_t unsent = 0; ///< how many some group or subscription was never sent
    std::vector<Sequence> lost = {}; ///< the unacked ones, the first 100
    Message what = {};
    Message remedy = {};
    bool isGuess = false;

    bool operator==(const NoticeRow&) const = default;
};

struct TapView
{
    std::uint64_t frames = 0;
    std::uint64_t unknown = 0;
    std::uint64_t malformed = 0;
    std::uint64_t badReports = 0;
    std::uint64_t gaps = 0;
    bool away = false; ///< a gap is open
    /// Our own broker is down with none but our own clients, or has not been joined again since:
    /// nothing can happen there unseen, so that it is no gap.
    bool outage = false;
    Message denied; ///< why the tap may not listen; empty: it may
    Message lastOddity;
    std::vector<std::string> otherClusters; ///< heard on the same server, not followed
    std::vector<NoticeRow> notices; ///< the last 100, oldest first
};

/// A client's health has become another one. `Closed`: it is registered no more, and no frame said
/// so.
struct HealthRow
{
    Nanos time{};
    ClientId client;
    ClientHealth health = ClientHealth::Healthy;
};

/// One difference between the mirror and channelsz that stayed through its retries.
struct DriftRow
{
    Nanos time{};
    ChannelName channel;
    ClientId client; ///< empty: of the channel or a group
    Message difference; ///< "pending_count: mirror 3, broker 2"
    bool corrected = false;
};

/// How the mirror stands against the monitoring endpoint (protocol section 5.3).
struct MirrorCheckView
{
    enum class State : std::uint8_t
    {
        Unmonitored, ///< nothing to compare with; an attached mirror started empty
        Bootstrapping, ///< the first answer is awaited
        Waiting, ///< no quiet moment to compare in so far
        Matching,
        Drifting, ///< see `drift`
        Failed, ///< the endpoint does not answer: see `why`
    } state = State::Unmonitored;
    Message why;
    std::uint64_t compared = 0; ///< channel snapshots
    std::uint64_t matched = 0;
    std::uint64_t corrections = 0;
    std::uint64_t unknown = 0; ///< outstanding deliveries whose sequence is not known
    std::optional<monitor::ServerChanged> server; ///< which one answers
    /// One of several servers led, is gone, and no other one leads yet.
    bool leaderless = false;
    std::string leader; ///< endpoint of the server that led last; empty: there is but one
    bool suspicious = false; ///< some comparison differed: worth another look soon
    bool wanted = false; ///< something has changed since the last answer that could be compared
    std::vector<DriftRow> drift; ///< the last 100, oldest first
};

} // namespace stanscope

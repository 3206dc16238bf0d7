#pragma once

#include "core/events/monitoring.h"
#include "core/util/result.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stanscope {

/// What the pages of the monitoring endpoint say (protocol section 1.6), read from bytes that
/// anybody may have sent: sizes, types and ranges are checked, unknown fields skipped. Pure.

/// What the broker counts over all: unchanged, nothing came, went, was stored or sent. Acks and
/// time change other things.
struct ServerTotals
{
    std::int64_t clients = 0;
    std::int64_t subscriptions = 0; ///< with those of offline durables
    std::int64_t channels = 0;
    std::int64_t messages = 0;
    std::int64_t bytes = 0;
    std::int64_t messagesIn = 0;
    std::int64_t bytesIn = 0;
    std::int64_t messagesOut = 0;
    std::int64_t bytesOut = 0;

    bool operator==(const ServerTotals&) const = default;
};

struct ServerAnswer
{
    std::string clusterId;
    std::string serverId;
    std::string version;
    std::string state; ///< STANDALONE, FT_ACTIVE, FT_STANDBY, CLUSTERED, ...
    ServerTotals totals = {};
    std::string role = {}; ///< Leader, Follower, Candidate; empty outside a cluster
    std::string nodeId = {};

    /// Its lists are behind those of another server, and ordered otherwise: a follower's, a
    /// standby's (section 1.5).
    bool lags() const
    {
        if (state == "CLUSTERED")
            return role != "Leader";
        return state == "FT_STANDBY" || state == "FAILED" || state == "SHUTDOWN";
    }
    /// What it lists is worth something.
    bool hasLists() const { return !lags() || state == "CLUSTERED"; }
};

/// One page of a list; `count` entries from `offset` of `total`.
template <typename Entry>
struct MonitoringPage
{
    std::string serverId;
    std::int64_t offset = 0;
    std::int64_t total = 0;
    std::vector<Entry> entries;
};

/// A larger answer is not read at all.
inline constexpr qsizetype maxMonitoringAnswer = qsizetype{64} * 1024 * 1024;

/// An Error says what is wrong with the page: the field, or the parser's words.
Result<ServerAnswer> parseServerz(const QByteArray& body);
Result<MonitoringPage<MonitoredClient>> parseClientsz(const QByteArray& body);
Result<MonitoringPage<MonitoredChannel>> parseChannelsz(const QByteArray& body);

/// `channelsz?channel=`: whether it is about that channel.
Result<bool> parseIsChannel(const QByteArray& body, const ChannelName& channel);

/// `storez`: what is kept of channels, first of all those that have no limits of their own.
Result<std::vector<ChannelLimits>> parseStorez(const QByteArray& body);

/// A connection of the NATS server, and what it is subscribed to.
struct MonitoredConnection
{
    std::uint64_t id = 0;
    std::vector<std::string> subjects;
};
/// One page of `connz`.
struct ConnectionsPage
{
    std::int64_t offset = 0;
    std::int64_t total = 0;
    std::vector<MonitoredConnection> connections;
};
Result<ConnectionsPage> parseConnz(const QByteArray& body);

/// What `subsz?subs=1&test=SUBJECT` of the NATS server says about a client's inbox.
enum class Listening
{
    Yes, ///< somebody listens who does not listen to everything
    Nobody,
    Unknown, ///< no server behind it that has subscriptions: an external NATS (section 1.6)
};
struct SubszAnswer
{
    std::string serverId; ///< of the NATS server
    Listening listening = Listening::Unknown;
};
Result<SubszAnswer> parseSubsz(const QByteArray& body);

/// `varz`: on how many other servers clients may sit, whose subscriptions subsz does not list; more
/// than anybody asks where leaf nodes are.
Result<std::int64_t> parseNeighbours(const QByteArray& body);

} // namespace stanscope

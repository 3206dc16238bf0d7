#pragma once

#include "core/util/clock.h"
#include "core/util/ids.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stanscope {

/// What the broker's monitoring endpoint says (protocol section 1.6), parsed; values as channelsz
/// and clientsz name them.
struct MonitoredSubscription
{
    std::uint32_t subscription = 0; ///< the decoder's number; 0 until it has looked at the inboxes
    ClientId client; ///< of an offline durable: its last owner
    Subject inbox; ///< of an offline durable: stale
    Subject ackInbox;
    std::string queueGroup; ///< without the durable's name in front
    std::string durable;
    bool offline = false;
    bool stalled = false;
    std::int32_t maxInflight = 0;
    std::int32_t ackWaitSeconds = 0;
    Sequence lastSent;
    std::uint64_t pending = 0;

    bool operator==(const MonitoredSubscription&) const = default;
};

struct MonitoredChannel
{
    ChannelName name;
    Sequence first;
    Sequence last;
    std::vector<MonitoredSubscription> subscriptions; ///< a group's members in the broker's order

    bool operator==(const MonitoredChannel&) const = default;
};

struct MonitoredClient
{
    ClientId client;
    Subject heartbeatInbox;

    bool operator==(const MonitoredClient&) const = default;
};

/// How long a channel's messages, and the channel, are kept; 0: no such limit.
struct ChannelLimits
{
    ChannelName channel; ///< or a pattern such as "orders.>"; empty: of all others
    std::int64_t maxMessages = 0;
    std::int64_t maxBytes = 0;
    std::int64_t maxAgeMs = 0;
    std::int64_t maxInactivityMs = 0;

    bool operator==(const ChannelLimits&) const = default;
};

} // namespace stanscope

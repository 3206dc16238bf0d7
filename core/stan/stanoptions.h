#pragma once

#include "core/nats/connectionoptions.h"
#include "core/util/ids.h"
#include "core/util/result.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace stanscope {

/// Where and as whom to connect.
struct StanConnectOptions
{
    ConnectionOptions connection;
    std::string clusterId;
    ClientId client;
    std::chrono::milliseconds connectWait{2000}; ///< also for subscribe and close requests
    std::chrono::milliseconds pubAckWait{2000};
    /// The library's default of 5 s × 88 notices a lost connection after 7 minutes; smaller
    /// products than 30 s turn a pause of the broker into a lost connection.
    int pingSeconds = 1;
    int pingMaxOut = 30;
};

/// Where a new subscription starts in its channel.
struct StanStart
{
    enum class At : std::uint8_t
    {
        New, ///< what is stored from now on
        All, ///< all that the channel keeps
        Last, ///< the last message
        FromSequence, ///< `value`
        SecondsAgo ///< `value`
    };
    At at = At::All;
    std::int64_t value = 0;
};

struct StanSubscribeOptions
{
    ChannelName channel;
    std::string queueGroup; ///< empty: none
    std::string durable; ///< empty: not durable
    bool manualAck = true;
    StanStart start;
    std::int32_t ackWaitSeconds = 30; ///< travels in whole seconds, >= 1
    std::int32_t maxInflight = 1024; ///< >= 1
};

/// The token in the first line of a file; empty path, empty token.
Result<std::string> readTokenFile(const std::string& path);

} // namespace stanscope

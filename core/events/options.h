#pragma once

#include "core/events/bankwords.h"
#include "core/util/clock.h"
#include "core/util/ids.h"

#include <cstdint>
#include <string>

namespace stanscope {

/// How the next replica of the account service subscribes and handles.
struct ReplicaOptions
{
    std::string queueGroup = "account"; ///< empty: no queue group
    std::string durable = "bank"; ///< empty: not durable
    AckMode ackMode = AckMode::Manual;
    bool deliverAllAvailable = true; ///< false: new only
    std::int32_t ackWaitSeconds = 3; ///< whole seconds, >= 1
    std::int32_t maxInflight = 16; ///< >= 1
    Handler handler = Handler::Naive;
    bool closeOnStop = true; ///< close the STAN connection on stop, or just go

    bool operator==(const ReplicaOptions&) const = default;
};

/// When the transaction service publishes what it accepts.
enum class Publishing : std::uint8_t
{
    Outbox, ///< from the committed outbox, until there is a PubAck, also after a restart
    AfterCommit, ///< after the commit, from memory: what a restart finds unpublished is forgotten
    BeforeInsert ///< first, and the insert follows when there is a PubAck: it may still fail
};
template <>
inline constexpr auto wordsOf<Publishing> =
    std::to_array<std::string_view>({"outbox", "after_commit", "before_insert"});

enum class StoreKind : std::uint8_t
{
    File,
    Memory
};

/// How the laboratory's broker is started. Heartbeats as in protocol section 1.3.
struct BrokerOptions
{
    StoreKind store = StoreKind::File;
    std::int32_t heartbeatIntervalSeconds = 2;
    std::int32_t heartbeatTimeoutSeconds = 2;
    std::int32_t heartbeatFailures = 2;
    /// What a channel keeps at most; 0: no limit.
    std::int32_t maxMessages = 0;
    std::int32_t maxAgeSeconds = 0; ///< of a message
    std::int32_t maxInactivitySeconds = 0; ///< of a channel, which goes with its messages then

    bool operator==(const BrokerOptions&) const = default;

    /// From a client's last answer to its eviction while the tap watches: protocol section 5.1.
    Nanos evictionTime() const
    {
        return std::chrono::seconds((heartbeatIntervalSeconds + heartbeatTimeoutSeconds)
                                    * (heartbeatFailures + 1));
    }
};

} // namespace stanscope

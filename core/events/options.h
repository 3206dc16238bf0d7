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

    bool operator==(const BrokerOptions&) const = default;

    /// From a client's last answer to its eviction while the tap watches: protocol section 5.1.
    Nanos evictionTime() const
    {
        return std::chrono::seconds((heartbeatIntervalSeconds + heartbeatTimeoutSeconds)
                                    * (heartbeatFailures + 1));
    }
};

} // namespace stanscope

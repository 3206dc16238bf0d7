#pragma once

#include "core/util/clock.h"
#include "core/util/ids.h"

#include <cstdint>
#include <memory>
#include <string>

namespace stanscope {

/// What is needed to ack a message later; opaque, and safe to keep beyond the connection.
class StanAckHandle;

/// One delivery. The library tells only whether it is a redelivery, not which.
struct StanMessage
{
    Sequence sequence;
    bool redelivered = false;
    Nanos receivedAt{}; ///< when the library handed it over
    std::string payload;
    std::shared_ptr<StanAckHandle> ack; ///< null: there is nothing to ack
};

} // namespace stanscope

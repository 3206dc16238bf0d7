#pragma once

#include "core/util/clock.h"
#include "core/util/ids.h"
#include "core/util/texts.h"

#include <cstdint>
#include <memory>

namespace stanscope {

/// How a delivery ended on the wire (design section 5).
enum class DeliveryEnd : std::uint8_t
{
    Running,
    Acked,
    Expired, ///< redelivered to `other`
    Transferred, ///< its member left the group; re-sent to `other`
    SettledByLateAck, ///< `other`'s ack settled it
    SentToDead, ///< went to a dead process; redelivered to `other`
    Dropped, ///< gone with its last member or its subscription
    Evicted,
    Unknown, ///< tap gap
};

/// One message of a channel, by storage order.
struct MessageRow
{
    Sequence sequence;
    Nanos storedAt{}; ///< tap time of its puback or first delivery, whichever came first
    NameId channel = 0;
    Shared<NameId> publisher;
    Shared<RowRef> payload; ///< History::payloads, bound when first seen
    Shared<std::uint32_t> payloadSize; ///< bytes on the wire; the stored text is cut at 4 KiB
    Shared<std::uint32_t> deliveries;
    Shared<NameId> lastReplica;
    Shared<RowRef> firstDelivery;
    Shared<RowRef> lastDelivery;
    Shared<bool> settled; ///< somebody has acked it
};

/// One MsgProto to one subscription.
struct DeliveryRow
{
    NameId client = 0; ///< lane
    NameId channel = 0;
    NameId group = 0; ///< 0: no queue group
    std::uint32_t subscription = 0;
    Sequence sequence;
    Nanos deliveredAt{};
    SharedTime deadline; ///< predicted, section 3.2; 0: nobody can know
    SharedTime endedAt;
    RowRef message = 0;
    std::uint32_t attempt = 1; ///< redelivery count + 1; per group, restarts with the broker
    Shared<NameId> other;
    Shared<RowRef> next; ///< the delivery that followed this one
    Shared<DeliveryEnd> end;
};

/// What the broker did, as its traffic shows it: append-only rows of the broker's fold.
struct BrokerTables
{
    explicit BrokerTables(const std::shared_ptr<PagedMemory>& memory)
        : messages(memory)
        , deliveries(memory)
    {
    }

    AppendOnly<MessageRow> messages;
    AppendOnly<DeliveryRow> deliveries;
};

} // namespace stanscope

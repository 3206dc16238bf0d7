#pragma once

#include "core/util/clock.h"
#include "core/util/ids.h"
#include "core/util/texts.h"

#include <cstdint>
#include <memory>

namespace stanscope {

/// How a delivery ended on the wire (architecture section 5).
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

/// What was seen of a message's way into the channel.
enum class MessageOrigin : std::uint8_t
{
    Published, ///< its publish and the broker's answer
    Before, ///< nothing: it was stored before anybody watched
    Unseen, ///< nothing, in a gap or without an answer; or the answer is still to come
};

/// What has become of a message in its channel without a frame.
enum class MessageGone : std::uint8_t
{
    No, ///< as far as is known
    Expired, ///< a limit has taken it; whoever was to have it had acked it
    Lost, ///< the same, and somebody had not acked it or was never sent it
    Deleted, ///< with its channel: one of that name begins at 1 again
};

/// One message of a channel, by storage order.
struct MessageRow
{
    Sequence sequence;
    /// Tap time of its puback or first delivery, whichever came first. Where `origin` is not
    /// Published, that is when it was heard of, and says nothing of when it was stored.
    Nanos seenAt{};
    SharedTime publishedAt; ///< when its publish was seen; 0: it was not
    Shared<std::int64_t> brokerStoredAt; ///< Unix ns, by the broker's clock; 0: not told
    NameId channel = 0;
    Shared<NameId> publisher;
    Shared<RowRef> payload; ///< History::payloads, bound when first seen
    Shared<std::uint32_t> payloadSize; ///< bytes on the wire; the stored text is cut at 4 KiB
    /// How often the broker has sent it: the last attempts of all groups and subscriptions, as the
    /// broker counts them, whether or not each was seen.
    Shared<std::uint32_t> deliveries;
    Shared<NameId> lastReplica;
    Shared<RowRef> firstDelivery;
    Shared<RowRef> lastDelivery;
    Shared<bool> settled; ///< somebody has acked it
    Shared<MessageOrigin> origin;
    Shared<MessageGone> gone;
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
    std::int32_t ackWaitSeconds = 0; ///< of its subscription; 0: not known
    Shared<NameId> other;
    Shared<RowRef> next; ///< the delivery that followed this one
    Shared<DeliveryEnd> end;
    Shared<bool> deadlineIsGuess; ///< inferred from what was not all seen
    Shared<bool> unseen; ///< the broker sent it at its start, before anybody could listen
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

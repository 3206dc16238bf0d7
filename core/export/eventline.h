#pragma once

#include "core/events/event.h"
#include "core/export/jsontext.h"
#include "core/lab/snapshot.h"

#include <optional>
#include <string>

namespace stanscope {

/// Whose a subscription is: deliveries and acks name only its number.
struct SubscriptionNames
{
    ClientId client;
    ChannelName channel;
    std::string queueGroup;
    std::string durable;
};

/// What the fold knows about an event beyond the event itself.
struct EventContext
{
    const UnixClock& clock;
    const SubscriptionNames* subscription = nullptr; ///< nullptr: not known, or none
    const DeliveryRow* delivery = nullptr; ///< that the event made
    const laboratory::RunStarted* run = nullptr; ///< nullptr: not known
    std::optional<Sequence> stored = {}; ///< of the message that the event says is stored
    Message reason = {}; ///< why it was sent again; nothing: it was not, or nobody knows
    std::string from = {}; ///< who had it before
    std::optional<Nanos> lateBy = {}; ///< of an ack: after its AckWait had run out
    std::optional<bool> wasAwaited = {}; ///< of an ack; nothing: not known
    std::optional<Sequence> supposed = {}; ///< where `stored` is not known
    Joining joining = Joining::Unknown; ///< of a subscription
};

/// Appends the line of one event with its newline; nothing for counters and ticks.
void appendLine(std::string& out, const Event& event, const EventContext& context);
void appendLine(std::string& out, const DriftRow& row, const UnixClock& clock);
void appendLine(std::string& out, const HealthRow& row, const UnixClock& clock);
void appendLine(std::string& out, const NoticeRow& row, const UnixClock& clock);

} // namespace stanscope

#include "core/why/casewords.h"
#include "core/why/rules.h"

#include <algorithm>

namespace stanscope::causes {

namespace {

/// The channel's last message that is known.
Sequence lastOf(const Moment& moment, NameId channel)
{
    constexpr std::size_t enough = 4096;
    const std::size_t end = moment.snapshot().extent.messages;
    Sequence last;
    for (std::size_t row = end; row > 0 && row + enough > end; --row)
        if (moment.history().messages[row - 1].channel == channel)
            last = std::max(last, moment.history().messages[row - 1].sequence);
    return last;
}

} // namespace

/// Of a delivery that is over without a frame, and of a message that nobody got in time.
std::optional<Finding> evicted(const Moment& moment, const Case& asked)
{
    const bool isOver = asked.delivery != 0 && asked.ended.how == DeliveryEnd::Evicted;
    if (asked.message == 0 || (asked.delivery != 0 && !isOver))
        return std::nullopt;
    const MessageRow& row = moment.history().messages[asked.message - 1];
    const std::string channel = moment.name(row.channel);
    switch (row.gone.get()) {
    case MessageGone::No:
        break;
    case MessageGone::Expired:
    case MessageGone::Lost:
        return Finding{message(Code::GoneByLimit, channel, row.sequence)};
    case MessageGone::Deleted:
        return Finding{message(Code::GoneWithChannel, channel, row.sequence)};
    }
    const BrokerOptions& limits = moment.snapshot().broker.options;
    const auto keeps = static_cast<std::uint64_t>(std::max(0, limits.maxMessages));
    if (keeps > 0 && lastOf(moment, row.channel).value() >= row.sequence.value() + keeps)
        return Finding{message(Code::EvictedByCount, row.sequence, keeps)};
    const Nanos age = moment.now() - row.seenAt;
    if (limits.maxAgeSeconds > 0 && age > std::chrono::seconds(limits.maxAgeSeconds + 1))
        return Finding{message(Code::EvictedByAge, row.sequence, limits.maxAgeSeconds)};
    // That it did not come again although it was due is all that is seen of it.
    if (isOver)
        return Finding{message(Code::EvictedBySomeLimit, row.sequence), {}, {}, true};
    return std::nullopt;
}

} // namespace stanscope::causes

#pragma once

#include "core/why/rule.h"

namespace stanscope {

/// "withdrawal 3": the action that it is about; nothing where it is none of the bank's.
Message actionOf(const Moment& moment, const Case& asked);
Cents amountOf(const Moment& moment, const Case& asked);
/// Of the action's account; 0 each: none.
NameId accountOf(const Moment& moment, const Case& asked);
std::int64_t numberOf(const Moment& moment, const Case& asked);
/// The sequence of the message.
Sequence sequenceOf(const Moment& moment, const Case& asked);
/// Who has, or had, the delivery.
std::string clientOf(const Moment& moment, const Case& asked);

/// "account-1 had it first and died at 1.20 s holding 1–3": why who had a delivery did not ack it
/// in time.
Message whyNotAcked(const Moment& moment, RowRef delivery);
/// Where the numbers are that a decision could not wait for, or waits for.
std::vector<Topic> whereaboutsOf(const Moment& moment, NameId account,
                                 const std::vector<std::int64_t>& numbers, Nanos at);
/// The delivery on which a ledger row was decided, else its transaction.
Topic topicOf(const Moment& moment, const LedgerRow& row);

inline Topic deliveryTopic(RowRef delivery)
{
    return {Topic::Kind::Delivery, delivery};
}

} // namespace stanscope

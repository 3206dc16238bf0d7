#pragma once

#include "core/events/bankwords.h"
#include "core/util/ids.h"

namespace stanscope {

/// One deposit or withdrawal. `number` is its place in its account, from 1; `amount` is at least 1.
struct Transaction
{
    TransactionId id;
    AccountName account;
    TransactionNumber number;
    TransactionType type = TransactionType::Deposit;
    Cents amount;

    bool operator==(const Transaction&) const = default;
};

} // namespace stanscope

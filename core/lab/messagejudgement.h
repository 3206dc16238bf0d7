#pragma once

#include "core/lab/history.h"

namespace stanscope {

/// What a message has come to when one more decision about it is known: the worst wins over the
/// latest. `ledger` is the row of that decision, null where it has none.
MessageOutcome outcomeOf(MessageOutcome now, Outcome decision, const LedgerRow* ledger);

} // namespace stanscope

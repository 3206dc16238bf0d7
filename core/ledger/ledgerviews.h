#pragma once

#include "core/events/event.h"
#include "core/ledger/ledgertables.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stanscope {

struct AccountView
{
    NameId id = 0;
    AccountName name;
    Cents opening;
    Cents balance;
    Cents expected; ///< after all accepted transactions
    TransactionNumber last; ///< as the last commit reported it
    std::uint32_t waiting = 0; ///< accepted transactions without a final decision
    std::uint32_t accepted = 0;
    bool wrong = false; ///< a wrong decision was committed, or settled with a difference
};

struct VerdictView
{
    audit::Verdict verdict = audit::Verdict::Pending;
    std::vector<audit::Violation> violations;
    Message reason;
    bool audited = false; ///< an audit has run in this run
};

} // namespace stanscope

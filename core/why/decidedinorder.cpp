#include "core/why/casewords.h"
#include "core/why/rules.h"

namespace stanscope::causes {

/// What went as it should, or only later than it should.
std::optional<Finding> decidedInOrder(const Moment& moment, const Case& asked)
{
    if (!asked.ledger)
        return std::nullopt;
    const LedgerRow& row = *asked.ledger;
    const std::string by = clientOf(moment, asked);
    if (row.overtaken)
        return Finding{message(Code::AppliedLateOvertaken, by, actionOf(moment, asked))};
    if (row.isWrong())
        return std::nullopt;
    return Finding{message(Code::AppliedInOrder, by, actionOf(moment, asked), Cents(row.balance))};
}

} // namespace stanscope::causes

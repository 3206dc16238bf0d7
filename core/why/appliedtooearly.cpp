#include "core/why/casewords.h"
#include "core/why/rules.h"

namespace stanscope::causes {

std::optional<Finding> appliedTooEarly(const Moment& moment, const Case& asked)
{
    if (!asked.ledger || !asked.ledger->breaks.contains(Breach::AppliedWrongly))
        return std::nullopt;
    const LedgerRow& row = *asked.ledger;
    const auto missing = moment.missingBefore(row.account, row.number, row.committedAt);
    return Finding{message(Code::AppliedTooEarly, clientOf(moment, asked), actionOf(moment, asked),
                           amountOf(moment, asked)),
                   {},
                   whereaboutsOf(moment, row.account, missing, row.committedAt)};
}

} // namespace stanscope::causes

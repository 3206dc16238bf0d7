#include "core/why/casewords.h"
#include "core/why/rules.h"
#include "core/why/spelling.h"

namespace stanscope::causes {

/// Nothing came of it, but it was not its turn: the naive handler.
std::optional<Finding> decidedEarly(const Moment& moment, const Case& asked)
{
    if (!asked.ledger || asked.ledger->breaks.gravest() != Breach::Early)
        return std::nullopt;
    const LedgerRow& row = *asked.ledger;
    const auto missing = moment.missingBefore(row.account, row.number, row.committedAt);
    if (missing.empty())
        return std::nullopt;
    return Finding{message(Code::DecidedEarly, clientOf(moment, asked), actionOf(moment, asked),
                           numbersWords(missing)),
                   {},
                   whereaboutsOf(moment, row.account, missing, row.committedAt)};
}

} // namespace stanscope::causes

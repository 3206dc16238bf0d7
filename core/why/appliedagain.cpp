#include "core/why/casewords.h"
#include "core/why/rules.h"

namespace stanscope::causes {

std::optional<Finding> appliedAgain(const Moment& moment, const Case& asked)
{
    if (!asked.ledger || asked.ledger->outcome != Outcome::Applied
        || !asked.ledger->breaks.contains(Breach::AppliedTwice))
        return std::nullopt;
    const LedgerRow& row = *asked.ledger;
    const LedgerRow* first = moment.firstDecisionOf(row.account, row.number, row.committedAt, &row);
    if (!first)
        return std::nullopt;
    return Finding{message(Code::AppliedAgain, clientOf(moment, asked), actionOf(moment, asked),
                           amountOf(moment, asked), moment.name(first->replica),
                           moment.second(first->committedAt)),
                   {},
                   {topicOf(moment, *first)}};
}

} // namespace stanscope::causes

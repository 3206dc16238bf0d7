#include "core/why/casewords.h"
#include "core/why/rules.h"
#include "core/why/spelling.h"

namespace stanscope::causes {

/// The answer to one action has changed: case 2 with the naive handler.
std::optional<Finding> refusedAfterTaken(const Moment& moment, const Case& asked)
{
    if (!asked.ledger || !asked.ledger->breaks.contains(Breach::Changed))
        return std::nullopt;
    const LedgerRow& row = *asked.ledger;
    const LedgerRow* first = moment.firstDecisionOf(row.account, row.number, row.committedAt, &row);
    if (!first)
        return std::nullopt;
    const std::string by = clientOf(moment, asked);
    const bool isTaken = row.type == TransactionType::Withdraw && row.outcome == Outcome::Declined;
    Finding found;
    found.reason = isTaken
        ? message(Code::RefusedTaken, by, actionOf(moment, asked), moment.name(first->replica),
                  moment.second(first->committedAt))
        : message(Code::DecidedOtherwise, by, actionOf(moment, asked), moment.name(first->replica),
                  moment.second(first->committedAt), outcomeWords(first->outcome));
    found.because = {topicOf(moment, *first)};
    return found;
}

} // namespace stanscope::causes

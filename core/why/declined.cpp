#include "core/why/casewords.h"
#include "core/why/rules.h"
#include "core/why/spelling.h"

namespace stanscope::causes {

std::optional<Finding> declined(const Moment& moment, const Case& asked)
{
    if (!asked.ledger || asked.ledger->outcome != Outcome::Declined
        || asked.handled.outcome == Outcome::Quarantined)
        return std::nullopt;
    const LedgerRow& row = *asked.ledger;
    const std::string by = clientOf(moment, asked);
    const Message action = actionOf(moment, asked);
    const auto missing = moment.missingBefore(row.account, row.number, row.committedAt);
    if (!row.breaks.contains(Breach::DeclinedWrongly) || missing.empty())
        return Finding{
            message(Code::DeclinedNoMoney, by, action, Cents(row.amount), Cents(row.balance))};
    return Finding{message(Code::DeclinedTooEarly, by, action, Cents(row.amount),
                           Cents(row.balance), numbersWords(missing)),
                   {},
                   whereaboutsOf(moment, row.account, missing, row.committedAt)};
}

} // namespace stanscope::causes

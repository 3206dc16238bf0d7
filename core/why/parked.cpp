#include "core/why/casewords.h"
#include "core/why/rules.h"
#include "core/why/spelling.h"

namespace stanscope::causes {

std::optional<Finding> parked(const Moment& moment, const Case& asked)
{
    if (asked.handled.outcome != Outcome::Parked)
        return std::nullopt;
    const NameId account = accountOf(moment, asked);
    const std::int64_t number = numberOf(moment, asked);
    const Nanos at = asked.handled.decided;
    const auto missing = moment.missingBefore(account, number, at);
    const std::string by = clientOf(moment, asked);
    const Message action = actionOf(moment, asked);
    Finding found;
    found.because = whereaboutsOf(moment, account, missing, at);
    found.reason = message(Code::ParkedMissing, by, action, numbersWords(missing));
    if (const LedgerRow* row = moment.firstDecisionOf(account, number, moment.now()))
        found.reason = message(Code::ParkedDecided, by, action, numbersWords(missing),
                               moment.name(row->replica), moment.second(row->committedAt));
    return found;
}

} // namespace stanscope::causes

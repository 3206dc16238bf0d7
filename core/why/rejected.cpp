#include "core/why/casewords.h"
#include "core/why/rules.h"
#include "core/why/spelling.h"

namespace stanscope::causes {

std::optional<Finding> rejected(const Moment& moment, const Case& asked)
{
    if (asked.handled.outcome != Outcome::Rejected)
        return std::nullopt;
    const NameId account = accountOf(moment, asked);
    const Nanos at = asked.handled.decided;
    const auto missing = moment.missingBefore(account, numberOf(moment, asked), at);
    if (missing.empty())
        return std::nullopt;
    return Finding{message(Code::RejectedMissing, clientOf(moment, asked), actionOf(moment, asked),
                           numbersWords(missing)),
                   {},
                   whereaboutsOf(moment, account, missing, at)};
}

} // namespace stanscope::causes

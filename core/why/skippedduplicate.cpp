#include "core/why/casewords.h"
#include "core/why/rules.h"
#include "core/why/spelling.h"

namespace stanscope::causes {

std::optional<Finding> skippedDuplicate(const Moment& moment, const Case& asked)
{
    if (asked.handled.outcome != Outcome::Skipped)
        return std::nullopt;
    const std::string by = clientOf(moment, asked);
    const Message action = actionOf(moment, asked);
    const LedgerRow* first = moment.firstDecisionOf(accountOf(moment, asked),
                                                    numberOf(moment, asked), asked.handled.decided);
    if (!first)
        return Finding{message(Code::SkippedParked, by, action)};
    return Finding{message(Code::SkippedDuplicate, by, action, moment.name(first->replica),
                           moment.second(first->committedAt), outcomeWords(first->outcome)),
                   {},
                   {topicOf(moment, *first)}};
}

} // namespace stanscope::causes

#include "core/why/casewords.h"
#include "core/why/rules.h"

namespace stanscope::causes {

std::optional<Finding> databaseFailed(const Moment& moment, const Case& asked)
{
    if (asked.handled.outcome != Outcome::Failed)
        return std::nullopt;
    const std::string why(asked.handled.text);
    return Finding{message(Code::DatabaseFailed, clientOf(moment, asked), sequenceOf(moment, asked),
                           why.empty() ? "?" : why)};
}

} // namespace stanscope::causes

#include "core/why/casewords.h"
#include "core/why/rules.h"

namespace stanscope::causes {

std::optional<Finding> databaseFailed(const Moment& moment, const Case& asked)
{
    if (asked.handled.outcome != Outcome::Failed)
        return std::nullopt;
    const std::string text(asked.handled.text);
    // What the database says of a fault that was armed is of its making.
    const Message why = moment.isStruck(asked.handling) ? message(Code::ByArmedFault)
                                                        : said(text.empty() ? "?" : text);
    return Finding{
        message(Code::DatabaseFailed, clientOf(moment, asked), sequenceOf(moment, asked), why)};
}

} // namespace stanscope::causes

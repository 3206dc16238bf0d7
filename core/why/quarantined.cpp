#include "core/why/casewords.h"
#include "core/why/rules.h"
#include "core/words/toldreason.h"

namespace stanscope::causes {

std::optional<Finding> quarantined(const Moment& moment, const Case& asked)
{
    if (asked.handled.outcome != Outcome::Quarantined)
        return std::nullopt;
    std::string why(asked.handled.text);
    // The payload itself says what cannot be read in it, where the replica's word was not seen.
    const RowRef payload =
        asked.message == 0 ? 0 : moment.history().messages[asked.message - 1].payload.get();
    if (why.empty() && payload != 0)
        if (const auto parsed = fromPayload(moment.history().payloads[payload - 1]); !parsed)
            why = parsed.error().text;
    return Finding{message(Code::QuarantinedBecause, clientOf(moment, asked),
                           sequenceOf(moment, asked), toldReason(why.empty() ? "?" : why))};
}

} // namespace stanscope::causes

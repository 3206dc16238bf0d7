#pragma once

#include "core/events/bankwords.h"
#include "core/events/enumwords.h"
#include "core/scenario/runreport.h"
#include "core/scenario/scenario.h"
#include "core/util/clock.h"
#include "core/words/words.h"

#include <optional>
#include <string>
#include <vector>

namespace stanscope {

/// One scenario with one handler, and how it came out.
struct ExpectedRun
{
    std::string scenario; ///< id
    Handler handler = Handler::Naive;
    std::string expected; ///< the verdict, with its cause where one is expected
    std::string got; ///< empty: it was not played to its end
    Nanos duration{};
    std::vector<std::string> differences; ///< none: as expected
    std::string error; ///< why there is nothing to compare
    std::string skipped; ///< why it was not played, which is no error

    bool isAsExpected() const { return differences.empty() && error.empty(); }
};

/// "not_converged (gap)", in the user's words.
inline std::string verdictText(audit::Verdict verdict, std::optional<audit::Cause> cause)
{
    std::string text = wordText(toText(verdict)).toStdString();
    if (verdict == audit::Verdict::NotConverged && cause && *cause != audit::Cause::None)
        text += " (" + wordText(wordOf(*cause)).toStdString() + ')';
    return text;
}

} // namespace stanscope

#pragma once

#include "core/events/bankwords.h"
#include "core/events/event.h"
#include "core/util/ids.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace stanscope {

class RunReport;

/// What a scenario comes to with one handler. What is not given may be anything.
struct Expectation
{
    struct Outcomes
    {
        AccountName account;
        TransactionNumber number;
        /// All that took effect, in order: rejected and failed ones are left out, and skipped ones,
        /// for how often a message comes is the broker's business.
        std::vector<Outcome> outcomes;
        bool onlyLast = false; ///< `outcomes` is the last one alone
    };

    audit::Verdict verdict = audit::Verdict::Valid;
    std::optional<audit::Cause> cause = {}; ///< why it does not converge
    std::map<AccountName, Cents> balances = {};
    std::vector<Outcomes> outcomes = {};

    /// What came out otherwise, a sentence each; none: it is as expected.
    std::vector<std::string> differences(const RunReport& report) const;
};

} // namespace stanscope

#pragma once

#include "core/events/event.h"
#include "core/lab/snapshot.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace stanscope {

/// What the fold itself has judged.
struct LiveJudgement
{
    std::uint64_t violations = 0;
    std::optional<Witness> first;
    std::uint64_t accepted = 0; ///< transactions so far
    std::uint64_t committed = 0; ///< rows of the ledger so far
};

/// The one verdict. What was seen wrong stays wrong; an audit that has not looked at what happened
/// since says nothing about it: a `valid` is pending again after the next action.
VerdictView verdictOf(const std::optional<audit::Finished>& audit, const LiveJudgement& live);

/// Puts the audit's count of each account in, where it knows of more than the fold.
void countViolations(const std::optional<audit::Finished>& audit,
                     std::vector<AccountView>& accounts);

} // namespace stanscope

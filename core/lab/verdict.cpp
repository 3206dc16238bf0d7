#include "core/lab/verdict.h"

#include <algorithm>

namespace stanscope {

namespace {

bool isPast(const audit::Finished& audit, const LiveJudgement& live)
{
    return audit.accepted < live.accepted || audit.committed < live.committed;
}

} // namespace

VerdictView verdictOf(const std::optional<audit::Finished>& audit, const LiveJudgement& live)
{
    VerdictView view;
    view.total = live.violations;
    view.first = live.first;
    if (audit) {
        view.audited = true;
        view.verdict = audit->verdict;
        view.violations = audit->violations;
        view.reason = audit->reason;
        view.obstacle = audit->obstacle;
        std::uint64_t counted = 0;
        for (const audit::ViolationCount& entry : audit->counts)
            counted += entry.count;
        view.total = std::max({view.total, counted, std::uint64_t{audit->violations.size()}});
        if (isPast(*audit, live)
            && (view.verdict == audit::Verdict::Valid
                || view.verdict == audit::Verdict::NotConverged)) {
            view.verdict = audit::Verdict::Pending;
            view.reason = {};
            view.obstacle = {};
        }
    }
    if (live.violations > 0)
        view.verdict = audit::Verdict::Violated;
    return view;
}

void countViolations(const std::optional<audit::Finished>& audit,
                     std::vector<AccountView>& accounts)
{
    if (!audit)
        return;
    for (AccountView& account : accounts) {
        std::uint64_t counted = 0;
        for (const audit::ViolationCount& entry : audit->counts)
            if (entry.account == account.name)
                counted += entry.count;
        account.violations = std::max(account.violations, counted);
    }
}

} // namespace stanscope

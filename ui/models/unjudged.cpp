#include "ui/models/unjudged.h"

namespace stanscope {

std::shared_ptr<const Snapshot> unjudged(const std::shared_ptr<const Snapshot>& snapshot)
{
    auto veiled = std::make_shared<Snapshot>(*snapshot);
    VerdictView verdict;
    verdict.first = snapshot->verdict.first;
    for (const AccountView& account : snapshot->accounts)
        verdict.total += account.violations;
    veiled->verdict = verdict;
    return veiled;
}

} // namespace stanscope

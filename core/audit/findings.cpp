#include "core/audit/findings.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace stanscope {

namespace {

/// Wrong money before wrong answers, losses and mere disorder: the first violation is the one that
/// the window names.
constexpr std::array gravest{10, 1, 2, 8, 6, 7, 5, 3};

} // namespace

void Findings::add(audit::Violation violation, Cents off)
{
    assert(std::find(gravest.begin(), gravest.end(), violation.invariant) != gravest.end());
    Group& group = m_byInvariant[violation.invariant];
    ++group.count;
    ++group.byAccount[violation.account];
    const bool isListed = group.first.size() < maxListed;
    if (off > group.off) {
        group.off = off;
        group.worst = violation;
        group.isWorstListed = isListed;
    }
    if (isListed)
        group.first.push_back(std::move(violation));
    else
        group.last = std::move(violation);
}

std::size_t Findings::count() const
{
    std::size_t count = 0;
    for (const auto& [invariant, group] : m_byInvariant)
        count += group.count;
    return count;
}

std::vector<audit::Violation> Findings::list() const
{
    std::vector<audit::Violation> violations;
    for (const int invariant : gravest)
        if (const auto group = m_byInvariant.find(invariant); group != m_byInvariant.end())
            append(group->second, violations);
    return violations;
}

std::vector<audit::ViolationCount> Findings::counts() const
{
    std::vector<audit::ViolationCount> counts;
    for (const int invariant : gravest)
        if (const auto group = m_byInvariant.find(invariant); group != m_byInvariant.end())
            for (const auto& [account, count] : group->second.byAccount)
                counts.push_back({invariant, account, count});
    return counts;
}

void Findings::append(const Group& group, std::vector<audit::Violation>& violations)
{
    violations.insert(violations.end(), group.first.begin(), group.first.end());
    if (group.count == group.first.size())
        return;
    std::size_t unlisted = group.count - group.first.size() - 1;
    if (!group.isWorstListed && group.worst != group.last) {
        audit::Violation worst = group.worst;
        worst.message = message(Code::WorstOf, std::move(worst.message), group.off, group.count);
        violations.push_back(std::move(worst));
        --unlisted;
    }
    audit::Violation last = group.last;
    if (unlisted > 0)
        last.message = message(Code::Unlisted, std::move(last.message), unlisted, group.count);
    violations.push_back(std::move(last));
}

} // namespace stanscope

#pragma once

#include "core/events/event.h"

#include <cstddef>
#include <map>
#include <vector>

namespace stanscope {

/// Collects violations, invariant by invariant, and keeps a broken run readable: the first
/// `maxListed` of each invariant, the one with most money off and the last one are kept, the rest
/// is counted in words.
class Findings
{
public:
    static constexpr std::size_t maxListed = 100;

    /// `off`: how much money is wrong, where that can be told; no sign.
    void add(audit::Violation violation, Cents off = {});
    bool empty() const { return m_byInvariant.empty(); }
    /// How many were added, listed or not.
    std::size_t count() const;
    /// The gravest invariants first, then in order of addition.
    std::vector<audit::Violation> list() const;
    /// All of them, by invariant and account.
    std::vector<audit::ViolationCount> counts() const;

private:
    struct Group
    {
        std::map<AccountName, std::uint64_t> byAccount;
        std::vector<audit::Violation> first;
        audit::Violation last;
        audit::Violation worst;
        Cents off; ///< of the worst; 0: there is none
        bool isWorstListed = true; ///< it is among the first
        std::size_t count = 0;
    };

    static void append(const Group& group, std::vector<audit::Violation>& violations);

    std::map<int, Group> m_byInvariant;
};

} // namespace stanscope

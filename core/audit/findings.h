#pragma once

#include "core/events/event.h"

#include <cstddef>
#include <map>
#include <vector>

namespace stanscope {

/// Collects violations, invariant by invariant, and keeps a broken run readable: the first
/// `maxListed` of each invariant and its last one are kept, the rest is counted in words.
class Findings
{
public:
    static constexpr std::size_t maxListed = 100;

    void add(audit::Violation violation);
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
        std::size_t count = 0;
    };

    static void append(const Group& group, std::vector<audit::Violation>& violations);

    std::map<int, Group> m_byInvariant;
};

} // namespace stanscope

#pragma once

#include "core/events/event.h"
#include "core/ledger/ledgertables.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stanscope {

/// A decision that broke something, as the fold saw it.
struct Witness
{
    Breach breach = Breach::Balance;
    AccountName account;
    TransactionNumber number;
    TransactionType type = TransactionType::Deposit;
    Sequence sequence;
    NameId replica = 0;
    RowRef ledger = 0; ///< its row

    bool operator==(const Witness&) const = default;
};

struct AccountView
{
    NameId id = 0;
    AccountName name;
    Cents opening;
    Cents balance;
    Cents expected; ///< after all accepted transactions
    TransactionNumber last; ///< as the last commit reported it
    std::uint32_t waiting = 0; ///< accepted transactions without a final decision
    std::uint32_t accepted = 0;
    std::uint64_t violations = 0; ///< how many the verdict knows of, listed or not
    std::optional<Witness> gravest; ///< of its decisions, of the gravest ones the first
    std::int64_t committed = 0; ///< up to this commit number the ledger is complete
};

/// The one verdict, for every place that shows one: made of the last audit and of what the fold has
/// judged since.
struct VerdictView
{
    audit::Verdict verdict = audit::Verdict::Pending;
    std::vector<audit::Violation> violations; ///< the audit's; not all of them when there are many
    std::uint64_t total = 0; ///< violations, listed or not
    std::optional<Witness> first; ///< in time; nothing: none, or only the audit knows
    Message reason; ///< why unknown or not converged
    audit::Obstacle obstacle; ///< why not converged
    bool audited = false; ///< an audit has run in this run
    std::uint64_t audits = 0; ///< how many have
};

} // namespace stanscope

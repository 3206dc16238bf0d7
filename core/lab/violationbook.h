#pragma once

#include "core/lab/snapshot.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace stanscope {

/// One violation with all that is known of it.
struct ListedViolation
{
    int invariant = 0; ///< number in docs/invariants.md
    std::optional<Breach> breach; ///< of a decision; nothing: only the audit knows of it
    std::string_view code; ///< a word for machines: "applied_twice"
    std::string account;
    TransactionNumber number; ///< null: of the whole account
    Sequence sequence;
    std::string replica;
    std::int64_t time = 0; ///< of the decision, or else of the message; 0: neither is known
    RowRef ledger = 0; ///< the decision
    RowRef message = 0; ///< where there is no decision
    const Message* sentence = nullptr; ///< the audit's; null: none
};

/// The violations of a run, one by one, as the verdict counts them: what the fold has judged of
/// each decision, in the order of the commits, joined with what the audit says of it; what only the
/// audit knows as it became known. Rows stay in their place while the run goes on. One thread.
class ViolationBook
{
public:
    /// Follows a later snapshot; of another history, starts over. False: the rows that were listed
    /// so far are others now.
    bool readOn(const Snapshot& snapshot);

    std::size_t size() const { return m_rows.size(); }
    /// Valid until readOn().
    ListedViolation at(std::size_t row) const;
    /// How many audits the run had as of readOn(): another one may have other sentences.
    std::uint64_t audits() const { return m_audits; }

private:
    /// What is the same violation for the fold and for the audit.
    using Key = std::tuple<int, NameId, std::int64_t>;

    struct Row
    {
        RowRef ledger = 0;
        RowRef message = 0; ///< of one that only the audit knows
        std::uint32_t audit = 0; ///< its place in m_audit plus one
        Breach breach = Breach::Balance;
    };

    void startOver(const Snapshot& snapshot);
    void readDecisions(std::size_t ledger);
    void add(RowRef ledger, const LedgerRow& decision, Breach breach);
    /// Those of the audit that are no decision's.
    std::vector<Row> joinAudit(const Snapshot& snapshot);
    RowRef messageOf(const Snapshot& snapshot, Sequence sequence) const;

    std::shared_ptr<const History> m_history;
    std::vector<Row> m_rows;
    std::map<Key, std::vector<std::uint32_t>> m_decisions; ///< rows
    std::set<std::tuple<NameId, std::int64_t, Breach>> m_once; ///< what is counted once a number
    std::vector<std::uint32_t> m_auditOnly; ///< rows
    std::vector<audit::Violation> m_audit;
    std::uint64_t m_audits = 0;
    std::size_t m_ledgerRead = 0;
};

} // namespace stanscope

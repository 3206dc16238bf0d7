#pragma once

#include "core/audit/decisions.h"
#include "core/bank/judgement.h"
#include "core/bank/referencemodel.h"

#include <map>
#include <utility>
#include <vector>

namespace stanscope {

/// Every row of the ledger with its judgement: each account's accepted transactions are replayed in
/// number order through the ReferenceModel, and its rows are judged in commit order. Points into
/// the snapshot, which must outlive it.
class JudgedLedger
{
public:
    JudgedLedger(const DatabaseSnapshot& databases, const Decisions& decisions);

    /// `row` is one of the snapshot's.
    const Judgement& of(const LedgerRecord& row) const;
    /// What the model says about an accepted transaction; null: it cannot be replayed.
    const ReferenceModel::Decision* inOrder(const AccountName& account,
                                            TransactionNumber number) const;
    /// The first number that was never accepted although later ones were; none: 0.
    TransactionNumber missing(const AccountName& account) const;
    /// The balance that the replay ends with.
    Cents finalBalance(const AccountRecord& account) const;
    /// The lowest number that was not decided when this row was committed.
    TransactionNumber nextAt(const LedgerRecord& row) const;

private:
    struct Judged
    {
        Judgement judgement;
        TransactionNumber next;
    };

    void replay(const AccountRecord& account);
    void judgeRows();
    std::size_t indexOf(const LedgerRecord& row) const;

    const DatabaseSnapshot& m_databases;
    const Decisions& m_decisions;
    std::map<std::pair<AccountName, TransactionNumber>, ReferenceModel::Decision> m_inOrder;
    std::map<AccountName, TransactionNumber> m_missing;
    std::map<AccountName, Cents> m_balances;
    std::vector<Judged> m_rows; ///< as in the snapshot
};

} // namespace stanscope

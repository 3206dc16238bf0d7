#pragma once

#include "core/bank/judgement.h"
#include "core/bank/referencemodel.h"
#include "core/events/event.h"
#include "core/lab/historywriter.h"
#include "core/lab/rowindex.h"
#include "core/lab/snapshot.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace stanscope {

/// The money as the services report it: accepted transactions, committed decisions, balances, and
/// what each should be by the reference model. Reports of several replicas are read in any order; a
/// decision waits here until all that were committed before it on its account are in the ledger.
/// Folding thread only.
class BankBook
{
public:
    BankBook(HistoryWriter& writer, const std::vector<laboratory::Account>& accounts, Nanos start);

    /// After a copy: belongs to the copy's own writer from here on.
    void bind(HistoryWriter& writer) { m_writer = &writer; }

    bool knows(const TransactionId& id) const { return find(id) != 0; }
    /// 0: not accepted (yet).
    RowRef find(const TransactionId& id) const;
    NameId idOf(const AccountName& name) { return accountOf(name).view.id; }

    void accepted(const Report& report);
    void publishing(const Report& report);
    void published(const Report& report);
    /// A message with this transaction was stored.
    void stored(const TransactionId& id, std::uint32_t messageRow);
    /// A replica's decision that cannot be taken back any more (committed, or given up). `now`: when
    /// it is folded.
    void decided(Nanos now, const Report& report, NameId replica, RowRef decision);
    /// What the auditor read in the ledger and nobody reported.
    void filledIn(Nanos now, const audit::CommittedRow& row, RowRef decision);
    /// The delivery of an earlier decision was seen only now: it is one about that message too.
    void deliveryFound(RowRef handling);

    /// Decisions wait for others that were committed before them.
    bool isHolding() const { return m_held > 0; }
    std::uint32_t held() const { return m_held; }
    /// What waited too long is written down where it stands: time passes.
    void advance(Nanos now);

    /// Every accepted transaction is stored, by the wire or by the service's word.
    bool allStored() const { return m_unstored == 0; }
    std::uint64_t acceptedCount() const { return m_accepted; }
    /// Violations by decisions, and the first of them.
    std::uint64_t violations() const { return m_violations; }
    const std::optional<Witness>& firstViolation() const { return m_first; }
    std::vector<AccountView> views() const;

private:
    /// A decision on its way into the ledger.
    struct Commit
    {
        Nanos time{};
        CommitNumber number;
        Transaction transaction;
        Outcome outcome = Outcome::Applied; ///< Applied or Declined
        Cents balance;
        TransactionNumber last;
        NameId replica = 0;
        Sequence sequence;
        RowRef decision = 0;
        bool filledIn = false;
        Nanos since{}; ///< when it was folded
    };
    struct Account
    {
        AccountView view;
        ReferenceModel model;
        DecidedNumbers decided;
        std::map<std::int64_t, Commit> held; ///< by commit number
        std::int64_t nextCommit = 1;
        bool gap = false; ///< what was committed just before the next row is not known
        bool hadGap = false;
        Nanos lastCommit{};
    };

    Account& accountOf(const AccountName& name);
    void keepForLater(const TransactionId& id, RowRef message);
    void step(Nanos time, Account& account, bool expected);
    void settle(RowRef transaction);
    void take(Nanos now, Commit commit);
    void release(Account& account);
    void append(Account& account, const Commit& commit, bool outOfPlace);
    Judgement judgementOf(Account& account, const Commit& commit, RowRef transaction,
                          bool isInPlace) const;
    void count(Account& account, const Judgement& judgement, const Commit& commit, RowRef ledger);
    bool confirm(const Account& account, const Commit& commit);
    void judgeMessage(RowRef decision, Outcome outcome);
    RowRef messageOf(const DecisionRow& decision) const;

    HistoryWriter* m_writer;
    std::vector<Account> m_accounts;
    std::unordered_map<AccountName, std::size_t> m_accountIndex;
    RowIndex m_transactions; ///< by id
    std::unordered_map<TransactionId, RowRef> m_messages; ///< stored before their Accepted was read
    std::deque<TransactionId> m_messageOrder; ///< oldest first
    std::uint32_t m_unstored = 0;
    std::uint32_t m_held = 0;
    std::uint64_t m_accepted = 0;
    std::uint64_t m_violations = 0;
    std::optional<Witness> m_first;
};

} // namespace stanscope

#pragma once

#include "core/bank/judgement.h"
#include "core/bank/referencemodel.h"
#include "core/events/event.h"
#include "core/ledger/ledgerviews.h"
#include "core/ledger/ledgerwriter.h"
#include "core/util/rowindex.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stanscope {

/// The money as the services report it: accepted transactions, committed decisions, balances, and
/// what each should be by the reference model. Reports of several replicas are read in any order; a
/// decision waits here until all that were committed before it on its account are in the ledger.
/// Folding thread only.
class BankBook
{
public:
    BankBook(LedgerWriter& writer, const std::vector<laboratory::Account>& accounts, Nanos start);

    /// The same state, written on with another writer.
    BankBook(const BankBook& other, LedgerWriter& writer);

    /// Does nothing for one that it has.
    void open(Nanos time, const laboratory::Account& opened);

    bool knows(const TransactionId& id) const { return find(id) != 0; }
    /// 0: not accepted (yet).
    RowRef find(const TransactionId& id) const;

    /// What a new transaction joins: its row, and the message that was stored before its report was
    /// read; 0 each where there is none.
    struct Accepted
    {
        RowRef transaction = 0;
        RowRef message = 0;
    };
    Accepted accepted(const Report& report);
    void publishing(const Report& report);
    void published(const Report& report);
    /// A message with this transaction was stored; nothing is known of the transaction when it
    /// returns 0: it may become known by accepted().
    RowRef stored(const TransactionId& id, RowRef message);
    /// Where a decision comes from; 0 each when nobody reported it.
    struct Origin
    {
        RowRef handling = 0;
        RowRef decision = 0; ///< the lab's row
        Nanos decidedAt{};
    };
    /// A replica's decision that cannot be taken back any more (committed, or given up). `now`:
    /// when it is folded.
    void decided(Nanos now, const Report& report, NameId replica, const Origin& origin);
    /// What the auditor read in the ledger and nobody reported.
    void filledIn(Nanos now, const audit::CommittedRow& row, const Origin& origin);
    /// What waited too long is written down where it stands: time passes.
    void advance(Nanos now);

    /// A decision that has its row in the ledger.
    struct Entered
    {
        RowRef decision = 0; ///< 0: nobody reported it
        RowRef ledger = 0;
    };
    /// Those since the last call.
    std::vector<Entered> takeEntered() { return std::exchange(m_entered, {}); }

    /// Decisions wait for others that were committed before them.
    bool isHolding() const { return m_held > 0; }
    std::uint32_t held() const { return m_held; }

    /// Every accepted transaction is stored, by the wire or by the service's word.
    bool allStored() const { return m_unstored == 0; }
    std::uint64_t acceptedCount() const { return m_accepted; }
    /// Violations by decisions, and the first of them.
    std::uint64_t violations() const { return m_violations; }
    const std::optional<Witness>& firstViolation() const { return m_first; }
    std::vector<AccountView> views() const;

private:
    BankBook(const BankBook&) = default;

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
        Origin origin;
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

    LedgerWriter* m_writer;
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
    std::vector<Entered> m_entered;
};

} // namespace stanscope

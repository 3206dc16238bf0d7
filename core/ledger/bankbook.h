#pragma once

#include "core/bank/referencemodel.h"
#include "core/events/event.h"
#include "core/ledger/ledgerviews.h"
#include "core/ledger/ledgerwriter.h"
#include "core/util/rowindex.h"

#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

namespace stanscope {

/// The money as the services report it: accepted transactions, committed decisions, balances, and
/// what each should be by the reference model. Folding thread only.
class BankBook
{
public:
    BankBook(LedgerWriter& writer, const std::vector<laboratory::Account>& accounts, Nanos start);

    /// The same state, written on with another writer.
    BankBook(const BankBook& other, LedgerWriter& writer);

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
    /// A replica's decision that cannot be taken back any more (committed, or given up).
    void decided(const Report& report, NameId replica, RowRef handling);

    /// A later number of the account was decided before this one.
    bool isOvertaken(const AccountName& account, TransactionNumber number) const;

    /// Every accepted transaction is stored, by the wire or by the service's word.
    bool allStored() const { return m_unstored == 0; }
    /// A wrong decision was committed, on any account.
    bool decidedWrongly() const { return m_wrong; }
    /// A balance is not (yet) what it should be.
    bool differs() const;
    std::vector<AccountView> views(bool settled) const;

private:
    BankBook(const BankBook&) = default;

    struct Account
    {
        AccountView view;
        ReferenceModel model;
        std::int64_t highestDecided = 0;
        Nanos lastCommit{};
    };

    Account& accountOf(const AccountName& name);
    void keepForLater(const TransactionId& id, RowRef message);
    void step(Nanos time, Account& account, bool expected);

    LedgerWriter* m_writer;
    std::vector<Account> m_accounts;
    std::unordered_map<AccountName, std::size_t> m_accountIndex;
    RowIndex m_transactions; ///< by id
    std::unordered_map<TransactionId, RowRef> m_messages; ///< stored before their Accepted was read
    std::deque<TransactionId> m_messageOrder; ///< oldest first
    std::uint32_t m_unstored = 0;
    bool m_wrong = false;
};

} // namespace stanscope

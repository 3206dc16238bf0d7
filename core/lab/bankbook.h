#pragma once

#include "core/bank/referencemodel.h"
#include "core/events/event.h"
#include "core/lab/historywriter.h"
#include "core/lab/rowindex.h"
#include "core/lab/snapshot.h"

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
    BankBook(HistoryWriter& writer, const std::vector<laboratory::Account>& accounts, Nanos start);

    /// After a copy: belongs to the copy's own writer from here on.
    void bind(HistoryWriter& writer) { m_writer = &writer; }

    bool knows(const TransactionId& id) const { return find(id) != 0; }
    /// 0: not accepted (yet).
    RowRef find(const TransactionId& id) const;

    void accepted(const Report& report);
    void publishing(const Report& report);
    void published(const Report& report);
    /// A message with this transaction was stored.
    void stored(const TransactionId& id, std::uint32_t messageRow);
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

    HistoryWriter* m_writer;
    std::vector<Account> m_accounts;
    std::unordered_map<AccountName, std::size_t> m_accountIndex;
    RowIndex m_transactions; ///< by id
    std::unordered_map<TransactionId, RowRef> m_messages; ///< stored before their Accepted was read
    std::deque<TransactionId> m_messageOrder; ///< oldest first
    std::uint32_t m_unstored = 0;
    bool m_wrong = false;
};

} // namespace stanscope

#pragma once

#include "core/events/message.h"
#include "core/storage/auditreader.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace stanscope {

/// One number of one account: what the transaction service accepted and what the replicas decided.
struct NumberedTransaction
{
    const TransactionRecord* accepted = nullptr; ///< null: no row of the transaction service
    std::vector<const LedgerRecord*> rows; ///< decisions, in commit order
};

/// The rows of one database snapshot by account and number, as every check needs them. Points into
/// the snapshot, which must outlive it.
class Decisions
{
public:
    using Numbers = std::map<TransactionNumber, NumberedTransaction>;
    using Accounts = std::map<AccountName, Numbers>;

    explicit Decisions(const DatabaseSnapshot& databases);

    const Accounts& accounts() const { return m_accounts; }
    /// Null when neither table knows the number.
    const NumberedTransaction* find(const AccountName& account, TransactionNumber number) const;
    /// A quarantine row holds exactly this transaction, or the message of this sequence.
    bool isQuarantined(const AccountName& account, TransactionNumber number) const;
    bool isQuarantined(Sequence sequence) const;
    const std::set<std::pair<AccountName, TransactionNumber>>& quarantined() const
    {
        return m_quarantined;
    }
    /// A decision under this number is about this type and amount, or something of the number is in
    /// quarantine.
    bool hasContent(const AccountName& account, TransactionNumber number, TransactionType type,
                    Cents amount) const;
    /// It waits in the inbox, undecided.
    bool isParked(const AccountName& account, TransactionNumber number) const;
    /// Decided, or quarantined.
    bool isSettled(const AccountName& account, TransactionNumber number) const;

private:
    Accounts m_accounts;
    std::set<std::pair<AccountName, TransactionNumber>> m_quarantined;
    std::set<Sequence> m_quarantinedSequences;
    std::set<std::pair<AccountName, TransactionNumber>> m_parked;
};

/// "deposit 1", "withdrawal 3".
Message titleOf(TransactionType type, TransactionNumber number);
/// "deposit 1 of 50.00".
Message titleOf(TransactionType type, TransactionNumber number, Cents amount);

} // namespace stanscope

#include "core/audit/decisions.h"

#include "core/events/servicemessages.h"

#include <algorithm>

namespace stanscope {

Decisions::Decisions(const DatabaseSnapshot& databases)
{
    for (const AccountRecord& account : databases.accounts)
        m_accounts[account.name];
    for (const TransactionRecord& transaction : databases.transactions) {
        NumberedTransaction& entry = m_accounts[transaction.account][transaction.number];
        if (!entry.accepted)
            entry.accepted = &transaction;
    }
    for (const LedgerRecord& row : databases.ledger)
        m_accounts[row.account][row.number].rows.push_back(&row);
    for (const QuarantineRecord& row : databases.quarantine) {
        m_quarantinedSequences.insert(row.sequence);
        if (const auto message = fromPayload(row.payload))
            m_quarantined.emplace(message->account, message->number);
    }
    for (const ParkedRecord& row : databases.parked)
        m_parked.emplace(row.account, row.number);
}

const NumberedTransaction* Decisions::find(const AccountName& account,
                                           TransactionNumber number) const
{
    const auto numbers = m_accounts.find(account);
    if (numbers == m_accounts.end())
        return nullptr;
    const auto entry = numbers->second.find(number);
    return entry == numbers->second.end() ? nullptr : &entry->second;
}

bool Decisions::isQuarantined(const AccountName& account, TransactionNumber number) const
{
    return m_quarantined.contains({account, number});
}

bool Decisions::isQuarantined(Sequence sequence) const
{
    return m_quarantinedSequences.contains(sequence);
}

bool Decisions::hasContent(const AccountName& account, TransactionNumber number,
                           TransactionType type, Cents amount) const
{
    if (isQuarantined(account, number))
        return true;
    const NumberedTransaction* entry = find(account, number);
    return entry && std::ranges::any_of(entry->rows, [&](const LedgerRecord* row) {
               return row->type == type && row->amount == amount;
           });
}

bool Decisions::isParked(const AccountName& account, TransactionNumber number) const
{
    const NumberedTransaction* entry = find(account, number);
    return (!entry || entry->rows.empty()) && m_parked.contains({account, number});
}

bool Decisions::isSettled(const AccountName& account, TransactionNumber number) const
{
    const NumberedTransaction* entry = find(account, number);
    if (entry && !entry->rows.empty())
        return true;
    // What is in quarantine may be another transaction than the one that waits.
    return isQuarantined(account, number) && !isParked(account, number);
}

Message titleOf(TransactionType type, TransactionNumber number)
{
    return message(type == TransactionType::Deposit ? Code::Deposit : Code::Withdrawal, number);
}

Message titleOf(TransactionType type, TransactionNumber number, Cents amount)
{
    return message(type == TransactionType::Deposit ? Code::DepositOf : Code::WithdrawalOf, number,
                   amount);
}

} // namespace stanscope

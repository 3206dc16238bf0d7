#include "core/audit/judgedledger.h"

#include <optional>

namespace stanscope {

namespace {

Transaction contentOf(const TransactionRecord& record)
{
    return {record.id, record.account, record.number, record.type, record.amount};
}

Transaction contentOf(const LedgerRecord& record)
{
    return {record.transaction, record.account, record.number, record.type, record.amount};
}

/// What is known of one number while the rows go by.
struct NumberSoFar
{
    std::optional<Transaction> known;
    std::uint32_t applied = 0;
    std::uint32_t declined = 0;
    bool otherContent = false;
};

} // namespace

JudgedLedger::JudgedLedger(const DatabaseSnapshot& databases, const Decisions& decisions)
    : m_databases(databases)
    , m_decisions(decisions)
{
    for (const AccountRecord& account : databases.accounts)
        replay(account);
    judgeRows();
}

void JudgedLedger::replay(const AccountRecord& account)
{
    ReferenceModel model(account.opening);
    std::int64_t next = 1;
    for (const auto& [number, entry] : m_decisions.accounts().at(account.name)) {
        if (!entry.accepted)
            continue;
        if (number.value() != next) {
            m_missing[account.name] = TransactionNumber(next);
            break;
        }
        m_inOrder[{account.name, number}] =
            model.decide(entry.accepted->type, entry.accepted->amount);
        ++next;
    }
    m_balances[account.name] = model.balance();
}

void JudgedLedger::judgeRows()
{
    std::map<AccountName, std::optional<Cents>> balances;
    for (const AccountRecord& account : m_databases.accounts)
        balances[account.name] = account.opening;
    std::map<AccountName, DecidedNumbers> decided;
    for (const auto& [account, number] : m_decisions.quarantined())
        if (const auto* entry = m_decisions.find(account, number); !entry || entry->rows.empty())
            decided[account].add(number); // it leaves no hole
    std::map<std::pair<AccountName, TransactionNumber>, NumberSoFar> numbers;
    m_rows.reserve(m_databases.ledger.size());
    for (const LedgerRecord& row : m_databases.ledger) {
        const Transaction content = contentOf(row);
        const NumberedTransaction& entry = *m_decisions.find(row.account, row.number);
        NumberSoFar& number = numbers[{row.account, row.number}];
        if (!number.known && entry.accepted)
            number.known = contentOf(*entry.accepted);
        Circumstances before;
        before.known = number.known ? &*number.known : nullptr;
        before.isAccepted = entry.accepted != nullptr;
        if (const auto* inOrder = this->inOrder(row.account, row.number))
            before.approvedInOrder = inOrder->approved;
        before.applied = number.applied;
        before.declined = number.declined;
        before.otherContent = number.otherContent;
        std::optional<Cents>& balance = balances[row.account];
        before.balance = balance;
        DecidedNumbers& done = decided[row.account];
        m_rows.push_back({judge({content, row.outcome, row.balance}, before, done), done.next()});

        if (balance)
            balance = row.balance;
        ++(row.outcome == Outcome::Applied ? number.applied : number.declined);
        number.otherContent =
            number.otherContent || m_rows.back().judgement.breaks.contains(Breach::OtherContent);
        if (!number.known)
            number.known = content;
        done.add(row.number);
    }
}

std::size_t JudgedLedger::indexOf(const LedgerRecord& row) const
{
    return static_cast<std::size_t>(&row - m_databases.ledger.data());
}

const Judgement& JudgedLedger::of(const LedgerRecord& row) const
{
    return m_rows[indexOf(row)].judgement;
}

TransactionNumber JudgedLedger::nextAt(const LedgerRecord& row) const
{
    return m_rows[indexOf(row)].next;
}

const ReferenceModel::Decision* JudgedLedger::inOrder(const AccountName& account,
                                                      TransactionNumber number) const
{
    const auto found = m_inOrder.find({account, number});
    return found == m_inOrder.end() ? nullptr : &found->second;
}

TransactionNumber JudgedLedger::missing(const AccountName& account) const
{
    const auto found = m_missing.find(account);
    return found == m_missing.end() ? TransactionNumber() : found->second;
}

Cents JudgedLedger::finalBalance(const AccountRecord& account) const
{
    return m_balances.at(account.name);
}

} // namespace stanscope

#include "core/ledger/bankbook.h"

#include <algorithm>

namespace stanscope {

namespace {

/// A message is published after its Accepted was reported; two pipes are read a moment apart. What
/// is older is a stranger's.
constexpr std::size_t mostEarlyMessages = 4096;

std::size_t hashOf(const TransactionId& id)
{
    return std::hash<TransactionId>{}(id);
}

} // namespace

BankBook::BankBook(LedgerWriter& writer, const std::vector<laboratory::Account>& accounts,
                   Nanos start)
    : m_writer(&writer)
{
    for (const laboratory::Account& opened : accounts) {
        Account& account = accountOf(opened.name);
        account.view.opening = opened.opening;
        account.view.balance = opened.opening;
        account.view.expected = opened.opening;
        account.model = ReferenceModel(opened.opening);
        step(start, account, true);
        step(start, account, false);
    }
}

BankBook::BankBook(const BankBook& other, LedgerWriter& writer)
    : BankBook(other)
{
    m_writer = &writer;
}

BankBook::Account& BankBook::accountOf(const AccountName& name)
{
    const auto [entry, isNew] = m_accountIndex.try_emplace(name, m_accounts.size());
    if (isNew) {
        AccountView view;
        view.id = m_writer->intern(name.value());
        view.name = name;
        m_accounts.push_back({view, ReferenceModel(Cents(0)), 0, {}});
    }
    return m_accounts[entry->second];
}

RowRef BankBook::find(const TransactionId& id) const
{
    return m_transactions.find(hashOf(id), [&](RowRef row) {
        return m_writer->text(m_writer->rows().transactions[row - 1].id) == id.value();
    });
}

bool BankBook::isOvertaken(const AccountName& name, TransactionNumber number) const
{
    const auto found = m_accountIndex.find(name);
    return found != m_accountIndex.end()
        && m_accounts[found->second].highestDecided > number.value();
}

void BankBook::step(Nanos time, Account& account, bool expected)
{
    m_writer->rows().balances.append([&](BalanceStep& row) {
        row.time = time;
        row.account = account.view.id;
        row.expected = expected;
        row.balance = (expected ? account.view.expected : account.view.balance).value();
    });
}

BankBook::Accepted BankBook::accepted(const Report& report)
{
    if (knows(report.transaction))
        return {};
    Account& account = accountOf(report.account);
    const auto decision = account.model.decide(report.type, report.amount);
    const RowRef id = m_writer->keepText(report.transaction.value());
    const std::uint32_t row =
        m_writer->rows().transactions.append([&](TransactionRow& transaction) {
            transaction.id = id;
            transaction.account = account.view.id;
            transaction.number = report.number.value();
            transaction.type = report.type;
            transaction.amount = report.amount.value();
            transaction.acceptedAt = report.time;
            transaction.approvedInOrder = decision.approved;
            transaction.balanceInOrder = decision.balance.value();
        });
    m_transactions.insert(hashOf(report.transaction), row + 1);
    ++account.view.accepted;
    ++account.view.waiting;
    ++m_unstored;
    account.view.expected = decision.balance;
    step(report.time, account, true);
    Accepted joined{row + 1, 0};
    if (const auto message = m_messages.extract(report.transaction)) {
        joined.message = message.mapped();
        stored(report.transaction, joined.message);
    }
    return joined;
}

void BankBook::publishing(const Report& report)
{
    if (const RowRef row = find(report.transaction)) {
        TransactionRow& transaction = m_writer->editTransaction(row - 1);
        transaction.publishes.set(transaction.publishes.get() + 1);
    }
}

void BankBook::published(const Report& report)
{
    const RowRef row = find(report.transaction);
    if (!row)
        return;
    TransactionRow& transaction = m_writer->editTransaction(row - 1);
    // The service saw the PubAck; the tap may have been away.
    if (!transaction.message.get() && !transaction.publishedAt.get())
        --m_unstored;
    transaction.publishedAt.set(report.time.count());
}

void BankBook::keepForLater(const TransactionId& id, RowRef message)
{
    if (!m_messages.try_emplace(id, message).second)
        return;
    m_messageOrder.push_back(id);
    if (m_messageOrder.size() <= mostEarlyMessages)
        return;
    m_messages.erase(m_messageOrder.front());
    m_messageOrder.pop_front();
}

RowRef BankBook::stored(const TransactionId& id, RowRef message)
{
    const RowRef row = find(id);
    if (!row) {
        keepForLater(id, message);
        return 0;
    }
    TransactionRow& transaction = m_writer->editTransaction(row - 1);
    if (transaction.message.get())
        return row;
    transaction.message.set(message);
    if (!transaction.publishedAt.get())
        --m_unstored;
    return row;
}

void BankBook::decided(const Report& report, NameId replica, RowRef handling)
{
    const RowRef row = find(report.transaction);
    TransactionRow* transaction = row ? &m_writer->editTransaction(row - 1) : nullptr;
    const bool wasQuarantined =
        transaction && transaction->lastOutcome.get() == Outcome::Quarantined;
    if (transaction)
        transaction->lastOutcome.set(report.outcome);
    if (report.outcome == Outcome::Quarantined && transaction && !wasQuarantined
        && transaction->applied.get() + transaction->declined.get() == 0)
        --accountOf(AccountName(m_writer->name(transaction->account))).view.waiting;
    if (report.outcome != Outcome::Applied && report.outcome != Outcome::Declined)
        return;
    Account& account = accountOf(report.account);
    account.highestDecided = std::max(account.highestDecided, report.number.value());
    const bool again = wasQuarantined
        || (transaction && transaction->applied.get() + transaction->declined.get() > 0);
    const bool applied = report.outcome == Outcome::Applied;
    LedgerRow entry;
    entry.committedAt = report.time;
    entry.transaction = row;
    entry.account = account.view.id;
    entry.number = report.number.value();
    entry.type = report.type;
    entry.amount = report.amount.value();
    entry.outcome = report.outcome;
    entry.balance = report.balance.value();
    entry.replica = replica;
    entry.sequence = report.sequence;
    entry.handling = handling;
    entry.wrong = again || (transaction && transaction->approvedInOrder != applied);
    m_writer->rows().ledger.append([&](LedgerRow& ledger) { ledger = entry; });
    account.view.wrong = account.view.wrong || entry.wrong;
    m_wrong = m_wrong || entry.wrong;
    if (transaction) {
        auto& counter = applied ? transaction->applied : transaction->declined;
        counter.set(counter.get() + 1);
        if (!again)
            --account.view.waiting;
    }
    // Reports of two replicas may be read in another order than they committed.
    if (report.time >= account.lastCommit) {
        account.lastCommit = report.time;
        account.view.balance = report.balance;
        account.view.last = report.last;
        step(report.time, account, false);
    }
}

bool BankBook::differs() const
{
    return std::any_of(m_accounts.begin(), m_accounts.end(), [](const Account& account) {
        return account.view.balance != account.view.expected;
    });
}

std::vector<AccountView> BankBook::views(bool settled) const
{
    std::vector<AccountView> views;
    views.reserve(m_accounts.size());
    for (const Account& account : m_accounts) {
        views.push_back(account.view);
        if (settled && account.view.balance != account.view.expected)
            views.back().wrong = true;
    }
    return views;
}

} // namespace stanscope

#include "core/ledger/bankbook.h"

// Accepted transactions and balances; how decisions come into the ledger is in bankledger.cpp.
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
    for (const laboratory::Account& account : accounts)
        open(start, account);
}

BankBook::BankBook(const BankBook& other, LedgerWriter& writer)
    : BankBook(other)
{
    m_writer = &writer;
}

void BankBook::open(Nanos time, const laboratory::Account& opened)
{
    if (m_accountIndex.contains(opened.name))
        return;
    Account& account = accountOf(opened.name);
    account.view.opening = opened.opening;
    account.view.balance = opened.opening;
    account.view.expected = opened.opening;
    account.model = ReferenceModel(opened.opening);
    step(time, account, true);
    step(time, account, false);
}

BankBook::Account& BankBook::accountOf(const AccountName& name)
{
    const auto [entry, isNew] = m_accountIndex.try_emplace(name, m_accounts.size());
    if (isNew) {
        AccountView view;
        view.id = m_writer->intern(name.value());
        view.name = name;
        m_accounts.push_back({view, ReferenceModel(Cents(0)), {}, {}, 1, false, false, {}});
    }
    return m_accounts[entry->second];
}

RowRef BankBook::find(const TransactionId& id) const
{
    return m_transactions.find(hashOf(id), [&](RowRef row) {
        return m_writer->text(m_writer->rows().transactions[row - 1].id) == id.value();
    });
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
    ++m_accepted;
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
        transaction.attemptedAt.set(report.time.count());
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

std::vector<AccountView> BankBook::views() const
{
    std::vector<AccountView> views;
    views.reserve(m_accounts.size());
    for (const Account& account : m_accounts) {
        views.push_back(account.view);
        views.back().committed = account.nextCommit - 1;
    }
    return views;
}

} // namespace stanscope

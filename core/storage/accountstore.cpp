#include "core/storage/accountstore.h"

#include "core/storage/sqlvalues.h"

#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

AccountStore::AccountStore(std::unique_ptr<StoreConnection> connection)
    : m_connection(std::move(connection))
{
}

Result<std::unique_ptr<AccountStore>> AccountStore::open(const std::string& path,
                                                         std::stop_token stop)
{
    auto connection = StoreConnection::open(path, accountSchemaVersion, "account", std::move(stop));
    if (!connection)
        return connection.error();
    std::unique_ptr<AccountStore> store(new AccountStore(std::move(*connection)));
    if (auto prepared = store->prepareAll(); !prepared)
        return prepared.error();
    return store;
}

Result<> AccountStore::prepareAll()
{
    return m_connection->prepare({
        {&m_find,
         u"SELECT id, balance, last_transaction_number FROM accounts WHERE name = ?"_s
             + m_connection->dialect().lockingRows()},
        {&m_ledgerRows,
         u"SELECT transaction_id, type, amount FROM ledger WHERE account = ? AND number = ?"_s},
        {&m_compareAndSet,
         u"UPDATE accounts SET balance = ?, last_transaction_number = ?, commits = commits + 1 "
         "WHERE id = ? AND last_transaction_number = ? - 1 RETURNING commits"_s},
        {&m_overwrite,
         u"UPDATE accounts SET balance = ?, last_transaction_number = ?, commits = commits + 1 "
         "WHERE id = ? RETURNING commits"_s},
        {&m_appendLedger,
         u"INSERT INTO ledger (transaction_id, account, number, type, amount, outcome, balance, "
         "replica, sequence, redelivered, commit_number) "
         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s},
        {&m_quarantine,
         u"INSERT INTO quarantine (payload, reason, replica, sequence, redelivered) "
         "VALUES (?, ?, ?, ?, ?)"_s},
        {&m_park,
         u"INSERT INTO parked (account, number, transaction_id, type, amount, replica, sequence, "
         "redelivered) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s},
        {&m_parkedAt,
         u"SELECT transaction_id, type, amount, replica, sequence, redelivered FROM parked "
         "WHERE account = ? AND number = ?"_s},
        {&m_unpark, u"DELETE FROM parked WHERE account = ? AND number = ?"_s},
    });
}

Result<std::optional<AccountStore::Account>> AccountStore::find(const AccountName& name)
{
    m_find.bindValue(0, sqlText(name.value()));
    if (auto done = Database::execute(m_find); !done)
        return done.error();
    std::optional<Account> account;
    if (m_find.next())
        account = Account{integerAt(m_find, 0),
                          name,
                          {Cents(integerAt(m_find, 1)), TransactionNumber(integerAt(m_find, 2))}};
    m_find.finish();
    return account;
}

Result<std::vector<Transaction>> AccountStore::ledgerRows(const AccountName& account,
                                                          TransactionNumber number)
{
    m_ledgerRows.bindValue(0, sqlText(account.value()));
    m_ledgerRows.bindValue(1, sqlInteger(number.value()));
    if (auto done = Database::execute(m_ledgerRows); !done)
        return done.error();
    std::vector<Transaction> rows;
    while (m_ledgerRows.next())
        rows.push_back({TransactionId(textAt(m_ledgerRows, 0)), account, number,
                        wordAt(m_ledgerRows, 1, TransactionType::Deposit),
                        Cents(integerAt(m_ledgerRows, 2))});
    m_ledgerRows.finish();
    return rows;
}

namespace {

/// The commit number that an update of an account returns.
Result<std::optional<CommitNumber>> commitNumberOf(QSqlQuery& update)
{
    if (auto done = Database::execute(update); !done)
        return done.error();
    std::optional<CommitNumber> number;
    if (update.next())
        number = CommitNumber(integerAt(update, 0));
    update.finish();
    return number;
}

} // namespace

Result<std::optional<CommitNumber>> AccountStore::compareAndSet(std::int64_t account,
                                                                const AccountState& after)
{
    m_compareAndSet.bindValue(0, sqlInteger(after.balance.value()));
    m_compareAndSet.bindValue(1, sqlInteger(after.last.value()));
    m_compareAndSet.bindValue(2, sqlInteger(account));
    m_compareAndSet.bindValue(3, sqlInteger(after.last.value()));
    return commitNumberOf(m_compareAndSet);
}

Result<std::optional<CommitNumber>> AccountStore::overwrite(std::int64_t account,
                                                            const AccountState& after)
{
    m_overwrite.bindValue(0, sqlInteger(after.balance.value()));
    m_overwrite.bindValue(1, sqlInteger(after.last.value()));
    m_overwrite.bindValue(2, sqlInteger(account));
    return commitNumberOf(m_overwrite);
}

Result<> AccountStore::appendLedger(const Transaction& transaction, Outcome outcome, Cents balance,
                                    const Provenance& provenance)
{
    m_appendLedger.bindValue(0, sqlText(transaction.id.value()));
    m_appendLedger.bindValue(1, sqlText(transaction.account.value()));
    m_appendLedger.bindValue(2, sqlInteger(transaction.number.value()));
    m_appendLedger.bindValue(3, sqlText(toText(transaction.type)));
    m_appendLedger.bindValue(4, sqlInteger(transaction.amount.value()));
    m_appendLedger.bindValue(5, sqlText(toText(outcome)));
    m_appendLedger.bindValue(6, sqlInteger(balance.value()));
    m_appendLedger.bindValue(7, sqlText(provenance.replica.value()));
    m_appendLedger.bindValue(8, sqlInteger(static_cast<std::int64_t>(provenance.sequence.value())));
    m_appendLedger.bindValue(9, sqlInteger(provenance.redelivered ? 1 : 0));
    m_appendLedger.bindValue(10, sqlInteger(provenance.commit.value()));
    return Database::execute(m_appendLedger);
}

Result<> AccountStore::quarantine(std::string_view payload, std::string_view reason,
                                  const Provenance& provenance)
{
    m_quarantine.bindValue(0, sqlBytes(payload));
    m_quarantine.bindValue(1, sqlText(reason));
    m_quarantine.bindValue(2, sqlText(provenance.replica.value()));
    m_quarantine.bindValue(3, sqlInteger(static_cast<std::int64_t>(provenance.sequence.value())));
    m_quarantine.bindValue(4, sqlInteger(provenance.redelivered ? 1 : 0));
    return Database::execute(m_quarantine);
}

Result<> AccountStore::park(const Transaction& transaction, const Provenance& provenance)
{
    m_park.bindValue(0, sqlText(transaction.account.value()));
    m_park.bindValue(1, sqlInteger(transaction.number.value()));
    m_park.bindValue(2, sqlText(transaction.id.value()));
    m_park.bindValue(3, sqlText(toText(transaction.type)));
    m_park.bindValue(4, sqlInteger(transaction.amount.value()));
    m_park.bindValue(5, sqlText(provenance.replica.value()));
    m_park.bindValue(6, sqlInteger(static_cast<std::int64_t>(provenance.sequence.value())));
    m_park.bindValue(7, sqlInteger(provenance.redelivered ? 1 : 0));
    return Database::execute(m_park);
}

Result<std::optional<BankStore::Parked>> AccountStore::parkedAt(const AccountName& account,
                                                                TransactionNumber number)
{
    m_parkedAt.bindValue(0, sqlText(account.value()));
    m_parkedAt.bindValue(1, sqlInteger(number.value()));
    if (auto done = Database::execute(m_parkedAt); !done)
        return done.error();
    std::optional<Parked> parked;
    if (m_parkedAt.next())
        parked = Parked{{TransactionId(textAt(m_parkedAt, 0)), account, number,
                         wordAt(m_parkedAt, 1, TransactionType::Deposit),
                         Cents(integerAt(m_parkedAt, 2))},
                        {ClientId(textAt(m_parkedAt, 3)),
                         Sequence(static_cast<std::uint64_t>(integerAt(m_parkedAt, 4))),
                         integerAt(m_parkedAt, 5) != 0}};
    m_parkedAt.finish();
    return parked;
}

Result<> AccountStore::unpark(const AccountName& account, TransactionNumber number)
{
    m_unpark.bindValue(0, sqlText(account.value()));
    m_unpark.bindValue(1, sqlInteger(number.value()));
    return Database::execute(m_unpark);
}

} // namespace stanscope

#include "core/storage/transactionstore.h"

#include "core/storage/sqlvalues.h"

#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

TransactionStore::TransactionStore(std::unique_ptr<StoreConnection> connection)
    : m_connection(std::move(connection))
{
}

Result<std::unique_ptr<TransactionStore>> TransactionStore::open(const std::string& path,
                                                                 std::stop_token stop)
{
    auto connection =
        StoreConnection::open(path, transactionSchemaVersion, "transaction", std::move(stop));
    if (!connection)
        return connection.error();
    std::unique_ptr<TransactionStore> store(new TransactionStore(std::move(*connection)));
    if (auto prepared = store->prepareAll(); !prepared)
        return prepared.error();
    return store;
}

Result<> TransactionStore::prepareAll()
{
    return m_connection->prepare({
        {&m_allocate, u"UPDATE accounts SET last_number = last_number + 1 WHERE name = ?"_s},
        {&m_take,
         u"UPDATE accounts SET last_number = CASE WHEN last_number < ? THEN ? ELSE last_number END "
         "WHERE name = ?"_s},
        {&m_number, u"SELECT last_number FROM accounts WHERE name = ?"_s},
        {&m_insert,
         u"INSERT INTO transactions (transaction_id, account, number, type, amount) "
         "VALUES (?, ?, ?, ?, ?) RETURNING id"_s},
        {&m_outbox, u"INSERT INTO outbox (id) VALUES (?)"_s},
        {&m_countPublish, u"UPDATE outbox SET publishes = publishes + 1 WHERE id = ?"_s},
        {&m_markStored, u"UPDATE outbox SET stored = 1 WHERE id = ?"_s},
        {&m_contains, u"SELECT count(*) FROM transactions WHERE transaction_id = ?"_s},
    });
}

Result<std::optional<TransactionNumber>> TransactionStore::allocate(const AccountName& account)
{
    m_allocate.bindValue(0, sqlText(account.value()));
    if (auto done = Database::execute(m_allocate); !done)
        return done.error();
    if (m_allocate.numRowsAffected() != 1)
        return std::optional<TransactionNumber>();
    return lastNumber(account);
}

Result<std::optional<TransactionNumber>> TransactionStore::lastNumber(const AccountName& account)
{
    m_number.bindValue(0, sqlText(account.value()));
    if (auto done = Database::execute(m_number); !done)
        return done.error();
    std::optional<TransactionNumber> number;
    if (m_number.next())
        number = TransactionNumber(integerAt(m_number, 0));
    m_number.finish();
    return number;
}

Result<std::optional<TransactionNumber>> TransactionStore::nextNumber(const AccountName& account)
{
    auto number = lastNumber(account);
    if (number && *number)
        **number = TransactionNumber((*number)->value() + 1);
    return number;
}

Result<std::optional<OutboxEntry>> TransactionStore::accept(Transaction transaction)
{
    const auto number = allocate(transaction.account);
    if (!number)
        return number.error();
    if (!*number)
        return std::optional<OutboxEntry>();
    transaction.number = **number;
    return insertRow(transaction);
}

Result<std::optional<OutboxEntry>> TransactionStore::insert(const Transaction& transaction)
{
    m_take.bindValue(0, sqlInteger(transaction.number.value()));
    m_take.bindValue(1, sqlInteger(transaction.number.value()));
    m_take.bindValue(2, sqlText(transaction.account.value()));
    if (auto done = Database::execute(m_take); !done)
        return done.error();
    if (m_take.numRowsAffected() != 1)
        return std::optional<OutboxEntry>();
    return insertRow(transaction);
}

Result<std::optional<OutboxEntry>> TransactionStore::insertRow(const Transaction& transaction)
{
    m_insert.bindValue(0, sqlText(transaction.id.value()));
    m_insert.bindValue(1, sqlText(transaction.account.value()));
    m_insert.bindValue(2, sqlInteger(transaction.number.value()));
    m_insert.bindValue(3, sqlText(toText(transaction.type)));
    m_insert.bindValue(4, sqlInteger(transaction.amount.value()));
    if (auto done = Database::execute(m_insert); !done)
        return done.error();
    if (!m_insert.next())
        return Error{"database error: an inserted row has no id", {}};
    const std::int64_t row = integerAt(m_insert, 0);
    m_insert.finish();
    m_outbox.bindValue(0, sqlInteger(row));
    if (auto done = Database::execute(m_outbox); !done)
        return done.error();
    return std::optional(OutboxEntry{row, transaction, 0});
}

Result<> TransactionStore::countPublish(std::int64_t row)
{
    m_countPublish.bindValue(0, sqlInteger(row));
    return Database::execute(m_countPublish);
}

Result<> TransactionStore::markStored(std::int64_t row)
{
    m_markStored.bindValue(0, sqlInteger(row));
    return Database::execute(m_markStored);
}

Result<bool> TransactionStore::contains(const TransactionId& transaction)
{
    if (auto begun = begin(); !begun) // over a new connection where the old one is gone
        return begun.error();
    m_contains.bindValue(0, sqlText(transaction.value()));
    const auto done = Database::execute(m_contains);
    const bool found = done && m_contains.next() && integerAt(m_contains, 0) > 0;
    m_contains.finish();
    rollback();
    return done ? Result<bool>(found) : done.error();
}

Result<std::vector<OutboxEntry>> TransactionStore::waiting()
{
    auto query = m_connection->query(
        u"SELECT o.id, t.transaction_id, t.account, t.number, t.type, t.amount, o.publishes "
        "FROM outbox o JOIN transactions t ON t.id = o.id WHERE o.stored = 0 ORDER BY o.id"_s);
    if (!query)
        return query.error();
    if (auto done = Database::execute(*query); !done)
        return done.error();
    std::vector<OutboxEntry> entries;
    while (query->next())
        entries.push_back(
            {integerAt(*query, 0),
             {TransactionId(textAt(*query, 1)), AccountName(textAt(*query, 2)),
              TransactionNumber(integerAt(*query, 3)), wordAt(*query, 4, TransactionType::Deposit),
              Cents(integerAt(*query, 5))},
             integerAt(*query, 6)});
    return entries;
}

} // namespace stanscope

#pragma once

#include "core/bank/bankstore.h"

#include <functional>
#include <utility>

namespace stanscope {

/// A store in which faults strike: `inside` is called before each row of a transaction is written,
/// after the account was changed where it is. An error of it is the database's answer.
class StruckStore final : public BankStore
{
public:
    using Inside = std::function<Result<>(const Transaction&)>;

    StruckStore(BankStore& store, Inside inside)
        : m_store(store)
        , m_inside(std::move(inside))
    {
    }

    Result<std::optional<Account>> find(const AccountName& name) override
    {
        return m_store.find(name);
    }
    Result<std::vector<Transaction>> ledgerRows(const AccountName& account,
                                                TransactionNumber number) override
    {
        return m_store.ledgerRows(account, number);
    }
    Result<std::optional<CommitNumber>> compareAndSet(std::int64_t account,
                                                      const AccountState& after) override
    {
        return m_store.compareAndSet(account, after);
    }
    Result<std::optional<CommitNumber>> overwrite(std::int64_t account,
                                                  const AccountState& after) override
    {
        return m_store.overwrite(account, after);
    }
    Result<> appendLedger(const Transaction& transaction, Outcome outcome, Cents balance,
                          const Provenance& provenance) override
    {
        if (auto struck = m_inside(transaction); !struck)
            return struck;
        return m_store.appendLedger(transaction, outcome, balance, provenance);
    }
    Result<> quarantine(std::string_view payload, std::string_view reason,
                        const Provenance& provenance) override
    {
        return m_store.quarantine(payload, reason, provenance);
    }
    Result<> park(const Transaction& transaction, const Provenance& provenance) override
    {
        if (auto struck = m_inside(transaction); !struck)
            return struck;
        return m_store.park(transaction, provenance);
    }
    Result<std::optional<Parked>> parkedAt(const AccountName& account,
                                           TransactionNumber number) override
    {
        return m_store.parkedAt(account, number);
    }
    Result<> unpark(const AccountName& account, TransactionNumber number) override
    {
        return m_store.unpark(account, number);
    }

private:
    BankStore& m_store;
    Inside m_inside;
};

} // namespace stanscope

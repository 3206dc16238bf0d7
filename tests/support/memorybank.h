#pragma once

#include "core/bank/bankstore.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace stanscope::tests {

/// The account service's tables in memory, with transactions that can be taken back.
class MemoryBank final : public BankStore
{
public:
    struct LedgerEntry
    {
        Transaction transaction;
        Outcome outcome = Outcome::Applied;
        Cents balance;
        Provenance provenance;
    };
    struct Row
    {
        AccountState state;
        std::int64_t commits = 0;
    };
    struct Tables
    {
        std::map<AccountName, Row> accounts;
        std::vector<LedgerEntry> ledger;
        std::vector<std::pair<std::string, std::string>> quarantine; ///< payload, reason
        std::map<std::pair<AccountName, TransactionNumber>, Parked> parked;
    };

    void open(const AccountName& name, AccountState state = {}) { tables.accounts[name] = {state}; }
    void begin() { m_before = tables; }
    void rollback() { tables = m_before; }

    Result<std::optional<Account>> find(const AccountName& name) override
    {
        const auto found = tables.accounts.find(name);
        if (found == tables.accounts.end())
            return std::optional<Account>();
        const auto id = std::distance(tables.accounts.begin(), found);
        return std::optional(Account{id, name, found->second.state});
    }
    Result<std::vector<Transaction>> ledgerRows(const AccountName& account,
                                                TransactionNumber number) override
    {
        std::vector<Transaction> rows;
        for (const LedgerEntry& entry : tables.ledger)
            if (entry.transaction.account == account && entry.transaction.number == number)
                rows.push_back(entry.transaction);
        return rows;
    }
    Result<std::optional<CommitNumber>> compareAndSet(std::int64_t account,
                                                      const AccountState& after) override
    {
        if (rowOf(account).state.last.value() != after.last.value() - 1)
            return std::optional<CommitNumber>();
        return overwrite(account, after);
    }
    Result<std::optional<CommitNumber>> overwrite(std::int64_t account,
                                                  const AccountState& after) override
    {
        Row& row = rowOf(account);
        row.state = after;
        return std::optional(CommitNumber(++row.commits));
    }
    Result<> appendLedger(const Transaction& transaction, Outcome outcome, Cents balance,
                          const Provenance& provenance) override
    {
        tables.ledger.push_back({transaction, outcome, balance, provenance});
        return {};
    }
    Result<> quarantine(std::string_view payload, std::string_view reason,
                        const Provenance&) override
    {
        tables.quarantine.emplace_back(payload, reason);
        return {};
    }
    Result<> park(const Transaction& transaction, const Provenance& provenance) override
    {
        tables.parked[{transaction.account, transaction.number}] = {transaction, provenance};
        return {};
    }
    Result<std::optional<Parked>> parkedAt(const AccountName& account,
                                           TransactionNumber number) override
    {
        const auto found = tables.parked.find({account, number});
        if (found == tables.parked.end())
            return std::optional<Parked>();
        return std::optional(found->second);
    }
    Result<> unpark(const AccountName& account, TransactionNumber number) override
    {
        tables.parked.erase({account, number});
        return {};
    }

    Tables tables;

private:
    Row& rowOf(std::int64_t account) { return std::next(tables.accounts.begin(), account)->second; }

    Tables m_before;
};

} // namespace stanscope::tests

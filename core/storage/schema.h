#pragma once

#include "core/util/ids.h"
#include "core/util/result.h"

#include <stop_token>
#include <string>
#include <vector>

namespace stanscope {

struct OpenedAccount
{
    AccountName name;
    Cents opening;
};

/// Creates the account service's database (accounts with their opening balances, ledger,
/// quarantine, inbox). Fails when it is there already.
Result<> createAccountDatabase(const std::string& path, const std::vector<OpenedAccount>& accounts);

/// Creates the transaction service's database (per-account number allocation, transactions,
/// outbox).
Result<> createTransactionDatabase(const std::string& path,
                                   const std::vector<OpenedAccount>& accounts);

/// One more account in both of them; nothing where it is there already. Waits for other writers as
/// every writer does; `stop` ends that.
Result<> openAccount(const std::string& accountDatabase, const std::string& transactionDatabase,
                     const OpenedAccount& account, const std::stop_token& stop);

/// Takes away what was created where that is not a file of ours: PostgreSQL's schema.
Result<> dropDatabase(const std::string& target);

} // namespace stanscope

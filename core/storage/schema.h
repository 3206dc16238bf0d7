#pragma once

#include "core/util/ids.h"
#include "core/util/result.h"

#include <string>
#include <vector>

namespace stanscope {

struct OpenedAccount
{
    AccountName name;
    Cents opening;
};

/// Creates the account service's database (accounts with their opening balances, ledger,
/// quarantine, inbox) Fails when it is there already.
Result<> createAccountDatabase(const std::string& path, const std::vector<OpenedAccount>& accounts);

/// Creates the transaction service's database (per-account number allocation, transactions,
/// outbox).
Result<> createTransactionDatabase(const std::string& path,
                                   const std::vector<OpenedAccount>& accounts);

/// Takes away what was created where that is not a file of ours: PostgreSQL's schema.
Result<> dropDatabase(const std::string& target);

} // namespace stanscope

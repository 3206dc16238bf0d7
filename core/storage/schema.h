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
/// quarantine, inbox) in WAL mode. Fails when the file exists.
Result<> createAccountDatabase(const std::string& path, const std::vector<OpenedAccount>& accounts);

/// Creates the transaction service's database (per-account number allocation, transactions,
/// outbox).
Result<> createTransactionDatabase(const std::string& path,
                                   const std::vector<OpenedAccount>& accounts);

} // namespace stanscope

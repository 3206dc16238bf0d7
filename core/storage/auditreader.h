#pragma once

#include "core/events/bankwords.h"
#include "core/events/message.h"
#include "core/util/ids.h"
#include "core/util/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stanscope {

struct AccountRecord
{
    AccountName name;
    Cents opening;
    Cents balance;
    TransactionNumber last;
};

/// One committed decision. No UNIQUE constraint protects it (docs/cases.md).
struct LedgerRecord
{
    std::int64_t row = 0;
    TransactionId transaction;
    AccountName account;
    TransactionNumber number;
    TransactionType type = TransactionType::Deposit;
    Cents amount;
    Outcome outcome = Outcome::Applied; ///< Applied or Declined
    Cents balance; ///< after it
    ClientId replica;
    Sequence sequence;
    bool redelivered = false;
    CommitNumber commit; ///< its place in the ledger of its account
};

struct QuarantineRecord
{
    std::int64_t row = 0;
    std::string payload;
    std::string reason;
    ClientId replica;
    Sequence sequence;
};

/// What came early and waits in the inbox.
struct ParkedRecord
{
    TransactionId transaction;
    AccountName account;
    TransactionNumber number;
    TransactionType type = TransactionType::Deposit;
    Cents amount;
    ClientId replica;
    Sequence sequence;
};

/// A committed row of the transaction service with its outbox state.
struct TransactionRecord
{
    TransactionId id;
    AccountName account;
    TransactionNumber number;
    TransactionType type = TransactionType::Deposit;
    Cents amount;
    std::int64_t publishes = 0; ///< attempts
    bool stored = false; ///< a puback arrived
};

struct DatabaseSnapshot
{
    std::vector<AccountRecord> accounts;
    std::vector<LedgerRecord> ledger; ///< each account's in commit order
    std::vector<QuarantineRecord> quarantine;
    std::vector<TransactionRecord> transactions; ///< by account, number
    std::vector<ParkedRecord> parked = {}; ///< by account, number
    std::vector<Message> illnesses = {}; ///< invariant 10: what an examination found
};

enum class Examination
{
    None,
    Whole ///< SQLite's integrity check, which reads every page, and how large its log has grown
};

/// Reads both databases read-only, in one snapshot transaction, the account side first, so that
/// every decision read has its transaction. Any thread; opens and closes its own connection. Only
/// files are examined: a server looks after its own.
Result<DatabaseSnapshot> readDatabases(const std::string& accountDatabase,
                                       const std::string& transactionDatabase,
                                       Examination examination = Examination::None);

} // namespace stanscope

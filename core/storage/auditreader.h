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
    std::int64_t row = 0;
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

/// How much of the databases is read.
enum class Reading
{
    New, ///< rows that were not there when they were read last, and what may have changed since
    Whole, ///< all rows once more
    /// As Whole; and SQLite's integrity check, which reads every page, and how large its log has
    /// grown. A server looks after its own files.
    Examined,
};

/// Reads both databases read-only, in one snapshot transaction, the account side first, so that
/// every decision read has its transaction. Opens and closes its own connection each time. One
/// thread, whichever.
class AuditReader
{
public:
    AuditReader(std::string accountDatabase, std::string transactionDatabase);

    /// What both hold now; it stands until the next call. New becomes Whole the first time, after a
    /// failure, and where the tables hold another number of rows than was read: a server gives
    /// row ids in another order than it commits. A row that is changed behind the bank's back is
    /// seen by Whole only.
    Result<const DatabaseSnapshot*> read(Reading reading);

private:
    Result<> readOnce(Reading reading);

    std::string m_accountDatabase;
    std::string m_transactionDatabase;
    DatabaseSnapshot m_known;
    bool m_isKnown = false;
};

/// All of both, once.
Result<DatabaseSnapshot> readDatabases(const std::string& accountDatabase,
                                       const std::string& transactionDatabase);

} // namespace stanscope

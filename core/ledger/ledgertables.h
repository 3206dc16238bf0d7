#pragma once

#include "core/bank/judgement.h"
#include "core/events/bankwords.h"
#include "core/util/clock.h"
#include "core/util/ids.h"
#include "core/util/texts.h"

#include <cstdint>
#include <memory>

namespace stanscope {

/// One committed row of the transaction service.
struct TransactionRow
{
    RowRef id = 0; ///< History::payloads
    NameId account = 0;
    std::int64_t number = 0;
    std::int64_t amount = 0; ///< cents
    Nanos acceptedAt{};
    std::int64_t balanceInOrder = 0; ///< cents; the account's should-be after it
    SharedTime publishedAt;
    SharedTime attemptedAt; ///< the last of its publishes
    TransactionType type = TransactionType::Deposit;
    bool approvedInOrder = false; ///< the reference model's decision
    Shared<Outcome> lastOutcome;
    Shared<bool> settled; ///< decided, or in quarantine
    Shared<std::uint32_t> publishes; ///< attempts
    Shared<RowRef> message; ///< where it was stored first: the lab's message row
    Shared<std::uint32_t> applied; ///< how often
    Shared<std::uint32_t> declined;
};

/// One committed decision that changed or refused money: a ledger row. Those of an account stand in
/// commit order, whatever order their reports came in.
struct LedgerRow
{
    Nanos committedAt{}; ///< as reported, but never against the order of the commits
    Sequence sequence;
    std::int64_t commit = 0; ///< CommitNumber; 0: not told, the row stands where its report came
    std::int64_t number = 0;
    std::int64_t amount = 0;
    std::int64_t balance = 0;
    RowRef transaction = 0; ///< 0: the transaction service did not report it
    NameId account = 0;
    NameId replica = 0;
    Shared<RowRef> handling;
    TransactionType type = TransactionType::Deposit;
    Outcome outcome = Outcome::Applied; ///< Applied or Declined
    Breaches breaks; ///< what is wrong with it
    bool overtaken = false; ///< its number's first decision, after that of a higher number
    bool outOfPlace = false; ///< nobody told of it in time: it belongs before rows above it
    Shared<bool> filledIn; ///< no report told of it: read from the database

    bool isWrong() const { return !breaks.empty(); }
};

/// A step of the balance curve of one account.
struct BalanceStep
{
    Nanos time{};
    NameId account = 0;
    bool expected = false; ///< false: what is there, true: what should be
    std::int64_t balance = 0; ///< cents
};

/// The money, as the services report it: append-only rows of the bank's fold.
struct LedgerTables
{
    explicit LedgerTables(const std::shared_ptr<PagedMemory>& memory)
        : transactions(memory)
        , ledger(memory)
        , balances(memory)
    {
    }

    AppendOnly<TransactionRow> transactions;
    AppendOnly<LedgerRow> ledger;
    AppendOnly<BalanceStep> balances;
};

} // namespace stanscope

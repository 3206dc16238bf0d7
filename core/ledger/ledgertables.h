#pragma once

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
    TransactionType type = TransactionType::Deposit;
    bool approvedInOrder = false; ///< the reference model's decision
    Shared<Outcome> lastOutcome;
    Shared<std::uint32_t> publishes; ///< attempts
    Shared<RowRef> message; ///< where it was stored first: the lab's message row
    Shared<std::uint32_t> applied; ///< how often
    Shared<std::uint32_t> declined;
};

/// One committed decision that changed or refused money: a ledger row.
struct LedgerRow
{
    Nanos committedAt{};
    Sequence sequence;
    std::int64_t number = 0;
    std::int64_t amount = 0;
    std::int64_t balance = 0;
    RowRef transaction = 0; ///< 0: the transaction service did not report it
    NameId account = 0;
    NameId replica = 0;
    RowRef handling = 0;
    TransactionType type = TransactionType::Deposit;
    Outcome outcome = Outcome::Applied; ///< Applied or Declined
    bool wrong = false; ///< against the reference model, or a second time
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

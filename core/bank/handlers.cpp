#include "core/bank/handlers.h"

#include "core/bank/money.h"

#include <algorithm>
#include <cstdint>

namespace stanscope {

namespace {

/// More missing numbers than these are given as a range.
constexpr std::int64_t mostListed = 4;

Decision leftAlone(Outcome outcome, const AccountState& account, std::string reason)
{
    return {outcome, account, std::nullopt, std::move(reason)};
}

/// The number is used up, also by a transaction that does not change the balance: otherwise the
/// account would wait for ever for a number that cannot be applied.
Decision settled(const AccountState& account, const Transaction& transaction)
{
    const AccountState unchanged{account.balance, transaction.number};
    const bool deposit = transaction.type == TransactionType::Deposit;
    const auto balance = deposit ? add(account.balance, transaction.amount)
                                 : subtract(account.balance, transaction.amount);
    if (!balance)
        return {Outcome::Quarantined, unchanged, Outcome::Declined,
                "the balance would not fit in 64 bits"};
    if (!deposit && *balance < Cents(0))
        return {Outcome::Declined, unchanged, Outcome::Declined, "not enough money"};
    return {Outcome::Applied, {*balance, transaction.number}, Outcome::Applied, {}};
}

std::string missing(TransactionNumber last, TransactionNumber arriving)
{
    const std::int64_t first = last.value() + 1;
    const std::int64_t end = arriving.value() - 1;
    if (first == end)
        return "number " + std::to_string(first) + " missing";
    if (end - first >= mostListed)
        return "numbers " + std::to_string(first) + " to " + std::to_string(end) + " missing";
    std::string text = "numbers " + std::to_string(first);
    for (std::int64_t number = first + 1; number <= end; ++number)
        text += ", " + std::to_string(number);
    return text + " missing";
}

} // namespace

Decision decideNaive(const AccountState& account, const Transaction& transaction)
{
    return settled(account, transaction);
}

Decision decideOrdered(const AccountState& account, const Transaction& transaction,
                       const std::vector<Transaction>& known)
{
    if (transaction.number <= account.last) {
        if (std::find(known.begin(), known.end(), transaction) != known.end())
            return leftAlone(Outcome::Skipped, account, {});
        const std::string number = std::to_string(transaction.number.value());
        return leftAlone(Outcome::Quarantined, account,
                         "number " + number + " was already used by another transaction");
    }
    // Not `last + 1`: the sum may not fit.
    if (transaction.number.value() - 1 > account.last.value())
        return leftAlone(Outcome::Rejected, account, missing(account.last, transaction.number));
    return settled(account, transaction);
}

Decision decide(Handler handler, const AccountState& account, const Transaction& transaction,
                const std::vector<Transaction>& known)
{
    switch (handler) {
    case Handler::Naive:
        return decideNaive(account, transaction);
    case Handler::Ordered:
        return decideOrdered(account, transaction, known);
    }
    return {};
}

} // namespace stanscope

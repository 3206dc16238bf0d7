#include "core/why/casewords.h"
#include "core/why/rules.h"

namespace stanscope::causes {

namespace {

/// The first decision about the account that was wrong; null: none was.
const LedgerRow* firstWrongOf(const Moment& moment, NameId account)
{
    const std::size_t end = moment.snapshot().extent.ledger;
    for (std::size_t row = 0; row < end; ++row)
        if (const LedgerRow& one = moment.history().ledger[row];
            one.account == account && one.isWrong())
            return &one;
    return nullptr;
}

/// Of its transactions without a decision, the first.
Topic firstOpenOf(const Moment& moment, NameId account)
{
    constexpr std::size_t enough = 20'000;
    const std::size_t end = moment.snapshot().extent.transactions;
    Topic found;
    for (std::size_t row = end; row > 0 && row + enough > end; --row) {
        const TransactionRow& one = moment.history().transactions[row - 1];
        if (one.account == account && !moment.firstDecisionOf(account, one.number, moment.now()))
            found = moment.whereabouts(account, one.number, moment.now());
    }
    return found;
}

} // namespace

std::optional<Finding> accountStands(const Moment& moment, const Case& asked)
{
    if (asked.topic.kind != Topic::Kind::Account)
        return std::nullopt;
    for (const AccountView& account : moment.snapshot().accounts) {
        if (account.id != asked.account)
            continue;
        std::vector<Topic> because;
        if (const LedgerRow* wrong = firstWrongOf(moment, account.id))
            because.push_back(topicOf(moment, *wrong));
        if (account.waiting > 0) {
            because.push_back(firstOpenOf(moment, account.id));
            return Finding{
                message(Code::AccountPending, account.name, account.balance, account.waiting),
                {},
                because};
        }
        return Finding{
            account.balance == account.expected
                ? message(Code::AccountRight, account.name, account.balance)
                : message(Code::AccountWrong, account.name, account.balance, account.expected),
            {},
            because};
    }
    return std::nullopt;
}

} // namespace stanscope::causes

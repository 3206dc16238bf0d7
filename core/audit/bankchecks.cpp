#include "core/audit/bankchecks.h"

#include "core/bank/money.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace stanscope {

namespace {

audit::Violation violationAt(int invariant, const LedgerRecord& row, Message what)
{
    return {invariant, std::move(what), row.account, row.number, row.sequence, row.replica};
}

audit::Violation violationOf(int invariant, const AccountName& account, Message what)
{
    audit::Violation violation;
    violation.invariant = invariant;
    violation.message = std::move(what);
    violation.account = account;
    return violation;
}

/// What the ledger makes of an account, row by row.
struct Chain
{
    Cents balance; ///< as the last row states it
    std::optional<Cents> sum; ///< opening balance and applied transactions; nothing on overflow
};

std::optional<Cents> after(Cents before, const LedgerRecord& row)
{
    if (row.outcome != Outcome::Applied)
        return before;
    return row.type == TransactionType::Deposit ? add(before, row.amount)
                                                : subtract(before, row.amount);
}

void follow(const LedgerRecord& row, const JudgedLedger& judged, Chain& chain, Findings& findings)
{
    const std::optional<Cents> expected = after(chain.balance, row);
    if (judged.of(row).counted.contains(Breach::Balance))
        findings.add(
            violationAt(1, row,
                        message(Code::WrongStep, titleOf(row.type, row.number, row.amount),
                                row.balance, chain.balance,
                                expected ? argOf(*expected) : argOf(message(Code::OutOfRange)))),
            expected ? distance(row.balance, *expected) : Cents());
    chain.balance = row.balance;
    if (chain.sum)
        chain.sum = after(*chain.sum, row);
}

void checkBalance(const AccountRecord& account, const Chain& chain, Findings& findings)
{
    if (!chain.sum)
        findings.add(violationOf(1, account.name, message(Code::SumOverflows, account.name)));
    else if (*chain.sum != account.balance)
        findings.add(
            violationOf(1, account.name,
                        message(Code::BalanceIsNotSum, account.name, account.balance, *chain.sum)),
            distance(account.balance, *chain.sum));
}

/// A decline that is repeated moves no money; a decision that differs is for invariant 8.
void checkRepeats(const NumberedTransaction& entry, const JudgedLedger& judged, Findings& findings)
{
    const LedgerRecord* last = nullptr;
    std::ptrdiff_t applied = 1;
    for (const LedgerRecord* row : entry.rows)
        if (judged.of(*row).breaks.contains(Breach::AppliedTwice)) {
            last = row;
            ++applied;
        }
    if (!last)
        return;
    Message title = titleOf(last->type, last->number, last->amount);
    findings.add(violationAt(2, *last,
                             applied == 2 ? message(Code::AppliedTwice, std::move(title))
                                          : message(Code::AppliedTimes, std::move(title), applied)),
                 last->amount);
}

void checkContent(const NumberedTransaction& entry, const JudgedLedger& judged, Findings& findings)
{
    for (const LedgerRecord* row : entry.rows) {
        if (!judged.of(*row).counted.contains(Breach::OtherContent))
            continue;
        const Message found = titleOf(row->type, row->number, row->amount);
        if (!entry.accepted) {
            findings.add(violationAt(2, *row, message(Code::OtherContentBefore, found)));
            continue;
        }
        const TransactionRecord& accepted = *entry.accepted;
        const Code code = row->transaction == accepted.id ? Code::OtherContent : Code::OtherId;
        findings.add(violationAt(
            2, *row,
            message(code, found, titleOf(accepted.type, accepted.number, accepted.amount))));
    }
}

/// A transaction id under two numbers was applied twice as well, which no number shows.
void checkIds(const DatabaseSnapshot& databases, Findings& findings)
{
    std::unordered_map<TransactionId, const LedgerRecord*> firstApplied;
    for (const LedgerRecord& row : databases.ledger) {
        if (row.outcome != Outcome::Applied)
            continue;
        const auto [first, inserted] = firstApplied.emplace(row.transaction, &row);
        const LedgerRecord& before = *first->second;
        if (!inserted && (before.account != row.account || before.number != row.number))
            findings.add(
                violationAt(2, row,
                            message(Code::AppliedUnderId, titleOf(row.type, row.number, row.amount),
                                    titleOf(before.type, before.number), before.account)),
                row.amount);
    }
}

void checkAllocation(const DatabaseSnapshot& databases, const Decisions& decisions,
                     Findings& findings)
{
    for (const TransactionRecord& transaction : databases.transactions) {
        const NumberedTransaction* entry = decisions.find(transaction.account, transaction.number);
        if (entry->accepted == &transaction)
            continue;
        audit::Violation violation = violationOf(
            2, transaction.account, message(Code::NumberGivenTwice, transaction.number));
        violation.transaction = transaction.number;
        findings.add(std::move(violation));
    }
}

/// How a run without any failure gets out of order. When the number that was overtaken was decided
/// at its first delivery, by another replica, both replicas were at work at once: the broker had
/// delivered it earlier.
Message outOfOrder(const LedgerRecord& row, TransactionNumber overtaken, const Decisions& decisions)
{
    Message title = titleOf(row.type, row.number);
    Message plain = message(Code::DecidedBefore, title, overtaken);
    const NumberedTransaction* entry = decisions.find(row.account, overtaken);
    if (row.redelivered || !entry || entry->rows.empty())
        return plain;
    const LedgerRecord& late = *entry->rows.front();
    if (late.redelivered || late.replica == row.replica || late.sequence > row.sequence)
        return plain;
    return message(Code::DecidedAtOnce, std::move(title), overtaken, late.replica, row.replica);
}

/// The account's last number is that of its last decision; a quarantined transaction may have
/// consumed one without a ledger row.
void checkLastNumber(const AccountRecord& account, const LedgerRecord* lastRow,
                     const Decisions& decisions, Findings& findings)
{
    const TransactionNumber decided = lastRow ? lastRow->number : TransactionNumber();
    if (account.last == decided || decisions.isQuarantined(account.name, account.last))
        return;
    audit::Violation violation =
        violationOf(3, account.name,
                    lastRow ? message(Code::OtherLastNumber, account.name, account.last, decided)
                            : message(Code::NoLastNumber, account.name, account.last));
    violation.transaction = account.last;
    findings.add(std::move(violation));
}

} // namespace

void checkConservation(const DatabaseSnapshot& databases, const JudgedLedger& judged,
                       Findings& findings)
{
    std::map<AccountName, Chain> chains;
    for (const AccountRecord& account : databases.accounts)
        chains[account.name] = {account.opening, account.opening};
    for (const LedgerRecord& row : databases.ledger) {
        const auto chain = chains.find(row.account);
        if (chain != chains.end())
            follow(row, judged, chain->second, findings);
        else
            findings.add(violationAt(
                1, row, message(Code::NoSuchAccount, titleOf(row.type, row.number, row.amount))));
    }
    for (const AccountRecord& account : databases.accounts)
        checkBalance(account, chains.at(account.name), findings);
}

void checkAtMostOnce(const DatabaseSnapshot& databases, const Decisions& decisions,
                     const JudgedLedger& judged, Findings& findings)
{
    for (const auto& [account, numbers] : decisions.accounts())
        for (const auto& [number, entry] : numbers) {
            checkRepeats(entry, judged, findings);
            checkContent(entry, judged, findings);
        }
    checkIds(databases, findings);
    checkAllocation(databases, decisions, findings);
}

void checkOrder(const DatabaseSnapshot& databases, const Decisions& decisions,
                const JudgedLedger& judged, Findings& findings)
{
    std::map<AccountName, const LedgerRecord*> lastRows;
    for (const LedgerRecord& row : databases.ledger) {
        lastRows[row.account] = &row;
        if (!judged.of(row).counted.contains(Breach::Early))
            continue;
        findings.add(violationAt(3, row, outOfOrder(row, judged.nextAt(row), decisions)));
    }
    for (const AccountRecord& account : databases.accounts)
        checkLastNumber(account, lastRows[account.name], decisions, findings);
}

} // namespace stanscope

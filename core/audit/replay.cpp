#include "core/audit/replay.h"

#include "core/bank/money.h"

#include <utility>

namespace stanscope {

namespace {

std::string verb(Outcome outcome)
{
    return outcome == Outcome::Applied ? "applied" : "declined";
}

/// What it means that a decision was taken back; it leads, because the window has room for little.
std::string consequence(const LedgerRecord& before, const LedgerRecord& after)
{
    const bool withdrawal = after.type == TransactionType::Withdraw;
    if (before.outcome == Outcome::Applied)
        return withdrawal ? "refused after the money was taken"
                          : "refused after the money was paid in";
    return withdrawal ? "paid out after it was refused" : "paid in after it was refused";
}

void checkAnswer(const LedgerRecord& row, const JudgedLedger& judged, Findings& findings)
{
    const Breaches& counted = judged.of(row).counted;
    const auto* inOrder = judged.inOrder(row.account, row.number);
    std::string text = titleOf(row.type, row.number, row.amount);
    if (counted.contains(Breach::AppliedWrongly))
        text += " was applied and left " + toText(row.balance) + "; in order it is declined at "
            + toText(inOrder->balance);
    else if (counted.contains(Breach::DeclinedWrongly))
        text += " was declined at balance " + toText(row.balance)
            + "; in order it is approved and leaves " + toText(inOrder->balance);
    else
        return;
    findings.add({8, std::move(text), row.account, row.number, row.sequence, row.replica});
}

void checkChange(const NumberedTransaction& entry, const JudgedLedger& judged, Findings& findings)
{
    for (const LedgerRecord* row : entry.rows) {
        if (!judged.of(*row).counted.contains(Breach::Changed))
            continue;
        const LedgerRecord& first = *entry.rows.front();
        findings.add({8,
                      consequence(first, *row) + ": " + titleOf(row->type, row->number, row->amount)
                          + " was " + verb(first.outcome) + ", then " + verb(row->outcome),
                      row->account, row->number, row->sequence, row->replica});
    }
}

void checkPhantom(const NumberedTransaction& entry, const JudgedLedger& judged, Findings& findings)
{
    for (const LedgerRecord* row : entry.rows)
        if (judged.of(*row).counted.contains(Breach::NeverAccepted))
            findings.add({8,
                          titleOf(row->type, row->number, row->amount) + " was "
                              + verb(row->outcome)
                              + ", but the transaction service never accepted it",
                          row->account, row->number, row->sequence, row->replica});
}

void checkHoles(const AccountRecord& account, const JudgedLedger& judged, Findings& findings)
{
    const TransactionNumber missing = judged.missing(account.name);
    if (missing.isNull())
        return;
    audit::Violation violation;
    violation.invariant = 8;
    violation.account = account.name;
    violation.transaction = missing;
    violation.text = "number " + std::to_string(missing.value()) + " of " + account.name.value()
        + " was never accepted although later ones were: nothing after it can be replayed";
    findings.add(std::move(violation));
}

} // namespace

void checkDecisions(const DatabaseSnapshot& databases, const Decisions& decisions,
                    const JudgedLedger& judged, Findings& findings)
{
    for (const AccountRecord& account : databases.accounts) {
        for (const auto& [number, entry] : decisions.accounts().at(account.name))
            for (const LedgerRecord* row : entry.rows)
                checkAnswer(*row, judged, findings);
        checkHoles(account, judged, findings);
    }
    for (const auto& [account, numbers] : decisions.accounts()) {
        for (const auto& [number, entry] : numbers)
            checkChange(entry, judged, findings);
        for (const auto& [number, entry] : numbers)
            checkPhantom(entry, judged, findings);
    }
}

void checkFinalBalance(const AccountRecord& account, const JudgedLedger& judged, Findings& findings)
{
    const Cents inOrder = judged.finalBalance(account);
    if (!judged.missing(account.name).isNull() || inOrder == account.balance)
        return;
    audit::Violation violation;
    violation.invariant = 8;
    violation.account = account.name;
    violation.text = "the balance of " + account.name.value() + " is " + toText(account.balance)
        + "; in order it is " + toText(inOrder);
    findings.add(std::move(violation));
}

} // namespace stanscope

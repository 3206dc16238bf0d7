#include "core/audit/replay.h"

#include "core/bank/money.h"

#include <utility>

namespace stanscope {

namespace {

Message verb(Outcome outcome)
{
    return message(outcome == Outcome::Applied ? Code::Applied : Code::Declined);
}

/// What it means that a decision was taken back; it leads, because the window has room for little.
Code consequence(const LedgerRecord& before, const LedgerRecord& after)
{
    const bool withdrawal = after.type == TransactionType::Withdraw;
    if (before.outcome == Outcome::Applied)
        return withdrawal ? Code::RefusedAfterTaken : Code::RefusedAfterPaidIn;
    return withdrawal ? Code::PaidOutAfterRefused : Code::PaidInAfterRefused;
}

void checkAnswer(const LedgerRecord& row, const JudgedLedger& judged, Findings& findings)
{
    const Breaches& counted = judged.of(row).counted;
    const bool applied = counted.contains(Breach::AppliedWrongly);
    if (!applied && !counted.contains(Breach::DeclinedWrongly))
        return;
    findings.add({8,
                  message(applied ? Code::AppliedWrongly : Code::DeclinedWrongly,
                          titleOf(row.type, row.number, row.amount), row.balance,
                          judged.inOrder(row.account, row.number)->balance),
                  row.account, row.number, row.sequence, row.replica},
                 row.amount);
}

void checkChange(const NumberedTransaction& entry, const JudgedLedger& judged, Findings& findings)
{
    for (const LedgerRecord* row : entry.rows) {
        if (!judged.of(*row).counted.contains(Breach::Changed))
            continue;
        const LedgerRecord& first = *entry.rows.front();
        findings.add(
            {8,
             message(consequence(first, *row), titleOf(row->type, row->number, row->amount),
                     verb(first.outcome), verb(row->outcome)),
             row->account, row->number, row->sequence, row->replica},
            row->amount);
    }
}

void checkPhantom(const NumberedTransaction& entry, const JudgedLedger& judged, Findings& findings)
{
    for (const LedgerRecord* row : entry.rows)
        if (judged.of(*row).counted.contains(Breach::NeverAccepted))
            findings.add({8,
                          message(Code::NeverAccepted, titleOf(row->type, row->number, row->amount),
                                  verb(row->outcome)),
                          row->account, row->number, row->sequence, row->replica},
                         row->amount);
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
    violation.message = message(Code::NumberMissing, missing, account.name);
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
    violation.message = message(Code::WrongBalance, account.name, account.balance, inOrder);
    findings.add(std::move(violation), distance(account.balance, inOrder));
}

} // namespace stanscope

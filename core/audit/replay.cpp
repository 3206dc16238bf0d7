#include "core/audit/replay.h"

#include "core/bank/referencemodel.h"

#include <algorithm>
#include <functional>

namespace stanscope {

namespace {

/// Calls `visit(entry, decision)` for the accepted transactions of an account in number order.
/// Returns the number that is missing, or none.
TransactionNumber replay(
    const Decisions::Numbers& numbers, ReferenceModel& model,
    const std::function<void(const NumberedTransaction&, const ReferenceModel::Decision&)>& visit)
{
    std::int64_t next = 1;
    for (const auto& [number, entry] : numbers) {
        if (!entry.accepted)
            continue;
        if (number.value() != next)
            return TransactionNumber(next);
        visit(entry, model.decide(entry.accepted->type, entry.accepted->amount));
        ++next;
    }
    return {};
}

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

void checkFirst(const LedgerRecord& row, const ReferenceModel::Decision& inOrder,
                Findings& findings)
{
    const bool applied = row.outcome == Outcome::Applied;
    if (applied == inOrder.approved)
        return;
    findings.add({8,
                  message(applied ? Code::AppliedWrongly : Code::DeclinedWrongly,
                          titleOf(row.type, row.number, row.amount), row.balance, inOrder.balance),
                  row.account, row.number, row.sequence, row.replica});
}

void checkChange(const NumberedTransaction& entry, Findings& findings)
{
    const LedgerRecord& first = *entry.rows.front();
    const auto changed =
        std::find_if(entry.rows.begin(), entry.rows.end(),
                     [&first](const auto* row) { return row->outcome != first.outcome; });
    if (changed == entry.rows.end())
        return;
    const LedgerRecord& row = **changed;
    findings.add({8,
                  message(consequence(first, row), titleOf(row.type, row.number, row.amount),
                          verb(first.outcome), verb(row.outcome)),
                  row.account, row.number, row.sequence, row.replica});
}

void checkPhantoms(const Decisions::Numbers& numbers, Findings& findings)
{
    for (const auto& [number, entry] : numbers) {
        if (entry.accepted || entry.rows.empty())
            continue;
        const LedgerRecord& row = *entry.rows.front();
        findings.add({8,
                      message(Code::NeverAccepted, titleOf(row.type, row.number, row.amount),
                              verb(row.outcome)),
                      row.account, row.number, row.sequence, row.replica});
    }
}

void checkAccount(const AccountRecord& account, const Decisions::Numbers& numbers,
                  Findings& findings)
{
    ReferenceModel model(account.opening);
    const auto missing =
        replay(numbers, model, [&findings](const auto& entry, const auto& inOrder) {
            if (!entry.rows.empty())
                checkFirst(*entry.rows.front(), inOrder, findings);
        });
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
                    Findings& findings)
{
    for (const AccountRecord& account : databases.accounts)
        checkAccount(account, decisions.accounts().at(account.name), findings);
    for (const auto& [account, numbers] : decisions.accounts()) {
        for (const auto& [number, entry] : numbers)
            if (!entry.rows.empty())
                checkChange(entry, findings);
        checkPhantoms(numbers, findings);
    }
}

void checkFinalBalance(const AccountRecord& account, const Decisions& decisions, Findings& findings)
{
    ReferenceModel model(account.opening);
    const auto missing =
        replay(decisions.accounts().at(account.name), model, [](const auto&, const auto&) {});
    if (!missing.isNull() || model.balance() == account.balance)
        return;
    audit::Violation violation;
    violation.invariant = 8;
    violation.account = account.name;
    violation.message = message(Code::WrongBalance, account.name, account.balance, model.balance());
    findings.add(std::move(violation));
}

} // namespace stanscope

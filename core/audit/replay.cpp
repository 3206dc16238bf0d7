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

void checkFirst(const LedgerRecord& row, const ReferenceModel::Decision& inOrder,
                Findings& findings)
{
    const bool applied = row.outcome == Outcome::Applied;
    if (applied == inOrder.approved)
        return;
    std::string text = titleOf(row.type, row.number, row.amount);
    if (applied)
        text += " was applied and left " + toText(row.balance) + "; in order it is declined at "
            + toText(inOrder.balance);
    else
        text += " was declined at balance " + toText(row.balance)
            + "; in order it is approved and leaves " + toText(inOrder.balance);
    findings.add({8, std::move(text), row.account, row.number, row.sequence, row.replica});
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
                  consequence(first, row) + ": " + titleOf(row.type, row.number, row.amount)
                      + " was " + verb(first.outcome) + ", then " + verb(row.outcome),
                  row.account, row.number, row.sequence, row.replica});
}

void checkPhantoms(const Decisions::Numbers& numbers, Findings& findings)
{
    for (const auto& [number, entry] : numbers) {
        if (entry.accepted || entry.rows.empty())
            continue;
        const LedgerRecord& row = *entry.rows.front();
        findings.add({8,
                      titleOf(row.type, row.number, row.amount) + " was " + verb(row.outcome)
                          + ", but the transaction service never accepted it",
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
    violation.text = "number " + std::to_string(missing.value()) + " of " + account.name.value()
        + " was never accepted although later ones were: nothing after it can be replayed";
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
    violation.text = "the balance of " + account.name.value() + " is " + toText(account.balance)
        + "; in order it is " + toText(model.balance());
    findings.add(std::move(violation));
}

} // namespace stanscope

#include "app/reporttext.h"

#include "core/bank/money.h"
#include "core/events/faulttable.h"
#include "core/words/words.h"

#include <string>

namespace stanscope {

namespace {

std::string describe(const RunReport::Transaction& transaction)
{
    std::string line = "  " + transaction.account.value() + " #"
        + std::to_string(transaction.number.value()) + ' ' + std::string(toText(transaction.type))
        + ' ' + toText(transaction.amount) + ':';
    for (const Outcome outcome : transaction.outcomes)
        line += ' ' + std::string(toText(outcome));
    return line;
}

std::string describe(const AccountView& account)
{
    std::string line = "  " + account.name.value() + ": balance " + toText(account.balance);
    line += account.balance == account.expected ? ", as it should be"
                                                : ", should be " + toText(account.expected);
    return line;
}

} // namespace

std::string textOf(const RunReport& report)
{
    std::string text = "\n";
    const auto add = [&text](const std::string& line) { text += line + '\n'; };
    for (const auto& transaction : report.transactions())
        add(describe(transaction));
    for (const AccountView& account : report.accounts())
        add(describe(account));
    for (const RunReport::IdleFault& idle : report.idleFaults())
        add("Armed at " + idle.process.value()
            + " and never fired: " + std::string(toText(idle.fault.place)) + " × "
            + std::string(toText(idle.fault.effect)));
    add("Verdict: " + std::string(toText(report.verdict())));
    for (const audit::Violation& violation : report.verdictView().violations)
        add("  invariant " + std::to_string(violation.invariant) + ": "
            + words(violation.message).toStdString());
    const VerdictView& verdict = report.verdictView();
    if (verdict.total > verdict.violations.size())
        add("  " + std::to_string(verdict.total) + " violations in all");
    if (report.verdict() != audit::Verdict::Valid && !report.verdictView().reason.empty())
        add("  " + words(report.verdictView().reason).toStdString());
    return text;
}

} // namespace stanscope

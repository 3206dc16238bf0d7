#include "app/runcommand.h"

#include "app/exitcodes.h"
#include "app/lessonplayer.h"
#include "app/reportfile.h"
#include "core/bank/money.h"

#include <QString>

#include <cstdio>
#include <string>

namespace stanscope {

namespace {

void print(const std::string& line)
{
    std::printf("%s\n", line.c_str());
}

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

void tell(const RunReport& report)
{
    print("");
    for (const auto& transaction : report.transactions())
        print(describe(transaction));
    for (const AccountView& account : report.accounts())
        print(describe(account));
    print("Verdict: " + std::string(toText(report.verdict())));
    for (const audit::Violation& violation : report.verdictView().violations)
        print("  invariant " + std::to_string(violation.invariant) + ": " + violation.text);
    if (report.verdict() != audit::Verdict::Valid && !report.verdictView().reason.empty())
        print("  " + report.verdictView().reason);
}

} // namespace

int runScenario(const CommandLine& line)
{
    const auto options = line.runOptions();
    if (!options)
        return exitcode::usage; // parse() has checked it
    if (!line.json.isEmpty() && !canWrite(line.json))
        return exitcode::usage;
    // A report on standard output stands alone there.
    const bool talks = line.json != QLatin1StringView("-");
    if (talks)
        print(options->scenario.title);
    LessonPlayer player(*options, talks);
    const int code = player.play();
    const bool judged =
        code == exitcode::valid || code == exitcode::violated || code == exitcode::unknown;
    if (judged && talks)
        tell(player.report());
    if (judged && !line.json.isEmpty() && !writeReport(player.report(), line.json))
        return exitcode::cannotWrite;
    return code;
}

} // namespace stanscope

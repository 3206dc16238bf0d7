#include "core/scenario/expectation.h"

#include "core/events/enumwords.h"
#include "core/scenario/runreport.h"

#include <algorithm>

namespace stanscope {

namespace {

bool tookEffect(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Applied:
    case Outcome::Declined:
    case Outcome::Quarantined:
        return true;
    case Outcome::None:
    case Outcome::Skipped:
    case Outcome::Rejected:
    case Outcome::Parked: // it takes effect with the gap
    case Outcome::Failed:
        break;
    }
    return false;
}

std::string listOf(const std::vector<Outcome>& outcomes)
{
    std::string list;
    for (const Outcome outcome : outcomes)
        list += (list.empty() ? "" : ", ") + std::string(toText(outcome));
    return list.empty() ? "nothing" : list;
}

std::vector<Outcome> effectsOf(const RunReport& report, const AccountName& account,
                               TransactionNumber number)
{
    std::vector<Outcome> effects;
    for (const RunReport::Transaction& one : report.transactions())
        if (one.account == account && one.number == number)
            std::ranges::copy_if(one.outcomes, std::back_inserter(effects), tookEffect);
    return effects;
}

} // namespace

std::vector<std::string> Expectation::differences(const RunReport& report) const
{
    std::vector<std::string> found;
    const auto differ = [&](const std::string& what, const std::string& expected,
                            const std::string& got) {
        found.push_back(what + ": expected " + expected + ", got " + got);
    };
    if (report.verdict() != verdict)
        differ("verdict", std::string(toText(verdict)), std::string(toText(report.verdict())));
    const audit::Cause obstacle = report.verdictView().obstacle.cause;
    if (cause && obstacle != *cause)
        differ("cause", std::string(wordOf(*cause)), std::string(wordOf(obstacle)));
    for (const AccountView& account : report.accounts())
        if (const auto balance = balances.find(account.name);
            balance != balances.end() && balance->second != account.balance)
            differ("balance of " + account.name.value(), std::to_string(balance->second.value()),
                   std::to_string(account.balance.value()));
    for (const Outcomes& one : outcomes) {
        std::vector<Outcome> effects = effectsOf(report, one.account, one.number);
        if (one.onlyLast && effects.size() > 1)
            effects.erase(effects.begin(), effects.end() - 1);
        if (effects != one.outcomes)
            differ(one.account.value() + ' ' + std::to_string(one.number.value()),
                   listOf(one.outcomes), listOf(effects));
    }
    return found;
}

} // namespace stanscope

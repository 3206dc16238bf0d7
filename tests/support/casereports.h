#pragma once

#include "core/events/servicemessages.h"

#include <cstdint>
#include <string>

namespace stanscope::test {

/// Number n is withdrawal 100 for 3, else a deposit; its transaction has the id "tn".
inline Report reportOf(ReportKind kind, std::uint64_t handling, std::uint64_t sequence,
                       std::int64_t number)
{
    Report report;
    report.kind = kind;
    report.handling = handling;
    report.sequence = Sequence(sequence);
    report.transaction = TransactionId("t" + std::to_string(number));
    report.account = AccountName("ann");
    report.number = TransactionNumber(number);
    report.type = number == 3 ? TransactionType::Withdraw : TransactionType::Deposit;
    report.amount = Cents(number == 1 ? 5000 : number == 2 ? 6000 : 10000);
    return report;
}

inline Report decision(ReportKind kind, std::uint64_t handling, std::uint64_t sequence,
                       std::int64_t number, Outcome outcome, std::int64_t balance)
{
    Report report = reportOf(kind, handling, sequence, number);
    report.outcome = outcome;
    report.balance = Cents(balance);
    report.last = TransactionNumber(number);
    return report;
}

inline std::string payloadOf(std::int64_t number)
{
    const Report report = reportOf(ReportKind::Accepted, 0, 0, number);
    return toPayload(
        {report.transaction, report.account, report.number, report.type, report.amount});
}

} // namespace stanscope::test

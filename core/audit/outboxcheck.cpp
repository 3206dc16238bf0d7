#include "core/audit/outboxcheck.h"

#include "core/events/command.h"

#include <algorithm>
#include <map>
#include <utility>

namespace stanscope {

namespace {

using Key = std::pair<AccountName, TransactionNumber>;

/// When the transaction service ended last; 0: never.
Nanos lastEnd(const Snapshot& lab)
{
    Nanos last{};
    for (std::size_t i = 0; i < lab.extent.bands; ++i) {
        const BandRow& band = lab.history->bands[i];
        if (band.kind == BandKind::Dead
            && lab.history->name(band.lane) == transactionService().value())
            last = std::max(last, band.from);
    }
    return last;
}

/// Not decided, and no outbox has them.
std::map<Key, const TransactionRecord*> forgotten(const DatabaseSnapshot& databases,
                                                  const Decisions& decisions)
{
    std::map<Key, const TransactionRecord*> list;
    for (const TransactionRecord& one : databases.transactions)
        if (one.stored && !decisions.isSettled(one.account, one.number)
            && !decisions.isParked(one.account, one.number))
            list.emplace(Key{one.account, one.number}, &one);
    return list;
}

} // namespace

void checkOutbox(const DatabaseSnapshot& databases, const Decisions& decisions, const Snapshot& lab,
                 Findings& findings)
{
    // With two of them it is not known which one accepted what.
    if (!lab.history || !lab.moreTransactionServices.empty())
        return;
    const Nanos end = lastEnd(lab);
    if (end == Nanos{})
        return;
    const auto list = forgotten(databases, decisions);
    if (list.empty())
        return;
    for (std::size_t i = 0; i < lab.extent.transactions; ++i) {
        const TransactionRow& row = lab.history->transactions[i];
        const bool wasTried =
            row.publishes.get() > 0 || row.publishedAt.get() || row.message.get() != 0;
        if (row.acceptedAt >= end || wasTried)
            continue;
        const auto found =
            list.find({AccountName(lab.history->name(row.account)), TransactionNumber(row.number)});
        if (found == list.end())
            continue;
        const TransactionRecord& lost = *found->second;
        findings.add({7,
                      message(Code::NeverPublished, titleOf(lost.type, lost.number, lost.amount)),
                      lost.account,
                      lost.number,
                      {},
                      transactionService()});
    }
}

} // namespace stanscope

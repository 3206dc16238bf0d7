#include "core/lab/reportjoin.h"

#include <algorithm>

namespace stanscope {

ReportJoin::ReportJoin(JoinWriter& writer)
    : m_writer(&writer)
{
}

ReportJoin::ReportJoin(const ReportJoin& other, JoinWriter& writer)
    : ReportJoin(other)
{
    m_writer = &writer;
}

void ReportJoin::delivered(std::uint32_t delivery, bool isAlive, const BankBook& bank)
{
    const History& history = m_writer->history();
    const DeliveryRow& row = history.deliveries[delivery];
    Waiting& waiting = m_waiting[row.client];
    const auto early =
        std::find_if(waiting.early.begin(), waiting.early.end(), [&](RowRef handling) {
            return history.handlings[handling - 1].sequence == row.sequence;
        });
    if (early != waiting.early.end()) {
        const RowRef handling = *early;
        waiting.early.erase(early);
        m_writer->link(handling, delivery + 1);
        judgeEarly(handling, bank);
    } else if (isAlive) {
        waiting.unclaimed.push_back(delivery + 1);
    }
}

void ReportJoin::received(NameId lane, RowRef handling)
{
    const History& history = m_writer->history();
    Waiting& waiting = m_waiting[lane];
    auto& unclaimed = waiting.unclaimed;
    const auto match = std::find_if(unclaimed.begin(), unclaimed.end(), [&](RowRef delivery) {
        return history.deliveries[delivery - 1].sequence
            == history.handlings[handling - 1].sequence;
    });
    if (match == unclaimed.end()) {
        waiting.early.push_back(handling);
        return;
    }
    m_writer->link(handling, *match);
    unclaimed.erase(match);
}

void ReportJoin::decided(RowRef handling, const Report& report, const BankBook& bank)
{
    judgeMessage(handling, report, bank, 0);
}

std::size_t ReportJoin::unmentioned(const Fleet::Process& process, Nanos now) const
{
    constexpr Nanos lostAfter = std::chrono::seconds(2);
    const auto waiting = m_waiting.find(process.view.lane);
    if (waiting == m_waiting.end())
        return 0;
    const auto mayStillCome = [&](RowRef delivery) {
        const DeliveryRow& row = m_writer->history().deliveries[delivery - 1];
        return process.view.state != ReplicaState::Running || row.end.get() == DeliveryEnd::Running
            || row.deliveredAt + lostAfter > now;
    };
    const auto& unclaimed = waiting->second.unclaimed;
    return static_cast<std::size_t>(
        std::count_if(unclaimed.begin(), unclaimed.end(), mayStillCome));
}

/// A decision that was reported before its delivery was seen is one about that message too.
void ReportJoin::judgeEarly(RowRef handlingRef, const BankBook& bank)
{
    const History& history = m_writer->history();
    const RowRef transactionRef = history.transactionOf(handlingRef - 1);
    const Outcome outcome = history.handlings[handlingRef - 1].outcome.get();
    if (outcome == Outcome::None || !transactionRef)
        return;
    const RowRef message = history.deliveries[history.deliveryOf(handlingRef - 1) - 1].message;
    if (!message || history.meaning(message - 1).outcome.get() != MessageOutcome::Waiting)
        return;
    const TransactionRow& transaction = history.transactions[transactionRef - 1];
    Report told;
    told.outcome = outcome;
    told.account = AccountName(history.name(transaction.account));
    told.number = TransactionNumber(transaction.number);
    // This decision is counted already.
    judgeMessage(handlingRef, told, bank, outcome == Outcome::Applied ? 1 : 0);
}

void ReportJoin::judgeMessage(RowRef handlingRef, const Report& report, const BankBook& bank,
                              std::uint32_t counted)
{
    const History& history = m_writer->history();
    const RowRef transactionRef = history.transactionOf(handlingRef - 1);
    const RowRef deliveryRef = history.deliveryOf(handlingRef - 1);
    RowRef messageRef = 0;
    if (deliveryRef)
        messageRef = history.deliveries[deliveryRef - 1].message;
    else if (transactionRef)
        messageRef = history.transactions[transactionRef - 1].message.get();
    if (!messageRef)
        return;
    const TransactionRow* transaction =
        transactionRef ? &history.transactions[transactionRef - 1] : nullptr;
    const bool approved = !transaction || transaction->approvedInOrder;
    const std::uint32_t applied = transaction
        ? transaction->applied.get() - std::min(counted, transaction->applied.get())
        : 0;
    MessageMeaning& message = m_writer->editMeaning(messageRef - 1);
    const MessageOutcome now = message.outcome.get();
    const bool decided = now != MessageOutcome::Waiting && now != MessageOutcome::Rejected
        && now != MessageOutcome::Failed;
    MessageOutcome next = now;
    switch (report.outcome) {
    case Outcome::None:
    case Outcome::Skipped:
        break;
    case Outcome::Applied:
        if (applied > 0)
            next = MessageOutcome::AppliedTwice;
        else if (!approved)
            next = MessageOutcome::AppliedWrongly;
        else if (!decided)
            next = bank.isOvertaken(report.account, report.number) ? MessageOutcome::AppliedLate
                                                                   : MessageOutcome::Applied;
        break;
    case Outcome::Declined:
        if (applied > 0 || (transaction && approved))
            next = MessageOutcome::DeclinedWrongly;
        else if (!decided)
            next = MessageOutcome::Declined;
        break;
    case Outcome::Rejected:
        next = decided ? now : MessageOutcome::Rejected;
        break;
    case Outcome::Failed:
        next = decided ? now : MessageOutcome::Failed;
        break;
    case Outcome::Quarantined:
        next = decided ? now : MessageOutcome::Quarantined;
        break;
    }
    message.outcome.set(next);
}

} // namespace stanscope

#include "core/lab/replicabook.h"

#include <algorithm>

// What a replica reports about one delivery, step by step; its life is in replicabook.cpp.
namespace stanscope {

namespace {

bool isFinal(ReportKind kind)
{
    return kind == ReportKind::Acked || kind == ReportKind::Rejected || kind == ReportKind::Failed;
}

void count(ReplicaView& view, Outcome outcome)
{
    switch (outcome) {
    case Outcome::None:
        break;
    case Outcome::Applied:
        ++view.applied;
        break;
    case Outcome::Declined:
        ++view.declined;
        break;
    case Outcome::Skipped:
        ++view.skipped;
        break;
    case Outcome::Rejected:
        ++view.rejected;
        break;
    case Outcome::Failed:
        ++view.failed;
        break;
    case Outcome::Quarantined:
        ++view.quarantined;
        break;
    }
}

} // namespace

void ReplicaBook::received(Replica& replica, const Report& report)
{
    const std::uint32_t row = m_writer->rows().handlings.append([&](HandlingRow& handling) {
        handling.replica = replica.view.lane;
        handling.sequence = report.sequence;
        handling.ordinal = report.handling;
        handling.redelivered = report.redelivered;
        handling.receivedAt = report.time;
        handling.transaction.set(m_bank->find(report.transaction));
    });
    ++replica.received;
    replica.handlings[report.handling] = row + 1;
    replica.open[report.handling] = row + 1;
    m_steps[row + 1] = ReportKind::Received;
    auto& unclaimed = replica.unclaimed;
    const auto match = std::find_if(unclaimed.begin(), unclaimed.end(), [&](RowRef delivery) {
        return m_writer->rows().deliveries[delivery - 1].sequence == report.sequence;
    });
    if (match == unclaimed.end()) {
        replica.early.push_back(row + 1);
        return;
    }
    link(row + 1, *match);
    unclaimed.erase(match);
}

void ReplicaBook::link(RowRef handling, RowRef delivery)
{
    m_writer->editHandling(handling - 1).delivery.set(delivery);
    m_writer->editDelivery(delivery - 1).handling.set(handling);
}

void ReplicaBook::handled(Replica& replica, const Report& report)
{
    const auto found = replica.handlings.find(report.handling);
    if (found == replica.handlings.end())
        return;
    const RowRef row = found->second;
    HandlingRow& handling = m_writer->editHandling(row - 1);
    if (!handling.transaction.get())
        handling.transaction.set(m_bank->find(report.transaction));
    if (const auto step = m_steps.find(row); step != m_steps.end())
        step->second = report.kind;
    replica.view.sequence = report.sequence;
    replica.view.number = report.number;
    replica.view.leftAckOut = false;
    if (report.kind == ReportKind::Begin) {
        handling.begunAt.set(report.time.count());
    } else if (report.kind == ReportKind::Decided) {
        handling.decidedAt.set(report.time.count());
        handling.balance.set(report.balance.value());
        replica.view.lastOutcome = report.outcome;
        // A skip commits nothing: it is decided here.
        if (report.outcome == Outcome::Skipped)
            outcome(replica, report, handling, row);
    } else if (report.kind == ReportKind::Committed) {
        handling.committedAt.set(report.time.count());
        handling.balance.set(report.balance.value());
        outcome(replica, report, handling, row);
    }
    if (isFinal(report.kind))
        finish(replica, report, handling);
}

void ReplicaBook::finish(Replica& replica, const Report& report, HandlingRow& handling)
{
    const RowRef row = replica.handlings.at(report.handling);
    if (report.kind == ReportKind::Acked) {
        handling.ackedAt.set(report.time.count());
    } else {
        Report given = report;
        given.outcome = report.kind == ReportKind::Rejected ? Outcome::Rejected : Outcome::Failed;
        if (!handling.decidedAt.get())
            handling.decidedAt.set(report.time.count());
        handling.text.set(m_writer->keepPayload(report.text));
        replica.view.lastText = report.text;
        outcome(replica, given, handling, row);
    }
    close(replica, report, handling);
}

void ReplicaBook::close(Replica& replica, const Report& report, HandlingRow& handling)
{
    handling.endedAt.set(report.time.count());
    m_steps.erase(replica.handlings.at(report.handling));
    replica.open.erase(report.handling);
    replica.handlings.erase(report.handling);
}

void ReplicaBook::outcome(Replica& replica, const Report& report, HandlingRow& handling, RowRef row)
{
    if (handling.outcome.get() == report.outcome)
        return;
    handling.outcome.set(report.outcome);
    replica.view.lastOutcome = report.outcome;
    count(replica.view, report.outcome);
    judgeMessage(row, report, 0);
    m_bank->decided(report, replica.view.lane, row);
}

/// A decision that was reported before its delivery was seen is one about that message too.
void ReplicaBook::judgeEarly(RowRef handlingRef)
{
    const HandlingRow& handling = m_writer->rows().handlings[handlingRef - 1];
    const RowRef transactionRef = handling.transaction.get();
    const Outcome outcome = handling.outcome.get();
    if (outcome == Outcome::None || !transactionRef)
        return;
    const RowRef message = m_writer->rows().deliveries[handling.delivery.get() - 1].message;
    if (!message || m_writer->rows().messages[message - 1].outcome.get() != MessageOutcome::Waiting)
        return;
    const TransactionRow& transaction = m_writer->rows().transactions[transactionRef - 1];
    Report told;
    told.outcome = outcome;
    told.account = AccountName(m_writer->rows().name(transaction.account));
    told.number = TransactionNumber(transaction.number);
    // This decision is counted already.
    judgeMessage(handlingRef, told, outcome == Outcome::Applied ? 1 : 0);
}

void ReplicaBook::judgeMessage(RowRef handlingRef, const Report& report, std::uint32_t counted)
{
    const HandlingRow& handling = m_writer->rows().handlings[handlingRef - 1];
    const RowRef transactionRef = handling.transaction.get();
    const RowRef deliveryRef = handling.delivery.get();
    RowRef messageRef = 0;
    if (deliveryRef)
        messageRef = m_writer->rows().deliveries[deliveryRef - 1].message;
    else if (transactionRef)
        messageRef = m_writer->rows().transactions[transactionRef - 1].message.get();
    if (!messageRef)
        return;
    const TransactionRow* transaction =
        transactionRef ? &m_writer->rows().transactions[transactionRef - 1] : nullptr;
    const bool approved = !transaction || transaction->approvedInOrder;
    const std::uint32_t applied = transaction
        ? transaction->applied.get() - std::min(counted, transaction->applied.get())
        : 0;
    MessageRow& message = m_writer->editMessage(messageRef - 1);
    const MessageOutcome now = message.outcome.get();
    const bool decided = now != MessageOutcome::Waiting && now != MessageOutcome::Rejected
        && now != MessageOutcome::Failed && now != MessageOutcome::Settled;
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
            next = m_bank->isOvertaken(report.account, report.number) ? MessageOutcome::AppliedLate
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

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

void ReplicaBook::handled(Nanos now, Replica& replica, const Report& report)
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
    if (report.kind == ReportKind::Begin) {
        handling.begunAt.set(report.time.count());
    } else if (report.kind == ReportKind::Decided) {
        handling.decidedAt.set(report.time.count());
        handling.balance.set(report.balance.value());
        replica.view.lastOutcome = report.outcome;
        const RowRef decision = decisionOf(row, report);
        // A skip commits nothing: it is decided here.
        if (report.outcome == Outcome::Skipped)
            outcome(now, replica, report, decision);
    } else if (report.kind == ReportKind::Committed) {
        handling.committedAt.set(report.time.count());
        handling.balance.set(report.balance.value());
        outcome(now, replica, report, decisionOf(row, report));
    }
    if (isFinal(report.kind))
        finish(now, replica, report, row);
}

void ReplicaBook::finish(Nanos now, Replica& replica, const Report& report, RowRef row)
{
    HandlingRow& handling = m_writer->editHandling(row - 1);
    if (report.kind == ReportKind::Acked) {
        handling.ackedAt.set(report.time.count());
    } else {
        Report given = report;
        given.outcome = report.kind == ReportKind::Rejected ? Outcome::Rejected : Outcome::Failed;
        if (!handling.decidedAt.get())
            handling.decidedAt.set(report.time.count());
        handling.text.set(m_writer->keepPayload(report.text));
        replica.view.lastText = report.text;
        // Whatever was decided in it so far is taken back.
        RowRef open = openDecisionOf(row);
        if (!open)
            open = addDecision(row, given);
        for (; open; open = openDecisionOf(row))
            outcome(now, replica, given, open);
    }
    handling.endedAt.set(report.time.count());
    replica.open.erase(report.handling);
    replica.handlings.erase(report.handling);
    m_steps.erase(row);
}

RowRef ReplicaBook::addDecision(RowRef handlingRef, const Report& report)
{
    History& rows = m_writer->rows();
    HandlingRow& handling = rows.handlings.edit(handlingRef - 1);
    const std::int64_t decidedAt = handling.decidedAt.get();
    const NameId account = m_writer->intern(report.account.value());
    const RowRef added = 1 + rows.decisions.append([&](DecisionRow& decision) {
        decision.decidedAt = decidedAt ? Nanos(decidedAt) : report.time;
        decision.handling = handlingRef;
        decision.transaction = m_bank->find(report.transaction);
        decision.account = account;
        decision.number = report.number.value();
    });
    RowRef last = handling.firstDecision.get();
    if (!last) {
        handling.firstDecision.set(added);
        return added;
    }
    while (const RowRef next = rows.decisions[last - 1].next.get())
        last = next;
    rows.decisions.edit(last - 1).next.set(added);
    return added;
}

/// The handling's decision about that transaction.
RowRef ReplicaBook::decisionOf(RowRef handling, const Report& report)
{
    const History& rows = m_writer->rows();
    const RowRef transaction = m_bank->find(report.transaction);
    RowRef next = rows.handlings[handling - 1].firstDecision.get();
    while (next) {
        const DecisionRow& decision = rows.decisions[next - 1];
        if (decision.transaction == transaction && decision.number == report.number.value()
            && rows.name(decision.account) == report.account.value())
            return next;
        next = decision.next.get();
    }
    return addDecision(handling, report);
}

RowRef ReplicaBook::openDecisionOf(RowRef handling) const
{
    const History& rows = m_writer->rows();
    RowRef next = rows.handlings[handling - 1].firstDecision.get();
    while (next && rows.decisions[next - 1].outcome.get() != Outcome::None)
        next = rows.decisions[next - 1].next.get();
    return next;
}

void ReplicaBook::outcome(Nanos now, Replica& replica, const Report& report, RowRef decisionRef)
{
    DecisionRow& decision = m_writer->rows().decisions.edit(decisionRef - 1);
    if (decision.outcome.get() == report.outcome)
        return;
    decision.outcome.set(report.outcome);
    HandlingRow& handling = m_writer->editHandling(decision.handling - 1);
    // One that did something stays in sight.
    if (report.outcome != Outcome::Skipped || handling.outcome.get() == Outcome::None)
        handling.outcome.set(report.outcome);
    replica.view.lastOutcome = report.outcome;
    count(replica.view, report.outcome);
    m_bank->decided(now, report, replica.view.lane, decisionRef);
}

RowRef ReplicaBook::committedUnseen(const audit::CommittedRow& row)
{
    // What a replica died on was among the last things that were decided.
    constexpr std::size_t mostDecisionsBack = 4096;
    History& rows = m_writer->rows();
    const std::size_t size = rows.decisions.size();
    for (std::size_t back = 1; back <= std::min(size, mostDecisionsBack); ++back) {
        const DecisionRow& decision = rows.decisions[size - back];
        const HandlingRow& handling = rows.handlings[decision.handling - 1];
        if (decision.outcome.get() != Outcome::None || decision.number != row.number.value()
            || handling.sequence != row.sequence
            || rows.name(decision.account) != row.account.value()
            || rows.name(handling.replica) != row.replica.value())
            continue;
        rows.decisions.edit(size - back).outcome.set(row.outcome);
        m_writer->editHandling(decision.handling - 1).outcome.set(row.outcome);
        return static_cast<RowRef>(size - back + 1);
    }
    return 0;
}

} // namespace stanscope

#include "core/lab/reportjoin.h"

#include "core/lab/messagejudgement.h"

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

void ReportJoin::delivered(std::uint32_t delivery, bool isAlive)
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
        judgeEarly(handling);
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

RowRef ReportJoin::decisionOf(RowRef handling, RowRef transaction, NameId account,
                              const Report& report)
{
    const History& history = m_writer->history();
    RowRef next = history.firstDecisionOf(handling - 1);
    while (next) {
        const DecisionRow& decision = history.decisions[next - 1];
        if (decision.transaction == transaction && decision.number == report.number.value()
            && decision.account == account)
            return next;
        next = decision.next.get();
    }
    const std::int64_t decidedAt = history.handlings[handling - 1].decidedAt.get();
    DecisionRow added;
    added.decidedAt = decidedAt ? Nanos(decidedAt) : report.time;
    added.handling = handling;
    added.transaction = transaction;
    added.account = account;
    added.number = report.number.value();
    return m_writer->addDecision(handling, added);
}

RowRef ReportJoin::openDecisionOf(RowRef handling) const
{
    const History& history = m_writer->history();
    RowRef next = history.firstDecisionOf(handling - 1);
    while (next && history.decisions[next - 1].outcome.get() != Outcome::None)
        next = history.decisions[next - 1].next.get();
    return next;
}

bool ReportJoin::conclude(RowRef decision, Outcome outcome)
{
    if (m_writer->history().decisions[decision - 1].outcome.get() == outcome)
        return false;
    m_writer->editDecision(decision).outcome.set(outcome);
    return true;
}

void ReportJoin::judge(RowRef decisionRef)
{
    const DecisionRow& decision = m_writer->history().decisions[decisionRef - 1];
    judgeMessage(messageOf(decision), decision.outcome.get(), decision.ledger.get());
}

void ReportJoin::entered(const BankBook::Entered& entered)
{
    const History& history = m_writer->history();
    if (entered.decision) {
        m_writer->editDecision(entered.decision).ledger.set(entered.ledger);
        judge(entered.decision);
        return;
    }
    const LedgerRow& row = history.ledger[entered.ledger - 1];
    if (row.transaction)
        judgeMessage(history.transactions[row.transaction - 1].message.get(), row.outcome,
                     entered.ledger);
}

RowRef ReportJoin::committedUnseen(const audit::CommittedRow& row)
{
    // What a replica died on was among the last things that were decided.
    constexpr std::size_t mostDecisionsBack = 4096;
    const History& history = m_writer->history();
    const std::size_t size = history.decisions.size();
    for (std::size_t back = 1; back <= std::min(size, mostDecisionsBack); ++back) {
        const DecisionRow& decision = history.decisions[size - back];
        const HandlingRow& handling = history.handlings[decision.handling - 1];
        const bool isOwn = history.firstDecisionOf(decision.handling - 1) == size - back + 1;
        if (decision.outcome.get() != Outcome::None || decision.number != row.number.value()
            || (isOwn && handling.sequence != row.sequence)
            || history.name(decision.account) != row.account.value()
            || history.name(handling.replica) != row.replica.value())
            continue;
        const auto found = static_cast<RowRef>(size - back + 1);
        m_writer->editDecision(found).outcome.set(row.outcome);
        return found;
    }
    return 0;
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
void ReportJoin::judgeEarly(RowRef handlingRef)
{
    const History& history = m_writer->history();
    RowRef next = history.firstDecisionOf(handlingRef - 1);
    while (next) {
        const DecisionRow& decision = history.decisions[next - 1];
        const RowRef message = messageOf(decision);
        if (decision.transaction && message
            && history.meaning(message - 1).outcome.get() == MessageOutcome::Waiting)
            judge(next);
        next = decision.next.get();
    }
}

RowRef ReportJoin::messageOf(const DecisionRow& decision) const
{
    const History& history = m_writer->history();
    const RowRef known =
        decision.transaction ? history.transactions[decision.transaction - 1].message.get() : 0;
    const RowRef delivery = history.deliveryOf(decision.handling - 1);
    if (!delivery)
        return known;
    // Its own, unless it is about one that had waited in the inbox.
    const RowRef delivered = history.deliveries[delivery - 1].message;
    const MessageMeaning& meaning = history.meaning(delivered - 1);
    const bool isOwn = !meaning.account.get() || decision.number == 0
        || (meaning.number.get() == decision.number && meaning.account.get() == decision.account);
    return isOwn ? delivered : known;
}

void ReportJoin::judgeMessage(RowRef message, Outcome outcome, RowRef ledger)
{
    if (!message)
        return;
    const History& history = m_writer->history();
    const MessageOutcome now = history.meaning(message - 1).outcome.get();
    m_writer->editMeaning(message - 1)
        .outcome.set(outcomeOf(now, outcome, ledger ? &history.ledger[ledger - 1] : nullptr));
}

} // namespace stanscope

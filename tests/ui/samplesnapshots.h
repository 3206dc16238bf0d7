#pragma once

#include "core/events/command.h"
#include "tests/support/historybuilder.h"

namespace stanscope::tests {

/// A running laboratory around a hand-built history: broker, cards, account, verdict.
inline void dress(HistoryBuilder& b, Handler handler)
{
    const bool ordered = handler == Handler::Ordered;
    Snapshot& draft = b.draft();
    draft.broker.state = broker::State::Running;
    draft.broker.pid = 4209;
    draft.broker.port = 40213;
    draft.broker.log = {"Streaming Server is ready"};
    draft.tap.frames = 214;
    draft.transactionService.name = transactionService();
    draft.transactionService.pid = 4210;
    draft.transactionService.state = ReplicaState::Running;
    draft.lesson =
        "Deposit 1 came back and was applied, but the withdrawal had been refused at 60.";

    ReplicaView& one = draft.replicas.at(0);
    one.pid = 4211;
    one.options.handler = handler;
    one.got = ordered ? 2 : 1;
    one.failed = 1;
    one.rejected = ordered ? 1 : 0;
    one.faultsFired = 1;
    one.faults = {FaultSpec{.id = FaultId(4)}};
    one.doing = ReplicaView::Doing::WaitingForAckWait;
    one.lastOutcome = Outcome::Failed;
    one.sequence = Sequence(1);
    one.number = TransactionNumber(1);
    ReplicaView& two = draft.replicas.at(1);
    two.pid = 4212;
    two.options.handler = handler;
    two.got = ordered ? 4 : 3;
    two.applied = ordered ? 3 : 2;
    two.declined = ordered ? 0 : 1;
    two.rejected = ordered ? 1 : 0;
    two.doing = ReplicaView::Doing::Idle;

    AccountView& ann = draft.accounts.at(0);
    ann.balance = Cents(ordered ? 1000 : 11000);
    ann.expected = Cents(1000);
    ann.last = TransactionNumber(ordered ? 3 : 1);
    ann.accepted = 3;
    ann.violations = ordered ? 0 : 1;
    draft.verdict.total = ann.violations;
    draft.verdict.audited = true;
    draft.verdict.verdict = ordered ? audit::Verdict::Valid : audit::Verdict::Violated;
    if (!ordered)
        draft.verdict.violations = {{8, said("the withdrawal was refused"), AccountName("ann"),
                                     TransactionNumber(3), Sequence(3), ClientId("account-2")}};
}

/// Two deliveries that wait for their acks; deadlines are from now.
inline void addTimers(HistoryBuilder& b)
{
    Snapshot& draft = b.draft();
    const Nanos now = monotonicNow();
    const auto ms = [](int count) { return std::chrono::milliseconds(count); };
    TimerView first;
    first.delivery = 1;
    first.client = draft.replicas.at(0).lane;
    first.sequence = Sequence(1);
    first.started = now - ms(2070);
    first.deadline = now + ms(930);
    first.step = ReportKind::Failed;
    first.outcome = Outcome::Failed;
    TimerView second;
    second.delivery = 2;
    second.client = draft.replicas.at(1).lane;
    second.sequence = Sequence(5);
    second.started = now - ms(660);
    second.deadline = now + ms(2340);
    second.step = ReportKind::Begin;
    draft.timers = {first, second};
    draft.runningDeliveries = 2;
}

} // namespace stanscope::tests

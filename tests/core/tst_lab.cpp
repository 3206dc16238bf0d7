#include "core/lab/changes.h"
#include "core/words/words.h"
#include "tests/support/casereports.h"
#include "tests/support/labscript.h"
#include "tests/support/labtext.h"

#include <QTest>

using namespace stanscope;
using namespace Qt::StringLiterals;
using test::decision;
using test::LabScript;
using test::payloadOf;
using test::reportOf;

namespace {

void accept(LabScript& lab, std::int64_t number)
{
    const auto sequence = static_cast<std::uint64_t>(number);
    lab.report("transaction", reportOf(ReportKind::Accepted, 0, 0, number));
    lab.publish("g" + std::to_string(number), payloadOf(number));
    lab.puback("g" + std::to_string(number));
    Q_UNUSED(sequence)
}

void handle(LabScript& lab, const char* replica, std::uint64_t handling, std::uint64_t sequence,
            std::int64_t number, Outcome outcome, std::int64_t balance)
{
    lab.report(replica, reportOf(ReportKind::Received, handling, sequence, number));
    lab.report(replica, reportOf(ReportKind::Begin, handling, sequence, number));
    if (outcome == Outcome::Failed) {
        Report failed = reportOf(ReportKind::Failed, handling, sequence, number);
        failed.text = "database failed";
        lab.report(replica, failed);
        return;
    }
    lab.report(replica,
               decision(ReportKind::Decided, handling, sequence, number, outcome, balance));
    lab.report(replica,
               decision(ReportKind::Committed, handling, sequence, number, outcome, balance));
    lab.report(replica, decision(ReportKind::Acked, handling, sequence, number, outcome, balance));
}

/// Case 1, naive, as in the picture: deposit 1 fails on a, 2 is applied and 3 declined on b, 1
/// comes late.
void playCaseOne(LabScript& lab)
{
    lab.at(0).start("transaction", process::Role::Transaction).start("a").start("b");
    lab.connect("a").connect("b").subscribe(1, "a", 3).subscribe(2, "b", 3);
    lab.at(20);
    accept(lab, 1);
    lab.deliver(1, 1, 0, payloadOf(1));
    handle(lab, "a", 1, 1, 1, Outcome::Failed, 0);
    lab.at(300);
    accept(lab, 2);
    lab.deliver(2, 2, 0, payloadOf(2));
    handle(lab, "b", 1, 2, 2, Outcome::Applied, 6000);
    lab.at(310).ack(2, 2).at(600);
    accept(lab, 3);
    lab.deliver(2, 3, 0, payloadOf(3));
    handle(lab, "b", 2, 3, 3, Outcome::Declined, 6000);
    lab.at(610).ack(2, 3).at(3020).deliver(2, 1, 1, payloadOf(1));
    Report received = reportOf(ReportKind::Received, 3, 1, 1);
    received.redelivered = true;
    lab.report("b", received);
    lab.report("b", decision(ReportKind::Committed, 3, 1, 1, Outcome::Applied, 11000));
    lab.report("b", decision(ReportKind::Acked, 3, 1, 1, Outcome::Applied, 11000));
    lab.at(3030).ack(2, 1);
}

} // namespace

class TestLab : public QObject
{
    Q_OBJECT

private slots:
    void caseOneNaive();
    void whatComesAgainIsOpenAgain();
    void wireIsTheSameWithReportsMuted();
    void decisionReadBeforeItsAcceptedWaitsForIt();
    void aListenerDecidesNothing();
    void oneMoreTransactionServiceIsNoReplica();
    void reportReadBeforeItsFrameFindsIt();
    void decisionReadBeforeItsFramesIsTheMessages();
    void duplicateDecisionsAreWrong();
    void theLedgerIsInCommitOrder();
    void whatNobodyReportedIsFilledIn();
    void whatWaitsTooLongIsWrittenDown();
    void oneHandlingDecidesSeveralTransactions();
    void whatIsParkedIsDecidedWithTheGap_data();
    void whatIsParkedIsDecidedWithTheGap();
    void anOlderValidIsPendingAgain();
    void whatAReplicaIsDoing();
    void drainedWaitsForEndReports();
    void deathEndsItsHandlings();
    void spentFaultsKeepTheirCount();
    void faultsHoldAndLeaveAcksOut();
    void accountsAreOpened();
    void countsOdditiesAndProblems();
    void readersFollowTheChangeLogAtTheirOwnPace();
    void takingASnapshotChangesNothing();
    void keepsTheStartOfAPayloadOnly();
    void unknownProcessesGetNoCard();
    void forgottenReplicaIsNoForeignClient();
    void sequencesAfterATapGapComeFromDeliveries();
    void theBrokersLogHasAnEnd();
};

void TestLab::caseOneNaive()
{
    LabScript lab;
    playCaseOne(lab);
    const auto snapshot = lab.lab().snapshot();
    const History& history = *snapshot->history;
    QVERIFY(snapshot->drained);
    QCOMPARE(snapshot->accounts[0].balance, Cents(11000));
    QCOMPARE(snapshot->accounts[0].expected, Cents(1000));
    QVERIFY(snapshot->accounts[0].violations > 0);
    QCOMPARE(snapshot->accounts[0].waiting, 0U);
    QCOMPARE(history.outcomeOf(0), MessageOutcome::AppliedLate);
    QCOMPARE(history.outcomeOf(1), MessageOutcome::AppliedEarly);
    QCOMPARE(history.outcomeOf(2), MessageOutcome::DeclinedWrongly);
    QCOMPARE(history.ledger.size(), std::size_t(3));
    QVERIFY(history.ledger[1].isWrong());
    QCOMPARE(snapshot->replicas[0].failed, std::uint64_t(1));
    QCOMPARE(snapshot->replicas[1].applied, std::uint64_t(2));
    QCOMPARE(snapshot->replicas[1].redelivered, std::uint64_t(1));
    const HandlingRow& handling = history.handlings[history.handlingOf(0) - 1];
    QCOMPARE(handling.outcome.get(), Outcome::Failed);
    QCOMPARE(history.payloads[handling.text.get() - 1], std::string_view("database failed"));
}

void TestLab::whatComesAgainIsOpenAgain()
{
    LabScript lab;
    lab.at(0).start("transaction", process::Role::Transaction).start("a").connect("a");
    lab.subscribe(1, "a", 3).at(20);
    const History& history = *lab.lab().history();
    accept(lab, 1);
    lab.deliver(1, 1, 0, payloadOf(1));
    QCOMPARE(history.outcomeOf(0), MessageOutcome::Waiting);
    handle(lab, "a", 1, 1, 1, Outcome::Failed, 0);
    QCOMPARE(history.outcomeOf(0), MessageOutcome::Failed);
    lab.at(3020).deliver(1, 1, 1, payloadOf(1));
    QCOMPARE(history.outcomeOf(0), MessageOutcome::Waiting);
    handle(lab, "a", 2, 1, 1, Outcome::Failed, 0);
    QCOMPARE(history.outcomeOf(0), MessageOutcome::Failed);
}

void TestLab::wireIsTheSameWithReportsMuted()
{
    LabScript loud;
    playCaseOne(loud);
    LabScript muted;
    muted.mute();
    playCaseOne(muted);
    QCOMPARE(muted.deliveries(), loud.deliveries());
    QCOMPARE(muted.deliveries().size(), qsizetype(4));
    QCOMPARE(muted.lab().history()->handlings.size(), std::size_t(0));
}

/// It takes part without a doubt about what it does; somebody else's command does not.
void TestLab::aListenerDecidesNothing()
{
    LabScript lab;
    lab.at(0).start("listener-1", process::Role::Listener);
    lab.connect("listener-1").subscribe(1, "listener-1", 3, "");
    QVERIFY(!lab.lab().snapshot()->hadExternals);
    QVERIFY(lab.lab().snapshot()->replicas.at(0).everReady);
    lab.start("account-1", process::Role::External);
    QVERIFY(lab.lab().snapshot()->hadExternals);
}

void TestLab::oneMoreTransactionServiceIsNoReplica()
{
    LabScript lab;
    lab.at(0).start("transaction", process::Role::Transaction);
    lab.start("transaction-2", process::Role::Transaction).start("a");
    const auto snapshot = lab.lab().snapshot();
    QCOMPARE(snapshot->transactionService.name, ClientId("transaction"));
    QCOMPARE(snapshot->moreTransactionServices.size(), 1U);
    QCOMPARE(snapshot->moreTransactionServices.at(0).name, ClientId("transaction-2"));
    QCOMPARE(snapshot->replicas.size(), 1U);
}

void TestLab::decisionReadBeforeItsAcceptedWaitsForIt()
{
    LabScript lab;
    lab.at(0).start("transaction", process::Role::Transaction).start("a");
    lab.connect("a").subscribe(1, "a", 3).at(10).deliver(1, 1, 0, payloadOf(1));
    handle(lab, "a", 1, 1, 1, Outcome::Applied, 5000);
    QCOMPARE(lab.lab().history()->ledger.size(), std::size_t(0));
    lab.at(11);
    accept(lab, 1);
    QCOMPARE(lab.lab().history()->ledger.size(), std::size_t(1));
    QVERIFY(!lab.lab().history()->ledger[0].isWrong());
    QCOMPARE(lab.lab().history()->ledger[0].transaction, 1U);
}

void TestLab::reportReadBeforeItsFrameFindsIt()
{
    LabScript lab;
    lab.at(0).start("a").connect("a").subscribe(1, "a", 3).at(10);
    lab.report("a", reportOf(ReportKind::Received, 1, 1, 1));
    lab.deliver(1, 1, 0, payloadOf(1));
    QCOMPARE(lab.lab().history()->handlingOf(0), 1U);
    QCOMPARE(lab.lab().history()->deliveryOf(0), 1U);
}

void TestLab::decisionReadBeforeItsFramesIsTheMessages()
{
    for (const Outcome outcome : {Outcome::Failed, Outcome::Applied}) {
        LabScript lab;
        lab.at(0).start("transaction", process::Role::Transaction).start("a");
        lab.connect("a").subscribe(1, "a", 3);
        lab.at(20).report("transaction", reportOf(ReportKind::Accepted, 0, 0, 1));
        lab.publish("g1", payloadOf(1));
        handle(lab, "a", 1, 1, 1, outcome, outcome == Outcome::Applied ? 5000 : 0);
        lab.deliver(1, 1, 0, payloadOf(1));
        lab.puback("g1");
        const History& history = *lab.lab().snapshot()->history;
        QCOMPARE(history.outcomeOf(0),
                 outcome == Outcome::Applied ? MessageOutcome::Applied : MessageOutcome::Failed);
    }
}

void TestLab::duplicateDecisionsAreWrong()
{
    LabScript lab;
    lab.at(0).start("transaction", process::Role::Transaction).start("a");
    lab.connect("a").subscribe(1, "a", 1).at(10);
    accept(lab, 1);
    lab.deliver(1, 1, 0, payloadOf(1));
    handle(lab, "a", 1, 1, 1, Outcome::Applied, 5000);
    lab.at(1010).deliver(1, 1, 1, payloadOf(1));
    handle(lab, "a", 2, 1, 1, Outcome::Applied, 10000);
    QCOMPARE(lab.lab().history()->outcomeOf(0), MessageOutcome::AppliedTwice);
    QVERIFY(lab.lab().history()->ledger[1].isWrong());
    QCOMPARE(lab.lab().snapshot()->accounts[0].waiting, 0U);
}

/// A decision of `replica` about the message with the number's sequence, with a commit number.
void commitTo(LabScript& lab, const char* replica, std::int64_t number, std::int64_t commit,
              std::int64_t balance)
{
    const auto sequence = static_cast<std::uint64_t>(number);
    lab.report(replica, reportOf(ReportKind::Received, sequence, sequence, number));
    Report committed =
        decision(ReportKind::Committed, sequence, sequence, number, Outcome::Applied, balance);
    committed.commit = CommitNumber(commit);
    lab.report(replica, committed);
}

void playAccepted(LabScript& lab)
{
    lab.at(0).start("transaction", process::Role::Transaction).start("a").start("b");
    lab.at(1);
    accept(lab, 1);
    accept(lab, 2);
}

/// Number 1 was committed first, and b's pipe is read first.
void TestLab::theLedgerIsInCommitOrder()
{
    LabScript lab;
    playAccepted(lab);
    lab.at(10);
    commitTo(lab, "b", 2, 2, 11000);
    QCOMPARE(lab.lab().history()->ledger.size(), std::size_t(0));
    QVERIFY(!lab.lab().showsViolation());
    lab.at(11);
    commitTo(lab, "a", 1, 1, 5000);
    const auto snapshot = lab.lab().snapshot();
    QCOMPARE(snapshot->history->ledger.size(), std::size_t(2));
    QCOMPARE(snapshot->history->ledger[0].number, std::int64_t(1));
    QVERIFY(!snapshot->history->ledger[0].isWrong());
    QVERIFY(!snapshot->history->ledger[1].isWrong());
    QVERIFY(snapshot->history->ledger[0].committedAt <= snapshot->history->ledger[1].committedAt);
    QCOMPARE(snapshot->accounts[0].balance, Cents(11000));
    QVERIFY(!lab.lab().showsViolation());
}

/// a dies between COMMIT and its report; the auditor has read its row.
void TestLab::whatNobodyReportedIsFilledIn()
{
    LabScript lab;
    playAccepted(lab);
    lab.at(10).report("a", reportOf(ReportKind::Received, 1, 1, 1));
    lab.report("a", decision(ReportKind::Decided, 1, 1, 1, Outcome::Applied, 5000));
    lab.end("a", 9);
    lab.at(20);
    commitTo(lab, "b", 2, 2, 11000);
    QCOMPARE(lab.lab().snapshot()->heldCommits, 1U);
    audit::CommittedRow row;
    row.commit = CommitNumber(1);
    row.transaction = TransactionId("t1");
    row.account = AccountName("ann");
    row.number = TransactionNumber(1);
    row.amount = Cents(5000);
    row.balance = Cents(5000);
    row.replica = ClientId("a");
    row.sequence = Sequence(1);
    lab.at(1000).event(Source::Auditor, audit::Unreported{{row}});
    const History& history = *lab.lab().history();
    QCOMPARE(history.ledger.size(), std::size_t(2));
    QVERIFY(history.ledger[0].filledIn.get());
    QCOMPARE(history.ledger[0].handling.get(), 1U);
    QVERIFY(!history.ledger[1].filledIn.get());
    QCOMPARE(history.handlings[0].outcome.get(), Outcome::Applied);
    QCOMPARE(lab.lab().snapshot()->accounts[0].waiting, 0U);
    QVERIFY(!lab.lab().showsViolation());
}

/// Without an auditor nothing is lost, and nothing is said about what is not known.
void TestLab::whatWaitsTooLongIsWrittenDown()
{
    LabScript lab;
    playAccepted(lab);
    lab.at(10);
    commitTo(lab, "b", 2, 2, 11000);
    lab.at(4000).tick();
    QCOMPARE(lab.lab().history()->ledger.size(), std::size_t(0));
    lab.at(6000).tick();
    QCOMPARE(lab.lab().history()->ledger.size(), std::size_t(1));
    QVERIFY(!lab.lab().history()->ledger[0].isWrong());
    lab.at(6100);
    commitTo(lab, "a", 1, 1, 5000);
    QCOMPARE(lab.lab().history()->ledger.size(), std::size_t(2));
    QVERIFY(lab.lab().history()->ledger[1].outOfPlace);
    QCOMPARE(lab.lab().snapshot()->accounts[0].balance, Cents(11000));
}

void TestLab::oneHandlingDecidesSeveralTransactions()
{
    LabScript lab;
    playAccepted(lab);
    lab.at(10).report("a", reportOf(ReportKind::Received, 1, 2, 2));
    for (const ReportKind kind : {ReportKind::Decided, ReportKind::Committed})
        for (const std::int64_t number : {1, 2}) {
            Report report =
                decision(kind, 1, 2, number, Outcome::Applied, number == 1 ? 5000 : 11000);
            report.commit = CommitNumber(number);
            lab.report("a", report);
        }
    const History& history = *lab.lab().history();
    QCOMPARE(history.decisions.size(), std::size_t(2));
    QCOMPARE(history.firstDecisionOf(0), 1U);
    QCOMPARE(history.decisions[0].next.get(), 2U);
    QCOMPARE(history.decisions[1].transaction, 2U);
    QCOMPARE(history.ledger.size(), std::size_t(2));
    QCOMPARE(history.decisions[1].ledger.get(), 2U);
    QCOMPARE(lab.lab().snapshot()->replicas[0].applied, std::uint64_t(2));
    QCOMPARE(lab.lab().snapshot()->accounts[0].waiting, 0U);
}

/// a parks 2, b applies 1 and with it 2; the pipes of the two are read in either order.
void TestLab::whatIsParkedIsDecidedWithTheGap_data()
{
    QTest::addColumn<bool>("drainIsReadFirst");
    QTest::newRow("as it happened") << false;
    QTest::newRow("the other way round") << true;
}

void TestLab::whatIsParkedIsDecidedWithTheGap()
{
    QFETCH(const bool, drainIsReadFirst);
    LabScript lab;
    lab.at(0).start("transaction", process::Role::Transaction).start("a").start("b");
    lab.connect("a").connect("b").subscribe(1, "a", 3).subscribe(2, "b", 3);
    lab.at(20);
    accept(lab, 1);
    accept(lab, 2);
    lab.at(30).deliver(2, 1).deliver(1, 2);
    const auto park = [&] { handle(lab, "a", 1, 2, 2, Outcome::Parked, 0); };
    const auto drain = [&] {
        lab.report("b", reportOf(ReportKind::Received, 1, 1, 1));
        lab.report("b", reportOf(ReportKind::Begin, 1, 1, 1));
        for (const ReportKind kind : {ReportKind::Decided, ReportKind::Committed})
            for (const std::int64_t number : {1, 2}) {
                Report report = decision(kind, 1, std::uint64_t(number), number, Outcome::Applied,
                                         number == 1 ? 5000 : 11000);
                report.commit = CommitNumber(number);
                lab.report("b", report);
            }
        lab.report("b", decision(ReportKind::Acked, 1, 1, 1, Outcome::Applied, 5000));
    };
    const History& history = *lab.lab().history();
    lab.at(40);
    if (drainIsReadFirst) {
        drain();
        park();
    } else {
        park();
        QCOMPARE(history.outcomeOf(1), MessageOutcome::Parked);
        QCOMPARE(history.transactions[1].lastOutcome.get(), Outcome::Parked);
        QCOMPARE(lab.lab().snapshot()->accounts[0].waiting, 2U);
        drain();
    }
    const auto snapshot = lab.lab().snapshot();
    QCOMPARE(history.outcomeOf(0), MessageOutcome::Applied);
    QCOMPARE(history.outcomeOf(1), MessageOutcome::Applied);
    QCOMPARE(history.transactions[1].lastOutcome.get(), Outcome::Applied);
    QCOMPARE(history.ledger.size(), std::size_t(2));
    QVERIFY(!history.ledger[1].isWrong());
    QCOMPARE(history.ledger[1].sequence, Sequence(2));
    QCOMPARE(snapshot->accounts[0].waiting, 0U);
    QCOMPARE(snapshot->accounts[0].balance, Cents(11000));
    QCOMPARE(snapshot->replicas.at(0).parked, std::uint64_t(1));
    QCOMPARE(snapshot->replicas.at(1).applied, std::uint64_t(2));
    // What b's handling came to is what became of its own message.
    const RowRef handling = history.handlingOf(0);
    QCOMPARE(history.handlings[handling - 1].outcome.get(), Outcome::Applied);
    QVERIFY(!lab.lab().showsViolation());
}

void TestLab::anOlderValidIsPendingAgain()
{
    LabScript lab;
    playAccepted(lab);
    audit::Finished valid;
    valid.verdict = audit::Verdict::Valid;
    valid.accepted = 2;
    lab.at(10).event(Source::Auditor, valid);
    QCOMPARE(lab.lab().snapshot()->verdict.verdict, audit::Verdict::Valid);
    accept(lab, 3);
    QCOMPARE(lab.lab().snapshot()->verdict.verdict, audit::Verdict::Pending);
}

void TestLab::whatAReplicaIsDoing()
{
    LabScript lab;
    const auto doing = [&] { return lab.lab().snapshot()->replicas[0].doing; };
    lab.at(0).event(Source::Supervisor, process::Started{ClientId("a"), {}, 1, {}});
    QCOMPARE(doing(), ReplicaView::Doing::Connecting);
    Report ready;
    ready.kind = ReportKind::Ready;
    lab.report("a", ready).connect("a").subscribe(1, "a", 3);
    QCOMPARE(doing(), ReplicaView::Doing::Idle);
    lab.at(10).deliver(1, 1, 0, payloadOf(1));
    lab.report("a", reportOf(ReportKind::Received, 1, 1, 1));
    lab.report("a", reportOf(ReportKind::Begin, 1, 1, 1));
    QCOMPARE(doing(), ReplicaView::Doing::Handling);
    QCOMPARE(lab.lab().snapshot()->replicas[0].step, ReportKind::Begin);
    QCOMPARE(lab.lab().snapshot()->timers[0].step, ReportKind::Begin);
    lab.report("a", reportOf(ReportKind::Failed, 1, 1, 1));
    QCOMPARE(doing(), ReplicaView::Doing::WaitingForAckWait);
    QCOMPARE(lab.lab().snapshot()->timers[0].outcome, Outcome::Failed);
}

void TestLab::drainedWaitsForEndReports()
{
    LabScript lab;
    lab.at(0).start("a").connect("a").subscribe(1, "a", 3).at(10).deliver(1, 1, 0, payloadOf(1));
    lab.report("a", reportOf(ReportKind::Received, 1, 1, 1));
    lab.at(20).ack(1, 1);
    QVERIFY(!lab.lab().snapshot()->drained);
    lab.at(5000).tick();
    QVERIFY(!lab.lab().snapshot()->drained);
    lab.report("a", reportOf(ReportKind::Acked, 1, 1, 1));
    QVERIFY(lab.lab().snapshot()->drained);
}

void TestLab::deathEndsItsHandlings()
{
    LabScript lab;
    lab.at(0).start("a").connect("a").subscribe(1, "a", 3).at(10).deliver(1, 1, 0, payloadOf(1));
    lab.report("a", reportOf(ReportKind::Received, 1, 1, 1)).at(20).end("a", 9);
    QCOMPARE(lab.lab().snapshot()->openHandlings, 0U);
    QCOMPARE(lab.lab().history()->handlings[0].endedAt.get(), 20'000'000);
    QCOMPARE(lab.lab().history()->bands[0].kind, BandKind::Dead);
    QVERIFY(!lab.lab().history()->bands[0].isOrderly);
    lab.at(30).start("b").at(40).end("b", 0);
    QVERIFY(lab.lab().history()->bands[1].isOrderly);
}

void TestLab::spentFaultsKeepTheirCount()
{
    LabScript lab;
    FaultSpec fault;
    fault.id = FaultId(7);
    fault.remaining = 2;
    FaultSpec twin = fault; // the same in all but its id
    twin.id = FaultId(8);
    twin.remaining = 0;
    Report list;
    list.kind = ReportKind::FaultsChanged;
    list.faults = {twin, fault};
    Report fired;
    fired.kind = ReportKind::FaultFired;
    lab.start("a").report("a", list);
    for (fault.fired = 1; fault.fired <= 2; ++fault.fired) {
        --fault.remaining;
        fired.fault = fault;
        lab.report("a", fired);
        list.faults = fault.remaining > 0 ? std::vector{twin, fault} : std::vector{twin};
        lab.report("a", list);
    }
    auto view = lab.lab().snapshot()->replicas[0];
    QVERIFY(view.faults == std::vector{twin});
    QCOMPARE(view.faultsFired, std::int64_t(2));
    QCOMPARE(view.spentFaults.size(), std::size_t(1));
    QCOMPARE(view.spentFaults[0].fired, 2);
    QCOMPARE(view.spentFaults[0].id, FaultId(7));
    list.faults.clear();
    lab.report("a", list); // cleared by hand
    QVERIFY(lab.lab().snapshot()->replicas[0].spentFaults.empty());
}

void TestLab::faultsHoldAndLeaveAcksOut()
{
    LabScript lab;
    lab.at(0).start("a").connect("a").subscribe(1, "a", 3).at(10).deliver(1, 1, 0, payloadOf(1));
    lab.report("a", reportOf(ReportKind::Received, 1, 1, 1));
    lab.report("a", reportOf(ReportKind::Begin, 1, 1, 1));
    Report fired = reportOf(ReportKind::FaultFired, 1, 1, 1);
    fired.fault = {.id = FaultId(3), .place = FaultPlace::BeforeAck, .effect = FaultEffect::Hang};
    lab.report("a", fired);
    QCOMPARE(lab.lab().snapshot()->replicas[0].holding.id, FaultId(3));
    Report over = fired;
    over.kind = ReportKind::FaultOver;
    lab.report("a", over);
    QVERIFY(lab.lab().snapshot()->replicas[0].holding.id.isNull());
    QCOMPARE(lab.lab().snapshot()->openHandlings, 1U);
    // No more is said about a handling whose ack is left out.
    fired.fault.effect = FaultEffect::NoAck;
    lab.at(20).report("a", fired);
    const auto snapshot = lab.lab().snapshot();
    QCOMPARE(snapshot->openHandlings, 0U);
    QVERIFY(snapshot->replicas[0].leftAckOut);
    QVERIFY(snapshot->replicas[0].doing == ReplicaView::Doing::WaitingForAckWait);
    QVERIFY(lab.lab().history()->handlings[0].endedAt.get() != 0);
    QCOMPARE(lab.lab().history()->handlings[0].ackedAt.get(), 0);
    QVERIFY(lab.lab().history()->faults[1].effect == FaultEffect::NoAck);
    QCOMPARE(lab.lab().history()->faults[1].fault, FaultId(3));
    lab.at(3010).deliver(1, 1, 1, payloadOf(1));
    lab.report("a", reportOf(ReportKind::Received, 2, 1, 1));
    lab.report("a", reportOf(ReportKind::Begin, 2, 1, 1));
    QVERIFY(!lab.lab().snapshot()->replicas[0].leftAckOut);
}

void TestLab::accountsAreOpened()
{
    LabScript lab;
    const std::size_t before = lab.lab().snapshot()->accounts.size();
    lab.event(Source::Laboratory, laboratory::AccountOpened{AccountName("zoe"), Cents(700)});
    lab.event(Source::Laboratory,
              laboratory::AccountOpened{AccountName("zoe"), Cents(800)}); // has it already
    const auto snapshot = lab.lab().snapshot();
    QCOMPARE(snapshot->accounts.size(), before + 1);
    const AccountView& opened = snapshot->accounts.back();
    QCOMPARE(opened.name, AccountName("zoe"));
    QCOMPARE(opened.opening, Cents(700));
    QCOMPARE(opened.balance, Cents(700));
    QCOMPARE(opened.expected, Cents(700));
}

void TestLab::countsOdditiesAndProblems()
{
    LabScript lab;
    lab.event(Source::Wire, wire::Malformed{Subject("x"), 3, "not an Ack"});
    lab.event(Source::Report, process::BadReport{ClientId("a"), "{", "not JSON"});
    Report fatal;
    fatal.kind = ReportKind::Fatal;
    fatal.text = "The schema is missing.";
    lab.start("a").report("a", fatal);
    const auto snapshot = lab.lab().snapshot();
    QCOMPARE(snapshot->tap.malformed, std::uint64_t(1));
    QCOMPARE(snapshot->tap.badReports, std::uint64_t(1));
    QCOMPARE(snapshot->problems.size(), std::size_t(1));
    QCOMPARE(sourceText(snapshot->problems[0].problem.message),
             std::string("a: The schema is missing."));
    QCOMPARE(snapshot->problems[0].number, std::uint64_t(1));
    ProblemReader reader;
    QCOMPARE(reader.fresh(*snapshot).size(), std::size_t(1));
    QCOMPARE(reader.fresh(*lab.lab().snapshot()).size(), std::size_t(0));
}

void TestLab::readersFollowTheChangeLogAtTheirOwnPace()
{
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 3).at(10).deliver(1, 1).deliver(1, 2);
    const auto first = lab.lab().snapshot();
    lab.at(20).ack(1, 2);
    const auto second = lab.lab().snapshot();
    lab.ack(1, 1);
    const auto third = lab.lab().snapshot();
    const auto changed = [](const Snapshot& from, const Snapshot& until) {
        return Changes{*until.history, from.extent.changes, until.extent.changes}.deliveries();
    };
    QCOMPARE(changed(*first, *first), std::vector<std::uint32_t>{});
    QCOMPARE(changed(*first, *second), std::vector<std::uint32_t>{1});
    QCOMPARE(changed(*second, *third), std::vector<std::uint32_t>{0});
    QCOMPARE(changed(*first, *third), (std::vector<std::uint32_t>{0, 1}));
}

void TestLab::takingASnapshotChangesNothing()
{
    LabScript plain;
    LabScript looked;
    for (LabScript* lab : {&plain, &looked}) {
        const bool looks = lab == &looked;
        lab->at(0).connect("a").subscribe(1, "a", 3);
        for (int step = 1; step < 40; ++step) {
            lab->at(10 * step).deliver(1, static_cast<std::uint64_t>(step));
            if (looks)
                lab->lab().snapshot();
            if (step % 3 != 0)
                lab->ack(1, static_cast<std::uint64_t>(step));
            if (looks)
                lab->lab().snapshot();
        }
    }
    QCOMPARE(test::toText(*looked.lab().snapshot()), test::toText(*plain.lab().snapshot()));
    QCOMPARE(test::toText(*looked.lab().history()), test::toText(*plain.lab().history()));
}

void TestLab::keepsTheStartOfAPayloadOnly()
{
    LabScript lab;
    lab.publish("g", std::string(100'000, 'x')).puback("g");
    const History& history = *lab.lab().history();
    QCOMPARE(history.messages[0].payloadSize.get(), 100'000U);
    QCOMPARE(history.payloads[0].size(), std::size_t(4096));
}

void TestLab::unknownProcessesGetNoCard()
{
    LabScript lab;
    lab.event(Source::Supervisor, process::Paused{ClientId("broker")});
    lab.event(Source::Supervisor, process::Closing{ClientId("broker")});
    lab.event(Source::Supervisor, process::StderrLine{ClientId("broker"), "x"}).end("broker", 9);
    QVERIFY(lab.lab().snapshot()->replicas.empty());
}

void TestLab::forgottenReplicaIsNoForeignClient()
{
    LabScript lab;
    lab.at(0).start("a").start("b").connect("a").connect("b").subscribe(1, "a", 3);
    lab.subscribe(2, "b", 3).at(10).deliver(1, 1).end("a", 9);
    lab.event(Source::Supervisor, process::Forgotten{ClientId("a")});
    const auto snapshot = lab.lab().snapshot();
    QCOMPARE(snapshot->replicas.size(), std::size_t(1));
    QCOMPARE(snapshot->replicas[0].name, ClientId("b"));
    QCOMPARE(snapshot->lanes.size(), std::size_t(3)); // publisher, a (its history), b
    lab.start("a");
    QCOMPARE(lab.lab().snapshot()->replicas.size(), std::size_t(2));
}

void TestLab::sequencesAfterATapGapComeFromDeliveries()
{
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 5).at(1).publish("g1", "one").puback("g1");
    lab.event(Source::Wire, wire::TapGap{said("away")}); // 2 to 5 are stored meanwhile
    lab.at(2).publish("g6", "six").publish("g7", "seven").puback("g6").puback("g7");
    QCOMPARE(lab.lab().history()->messages.size(), std::size_t(1));
    lab.deliver(1, 6, 0, "six").publish("g8", "eight").puback("g8");
    QStringList seen;
    for (std::size_t i = 0; i < lab.lab().history()->messages.size(); ++i)
        seen << QString::number(lab.lab().history()->messages[i].sequence.value());
    QCOMPARE(seen, QStringList({u"1"_s, u"6"_s, u"7"_s, u"8"_s}));
}

void TestLab::theBrokersLogHasAnEnd()
{
    LabScript lab;
    const auto log = [&lab] { return lab.lab().snapshot()->broker.log; };
    for (int i = 0; i < 600; ++i)
        lab.event(Source::Supervisor, broker::LogLine{std::to_string(i)});
    QCOMPARE(log().size(), std::size_t(500));
    for (int i = 0; i < 100; ++i)
        lab.event(Source::Supervisor, broker::LogLine{std::string(60'000, 'x')});
    QCOMPARE(log().size(), std::size_t(17)); // 1 MiB
    lab.event(Source::Supervisor, broker::LogLine{std::string(2'000'000, 'y')});
    QCOMPARE(log().size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestLab)
#include "tst_lab.moc"

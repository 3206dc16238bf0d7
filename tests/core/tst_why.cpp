#include "core/capture/bundledcaptures.h"
#include "core/capture/capturereplay.h"
#include "core/why/life.h"
#include "core/why/moment.h"
#include "core/why/spelling.h"
#include "core/why/why.h"
#include "core/words/words.h"
#include "tests/support/casereports.h"
#include "tests/support/labscript.h"

#include <QTest>

using namespace stanscope;
using namespace Qt::StringLiterals;
using test::decision;
using test::LabScript;
using test::payloadOf;
using test::reportOf;
using Kind = Topic::Kind;

namespace {

QString told(const Message& message)
{
    return QString::fromStdString(sourceText(message));
}

Topic about(Kind kind, std::uint32_t ref)
{
    return {kind, ref};
}

Topic replica(LabScript& lab, const char* name)
{
    const auto snapshot = lab.lab().snapshot();
    for (const ReplicaView& view : snapshot->replicas)
        if (view.name.value() == name)
            return {Kind::Replica, view.lane};
    return {};
}

/// The reason, and under it the chain, one line each.
QStringList lines(const Snapshot& snapshot, const Topic& topic)
{
    const Explanation explanation = why(snapshot, topic);
    QStringList all{told(explanation.reason)};
    for (const Cause& cause : explanation.chain)
        all << u"← "_s + told(cause.reason);
    return all;
}

QStringList lines(LabScript& lab, const Topic& topic)
{
    return lines(*lab.lab().snapshot(), topic);
}

QString reason(LabScript& lab, const Topic& topic)
{
    return lines(lab, topic).first();
}

QString facts(LabScript& lab, const Topic& topic)
{
    QStringList all;
    for (const Fact& fact : why(*lab.lab().snapshot(), topic).facts)
        all << told(fact.label) + u": "_s + told(fact.value);
    return all.join(u"\n"_s);
}

/// Two replicas of a bank whose transactions have the numbers of their sequences.
class Bank : public LabScript
{
public:
    Bank()
    {
        at(1).start("transaction", process::Role::Transaction).start("a").start("b");
        connect("a").connect("b").subscribe(1, "a", 3).subscribe(2, "b", 3);
    }
    Bank& accept(double ms, std::int64_t number)
    {
        at(ms).report("transaction", reportOf(ReportKind::Accepted, 0, 0, number));
        publish("g" + std::to_string(number), payloadOf(number));
        puback("g" + std::to_string(number));
        return *this;
    }
    Bank& give(double ms, std::uint32_t to, std::uint64_t sequence, std::uint32_t count = 0)
    {
        at(ms).deliver(to, sequence, count, payloadOf(static_cast<std::int64_t>(sequence)));
        return *this;
    }
    Bank& receive(const char* by, std::uint64_t handling, std::uint64_t sequence)
    {
        report(by,
               reportOf(ReportKind::Received, handling, sequence,
                        static_cast<std::int64_t>(sequence)));
        report(
            by,
            reportOf(ReportKind::Begin, handling, sequence, static_cast<std::int64_t>(sequence)));
        return *this;
    }
    Bank& commit(const char* by, std::uint64_t handling, std::uint64_t sequence, Outcome outcome,
                 std::int64_t balance, const std::string& text = {})
    {
        Report report = decision(ReportKind::Decided, handling, sequence,
                                 static_cast<std::int64_t>(sequence), outcome, balance);
        report.text = text;
        this->report(by, report);
        report.kind = ReportKind::Committed;
        report.text.clear();
        if (outcome != Outcome::Skipped)
            this->report(by, report);
        return *this;
    }
    Bank& ackBy(const char* by, std::uint32_t subscription, std::uint64_t handling,
                std::uint64_t sequence, Outcome outcome, std::int64_t balance)
    {
        report(by,
               decision(ReportKind::Acked, handling, sequence, static_cast<std::int64_t>(sequence),
                        outcome, balance));
        ack(subscription, sequence);
        return *this;
    }
    Bank& handle(double ms, const char* by, std::uint32_t subscription, std::uint64_t handling,
                 std::uint64_t sequence, Outcome outcome, std::int64_t balance,
                 const std::string& text = {})
    {
        at(ms);
        receive(by, handling, sequence);
        commit(by, handling, sequence, outcome, balance, text);
        return ackBy(by, subscription, handling, sequence, outcome, balance);
    }
    Bank& giveUp(double ms, const char* by, ReportKind kind, std::uint64_t handling,
                 std::uint64_t sequence, const std::string& text)
    {
        at(ms);
        receive(by, handling, sequence);
        Report report = reportOf(kind, handling, sequence, static_cast<std::int64_t>(sequence));
        report.text = text;
        this->report(by, report);
        return *this;
    }
};

/// Case 1 with the naive handler: deposit 1 fails on a, 3 is declined at 60, 1 comes late.
void playCaseOne(Bank& bank)
{
    bank.accept(20, 1).give(20, 1, 1);
    bank.giveUp(30, "a", ReportKind::Failed, 1, 1, "database failed");
    bank.accept(300, 2).give(300, 2, 2).handle(310, "b", 2, 1, 2, Outcome::Applied, 6000);
    bank.accept(600, 3).give(600, 2, 3).handle(610, "b", 2, 2, 3, Outcome::Declined, 6000);
    bank.give(3020, 2, 1, 1).handle(3030, "b", 2, 3, 1, Outcome::Applied, 11000);
}

broker::Changed brokerOf(broker::State state, std::int64_t pid)
{
    broker::Changed changed;
    changed.state = state;
    changed.pid = pid;
    return changed;
}

} // namespace

class TestWhy : public QObject
{
    Q_OBJECT

private slots:
    void ackWaitExpired()
    {
        LabScript lab;
        lab.at(1).start("a").start("b").connect("a").connect("b");
        lab.subscribe(1, "a", 3).subscribe(2, "b", 3).at(10);
        lab.deliver(1, 1).deliver(1, 2).deliver(1, 3).at(1200).end("a", 9);
        lab.at(3012).deliver(2, 3, 1);
        QCOMPARE(lines(lab, about(Kind::Delivery, 4)),
                 QStringList({u"b got message 3 again because its AckWait of 3 s ran out at 3.01 "
                              "s; a had it first and died at 1.20 s holding 1–3."_s,
                              u"← a died at 1.20 s with message 3 in hand, before it had come to "
                              "it."_s}));
        QCOMPARE(whySentAgain(*lab.lab().snapshot(), 4).code, Code::AckWaitExpired);
        QVERIFY(whySentAgain(*lab.lab().snapshot(), 3).empty());
    }

    /// What the reason says, no cause says again from the other side.
    void theChainDoesNotRepeatTheReason()
    {
        LabScript lab;
        lab.at(1).start("a").start("b").connect("a").connect("b");
        lab.subscribe(1, "a", 3).subscribe(2, "b", 3).at(10).deliver(1, 1);
        lab.at(3012).deliver(2, 1, 1).at(6015).deliver(1, 1, 2);
        QCOMPARE(lines(lab, about(Kind::Delivery, 2)),
                 QStringList({u"b got message 1 again because its AckWait of 3 s ran out at 3.01 "
                              "s; it was still in the queue of a."_s}));
        // An earlier one is news.
        QCOMPARE(lines(lab, about(Kind::Delivery, 3)),
                 QStringList({u"a got message 1 again because its AckWait of 3 s ran out at 6.01 "
                              "s; it was still in the queue of b."_s,
                              u"← b got message 1 again because its AckWait of 3 s ran out at 3.01 "
                              "s; it was still in the queue of a."_s}));
        LabScript left;
        left.at(1).start("a").start("b").connect("a").connect("b");
        left.subscribe(1, "a", 30).subscribe(2, "b", 30).at(10).deliver(1, 1);
        left.at(500).event(Source::Wire, wire::ClientClosed{ClientId("a")});
        left.at(600).deliver(2, 1, 1);
        QCOMPARE(lines(left, about(Kind::Delivery, 2)),
                 QStringList(
                     {u"b got message 1 because a left at 0.50 s: it closed its connection."_s}));
    }

    void memberLeft()
    {
        LabScript lab;
        lab.at(1).start("a").start("b").connect("a").connect("b");
        lab.subscribe(1, "a", 30).subscribe(2, "b", 30).at(10).deliver(1, 1);
        lab.at(500).event(Source::Wire, wire::ClientClosed{ClientId("a")});
        QCOMPARE(reason(lab, about(Kind::Delivery, 1)),
                 u"a left at 0.50 s with message 1 unacked: it closed its connection."_s);
        lab.at(600).deliver(2, 1, 1);
        QCOMPARE(reason(lab, about(Kind::Delivery, 2)),
                 u"b got message 1 because a left at 0.50 s: it closed its connection."_s);
    }

    void memberLeftKilled()
    {
        LabScript lab;
        lab.at(1).start("a").start("b").connect("a").connect("b");
        lab.subscribe(1, "a", 30).subscribe(2, "b", 30).at(10).deliver(1, 1);
        lab.at(200).end("a", 9).at(5000);
        lab.event(Source::Wire, wire::ClientClosed{ClientId("a")}).at(5100).deliver(2, 1, 1);
        QCOMPARE(reason(lab, about(Kind::Delivery, 2)),
                 u"b got message 1 because a left at 5.00 s: it was dead since 0.20 s, and its "
                 "heartbeats had failed."_s);
    }

    void heartbeatHold()
    {
        LabScript lab;
        lab.at(1).runBroker().connect("a").subscribe(1, "a", 1, "").at(10).deliver(1, 1);
        lab.at(500).event(Source::Wire, wire::HeartbeatSent{ClientId("a")}).at(1550).tick();
        QCOMPARE(reason(lab, about(Kind::Delivery, 1)),
                 u"The broker holds message 1 back: a has missed heartbeats (1), and nothing is "
                 "sent to it again until it answers."_s);
    }

    void heartbeatHeldIsAGuess()
    {
        LabScript lab;
        lab.at(1).start("a").connect("a").subscribe(1, "a", 1, "").at(10).deliver(1, 1);
        lab.at(100).event(Source::Supervisor, process::Paused{ClientId("a")});
        lab.at(2600).event(Source::Supervisor, process::Resumed{ClientId("a")});
        lab.at(3010).deliver(1, 1, 1);
        const Explanation explanation = why(*lab.lab().snapshot(), about(Kind::Delivery, 2));
        QVERIFY(explanation.isGuess());
        QCOMPARE(told(explanation.reason),
                 u"Probably: message 1 came back to a 2.00 s late, because the broker sends "
                 "nothing again to a client that misses heartbeats."_s);
    }

    void windowStall()
    {
        LabScript lab;
        lab.at(1).connect("a").subscribe(1, "a", 30, "account", "", 5);
        for (std::uint64_t sequence = 1; sequence <= 6; ++sequence) {
            const std::string guid = "g" + std::to_string(sequence);
            lab.at(10.0 * static_cast<double>(sequence)).publish(guid);
            if (sequence < 6)
                lab.deliver(1, sequence);
            lab.puback(guid);
        }
        QCOMPARE(reason(lab, about(Kind::Message, 6)),
                 u"Message 6 waits in the channel because nobody has room: the window of a is "
                 "full of 1–5 (MaxInflight 5)."_s);
        QCOMPARE(reason(lab, about(Kind::Subscription, 1)),
                 u"a gets nothing new: its window is full of 1–5 (MaxInflight 5)."_s);
        lab.at(1060).ack(1, 2).at(1061).deliver(1, 6);
        QCOMPARE(reason(lab, about(Kind::Message, 6)),
                 u"Message 6 waited 1.00 s in the channel: the window of a was full of 1–5 "
                 "(MaxInflight 5)."_s);
    }

    void lateAck()
    {
        Bank bank;
        bank.accept(10, 1).give(20, 1, 1).at(25);
        bank.receive("a", 1, 1).commit("a", 1, 1, Outcome::Applied, 5000);
        bank.give(3020, 2, 1, 1).at(3520);
        bank.report("a", decision(ReportKind::Acked, 1, 1, 1, Outcome::Applied, 5000));
        bank.ack(1, 1);
        QCOMPARE(reason(bank, about(Kind::Delivery, 1)),
                 u"a acked message 1 0.50 s too late: the broker had given it to b at 3.02 s."_s);
        QCOMPARE(reason(bank, about(Kind::Delivery, 2)),
                 u"The late ack of a settled message 1 while b had it, 0.50 s after its AckWait "
                 "had run out."_s);
    }

    void clientQueue()
    {
        Bank bank;
        bank.accept(10, 1).accept(11, 2).give(20, 1, 1).give(21, 1, 2).at(22);
        bank.receive("a", 1, 1).at(400).tick();
        QCOMPARE(reason(bank, about(Kind::Delivery, 2)),
                 u"Message 2 waits in the queue of a since 0.02 s: it was at work on message 1."_s);
        bank.commit("a", 1, 1, Outcome::Applied, 5000)
            .ackBy("a", 1, 1, 1, Outcome::Applied, 5000)
            .at(521);
        bank.receive("a", 2, 2);
        QCOMPARE(reason(bank, about(Kind::Delivery, 2)),
                 u"Message 2 waited 0.50 s in the queue of a: it was at work on message 1."_s);
    }

    void sentToDead()
    {
        LabScript lab;
        lab.at(1).start("a").start("b").connect("a").connect("b");
        lab.subscribe(1, "a", 3).subscribe(2, "b", 3).at(50).end("a", 9);
        lab.at(60).deliver(1, 1);
        QCOMPARE(reason(lab, about(Kind::Delivery, 1)),
                 u"Message 1 went to a, which was dead since 0.05 s: the broker did not know that "
                 "yet."_s);
        lab.at(3061).deliver(2, 1, 1);
        QCOMPARE(reason(lab, about(Kind::Delivery, 2)),
                 u"b got message 1 again because its AckWait of 3 s ran out at 3.06 s; a had it "
                 "first and was dead since 0.05 s."_s);
    }

    void closedInbox()
    {
        LabScript lab;
        lab.at(1).connect("f").subscribe(1, "f", 30).at(50);
        lab.event(Source::Monitor, monitor::Presence{ClientId("f"), false}).at(60).deliver(1, 1);
        QCOMPARE(reason(lab, about(Kind::Delivery, 1)),
                 u"Message 1 went to f, whose inbox nobody listens on any more: the broker does "
                 "not know that yet."_s);
    }

    /// Whoever has died since then was there to get it.
    void diedWithIt()
    {
        LabScript lab;
        lab.at(1).start("a").connect("a").subscribe(1, "a", 3).at(60).deliver(1, 1);
        lab.at(70).end("a", 9).at(80).tick();
        QCOMPARE(reason(lab, about(Kind::Delivery, 1)),
                 u"a died at 0.07 s with message 1 in hand, before it had come to it."_s);
        // A listener says nothing of its work.
        LabScript other;
        other.at(1).start("a", process::Role::Listener).connect("a").subscribe(1, "a", 3);
        other.at(60).deliver(1, 1).at(70).end("a", 9).at(80).tick();
        QCOMPARE(reason(other, about(Kind::Delivery, 1)),
                 u"a died at 0.07 s with message 1 in hand, before it had acked it."_s);
    }

    void evicted()
    {
        LabScript lab;
        broker::Changed running = brokerOf(broker::State::Running, 7);
        running.options.maxMessages = 2;
        lab.at(1).event(Source::Supervisor, running);
        for (const char* guid : {"g1", "g2"})
            lab.at(10).publish(guid).puback(guid);
        QCOMPARE(reason(lab, about(Kind::Message, 1)),
                 u"Message 1 waits in the channel: nobody is subscribed now."_s);
        lab.at(20).publish("g3").puback("g3");
        QCOMPARE(reason(lab, about(Kind::Message, 1)),
                 u"The channel keeps 2 messages: message 1 was dropped before it was acked."_s);
        QCOMPARE(reason(lab, about(Kind::Message, 2)),
                 u"Message 2 waits in the channel: nobody is subscribed now."_s);
    }

    void goneWithSubscription()
    {
        LabScript lab;
        lab.at(1).connect("a").subscribe(1, "a", 30).at(10).deliver(1, 1).at(40);
        lab.event(Source::Wire, wire::ClientClosed{ClientId("a")});
        QCOMPARE(reason(lab, about(Kind::Delivery, 1)),
                 u"a had message 1 when its subscription ended at 0.04 s. Nobody else was there, "
                 "and without a durable name the broker forgot it."_s);
    }

    void brokerForgot()
    {
        LabScript lab;
        lab.at(1).event(Source::Supervisor, brokerOf(broker::State::Running, 7));
        lab.connect("a").subscribe(1, "a", 3).at(10).deliver(1, 1).at(20).ack(1, 1);
        lab.at(1000).event(Source::Supervisor, brokerOf(broker::State::Dead, 0));
        lab.at(1500).event(Source::Supervisor, brokerOf(broker::State::Running, 8));
        lab.at(4000).deliver(1, 1, 1);
        QCOMPARE(reason(lab, about(Kind::Delivery, 2)),
                 u"a got message 1 again although a had acked it at 0.02 s: the broker restarted "
                 "at 1.50 s and had lost that ack."_s);
    }

    void durableResumed()
    {
        LabScript lab;
        lab.at(1).connect("a").subscribe(1, "a", 30, "account", "bank").at(10).deliver(1, 1);
        lab.at(40).event(Source::Wire, wire::ClientClosed{ClientId("a")});
        lab.at(2000).connect("b").subscribe(2, "b", 30, "account", "bank").deliver(2, 1, 1);
        QCOMPARE(reason(lab, about(Kind::Delivery, 2)),
                 u"b got message 1 again because its durable was resumed: a had not acked it when "
                 "the broker ended its subscription at 0.04 s."_s);
    }

    void rejectedBecauseOfAGap()
    {
        Bank bank;
        bank.accept(10, 1).accept(11, 2).accept(12, 3).give(20, 1, 1).give(30, 2, 3);
        bank.giveUp(40, "b", ReportKind::Rejected, 1, 3, "numbers 1, 2 missing");
        QCOMPARE(lines(bank, about(Kind::Delivery, 2)).mid(0, 1),
                 QStringList({u"b rejected withdrawal 3 because numbers 1, 2 had not been decided "
                              "yet. Without an ack it comes again."_s}));
        // What came of it later does not change why it was rejected then.
        bank.handle(50, "a", 1, 1, 1, Outcome::Applied, 5000);
        QVERIFY(reason(bank, about(Kind::Delivery, 2)).contains(u"numbers 1, 2"_s));
    }

    void parked()
    {
        Bank bank;
        bank.accept(10, 1).accept(12, 2).give(20, 1, 1).give(30, 2, 2);
        bank.handle(40, "b", 2, 1, 2, Outcome::Parked, 0);
        QCOMPARE(reason(bank, about(Kind::Message, 2)),
                 u"b parked deposit 2 because number 1 had not been decided yet."_s);
        bank.at(900);
        bank.receive("a", 1, 1).commit("a", 1, 1, Outcome::Applied, 5000);
        bank.report("a", decision(ReportKind::Decided, 1, 2, 2, Outcome::Applied, 11000));
        bank.report("a", decision(ReportKind::Committed, 1, 2, 2, Outcome::Applied, 11000));
        QCOMPARE(reason(bank, about(Kind::Message, 2)),
                 u"b parked deposit 2 because number 1 had not been decided yet; a decided it at "
                 "0.90 s."_s);
    }

    void skippedAsDuplicate()
    {
        Bank bank;
        bank.accept(10, 1).give(20, 1, 1).at(30);
        bank.receive("a", 1, 1).commit("a", 1, 1, Outcome::Applied, 5000).at(40).end("a", 9);
        bank.give(3020, 2, 1, 1).handle(3030, "b", 2, 1, 1, Outcome::Skipped, 5000);
        QCOMPARE(lines(bank, about(Kind::Delivery, 2)),
                 QStringList({u"b skipped deposit 1: it is a duplicate, a had decided it at 0.03 s "
                              "already (applied)."_s,
                              u"← b got message 1 again because its AckWait of 3 s ran out at "
                              "3.02 s; a had it first and died at 0.04 s holding 1."_s,
                              u"← a died at 0.04 s with message 1 in hand, after the commit and "
                              "before the ack."_s}));
    }

    void failedAndDiedLater()
    {
        Bank bank;
        bank.accept(10, 1).give(20, 1, 1);
        bank.giveUp(30, "a", ReportKind::Failed, 1, 1, "database failed").at(40).end("a", 9);
        bank.give(3020, 2, 1, 1).handle(3030, "b", 2, 1, 1, Outcome::Applied, 5000);
        const QString why = reason(bank, about(Kind::Delivery, 2));
        QVERIFY2(why.contains(u"failed"_s) && !why.contains(u"died"_s), qPrintable(why));
    }

    void declinedForLackOfMoney()
    {
        Bank bank;
        bank.accept(10, 1).accept(11, 2).accept(12, 3);
        bank.give(20, 1, 1).handle(30, "a", 1, 1, 1, Outcome::Applied, 5000);
        bank.accept(40, 3);
        LabScript poor;
        Q_UNUSED(poor)
        Bank other;
        other.at(10).report("transaction", reportOf(ReportKind::Accepted, 0, 0, 3));
        other.publish("g", payloadOf(3)).puback("g").deliver(1, 1, 0, payloadOf(3));
        other.report("a", reportOf(ReportKind::Received, 1, 1, 3));
        other.report("a", decision(ReportKind::Committed, 1, 1, 3, Outcome::Declined, 0));
        QCOMPARE(reason(other, about(Kind::Delivery, 1)),
                 u"a declined withdrawal 3 of 100.00: only 0.00 were there."_s);
    }

    void declinedTooEarly()
    {
        Bank bank;
        playCaseOne(bank);
        QCOMPARE(lines(bank, about(Kind::Message, 3)),
                 QStringList({u"b declined withdrawal 3 of 100.00 at a balance of 60.00: number 1 "
                              "had not been decided yet. In order it is approved."_s,
                              u"← The database failed on a with message 1 (database failed). "
                              "Without an ack it comes again after its AckWait."_s}));
        QCOMPARE(facts(bank, about(Kind::Message, 3)),
                 u"delivered: 0.60 s → b\ndecided: 0.61 s · declined at 60.00\n"
                 "in order: approved, leaves 10.00\nrule: 8, same decisions"_s);
        QCOMPARE(reason(bank, about(Kind::Message, 1)),
                 u"b got message 1 again because its AckWait of 3 s ran out at 3.02 s; the "
                 "database had failed on a."_s);
        QCOMPARE(lines(bank, about(Kind::Account, bank.lab().snapshot()->accounts[0].id)).first(),
                 u"ann has 110.00 and should have 10.00."_s);
    }

    void refusedAfterTheMoneyWasTaken()
    {
        Bank bank;
        bank.accept(10, 1).give(11, 1, 1).handle(12, "a", 1, 1, 1, Outcome::Applied, 5000);
        bank.accept(20, 2).give(21, 1, 2).handle(22, "a", 1, 2, 2, Outcome::Applied, 11000);
        bank.accept(30, 3).give(31, 1, 3).at(2900);
        bank.receive("a", 3, 3).commit("a", 3, 3, Outcome::Applied, 1000);
        bank.give(3031, 2, 3, 1).handle(3040, "b", 2, 1, 3, Outcome::Declined, 1000);
        const QStringList all = lines(bank, about(Kind::Message, 3));
        QCOMPARE(
            all.first(),
            u"b refused withdrawal 3 after the money was taken: a had applied it at 2.90 s."_s);
        QVERIFY(all.join(u'\n').contains(u"its AckWait of 3 s ran out at 3.03 s"_s));
    }

    void appliedAgain()
    {
        Bank bank;
        bank.accept(10, 1).give(11, 1, 1).at(20);
        bank.receive("a", 1, 1).commit("a", 1, 1, Outcome::Applied, 5000);
        bank.give(3011, 2, 1, 1).handle(3040, "b", 2, 1, 1, Outcome::Applied, 10000);
        QCOMPARE(reason(bank, about(Kind::Message, 1)),
                 u"b applied deposit 1 of 50.00 once more: a had applied it at 0.02 s already."_s);
    }

    void quarantinedWithTheParsersReason()
    {
        Bank bank;
        bank.at(10).publish("g", "{\"id\":1}").puback("g").deliver(1, 1, 0, "{\"id\":1}");
        Report report;
        report.kind = ReportKind::Received;
        report.handling = 1;
        report.sequence = Sequence(1);
        bank.report("a", report);
        report.outcome = Outcome::Quarantined;
        report.kind = ReportKind::Decided;
        report.text = "the field id is no text";
        bank.report("a", report);
        report.kind = ReportKind::Committed;
        report.text.clear();
        bank.report("a", report);
        QCOMPARE(reason(bank, about(Kind::Message, 1)),
                 u"a put message 1 into quarantine: the field id is no text."_s);
    }

    void idleBecauseAnotherHasRoom()
    {
        Bank bank;
        bank.accept(10, 1).give(11, 1, 1).handle(12, "a", 1, 1, 1, Outcome::Applied, 5000);
        bank.accept(20, 2).give(21, 1, 2).handle(22, "a", 1, 2, 2, Outcome::Applied, 11000);
        QCOMPARE(reason(bank, replica(bank, "b")),
                 u"b is idle: a new message goes to the member with the fewest unacked ones, and "
                 "the last, 2, went to a."_s);
        QCOMPARE(reason(bank, replica(bank, "a")), u"a is idle: it has acked all that it got."_s);
    }

    void membersThatAreDeadOrPaused()
    {
        Bank bank;
        bank.accept(10, 1).give(11, 1, 1).at(100);
        bank.event(Source::Supervisor, process::Paused{ClientId("b")});
        QCOMPARE(reason(bank, replica(bank, "b")),
                 u"b is paused since 0.10 s: what the broker sends it has to wait."_s);
        bank.at(200).event(Source::Supervisor, brokerOf(broker::State::Running, 7)).end("a", 9);
        QCOMPARE(reason(bank, replica(bank, "a")),
                 u"a is dead since 0.20 s, and the broker does not know that yet: it is still a "
                 "member and holds 1."_s);
    }

    void whatIsNotThereHasNoReason()
    {
        LabScript lab;
        for (const Kind kind :
             {Kind::Nothing, Kind::Message, Kind::Delivery, Kind::Decision, Kind::Transaction,
              Kind::Replica, Kind::Subscription, Kind::Account})
            for (const std::uint32_t ref : {0U, 1U, 99U})
                QVERIFY(why(*lab.lab().snapshot(), about(kind, ref)).empty()
                        || kind == Kind::Account);
        QVERIFY(why({}, about(Kind::Message, 1)).empty());
        QVERIFY(lifeOf(*lab.lab().snapshot(), 1).empty());
    }

    void whatIsQuickTookSomeTime()
    {
        using namespace std::chrono_literals;
        QCOMPARE(duration(930ms), "0.93");
        QCOMPARE(duration(10ms), "0.01");
        QCOMPARE(duration(4ms), "0.004");
        QCOMPARE(duration(300us), "0.0003");
        QCOMPARE(duration(1us), "0.0001");
        QCOMPARE(duration(0ms), "0.00");
    }

    void aLifeInTheOrderOfTime()
    {
        Bank bank;
        playCaseOne(bank);
        QStringList all;
        const auto snapshot = bank.lab().snapshot();
        const Moment moment(*snapshot);
        for (const LifeStep& step : lifeOf(*snapshot, 1))
            all << QString::fromStdString(moment.second(step.time)) + u' ' + told(step.what);
        const QString expected = u"0.02 accepted by the transaction service\n"
                                 "0.02 published by transaction\n"
                                 "0.02 stored in transactions as message 1\n"
                                 "0.02 sent to a, attempt 1\n"
                                 "0.03 reached the handler of a, after 0.01 s in its queue\n"
                                 "0.03 a began in the database, after 0.00 s in the handler\n"
                                 "0.03 a gave it up without an ack: database failed\n"
                                 "3.02 AckWait ran out for a\n"
                                 "3.02 sent again to b, attempt 2\n"
                                 "3.03 reached the handler of b, after 0.01 s in its queue\n"
                                 "3.03 b began in the database, after 0.00 s in the handler\n"
                                 "3.03 b decided: applied, leaves 110.00\n"
                                 "3.03 b committed, after 0.00 s in the database\n"
                                 "3.03 b sent the ack, 0.00 s after the commit\n"
                                 "3.03 acked by b"_s;
        QCOMPARE(all.join(u'\n'), expected);
    }

    /// A snapshot says the same when its history has grown since. But for what is read late and is
    /// of its own time, reports and the broker's answer to a publish: only moments are compared of
    /// which all had been read.
    void nothingThatCameLaterIsSeen()
    {
        struct Sink : EventSink
        {
            void folded(const Event& event, const Lab& lab) override
            {
                const auto* reported = std::get_if<process::Reported>(&event.body);
                times.push_back(reported ? reported->report.time : event.time);
                unanswered += std::holds_alternative<wire::PublishSent>(event.body) ? 1 : 0;
                unanswered -= std::holds_alternative<wire::PubAcked>(event.body) ? 1 : 0;
                if (times.size() % 7 != 0 || unanswered > 0)
                    return;
                looks.push_back({times.size(), lab.snapshot(), {}});
                looks.back().said = all(*looks.back().snapshot);
            }
            void idle(Nanos) override { }
            void ended(const Lab&) override { }
            static QStringList all(const Snapshot& snapshot)
            {
                QStringList text;
                const auto add = [&](Kind kind, std::uint32_t ref) {
                    text << lines(snapshot, {kind, ref});
                    for (const Fact& fact : why(snapshot, {kind, ref}).facts)
                        text << told(fact.label) + told(fact.value);
                };
                for (std::uint32_t row = 1; row <= snapshot.extent.messages; ++row) {
                    add(Kind::Message, row);
                    for (const LifeStep& step : lifeOf(snapshot, row))
                        text << QString::number(step.time.count()) + told(step.what);
                }
                for (std::uint32_t row = 1; row <= snapshot.extent.deliveries; ++row)
                    add(Kind::Delivery, row);
                for (std::uint32_t row = 1; row <= snapshot.extent.decisions; ++row)
                    add(Kind::Decision, row);
                for (const ReplicaView& view : snapshot.replicas)
                    add(Kind::Replica, view.lane);
                for (const AccountView& account : snapshot.accounts)
                    add(Kind::Account, account.id);
                return text;
            }
            struct Look
            {
                std::size_t events = 0;
                std::shared_ptr<const Snapshot> snapshot;
                QStringList said;
            };
            std::vector<Nanos> times;
            int unanswered = 0;
            std::vector<Look> looks;
        };
        for (const BundledCapture& capture : bundledCaptures()) {
            auto reader = CaptureReader::open(capture.path);
            QVERIFY(reader.ok());
            const auto sink = std::make_shared<Sink>();
            const auto replayed = replayCapture(*reader, {sink});
            QVERIFY(replayed.ok());
            int compared = 0;
            for (const Sink::Look& look : sink->looks) {
                const auto later = sink->times.begin() + static_cast<std::ptrdiff_t>(look.events);
                if (std::any_of(later, sink->times.end(),
                                [&](Nanos time) { return time <= look.snapshot->now; }))
                    continue;
                ++compared;
                QCOMPARE(Sink::all(*look.snapshot), look.said);
            }
            QVERIFY(compared > 5);
        }
    }

    void theBundledLessonsHaveReasons()
    {
        QStringList all;
        for (const BundledCapture& capture : bundledCaptures()) {
            auto reader = CaptureReader::open(capture.path);
            QVERIFY(reader.ok());
            const auto replayed = replayCapture(*reader);
            QVERIFY(replayed.ok());
            const auto snapshot = replayed->lab->snapshot();
            for (std::uint32_t row = 1; row <= snapshot->extent.messages; ++row)
                all << capture.id + u": "_s
                        + QString::fromUtf8(
                            toWord(why(*snapshot, {Kind::Message, row}).reason.code).data());
        }
        const QStringList expected{
            u"case-1-inbox: ack_wait_expired"_s,   u"case-1-inbox: parked_decided"_s,
            u"case-1-inbox: parked_decided"_s,     u"case-1-naive: ack_wait_expired"_s,
            u"case-1-naive: decided_early"_s,      u"case-1-naive: declined_too_early"_s,
            u"case-1-ordered: ack_wait_expired"_s, u"case-1-ordered: ack_wait_expired"_s,
            u"case-1-ordered: ack_wait_expired"_s, u"case-2-inbox: applied_in_order"_s,
            u"case-2-inbox: applied_in_order"_s,   u"case-2-inbox: skipped_duplicate"_s,
            u"case-2-naive: applied_in_order"_s,   u"case-2-naive: applied_in_order"_s,
            u"case-2-naive: refused_taken"_s,      u"case-2-ordered: applied_in_order"_s,
            u"case-2-ordered: applied_in_order"_s, u"case-2-ordered: skipped_duplicate"_s};
        QCOMPARE(all.join(u'\n'), expected.join(u'\n'));
    }
};

QTEST_APPLESS_MAIN(TestWhy)
#include "tst_why.moc"

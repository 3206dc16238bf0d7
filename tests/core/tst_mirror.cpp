#include "tests/support/labscript.h"

#include <QTest>

#include <limits>

using namespace stanscope;
using namespace Qt::StringLiterals;
using test::LabScript;

/// The broker's behaviour of protocol section 3, told with plain values.
class TestMirror : public QObject
{
    Q_OBJECT

private slots:
    void acked();
    void expiresToAnotherMember();
    void ownRedeliveryAddsAckWaitToTheOldDeadline();
    void slowFireMakesTheRestWaitAWholeAckWait();
    void fireSeenAfterTheNextOneCounts();
    void lateFireTakesAlongWhatIsDueSoon();
    void nextFireTakesAlongWhatIsDueSoon();
    void ackWaitOfTheNewMemberCounts();
    void lateAckSettlesForTheGroup();
    void lateAckOfAPlainSubscriptionIsIgnored();
    void leavingMemberTransfers();
    void lastMemberOfANonDurableGroupDrops();
    void durableGroupKeepsAndResumes();
    void killedProcess();
    void ghostIsEvictedAfterItsHeartbeats();
    void deathBeforeTheBrokersIsNotNoticed();
    void whoWasDroppedFirstLeftFirst();
    void droppedInOneStepLeaveInTheirOrder();
    void takeoverClosesTheOldClient();
    void stalledAtMaxInflight();
    void evictedMessageVanishesQuietly();
    void pausedBrokerFiresNoTimer();
    void memoryRestartForgets();
    void fileRestartKeeps();
    void tapGapMakesUncertain();
    void timerRunsOnInATapGap();
    void outageIsNoGap();
    void outageWithAGuestIsAGap_data();
    void outageWithAGuestIsAGap();
    void longAwayBeforeTheBrokerDiedIsAGap();
    void anAckThatCrossesTheRedeliverySettlesIt();
    void restartCountsFromTheMessagesOwnTime_data();
    void restartCountsFromTheMessagesOwnTime();
    void staleDeadlineIsSentAtEveryFire();
    void lateAckLeavesTheHolderStalled();
    void fullMemberTurnsTheListUnseen();
    void listTurnsUnseenWhereNobodyQualifies();
    void oneMessageIsTriedOnce();
    void resumedDurableStallsWhereItIsFull();
    void memberThatLeavesHandsOnItsLastSent();
    void sequencesComeFromPubAcks();
    void deliveryBeforeItsPubAckIsTheSameMessage();
    void nonsenseSequencesCostNothing();
    void pubAckLostWithTheBrokerShiftsNothing();
    void aJumpInTimeEnds();
    void largePayloadsThatWaitAreLetGo();
    void ackWaitIsSaidAsItWasAskedFor();
};

void TestMirror::ackWaitIsSaidAsItWasAskedFor()
{
    constexpr int longest = std::numeric_limits<std::int32_t>::max();
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", longest).at(10).tick();
    const MirrorState state = lab.lab().mirrorState();
    QCOMPARE(state.channels.size(), std::size_t(1));
    QCOMPARE(state.channels[0].subscriptions.size(), std::size_t(1));
    QCOMPARE(state.channels[0].subscriptions[0].ackWaitSeconds, longest);
}

void TestMirror::acked()
{
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 3);
    lab.at(10).publish("g").deliver(1, 1).puback("g").at(20).ack(1, 1);
    QCOMPARE(lab.deliveries(), QStringList({u"a seq 1 attempt 1: 10..20 acked (deadline 3010)"_s}));
    QVERIFY(lab.lab().snapshot()->drained);
}

void TestMirror::expiresToAnotherMember()
{
    LabScript lab;
    lab.at(0).connect("a").connect("b").subscribe(1, "a", 1).subscribe(2, "b", 1);
    lab.at(10).deliver(1, 1).at(1012).deliver(2, 1, 1).at(1020).ack(2, 1);
    QCOMPARE(lab.deliveries(),
             QStringList({u"a seq 1 attempt 1: 10..1012 expired→b (deadline 1010)"_s,
                          u"b seq 1 attempt 2: 1012..1020 acked (deadline 2012)"_s}));
    QCOMPARE(lab.lab().snapshot()->redeliveries, std::uint64_t(1));
}

void TestMirror::ownRedeliveryAddsAckWaitToTheOldDeadline()
{
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 2);
    lab.at(10).deliver(1, 1).at(2015).deliver(1, 1, 1).at(4013).deliver(1, 1, 2);
    // Old deadline + W, but the timer that fired last at 2015 fires again W later, and so on.
    QCOMPARE(lab.deliveries(),
             QStringList({u"a seq 1 attempt 1: 10..2015 expired→a (deadline 2010)"_s,
                          u"a seq 1 attempt 2: 2015..4013 expired→a (deadline 4015)"_s,
                          u"a seq 1 attempt 3: 4013.. running (deadline 6013)"_s}));
}

void TestMirror::slowFireMakesTheRestWaitAWholeAckWait()
{
    // Measured on a busy machine: the fire at 2000 took until 2060, past the next deadline.
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 2);
    lab.at(0).deliver(1, 1).at(30).deliver(1, 2);
    lab.at(2010).tick().at(2040).tick().at(2060).deliver(1, 1, 1);
    lab.at(2200).tick();
    QCOMPARE(lab.deliveries()[1], u"a seq 2 attempt 1: 30.. running (deadline 4060)"_s);
    lab.at(3000).tick().at(4061).deliver(1, 1, 2).deliver(1, 2, 1);
    QCOMPARE(lab.deliveries()[1], u"a seq 2 attempt 1: 30..4061 expired→a (deadline 4060)"_s);
}

void TestMirror::fireSeenAfterTheNextOneCounts()
{
    // Both fires are seen late and at once: the second one went on with the first one's deadlines.
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 1);
    lab.at(0).deliver(1, 1).at(30).deliver(1, 2).at(700).deliver(1, 3);
    lab.at(1035).tick().at(1036).deliver(1, 1, 1).deliver(1, 2, 1).at(1100).tick();
    lab.at(1701).deliver(1, 3, 1).at(1702).tick();
    QCOMPARE(lab.deliveries()[3], u"a seq 1 attempt 2: 1036.. running (deadline 2000)"_s);
    QCOMPARE(lab.deliveries()[4], u"a seq 2 attempt 2: 1036.. running (deadline 2030)"_s);
}

void TestMirror::lateFireTakesAlongWhatIsDueSoon()
{
    // Planned for 1000 it fires at 1003, and takes along what is due until 1018: there is no second
    // fire at 1017, which would send the stale entry again.
    LabScript lab;
    lab.at(0).connect("a").connect("b").subscribe(1, "a", 1).subscribe(2, "b", 1);
    lab.at(10).deliver(1, 1).at(17).deliver(2, 2);
    lab.at(900).event(Source::Wire, wire::Unsubscribed{wire::SubscriptionId(1), false});
    lab.at(1003).deliver(2, 1, 1).deliver(2, 2, 1).at(1100).tick();
    QCOMPARE(lab.deliveries().mid(2),
             QStringList({u"b seq 1 attempt 2: 1003.. running (deadline 2003)"_s,
                          u"b seq 2 attempt 2: 1003.. running (deadline 2003)"_s}));
}

void TestMirror::nextFireTakesAlongWhatIsDueSoon()
{
    // The fire at 1030 is its own, though what it was for has been acked, and not the one of 1000.
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 1);
    lab.at(0).deliver(1, 1).at(30).deliver(1, 2).at(43).deliver(1, 3).deliver(1, 4);
    lab.at(999.7).tick().at(1000).deliver(1, 1, 1).at(1010).ack(1, 2);
    lab.at(1029.7).tick().at(1030).deliver(1, 3, 1);
    QCOMPARE(lab.deliveries()[3], u"a seq 4 attempt 1: 43.. running (deadline 1030)"_s);
}

void TestMirror::ackWaitOfTheNewMemberCounts()
{
    LabScript lab;
    lab.at(0).connect("a").connect("b").subscribe(1, "a", 1).subscribe(2, "b", 3);
    lab.at(0).deliver(1, 1).at(1002).deliver(2, 1, 1);
    QCOMPARE(lab.deliveries().last(), u"b seq 1 attempt 2: 1002.. running (deadline 4002)"_s);
}

void TestMirror::lateAckSettlesForTheGroup()
{
    LabScript lab;
    lab.at(0).connect("a").connect("b").subscribe(1, "a", 1).subscribe(2, "b", 1);
    lab.at(10).deliver(1, 1).at(1012).deliver(2, 1, 1).at(1100).ack(1, 1).at(1200).ack(2, 1);
    QCOMPARE(
        lab.deliveries(),
        QStringList({u"a seq 1 attempt 1: 10..1012 expired→b (deadline 1010)"_s,
                     u"b seq 1 attempt 2: 1012..1100 settled-by-late-ack→a (deadline 2012)"_s}));
}

void TestMirror::lateAckOfAPlainSubscriptionIsIgnored()
{
    LabScript lab;
    lab.at(0).connect("a").connect("b").subscribe(1, "a", 1, "").subscribe(2, "b", 1, "");
    lab.at(10).deliver(1, 1).deliver(2, 1).at(20).ack(1, 1).at(30).ack(1, 1);
    QCOMPARE(lab.deliveries(),
             QStringList({u"a seq 1 attempt 1: 10..20 acked (deadline 1010)"_s,
                          u"b seq 1 attempt 1: 10.. running (deadline 1010)"_s}));
}

void TestMirror::leavingMemberTransfers()
{
    LabScript lab;
    lab.at(0).connect("a").connect("b").subscribe(1, "a", 5).subscribe(2, "b", 5);
    lab.at(10).deliver(1, 1).at(100).event(Source::Wire,
                                           wire::Unsubscribed{wire::SubscriptionId(1), false});
    QCOMPARE(lab.lab().snapshot()->runningDeliveries, 1U);
    lab.at(199).deliver(2, 1, 1).at(210).ack(2, 1);
    QCOMPARE(lab.deliveries(),
             QStringList({u"a seq 1 attempt 1: 10..100 transferred→b (deadline 200)"_s,
                          u"b seq 1 attempt 2: 199..210 acked (deadline 5199)"_s}));
    QVERIFY(lab.lab().snapshot()->drained);
}

void TestMirror::lastMemberOfANonDurableGroupDrops()
{
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 5);
    lab.at(10).deliver(1, 1).at(50).event(Source::Wire, wire::ClientClosed{ClientId("a")});
    QCOMPARE(lab.deliveries(),
             QStringList({u"a seq 1 attempt 1: 10..50 dropped (deadline 5010)"_s}));
    QVERIFY(!lab.lab().snapshot()->drained); // nobody listens to what is stored
}

void TestMirror::durableGroupKeepsAndResumes()
{
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 5, "account", "bank");
    lab.at(10).deliver(1, 1).at(50).event(Source::Wire, wire::ClientClosed{ClientId("a")});
    auto snapshot = lab.lab().snapshot();
    QCOMPARE(snapshot->subscriptions.size(), std::size_t(1));
    QVERIFY(snapshot->subscriptions[0].offline);
    QCOMPARE(snapshot->subscriptions[0].pending, 1U);
    lab.at(1000).connect("b").subscribe(2, "b", 5, "account", "bank");
    lab.at(1001).deliver(2, 1, 1);
    // Deadline: old + W, not resume + W (section 3.2); the fresh timer fires at 6000.
    QCOMPARE(lab.deliveries().last(), u"b seq 1 attempt 2: 1001.. running (deadline 10010)"_s);
    lab.at(1002).ack(2, 1);
    QVERIFY(lab.lab().snapshot()->drained);
}

void TestMirror::killedProcess()
{
    LabScript lab;
    lab.at(0).start("a").start("b").connect("a").connect("b");
    lab.subscribe(1, "a", 1).subscribe(2, "b", 1);
    lab.at(10).deliver(1, 1).at(20).end("a", 9).at(30).deliver(1, 2);
    QCOMPARE(lab.lab().snapshot()->replicas[0].state, ReplicaState::Dead); // no broker event: off
    lab.at(1012).deliver(2, 1, 1).at(1031).deliver(2, 2, 1);
    QCOMPARE(lab.deliveries().mid(0, 2),
             QStringList({u"a seq 1 attempt 1: 10..1012 expired→b (deadline 1010)"_s,
                          u"a seq 2 attempt 1: 30..1031 sent-to-dead→b (deadline 1030)"_s}));
}

void TestMirror::ghostIsEvictedAfterItsHeartbeats()
{
    LabScript lab;
    lab.at(0).runBroker().start("a").start("b").connect("a").connect("b");
    lab.subscribe(1, "a", 60).subscribe(2, "b", 60);
    lab.at(10).deliver(1, 1).at(20).end("a", 9);
    auto snapshot = lab.lab().snapshot();
    QCOMPARE(snapshot->replicas[0].state, ReplicaState::Ghost);
    QCOMPARE(snapshot->replicas[0].evictionAt, Nanos(std::chrono::milliseconds(4000)));
    const wire::HeartbeatSent beat{ClientId("a")};
    lab.at(1000).event(Source::Wire, beat).at(3000).event(Source::Wire, beat).at(3500).tick();
    QCOMPARE(lab.lab().snapshot()->replicas[0].state, ReplicaState::Ghost);
    lab.at(4021).tick();
    QCOMPARE(lab.lab().snapshot()->replicas[0].state, ReplicaState::Dead);
    lab.at(4101).deliver(2, 1, 1);
    QCOMPARE(lab.deliveries().first(),
             u"a seq 1 attempt 1: 10..4000 transferred→b (deadline 4100)"_s);
}

/// Nobody says of a broker that went first that it knows.
void TestMirror::deathBeforeTheBrokersIsNotNoticed()
{
    LabScript lab;
    lab.at(0).runBroker().start("a").start("b").connect("a").connect("b");
    lab.subscribe(1, "a", 60).subscribe(2, "b", 60);
    lab.at(20).end("a", 9);
    broker::Changed dead;
    dead.state = broker::State::Dead;
    lab.at(30).event(Source::Supervisor, dead);
    const auto snapshot = lab.lab().snapshot();
    QCOMPARE(snapshot->replicas[0].state, ReplicaState::Dead);
    QVERIFY(snapshot->replicas[0].unnoticed);
    QVERIFY(!snapshot->replicas[1].unnoticed);
}

void TestMirror::whoWasDroppedFirstLeftFirst()
{
    LabScript lab;
    const wire::HeartbeatSent beat{ClientId("a")};
    lab.at(0).runBroker().connect("a").connect("b").connect("c");
    lab.subscribe(1, "a", 60).subscribe(2, "b", 60).subscribe(3, "c", 60);
    lab.at(10).deliver(1, 1).deliver(2, 2).deliver(3, 3);
    lab.at(1000).event(Source::Wire, beat).at(3000).event(Source::Wire, beat);
    // `a` was dropped at 4000, which shows 20 ms later: `c` got what it held, and hands it on.
    lab.at(4010).event(Source::Wire, wire::ClientClosed{ClientId("c")}).at(4050).tick();
    QCOMPARE(lab.deliveries(),
             QStringList({u"a seq 1 attempt 1: 10..4010 transferred→b (deadline 4110)"_s,
                          u"b seq 2 attempt 1: 10.. running (deadline 60010)"_s,
                          u"c seq 3 attempt 1: 10..4010 transferred→b (deadline 4110)"_s}));
}

void TestMirror::droppedInOneStepLeaveInTheirOrder()
{
    LabScript lab;
    const wire::HeartbeatSent a{ClientId("a")};
    const wire::HeartbeatSent b{ClientId("b")};
    lab.at(0).runBroker().connect("a").connect("b");
    lab.subscribe(1, "a", 60, "account", "bank").subscribe(2, "b", 60, "account", "bank");
    lab.at(1000).event(Source::Wire, b).at(1010).event(Source::Wire, a);
    lab.at(3000).event(Source::Wire, b).at(3010).event(Source::Wire, a);
    // `b` was dropped at 4000, `a` at 4010: it was the last, whose record the group keeps.
    lab.at(5000).tick();
    QCOMPARE(lab.pending(), QStringList({u"bank:account/a (offline) last 0 pending 0"_s}));
}

void TestMirror::takeoverClosesTheOldClient()
{
    LabScript lab;
    lab.at(0).connect("a").connect("b").subscribe(1, "a", 5).subscribe(2, "b", 5);
    lab.at(10).deliver(1, 1).at(600).connect("a");
    QCOMPARE(lab.lab().snapshot()->subscriptions.size(), std::size_t(1));
    QCOMPARE(lab.deliveries().first(),
             u"a seq 1 attempt 1: 10..600 transferred→b (deadline 700)"_s);
}

void TestMirror::stalledAtMaxInflight()
{
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 5, "account", "", 2);
    lab.at(10).deliver(1, 1).deliver(1, 2);
    QVERIFY(lab.lab().snapshot()->subscriptions[0].stalled);
    lab.at(20).ack(1, 1);
    QVERIFY(!lab.lab().snapshot()->subscriptions[0].stalled);
}

void TestMirror::evictedMessageVanishesQuietly()
{
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 1);
    lab.at(10).deliver(1, 1).at(1010).tick().at(1300).tick();
    QCOMPARE(lab.deliveries().first(), u"a seq 1 attempt 1: 10.. running (deadline 1010)"_s);
    lab.at(1500).tick();
    QCOMPARE(lab.deliveries().first(), u"a seq 1 attempt 1: 10..1500 evicted (deadline 1010)"_s);
    // It was only slow: the redelivery corrects the story.
    lab.at(1600).deliver(1, 1, 1);
    QCOMPARE(lab.deliveries().first(), u"a seq 1 attempt 1: 10..1600 expired→a (deadline 1010)"_s);
}

void TestMirror::pausedBrokerFiresNoTimer()
{
    LabScript lab;
    broker::Changed state;
    state.state = broker::State::Running;
    state.pid = 7;
    lab.at(0)
        .event(Source::Supervisor, state)
        .connect("a")
        .subscribe(1, "a", 1)
        .at(10)
        .deliver(1, 1);
    state.state = broker::State::Paused;
    lab.at(500).event(Source::Supervisor, state).at(9000).tick();
    QCOMPARE(lab.deliveries().first(), u"a seq 1 attempt 1: 10.. running (deadline 1010)"_s);
    state.state = broker::State::Running;
    lab.at(9500).event(Source::Supervisor, state).tick().at(9510).deliver(1, 1, 1);
    QCOMPARE(lab.deliveries().size(), qsizetype(2));
    QCOMPARE(lab.lab().history()->bands[0].kind, BandKind::Outage);
    state.state = broker::State::Off; // stopped on request: away as well
    lab.at(9600).event(Source::Supervisor, state);
    QCOMPARE(lab.lab().history()->bands.size(), std::size_t(2));
}

void TestMirror::memoryRestartForgets()
{
    LabScript lab;
    broker::Changed state;
    state.state = broker::State::Running;
    state.pid = 7;
    state.options.store = StoreKind::Memory;
    lab.at(0)
        .event(Source::Supervisor, state)
        .connect("a")
        .subscribe(1, "a", 1)
        .at(10)
        .deliver(1, 1);
    state.state = broker::State::Dead;
    lab.at(100).event(Source::Supervisor, state);
    state.state = broker::State::Running;
    state.pid = 8;
    lab.at(200).event(Source::Supervisor, state);
    auto snapshot = lab.lab().snapshot();
    QVERIFY(snapshot->subscriptions.empty());
    QVERIFY(snapshot->clients.empty());
    lab.at(300).publish("g").puback("g");
    QCOMPARE(lab.lab().history()->messages[1].sequence, Sequence(1)); // sequences restart
}

void TestMirror::fileRestartKeeps()
{
    LabScript lab;
    broker::Changed state;
    state.state = broker::State::Running;
    state.pid = 7;
    lab.at(0)
        .event(Source::Supervisor, state)
        .connect("a")
        .subscribe(1, "a", 5)
        .at(10)
        .deliver(1, 1);
    state.state = broker::State::Dead;
    lab.at(100).event(Source::Supervisor, state);
    state.state = broker::State::Running;
    state.pid = 8;
    lab.at(200).event(Source::Supervisor, state);
    QCOMPARE(lab.lab().snapshot()->subscriptions[0].pending, 1U);
    lab.at(5011).deliver(1, 1, 1);
    QCOMPARE(lab.deliveries().size(), qsizetype(2));
}

void TestMirror::tapGapMakesUncertain()
{
    LabScript lab;
    lab.at(0).connect("a").connect("b").subscribe(1, "a", 1, "").subscribe(2, "b", 1, "");
    lab.at(10).deliver(1, 1).deliver(2, 1).deliver(2, 2);
    lab.at(20).event(Source::Wire, wire::TapGap{said("test")});
    lab.at(30).event(Source::Wire, wire::TapBack{});
    QCOMPARE(lab.lab().snapshot()->tap.gaps, std::uint64_t(1));
    // Some is acked later, some is redelivered, of some nothing is ever heard again.
    lab.at(40).ack(1, 1).at(1010).deliver(2, 1, 1).at(2000).tick();
    QCOMPARE(lab.deliveries().mid(0, 3),
             QStringList({u"a seq 1 attempt 1: 10..40 acked (deadline 1010)"_s,
                          u"b seq 1 attempt 1: 10..1010 expired→b (deadline 1010)"_s,
                          u"b seq 2 attempt 1: 10..2000 unknown (deadline 1010)"_s}));
    const MirrorState state = lab.lab().mirrorState();
    QCOMPARE(state.gaps.size(), std::size_t(1));
    QCOMPARE(state.gaps[0].until, std::optional<Nanos>(std::chrono::milliseconds(30)));
}

namespace mirrortest {

void change(LabScript& lab, broker::State state, std::int64_t pid)
{
    broker::Changed changed;
    changed.state = state;
    changed.pid = pid;
    lab.event(Source::Supervisor, changed);
}

/// Three messages are in the channel; who is registered is the caller's.
void join(LabScript& lab, std::vector<MonitoredClient> clients)
{
    monitor::Answered answer;
    answer.purpose = monitor::Purpose::Bootstrap;
    answer.serverId = "new";
    answer.clients = std::move(clients);
    answer.channels = {{ChannelName("transactions"), Sequence(1), Sequence(3), {}}};
    lab.event(Source::Monitor, answer);
}

std::size_t drawnGaps(LabScript& lab)
{
    std::size_t count = 0;
    const History& history = *lab.lab().history();
    for (std::size_t i = 0; i < history.bands.size(); ++i)
        if (history.bands[i].kind == BandKind::TapGap
            && history.bands[i].until.get() != history.bands[i].from.count())
            ++count;
    return count;
}

} // namespace mirrortest

void TestMirror::outageIsNoGap()
{
    using namespace mirrortest;
    LabScript lab;
    lab.at(0).runBroker().start("a").connect("a").publish("g1", "one").puback("g1");
    // The tap feels it first.
    lab.at(10).event(Source::Wire, wire::TapGap{said("lost")});
    QCOMPARE(lab.lab().snapshot()->tap.gaps, std::uint64_t(1));
    lab.at(12);
    change(lab, broker::State::Dead, 0);
    QCOMPARE(lab.lab().snapshot()->tap.gaps, std::uint64_t(0));
    QVERIFY(lab.lab().snapshot()->tap.outage);
    lab.at(100);
    change(lab, broker::State::Starting, 8);
    lab.event(Source::Supervisor, process::Held{ClientId("a")});
    QVERIFY(lab.lab().snapshot()->replicas[0].state == ReplicaState::Held);
    // A person's pause survives it.
    lab.event(Source::Supervisor, process::Paused{ClientId("a")});
    QVERIFY(lab.lab().snapshot()->replicas[0].state == ReplicaState::Paused);
    change(lab, broker::State::Running, 8);
    lab.at(120).event(Source::Wire, wire::TapBack{});
    QVERIFY(lab.lab().snapshot()->tap.outage); // it has not been asked yet
    QVERIFY(!lab.lab().snapshot()->drained);
    lab.at(130);
    join(lab, {{ClientId("a"), Subject("_INBOX.hb")}});
    lab.event(Source::Supervisor, process::Released{ClientId("a")});
    QVERIFY(lab.lab().snapshot()->replicas[0].state == ReplicaState::Paused);
    lab.event(Source::Supervisor, process::Resumed{ClientId("a")});
    QVERIFY(lab.lab().snapshot()->replicas[0].state == ReplicaState::Running);
    QVERIFY(!lab.lab().snapshot()->tap.outage);
    QCOMPARE(lab.lab().snapshot()->tap.gaps, std::uint64_t(0));
    QCOMPARE(lab.lab().mirrorState().gaps.size(), std::size_t(0));
    QCOMPARE(drawnGaps(lab), std::size_t(0));
    const History& history = *lab.lab().history();
    QCOMPARE(history.messages.size(), std::size_t(3));
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(history.messages[i].sequence, Sequence(i + 1));
        QCOMPARE(history.messages[i].origin.get(),
                 i == 0 ? MessageOrigin::Published : MessageOrigin::Unseen);
    }
}

void TestMirror::outageWithAGuestIsAGap_data()
{
    QTest::addColumn<bool>("before");
    QTest::newRow("registered when the broker died") << true;
    QTest::newRow("there when the tap came back") << false;
}

void TestMirror::outageWithAGuestIsAGap()
{
    using namespace mirrortest;
    QFETCH(const bool, before);
    LabScript lab;
    lab.at(0).runBroker().start("a").connect("a");
    if (before)
        lab.connect("guest");
    lab.at(10);
    change(lab, broker::State::Closing, 7);
    lab.at(11).event(Source::Wire, wire::TapGap{said("lost")});
    lab.at(12);
    change(lab, broker::State::Off, 0);
    QCOMPARE(lab.lab().snapshot()->tap.gaps, std::uint64_t(before ? 1 : 0));
    lab.at(100);
    change(lab, broker::State::Starting, 8);
    change(lab, broker::State::Running, 8);
    lab.at(120).event(Source::Wire, wire::TapBack{});
    lab.at(130);
    join(lab, {{ClientId("a"), {}}, {ClientId("guest"), {}}});
    QCOMPARE(lab.lab().snapshot()->tap.gaps, std::uint64_t(1));
    const MirrorState state = lab.lab().mirrorState();
    QCOMPARE(state.gaps.size(), std::size_t(1));
    QCOMPARE(state.gaps[0].from, Nanos(std::chrono::milliseconds(11)));
    QCOMPARE(state.gaps[0].until, std::optional<Nanos>(std::chrono::milliseconds(120)));
    QCOMPARE(drawnGaps(lab), std::size_t(1));
    QCOMPARE(lab.lab().history()->messages.size(), std::size_t(0)); // nobody can say
}

void TestMirror::longAwayBeforeTheBrokerDiedIsAGap()
{
    using namespace mirrortest;
    LabScript lab;
    lab.at(0).runBroker().start("a").connect("a");
    lab.at(10).event(Source::Wire, wire::TapGap{said("lost")});
    lab.at(5000);
    change(lab, broker::State::Dead, 0);
    QCOMPARE(lab.lab().snapshot()->tap.gaps, std::uint64_t(1));
    QVERIFY(!lab.lab().snapshot()->tap.outage);
}

void TestMirror::timerRunsOnInATapGap()
{
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 1, "").at(10).deliver(1, 1);
    lab.at(20).event(Source::Wire, wire::TapGap{said("test")}).at(3500).tick();
    lab.event(Source::Wire, wire::TapBack{});
    lab.at(4011).deliver(1, 1, 4);
    QCOMPARE(lab.deliveries(),
             QStringList({u"a seq 1 attempt 1: 10..4011 expired→a (deadline 4010)"_s,
                          u"a seq 1 attempt 5: 4011.. running (deadline 5011)"_s}));
}

void TestMirror::anAckThatCrossesTheRedeliverySettlesIt()
{
    LabScript lab;
    lab.at(0).connect("a").connect("b").subscribe(1, "a", 1).subscribe(2, "b", 1);
    lab.at(10).deliver(1, 1).at(1009).ack(1, 1).at(1010).deliver(2, 1, 1);
    QCOMPARE(lab.deliveries(),
             QStringList({u"a seq 1 attempt 1: 10..1009 acked (deadline 1010)"_s,
                          u"b seq 1 attempt 2: 1010..1010 settled-by-late-ack→a (deadline )"_s}));
    QCOMPARE(lab.lab().snapshot()->runningDeliveries, 0U);
}

void TestMirror::restartCountsFromTheMessagesOwnTime_data()
{
    QTest::addColumn<bool>("listens");
    QTest::newRow("nobody listens at the start") << false;
    QTest::newRow("somebody does") << true;
}

void TestMirror::restartCountsFromTheMessagesOwnTime()
{
    QFETCH(const bool, listens);
    laboratory::RunStarted run;
    run.unixNs = 1000000000000;
    LabScript lab(run);
    broker::Changed state;
    state.state = broker::State::Running;
    state.pid = 7;
    lab.at(0).event(Source::Supervisor, state).connect("a").subscribe(1, "a", 5);
    // Stored at 1000 and at 4000, delivered later.
    wire::Delivered delivered{wire::SubscriptionId(1), Sequence(1), false, 0,
                              run.unixNs + 1000000000, "x"};
    lab.at(4500).event(Source::Wire, delivered);
    delivered.sequence = Sequence(2);
    delivered.storedAtUnixNs = run.unixNs + 4000000000;
    lab.event(Source::Wire, delivered);
    state.state = broker::State::Dead;
    lab.at(5000).event(Source::Supervisor, state);
    state.state = broker::State::Running;
    state.pid = 8;
    lab.at(7000).event(Source::Supervisor, state);
    // 1 was sent again at the start, before anybody could listen: 1000 + 2 W is the next; 2 is due
    // at 4000 + W.
    QCOMPARE(lab.deliveries().last(),
             u"a seq 1 attempt 2: 7000.. running (deadline 11000) unseen"_s);
    if (listens)
        lab.at(7001).deliver(1, 1, 1);
    lab.at(9001).deliver(1, 2, 1);
    if (!listens)
        lab.at(11001).deliver(1, 1, 2);
    QStringList expected{u"a seq 1 attempt 1: 4500..7000 expired→a (deadline 9500)"_s,
                         u"a seq 2 attempt 1: 4500..9001 expired→a (deadline 9000)"_s};
    if (listens) // it was seen all the same
        expected += {u"a seq 1 attempt 2: 7000.. running (deadline 11000)"_s,
                     u"a seq 2 attempt 2: 9001.. running (deadline 14000)"_s};
    else
        expected += {u"a seq 1 attempt 2: 7000..11001 expired→a (deadline 11000) unseen"_s,
                     u"a seq 2 attempt 2: 9001.. running (deadline 14000)"_s,
                     u"a seq 1 attempt 3: 11001.. running (deadline 16000)"_s};
    QCOMPARE(lab.deliveries(), expected);
}

void TestMirror::staleDeadlineIsSentAtEveryFire()
{
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 1, "", "d").at(10).deliver(1, 1);
    lab.at(50).event(Source::Wire, wire::Unsubscribed{wire::SubscriptionId(1), false});
    lab.at(9000).connect("a").subscribe(2, "a", 1, "", "d").at(9001).deliver(2, 1, 1);
    lab.at(9301).deliver(2, 2);
    QCOMPARE(lab.deliveries()[1], u"a seq 1 attempt 2: 9001.. running (deadline 10000)"_s);
    // The fire at 10000 sends 1 again; the next is when 2 is due, and 1 is still in the past.
    lab.at(10001).deliver(2, 1, 2);
    QCOMPARE(lab.deliveries().last(), u"a seq 1 attempt 3: 10001.. running (deadline 10301)"_s);
}

void TestMirror::lateAckLeavesTheHolderStalled()
{
    LabScript lab;
    lab.at(0).connect("a").connect("b");
    lab.subscribe(1, "a", 1, "account", "", 1).subscribe(2, "b", 1, "account", "", 1);
    lab.at(10).deliver(1, 1).deliver(2, 2);
    QCOMPARE(lab.pending(),
             QStringList({u"account/a last 1 pending 1: 1, stalled"_s,
                          u"account/b last 2 pending 1: 2, stalled"_s}));
    lab.at(20).ack(1, 2);
    QCOMPARE(lab.pending(),
             QStringList({u"account/a last 1 pending 1: 1, stalled"_s,
                          u"account/b last 2 pending 0, stalled"_s}));
}

void TestMirror::fullMemberTurnsTheListUnseen()
{
    LabScript lab;
    lab.at(0).connect("a").connect("b");
    lab.subscribe(1, "a", 1, "account", "", 1).subscribe(2, "b", 1, "account", "", 1);
    lab.at(10).publish("g1").deliver(1, 1).puback("g1").at(20).ack(1, 1);
    lab.at(30).publish("g2").deliver(2, 2).puback("g2");
    QCOMPARE(lab.pending(),
             QStringList(
                 {u"account/a last 1 pending 0"_s, u"account/b last 2 pending 1: 2, stalled"_s}));
    // A redelivery fills a without stalling it; then the broker tries a, in vain.
    lab.at(1031).deliver(1, 2, 1);
    QCOMPARE(lab.pending(),
             QStringList({u"account/b last 2 pending 0"_s, u"account/a last 2 pending 1: 2"_s}));
    lab.at(1040).publish("g3").deliver(2, 3).puback("g3").at(1050).publish("g4").puback("g4");
    QCOMPARE(lab.pending(),
             QStringList({u"account/b last 3 pending 1: 3, stalled"_s,
                          u"account/a last 2 pending 1: 2, stalled"_s}));
}

void TestMirror::listTurnsUnseenWhereNobodyQualifies()
{
    LabScript lab;
    const wire::HeartbeatSent beat{ClientId("b")};
    lab.at(0).runBroker().connect("a").connect("b").connect("c");
    lab.subscribe(1, "a", 60, "account", "", 1)
        .subscribe(2, "b", 60)
        .subscribe(3, "c", 60, "account", "", 1);
    lab.at(10).publish("g1").deliver(1, 1).puback("g1").publish("g2").deliver(2, 2).puback("g2");
    lab.at(20).publish("g3").deliver(3, 3).puback("g3");
    lab.at(1000).event(Source::Wire, beat).at(2100).tick();
    QCOMPARE(lab.pending(),
             QStringList({u"account/a last 1 pending 1: 1, stalled"_s,
                          u"account/b last 2 pending 1: 2"_s,
                          u"account/c last 3 pending 1: 3, stalled"_s}));
    // `b` is not stalled, but has missed a heartbeat: the first one is chosen, and is full.
    lab.at(2110).publish("g4").puback("g4");
    QCOMPARE(lab.pending(),
             QStringList({u"account/b last 2 pending 1: 2"_s,
                          u"account/c last 3 pending 1: 3, stalled"_s,
                          u"account/a last 1 pending 1: 1, stalled"_s}));
    // Then it is `b`, which has room; for what is stored behind that it is `c`.
    lab.at(2120).publish("g5").puback("g5").deliver(2, 4);
    QCOMPARE(lab.pending(),
             QStringList({u"account/a last 1 pending 1: 1, stalled"_s,
                          u"account/b last 4 pending 2: 2 4"_s,
                          u"account/c last 3 pending 1: 3, stalled"_s}));
}

void TestMirror::oneMessageIsTriedOnce()
{
    LabScript lab;
    const wire::HeartbeatSent beat{ClientId("b")};
    lab.at(0).runBroker().connect("a").connect("b").connect("c");
    lab.subscribe(1, "a", 60, "account", "", 1)
        .subscribe(2, "b", 60)
        .subscribe(3, "c", 60, "account", "", 1);
    lab.at(10).publish("g1").deliver(1, 1).puback("g1").publish("g2").deliver(2, 2).puback("g2");
    lab.at(20).publish("g3").deliver(3, 3).puback("g3");
    // `b` has missed a heartbeat: nobody qualifies, and the first one is chosen.
    lab.at(1000).event(Source::Wire, beat).at(2100).tick();
    lab.at(2110).publish("g4").puback("g4").publish("g5").deliver(2, 4).puback("g5");
    lab.at(2120).publish("g6").puback("g6");
    const QStringList turned({u"account/b last 4 pending 2: 2 4"_s,
                              u"account/c last 3 pending 1: 3, stalled"_s,
                              u"account/a last 1 pending 1: 1, stalled"_s});
    QCOMPARE(lab.pending(), turned);
    // With the seventh the broker sends 5 and tries 6: `c` is full. It does so once.
    lab.at(2130).publish("g7").deliver(2, 5).puback("g7");
    const QStringList once({u"account/a last 1 pending 1: 1, stalled"_s,
                            u"account/b last 5 pending 3: 2 4 5"_s,
                            u"account/c last 3 pending 1: 3, stalled"_s});
    QCOMPARE(lab.pending(), once);
    // What it refuses it does not send to anybody.
    lab.at(2140).publish("g8").puback("g8", "stan: invalid publish request");
    QCOMPARE(lab.pending(), once);
    lab.at(2150).publish("g9").puback("g9");
    QCOMPARE(lab.pending(), QStringList({once[1], once[2], once[0]}));
}

void TestMirror::resumedDurableStallsWhereItIsFull()
{
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 60, "", "book", 2);
    lab.at(10).publish("g1").deliver(1, 1).puback("g1").publish("g2").deliver(1, 2).puback("g2");
    lab.at(20).publish("g3").puback("g3");
    lab.at(30).event(Source::Wire, wire::Unsubscribed{wire::SubscriptionId(1), false});
    // What was pending comes first; then the broker tries the third, in vain.
    lab.at(40).subscribe(2, "a", 60, "", "book", 2).deliver(2, 1, 1);
    QCOMPARE(lab.pending(), QStringList({u"a last 2 pending 2: 1 2"_s}));
    lab.deliver(2, 2, 1);
    QCOMPARE(lab.pending(), QStringList({u"a last 2 pending 2: 1 2, stalled"_s}));
}

void TestMirror::memberThatLeavesHandsOnItsLastSent()
{
    LabScript lab;
    lab.at(0).connect("a").connect("b").connect("c");
    lab.subscribe(1, "a", 5).subscribe(2, "b", 5).subscribe(3, "c", 5);
    lab.at(10).deliver(1, 1).deliver(2, 2).deliver(3, 3).ack(3, 3);
    lab.at(20).event(Source::Wire, wire::Unsubscribed{wire::SubscriptionId(3), true});
    QCOMPARE(lab.pending(),
             QStringList({u"account/a last 3 pending 1: 1"_s, u"account/b last 2 pending 1: 2"_s}));
}

void TestMirror::sequencesComeFromPubAcks()
{
    LabScript lab;
    lab.at(1).publish("g1", "one").publish("g2", "two").publish("g3", "three");
    lab.at(2).puback("g2").puback("g1", "stan: invalid publish request").puback("g3");
    const History& history = *lab.lab().history();
    QCOMPARE(history.messages.size(), std::size_t(2));
    QCOMPARE(history.payloads[history.messages[0].payload.get() - 1], std::string_view("two"));
    QCOMPARE(history.messages[1].sequence, Sequence(2));
    QCOMPARE(history.payloads[history.messages[1].payload.get() - 1], std::string_view("three"));
}

void TestMirror::deliveryBeforeItsPubAckIsTheSameMessage()
{
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 5);
    lab.at(1).publish("g1", "one").deliver(1, 1, 0, "one").puback("g1");
    QCOMPARE(lab.lab().history()->messages.size(), std::size_t(1));
    QCOMPARE(lab.lab().history()->messages[0].deliveries.get(), 1U);
}

void TestMirror::nonsenseSequencesCostNothing()
{
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 5);
    lab.at(1).deliver(1, 1).deliver(1, ~std::uint64_t(0)).deliver(1, std::uint64_t(1) << 60);
    QCOMPARE(lab.lab().history()->messages.size(), std::size_t(3));
}

void TestMirror::pubAckLostWithTheBrokerShiftsNothing()
{
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 5);
    // One is stored, its PubAck is lost with the broker; the outbox sends it again, then two.
    lab.at(1).publish("g1", "one").event(Source::Wire, wire::TapGap{said("broker killed")});
    lab.at(2).deliver(1, 1, 0, "one").publish("g2", "one").deliver(1, 2, 0, "one").puback("g2");
    lab.at(3).publish("g3", "two").deliver(1, 3, 0, "two").puback("g3");
    lab.at(4).publish("g4", "three").puback("g4");
    const History& history = *lab.lab().history();
    QStringList seen;
    for (std::size_t i = 0; i < history.messages.size(); ++i) {
        const MessageRow& row = history.messages[i];
        seen << u"%1 %2"_s.arg(row.sequence.value())
                    .arg(LabScript::text(std::string(history.payloads[row.payload.get() - 1])));
    }
    QCOMPARE(seen, QStringList({u"1 one"_s, u"2 one"_s, u"3 two"_s, u"4 three"_s}));
}

void TestMirror::aJumpInTimeEnds()
{
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 1).at(10).deliver(1, 1);
    lab.at(1e12).tick(); // 30 years
    QCOMPARE(lab.lab().snapshot()->runningDeliveries, 0U);
}

/// A broker that does not answer must not fill the memory; nothing becomes wrong by that.
void TestMirror::largePayloadsThatWaitAreLetGo()
{
    constexpr std::uint64_t count = 100;
    const auto payload = [](const std::string& name) { return name + std::string(1'000'000, 'x'); };
    const auto name = [](char of, std::uint64_t number) { return of + std::to_string(number); };
    LabScript lab;
    lab.at(0).connect("a").subscribe(1, "a", 3);
    for (std::uint64_t i = 1; i <= count; ++i)
        lab.at(10).publish(name('a', i), payload(name('a', i)));
    const std::uint64_t lost = lab.lab().broker().lostPayloads();
    QVERIFY2(lost >= 33 && lost < count, qPrintable(QString::number(lost)));
    for (std::uint64_t i = 1; i <= count; ++i)
        lab.at(20).puback(name('a', i));
    const auto history = lab.lab().history();
    QCOMPARE(history->messages.size(), std::size_t(count));
    for (std::uint64_t i = 1; i <= count; ++i) {
        QCOMPARE(history->messages[i - 1].sequence.value(), i);
        QCOMPARE(history->messages[i - 1].payloadSize.get() != 0, i > lost);
    }
    // A delivery brings it.
    lab.at(30).deliver(1, 1, 0, payload("a1"));
    QCOMPARE(history->messages[0].payloadSize.get(), std::uint32_t(1'000'002));

    // Nor do those fill it that wait for their sequence after a gap.
    lab.at(40).event(Source::Wire, wire::TapGap{said("test")});
    lab.at(50).event(Source::Wire, wire::TapBack{});
    for (std::uint64_t i = 1; i <= count; ++i)
        lab.at(60).publish(name('b', i), payload(name('b', i))).puback(name('b', i));
    QVERIFY(lab.lab().broker().lostPayloads() >= lost + 33);
    lab.at(70).deliver(1, count + 1, 0, payload("b1"));
    QCOMPARE(lab.lab().broker().lastStored(ChannelName("transactions")),
             std::optional(Sequence(2 * count)));
}

QTEST_GUILESS_MAIN(TestMirror)
#include "tst_mirror.moc"

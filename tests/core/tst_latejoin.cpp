#include "core/words/words.h"
#include "tests/support/labscript.h"

#include <QTest>

using namespace stanscope;
using namespace Qt::StringLiterals;
using test::LabScript;

/// What the monitoring endpoint adds to the mirror: a late join, a gap that is closed, drift and
/// its correction (protocol sections 1.6, 5.2 rule 1, 5.3).
class TestLateJoin : public QObject
{
    Q_OBJECT

private slots:
    void takesOverWhatIsThere();
    void knowsAllWhenAllIsPending();
    void bufferedDeliveriesAreCountedOnce();
    void bufferedAckGivesThePlaceholderBack();
    void bufferedPubAcksAreCountedOnce();
    void ackedWhileTheAnswerWasOnItsWay();
    void olderPlaceholdersOutliveABusyJoin();
    void lastSequenceDoesNotRunAhead();
    void framesMayComeLaterThanTheAnswer();
    void aDeliveryMayOvertakeItsPublish();
    void anOlderAnswerTakesNothingBack();
    void whatMovedMeanwhileIsNoDrift();
    void publishThatNobodySawHasNoTime();
    void attemptsAreTheBrokers();
    void guessesSaySo();
    void unchangedTotalsCompareNothing();
    void bufferedClosesOfWhatIsListedAreOld();
    void subscriptionThatLeftAfterTheAnswerIsGone();
    void clientThatCameDuringTheAnswerKeepsItsSubscriptions();
    void redeliveryAndAckResolve();
    void unresolvedEndsAfterOneAckWait();
    void unresolvedStaysWhileItsClientMayBeDead();
    void skippedFireIsNoEviction();
    void whatNobodyCanKnowIsUnknown();
    void whatComesBeforeItsTimeIsKnownNoLonger();
    void placeholdersOfALeaverKeepTheirDeadline();
    void firstSilentDropIsSeenByTheHeartbeats();
    void silentDropBehindATakeover();
    void silentDropBehindAClose();
    void offlineDurableResumes();
    void gapIsReconciled();
    void restartIsSeenByTheServerId();
    void restartThatForgotAcks();
    void clientMissingFromAnAnswerWasDropped();
    void takeoverThatBeganBeforeTheJoinIsSeenByTheInbox();
    void threeQuietComparisonsMakeADrift();
    void framesMakeComparisonsWait();
    void aTransientIsNoDrift();
    void frameWithdrawsACorrection();
    void comparesSubscriptionsAndOrder();
    void comparesClients();
    void unmonitoredSaysSo();
};

namespace {

MonitoredSubscription row(std::uint32_t id, const char* client, std::uint64_t last,
                          std::uint64_t pending, const char* group = "account",
                          const char* durable = "")
{
    MonitoredSubscription row;
    row.subscription = id;
    row.client = ClientId(client);
    row.inbox = Subject("_INBOX." + std::to_string(id));
    row.ackInbox = Subject("_INBOX.ack." + std::to_string(id));
    row.queueGroup = group;
    row.durable = durable;
    row.maxInflight = 16;
    row.ackWaitSeconds = 1;
    row.lastSent = Sequence(last);
    row.pending = pending;
    return row;
}

MonitoredSubscription offline(MonitoredSubscription row)
{
    row.offline = true;
    row.subscription = 0;
    return row;
}

monitor::Answered answer(monitor::Purpose purpose, double askedMs, std::uint64_t last,
                         std::vector<MonitoredSubscription> rows)
{
    monitor::Answered answer;
    answer.purpose = purpose;
    answer.askedAt =
        std::chrono::duration_cast<Nanos>(std::chrono::duration<double, std::milli>(askedMs));
    answer.serverId = "S1";
    for (const MonitoredSubscription& one : rows)
        if (!one.offline)
            answer.clients.push_back({one.client, Subject("_INBOX.hb")});
    answer.channels = {{ChannelName("transactions"), Sequence(1), Sequence(last), std::move(rows)}};
    return answer;
}

monitor::Answered bootstrap(double askedMs, std::uint64_t last,
                            std::vector<MonitoredSubscription> rows)
{
    return answer(monitor::Purpose::Bootstrap, askedMs, last, std::move(rows));
}

monitor::Answered check(double askedMs, std::uint64_t last, std::vector<MonitoredSubscription> rows)
{
    return answer(monitor::Purpose::Check, askedMs, last, std::move(rows));
}

LabScript attached()
{
    laboratory::RunStarted run;
    run.attached = true;
    run.monitored = true;
    return LabScript(run);
}

MirrorCheckView checkOf(LabScript& lab)
{
    return lab.lab().snapshot()->check;
}

QStringList driftOf(LabScript& lab)
{
    QStringList lines;
    for (const DriftRow& row : lab.lab().broker().driftRows())
        lines << LabScript::text(row.client.value() + ": " + sourceText(row.difference)
                                 + (row.corrected ? " (corrected)" : ""));
    return lines;
}

} // namespace

void TestLateJoin::takesOverWhatIsThere()
{
    LabScript lab = attached();
    QCOMPARE(checkOf(lab).state, MirrorCheckView::State::Bootstrapping);
    lab.at(20).event(
        Source::Monitor,
        bootstrap(10, 9,
                  {row(2, "b", 9, 1), row(1, "a", 8, 2), offline(row(0, "c", 5, 3, "", "d"))}));
    QCOMPARE(
        lab.pending(),
        QStringList({u"c (offline) last 5 pending 3: ? ? ?"_s, u"account/b last 9 pending 1: ?"_s,
                     u"account/a last 8 pending 2: ? ?"_s}));
    const auto snapshot = lab.lab().snapshot();
    QCOMPARE(snapshot->clients.size(), std::size_t(2));
    QCOMPARE(snapshot->check.unknown, std::uint64_t(6));
    QCOMPARE(snapshot->check.state, MirrorCheckView::State::Waiting);
    QCOMPARE(snapshot->broker.serverId, std::string("S1"));
    QCOMPARE(lab.lab().mirrorState().channels[0].last, Sequence(9));
}

void TestLateJoin::knowsAllWhenAllIsPending()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 3, {row(1, "a", 3, 3, "")}));
    QCOMPARE(lab.pending(), QStringList({u"a last 3 pending 3: 1 2 3"_s}));
    QVERIFY(!lab.lab().mirrorState().channels[0].subscriptions[0].outstanding[0].deadline);
    lab.at(700).deliver(1, 1, 1).at(701).ack(1, 2);
    QCOMPARE(lab.pending(), QStringList({u"a last 3 pending 2: 1 3"_s}));
}

void TestLateJoin::bufferedDeliveriesAreCountedOnce()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 5, {row(1, "a", 5, 1)}));
    // Heard while the answer was awaited: 4 had been settled, 5 is the one that is pending, 6 is
    // newer than the answer.
    lab.at(4).deliver(1, 5).at(18).deliver(1, 6);
    QCOMPARE(lab.pending(), QStringList({u"account/a last 6 pending 2: 5 6"_s}));
    lab.at(30).ack(1, 5).ack(1, 6);
    QCOMPARE(lab.pending(), QStringList({u"account/a last 6 pending 0"_s}));
}

void TestLateJoin::bufferedAckGivesThePlaceholderBack()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 5, {row(1, "a", 5, 1)}));
    // 5 was delivered and acked before the answer: the pending one is another.
    lab.at(4).deliver(1, 5).at(5).ack(1, 5);
    QCOMPARE(lab.pending(), QStringList({u"account/a last 5 pending 1: ?"_s}));
    QCOMPARE(lab.deliveries(), QStringList({u"a seq 5 attempt 1: 4..5 acked (deadline 1004)"_s}));
}

void TestLateJoin::bufferedPubAcksAreCountedOnce()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 5, {}));
    lab.at(3).publish("g1").at(4).puback("g1").at(30).publish("g2").puback("g2");
    QCOMPARE(lab.lab().mirrorState().channels[0].last, Sequence(6));
}

/// The broker counted 3 as pending at some moment between 10 and 20: 98, 99 and 100, as the acks
/// tell, whatever their times.
void TestLateJoin::ackedWhileTheAnswerWasOnItsWay()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 100, {row(1, "a", 100, 3)}));
    lab.at(10.5);
    for (std::uint64_t sequence = 95; sequence <= 100; ++sequence)
        lab.deliver(1, sequence);
    lab.at(12).ack(1, 95).ack(1, 96).ack(1, 97);
    QCOMPARE(lab.pending(), QStringList({u"account/a last 100 pending 3: 98 99 100"_s}));
    lab.at(19).deliver(1, 101).ack(1, 98).ack(1, 99).at(21).ack(1, 100).ack(1, 101);
    QCOMPARE(lab.pending(), QStringList({u"account/a last 101 pending 0"_s}));
}

/// Two have waited since long before; a prompt client takes one after the other.
void TestLateJoin::olderPlaceholdersOutliveABusyJoin()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 100, {row(1, "a", 100, 3)}));
    for (std::uint64_t sequence = 95; sequence <= 105; ++sequence)
        lab.at(10.5 + 0.8 * static_cast<double>(sequence - 95))
            .deliver(1, sequence)
            .ack(1, sequence);
    QCOMPARE(lab.pending(), QStringList({u"account/a last 105 pending 2: ? ?"_s}));
}

/// Which PubAcks are in an answer of some moment meanwhile is not known. Nothing counts them twice,
/// and a delivery tells.
void TestLateJoin::lastSequenceDoesNotRunAhead()
{
    LabScript lab = attached();
    const auto last = [&lab] { return lab.lab().mirrorState().channels[0].last; };
    lab.at(20).event(Source::Monitor, bootstrap(10, 5, {row(1, "a", 5, 0)}));
    lab.at(9).publish("g1", "one").publish("g2", "two").at(19).puback("g1").puback("g2");
    QCOMPARE(last(), Sequence(5));
    QVERIFY(lab.lab().mirrorState().channels[0].lastIsGuess);
    QVERIFY(!lab.lab().broker().lastStored(ChannelName("transactions")));
    lab.at(30).publish("g3", "three").at(31).deliver(1, 6, 0, "three").at(32).puback("g3");
    QCOMPARE(last(), Sequence(6));
    QVERIFY(!lab.lab().mirrorState().channels[0].lastIsGuess);
    lab.at(40).publish("g4", "four").at(42).puback("g4");
    QCOMPARE(last(), Sequence(7));
    QCOMPARE(lab.lab().broker().lastStored(ChannelName("transactions")),
             std::optional(Sequence(7)));
}

/// They have another way to the tap: what the answer counts may be heard after it. The delivery
/// says which sequence it has; and the same payload of long before does not.
void TestLateJoin::framesMayComeLaterThanTheAnswer()
{
    LabScript lab = attached();
    const auto last = [&lab] { return lab.lab().mirrorState().channels[0].last; };
    lab.at(20).event(Source::Monitor, bootstrap(10, 6, {row(1, "a", 6, 1)}));
    lab.at(22).publish("g1", "six").publish("g2", "seven");
    lab.at(23).deliver(1, 6, 0, "six").deliver(1, 7, 0, "seven").puback("g1");
    QCOMPARE(last(), Sequence(7));
    lab.puback("g2");
    QCOMPARE(last(), Sequence(7));
    lab.at(30).publish("g3", "eight").puback("g3");
    QCOMPARE(last(), Sequence(8));

    LabScript other = attached();
    other.at(20).event(Source::Monitor, bootstrap(10, 6, {row(1, "a", 6, 1)}));
    other.at(22).deliver(1, 6, 1, "hello").at(90).publish("g1", "hello").puback("g1");
    QCOMPARE(other.lab().mirrorState().channels[0].last, Sequence(7));
}

/// The server hands a publish to the broker before the tap has it: its delivery may be heard first.
void TestLateJoin::aDeliveryMayOvertakeItsPublish()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 7, {row(1, "a", 7, 2)}));
    lab.at(22).deliver(1, 6, 0, "six").deliver(1, 7, 0, "seven");
    lab.at(25).publish("g1", "six").publish("g2", "seven").puback("g1").puback("g2");
    QCOMPARE(lab.lab().mirrorState().channels[0].last, Sequence(7));
}

/// An answer that is older than what was delivered meanwhile takes nothing of that back.
void TestLateJoin::anOlderAnswerTakesNothingBack()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 5, {row(1, "a", 5, 0)}));
    lab.at(31).publish("g1", "six").deliver(1, 6, 0, "six").ack(1, 6);
    lab.at(32).event(Source::Monitor, bootstrap(30, 5, {row(1, "a", 5, 0)}));
    QCOMPARE(lab.lab().mirrorState().channels[0].last, Sequence(6));
    lab.at(33).puback("g1");
    QCOMPARE(lab.lab().mirrorState().channels[0].last, Sequence(6));
    QCOMPARE(lab.lab().snapshot()->extent.messages, std::size_t(1));
}

/// What is a little off because frames passed while the answer was on its way ends joining; the
/// same on a channel where nothing moved is a drift.
void TestLateJoin::whatMovedMeanwhileIsNoDrift()
{
    for (const bool moved : {true, false}) {
        LabScript lab = attached();
        lab.at(20).event(Source::Monitor, bootstrap(10, 5, {row(1, "a", 5, 2)}));
        if (moved)
            lab.at(12).ack(1, 4);
        for (const double time : {600.0, 700.0, 800.0}) {
            lab.at(time).event(Source::Monitor, check(time - 10, 5, {row(1, "a", 5, 1)}));
            lab.at(time + 70).tick();
        }
        QCOMPARE(driftOf(lab).size(), moved ? 0 : 1);
        const auto correction = lab.lab().correction();
        QVERIFY(correction.has_value());
        lab.at(880).event(Source::Monitor, *correction);
        QCOMPARE(lab.pending(), QStringList({u"account/a last 5 pending 1: ?"_s}));
        // Only once: what differs later has drifted.
        for (const double time : {1000.0, 1100.0, 1200.0}) {
            lab.at(time).event(Source::Monitor, check(time - 10, 5, {row(1, "a", 5, 0)}));
            lab.at(time + 70).tick();
        }
        QCOMPARE(driftOf(lab).size(), moved ? 1 : 2);
    }
}

void TestLateJoin::publishThatNobodySawHasNoTime()
{
    laboratory::RunStarted run;
    run.attached = true;
    run.monitored = true;
    run.unixNs = 1'000'000'000'000;
    LabScript lab(run);
    lab.at(20).event(Source::Monitor, bootstrap(10, 2, {row(1, "a", 0, 0)}));
    const auto deliver = [&lab](std::uint64_t sequence, std::int64_t stored) {
        lab.event(Source::Wire,
                  wire::Delivered{wire::SubscriptionId(1), Sequence(sequence), false, 0, stored,
                                  "m" + std::to_string(sequence)});
    };
    lab.at(30);
    deliver(2, run.unixNs - 5'000'000'000);
    deliver(3, run.unixNs + 25'000'000);
    lab.publish("g", "m4");
    deliver(4, run.unixNs + 30'000'000);
    const auto& messages = lab.lab().history()->messages;
    QCOMPARE(messages[0].origin.get(), MessageOrigin::Before);
    QCOMPARE(messages[0].brokerStoredAt.get(), run.unixNs - 5'000'000'000);
    QCOMPARE(messages[1].origin.get(), MessageOrigin::Unseen);
    QCOMPARE(messages[2].origin.get(), MessageOrigin::Unseen); // so far
    lab.at(31).puback("g");
    QCOMPARE(messages[2].origin.get(), MessageOrigin::Published);
    QCOMPARE(messages[1].origin.get(), MessageOrigin::Unseen);
}

/// The history counts what the deliveries say, not what happened to be heard.
void TestLateJoin::attemptsAreTheBrokers()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 1, {row(1, "a", 1, 1)}));
    lab.at(500).deliver(1, 1, 3);
    const auto& history = *lab.lab().history();
    QCOMPARE(history.deliveries[0].attempt, 4U);
    QCOMPARE(history.messages[0].deliveries.get(), 4U);
    lab.at(1500).deliver(1, 1, 4);
    QCOMPARE(history.messages[0].deliveries.get(), 5U);
    lab.at(2500).event(Source::Wire, wire::TapGap{said("away")});
    lab.at(5500).event(Source::Wire, wire::TapBack{});
    lab.at(5510).event(Source::Monitor, bootstrap(5505, 1, {row(1, "a", 1, 1)}));
    lab.at(6500).deliver(1, 1, 9);
    QCOMPARE(history.deliveries[2].attempt, 10U);
    QCOMPARE(history.messages[0].deliveries.get(), 10U);
}

void TestLateJoin::guessesSaySo()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 5, {row(1, "a", 5, 1)}));
    const auto one = [&lab] { return lab.lab().mirrorState().channels[0].subscriptions[0]; };
    QVERIFY(one().pendingIsGuess);
    lab.at(400).deliver(1, 5, 1);
    QVERIFY(!one().pendingIsGuess);
    lab.at(450).ack(1, 5).at(500).deliver(1, 6);
    QVERIFY(!one().outstanding[0].isGuess);
    const auto& deliveries = lab.lab().history()->deliveries;
    QVERIFY(!deliveries[1].deadlineIsGuess.get());
    lab.at(600).event(Source::Wire, wire::TapGap{said("away")});
    QVERIFY(one().outstanding[0].isGuess);
    QVERIFY(one().pendingIsGuess);
}

void TestLateJoin::unchangedTotalsCompareNothing()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 5, {row(1, "a", 5, 0)}));
    QVERIFY(checkOf(lab).wanted);
    lab.at(500).event(Source::Monitor, check(490, 5, {row(1, "a", 5, 0)})).at(570).tick();
    QVERIFY(!checkOf(lab).wanted);
    const std::uint64_t compared = checkOf(lab).compared;
    lab.at(1500).event(Source::Monitor, answer(monitor::Purpose::Unchanged, 1490, 0, {}));
    lab.at(1600).tick();
    QCOMPARE(checkOf(lab).compared, compared);
    QCOMPARE(lab.pending(), QStringList({u"account/a last 5 pending 0"_s}));
    lab.at(1700).deliver(1, 6);
    QVERIFY(checkOf(lab).wanted);
}

void TestLateJoin::bufferedClosesOfWhatIsListedAreOld()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 5, {row(1, "a", 5, 1)}));
    lab.at(2).event(Source::Wire, wire::ClientClosed{ClientId("a")});
    lab.at(3).connect("a").subscribe(1, "a", 1);
    QCOMPARE(lab.pending(), QStringList({u"account/a last 5 pending 1: ?"_s}));
    lab.at(30).event(Source::Wire, wire::ClientClosed{ClientId("a")});
    QCOMPARE(lab.pending(), QStringList());
}

void TestLateJoin::subscriptionThatLeftAfterTheAnswerIsGone()
{
    // The round began at 10 and ended at 70: channelsz was answered early in it, before 40.
    LabScript lab = attached();
    lab.at(70).event(Source::Monitor, bootstrap(10, 5, {row(1, "a", 5, 2, "account", "d")}));
    lab.at(40).event(Source::Wire, wire::Unsubscribed{wire::SubscriptionId(1), false});
    QCOMPARE(lab.pending(), QStringList({u"d:account/a (offline) last 5 pending 2: ? ?"_s}));
    QCOMPARE(lab.lab().mirrorState().clients.size(), std::size_t(1));
}

void TestLateJoin::clientThatCameDuringTheAnswerKeepsItsSubscriptions()
{
    // clientsz was answered before it connected, channelsz after it had subscribed.
    LabScript lab = attached();
    auto answer = bootstrap(10, 9, {row(1, "a", 8, 2, "account", "d")});
    answer.clients.clear();
    lab.at(20).event(Source::Monitor, answer);
    lab.at(12).connect("a").at(14).subscribe(1, "a", 1, "account", "d");
    QCOMPARE(lab.pending(), QStringList({u"d:account/a last 8 pending 2: ? ?"_s}));
    lab.at(500).event(Source::Wire, wire::ClientClosed{ClientId("a")});
    QCOMPARE(lab.pending(), QStringList({u"d:account/a (offline) last 8 pending 2: ? ?"_s}));
}

void TestLateJoin::redeliveryAndAckResolve()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 9, {row(1, "a", 8, 2), row(2, "b", 9, 1)}));
    lab.at(500).deliver(2, 3, 1);
    QCOMPARE(
        lab.pending(),
        QStringList({u"account/a last 8 pending 1: ?"_s, u"account/b last 9 pending 2: 3 ?"_s}));
    lab.at(510).ack(2, 9).at(520).ack(1, 7);
    QCOMPARE(lab.pending(),
             QStringList({u"account/a last 8 pending 0"_s, u"account/b last 9 pending 1: 3"_s}));
    QCOMPARE(lab.deliveries(),
             QStringList({u"b seq 3 attempt 2: 500.. running (deadline 1500)"_s}));
}

void TestLateJoin::unresolvedEndsAfterOneAckWait()
{
    // Each entry is sent again within one AckWait; what was not had been settled.
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 9, {row(1, "a", 8, 2)}));
    lab.at(900).deliver(1, 3, 1).at(1300).tick();
    QCOMPARE(lab.pending(), QStringList({u"account/a last 8 pending 2: 3 ?"_s}));
    lab.at(1500).tick();
    QCOMPARE(lab.pending(), QStringList({u"account/a last 8 pending 1: 3"_s}));
}

void TestLateJoin::unresolvedStaysWhileItsClientMayBeDead()
{
    // Its heartbeats failed before the mirror came: the broker skips its redeliveries.
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 9, {row(1, "a", 8, 2, "", "d")}));
    QVERIFY(lab.lab().snapshot()->clients[0].isUnproven);
    lab.at(900).event(Source::Wire, wire::HeartbeatSent{ClientId("a")}).at(1100).tick();
    lab.at(1900).tick();
    QCOMPARE(lab.pending(), QStringList({u"a last 8 pending 2: ? ?"_s}));
    lab.at(1950).event(Source::Monitor, check(1940, 9, {}));
    QCOMPARE(lab.pending(), QStringList({u"a (offline) last 8 pending 2: ? ?"_s}));
}

void TestLateJoin::skippedFireIsNoEviction()
{
    // The broker noticed a failed heartbeat just before the timer fired, the mirror just after.
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 9, {row(1, "a", 9, 0, "")}));
    lab.at(100).deliver(1, 10).at(950);
    lab.event(Source::Wire, wire::HeartbeatSent{ClientId("a")}).at(1110).tick();
    lab.at(1600).tick();
    QCOMPARE(lab.pending(), QStringList({u"a last 10 pending 1: 10"_s}));
    QCOMPARE(lab.deliveries(),
             QStringList({u"a seq 10 attempt 1: 100.. running (deadline 2100)"_s}));
    lab.event(Source::Wire, wire::HeartbeatAnswered{ClientId("a")}).at(2200).tick();
    lab.at(2600).tick();
    QCOMPARE(lab.pending(), QStringList({u"a last 10 pending 0"_s}));
}

void TestLateJoin::whatNobodyCanKnowIsUnknown()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 9, {row(1, "a", 9, 2)}));
    // Due by 500 at the latest. The other one may fire the timer before 1500 and take it along.
    lab.at(500).deliver(1, 3, 1);
    QCOMPARE(lab.deliveries(), QStringList({u"a seq 3 attempt 2: 500.. running (deadline )"_s}));
    QVERIFY(!lab.lab().mirrorState().channels[0].subscriptions[0].outstanding[0].deadline);
    // Nothing else explains this fire: it was due just then.
    lab.at(700).deliver(1, 5, 1);
    QCOMPARE(lab.deliveries(),
             QStringList({u"a seq 3 attempt 2: 500.. running (deadline )"_s,
                          u"a seq 5 attempt 2: 700.. running (deadline 1700)"_s}));
    lab.at(1500).tick().at(1502).deliver(1, 3, 2);
    QCOMPARE(lab.deliveries().last(), u"a seq 3 attempt 3: 1502.. running (deadline 2502)"_s);
    lab.at(1702).deliver(1, 5, 2);
    QCOMPARE(lab.deliveries().last(), u"a seq 5 attempt 3: 1702.. running (deadline 2700)"_s);
}

void TestLateJoin::whatComesBeforeItsTimeIsKnownNoLonger()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 9, {row(1, "a", 9, 0)}));
    lab.at(100).deliver(1, 10).at(600).deliver(1, 11);
    // 10 is on time, 11 is not.
    lab.at(1100).deliver(1, 10, 1).deliver(1, 11, 1);
    lab.at(1200).deliver(1, 12);
    QCOMPARE(lab.deliveries().mid(2),
             QStringList({u"a seq 10 attempt 2: 1100.. running (deadline 2100)"_s,
                          u"a seq 11 attempt 2: 1100.. running (deadline )"_s,
                          u"a seq 12 attempt 1: 1200.. running (deadline 2200)"_s}));
}

void TestLateJoin::placeholdersOfALeaverKeepTheirDeadline()
{
    // A second before it left: after their redelivery they come again with every fire.
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 9, {row(1, "a", 8, 2), row(2, "b", 9, 0)}));
    lab.at(300).event(Source::Wire, wire::ClientClosed{ClientId("a")});
    QCOMPARE(lab.pending(), QStringList({u"account/b last 9 pending 2: ? ?"_s}));
    lab.at(350).deliver(2, 10).at(401).deliver(2, 3, 1).deliver(2, 5, 1);
    QCOMPARE(lab.deliveries(),
             QStringList({u"b seq 10 attempt 1: 350.. running (deadline 1350)"_s,
                          u"b seq 3 attempt 2: 401.. running (deadline 1350)"_s,
                          u"b seq 5 attempt 2: 401.. running (deadline 1350)"_s}));
}

void TestLateJoin::firstSilentDropIsSeenByTheHeartbeats()
{
    LabScript lab = attached();
    const auto ask = [&lab](double time, bool answers) {
        lab.at(time).event(Source::Wire, wire::HeartbeatSent{ClientId("a")});
        if (answers)
            lab.at(time + 1).event(Source::Wire, wire::HeartbeatAnswered{ClientId("a")});
    };
    lab.at(20).event(Source::Monitor, bootstrap(10, 9, {row(1, "a", 9, 0), row(2, "b", 9, 0)}));
    ask(1000, true);
    ask(2001, false); // every second, a second's time-out
    ask(4001, false);
    lab.at(4060).deliver(2, 12).at(4200).deliver(1, 10).deliver(1, 11);
    lab.at(5030).tick();
    // Dropped at 5001: what it held is given to who was there, and comes 100 ms later. That is not
    // long before it was due, and the timer of `b` has waited for it.
    lab.at(5050).connect("c").subscribe(3, "c", 1).at(5080).tick();
    lab.at(5101).deliver(2, 10, 1);
    QCOMPARE(
        lab.pending(),
        QStringList({u"account/c last 0 pending 0"_s, u"account/b last 12 pending 3: 10 11 12"_s}));
    QCOMPARE(lab.lab().mirrorState().clients.size(), std::size_t(2));
    lab.deliver(2, 11, 1).deliver(2, 12, 1).at(5300).tick();
    QCOMPARE(lab.deliveries().mid(3),
             QStringList({u"b seq 10 attempt 2: 5101.. running (deadline 6101)"_s,
                          u"b seq 11 attempt 2: 5101.. running (deadline 6101)"_s,
                          u"b seq 12 attempt 2: 5101.. running (deadline 6101)"_s}));
}

void TestLateJoin::silentDropBehindATakeover()
{
    // What `a` held was handed over at 5001, before another process got its id: it comes 100 ms
    // after that, not after the takeover. It is due again at 9001, so that the fire at 9010 takes
    // it along.
    LabScript lab = attached();
    std::vector rows{row(1, "a", 9, 0), row(2, "b", 9, 0)};
    for (MonitoredSubscription& one : rows)
        one.ackWaitSeconds = 5;
    lab.at(20).event(Source::Monitor, bootstrap(10, 9, rows));
    lab.at(4010).deliver(2, 11).at(4200).deliver(1, 10);
    lab.at(5045).connect("a").at(5060).tick();
    QCOMPARE(lab.deliveries()[1],
             u"a seq 10 attempt 1: 4200..5045 transferred→b (deadline 5145)"_s);
    lab.at(5101).deliver(2, 10, 1).at(5300).tick();
    QCOMPARE(lab.deliveries(),
             QStringList({u"b seq 11 attempt 1: 4010.. running (deadline 9010)"_s,
                          u"a seq 10 attempt 1: 4200..5045 transferred→b (deadline 5145)"_s,
                          u"b seq 10 attempt 2: 5101.. running (deadline 9010)"_s}));
    QCOMPARE(lab.pending(), QStringList({u"account/b last 11 pending 2: 10 11"_s}));
}

void TestLateJoin::silentDropBehindAClose()
{
    // `a` was dropped before `c` closed, and the answer that tells it is looked at after that: `c`
    // got what `a` held and handed it on, so that nobody knows who got what.
    LabScript lab = attached();
    const auto all = [](std::uint64_t pending) {
        return std::vector{row(1, "a", 9, pending), row(2, "b", 9, pending),
                           row(3, "c", 9, pending), row(4, "d", 9, pending)};
    };
    lab.at(20).event(Source::Monitor, bootstrap(10, 9, all(0)));
    lab.at(4900).deliver(1, 10).deliver(3, 11).deliver(2, 12);
    lab.at(5030).event(Source::Wire, wire::ClientClosed{ClientId("c")});
    lab.at(5020).event(Source::Monitor, check(5010, 12, {all(1)[1], all(1)[2], all(1)[3]}));
    QCOMPARE(lab.deliveries().first(),
             u"a seq 10 attempt 1: 4900..5020 transferred→b (deadline 5130)"_s);
    lab.at(5131).deliver(2, 11, 1).deliver(4, 10, 1).at(5200).tick();
    QCOMPARE(lab.deliveries().mid(2),
             QStringList({u"b seq 12 attempt 1: 4900.. running (deadline 5900)"_s,
                          u"b seq 11 attempt 2: 5131.. running (deadline )"_s,
                          // All it holds: whatever its deadline, no fire comes before.
                          u"d seq 10 attempt 2: 5131.. running (deadline 6131)"_s}));
    // When they come again everything is known.
    lab.at(5901).deliver(2, 12, 1).at(6131).deliver(2, 11, 2).deliver(4, 10, 2).at(6200).tick();
    QCOMPARE(lab.deliveries().mid(6),
             QStringList({u"b seq 11 attempt 3: 6131.. running (deadline 7131)"_s,
                          u"d seq 10 attempt 3: 6131.. running (deadline 7131)"_s}));
}

void TestLateJoin::offlineDurableResumes()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor,
                     bootstrap(10, 9, {offline(row(0, "a", 6, 2, "account", "bank"))}));
    lab.at(5000).connect("b").subscribe(7, "b", 1, "account", "bank");
    QCOMPARE(lab.pending(), QStringList({u"bank:account/b last 6 pending 2: ? ?"_s}));
    lab.at(5001).deliver(7, 2, 1).deliver(7, 5, 1).deliver(7, 7);
    QCOMPARE(lab.pending(), QStringList({u"bank:account/b last 7 pending 3: 2 5 7"_s}));
}

void TestLateJoin::gapIsReconciled()
{
    LabScript lab = attached();
    lab.at(20).event(
        Source::Monitor,
        bootstrap(10, 0, {row(1, "a", 0, 0, ""), row(2, "b", 0, 0, ""), row(3, "c", 0, 0, "")}));
    lab.at(30).deliver(1, 1).deliver(1, 2).deliver(2, 1).deliver(2, 2).deliver(3, 1);
    lab.at(40)
        .event(Source::Wire, wire::TapGap{said("test")})
        .at(300)
        .event(Source::Wire, wire::TapBack{});
    lab.at(320).event(Source::Monitor,
                      bootstrap(310, 3, {row(1, "a", 3, 3, ""), row(2, "b", 2, 1, "")}));
    // The same and one more; fewer: nobody knows which are left; gone.
    QCOMPARE(lab.pending(),
             QStringList({u"a last 3 pending 3: 1 2 ?"_s, u"b last 2 pending 1: ?"_s}));
    QCOMPARE(lab.deliveries(),
             QStringList({u"a seq 1 attempt 1: 30.. running (deadline 1030)"_s,
                          u"a seq 2 attempt 1: 30.. running (deadline 1030)"_s,
                          u"b seq 1 attempt 1: 30..320 unknown (deadline 1030)"_s,
                          u"b seq 2 attempt 1: 30..320 unknown (deadline 1030)"_s,
                          u"c seq 1 attempt 1: 30..320 unknown (deadline 1030)"_s}));
    lab.at(1031).deliver(2, 2, 1);
    QCOMPARE(lab.deliveries()[3], u"b seq 2 attempt 1: 30..1031 expired→b (deadline 1030)"_s);
    QCOMPARE(lab.pending()[1], u"b last 2 pending 1: 2"_s);
}

void TestLateJoin::restartIsSeenByTheServerId()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 4, {row(1, "a", 4, 0), row(2, "b", 0, 0)}));
    lab.at(30)
        .event(Source::Wire, wire::TapGap{said("test")})
        .at(300)
        .event(Source::Wire, wire::TapBack{});
    auto after = bootstrap(310, 1, {row(1, "a", 1, 0)});
    after.serverId = "S2";
    lab.at(320).event(Source::Monitor, after);
    QCOMPARE(lab.pending(), QStringList({u"account/a last 1 pending 0"_s}));
    QCOMPARE(lab.lab().mirrorState().channels[0].last, Sequence(1));
    QCOMPARE(lab.lab().mirrorState().clients.size(), std::size_t(1));
}

void TestLateJoin::restartThatForgotAcks()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 0, {row(1, "a", 0, 0, "")}));
    lab.at(30).deliver(1, 1).deliver(1, 2).at(40).ack(1, 1).ack(1, 2);
    lab.at(50)
        .event(Source::Wire, wire::TapGap{said("test")})
        .at(300)
        .event(Source::Wire, wire::TapBack{});
    auto after = bootstrap(310, 2, {row(1, "a", 2, 2, "")});
    after.serverId = "S2";
    lab.at(320).event(Source::Monitor, after);
    QCOMPARE(lab.pending(), QStringList({u"a last 2 pending 2: ? ?"_s}));
    // They are no third and fourth.
    lab.at(1321).deliver(1, 1, 1);
    QCOMPARE(lab.pending(), QStringList({u"a last 2 pending 2: 1 ?"_s}));
    lab.at(1322).deliver(1, 2, 1).at(1330).ack(1, 1).ack(1, 2);
    QCOMPARE(lab.pending(), QStringList({u"a last 2 pending 0"_s}));
}

void TestLateJoin::clientMissingFromAnAnswerWasDropped()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 0, {row(1, "a", 0, 0), row(2, "b", 0, 0)}));
    lab.at(30).deliver(1, 1).at(500).event(Source::Monitor, check(490, 1, {row(2, "b", 1, 1)}));
    QCOMPARE(lab.pending(), QStringList({u"account/b last 1 pending 1: 1"_s}));
    QCOMPARE(lab.deliveries(),
             QStringList({u"a seq 1 attempt 1: 30..500 transferred→b (deadline 600)"_s}));
}

void TestLateJoin::takeoverThatBeganBeforeTheJoinIsSeenByTheInbox()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor,
                     bootstrap(10, 4, {row(1, "a", 4, 2, "account", "d"), row(2, "a", 4, 1, "")}));
    // The broker's answer to the new one is on an inbox that nobody knows; what follows is not.
    lab.at(300).subscribe(3, "a", 1, "risk");
    auto listed =
        check(400, 4, {offline(row(0, "a", 4, 2, "account", "d")), row(3, "a", 0, 0, "risk")});
    for (MonitoredClient& client : listed.clients)
        client.heartbeatInbox = Subject("_INBOX.another");
    lab.at(410).event(Source::Monitor, listed);
    QCOMPARE(lab.pending(),
             QStringList(
                 {u"d:account/a (offline) last 4 pending 2: ? ?"_s, u"risk/a last 0 pending 0"_s}));
    QCOMPARE(lab.lab().mirrorState().clients[0].heartbeatInbox, Subject("_INBOX.another"));
    // The next answer says nothing new.
    listed.askedAt += std::chrono::seconds(1);
    lab.at(1410).event(Source::Monitor, listed);
    QCOMPARE(lab.pending().size(), 2);
    QCOMPARE(lab.lab().mirrorState().drift.size(), std::size_t(0));
}

void TestLateJoin::threeQuietComparisonsMakeADrift()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 1, {row(1, "a", 1, 0)}));
    lab.at(500).event(Source::Monitor, check(490, 1, {row(1, "a", 1, 0)})).at(570).tick();
    QCOMPARE(checkOf(lab).matched, std::uint64_t(1 + 1)); // the channel, the clients
    QCOMPARE(checkOf(lab).state, MirrorCheckView::State::Matching);
    for (const double time : {600.0, 700.0, 800.0}) {
        QVERIFY(!lab.lab().correction());
        lab.at(time).event(Source::Monitor, check(time - 10, 2, {row(1, "a", 2, 1)}));
        lab.at(time + 70).tick();
        QVERIFY(checkOf(lab).suspicious);
    }
    QCOMPARE(driftOf(lab),
             QStringList({u": last_seq: mirror 1, broker 2"_s,
                          u"a: account/a pending_count: mirror 0, broker 1"_s,
                          u"a: account/a last_sent: mirror 1, broker 2"_s}));
    QCOMPARE(checkOf(lab).state, MirrorCheckView::State::Drifting);
    // The check has changed nothing; the correction is an event.
    QCOMPARE(lab.pending(), QStringList({u"account/a last 1 pending 0"_s}));
    const auto correction = lab.lab().correction();
    QVERIFY(correction.has_value());
    lab.at(880).event(Source::Monitor, *correction);
    QCOMPARE(lab.pending(), QStringList({u"account/a last 2 pending 1: ?"_s}));
    QVERIFY(!lab.lab().correction());
    QVERIFY(driftOf(lab)[0].endsWith(u"(corrected)"_s));
    QCOMPARE(checkOf(lab).corrections, std::uint64_t(1));
    lab.at(900).event(Source::Monitor, check(890, 2, {row(1, "a", 2, 1)})).at(970).tick();
    QCOMPARE(checkOf(lab).state, MirrorCheckView::State::Matching);
}

void TestLateJoin::framesMakeComparisonsWait()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 1, {row(1, "a", 1, 1)}));
    // Just before it was asked, and before it could be compared.
    lab.at(480).ack(1, 1).at(500).event(Source::Monitor, check(490, 1, {row(1, "a", 1, 1)}));
    lab.at(570).tick();
    lab.at(700).event(Source::Monitor, check(690, 1, {row(1, "a", 1, 0)})).at(730).publish("g");
    lab.at(770).tick();
    QCOMPARE(checkOf(lab).compared, std::uint64_t(2)); // the clients
    QVERIFY(!checkOf(lab).suspicious);
}

void TestLateJoin::aTransientIsNoDrift()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 1, {row(1, "a", 1, 0)}));
    for (const double time : {600.0, 700.0})
        lab.at(time)
            .event(Source::Monitor, check(time - 10, 1, {row(1, "a", 1, 1)}))
            .at(time + 70)
            .tick();
    lab.at(800).event(Source::Monitor, check(790, 1, {row(1, "a", 1, 0)})).at(870).tick();
    QVERIFY(!checkOf(lab).suspicious);
    QVERIFY(driftOf(lab).isEmpty());
}

void TestLateJoin::frameWithdrawsACorrection()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 1, {row(1, "a", 1, 0)}));
    for (const double time : {600.0, 700.0, 800.0})
        lab.at(time)
            .event(Source::Monitor, check(time - 10, 1, {row(1, "a", 1, 1)}))
            .at(time + 70)
            .tick();
    QVERIFY(lab.lab().correction().has_value());
    lab.deliver(1, 2);
    QVERIFY(!lab.lab().correction());
}

void TestLateJoin::comparesSubscriptionsAndOrder()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 0, {row(1, "a", 0, 0), row(2, "b", 0, 0)}));
    for (const double time : {600.0, 700.0, 800.0})
        lab.at(time)
            .event(Source::Monitor, check(time - 10, 0, {row(2, "b", 0, 0), row(1, "a", 0, 0)}))
            .at(time + 70)
            .tick();
    QCOMPARE(driftOf(lab), QStringList({u": order of a group's members"_s}));
    lab.event(Source::Monitor, *lab.lab().correction());
    QCOMPARE(lab.pending(),
             QStringList({u"account/b last 0 pending 0"_s, u"account/a last 0 pending 0"_s}));
    for (const double time : {1600.0, 1700.0, 1800.0}) {
        auto answered = check(time - 10, 0, {row(2, "b", 0, 0), row(3, "a", 0, 0)});
        lab.at(time).event(Source::Monitor, answered).at(time + 70).tick();
    }
    QCOMPARE(driftOf(lab).mid(1),
             QStringList({u"a: subscription account/a: not mirrored"_s,
                          u"a: subscription account/a: the broker has none"_s}));
    lab.event(Source::Monitor, *lab.lab().correction());
    lab.at(1900).deliver(3, 1).at(2000).deliver(1, 2);
    QCOMPARE(lab.pending(),
             QStringList({u"account/b last 0 pending 0"_s, u"account/a last 1 pending 1: 1"_s}));
}

void TestLateJoin::comparesClients()
{
    LabScript lab = attached();
    lab.at(20).event(Source::Monitor, bootstrap(10, 0, {row(1, "a", 0, 0)}));
    for (const double time : {600.0, 700.0, 800.0}) {
        auto answered = check(time - 10, 0, {row(1, "a", 0, 0)});
        answered.clients.push_back({ClientId("p"), Subject("_INBOX.p")});
        lab.at(time).event(Source::Monitor, answered).at(time + 70).tick();
    }
    QCOMPARE(driftOf(lab), QStringList({u"p: client p: not mirrored"_s}));
    lab.event(Source::Monitor, *lab.lab().correction());
    QCOMPARE(lab.lab().mirrorState().clients.size(), std::size_t(2));
}

void TestLateJoin::unmonitoredSaysSo()
{
    laboratory::RunStarted run;
    run.attached = true;
    LabScript lab(run);
    lab.at(10).deliver(1, 1).tick();
    QCOMPARE(checkOf(lab).state, MirrorCheckView::State::Unmonitored);
    QCOMPARE(lab.deliveries(), QStringList());
}

QTEST_GUILESS_MAIN(TestLateJoin)
#include "tst_latejoin.moc"

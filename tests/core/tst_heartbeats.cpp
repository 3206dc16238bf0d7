#include "tests/support/labscript.h"

#include <QTest>

using namespace stanscope;
using namespace Qt::StringLiterals;
using test::LabScript;

/// Clients that fall silent: how healthy they are, when the broker drops them, and what that does
/// to their deliveries (protocol sections 1.3, 3.1, 3.2, 3.4).
class TestHeartbeats : public QObject
{
    Q_OBJECT

private slots:
    void health();
    void presenceTellsBeforeHeartbeatsDo();
    void lateAnswerDoesNotCount();
    void evictionIsPredicted();
    void plainSubscriptionIsSkippedWhileSuspect();
    void paceOfAForeignBrokerIsLearned();
    void askedNoMoreMeansDropped();
    void takeoverIsPredicted();
    void takeoverOfALivingClientIsRefused();
    void earlyRedeliveryShowsAnEviction();
};

namespace {

LabScript& beat(LabScript& lab, double ms, const char* client, double answeredAfter = -1)
{
    lab.at(ms).event(Source::Wire, wire::HeartbeatSent{ClientId(client)});
    if (answeredAfter >= 0)
        lab.at(ms + answeredAfter).event(Source::Wire, wire::HeartbeatAnswered{ClientId(client)});
    return lab;
}

ClientHealth healthOf(LabScript& lab, const char* client)
{
    const auto snapshot = lab.lab().snapshot();
    for (const ClientView& view : snapshot->clients)
        if (view.client.value() == client)
            return view.health;
    return ClientHealth::Closed;
}

} // namespace

void TestHeartbeats::health()
{
    LabScript lab;
    lab.at(0).runBroker();
    lab.start("a").connect("a").connect("b");
    beat(lab, 1000, "b", 1);
    QCOMPARE(healthOf(lab, "b"), ClientHealth::Healthy);
    beat(lab, 2001, "b").at(3030).tick();
    QCOMPARE(healthOf(lab, "b"), ClientHealth::Suspect);
    beat(lab, 4001, "b", 1);
    QCOMPARE(healthOf(lab, "b"), ClientHealth::Healthy);
    lab.at(4100).end("a", 9);
    QCOMPARE(healthOf(lab, "a"), ClientHealth::DeadButRegistered);
    lab.at(4200).event(Source::Wire, wire::ClientClosed{ClientId("b")});
    QCOMPARE(healthOf(lab, "b"), ClientHealth::Closed);
}

void TestHeartbeats::presenceTellsBeforeHeartbeatsDo()
{
    LabScript lab;
    lab.at(0).connect("a").event(Source::Monitor, monitor::Presence{ClientId("a"), false});
    QCOMPARE(healthOf(lab, "a"), ClientHealth::DeadButRegistered);
    QCOMPARE(lab.lab().mirrorState().clients[0].health, ClientHealth::DeadButRegistered);
    lab.at(10).event(Source::Monitor, monitor::Presence{ClientId("a"), true});
    QCOMPARE(healthOf(lab, "a"), ClientHealth::Healthy);
}

void TestHeartbeats::lateAnswerDoesNotCount()
{
    LabScript lab;
    lab.at(0).runBroker();
    lab.connect("a");
    beat(lab, 1000, "a", 1500);
    QCOMPARE(healthOf(lab, "a"), ClientHealth::Suspect);
    beat(lab, 3000, "a").at(4030).tick();
    QVERIFY(lab.lab().mirrorState().clients.empty());
}

void TestHeartbeats::evictionIsPredicted()
{
    LabScript lab;
    lab.at(0).runBroker();
    lab.connect("a").connect("b").subscribe(1, "a", 60).subscribe(2, "b", 60);
    lab.at(10).deliver(1, 1);
    beat(lab, 1000, "a").at(2021).tick();
    // Dropped at 4000, what it holds is sent 100 ms later.
    QCOMPARE(lab.deliveries(), QStringList({u"a seq 1 attempt 1: 10.. running (deadline 4100)"_s}));
    beat(lab, 3000, "a", 1).at(3010).tick(); // no: it lives
    QCOMPARE(lab.deliveries(),
             QStringList({u"a seq 1 attempt 1: 10.. running (deadline 60010)"_s}));
}

void TestHeartbeats::plainSubscriptionIsSkippedWhileSuspect()
{
    LabScript lab;
    lab.at(0).runBroker();
    lab.connect("a").subscribe(1, "a", 2, "").at(100).deliver(1, 1);
    beat(lab, 1000, "a").at(2500).tick();
    // Nothing was sent at 2100: the timer runs again, the entry is no phantom.
    lab.at(2700).tick();
    QCOMPARE(lab.deliveries(),
             QStringList({u"a seq 1 attempt 1: 100.. running (deadline 4100)"_s}));
}

void TestHeartbeats::paceOfAForeignBrokerIsLearned()
{
    LabScript lab;
    lab.at(0).connect("a").connect("b").connect("c").subscribe(1, "a", 60).subscribe(2, "b", 60);
    lab.at(10).deliver(1, 1);
    // Interval 1 s, time-out 0.5 s, two failures are forgiven: c shows it all.
    beat(lab, 1000, "b", 0);
    beat(lab, 1000, "c", 0);
    beat(lab, 2000, "b", 0);
    beat(lab, 2000, "c");
    beat(lab, 3000, "b", 0);
    beat(lab, 3500, "c");
    beat(lab, 4000, "b", 0);
    beat(lab, 5000, "c").at(5520).tick();
    QCOMPARE(healthOf(lab, "c"), ClientHealth::Suspect);
    lab.at(7000).tick(); // the heartbeat due at 6500 has not come
    QCOMPARE(healthOf(lab, "c"), ClientHealth::Closed);
    beat(lab, 8000, "a", 0);
    beat(lab, 9000, "a").at(9530).tick();
    // 9500, 11000 and 12500: three failures.
    QCOMPARE(lab.deliveries(),
             QStringList({u"a seq 1 attempt 1: 10.. running (deadline 12600)"_s}));
}

void TestHeartbeats::askedNoMoreMeansDropped()
{
    LabScript lab;
    lab.at(0).connect("a").connect("b");
    beat(lab, 1000, "b", 0);
    beat(lab, 2000, "b", 0);
    beat(lab, 2000, "a");
    beat(lab, 3500, "a").at(4020).tick();
    QCOMPARE(healthOf(lab, "a"), ClientHealth::Suspect);
    lab.at(5401).tick();
    QCOMPARE(healthOf(lab, "a"), ClientHealth::Closed);
}

void TestHeartbeats::takeoverIsPredicted()
{
    LabScript lab;
    lab.at(0).connect("a").connect("b").subscribe(1, "a", 60).subscribe(2, "b", 60);
    lab.at(10).deliver(1, 1);
    lab.at(1000).event(Source::Wire, wire::ConnectRequested{ClientId("a"), Subject("_INBOX.2")});
    lab.at(1020).tick(); // a living client answers the probe at once
    QCOMPARE(lab.deliveries(),
             QStringList({u"a seq 1 attempt 1: 10.. running (deadline 60010)"_s}));
    lab.at(1050).tick();
    QCOMPARE(lab.deliveries(), QStringList({u"a seq 1 attempt 1: 10.. running (deadline 1600)"_s}));
    lab.at(1501).connect("a").at(1601).deliver(2, 1, 1);
    QCOMPARE(lab.deliveries(),
             QStringList({u"a seq 1 attempt 1: 10..1501 transferred→b (deadline 1601)"_s,
                          u"b seq 1 attempt 2: 1601.. running (deadline 61601)"_s}));
}

void TestHeartbeats::takeoverOfALivingClientIsRefused()
{
    LabScript lab;
    lab.at(0).connect("a").connect("b").subscribe(1, "a", 60).subscribe(2, "b", 60);
    lab.at(10).deliver(1, 1);
    lab.at(1000).event(Source::Wire, wire::ConnectRequested{ClientId("a"), Subject("_INBOX.2")});
    lab.at(1004).event(Source::Wire, wire::ClientRefused{ClientId("a"), "already registered"});
    lab.at(1100).tick();
    QCOMPARE(lab.deliveries(),
             QStringList({u"a seq 1 attempt 1: 10.. running (deadline 60010)"_s}));
}

void TestHeartbeats::earlyRedeliveryShowsAnEviction()
{
    LabScript lab;
    lab.at(0).connect("a").connect("b").subscribe(1, "a", 60).subscribe(2, "b", 60);
    lab.at(10).deliver(1, 1).deliver(2, 2).deliver(1, 3);
    lab.event(Source::Monitor, monitor::Presence{ClientId("a"), false});
    lab.at(5000).deliver(2, 1, 1).deliver(2, 3, 1);
    QCOMPARE(lab.deliveries().mid(0, 3),
             QStringList({u"a seq 1 attempt 1: 10..4900 transferred→b (deadline 5000)"_s,
                          u"b seq 2 attempt 1: 10.. running (deadline 60010)"_s,
                          u"a seq 3 attempt 1: 10..4900 transferred→b (deadline 5000)"_s}));
    QCOMPARE(lab.pending(), QStringList({u"account/b last 3 pending 3: 1 2 3"_s}));
}

QTEST_GUILESS_MAIN(TestHeartbeats)
#include "tst_heartbeats.moc"

#include "core/mirror/clientregistry.h"

#include <QTest>

using namespace stanscope;
using namespace std::chrono_literals;

/// What heartbeats tell about a broker whose settings nobody knows (protocol section 1.3): here
/// every second, with a time-out of one second and one that may be missed.
class TestClientRegistry : public QObject
{
    Q_OBJECT

private slots:
    void learnsWhatABrokerTolerates();
    void aHeartbeatByAPingTellsNoTimeout();
    void aBusyMachineIsSeenThrough();
    void unlearnsWhenAClientIsStillThere();
    void isSuspectWhereOthersAnswerAtOnce();

private:
    static const ClientId a;
    static const ClientId b;
    static const ClientId c;
};

const ClientId TestClientRegistry::a("a");
const ClientId TestClientRegistry::b("b");
const ClientId TestClientRegistry::c("c");

namespace {

void answered(ClientRegistry& clients, const ClientId& client, Nanos time)
{
    clients.heartbeatSent(time, client);
    clients.heartbeatAnswered(time + 1ms, client);
}

/// Three clients that have answered two heartbeats each.
ClientRegistry connected(const ClientId& a, const ClientId& b, const ClientId& c)
{
    ClientRegistry clients;
    clients.connect(0ms, a, Subject("_INBOX.a"));
    clients.connect(0ms, b, Subject("_INBOX.b"));
    clients.connect(0ms, c, Subject("_INBOX.c"));
    for (const ClientId& client : {a, b, c}) {
        answered(clients, client, 1000ms);
        answered(clients, client, 2001ms);
    }
    return clients;
}

/// The client is silent from `time` on; the broker has dropped it two time-outs later.
std::vector<std::pair<ClientId, Nanos>> fallSilent(ClientRegistry& clients, const ClientId& client,
                                                   Nanos time)
{
    clients.heartbeatSent(time, client);
    auto gone = clients.advance(time + 1900ms);
    if (clients.contains(client) && gone.empty())
        clients.heartbeatSent(time + 2000ms, client);
    for (const Nanos later : {2400ms, 3100ms}) {
        const auto more = clients.advance(time + later);
        gone.insert(gone.end(), more.begin(), more.end());
    }
    return gone;
}

} // namespace

void TestClientRegistry::learnsWhatABrokerTolerates()
{
    ClientRegistry clients = connected(a, b, c);
    // Nobody can know yet that the second one missed is the last.
    QVERIFY(fallSilent(clients, a, 3002ms).empty());
    clients.learnFrom(a); // the endpoint lists it no more
    clients.remove(a);
    const auto gone = fallSilent(clients, b, 7000ms);
    QCOMPARE(gone.size(), std::size_t(1));
    QVERIFY(gone[0].first == b);
    QCOMPARE(gone[0].second, Nanos(10000ms));
}

void TestClientRegistry::aHeartbeatByAPingTellsNoTimeout()
{
    ClientRegistry clients = connected(a, b, c);
    clients.heartbeatSent(3002ms, a); // frozen for a moment
    static_cast<void>(clients.advance(4100ms));
    answered(clients, a, 4220ms); // it wakes up and sends a ping
    clients.heartbeatSent(5000ms, b);
    static_cast<void>(clients.advance(5500ms));
    QCOMPARE(clients.find(b)->missed, std::uint32_t(0));
    clients.heartbeatAnswered(5600ms, b);
    QVERIFY(fallSilent(clients, c, 6000ms).empty());
    QCOMPARE(clients.find(c)->missed, std::uint32_t(2));
}

void TestClientRegistry::aBusyMachineIsSeenThrough()
{
    ClientRegistry clients = connected(a, b, c);
    clients.heartbeatSent(3002ms, a);
    clients.heartbeatSent(5080ms, a); // 78 ms late
    static_cast<void>(clients.advance(5500ms));
    clients.heartbeatSent(6000ms, b);
    static_cast<void>(clients.advance(7030ms));
    QCOMPARE(clients.find(b)->missed, std::uint32_t(1));
    QCOMPARE(clients.find(b)->lastHeartbeat, Nanos(7000ms));
}

void TestClientRegistry::unlearnsWhenAClientIsStillThere()
{
    ClientRegistry clients = connected(a, b, c);
    QVERIFY(fallSilent(clients, a, 3002ms).empty());
    clients.learnFrom(a);
    clients.remove(a);
    QCOMPARE(fallSilent(clients, b, 7000ms).size(), std::size_t(1));
    clients.remove(b);
    clients.heartbeatSent(11000ms, b); // so it was not dropped
    QVERIFY(fallSilent(clients, c, 12000ms).empty());
}

/// The broker would wait for 10 s.
void TestClientRegistry::isSuspectWhereOthersAnswerAtOnce()
{
    ClientRegistry clients = connected(a, b, c);
    static_cast<void>(clients.takeChanged());
    clients.heartbeatSent(3002ms, a);
    answered(clients, b, 3010ms);
    static_cast<void>(clients.advance(3900ms));
    QCOMPARE(clients.health(a), ClientHealth::Healthy);
    static_cast<void>(clients.advance(4100ms));
    QCOMPARE(clients.health(a), ClientHealth::Suspect);
    QVERIFY(clients.takeChanged().contains(a));
    clients.heartbeatAnswered(4200ms, a);
    QCOMPARE(clients.health(a), ClientHealth::Healthy);
    QVERIFY(clients.takeChanged().contains(a));
    // Alone it may be the whole machine that is slow.
    ClientRegistry alone;
    alone.connect(0ms, a, Subject("_INBOX.a"));
    alone.heartbeatSent(1000ms, a);
    static_cast<void>(alone.advance(5000ms));
    QCOMPARE(alone.health(a), ClientHealth::Healthy);
}

QTEST_APPLESS_MAIN(TestClientRegistry)
#include "tst_clientregistry.moc"

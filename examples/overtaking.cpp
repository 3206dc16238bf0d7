// A Qt Test of a service in another language, SERVICE: is a deposit that comes late still counted
// first?
#include <QDir>
#include <QTest>

#include <stanscope/testkit/qtest.h>
#include <stanscope/testkit/testkit.h>

using namespace stanscope::testkit;
using namespace std::chrono_literals;

class TestOvertaking : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void depositIsOvertaken();
};

void TestOvertaking::initTestCase()
{
    if (!QDir(qEnvironmentVariable("NODE_PATH") + "/node-nats-streaming").exists())
        QSKIP("node-nats-streaming is missing");
}

void TestOvertaking::depositIsOvertaken()
{
    // Heartbeats that soon tell the broker who is dead.
    Lab lab({.broker = {.heartbeatInterval = 1s, .heartbeatTimeout = 1s, .heartbeatFailures = 1}},
            qtestReporter());
    Expect expect(lab);
    const std::vector<std::string> service = {"node", qgetenv("SERVICE").toStdString()};
    const CommandOptions options = {.ackWait = 2s};

    // The first replica has the deposit in its hands and dies.
    Process first = lab.startCommand(service, options);
    first.pause();
    const auto deposit = lab.publish(R"({"number": 1, "amount": 5000})");
    expect.delivered(deposit, first);
    first.kill();
    // The withdrawal goes to the second one, which gets the deposit later.
    Process second = lab.startCommand(service, options);
    const auto withdrawal = lab.publish(R"({"number": 2, "amount": -3000})");
    expect.delivered(withdrawal, second);
    expect.acked(deposit);
    expect.settled();

    expect.messages("balances", 2);
    const auto balances = lab.messages("balances");
    expect.equal("the balance", balances.empty() ? "" : balances.back().payload, "2000");
}

QTEST_GUILESS_MAIN(TestOvertaking)

#include "overtaking.moc"

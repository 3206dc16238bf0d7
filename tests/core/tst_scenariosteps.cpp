#include "core/scenario/runreport.h"
#include "core/scenario/scenario.h"
#include "core/scenario/scenariorunner.h"
#include "tests/support/handmadelab.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <string>
#include <utility>
#include <vector>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace {

const std::string head = R"(id = "x"
title = "X"
[[accounts]]
name = "ann"
)";

Scenario scenarioWith(const std::string& tail)
{
    auto scenario = scenarioFromToml(head + tail);
    if (!scenario)
        qFatal("%s", scenario.error().text.c_str());
    return std::move(scenario.value());
}

struct CommandWords
{
    QString operator()(const command::SpawnReplicas& one) const
    {
        return u"spawn %1 %2 %3"_s.arg(one.count)
            .arg(QString::fromStdString(one.options.durable))
            .arg(one.options.ackWaitSeconds);
    }
    QString operator()(const command::KillProcess& one) const
    {
        return u"kill %1 %2"_s.arg(QString::fromStdString(one.process.value())).arg(one.forMs);
    }
    QString operator()(const command::PauseProcess& one) const
    {
        return u"pause %1 %2"_s.arg(QString::fromStdString(one.process.value())).arg(one.forMs);
    }
    QString operator()(const command::ResumeProcess& one) const
    {
        return u"resume %1"_s.arg(QString::fromStdString(one.process.value()));
    }
    QString operator()(const command::RestartProcess& one) const
    {
        return u"restart %1"_s.arg(QString::fromStdString(one.process.value()));
    }
    QString operator()(const command::ReleaseFault& one) const
    {
        return u"release %1"_s.arg(QString::fromStdString(one.process.value()));
    }
    QString operator()(const command::SpawnTransactionService&) const { return u"spawn service"_s; }
    QString operator()(const command::ArmFault& one) const
    {
        return u"arm %1"_s.arg(QString::fromStdString(one.process.value()));
    }
    QString operator()(const command::Act& one) const
    {
        return u"act %1"_s.arg(QString::fromStdString(one.service.value()));
    }
    QString operator()(const command::Publish& one) const
    {
        return u"publish %1"_s.arg(QString::fromStdString(one.payload));
    }
    template <typename Other>
    QString operator()(const Other&) const
    {
        return u"other"_s;
    }
};

/// A scenario that is played against a laboratory made by hand.
class Stage
{
public:
    explicit Stage(const std::string& steps, std::uint64_t seed = 1)
        : m_runner(
            scenarioWith(steps), {.durable = "bank", .ackWaitSeconds = 2}, 2,
            {[this](const Command& command) { m_done.append(std::visit(CommandWords{}, command)); },
             [](std::uint32_t) {}, [this] { return FaultId(++m_ids); },
             [this](std::uint32_t, Nanos at) { m_reached = at; }},
            seed)
    {
        lab.addReplica("account-1");
        lab.addReplica("account-2");
        lab.addReplica("account-3");
    }

    ScenarioRunner& runner() { return m_runner; }
    void start() { m_runner.start(lab.snapshot); }
    bool observe() { return m_runner.observe(lab.snapshot); }
    QString takeDone() { return std::exchange(m_done, {}).join(u", "_s); }
    ReplicaView& replica(std::size_t index) { return lab.snapshot.replicas.at(index); }

    Nanos reached() const { return m_reached; }

    HandMadeLab lab;

private:
    QStringList m_done;
    std::int64_t m_ids = 0;
    Nanos m_reached{};
    ScenarioRunner m_runner;
};

} // namespace

class TestScenarioSteps : public QObject
{
    Q_OBJECT

private slots:
    void readsEverything();
    void errorsSayWhere_data();
    void errorsSayWhere();
    void filesOnTheDisk();
    void killsTheHolder();
    void randomIsBySeed();
    void namesWhomItMet();
    void spawnsWithOtherOptions();
    void spawnsAnotherTransactionService();
    void durations();
    void anAckIsNotYetAReport_data();
    void anAckIsNotYetAReport();
    void aDecisionIsNotBeforeItsDelivery();
    void aRaceIsToldAtTheCommit();
    void aBacklogIsNotBeforeItsLastMessage();
    void aPublishIsNotBeforeItsAttempt();
    void aFaultIsNotBeforeItsDelivery();
    void aRestartSeenLateHidesNothing();
    void passesOver();
    void comparesWithWhatIsExpected();
};

void TestScenarioSteps::readsEverything()
{
    const Scenario scenario = scenarioWith(R"([broker]
store = "memory"
heartbeat_interval = 1
heartbeat_timeout = 3
heartbeat_failures = 4
[replica]
close_on_stop = false
[[steps]]
do = "spawn"
count = 3
replica = { durable = "", ack_wait = 9 }
as = "careless"
[[steps]]
arm = { place = "before_ack", effect = "hang" }
who = "careless"
[[steps]]
do = "pause"
who = { holds = 4 }
for_ack_waits = 1.5
as = "victim"
[[steps]]
do = "kill"
who = "random"
for_ms = 300
[[steps]]
do = "restart"
who = "victim"
[[steps]]
do = "broker"
action = "kill"
for_ms = 200
[[steps]]
do = "publish"
payload = "?"
[[steps]]
do = "publish"
again = 1
[[steps]]
await = "redelivered"
number = 2
count = 3
timeout = 1.5
on_timeout = "continue"
[[steps]]
await = "replica"
who = "all"
is = "evicted"
[[steps]]
await = "obstacle"
causes = ["gap", "window_full"]
[expect.naive]
verdict = "not_converged"
cause = "gap"
balances = { ann = -5 }
outcomes = { ann.1 = ["applied", "applied"], ann.2 = "declined", ann.3 = "none" }
)");
    QVERIFY(scenario.broker == (BrokerOptions{StoreKind::Memory, 1, 3, 4}));
    QVERIFY(!scenario.replica.closeOnStop);
    const auto what = [&](std::size_t index) { return scenario.steps.at(index).what; };
    const auto spawn = std::get<step::Spawn>(what(0));
    QCOMPARE(spawn.count, 3);
    QVERIFY(spawn.options && spawn.options->durable.empty());
    QVERIFY(spawn.ownAckWait && !spawn.ownHandler && !spawn.options->closeOnStop);
    QVERIFY(std::get<step::Arm>(what(1)).whom.name == ClientId("careless"));
    const auto pause = std::get<step::Process>(what(2));
    QVERIFY(pause.action == step::ProcessAction::Pause);
    QVERIFY(pause.whom.kind == step::Whom::Kind::Holder);
    QVERIFY(pause.whom.account == AccountName("ann") && pause.whom.number == TransactionNumber(4));
    QCOMPARE(pause.lasting.ackWaits, 1.5);
    QVERIFY(std::get<step::Process>(what(3)).whom.kind == step::Whom::Kind::Random);
    QCOMPARE(std::get<step::Process>(what(3)).lasting.ms, 300);
    QVERIFY(std::get<step::Broker>(what(5)).action == command::BrokerAction::Kill);
    QCOMPARE(std::get<step::Broker>(what(5)).lasting.ms, 200);
    QCOMPARE(std::get<step::Publish>(what(6)).payload, std::string("?"));
    QVERIFY(std::get<step::Publish>(what(7)).number == TransactionNumber(1));
    QCOMPARE(std::get<step::AwaitMessage>(what(8)).count, 3);
    QCOMPARE(scenario.steps.at(8).timeout, std::chrono::milliseconds(1500));
    QVERIFY(scenario.steps.at(8).onTimeout == OnTimeout::Continue);
    QCOMPARE(std::get<step::AwaitObstacle>(what(10)).causes.size(), std::size_t(2));
    const Expectation& expected = scenario.expect.at(Handler::Naive);
    QVERIFY(expected.verdict == audit::Verdict::NotConverged);
    QVERIFY(expected.cause == audit::Cause::Gap);
    QCOMPARE(expected.balances.at(AccountName("ann")).value(), -5);
    QCOMPARE(expected.outcomes.size(), std::size_t(3));
    QCOMPARE(expected.outcomes[0].outcomes.size(), std::size_t(2));
    QVERIFY(expected.outcomes[1].onlyLast);
    QVERIFY(expected.outcomes[2].outcomes.empty() && !expected.outcomes[2].onlyLast);
}

void TestScenarioSteps::errorsSayWhere_data()
{
    QTest::addColumn<QString>("tail");
    QTest::addColumn<QString>("error");
    const auto row = [](const char* name, const char* tail, const char* error) {
        QTest::newRow(name) << QString::fromUtf8(tail) << QString::fromUtf8(error);
    };
    row("a program", "[[steps]]\ndo = \"run\"\ncommand = \"rm\"", "line 6, column 6: `run`");
    row("nobody", "[[steps]]\ndo = \"kill\"\nwho = \"eve\"", "line 7, column 7: `eve` is nobody");
    row("named later",
        "[[steps]]\ndo = \"kill\"\nwho = \"v\"\n[[steps]]\ndo = \"pause\"\nwho = \"all\"\nas = "
        "\"v\"",
        "line 7, column 7: `v` is nobody");
    row("another service", "[[steps]]\ndo = \"spawn\"\nservice = \"listener\"",
        "line 7, column 11: `service` must be");
    row("a replica acts",
        "[[steps]]\ndo = \"act\"\naccount = \"ann\"\ntype = \"deposit\"\namount = 1\nwho = "
        "\"account-1\"",
        "line 10, column 7: only a transaction service acts");
    row("no one", "[[steps]]\ndo = \"kill\"", "line 5, column 1: `who` is missing");
    row("the name of another", "[[steps]]\ndo = \"kill\"\nwho = \"all\"\nas = \"account-1\"",
        "line 8, column 6: `account-1` cannot be a name");
    row("resume for a while", "[[steps]]\ndo = \"resume\"\nwho = \"all\"\nfor_ms = 5",
        "line 8, column 10: `for_ms` is not known here");
    row("two durations", "[[steps]]\ndo = \"kill\"\nwho = \"all\"\nfor_ms = 5\nfor_ack_waits = 1.0",
        "line 8, column 10: only one of");
    row("broker", "[[steps]]\ndo = \"broker\"\naction = \"explode\"",
        "line 7, column 10: `explode`");
    row("two messages", "[[steps]]\ndo = \"publish\"\npayload = \"x\"\nagain = 1",
        "line 7, column 11: a message needs one of");
    row("await", "[[steps]]\nawait = \"christmas\"", "line 6, column 9: `christmas`");
    row("time is no event", "[[steps]]\nawait = \"time\"", "line 6, column 9: `time`");
    row("deeds have no timeout", "[[steps]]\ndo = \"spawn\"\ntimeout = 3",
        "line 7, column 11: `timeout` is not known here");
    row("meaning without timeout", "[[steps]]\nawait = \"drained\"\non_timeout = \"fail\"",
        "line 7, column 14: `on_timeout` needs");
    row("meaning", "[[steps]]\nawait = \"drained\"\ntimeout = 3\non_timeout = \"hope\"",
        "line 8, column 14: `hope`");
    row("state", "[[steps]]\nawait = \"replica\"\nwho = \"all\"\nis = \"happy\"",
        "line 8, column 6: `happy`");
    row("cause", "[[steps]]\nawait = \"obstacle\"\ncauses = [\"fate\"]",
        "line 7, column 10: `fate`");
    row("expected of nobody", "[[steps]]\ndo = \"spawn\"\n[expect.wild]\nverdict = \"valid\"",
        "line 7, column 1: `wild` is not a handler");
    row("expected verdict", "[[steps]]\ndo = \"spawn\"\n[expect.naive]\nverdict = \"fine\"",
        "line 8, column 11: `fine`");
    row("expected of a stranger",
        "[[steps]]\ndo = \"spawn\"\n[expect.naive]\nverdict = \"valid\"\nbalances = { eve = 1 }",
        "line 9, column 20: the account `eve`");
    row("expected skip",
        "[[steps]]\ndo = \"spawn\"\n[expect.naive]\nverdict = \"valid\"\noutcomes = { ann.1 = "
        "[\"skipped\"] }",
        "line 9, column 22: `skipped` has no effect");
    row("store", "[broker]\nstore = \"tape\"", "line 6, column 9: `tape`");
    row("old point", "[[steps]]\ndo = \"arm\"\npoint = \"crash_before_ack\"",
        "line 7, column 9: a fault is armed by");
}

void TestScenarioSteps::errorsSayWhere()
{
    QFETCH(const QString, tail);
    QFETCH(const QString, error);
    const auto scenario = scenarioFromToml(head + tail.toStdString(), "my.toml");
    QVERIFY(!scenario);
    const QString found = QString::fromStdString(scenario.error().text);
    QVERIFY2(found.startsWith(u"my.toml, "_s + error), qPrintable(found));
    QVERIFY(!scenario.error().remedy.empty());
}

void TestScenarioSteps::filesOnTheDisk()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"my.toml"_s);
    QVERIFY(!scenarioFromFile(path.toStdString()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(head + "[[steps]]\ndo = \"spawn\"\n"));
    file.close();
    const auto scenario = scenarioFromFile(path.toStdString());
    QVERIFY(scenario.ok());
    QCOMPARE(scenario->id, std::string("x"));
    QVERIFY(file.open(QIODevice::Append));
    file.write(QByteArray(2'000'000, '#'));
    file.close();
    QVERIFY(!scenarioFromFile(path.toStdString()));
}

/// It waits until somebody has the message, and takes nobody else.
void TestScenarioSteps::killsTheHolder()
{
    Stage stage("[[steps]]\ndo = \"kill\"\nwho = { holds = 1 }\n");
    stage.start();
    QVERIFY(!stage.observe());
    QVERIFY(stage.takeDone().isEmpty());
    const RowRef transaction = stage.lab.accept(1, TransactionType::Deposit, 5000);
    stage.lab.handle(transaction, Outcome::Rejected, 1, 2, "account-1"); // has it no more
    QVERIFY(!stage.observe());
    QVERIFY(stage.takeDone().isEmpty());
    stage.lab.handle(transaction, Outcome::None, 0, 0, "account-2");
    QVERIFY(!stage.observe());
    QCOMPARE(stage.takeDone(), u"kill account-2 0"_s);
    stage.replica(0).state = ReplicaState::Dead; // not the one
    QVERIFY(!stage.observe());
    stage.replica(1).state = ReplicaState::Ghost;
    QVERIFY(stage.observe());
}

void TestScenarioSteps::randomIsBySeed()
{
    QSet<QString> all;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const std::string steps = "[[steps]]\ndo = \"pause\"\nwho = \"random\"\n";
        Stage one(steps, seed);
        Stage other(steps, seed);
        one.start();
        other.start();
        const QString done = one.takeDone();
        QCOMPARE(other.takeDone(), done);
        all.insert(done);
    }
    QCOMPARE(all.size(), qsizetype(3)); // each of the three at some seed

    Stage stage("[[steps]]\ndo = \"pause\"\nwho = \"random\"\n");
    stage.replica(0).state = ReplicaState::Paused; // cannot be paused again
    stage.replica(2).state = ReplicaState::Dead;
    stage.start();
    QCOMPARE(stage.takeDone(), u"pause account-2 0"_s);
}

void TestScenarioSteps::namesWhomItMet()
{
    Stage stage("[[steps]]\ndo = \"pause\"\nwho = \"random\"\nas = \"victim\"\n"
                "[[steps]]\nawait = \"replica\"\nwho = \"victim\"\nis = \"evicted\"\n"
                "[[steps]]\ndo = \"resume\"\nwho = \"victim\"\n");
    stage.start();
    const QString name = stage.takeDone().section(u' ', 1, 1);
    const auto index = static_cast<std::size_t>(name.back().digitValue() - 1);
    stage.lab.snapshot.clients.push_back({ClientId(name.toStdString())});
    QVERIFY(!stage.observe());
    stage.replica(index).state = ReplicaState::Paused;
    QVERIFY(stage.observe());
    QVERIFY(!stage.observe()); // the broker still knows it
    stage.lab.snapshot.clients.clear();
    QVERIFY(stage.observe());
    QCOMPARE(stage.takeDone(), u"resume "_s + name);
    stage.replica(index).state = ReplicaState::Running;
    QVERIFY(stage.observe());
    QVERIFY(stage.runner().isDone());
}

void TestScenarioSteps::spawnsWithOtherOptions()
{
    Stage stage("[[steps]]\ndo = \"spawn\"\ncount = 1\nreplica = { durable = \"other\" }\n"
                "[[steps]]\ndo = \"spawn\"\n");
    stage.start();
    QCOMPARE(stage.takeDone(), u"spawn 1 other 2"_s); // AckWait is the run's
    QVERIFY(!stage.observe()); // the three were there before
    stage.lab.addReplica("account-4");
    stage.lab.snapshot.subscriptions.back().client = ClientId("somebody");
    QVERIFY(!stage.observe()); // ready, but the wire has not shown it
    stage.lab.snapshot.subscriptions.back().client = ClientId("account-4");
    QVERIFY(stage.observe());
    QCOMPARE(stage.takeDone(), u"spawn 2 bank 2"_s);
}

/// It is ready when it says so, without a subscription; it is none of the replicas.
void TestScenarioSteps::spawnsAnotherTransactionService()
{
    Stage stage(R"([[steps]]
do = "spawn"
service = "transaction"
as = "second"
[[steps]]
arm = { place = "in_insert", effect = "fail" }
who = "second"
[[steps]]
do = "act"
account = "ann"
type = "deposit"
amount = 1
who = "transaction-2"
wait = false
[[steps]]
do = "kill"
who = "all"
)");
    stage.start();
    QCOMPARE(stage.takeDone(), u"spawn service"_s);
    QVERIFY(!stage.observe());
    ReplicaView second;
    second.name = ClientId("transaction-2");
    second.role = process::Role::Transaction;
    second.pid = 1;
    stage.lab.snapshot.moreTransactionServices.push_back(second);
    QVERIFY(!stage.observe());
    ReplicaView& view = stage.lab.snapshot.moreTransactionServices.front();
    view.state = ReplicaState::Running;
    view.everReady = true;
    QVERIFY(stage.observe());
    QCOMPARE(stage.takeDone(), u"arm transaction-2"_s);
    QVERIFY(!stage.observe());
    view.faults.push_back({.id = FaultId(1)});
    QVERIFY(stage.observe());
    QCOMPARE(stage.takeDone(), u"act transaction-2"_s);
    QVERIFY(stage.observe());
    QCOMPARE(stage.takeDone(), u"kill account-1 0, kill account-2 0, kill account-3 0"_s);
}

void TestScenarioSteps::durations()
{
    Stage stage("[[steps]]\ndo = \"pause\"\nwho = \"account-1\"\nfor_ack_waits = 1.5\n"
                "[[steps]]\ndo = \"kill\"\nwho = \"account-2\"\nfor_ms = 300\n");
    stage.start();
    QCOMPARE(stage.takeDone(), u"pause account-1 3000"_s);
    stage.replica(0).state = ReplicaState::Paused;
    QVERIFY(stage.observe());
    QCOMPARE(stage.takeDone(), u"kill account-2 300"_s);
    QVERIFY(!stage.observe());
    stage.replica(1).pid = 77; // nobody saw it dead: it is back already
    QVERIFY(stage.observe());
}

/// An ack is on the wire before its replica's report is here: a sentence about what became of the
/// message would be told too early.
void TestScenarioSteps::anAckIsNotYetAReport_data()
{
    QTest::addColumn<std::string>("await");
    QTest::newRow("settled") << std::string("settled\"");
    QTest::newRow("acked") << std::string("acked\"\nsequence = 1");
}

void TestScenarioSteps::anAckIsNotYetAReport()
{
    QFETCH(std::string, await);
    const std::string step = "[[steps]]\nawait = \"" + await + '\n';
    Stage stage(step);
    stage.start();
    const RowRef delivery = stage.lab.ack("account-2");
    QVERIFY(!stage.observe());
    stage.lab.report(delivery, Outcome::Quarantined, 0);
    QVERIFY(!stage.observe());
    stage.lab.report(delivery, Outcome::Quarantined, 9);
    stage.lab.snapshot.now = Nanos(5); // older than what the history has by now
    QVERIFY(stage.observe());
    QCOMPARE(stage.reached(), Nanos(9));

    // Who is dead, or reports nothing at all, is not waited for.
    Stage dead(step);
    dead.start();
    dead.lab.ack("account-2");
    dead.replica(1).state = ReplicaState::Dead;
    QVERIFY(dead.observe());
    Stage listener(step);
    listener.start();
    listener.lab.ack("account-2", 7);
    listener.replica(1).role = process::Role::Listener;
    QVERIFY(listener.observe());
    QCOMPARE(listener.reached(), Nanos(7));
}

/// Nobody is told of a decision before the picture has the delivery that was decided on.
void TestScenarioSteps::aDecisionIsNotBeforeItsDelivery()
{
    Stage stage("[[steps]]\nawait = \"outcome\"\nnumber = 1\noutcomes = [\"rejected\"]\n");
    stage.start();
    const RowRef transaction = stage.lab.accept(1, TransactionType::Deposit, 5000);
    stage.lab.handle(transaction, Outcome::Rejected, 3, 4, "account-2");
    stage.lab.deliver(1, 6);
    QVERIFY(stage.observe());
    QCOMPARE(stage.reached(), Nanos(6));
}

/// Who waits for the database behind it commits before it has acked: not yet in the picture.
void TestScenarioSteps::aRaceIsToldAtTheCommit()
{
    for (const std::int64_t since : {2, 6}) {
        Stage stage("[[steps]]\nawait = \"outcome\"\nnumber = 1\noutcomes = [\"applied\"]\n");
        stage.start();
        const RowRef transaction = stage.lab.accept(1, TransactionType::Deposit, 5000);
        stage.lab.handle(transaction, Outcome::Applied, 3, 9, "account-2");
        stage.lab.commitBeside(1, 5, since);
        QVERIFY(stage.observe());
        QCOMPARE(stage.reached(), Nanos(since < 5 ? 5 : 9));
    }
}

/// What a snapshot has of the history goes on: more may be stored than at its own moment.
void TestScenarioSteps::aBacklogIsNotBeforeItsLastMessage()
{
    Stage stage("[[steps]]\nawait = \"backlog\"\ncount = 2\n");
    stage.start();
    const RowRef one = stage.lab.accept(1, TransactionType::Deposit, 5000);
    const RowRef two = stage.lab.accept(2, TransactionType::Deposit, 5000);
    stage.lab.snapshot.now = Nanos(5);
    stage.lab.store(one, 4);
    QVERIFY(!stage.observe());
    stage.lab.store(two, 6);
    QVERIFY(stage.observe());
    QCOMPARE(stage.reached(), Nanos(6));
}

void TestScenarioSteps::aPublishIsNotBeforeItsAttempt()
{
    Stage stage("[[steps]]\nawait = \"sent\"\nnumber = 1\ncount = 2\n");
    stage.start();
    const RowRef transaction = stage.lab.accept(1, TransactionType::Deposit, 5000);
    stage.lab.snapshot.now = Nanos(5);
    stage.lab.send(transaction, 4);
    QVERIFY(!stage.observe());
    stage.lab.send(transaction, 6);
    QVERIFY(stage.observe());
    QCOMPARE(stage.reached(), Nanos(6));
}

void TestScenarioSteps::aFaultIsNotBeforeItsDelivery()
{
    Stage stage("[[steps]]\nawait = \"fault\"\neffect = \"hang\"\n");
    stage.start();
    const RowRef transaction = stage.lab.accept(1, TransactionType::Deposit, 5000);
    stage.lab.handle(transaction, Outcome::None, 3, 0, "account-2");
    stage.lab.fire(1, FaultEffect::Hang, 4);
    QVERIFY(!stage.observe());
    stage.lab.deliver(1, 6);
    QVERIFY(stage.observe());
    QCOMPARE(stage.reached(), Nanos(6));
}

/// Somebody restarted may have done its work before it is seen to run: what came of it is told at
/// its own moment, and not when the restart was seen, unless that is told as well.
void TestScenarioSteps::aRestartSeenLateHidesNothing()
{
    for (const bool isTold : {false, true}) {
        Stage stage(std::string("[[steps]]\ndo = \"restart\"\nwho = \"account-1\"\n")
                    + (isTold ? "say = \"It runs again.\"\n" : "")
                    + "[[steps]]\nawait = \"outcome\"\nnumber = 1\noutcomes = [\"applied\"]\n");
        stage.start();
        const RowRef transaction = stage.lab.accept(1, TransactionType::Deposit, 5000);
        stage.lab.handle(transaction, Outcome::Applied, 3, 4, "account-2");
        stage.replica(0).pid = 77;
        stage.replica(0).everReady = true;
        stage.replica(0).state = ReplicaState::Running;
        stage.lab.snapshot.now = Nanos(9);
        QVERIFY(stage.observe());
        QCOMPARE(stage.reached(), Nanos(9));
        QVERIFY(stage.observe());
        QCOMPARE(stage.reached(), Nanos(isTold ? 9 : 4));
    }
}

void TestScenarioSteps::passesOver()
{
    Stage stage("[[steps]]\nawait = \"drained\"\ntimeout = 1.5\non_timeout = \"continue\"\n"
                "[[steps]]\nawait = \"drained\"\ntimeout = 2\n");
    stage.start();
    QCOMPARE(stage.runner().timeout(), std::chrono::milliseconds(1500));
    QVERIFY(stage.runner().passOver(stage.lab.snapshot));
    QCOMPARE(stage.runner().step(), std::size_t(2));
    QCOMPARE(stage.runner().timeout(), std::chrono::milliseconds(2000));
    QVERIFY(!stage.runner().passOver(stage.lab.snapshot));
    QVERIFY(!stage.runner().isDone());
}

void TestScenarioSteps::comparesWithWhatIsExpected()
{
    HandMadeLab lab;
    const RowRef first = lab.accept(1, TransactionType::Deposit, 5000);
    lab.handle(first, Outcome::Failed, 0, 10);
    lab.handle(first, Outcome::Applied, 50, 99);
    lab.handle(first, Outcome::Skipped, 100, 101);
    AccountView account;
    account.name = AccountName("ann");
    account.balance = Cents(5000);
    lab.snapshot.accounts.push_back(account);
    lab.snapshot.verdict.verdict = audit::Verdict::Valid;
    const RunReport report("x", Handler::Ordered, lab.snapshot, {});
    const auto differences = [&](const std::string& expected) {
        QStringList lines;
        const Scenario scenario =
            scenarioWith("[[steps]]\ndo = \"spawn\"\n[expect.ordered]\n" + expected);
        for (const std::string& line : scenario.expect.at(Handler::Ordered).differences(report))
            lines.append(QString::fromStdString(line));
        return lines.join(u"; "_s);
    };
    QCOMPARE(differences("verdict = \"valid\"\nbalances = { ann = 5000 }\noutcomes = { ann.1 = "
                         "[\"applied\"] }\n"),
             QString());
    QCOMPARE(differences("verdict = \"valid\"\noutcomes = { ann.1 = \"applied\" }\n"), QString());
    QCOMPARE(differences("verdict = \"violated\"\nbalances = { ann = 1 }\noutcomes = { ann.1 = "
                         "[\"applied\", \"applied\"], ann.2 = \"applied\" }\n"),
             u"verdict: expected violated, got valid; balance of ann: expected 1, got 5000; "
             "ann 1: expected applied, applied, got applied; ann 2: expected applied, got "
             "nothing"_s);
}

QTEST_GUILESS_MAIN(TestScenarioSteps)

#include "tst_scenariosteps.moc"

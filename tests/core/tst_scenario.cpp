#include "core/scenario/runreport.h"
#include "core/scenario/scenario.h"
#include "core/scenario/scenariorunner.h"
#include "tests/support/handmadelab.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <string>
#include <vector>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace {

const std::string head = R"(id = "x"
title = "X"
[[accounts]]
name = "ann"
opening = 0
)";

QString errorOf(const std::string& text)
{
    const auto scenario = scenarioFromToml(text);
    return scenario ? u"no error"_s : QString::fromStdString(scenario.error().text);
}

struct CommandText
{
    QString operator()(const command::SpawnReplicas& one) const
    {
        return u"spawn %1"_s.arg(one.count);
    }
    QString operator()(const command::ArmFault& one) const
    {
        return u"arm %1 %2 %3"_s.arg(QString::fromStdString(one.process.value()))
            .arg(one.fault.match.number.value())
            .arg(one.fault.delayMs);
    }
    QString operator()(const command::Act& one) const
    {
        return u"act %1"_s.arg(one.amount.value());
    }
    template <typename Other>
    QString operator()(const Other&) const
    {
        return u"other"_s;
    }
};

/// Bank 1, step by step.
Scenario overtaking()
{
    const auto read = scenarioFromToml(head + R"(
[[steps]]
do = "spawn"
say = "Replicas."
[[steps]]
arm = { place = "in_transaction", effect = "fail", delivery = "first_delivery", number = 1 }
[[steps]]
do = "act"
account = "ann"
type = "deposit"
amount = 5000
[[steps]]
await = "outcome"
number = 1
outcomes = ["failed"]
say = "It failed."
[[steps]]
do = "act"
account = "ann"
type = "deposit"
amount = 6000
[[steps]]
await = "outcome"
number = 2
outcomes = ["applied", "rejected"]
[[steps]]
do = "act"
account = "ann"
type = "withdraw"
amount = 10000
[[steps]]
await = "outcome"
number = 3
outcomes = ["declined"]
[[steps]]
await = "drained"
)");
    return read ? *read : Scenario();
}

QString toText(const Command& command)
{
    return std::visit(CommandText{}, command);
}

} // namespace

class TestScenario : public QObject
{
    Q_OBJECT

private slots:
    void bundledOnesAreSound();
    void sentencesAreShort();
    void readsEveryKey();
    void errorsNameTheLine_data();
    void errorsNameTheLine();
    void playsByEvents();
    void delayFollowsAckWait();
    void reportsInOrderOfDecision();
};

void TestScenario::bundledOnesAreSound()
{
    const auto scenarios = bundledScenarios();
    QStringList ids;
    for (const Scenario& scenario : scenarios) {
        ids.append(QString::fromStdString(scenario.id));
        QVERIFY(!scenario.title.isEmpty());
        QVERIFY(!scenario.summary.isEmpty());
        QVERIFY(!scenario.steps.empty());
        if (scenario.isCase()) {
            QCOMPARE(scenario.title.english().substr(0, 3), "C" + scenario.id.substr(1, 2));
            QVERIFY2(scenario.expect.contains(Handler::Naive), scenario.id.c_str());
            // Without a bank there is no handler that it could depend on.
            for (const Handler handler : {Handler::Ordered, Handler::Inbox})
                QVERIFY2(scenario.accounts.empty() || scenario.expect.contains(handler),
                         scenario.id.c_str());
        }
    }
    for (const QString& id : {u"case-1"_s, u"case-2"_s, u"free-play"_s})
        QCOMPARE(ids.count(id), 1);
    QVERIFY(ids.size() >= 23);
}

/// A sentence is read while something happens: at most twenty words of it.
void TestScenario::sentencesAreShort()
{
    for (const Scenario& scenario : bundledScenarios()) {
        if (!scenario.isCase())
            continue; // the lessons are read at leisure
        for (const ScenarioStep& step : scenario.steps)
            for (const QString& sentence :
                 QString::fromStdString(step.say.english()).split(u". "_s))
                QVERIFY2(sentence.split(u' ').size() <= 20, qPrintable(sentence));
    }
}

void TestScenario::readsEveryKey()
{
    const auto scenario = scenarioFromToml(R"(id = "x"
title = "X"
summary = "S"
replicas = 3
[replica]
queue_group = ""
durable = ""
ack = "auto"
start = "new"
ack_wait = 7
max_inflight = 2
handler = "ordered"
[[accounts]]
name = "ann"
opening = 12
[[steps]]
arm = { place = "before_ack", effect = "delay", delivery = "redelivery", number = 4, times = 0, account = "ann", delay_ack_waits = 1.5 }
[[steps]]
do = "act"
account = "ann"
type = "withdraw"
amount = 99
say = "Look."
[[steps]]
await = "outcome"
account = "ann"
number = 2
count = 2
outcomes = ["applied", "rejected"]
)");
    QVERIFY2(scenario.ok(), scenario ? "" : scenario.error().text.c_str());
    QCOMPARE(scenario->replicas, 3);
    QVERIFY(scenario->replica
            == (ReplicaOptions{"", "", AckMode::Auto, false, 7, 2, Handler::Ordered, true}));
    QCOMPARE(scenario->accounts.front().opening.value(), 12);
    const auto& arm = std::get<step::Arm>(scenario->steps.at(0).what);
    QVERIFY(arm.fault.place == FaultPlace::BeforeAck);
    QVERIFY(arm.fault.effect == FaultEffect::Delay);
    QVERIFY((arm.fault.match
             == FaultMatch{AccountName("ann"), TransactionNumber(4), FaultDelivery::Redelivery}));
    QCOMPARE(arm.fault.remaining, 0);
    QCOMPARE(arm.delayAckWaits, 1.5);
    QCOMPARE(scenario->steps.at(1).say.english(), std::string("Look."));
    QCOMPARE(std::get<step::Act>(scenario->steps.at(1).what).amount.value(), 99);
    const auto& await = std::get<step::AwaitOutcome>(scenario->steps.at(2).what);
    QCOMPARE(await.count, 2);
    QVERIFY((await.outcomes == std::vector{Outcome::Applied, Outcome::Rejected}));
}

void TestScenario::errorsNameTheLine_data()
{
    QTest::addColumn<QString>("tail");
    QTest::addColumn<QString>("error");
    const auto row = [](const char* name, const QString& tail, const QString& error) {
        QTest::newRow(name) << tail << error;
    };
    row("syntax", u"[[steps"_s, u"Line 6, column 8: "_s);
    row("unknown key", u"[[steps]]\ndo = \"spawn\"\nexec = \"rm\""_s,
        u"Line 8, column 8: `exec`"_s);
    row("unknown step", u"[[steps]]\ndo = \"fly\""_s, u"Line 7, column 6: `fly`"_s);
    row("neither", u"[[steps]]\nsay = \"x\""_s, u"Line 6, column 1"_s);
    row("no steps", {}, u"Line 1, column 1: `steps` is missing"_s);
    row("listener that starts nowhere", u"[[steps]]\ndo = \"listen\"\nstart = \"middle\""_s,
        u"Line 8, column 9: `middle`"_s);
    row("listener with a command", u"[[steps]]\ndo = \"listen\"\ncommand = \"sh\""_s,
        u"Line 8, column"_s);
    row("listener from no sequence", u"[[steps]]\ndo = \"listen\"\nstart = \"sequence\""_s,
        u"Line 6, column 1: `from`"_s);
    row("foreign account",
        u"[[steps]]\ndo = \"act\"\naccount = \"eve\"\ntype = \"deposit\"\namount = 1"_s,
        u"Line 8, column 11: the account `eve`"_s);
    row("no money", u"[[steps]]\ndo = \"act\"\naccount = \"ann\"\ntype = \"deposit\"\namount = 0"_s,
        u"Line 10, column 10: `amount`"_s);
    row("fraction",
        u"[[steps]]\ndo = \"act\"\naccount = \"ann\"\ntype = \"deposit\"\namount = 1.5"_s,
        u"Line 10, column 10: `amount`"_s);
    const auto arm = [&](const char* name, const QString& keys, const QString& error) {
        row(name, u"[[steps]]\narm = { "_s + keys + u" }"_s, error);
    };
    arm("no delay", u"place = \"before_ack\", effect = \"delay\""_s,
        u"Line 7, column 40: before_ack × delay: this effect needs a duration."_s);
    arm("a delay", u"place = \"before_ack\", effect = \"crash\", delay_ms = 5"_s,
        u"Line 7, column 60: before_ack × crash: this effect has no duration."_s);
    arm("senseless", u"place = \"after_ack\", effect = \"fail\""_s,
        u"Line 7, column 39: after_ack × fail: the commit is done"_s);
    arm("not built", u"place = \"after_insert\", effect = \"crash\""_s,
        u"Line 7, column 17: after_insert × crash: "_s);
    arm("unknown place", u"place = \"nowhere\", effect = \"fail\""_s,
        u"Line 7, column 17: `nowhere`"_s);
    arm("unknown key of arm", u"place = \"before_ack\", effect = \"crash\", when = \"any\""_s,
        u"Line 7, column 56: `when` is not known here"_s);
    row("arm and do", u"[[steps]]\ndo = \"spawn\"\narm = {}"_s,
        u"Line 7, column 6: a step needs"_s);
    row("old arm", u"[[steps]]\ndo = \"arm\""_s, u"Line 7, column 6: a fault is armed by"_s);
    row("outcome",
        u"[[steps]]\nawait = \"outcome\"\naccount = \"ann\"\nnumber = 1\n"
        "outcomes = [\"lost\"]"_s,
        u"Line 10, column 12: `lost`"_s);
}

void TestScenario::errorsNameTheLine()
{
    QFETCH(QString, tail);
    QFETCH(QString, error);
    const QString found = errorOf(head + tail.toStdString());
    QVERIFY2(found.startsWith(error), qPrintable(found));
}

void TestScenario::playsByEvents()
{
    const Scenario scenario = overtaking();
    QStringList done;
    std::int64_t ids = 0;
    std::vector<std::uint32_t> said;
    std::vector<std::uint32_t> reached;
    std::vector<Nanos> moments;
    ScenarioRunner runner(scenario, scenario.replica, 2,
                          {[&](const Command& command) { done.append(toText(command)); },
                           [&](std::uint32_t step) { said.push_back(step); },
                           [&] { return FaultId(++ids); },
                           [&](std::uint32_t step, Nanos at) {
                               reached.push_back(step);
                               moments.push_back(at);
                           }});
    HandMadeLab lab;
    Snapshot& now = lab.snapshot;
    const auto takeDone = [&] { return std::exchange(done, {}).join(u", "_s); };

    runner.start(now);
    QCOMPARE(takeDone(), u"spawn 2"_s);
    QVERIFY(runner.isSpawning());
    lab.addReplica("account-1");
    QVERIFY(!runner.observe(now));
    lab.addReplica("account-2");
    QVERIFY(runner.observe(now));
    QCOMPARE(takeDone(), u"arm account-1 1 0, arm account-2 1 0"_s);

    FaultSpec fault = std::get<step::Arm>(scenario.steps.at(1).what).fault;
    fault.id = FaultId(1);
    now.replicas[0].faults = {fault};
    now.replicas[1].faults = {fault}; // the same, but not the one that was asked for
    QVERIFY(!runner.observe(now));
    fault.id = FaultId(2);
    now.replicas[1].faults = {fault};
    QVERIFY(runner.observe(now));
    QCOMPARE(takeDone(), u"act 5000"_s);

    QVERIFY(!runner.observe(now));
    const RowRef first = lab.accept(1, TransactionType::Deposit, 5000);
    QVERIFY(runner.observe(now));
    lab.handle(first, Outcome::Failed, 0, 0); // still inside the handler
    QVERIFY(!runner.observe(now));
    lab.handle(first, Outcome::Failed, 0, 5);
    QVERIFY(runner.observe(now));
    QCOMPARE(takeDone(), u"act 6000"_s);

    const RowRef second = lab.accept(2, TransactionType::Deposit, 6000);
    lab.handle(second, Outcome::Rejected, 6, 7); // the ordered handler's way
    QVERIFY(runner.observe(now)); // one step for each snapshot
    QVERIFY(takeDone().isEmpty());
    QVERIFY(runner.observe(now));
    QCOMPARE(takeDone(), u"act 10000"_s);

    const RowRef third = lab.accept(3, TransactionType::Withdraw, 10000);
    lab.handle(third, Outcome::Declined, 8, 9);
    QVERIFY(runner.observe(now));
    QVERIFY(runner.observe(now));
    QVERIFY(!runner.observe(now));
    QVERIFY(!runner.isDone());
    now.drained = true;
    now.now = Nanos(20);
    QVERIFY(runner.observe(now));
    QVERIFY(runner.isDone());
    QVERIFY((said == std::vector<std::uint32_t>{1, 4}));
    QVERIFY((reached == std::vector<std::uint32_t>{1, 2, 3, 4, 5, 6, 7, 8, 9}));
    // That of the event, not of the snapshot that showed it.
    QCOMPARE(moments.at(3).count(), 5);
    QCOMPARE(moments.at(5).count(), 7);
    QCOMPARE(moments.at(7).count(), 9);
    QCOMPARE(moments.at(8).count(), 20);
}

void TestScenario::delayFollowsAckWait()
{
    Scenario scenario;
    step::Arm arm;
    arm.fault.place = FaultPlace::BeforeAck;
    arm.fault.effect = FaultEffect::Delay;
    arm.delayAckWaits = 1.3;
    scenario.steps.push_back({{}, arm});
    ReplicaOptions options;
    options.ackWaitSeconds = 5;
    QStringList done;
    std::int64_t ids = 0;
    ScenarioRunner runner(scenario, options, 1,
                          {[&](const Command& command) { done.append(toText(command)); },
                           [](std::uint32_t) {}, [&] { return FaultId(++ids); }});
    HandMadeLab lab;
    lab.addReplica("account-1");
    runner.start(lab.snapshot);
    QCOMPARE(done.join(u", "_s), u"arm account-1 0 6500"_s);
}

void TestScenario::reportsInOrderOfDecision()
{
    HandMadeLab lab;
    const RowRef first = lab.accept(1, TransactionType::Deposit, 5000);
    const RowRef second = lab.accept(2, TransactionType::Withdraw, 100);
    lab.handle(first, Outcome::Skipped, 90, 95);
    lab.handle(first, Outcome::Failed, 0, 10);
    lab.handle(second, Outcome::Declined, 40, 41);
    lab.handle(first, Outcome::Applied, 50, 99);
    lab.handle(first, Outcome::None, 0, 100); // its process died
    AccountView account;
    account.name = AccountName("ann");
    account.balance = Cents(5000);
    account.expected = Cents(4900);
    account.last = TransactionNumber(2);
    lab.snapshot.accounts.push_back(account);
    lab.snapshot.deliveries = 5;
    lab.snapshot.redeliveries = 3;
    lab.snapshot.verdict.verdict = audit::Verdict::Violated;
    lab.snapshot.verdict.violations.push_back({8, said("wrong"), AccountName("ann"),
                                               TransactionNumber(2), Sequence(7),
                                               ClientId("account-1")});
    const RunReport report("case-1", Handler::Ordered, lab.snapshot,
                           std::chrono::milliseconds(1234));
    const QJsonObject json =
        QJsonDocument::fromJson(QByteArray::fromStdString(report.toJson())).object();
    QStringList keys = json.keys();
    keys.sort();
    QCOMPARE(keys,
             (QStringList{u"accounts"_s, u"cause"_s, u"deliveries"_s, u"duration_ms"_s,
                          u"faults_never_fired"_s, u"handler"_s, u"reason"_s, u"redelivered"_s,
                          u"redeliveries"_s, u"scenario"_s, u"transactions"_s, u"verdict"_s,
                          u"violations"_s, u"violations_in_all"_s}));
    QCOMPARE(json[u"verdict"_s].toString(), u"violated"_s);
    QCOMPARE(json[u"duration_ms"_s].toInt(), 1234);
    QCOMPARE(json[u"accounts"_s][u"ann"_s].toObject(),
             (QJsonObject{
                 {u"balance"_s, 5000}, {u"expected"_s, 4900}, {u"last_transaction_number"_s, 2}}));
    QCOMPARE(json[u"transactions"_s][0][u"outcomes"_s].toArray(),
             (QJsonArray{u"failed"_s, u"applied"_s, u"skipped"_s}));
    QCOMPARE(json[u"transactions"_s][1].toObject(),
             (QJsonObject{{u"account"_s, u"ann"_s},
                          {u"number"_s, 2},
                          {u"type"_s, u"withdraw"_s},
                          {u"amount"_s, 100},
                          {u"outcomes"_s, QJsonArray{u"declined"_s}}}));
    QCOMPARE(json[u"violations"_s][0].toObject(),
             (QJsonObject{{u"invariant"_s, 8},
                          {u"text"_s, u"wrong"_s},
                          {u"code"_s, u"said"_s},
                          {u"args"_s, QJsonArray{u"wrong"_s}},
                          {u"account"_s, u"ann"_s},
                          {u"transaction"_s, 2},
                          {u"sequence"_s, 7},
                          {u"replica"_s, u"account-1"_s}}));
}

QTEST_GUILESS_MAIN(TestScenario)

#include "tst_scenario.moc"

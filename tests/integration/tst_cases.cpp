#include "core/scenario/laboratory.h"
#include "core/scenario/runreport.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <string>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int caseLimit = 120'000;

} // namespace

/// Every bundled scenario that says what it comes to, played once with a real broker and real
/// services: one after the other with another handler. `stanscope run --all` plays all of them with
/// all.
class TestCases : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void comesOutAsExpected_data();
    void comesOutAsExpected();
    void healsByItself();
    void timesOut();
};

void TestCases::initTestCase()
{
    qputenv("STANSCOPE_SERVICES", STANSCOPE_BIN_DIR);
}

void TestCases::comesOutAsExpected_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<Handler>("handler");
    std::size_t turn = 0;
    for (const Scenario& scenario : bundledScenarios()) {
        if (scenario.expect.empty() || scenario.database == BankDatabase::Postgres)
            continue; // those play in tst_postgres
        auto expected = scenario.expect.begin();
        std::advance(expected, static_cast<std::ptrdiff_t>(turn++ % scenario.expect.size()));
        QTest::addRow("%s %s", scenario.id.c_str(), std::string(toText(expected->first)).c_str())
            << QString::fromStdString(scenario.id) << expected->first;
    }
}

void TestCases::comesOutAsExpected()
{
    QFETCH(const QString, id);
    QFETCH(const Handler, handler);
    RunOptions options;
    const auto scenarios = bundledScenarios();
    options.scenario = *std::ranges::find(scenarios, id.toStdString(), &Scenario::id);
    options.handler = handler;
    Laboratory laboratory;
    QSignalSpy ended(&laboratory, &Laboratory::ended);
    laboratory.start(options);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, caseLimit);
    const RunReport report(options.scenario.id, handler, *laboratory.snapshot(), {});
    QStringList differences;
    for (const std::string& line : options.scenario.expect.at(handler).differences(report))
        differences.append(QString::fromStdString(line));
    const QString text = differences.join(u"; "_s) + u' ' + ended.at(0).at(1).toString();
    QVERIFY2(differences.isEmpty(), qPrintable(text));
    if (options.scenario.accounts.empty()) // then the steps alone tell
        QVERIFY2(ended.at(0).at(0).value<RunEnd>() == RunEnd::Finished, qPrintable(text));
    QCOMPARE(laboratory.abilities().hasBank, !options.scenario.accounts.empty());
}

/// What lasts for a while only: nobody resumes, restarts or starts anything here.
void TestCases::healsByItself()
{
    const auto scenario = scenarioFromToml(R"(id = "x"
title = "X"
[replica]
ack_wait = 1
[[accounts]]
name = "ann"
[[steps]]
do = "spawn"
[[steps]]
do = "pause"
who = "all"
for_ms = 400
[[steps]]
do = "act"
account = "ann"
type = "deposit"
amount = 100
[[steps]]
await = "replica"
who = "all"
is = "running"
[[steps]]
await = "outcome"
number = 1
outcomes = ["applied"]
[[steps]]
do = "kill"
who = "all"
for_ms = 300
[[steps]]
await = "replica"
who = "all"
is = "running"
[[steps]]
do = "broker"
action = "pause"
for_ms = 300
[[steps]]
await = "broker"
is = "running"
[[steps]]
do = "broker"
action = "kill"
for_ms = 300
[[steps]]
do = "act"
account = "ann"
type = "deposit"
amount = 100
[[steps]]
await = "broker"
is = "running"
[[steps]]
await = "replica"
who = "all"
is = "running"
[[steps]]
await = "outcome"
number = 2
outcomes = ["applied"]
)",
                                           "heals.toml");
    QVERIFY2(scenario, scenario ? "" : scenario.error().text.c_str());
    RunOptions options;
    options.scenario = *scenario;
    options.handler = Handler::Ordered;
    Laboratory laboratory;
    QSignalSpy ended(&laboratory, &Laboratory::ended);
    laboratory.start(options);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, caseLimit);
    QVERIFY2(ended.at(0).at(0).value<RunEnd>() == RunEnd::Finished,
             qPrintable(ended.at(0).at(1).toString()));
    QVERIFY(laboratory.snapshot()->verdict.verdict == audit::Verdict::Valid);
}

/// A step that nothing will ever finish: `continue` goes on, `fail` ends the run, which is judged.
void TestCases::timesOut()
{
    const auto scenario = scenarioFromToml(R"(id = "x"
title = "X"
[[accounts]]
name = "ann"
[[steps]]
do = "spawn"
count = 1
[[steps]]
arm = { place = "before_begin", effect = "hang" }
[[steps]]
do = "act"
account = "ann"
type = "deposit"
amount = 100
[[steps]]
await = "drained"
timeout = 0.2
on_timeout = "continue"
say = "First."
[[steps]]
await = "drained"
timeout = 0.2
say = "Second."
[[steps]]
await = "verdict"
is = "valid"
say = "Never."
)",
                                           "late.toml");
    QVERIFY2(scenario, scenario ? "" : scenario.error().text.c_str());
    RunOptions options;
    options.scenario = *scenario;
    Laboratory laboratory;
    QStringList said;
    connect(&laboratory, &Session::stepped, this, [&](const QString& text) { said << text; });
    QSignalSpy ended(&laboratory, &Laboratory::ended);
    laboratory.start(options);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, caseLimit);
    QVERIFY(ended.at(0).at(0).value<RunEnd>() == RunEnd::TimedOut);
    QVERIFY(laboratory.snapshot()->verdict.verdict == audit::Verdict::NotConverged);
    QCOMPARE(said, (QStringList{u"First."_s, u"Second."_s}));
}

QTEST_GUILESS_MAIN(TestCases)

#include "tst_cases.moc"

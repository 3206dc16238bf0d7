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
        if (scenario.expect.empty())
            continue;
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
}

QTEST_GUILESS_MAIN(TestCases)

#include "tst_cases.moc"

#include "core/engine/engine.h"
#include "tests/support/protowriter.h"

#include <QSignalSpy>
#include <QTest>

#include <thread>

using namespace stanscope;
using test::ProtoWriter;

/// The engine with several producers and a reader of its snapshots (label `threads`).
class TestEngineThreads : public QObject
{
    Q_OBJECT

private slots:
    void foldsWhatManyThreadsPost();
    void aNewRunStartsOver();
    void reportsFromNoTimeOfTheRunAreBad();
};

namespace {

laboratory::RunStarted aRun()
{
    return {ChannelName("transactions"), {{AccountName("ann"), Cents(0)}}};
}

} // namespace

void TestEngineThreads::foldsWhatManyThreadsPost()
{
    constexpr int messages = 5'000;
    Engine engine;
    std::shared_ptr<const Snapshot> last;
    std::size_t readable = 0;
    connect(&engine, &Engine::snapshotReady, this, [&](const auto& snapshot) {
        last = snapshot;
        for (std::size_t i = 0; i < snapshot->history->messages.size(); ++i)
            readable += snapshot->history->messages[i].sequence.value() == i + 1;
        engine.requestSnapshot();
    });
    engine.beginRun(aRun());
    engine.requestSnapshot();
    std::thread tap([&engine] {
        for (int i = 0; i < messages; ++i) {
            const std::string guid = "g" + std::to_string(i);
            const std::string data =
                ProtoWriter().text(1, "p").text(2, guid).text(3, "transactions").data();
            engine.postFrame({monotonicNow(), "_STAN.pub.lab.transactions", "_STAN.acks.p", data});
            engine.postFrame(
                {monotonicNow(), "_STAN.acks.p", "", ProtoWriter().text(1, guid).data()});
        }
    });
    std::thread reports([&engine] {
        for (int i = 0; i < 100; ++i)
            engine.postReportLine(ClientId("a"), "this is no report");
    });
    tap.join();
    reports.join();
    QTRY_VERIFY_WITH_TIMEOUT(
        last && last->history->messages.size() == messages && last->tap.badReports == 100, 30'000);
    QVERIFY(readable > 0);
}

void TestEngineThreads::aNewRunStartsOver()
{
    Engine engine;
    std::shared_ptr<const Snapshot> last;
    connect(&engine, &Engine::snapshotReady, this, [&](const auto& snapshot) { last = snapshot; });
    engine.beginRun(aRun());
    engine.note(Source::Wire, wire::TapGap{said("test")});
    engine.requestSnapshot();
    QTRY_VERIFY(last && last->tap.gaps == 1);
    const auto before = last->history;
    engine.beginRun(aRun());
    engine.requestSnapshot();
    QTRY_VERIFY(last->history != before);
    QCOMPARE(last->tap.gaps, std::uint64_t(0));
}

void TestEngineThreads::reportsFromNoTimeOfTheRunAreBad()
{
    Engine engine;
    std::shared_ptr<const Snapshot> last;
    connect(&engine, &Engine::snapshotReady, this, [&](const auto& snapshot) {
        last = snapshot;
        engine.requestSnapshot();
    });
    engine.beginRun(aRun());
    engine.requestSnapshot();
    QTRY_VERIFY(last);
    Report report;
    report.time = Nanos::max();
    engine.postReportLine(ClientId("a"), toLine(report));
    report.time = Nanos(1);
    engine.postReportLine(ClientId("a"), toLine(report));
    report.time = monotonicNow();
    engine.postReportLine(ClientId("a"), toLine(report));
    QTRY_COMPARE(last->tap.badReports, std::uint64_t(2));
    QVERIFY(last->now < monotonicNow());
}

QTEST_GUILESS_MAIN(TestEngineThreads)
#include "tst_enginethreads.moc"

#include "core/engine/engine.h"
#include "tests/support/protowriter.h"
#include "tests/support/threadcheck.h"

#include <thread>

using namespace stanscope;
using test::ProtoWriter;

/// The engine with several producers and a reader of its snapshots.
namespace {

laboratory::RunStarted aRun()
{
    return {ChannelName("transactions"), {{AccountName("ann"), Cents(0)}}};
}

void foldsWhatManyThreadsPost()
{
    constexpr int messages = 5'000;
    Engine engine;
    std::shared_ptr<const Snapshot> last;
    std::size_t readable = 0;
    QObject::connect(&engine, &Engine::snapshotReady, &engine, [&](const auto& snapshot) {
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
    CHECK(test::comesTrue([&] {
        return last && last->history->messages.size() == messages && last->tap.badReports == 100;
    }));
    CHECK(readable > 0);
}

void aNewRunStartsOver()
{
    Engine engine;
    std::shared_ptr<const Snapshot> last;
    QObject::connect(&engine, &Engine::snapshotReady, &engine,
                     [&](const auto& snapshot) { last = snapshot; });
    engine.beginRun(aRun());
    engine.note(Source::Wire, wire::TapGap{said("test")});
    engine.requestSnapshot();
    CHECK(test::comesTrue([&] { return last && last->tap.gaps == 1; }));
    const auto before = last->history;
    engine.beginRun(aRun());
    engine.requestSnapshot();
    CHECK(test::comesTrue([&] { return last->history != before; }));
    CHECK_EQUAL(last->tap.gaps, std::uint64_t(0));
}

void reportsFromNoTimeOfTheRunAreBad()
{
    Engine engine;
    std::shared_ptr<const Snapshot> last;
    QObject::connect(&engine, &Engine::snapshotReady, &engine, [&](const auto& snapshot) {
        last = snapshot;
        engine.requestSnapshot();
    });
    engine.beginRun(aRun());
    engine.requestSnapshot();
    CHECK(test::comesTrue([&] { return last; }));
    Report report;
    report.time = Nanos::max();
    engine.postReportLine(ClientId("a"), toLine(report));
    report.time = Nanos(1);
    engine.postReportLine(ClientId("a"), toLine(report));
    report.time = monotonicNow();
    engine.postReportLine(ClientId("a"), toLine(report));
    CHECK(test::comesTrue([&] { return last->tap.badReports == std::uint64_t(2); }));
    CHECK(last->now < monotonicNow());
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    foldsWhatManyThreadsPost();
    aNewRunStartsOver();
    reportsFromNoTimeOfTheRunAreBad();
}

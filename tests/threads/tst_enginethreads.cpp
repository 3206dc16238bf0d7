#include "core/engine/engine.h"
#include "tests/support/protowriter.h"
#include "tests/support/threadcheck.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

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

/// Holds the folding thread up until it is let go; remembers what was said.
class Brake : public EventSink
{
public:
    void folded(const Event& event, const Lab&) override
    {
        std::unique_lock lock(m_mutex);
        if (std::holds_alternative<wire::PublishSent>(event.body))
            ++m_publishes;
        if (std::holds_alternative<process::StderrLine>(event.body))
            ++m_lines;
        if (std::holds_alternative<wire::TapGap>(event.body))
            m_said += "gap ";
        if (std::holds_alternative<wire::TapBack>(event.body))
            m_said += "back ";
        if (const auto* problem = std::get_if<laboratory::Problem>(&event.body))
            m_counted.push_back(problem->message);
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_isFree; });
    }
    void idle(Nanos) override { }
    void ended(const Lab&) override { }

    void letGo()
    {
        const std::lock_guard lock(m_mutex);
        m_isFree = true;
        m_changed.notify_all();
    }
    std::int64_t publishes() { return get(m_publishes); }
    std::int64_t lines() { return get(m_lines); }
    std::string said() { return get(m_said); }
    /// What a problem of that code counts; -1: there is none.
    std::int64_t counted(Code code)
    {
        for (const Message& message : get(m_counted))
            if (message.code == code)
                return message.args.at(0).number;
        return -1;
    }

private:
    template <typename T>
    T get(const T& value)
    {
        const std::lock_guard lock(m_mutex);
        return value;
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isFree = false;
    std::int64_t m_publishes = 0;
    std::int64_t m_lines = 0;
    std::string m_said;
    std::vector<Message> m_counted;
};

/// What waits to be folded has an end: beyond it is a gap, and its size is said.
void whatIsTooMuchIsDropped()
{
    constexpr std::int64_t many = 1000;
    const auto brake = std::make_shared<Brake>();
    Engine engine;
    int caughtUp = 0;
    QObject::connect(&engine, &Engine::caughtUp, &engine, [&] { ++caughtUp; });
    engine.setBacklog(1'000'000, 100'000);
    const auto publish = [&engine](std::int64_t number) {
        const std::string data = ProtoWriter()
                                     .text(1, "p")
                                     .text(2, "g" + std::to_string(number))
                                     .text(3, "transactions")
                                     .text(5, std::string(10'000, 'x'))
                                     .data();
        engine.postFrame({monotonicNow(), "_STAN.pub.lab.transactions", "_STAN.acks.p", data});
    };
    engine.beginRun(aRun(), {brake});
    for (std::int64_t i = 0; i < many; ++i) {
        publish(i);
        engine.note(Source::Report, process::StderrLine{ClientId("a"), std::string(1000, 'y')});
    }
    brake->letGo();
    CHECK(test::comesTrue([&] { return brake->counted(Code::FramesDropped) > 0; }));
    CHECK(test::comesTrue([&] { return brake->counted(Code::LinesDropped) > 0; }));
    publish(many); // is taken again
    CHECK(test::comesTrue([&] { return caughtUp == 1; }));
    CHECK(test::comesTrue([&] { return brake->said() == "gap back "; }));
    CHECK(test::comesTrue(
        [&] { return brake->publishes() + brake->counted(Code::FramesDropped) == many + 1; }));
    CHECK(brake->publishes() < many / 2);
    CHECK_EQUAL(brake->lines() + brake->counted(Code::LinesDropped), many);
    CHECK(brake->lines() < many / 2);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    foldsWhatManyThreadsPost();
    aNewRunStartsOver();
    reportsFromNoTimeOfTheRunAreBad();
    whatIsTooMuchIsDropped();
}

#include "core/engine/engine.h"
#include "tests/support/protowriter.h"
#include "tests/support/threadcheck.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

using namespace stanscope;
using test::ProtoWriter;

/// The tap's door into the engine: its callbacks come on threads of the library, as frames whose
/// memory is gone when the callback returns.
namespace {

constexpr int subscriptions = 3;
constexpr int messages = 2'000;

laboratory::RunStarted aRun(bool monitored)
{
    laboratory::RunStarted run{ChannelName("transactions"), {{AccountName("ann"), Cents(0)}}};
    run.monitored = monitored;
    return run;
}

/// As a tap's callback does it: one buffer, used again for the next frame.
void deliver(Engine& engine, const std::string& publisher)
{
    std::string buffer;
    for (int i = 0; i < messages; ++i) {
        const std::string guid = publisher + std::to_string(i);
        buffer = ProtoWriter().text(1, publisher).text(2, guid).text(3, publisher).data();
        engine.postFrame({monotonicNow(), "_STAN.pub.lab.x", "_STAN.acks." + publisher, buffer});
        buffer = ProtoWriter().text(1, guid).data();
        engine.postFrame({monotonicNow(), "_STAN.acks." + publisher, "", buffer});
    }
}

void framesOfManyThreadsArriveWhole(bool monitored)
{
    Engine engine;
    std::shared_ptr<const Snapshot> last;
    QObject::connect(&engine, &Engine::snapshotReady, &engine, [&](const auto& snapshot) {
        last = snapshot;
        engine.requestSnapshot();
    });
    engine.beginRun(aRun(monitored));
    engine.requestSnapshot();
    std::vector<std::thread> library;
    library.reserve(subscriptions);
    for (int i = 0; i < subscriptions; ++i)
        library.emplace_back(
            [&engine, i] { deliver(engine, std::string(1, static_cast<char>('a' + i))); });
    for (std::thread& thread : library)
        thread.join();
    // Of a monitored run they are held back until an answer has come.
    if (monitored)
        engine.note(Source::Monitor, monitor::Failed{message(Code::NoAnswerInTime)});
    CHECK(test::comesTrue([&] {
        return last && last->history->messages.size() == std::size_t(subscriptions) * messages;
    }));
}

/// A tap that goes on while the run ends and the next one begins.
void runsEndUnderFire()
{
    Engine engine;
    std::atomic<int> ended = 0;
    QObject::connect(&engine, &Engine::runEnded, &engine, [&ended] { ++ended; });
    std::atomic<bool> over = false;
    std::thread library([&] {
        while (!over)
            deliver(engine, "a");
    });
    for (int run = 0; run < 5; ++run) {
        engine.beginRun(aRun(false));
        engine.endRun();
        CHECK(test::comesTrue([&] { return ended == run + 1; }));
    }
    over = true;
    library.join();
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    framesOfManyThreadsArriveWhole(false);
    framesOfManyThreadsArriveWhole(true);
    runsEndUnderFire();
}

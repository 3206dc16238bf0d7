#include "core/engine/engine.h"
#include "core/tap/tap.h"
#include "tests/support/benchtraffic.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <vector>

// Does the tap see everything at full speed, and what does it cost? Foreign clients on a broker of
// their own: stan-bench publishes as fast as the broker takes it, two stan-subs share it in one
// queue group. What tap and fold have afterwards is held against the broker's own counters. The
// same once more without a tap. Prints figures; asserts nothing.

using namespace stanscope;
using test::BenchTraffic;
using test::giveUp;
using namespace Qt::StringLiterals;

namespace {

/// Tap and fold as the laboratory has them, with a snapshot taken as often as a window does.
class Watch : public QObject
{
public:
    explicit Watch(const TestBroker& broker)
        : m_tap({[this](const Frame& frame) { take(frame); },
                 [this](const Message& why) { m_engine.note(Source::Wire, wire::TapGap{why}); }})
    {
        connect(&m_engine, &Engine::snapshotReady, this,
                [this](const auto& snapshot) { m_snapshot = snapshot; });
        connect(&m_frames, &QTimer::timeout, &m_engine, &Engine::requestSnapshot);
        m_engine.beginRun({ChannelName(test::benchChannel().toStdString()), {}});
        const auto connected = m_tap.connect(
            {.url = broker.url().toStdString(), .token = broker.token().toStdString()});
        if (!connected)
            giveUp(QString::fromStdString(connected.error().text));
        m_frames.start(std::chrono::milliseconds(16));
        BenchTraffic::waitUntil(u"a snapshot"_s, [this] { return m_snapshot != nullptr; });
    }
    ~Watch() override { m_tap.disconnect(); }

    std::uint64_t seen() const { return m_seen; }
    double secondsSince(Nanos start) const
    {
        return std::chrono::duration<double>(Nanos(m_last.load()) - start).count();
    }
    const Snapshot& snapshot() const { return *m_snapshot; }

private:
    void take(const Frame& frame)
    {
        m_last = frame.time.count();
        ++m_seen;
        m_engine.postFrame(frame);
    }

    std::atomic<std::uint64_t> m_seen{0};
    std::atomic<std::int64_t> m_last{0};
    std::shared_ptr<const Snapshot> m_snapshot;
    QTimer m_frames;
    Engine m_engine;
    Tap m_tap; // after the engine: its callbacks post there
};

double measureUntapped(int count)
{
    BenchTraffic traffic;
    traffic.subscribe();
    const double rate = traffic.publish(count);
    traffic.waitUntilAcked(count);
    return rate;
}

/// What the broker has sent to the tap and never arrived there. Pings and heartbeats go on, so the
/// two counters are compared until they are equal, or for as long as 10 s.
qint64 lostFrames(BenchTraffic& traffic, const Watch& watch)
{
    qint64 lost = 0;
    static_cast<void>(QTest::qWaitFor(
        [&] {
            lost = traffic.sentToTap() - static_cast<qint64>(watch.seen());
            return lost == 0;
        },
        10'000));
    return lost;
}

void printFold(const Snapshot& snapshot, qint64 lastSequence)
{
    const History& history = *snapshot.history;
    std::vector<bool> stored(static_cast<std::size_t>(lastSequence));
    for (std::size_t row = 0; row < history.messages.size(); ++row)
        if (const auto sequence = history.messages[row].sequence.value();
            sequence >= 1 && sequence <= stored.size())
            stored[sequence - 1] = true;
    std::size_t acked = 0;
    for (std::size_t row = 0; row < history.deliveries.size(); ++row)
        acked += history.deliveries[row].end.get() == DeliveryEnd::Acked ? 1U : 0U;
    std::printf("  broker: last sequence %lld, all delivered and acked\n",
                static_cast<long long>(lastSequence));
    std::printf("  fold:   messages %zu (missing %td)  deliveries %llu (redeliveries %llu)  "
                "acked %zu\n",
                history.messages.size(), std::count(stored.begin(), stored.end(), false),
                static_cast<unsigned long long>(snapshot.deliveries),
                static_cast<unsigned long long>(snapshot.redeliveries), acked);
}

double measureTapped(int count)
{
    BenchTraffic traffic;
    Watch watch(traffic.broker());
    traffic.subscribe();
    const std::uint64_t before = watch.seen();
    const Nanos start = monotonicNow();
    const double rate = traffic.publish(count);
    traffic.waitUntilAcked(count);
    const double seconds = watch.secondsSince(start);
    const std::uint64_t frames = watch.seen() - before;
    const qint64 lost = lostFrames(traffic, watch);
    const std::uint64_t seen = watch.seen();
    BenchTraffic::waitUntil(u"the fold"_s, [&] { return watch.snapshot().tap.frames >= seen; });
    const double foldSeconds = std::chrono::duration<double>(monotonicNow() - start).count();
    const TapView tap = watch.snapshot().tap;
    printFold(watch.snapshot(), traffic.lastSequence());
    std::printf("  tap:    frames %llu  in %.2f s  %.0f frames/s followed (fold done at %.2f s)\n",
                static_cast<unsigned long long>(frames), seconds,
                static_cast<double>(frames) / seconds, foldSeconds);
    std::printf("  lost %lld  gaps %llu  malformed %llu  unknown %llu\n",
                static_cast<long long>(lost), static_cast<unsigned long long>(tap.gaps),
                static_cast<unsigned long long>(tap.malformed),
                static_cast<unsigned long long>(tap.unknown));
    return rate;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    constexpr int count = 200'000;
    std::printf("%d messages, FILE store, two queue subscribers\n", count);
    const double untapped = measureUntapped(count);
    const double tapped = measureTapped(count);
    std::printf("published %.0f messages/s with the tap, %.0f without  ratio %.2f\n", tapped,
                untapped, tapped / untapped);
    return 0;
}

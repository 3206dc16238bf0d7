#include "core/attach/attachment.h"
#include "tests/support/scaleload.h"

#include <QCoreApplication>

#include <array>
#include <cstdio>
#include <vector>

// What does a large broker cost? Subscriptions by the thousand, from many clients on a few shared
// connections, idle and under load, watched as `stanscope watch` does: processor time of this
// process, its memory, and how far the fold is behind the wire. Prints figures; asserts nothing.
// With an argument, that many subscriptions alone: bench_scale 8000. scripts/scale builds what it
// needs.

using namespace stanscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace stanscope::test;

namespace {

constexpr std::array sizes{800, 8'000, 40'000};
constexpr std::array rates{0, 300, 1'000};
constexpr Nanos settling = 5s;
constexpr Nanos measuring = 20s;

void measure(int subscriptions)
{
    const Nanos start = monotonicNow();
    ScaleLoad load(subscriptions);
    const double subscribed = milliseconds(monotonicNow() - start) / 1e3;

    AttachOptions options = load.attachOptions();
    // What `stanscope watch` without --capture asks for.
    options.keepsSession = false;
    options.snapshotInterval = 50ms;
    options.isShown = false;
    const auto lag = std::make_shared<LagMeter>();
    Attachment attachment;
    bool isAttached = false;
    QObject::connect(&attachment, &Attachment::attached, &attachment, [&] { isAttached = true; });
    QObject::connect(&attachment, &Attachment::failed, &attachment,
                     [](const QString& why) { giveUp(why); });
    const Nanos attaching = monotonicNow();
    attachment.start(options, {lag});
    BenchTraffic::waitUntil(u"the attachment"_s, [&] { return isAttached; });
    std::printf(
        "%d subscriptions of %d clients on %d channels: set up in %.1f s, joined in %.2f s\n",
        subscriptions, subscriptions / ScaleLoad::eachClient,
        subscriptions / ScaleLoad::eachChannel, subscribed,
        milliseconds(monotonicNow() - attaching) / 1e3);
    for (const int rate : rates) {
        load.publish(rate);
        passTime(settling);
        lag->take();
        const Nanos since = monotonicNow();
        const double used = processorPercent(measuring);
        const double seconds = milliseconds(monotonicNow() - since) / 1e3;
        const std::vector<Nanos> lags = lag->take();
        const MirrorCheckView& check = attachment.snapshot()->check;
        std::printf("  %5d messages/s  CPU %5.1f %%  memory %4.0f MB  events %6.0f/s  "
                    "lag median %.1f, 99 %% %.1f, most %.1f ms  compared %llu, drifts %zu\n",
                    rate, used, residentMegabytes(), static_cast<double>(lags.size()) / seconds,
                    quantile(lags, 0.5), quantile(lags, 0.99), quantile(lags, 1),
                    static_cast<unsigned long long>(check.compared), check.drift.size());
        std::fflush(stdout);
    }
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    if (argc > 1) {
        measure(QByteArray(argv[1]).toInt());
        return 0;
    }
    for (const int size : sizes)
        measure(size);
    return 0;
}

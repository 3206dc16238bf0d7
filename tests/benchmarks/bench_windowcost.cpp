#include "core/attach/attachment.h"
#include "core/scenario/laboratory.h"
#include "tests/support/scaleload.h"
#include "ui/mainwindow/mainwindow.h"

#include <QApplication>
#include <QSettings>
#include <QStringList>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <vector>

// What does the window take of a processor? Per cent of one core, all threads of this process and
// none of its children, at 1440x900 with software rendering: the laboratory with two replicas,
// idle, at 5 and at 20 actions a second, and minimized at 20; and attached to 2,000 clients with
// 8,000 subscriptions, idle and under load. Prints figures; asserts nothing.
//   bench_windowcost [--quick] [laboratory] [attached]
// scripts/scale builds the load that `attached` needs.

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int subscriptions = 8'000;

struct Durations
{
    Nanos settling = 10s;
    Nanos measuring = 60s;
};

class Acting
{
public:
    Acting(Laboratory& laboratory, int aSecond)
    {
        QObject::connect(&m_timer, &QTimer::timeout, &laboratory, [this, &laboratory] {
            command::Act act;
            act.account = AccountName(m_acted % 2 == 0 ? "ann" : "bob");
            act.type = m_acted % 5 < 3 ? TransactionType::Deposit : TransactionType::Withdraw;
            act.amount = Cents(100 + m_acted % 900);
            ++m_acted;
            laboratory.execute(act);
        });
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(1000 / aSecond);
    }

private:
    QTimer m_timer;
    int m_acted = 0;
};

RunOptions freePlay()
{
    RunOptions options;
    const std::vector<Scenario> scenarios = bundledScenarios();
    const auto found = std::ranges::find(scenarios, "free-play", &Scenario::id);
    if (found == scenarios.end())
        giveUp(u"there is no free play"_s);
    options.scenario = *found;
    options.handler = Handler::Ordered;
    return options;
}

bool isReady(const Snapshot& snapshot)
{
    return snapshot.replicas.size() == 2
        && std::ranges::all_of(snapshot.replicas,
                               [](const ReplicaView& replica) { return replica.everReady; });
}

void showWindow(MainWindow& window, Session& session)
{
    window.setSession(session);
    window.resize(1440, 900);
    window.show();
}

void measureLaboratory(const Durations& durations)
{
    Laboratory laboratory;
    MainWindow window(bundledScenarios());
    showWindow(window, laboratory);
    QObject::connect(&laboratory, &Laboratory::ended, &laboratory,
                     [](RunEnd, const QString& why) { giveUp(why); });
    laboratory.start(freePlay());
    BenchTraffic::waitUntil(u"two replicas"_s, [&] {
        return laboratory.isRunning() && !laboratory.isPlaying() && isReady(*laboratory.snapshot());
    });
    const auto measure = [&](const char* name) {
        passTime(durations.settling);
        const double percent = processorPercent(durations.measuring);
        std::printf("laboratory  %-32s CPU %5.1f %%  memory %4.0f MB\n", name, percent,
                    residentMegabytes());
        std::fflush(stdout);
    };
    measure("two idle replicas");
    {
        const Acting acting(laboratory, 5);
        measure("5 actions/s");
    }
    {
        const Acting acting(laboratory, 20);
        measure("20 actions/s");
        window.showMinimized();
        measure("20 actions/s, minimized");
        window.showNormal();
    }
    laboratory.disconnect();
    laboratory.shutDown();
}

void measureAttached(const Durations& durations)
{
    ScaleLoad load(subscriptions);
    const auto lag = std::make_shared<LagMeter>();
    Attachment attachment;
    MainWindow window({});
    showWindow(window, attachment);
    bool isAttached = false;
    QObject::connect(&attachment, &Attachment::attached, &attachment, [&] { isAttached = true; });
    QObject::connect(&attachment, &Attachment::failed, &attachment,
                     [](const QString& why) { giveUp(why); });
    // How old what it says is when the window is done with it.
    std::vector<Nanos> ages;
    QObject::connect(&attachment, &Session::snapshotChanged, &attachment,
                     [&ages](const std::shared_ptr<const Snapshot>& snapshot) {
                         ages.push_back(monotonicNow() - snapshot->now);
                     });
    attachment.start(load.attachOptions(), {lag});
    BenchTraffic::waitUntil(u"the attachment"_s, [&] { return isAttached; });
    for (const int rate : {0, 300, 1'000}) {
        load.publish(rate);
        passTime(durations.settling);
        lag->take();
        ages.clear();
        const Nanos since = monotonicNow();
        const double percent = processorPercent(durations.measuring);
        const double seconds = milliseconds(monotonicNow() - since) / 1e3;
        const std::vector<Nanos> lags = lag->take();
        std::ranges::sort(ages);
        std::printf("attached    %5d messages/s  CPU %5.1f %%  memory %4.0f MB  events %6.0f/s  "
                    "snapshots %4.1f/s  fold behind: median %.1f, most %.1f ms  "
                    "shown behind: median %.1f, most %.1f ms\n",
                    rate, percent, residentMegabytes(), static_cast<double>(lags.size()) / seconds,
                    static_cast<double>(ages.size()) / seconds, quantile(lags, 0.5),
                    quantile(lags, 1), quantile(ages, 0.5), quantile(ages, 1));
        std::fflush(stdout);
    }
}

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(u"stanscope-benchmarks"_s);
    qputenv("STANSCOPE_SERVICES", STANSCOPE_BIN_DIR);
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QStringList asked = QCoreApplication::arguments().mid(1);
    Durations durations;
    if (asked.removeAll(u"--quick"_s) > 0)
        durations = {2s, 8s};
    if (asked.isEmpty() || asked.contains(u"laboratory"_s))
        measureLaboratory(durations);
    if (asked.isEmpty() || asked.contains(u"attached"_s))
        measureAttached(durations);
    return 0;
}

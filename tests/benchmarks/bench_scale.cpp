#include "core/attach/attachment.h"
#include "core/lab/eventsink.h"
#include "tests/support/benchtraffic.h"

#include <QCoreApplication>
#include <QProcess>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <mutex>
#include <unistd.h>
#include <vector>

// What does a large broker cost? Subscriptions by the thousand, from many clients on a few shared
// connections, idle and under load, watched as `stanscope watch` does: processor time of this
// process, its memory, and how far the fold is behind the wire. Prints figures; asserts nothing.
// With an argument, that many subscriptions alone: bench_scale 8000. scripts/scale builds what it
// needs.

using namespace stanscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::BenchTraffic;
using test::giveUp;

namespace {

constexpr std::array sizes{800, 8'000, 40'000};
constexpr std::array rates{0, 300, 1'000};
constexpr int eachClient = 4;
constexpr int eachChannel = 8;
constexpr Nanos settling = 5s;
constexpr Nanos measuring = 20s;

/// Of all threads of this process.
double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double residentMegabytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').at(1).toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE))
        / 1e6;
}

void sleepFor(Nanos time)
{
    QTest::qWait(
        static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(time).count()));
}

/// How long after its arrival each frame's event was folded.
class LagMeter : public EventSink
{
public:
    void folded(const Event& event, const Lab&) override
    {
        if (event.source != Source::Wire)
            return;
        const std::lock_guard lock(m_mutex);
        m_lags.push_back(monotonicNow() - event.time);
    }
    void idle(Nanos) override { }
    void ended(const Lab&) override { }

    std::vector<Nanos> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_lags, {});
    }

private:
    std::mutex m_mutex;
    std::vector<Nanos> m_lags;
};

double milliseconds(Nanos time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

class Load
{
public:
    Load(const TestBroker& broker, int subscriptions)
    {
        QString url = broker.url();
        url.replace(u"nats://"_s, u"nats://"_s + broker.token() + u'@');
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(test::benchTool(u"scaleload"_s),
                        {u"-url"_s, url, u"-cluster"_s, broker.clusterId(), u"-clients"_s,
                         QString::number(subscriptions / eachClient), u"-each"_s,
                         QString::number(eachClient), u"-channels"_s,
                         QString::number(subscriptions / eachChannel)});
        waitFor("subscribed ");
    }
    ~Load()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    void publish(int aSecond)
    {
        m_process.write(QByteArray::number(aSecond) + '\n');
        waitFor("rate ");
    }

private:
    void waitFor(const QByteArray& word)
    {
        QByteArray said;
        BenchTraffic::waitUntil(QString::fromUtf8(word), [&] {
            said += m_process.readAll();
            if (m_process.state() == QProcess::NotRunning)
                giveUp(u"scaleload says: "_s + QString::fromUtf8(said));
            return said.contains(word);
        });
    }

    QProcess m_process;
};

void measure(int subscriptions)
{
    TestBroker broker;
    broker.configure({}, u"  store_limits: { max_channels: 0, max_subs: 0 }"_s);
    broker.setHeartbeats(30, 10, 10); // its defaults
    if (TestBroker::executable().isEmpty() || !broker.start(TestBroker::Store::Memory))
        giveUp(u"the broker does not come up: "_s + QString::fromUtf8(broker.log()));
    const Nanos start = monotonicNow();
    Load load(broker, subscriptions);
    const double subscribed = milliseconds(monotonicNow() - start) / 1e3;

    AttachOptions options;
    options.connection = {.url = broker.url().toStdString(), .token = broker.token().toStdString()};
    options.cluster = broker.clusterId().toStdString();
    options.monitoring = QUrl(u"http://127.0.0.1:%1"_s.arg(broker.monitorPort()));
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
        subscriptions, subscriptions / eachClient, subscriptions / eachChannel, subscribed,
        milliseconds(monotonicNow() - attaching) / 1e3);
    for (const int rate : rates) {
        load.publish(rate);
        sleepFor(settling);
        lag->take();
        const double before = processorSeconds();
        const Nanos since = monotonicNow();
        sleepFor(measuring);
        const double used = processorSeconds() - before;
        const double seconds = milliseconds(monotonicNow() - since) / 1e3;
        std::vector<Nanos> lags = lag->take();
        std::sort(lags.begin(), lags.end());
        const auto at = [&lags](double part) {
            return lags.empty()
                ? 0.0
                : milliseconds(
                    lags[static_cast<std::size_t>(static_cast<double>(lags.size() - 1) * part)]);
        };
        const MirrorCheckView& check = attachment.snapshot()->check;
        std::printf("  %5d messages/s  CPU %5.1f %%  memory %4.0f MB  events %6.0f/s  "
                    "lag median %.1f, 99 %% %.1f, most %.1f ms  compared %llu, drifts %zu\n",
                    rate, used / seconds * 100, residentMegabytes(),
                    static_cast<double>(lags.size()) / seconds, at(0.5), at(0.99), at(1.0),
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

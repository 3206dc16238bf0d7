#include "core/attach/attachment.h"
#include "core/nats/natsoptions.h"
#include "tests/support/benchtraffic.h"
#include "ui/mainwindow/mainwindow.h"

#include <QApplication>

#include <nats/nats.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <ctime>
#include <memory>
#include <string_view>
#include <vector>

// What does watching cost? The same traffic unobserved, counted by a bare `>` subscription, watched
// by an Attachment as `stanscope watch` has it, and shown in the window, in turns: processor time
// of this process for each frame, and the publish rate of foreign clients. Prints figures; asserts
// nothing. With an argument, that observer alone, for a profiler: bench_observer headless

using namespace stanscope;
using namespace Qt::StringLiterals;
using test::BenchTraffic;
using test::giveUp;

namespace {

constexpr int messages = 100'000;
constexpr int rounds = 5;

/// Of all threads of this process.
double cpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

ConnectionOptions connectionTo(const TestBroker& broker)
{
    return {.url = broker.url().toStdString(), .token = broker.token().toStdString()};
}

class Observer
{
public:
    Observer() = default;
    Observer(const Observer&) = delete;
    Observer& operator=(const Observer&) = delete;
    virtual ~Observer() = default;

    virtual std::uint64_t frames() const { return 0; }
};

/// The least that can be done with every frame.
class BareCounter : public Observer
{
public:
    explicit BareCounter(const TestBroker& broker)
    {
        auto options = NatsOptions::create(connectionTo(broker), "bare counter");
        if (!options)
            giveUp(QString::fromStdString(options.error().text));
        const auto count = [](natsConnection*, natsSubscription*, natsMsg* message, void* self) {
            ++static_cast<BareCounter*>(self)->m_frames;
            natsMsg_Destroy(message);
        };
        if (natsConnection_Connect(&m_connection, options->handle()) != NATS_OK
            || natsConnection_Subscribe(&m_subscription, m_connection, ">", count, this) != NATS_OK
            || natsSubscription_SetPendingLimits(m_subscription, -1, -1) != NATS_OK
            || natsConnection_Flush(m_connection) != NATS_OK)
            giveUp(u"the bare counter does not connect"_s);
    }
    ~BareCounter() override
    {
        natsConnection_Close(m_connection);
        natsSubscription_Destroy(m_subscription);
        natsConnection_Destroy(m_connection);
    }

    std::uint64_t frames() const override { return m_frames; }

private:
    std::atomic<std::uint64_t> m_frames{0};
    natsConnection* m_connection = nullptr;
    natsSubscription* m_subscription = nullptr;
};

class Watcher : public Observer
{
public:
    explicit Watcher(const TestBroker& broker, bool isShown = false)
    {
        AttachOptions options;
        options.connection = connectionTo(broker);
        options.cluster = broker.clusterId().toStdString();
        options.monitoring = QUrl(u"http://127.0.0.1:%1"_s.arg(broker.monitorPort()));
        if (!isShown) {
            // What `stanscope watch` without --capture asks for.
            options.keepsSession = false;
            options.snapshotInterval = std::chrono::milliseconds(50);
            options.isShown = false;
        }
        QObject::connect(&m_attachment, &Attachment::attached, &m_attachment,
                         [this] { m_attached = true; });
        QObject::connect(&m_attachment, &Attachment::failed, &m_attachment,
                         [](const QString& why) { giveUp(why); });
        m_attachment.start(options);
        BenchTraffic::waitUntil(u"the attachment"_s, [this] { return m_attached; });
    }

    std::uint64_t frames() const override { return m_attachment.snapshot()->tap.frames; }

protected:
    Attachment m_attachment;

private:
    bool m_attached = false;
};

class WindowWatcher : public Watcher
{
public:
    explicit WindowWatcher(const TestBroker& broker)
        : Watcher(broker, true)
        , m_window({})
    {
        m_window.setSession(m_attachment);
        m_window.resize(1440, 900);
        m_window.show();
    }

private:
    MainWindow m_window;
};

enum class Kind
{
    Nobody,
    Bare,
    Headless,
    Window
};

std::unique_ptr<Observer> observe(Kind kind, const TestBroker& broker)
{
    switch (kind) {
    case Kind::Nobody:
        break;
    case Kind::Bare:
        return std::make_unique<BareCounter>(broker);
    case Kind::Headless:
        return std::make_unique<Watcher>(broker);
    case Kind::Window:
        return std::make_unique<WindowWatcher>(broker);
    }
    return std::make_unique<Observer>();
}

struct Figures
{
    double published = 0; ///< messages a second
    double perFrame = 0; ///< processor time, µs
    double followed = 0; ///< frames a second, until the last one is folded
};

Figures measure(Kind kind)
{
    BenchTraffic traffic;
    const std::unique_ptr<Observer> observer = observe(kind, traffic.broker());
    traffic.subscribe();
    const std::uint64_t before = observer->frames();
    const double cpu = cpuSeconds();
    const Nanos start = monotonicNow();
    Figures figures;
    figures.published = traffic.publish(messages);
    traffic.waitUntilAcked(messages);
    if (kind == Kind::Nobody)
        return figures;
    // Publish, puback, delivery and ack of every message.
    BenchTraffic::waitUntil(u"the last frame"_s,
                            [&] { return observer->frames() - before >= 4ULL * messages; });
    const auto frames = static_cast<double>(observer->frames() - before);
    figures.perFrame = (cpuSeconds() - cpu) * 1e6 / frames;
    figures.followed = frames / std::chrono::duration<double>(monotonicNow() - start).count();
    return figures;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

struct Series
{
    Kind kind = Kind::Nobody;
    const char* name = "";
    std::vector<double> published = {}; ///< to the round's unobserved rate
    std::vector<double> perFrame = {}; ///< µs
    std::vector<double> overBare = {};
    std::vector<double> followed = {};
};

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(u"stanscope-benchmarks"_s);
    std::array<Series, 3> series{Series{Kind::Bare, "bare counter"},
                                 Series{Kind::Headless, "headless"},
                                 Series{Kind::Window, "window"}};
    std::printf("%d messages, FILE store, two queue subscribers, %d rounds in turns\n", messages,
                rounds);
    for (int round = 0; round < rounds; ++round) {
        const double unobserved = measure(Kind::Nobody).published;
        std::printf("round %d: unobserved %.0f messages/s\n", round + 1, unobserved);
        double bare = 0;
        for (Series& one : series) {
            if (argc > 1 && std::string_view(argv[1]) != one.name)
                continue;
            const Figures figures = measure(one.kind);
            if (one.kind == Kind::Bare)
                bare = figures.perFrame;
            one.published.push_back(figures.published / unobserved);
            one.perFrame.push_back(figures.perFrame);
            one.overBare.push_back(figures.perFrame / bare);
            one.followed.push_back(figures.followed);
            std::printf("  %-12s published %.2f of it  %.2f us of CPU a frame  %.0f frames/s\n",
                        one.name, one.published.back(), figures.perFrame, figures.followed);
            std::fflush(stdout);
        }
    }
    if (argc > 1)
        return 0; // a ratio needs the others
    std::puts("medians");
    for (const Series& one : series)
        std::printf(
            "  %-12s publish ratio %.2f  CPU a frame %.2f us, %.2f of bare  %.0f frames/s\n",
            one.name, median(one.published), median(one.perFrame), median(one.overBare),
            median(one.followed));
    return 0;
}

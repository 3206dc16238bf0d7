#include "core/capture/capturewriter.h"
#include "core/capture/timemachine.h"
#include "core/lab/lab.h"
#include "tests/support/resident.h"
#include "tests/support/syntheticrun.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <random>
#include <vector>

// What a jump of the time cursor costs in a capture of a million events, from the call to the
// signal with the snapshot. Prints figures; asserts nothing.

using namespace stanscope;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::uint64_t wanted = 1'000'000;

double ms(Clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

void record(const QString& path, bool bank)
{
    auto writer = CaptureWriter::create(path);
    if (!writer)
        qFatal("%s", writer.error().text.c_str());
    test::SyntheticRun run({bank, true, 1});
    std::unique_ptr<Lab> lab;
    Nanos latest{};
    for (std::uint64_t count = 0; count < wanted;) {
        for (const Event& event : run.next()) {
            if (!lab)
                lab =
                    std::make_unique<Lab>(std::get<laboratory::RunStarted>(event.body), event.time);
            lab->apply(event);
            (*writer)->folded(event, *lab);
            latest = event.time;
            ++count;
        }
        (*writer)->idle(latest);
    }
    (*writer)->ended(*lab);
}

class Scrub
{
public:
    explicit Scrub(const QString& path)
    {
        QObject::connect(&m_machine, &TimeMachine::positioned, &m_machine,
                         [this](const auto&, const TimePosition& position) {
                             m_position = position;
                             m_loop.quit();
                         });
        QObject::connect(&m_machine, &TimeMachine::nothingThere, &m_loop, &QEventLoop::quit);
        QObject::connect(&m_machine, &TimeMachine::failed, &m_machine,
                         [](const QString& why) { qFatal("%s", qPrintable(why)); });
        const double before = test::residentMiB();
        const auto start = Clock::now();
        m_machine.open(path);
        m_loop.exec();
        std::printf("  open: %llu events in %.2f s, %.0f MiB\n",
                    static_cast<unsigned long long>(m_position.events),
                    ms(Clock::now() - start) / 1000, test::residentMiB() - before);
    }

    void measure(const char* name, int times, const std::function<void(TimeMachine&)>& go)
    {
        std::vector<double> took;
        for (int i = 0; i < times; ++i) {
            const auto start = Clock::now();
            go(m_machine);
            m_loop.exec();
            took.push_back(ms(Clock::now() - start));
        }
        std::sort(took.begin(), took.end());
        std::printf("  %-16s p50 %6.1f  p95 %6.1f  max %6.1f ms\n", name, took[took.size() / 2],
                    took[took.size() * 95 / 100], took.back());
    }

    std::uint64_t events() const { return m_position.events; }

private:
    TimeMachine m_machine;
    QEventLoop m_loop;
    TimePosition m_position;
};

void measure(const char* name, bool bank)
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("scrub.stancap"));
    record(path, bank);
    std::printf("%s\n", name);
    Scrub scrub(path);
    std::mt19937_64 random(1);
    scrub.measure("random jump", 200,
                  [&](TimeMachine& machine) { machine.seekEvent(random() % scrub.events()); });
    scrub.measure("first violation", 1,
                  [](TimeMachine& machine) { machine.stepToFirstViolation(); });
    scrub.measure("random jump", 1,
                  [&](TimeMachine& machine) { machine.seekEvent(scrub.events() - 5'000); });
    scrub.measure("+1 event", 200, [](TimeMachine& machine) { machine.step(1); });
    scrub.measure("-1 event", 200, [](TimeMachine& machine) { machine.step(-1); });
    scrub.measure("-1 redelivery", 200, [](TimeMachine& machine) { machine.stepRedelivery(-1); });
    scrub.measure("+1 redelivery", 200, [](TimeMachine& machine) { machine.stepRedelivery(1); });
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    measure("small payloads", false);
    measure("bank", true);
    return 0;
}

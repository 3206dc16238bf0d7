#include "core/capture/capturewriter.h"
#include "core/capture/timemachine.h"
#include "core/lab/lab.h"
#include "tests/support/syntheticrun.h"
#include "tests/support/threadcheck.h"

#include <QTemporaryDir>

#include <memory>
#include <thread>

using namespace stanscope;
using test::SyntheticRun;

/// The time machine's thread folds while its owner asks, reads what it showed, and changes its
/// mind.
namespace {

constexpr std::size_t messages = 400;

std::uint64_t record(const QString& path)
{
    const auto writer = *CaptureWriter::create(path);
    std::unique_ptr<Lab> lab;
    std::uint64_t count = 0;
    for (const Event& event : SyntheticRun({}).take(messages)) {
        if (!lab)
            lab = std::make_unique<Lab>(std::get<laboratory::RunStarted>(event.body), event.time);
        lab->apply(event);
        writer->folded(event, *lab);
        ++count;
    }
    writer->ended(*lab);
    return count;
}

void seeksWhileItIsRead(const QString& path, std::uint64_t events)
{
    const auto owner = std::this_thread::get_id();
    TimeMachine machine;
    TimePosition at;
    std::size_t rows = 0;
    bool isOpen = false;
    QObject::connect(&machine, &TimeMachine::opened, &machine, [&] { isOpen = true; });
    QObject::connect(&machine, &TimeMachine::positioned, &machine,
                     [&](const auto& snapshot, const TimePosition& position) {
                         CHECK(std::this_thread::get_id() == owner);
                         at = position;
                         for (std::size_t i = 0; i < snapshot->history->deliveries.size(); ++i)
                             rows += snapshot->history->deliveries[i].sequence.value() > 0;
                     });
    machine.open(path);
    CHECK(test::comesTrue([&] { return isOpen && at.atEnd; }));
    for (std::uint64_t i = 0; i < 60; ++i) {
        machine.seekEvent(i * 37 % events);
        machine.step(1);
        if (i % 7 == 0)
            machine.refresh();
        if (i % 10 == 0)
            QCoreApplication::processEvents();
    }
    machine.seekEvent(0);
    CHECK(test::comesTrue([&] { return at.atStart; }));
    CHECK(rows > 0);
}

void changesItsMind(const QString& path)
{
    for (int i = 0; i < 10; ++i) {
        TimeMachine machine;
        machine.open(path);
        machine.seekEvent(5);
        machine.close();
        machine.open(path);
        machine.stepToFirstViolation();
        if (i % 2 == 0)
            CHECK(test::comesTrue([&] { return machine.isOpen(); }));
    }
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("run.stanscope"));
    const std::uint64_t events = record(path);
    seeksWhileItIsRead(path, events);
    changesItsMind(path);
}

#include "core/lab/lab.h"
#include "core/util/pagedmemory.h"
#include "tests/support/resident.h"
#include "tests/support/syntheticrun.h"

#include <chrono>
#include <cstdio>
#include <memory>

// What a long session takes: bytes an event of histories and of everything, and what stays in
// memory when the budget is small, also after every row was looked at again. Prints figures;
// asserts nothing.

using namespace stanscope;

namespace {

constexpr std::uint64_t mebi = 1024 * 1024;

double inMiB(std::size_t bytes)
{
    return static_cast<double>(bytes) / static_cast<double>(mebi);
}

std::size_t payloadBytes(const History& history)
{
    std::size_t bytes = 0;
    for (std::size_t row = 0; row < history.payloads.size(); ++row)
        bytes += std::string_view(history.payloads[row]).size();
    return bytes;
}

/// Every row once, as somebody who scrolls through all of it.
std::uint64_t lookAtAll(const History& history)
{
    std::uint64_t sum = 0;
    for (std::size_t row = 0; row < history.deliveries.size(); ++row)
        sum += history.deliveries[row].sequence.value();
    for (std::size_t row = 0; row < history.messages.size(); ++row)
        sum += history.messages[row].sequence.value();
    return sum + payloadBytes(history);
}

void measure(const char* name, bool bank, std::size_t budget)
{
    using Clock = std::chrono::steady_clock;
    const double before = test::residentMiB();
    auto memory = std::make_shared<PagedMemory>(budget);
    test::SyntheticRun run({bank, true, 1});
    std::unique_ptr<Lab> lab;
    std::uint64_t events = 0;
    std::printf("%s, budget %.0f MiB\n", name, inMiB(budget));
    for (const std::uint64_t wanted : {500'000U, 1'000'000U, 2'000'000U, 4'000'000U}) {
        while (events < wanted)
            for (const Event& event : run.next()) {
                if (!lab)
                    lab = std::make_unique<Lab>(std::get<laboratory::RunStarted>(event.body),
                                                event.time, memory);
                lab->apply(event);
                ++events;
            }
        memory->trim();
        const double resident = test::residentMiB() - before;
        const std::size_t payload = payloadBytes(*lab->history());
        memory->trim();
        std::printf("  %7llu events  %6.1f MiB resident (%5.1f B an event)  histories %6.1f MiB, "
                    "%5.1f of it in memory; %5.1f B an event without payload\n",
                    static_cast<unsigned long long>(events), resident,
                    resident * static_cast<double>(mebi) / static_cast<double>(events),
                    inMiB(memory->used()), inMiB(memory->resident()),
                    static_cast<double>(memory->used() - payload) / static_cast<double>(events));
        std::fflush(stdout);
    }
    const auto start = Clock::now();
    const std::uint64_t sum = lookAtAll(*lab->history());
    const std::chrono::duration<double> took = Clock::now() - start;
    memory->trim();
    std::printf("  every row looked at in %.2f s (%llu), then %5.1f MiB in memory\n", took.count(),
                static_cast<unsigned long long>(sum), inMiB(memory->resident()));
}

} // namespace

int main()
{
    measure("foreign application", false, 64 * 1024 * mebi);
    measure("foreign application", false, 64 * mebi);
    measure("bank", true, 64 * mebi);
    return 0;
}

#include "core/util/handoff.h"
#include "core/util/wakeup.h"
#include "tests/support/threadcheck.h"

#include <thread>

using namespace stanscope;
using namespace std::chrono_literals;

/// Where threads meet; runs under the thread sanitizer.
namespace {

void keepsTheOrderOfEachProducer()
{
    constexpr int perProducer = 20'000;
    HandOff<std::pair<int, int>> queue;
    std::vector<std::thread> producers;
    producers.reserve(3);
    for (int producer = 0; producer < 3; ++producer)
        producers.emplace_back([&queue, producer] {
            for (int i = 0; i < perProducer; ++i)
                queue.push({producer, i});
        });
    std::array<int, 3> next{};
    int total = 0;
    while (total < 3 * perProducer) {
        for (const auto& [producer, value] : queue.waitAndTake(std::chrono::seconds(10))) {
            CHECK_EQUAL(value, next.at(std::size_t(producer))++);
            ++total;
        }
    }
    for (std::thread& thread : producers)
        thread.join();
    CHECK(queue.take().empty());
}

void wakesOncePerFilling()
{
    int wakes = 0;
    HandOff<int> queue([&] { ++wakes; });
    queue.push(1);
    queue.push(2);
    CHECK_EQUAL(wakes, 1);
    CHECK_EQUAL(queue.take(), (std::vector<int>{1, 2}));
    queue.push(3);
    CHECK_EQUAL(wakes, 2);
}

void closedQueueGivesTheRest()
{
    HandOff<int> queue;
    queue.push(1);
    queue.close();
    CHECK(!queue.push(2));
    CHECK_EQUAL(queue.waitAndTake(std::chrono::hours(1)), std::vector<int>{1});
    CHECK(queue.waitAndTake(std::chrono::hours(1)).empty());
}

void addsToTheLastItem()
{
    constexpr int perProducer = 20'000;
    HandOff<std::vector<int>> queue;
    std::vector<std::thread> producers;
    producers.reserve(3);
    for (int producer = 0; producer < 3; ++producer)
        producers.emplace_back([&queue] {
            for (int i = 0; i < perProducer; ++i)
                queue.add([i](std::vector<std::vector<int>>& crowds) {
                    if (crowds.empty() || crowds.back().size() == 100)
                        crowds.emplace_back();
                    crowds.back().push_back(i);
                });
        });
    std::size_t total = 0;
    while (total < std::size_t{3} * perProducer) {
        const auto crowds = queue.waitAndTake(std::chrono::seconds(10), 1ms);
        CHECK(!crowds.empty());
        for (const std::vector<int>& crowd : crowds) {
            CHECK(crowd.size() <= 100);
            total += crowd.size();
        }
    }
    for (std::thread& thread : producers)
        thread.join();
    CHECK_EQUAL(total, std::size_t{3} * perProducer);
    CHECK(queue.take().empty());
}

void closingEndsTheGathering()
{
    HandOff<int> queue;
    queue.push(1);
    std::thread closer([&queue] { queue.close(); });
    CHECK_EQUAL(queue.waitAndTake(std::chrono::hours(1), std::chrono::hours(1)),
                std::vector<int>{1});
    closer.join();
}

/// A queue whose owner sits in its event loop.
struct Loop
{
    std::size_t taken = 0;
    std::size_t wakes = 0;
    std::thread::id in = {};
    Wakeup wakeup{[this] {
        in = std::this_thread::get_id();
        ++wakes;
        taken += queue.take().size();
    }};
    HandOff<int> queue{[this] { wakeup.wake(); }};
};

void wakesAnEventLoop()
{
    constexpr int perProducer = 5'000;
    Loop loop;
    std::vector<std::thread> producers;
    producers.reserve(3);
    for (int producer = 0; producer < 3; ++producer)
        producers.emplace_back([&loop] {
            for (int i = 0; i < perProducer; ++i)
                loop.queue.push(i);
        });
    CHECK(test::comesTrue([&loop] { return loop.taken == std::size_t{3} * perProducer; }));
    for (std::thread& thread : producers)
        thread.join();
    CHECK(loop.in == std::this_thread::get_id());
    // Several that come before the loop turns are one.
    const std::size_t before = loop.wakes;
    for (int i = 0; i < 3; ++i)
        loop.wakeup.wake();
    CHECK(test::comesTrue([&] { return loop.wakes > before; }));
    QCoreApplication::processEvents();
    CHECK_EQUAL(loop.wakes, before + 1);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    keepsTheOrderOfEachProducer();
    wakesOncePerFilling();
    closedQueueGivesTheRest();
    addsToTheLastItem();
    closingEndsTheGathering();
    wakesAnEventLoop();
}

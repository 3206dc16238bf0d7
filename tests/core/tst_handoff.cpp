#include "core/util/handoff.h"

#include <QTest>

#include <thread>

using namespace stanscope;
using namespace std::chrono_literals;

/// Where threads meet; runs under the thread sanitizer (label `threads`).
class TestHandOff : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheOrderOfEachProducer();
    void wakesOncePerFilling();
    void closedQueueGivesTheRest();
    void addsToTheLastItem();
    void closingEndsTheGathering();
};

void TestHandOff::keepsTheOrderOfEachProducer()
{
    constexpr int perProducer = 20'000;
    HandOff<std::pair<int, int>> queue;
    std::vector<std::thread> producers;
    for (int producer = 0; producer < 3; ++producer)
        producers.emplace_back([&queue, producer] {
            for (int i = 0; i < perProducer; ++i)
                queue.push({producer, i});
        });
    std::array<int, 3> next{};
    int total = 0;
    while (total < 3 * perProducer) {
        for (const auto& [producer, value] : queue.waitAndTake(std::chrono::seconds(10))) {
            QCOMPARE(value, next.at(std::size_t(producer))++);
            ++total;
        }
    }
    for (std::thread& thread : producers)
        thread.join();
    QVERIFY(queue.take().empty());
}

void TestHandOff::wakesOncePerFilling()
{
    int wakes = 0;
    HandOff<int> queue([&] { ++wakes; });
    queue.push(1);
    queue.push(2);
    QCOMPARE(wakes, 1);
    QCOMPARE(queue.take(), (std::vector<int>{1, 2}));
    queue.push(3);
    QCOMPARE(wakes, 2);
}

void TestHandOff::closedQueueGivesTheRest()
{
    HandOff<int> queue;
    queue.push(1);
    queue.close();
    QVERIFY(!queue.push(2));
    QCOMPARE(queue.waitAndTake(std::chrono::hours(1)), std::vector<int>{1});
    QVERIFY(queue.waitAndTake(std::chrono::hours(1)).empty());
}

void TestHandOff::addsToTheLastItem()
{
    constexpr int perProducer = 20'000;
    HandOff<std::vector<int>> queue;
    std::vector<std::thread> producers;
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
    while (total < 3 * perProducer) {
        const auto crowds = queue.waitAndTake(std::chrono::seconds(10), 1ms);
        QVERIFY(!crowds.empty());
        for (const std::vector<int>& crowd : crowds) {
            QVERIFY(crowd.size() <= 100);
            total += crowd.size();
        }
    }
    for (std::thread& thread : producers)
        thread.join();
    QCOMPARE(total, std::size_t(3 * perProducer));
    QVERIFY(queue.take().empty());
}

void TestHandOff::closingEndsTheGathering()
{
    HandOff<int> queue;
    queue.push(1);
    std::thread closer([&queue] { queue.close(); });
    QCOMPARE(queue.waitAndTake(std::chrono::hours(1), std::chrono::hours(1)), std::vector<int>{1});
    closer.join();
}

QTEST_GUILESS_MAIN(TestHandOff)
#include "tst_handoff.moc"

#include "core/util/appendonly.h"
#include "core/util/handoff.h"

#include <QTest>

#include <thread>

using namespace stanscope;

/// Where threads meet; runs under the thread sanitizer (label `threads`).
class TestHandOff : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheOrderOfEachProducer();
    void wakesOncePerFilling();
    void closedQueueGivesTheRest();
    void appendOnlyShowsWholeRows();
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

void TestHandOff::appendOnlyShowsWholeRows()
{
    struct Row
    {
        std::uint64_t value = 0;
        std::string text;
        Shared<int> later;
    };
    constexpr std::size_t rows = 150'000; // more than two chunks
    AppendOnly<Row> table;
    std::thread writer([&table] {
        for (std::size_t i = 0; i < rows; ++i) {
            const auto index = table.append([i](Row& row) {
                row.value = i;
                row.text = std::to_string(i);
            });
            table.edit(index).later.set(int(i) + 1);
        }
    });
    std::size_t seen = 0;
    bool whole = true;
    while (seen < rows) {
        const std::size_t size = table.size();
        for (; seen < size; ++seen) {
            const Row& row = table[seen];
            const int later = row.later.get();
            whole = whole && row.value == seen && row.text == std::to_string(seen)
                && (later == 0 || later == int(seen) + 1);
        }
    }
    writer.join();
    QVERIFY(whole);
}

QTEST_GUILESS_MAIN(TestHandOff)
#include "tst_handoff.moc"

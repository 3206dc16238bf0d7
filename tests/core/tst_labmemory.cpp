#include "core/lab/lab.h"
#include "core/util/pagedmemory.h"
#include "tests/support/syntheticrun.h"

#include <QTest>

#include <algorithm>
#include <memory>

using namespace stanscope;

namespace {

struct Folded
{
    std::unique_ptr<Lab> lab;
    std::size_t most = 0; ///< of the paged memory, ever resident
};

/// The same run, in that memory or on the heap.
Folded fold(const std::shared_ptr<PagedMemory>& memory)
{
    Folded folded;
    test::SyntheticRun run({true, true, 7});
    for (std::uint64_t events = 0; events < 500'000;)
        for (const Event& event : run.next()) {
            if (!folded.lab)
                folded.lab = std::make_unique<Lab>(std::get<laboratory::RunStarted>(event.body),
                                                   event.time, memory);
            folded.lab->apply(event);
            if (++events % 4096 == 0 && memory)
                folded.most = std::max(folded.most, memory->resident());
        }
    return folded;
}

/// What every row says, in one number.
std::size_t allRows(const History& history)
{
    std::size_t sum = 0;
    const auto add = [&sum](auto value) { sum = sum * 31 + static_cast<std::size_t>(value); };
    for (std::size_t row = 0; row < history.messages.size(); ++row) {
        const MessageRow& one = history.messages[row];
        add(one.sequence.value());
        add(one.deliveries.get());
        add(one.lastDelivery.get());
        if (const RowRef payload = one.payload.get())
            add(std::hash<std::string_view>()(std::string_view(history.payloads[payload - 1])));
    }
    for (std::size_t row = 0; row < history.deliveries.size(); ++row) {
        const DeliveryRow& one = history.deliveries[row];
        add(one.sequence.value());
        add(one.deadline.get());
        add(one.end.get());
        add(one.next.get());
    }
    for (std::size_t row = 0; row < history.handlings.size(); ++row)
        add(history.handlings[row].endedAt.get());
    return sum;
}

} // namespace

/// A session's histories keep to their budget, and nothing of them is lost.
class TestLabMemory : public QObject
{
    Q_OBJECT

private slots:
    void rowsBeyondTheBudgetComeBack()
    {
        constexpr std::size_t budget = PagedMemory::segmentBytes;
        const auto memory = std::make_shared<PagedMemory>(budget);
        const Folded paged = fold(memory);
        if (memory->takeFailure())
            QSKIP("there is no room for its file");
        QVERIFY2(memory->used() > 4 * budget, qPrintable(QString::number(memory->used())));
        // It is trimmed with each segment that is taken.
        QVERIFY2(paged.most <= budget + 2 * PagedMemory::segmentBytes,
                 qPrintable(QString::number(paged.most)));
        const Folded heap = fold({});
        QCOMPARE(paged.lab->history()->deliveries.size(), heap.lab->history()->deliveries.size());
        QCOMPARE(allRows(*paged.lab->history()), allRows(*heap.lab->history()));
        memory->trim();
        QVERIFY(memory->resident() <= budget);
    }
};

QTEST_GUILESS_MAIN(TestLabMemory)
#include "tst_labmemory.moc"

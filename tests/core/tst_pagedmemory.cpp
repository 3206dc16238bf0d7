#include "core/util/appendonly.h"
#include "core/util/pagedmemory.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <csignal>
#include <memory>
#include <sys/resource.h>
#include <thread>

using namespace stanscope;

namespace {

constexpr std::size_t mebi = std::size_t{1} << 20;

struct Row
{
    std::uint64_t value = 0;
    std::uint64_t inverse = ~std::uint64_t{0};
    Shared<std::uint64_t> later;
    std::array<std::uint64_t, 13> more{}; ///< 128 bytes in all
};

using Table = AppendOnly<Row>;

void add(Table& table, std::size_t rows)
{
    for (std::size_t i = 0; i < rows; ++i) {
        const std::uint64_t value = table.size();
        table.append([value](Row& row) {
            row.value = value;
            row.inverse = ~value;
            row.more.fill(value);
        });
    }
}

/// The first row that is not as it was written; the number of rows when there is none.
std::size_t firstWrong(const Table& table)
{
    const std::size_t size = table.size();
    for (std::size_t i = 0; i < size; ++i) {
        const Row& row = table[i];
        if (row.value != i || row.inverse != ~std::uint64_t(i) || row.more.back() != i
            || (row.later.get() != 0 && row.later.get() != i + 1))
            return i;
    }
    return size;
}

/// Files of this process cannot grow beyond that.
class FileLimit
{
public:
    explicit FileLimit(std::size_t bytes)
        : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    void (*m_handler)(int);
    rlimit m_before = {};
};

} // namespace

/// Rows beyond the budget leave the memory and come back (label `threads`).
class TestPagedMemory : public QObject
{
    Q_OBJECT

private slots:
    void keepsToItsBudget();
    void readingDoesNotExceedItForLong();
    void aNewBudgetCounts();
    void changesToOldRowsStay();
    void copiesShareAndSeparate();
    void readersSeeWholeRowsWhileItTrims();
    void whatIsGivenBackIsUsedAgain();
    void theLastOneGivesTheDiskBack();
    void withoutADiskItIsOnTheHeap();
    void aFullDiskIsToldOnce();
};

void TestPagedMemory::keepsToItsBudget()
{
    const auto memory = std::make_shared<PagedMemory>(16 * mebi);
    Table table(memory);
    std::size_t most = 0;
    for (int i = 0; i < 60; ++i) {
        add(table, 10'000);
        most = std::max(most, memory->resident());
    }
    QVERIFY2(memory->used() > 70 * mebi, qPrintable(QString::number(memory->used())));
    QVERIFY2(most <= 18 * mebi, qPrintable(QString::number(most))); // an eighth later at most
    QVERIFY2(most >= 12 * mebi, qPrintable(QString::number(most))); // what fits does stay
    QCOMPARE(firstWrong(table), table.size());
}

void TestPagedMemory::readingDoesNotExceedItForLong()
{
    const auto memory = std::make_shared<PagedMemory>(16 * mebi);
    Table table(memory);
    add(table, 400'000);
    QCOMPARE(firstWrong(table), table.size());
    QVERIFY(memory->resident() > 40 * mebi);
    memory->trim();
    QVERIFY(memory->resident() <= 16 * mebi);
    QCOMPARE(firstWrong(table), table.size());
}

void TestPagedMemory::aNewBudgetCounts()
{
    const auto memory = std::make_shared<PagedMemory>(512 * mebi);
    Table table(memory);
    add(table, 400'000);
    memory->trim();
    QVERIFY(memory->resident() >= memory->used());
    memory->setBudget(8 * mebi);
    memory->trim();
    QVERIFY(memory->resident() <= 8 * mebi);
    QCOMPARE(firstWrong(table), table.size());
}

void TestPagedMemory::changesToOldRowsStay()
{
    const auto memory = std::make_shared<PagedMemory>(8 * mebi);
    Table table(memory);
    add(table, 200'000);
    for (std::size_t i = 0; i < table.size(); i += 7) {
        table.edit(i).later.set(i + 1);
        if (i % 1'000 == 0)
            memory->trim();
    }
    memory->trim();
    for (std::size_t i = 0; i < table.size(); ++i)
        QCOMPARE(table[i].later.get(), i % 7 == 0 ? i + 1 : 0);
}

void TestPagedMemory::copiesShareAndSeparate()
{
    const auto memory = std::make_shared<PagedMemory>(8 * mebi);
    auto table = std::make_unique<Table>(memory);
    add(*table, 100'000);
    const std::size_t before = memory->used();
    auto copy = std::make_unique<Table>(*table);
    QCOMPARE(memory->used(), before);
    memory->trim();
    copy->edit(5).later.set(6);
    add(*copy, 50'000);
    memory->trim();
    QCOMPARE((*table)[5].later.get(), std::uint64_t(0));
    QCOMPARE((*copy)[5].later.get(), std::uint64_t(6));
    QCOMPARE(table->size(), std::size_t(100'000));
    table.reset();
    memory->trim();
    QCOMPARE(firstWrong(*copy), std::size_t(150'000));
    copy.reset();
    QCOMPARE(memory->used(), std::size_t(0));
}

void TestPagedMemory::readersSeeWholeRowsWhileItTrims()
{
    constexpr std::size_t rows = 200'000;
    const auto memory = std::make_shared<PagedMemory>(8 * mebi);
    Table table(memory);
    std::atomic<bool> isDone = false;
    bool copiesRight = true;
    std::thread writer([&] {
        while (table.size() < rows) {
            const std::size_t size = table.size();
            add(table, 5'000);
            const Table copy(table);
            table.edit(size / 2).later.set(size / 2 + 1);
            copiesRight = copiesRight && copy.size() == size + 5'000
                && (size == 0 || copy[size / 2].value == size / 2);
        }
        isDone = true;
    });
    std::thread trimmer([&] {
        while (!isDone)
            memory->trim();
    });
    bool whole = true;
    for (bool last = false; !last;) {
        last = isDone;
        const std::size_t least = table.size();
        whole = whole && firstWrong(table) >= least;
    }
    writer.join();
    trimmer.join();
    QVERIFY(whole);
    QVERIFY(copiesRight);
    QCOMPARE(table.size(), rows);
}

void TestPagedMemory::whatIsGivenBackIsUsedAgain()
{
    const auto memory = std::make_shared<PagedMemory>(8 * mebi);
    const auto kept = makePaged<std::array<char, 5'000>>(memory);
    const void* at = nullptr;
    {
        const auto gone = makePaged<std::array<char, 70'000>>(memory);
        at = gone.get();
    }
    const auto other = makePaged<std::array<char, 6'000>>(memory);
    QVERIFY(static_cast<const void*>(other.get()) != at);
    const auto again = makePaged<std::array<char, 70'000>>(memory);
    QCOMPARE(static_cast<const void*>(again.get()), at);
}

void TestPagedMemory::theLastOneGivesTheDiskBack()
{
    const auto memory = std::make_shared<PagedMemory>(64 * mebi);
    for (int i = 0; i < 3; ++i) {
        Table table(memory);
        add(table, 100'000);
        QVERIFY(memory->resident() >= 12 * mebi);
        QCOMPARE(firstWrong(table), table.size());
    }
    QCOMPARE(memory->used(), std::size_t(0));
    QCOMPARE(memory->resident(), std::size_t(0));
}

void TestPagedMemory::withoutADiskItIsOnTheHeap()
{
    const auto memory =
        std::make_shared<PagedMemory>(8 * mebi, QStringLiteral("/nonexistent/directory"));
    QVERIFY(!memory->takeFailure());
    Table table(memory);
    add(table, 100'000);
    memory->trim();
    QCOMPARE(memory->resident(), std::size_t(0)); // of a file that there is not
    QCOMPARE(firstWrong(table), table.size());
    const auto failure = memory->takeFailure();
    QVERIFY(failure);
    QVERIFY(failure->text.find("/nonexistent/directory") != std::string::npos);
    QVERIFY(!failure->remedy.empty());
}

void TestPagedMemory::aFullDiskIsToldOnce()
{
    const auto memory = std::make_shared<PagedMemory>(8 * mebi);
    Table table(memory);
    add(table, 50'000);
    QVERIFY(!memory->takeFailure());
    {
        const FileLimit limit(9 * mebi);
        add(table, 100'000);
        memory->trim();
        QVERIFY(memory->takeFailure());
        add(table, 100'000);
        QVERIFY(!memory->takeFailure());
    }
    QCOMPARE(firstWrong(table), table.size());
    const std::size_t before = memory->resident();
    add(table, 50'000); // there is room again
    QVERIFY(memory->resident() != before);
    QVERIFY(!memory->takeFailure());
    const FileLimit limit(9 * mebi);
    add(table, 100'000);
    QVERIFY(memory->takeFailure());
    QCOMPARE(firstWrong(table), table.size());
}

QTEST_GUILESS_MAIN(TestPagedMemory)
#include "tst_pagedmemory.moc"

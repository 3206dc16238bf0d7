#include "core/util/appendonly.h"
#include "core/util/pagedmemory.h"
#include "tests/support/threadcheck.h"

#include <QTemporaryDir>

#include <atomic>
#include <csignal>
#include <memory>
#include <sys/resource.h>
#include <thread>

using namespace stanscope;

/// Rows beyond the budget leave the memory and come back.
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

void keepsToItsBudget()
{
    const auto memory = std::make_shared<PagedMemory>(16 * mebi);
    Table table(memory);
    std::size_t most = 0;
    for (int i = 0; i < 60; ++i) {
        add(table, 10'000);
        most = std::max(most, memory->resident());
    }
    CHECK(memory->used() > 70 * mebi);
    CHECK(most <= 18 * mebi); // an eighth later at most
    CHECK(most >= 12 * mebi); // what fits does stay
    CHECK_EQUAL(firstWrong(table), table.size());
}

void readingDoesNotExceedItForLong()
{
    const auto memory = std::make_shared<PagedMemory>(16 * mebi);
    Table table(memory);
    add(table, 400'000);
    CHECK_EQUAL(firstWrong(table), table.size());
    CHECK(memory->resident() > 40 * mebi);
    memory->trim();
    CHECK(memory->resident() <= 16 * mebi);
    CHECK_EQUAL(firstWrong(table), table.size());
}

void aNewBudgetCounts()
{
    const auto memory = std::make_shared<PagedMemory>(512 * mebi);
    Table table(memory);
    add(table, 400'000);
    memory->trim();
    CHECK(memory->resident() >= memory->used());
    memory->setBudget(8 * mebi);
    memory->trim();
    CHECK(memory->resident() <= 8 * mebi);
    CHECK_EQUAL(firstWrong(table), table.size());
}

void changesToOldRowsStay()
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
        CHECK_EQUAL(table[i].later.get(), i % 7 == 0 ? i + 1 : 0);
}

void copiesShareAndSeparate()
{
    const auto memory = std::make_shared<PagedMemory>(8 * mebi);
    auto table = std::make_unique<Table>(memory);
    add(*table, 100'000);
    const std::size_t before = memory->used();
    auto copy = std::make_unique<Table>(*table);
    CHECK_EQUAL(memory->used(), before);
    memory->trim();
    copy->edit(5).later.set(6);
    add(*copy, 50'000);
    memory->trim();
    CHECK_EQUAL((*table)[5].later.get(), std::uint64_t(0));
    CHECK_EQUAL((*copy)[5].later.get(), std::uint64_t(6));
    CHECK_EQUAL(table->size(), std::size_t(100'000));
    table.reset();
    memory->trim();
    CHECK_EQUAL(firstWrong(*copy), std::size_t(150'000));
    copy.reset();
    CHECK_EQUAL(memory->used(), std::size_t(0));
}

void readersSeeWholeRowsWhileItTrims()
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
    CHECK(whole);
    CHECK(copiesRight);
    CHECK_EQUAL(table.size(), rows);
}

void whatIsGivenBackIsUsedAgain()
{
    const auto memory = std::make_shared<PagedMemory>(8 * mebi);
    const auto kept = makePaged<std::array<char, 5'000>>(memory);
    const void* at = nullptr;
    {
        const auto gone = makePaged<std::array<char, 70'000>>(memory);
        at = gone.get();
    }
    const auto other = makePaged<std::array<char, 6'000>>(memory);
    CHECK(static_cast<const void*>(other.get()) != at);
    const auto again = makePaged<std::array<char, 70'000>>(memory);
    CHECK_EQUAL(static_cast<const void*>(again.get()), at);
}

void theLastOneGivesTheDiskBack()
{
    const auto memory = std::make_shared<PagedMemory>(64 * mebi);
    for (int i = 0; i < 3; ++i) {
        Table table(memory);
        add(table, 100'000);
        CHECK(memory->resident() >= 12 * mebi);
        CHECK_EQUAL(firstWrong(table), table.size());
    }
    CHECK_EQUAL(memory->used(), std::size_t(0));
    CHECK_EQUAL(memory->resident(), std::size_t(0));
}

void withoutADiskItIsOnTheHeap()
{
    const auto memory =
        std::make_shared<PagedMemory>(8 * mebi, QStringLiteral("/nonexistent/directory"));
    CHECK(!memory->takeFailure());
    Table table(memory);
    add(table, 100'000);
    memory->trim();
    CHECK_EQUAL(memory->resident(), std::size_t(0)); // of a file that there is not
    CHECK_EQUAL(firstWrong(table), table.size());
    const auto failure = memory->takeFailure();
    CHECK(failure);
    CHECK(failure->text.find("/nonexistent/directory") != std::string::npos);
    CHECK(!failure->remedy.empty());
}

void aFullDiskIsToldOnce()
{
    const auto memory = std::make_shared<PagedMemory>(8 * mebi);
    Table table(memory);
    add(table, 50'000);
    CHECK(!memory->takeFailure());
    {
        const FileLimit limit(9 * mebi);
        add(table, 100'000);
        memory->trim();
        CHECK(memory->takeFailure());
        add(table, 100'000);
        CHECK(!memory->takeFailure());
    }
    CHECK_EQUAL(firstWrong(table), table.size());
    const std::size_t before = memory->resident();
    add(table, 50'000); // there is room again
    CHECK(memory->resident() != before);
    CHECK(!memory->takeFailure());
    const FileLimit limit(9 * mebi);
    add(table, 100'000);
    CHECK(memory->takeFailure());
    CHECK_EQUAL(firstWrong(table), table.size());
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    keepsToItsBudget();
    readingDoesNotExceedItForLong();
    aNewBudgetCounts();
    changesToOldRowsStay();
    copiesShareAndSeparate();
    readersSeeWholeRowsWhileItTrims();
    whatIsGivenBackIsUsedAgain();
    theLastOneGivesTheDiskBack();
    withoutADiskItIsOnTheHeap();
    aFullDiskIsToldOnce();
}

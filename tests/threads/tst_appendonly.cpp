#include "core/util/appendonly.h"
#include "core/util/cowvector.h"
#include "core/util/textcolumn.h"
#include "tests/support/threadcheck.h"

#include <string>
#include <thread>

using namespace stanscope;

/// Rows that are read while they are written, and copies that share them.
namespace {

struct Row
{
    std::uint64_t value = 0;
    std::string text;
    Shared<int> later;
};

using Table = AppendOnly<Row>;

void add(Table& table, std::uint64_t value)
{
    table.append([value](Row& row) {
        row.value = value;
        row.text = std::to_string(value);
    });
}

/// "0:0 1:0 …", value and what came later.
std::string toText(const Table& table)
{
    std::string text;
    for (std::size_t i = 0; i < table.size(); ++i)
        text += table[i].text + ':' + std::to_string(table[i].later.get()) + ' ';
    return text;
}

void showsWholeRows()
{
    constexpr std::size_t rows = 150'000;
    Table table;
    std::thread writer([&table] {
        for (std::size_t i = 0; i < rows; ++i) {
            add(table, i);
            table.edit(i).later.set(int(i) + 1);
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
    CHECK(whole);
}

void aCopyIsIndependent()
{
    Table table;
    for (std::uint64_t i = 0; i < 2'500; ++i)
        add(table, i);
    const std::string before = toText(table);
    Table copy(table);
    CHECK_EQUAL(&copy[7], &table[7]); // nothing was copied yet
    table.edit(7).later.set(1);
    add(table, 2'500);
    CHECK_EQUAL(toText(copy), before);
    copy.edit(2'400).later.set(2);
    add(copy, 1);
    CHECK_EQUAL(table[2'400].later.get(), 0);
    CHECK_EQUAL(table[2'500].value, std::uint64_t(2'500));
    CHECK_EQUAL(copy[2'500].value, std::uint64_t(1));
    CHECK_EQUAL(&copy[1'500], &table[1'500]);
    const std::string text = toText(copy);
    Table second(copy);
    copy.edit(0).later.set(3);
    CHECK_EQUAL(toText(second), text);
}

void aCopyOutlivesItsOriginal()
{
    auto table = std::make_unique<Table>();
    for (std::uint64_t i = 0; i < 1'500; ++i)
        add(*table, i);
    Table copy(*table);
    table->edit(3).later.set(1);
    table.reset();
    CHECK_EQUAL(copy[3].later.get(), 0);
    CHECK_EQUAL(copy[1'499].value, std::uint64_t(1'499));
}

void aReferenceOutlivesTheChunk()
{
    Table table;
    add(table, 5);
    const Row& held = table[0];
    {
        const Table copy(table);
        table.edit(0).later.set(1);
    }
    CHECK_EQUAL(held.text, std::string("5"));
    CHECK_EQUAL(table[0].later.get(), 1);
}

void readersSeeWholeRowsWhileCopiesAreMade()
{
    constexpr std::size_t rows = 20'000;
    Table table;
    bool copiesRight = true;
    std::thread writer([&] {
        for (std::size_t i = 0; i < rows; ++i) {
            add(table, i);
            if (i % 700 == 0) {
                const Table copy(table);
                table.edit(i / 2).later.set(int(i));
                copiesRight = copiesRight && copy.size() == i + 1
                    && (i == 0 || copy[i / 2].later.get() != int(i));
            }
        }
    });
    bool whole = true;
    std::size_t size = 0;
    while (size < rows) {
        size = table.size();
        for (std::size_t i = size > 3'000 ? size - 3'000 : 0; i < size; ++i) {
            const Row& row = table[i];
            const int later = row.later.get();
            whole = whole && row.value == i && row.text == std::to_string(i)
                && (later == 0 || std::size_t(later) / 2 == i);
        }
    }
    writer.join();
    CHECK(whole);
    CHECK(copiesRight);
}

void aCowVectorSharesUntilWritten()
{
    CowVector<int> vector;
    vector.grow(1'300);
    for (std::size_t i = 0; i < vector.size(); ++i)
        vector.set(i, int(i));
    CowVector<int> copy = vector;
    CHECK_EQUAL(&copy[3], &std::as_const(vector)[3]);
    copy.set(3, -1);
    copy.grow(1'301);
    CHECK_EQUAL(vector[3], 3);
    CHECK_EQUAL(vector.size(), std::size_t(1'300));
    CHECK_EQUAL(copy[3], -1);
    CHECK_EQUAL(copy[1'300], 0);
    CHECK_EQUAL(&copy[600], &std::as_const(vector)[600]);
}

void textsOfEveryLength()
{
    TextColumn column;
    std::vector<std::string> wanted;
    for (std::size_t length = 0; length < TextColumn::longest + 3; length += length < 300 ? 1 : 517)
        wanted.push_back(std::string(length, static_cast<char>(length % 251)));
    for (std::size_t i = 0; i < wanted.size(); ++i)
        CHECK_EQUAL(column.append(wanted[i]), std::uint32_t(i));
    wanted.back().resize(std::min(wanted.back().size(), TextColumn::longest));
    CHECK_EQUAL(column.size(), wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i)
        CHECK(column[i] == wanted[i]);
}

void copiesOfTextsGoOnByThemselves()
{
    auto column = std::make_unique<TextColumn>();
    for (int i = 0; i < 20'000; ++i)
        column->append("text " + std::to_string(i));
    TextColumn copy(*column);
    CHECK_EQUAL(copy[123].data(), std::as_const(*column)[123].data()); // nothing was copied
    for (int i = 20'000; i < 40'000; ++i) {
        column->append("text " + std::to_string(i));
        copy.append("copy " + std::to_string(i));
    }
    for (std::size_t i = 20'000; i < 40'000; ++i)
        CHECK((*column)[i] == "text " + std::to_string(i));
    column.reset();
    for (std::size_t i = 0; i < 40'000; ++i)
        CHECK(copy[i] == (i < 20'000 ? "text " : "copy ") + std::to_string(i));
}

void textsAreWholeWhileTheyCome()
{
    constexpr std::size_t texts = 50'000;
    TextColumn column;
    std::thread writer([&column] {
        for (std::size_t i = 0; i < texts; ++i)
            column.append(std::string(i % 100, 'x') + std::to_string(i));
    });
    bool whole = true;
    for (std::size_t seen = 0; seen < texts;)
        for (const std::size_t size = column.size(); seen < size; ++seen)
            whole = whole && column[seen] == std::string(seen % 100, 'x') + std::to_string(seen);
    writer.join();
    CHECK(whole);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    showsWholeRows();
    aCopyIsIndependent();
    aCopyOutlivesItsOriginal();
    aReferenceOutlivesTheChunk();
    readersSeeWholeRowsWhileCopiesAreMade();
    aCowVectorSharesUntilWritten();
    textsOfEveryLength();
    copiesOfTextsGoOnByThemselves();
    textsAreWholeWhileTheyCome();
}

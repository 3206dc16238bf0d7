#include "core/export/droppedline.h"
#include "core/export/lineoutput.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <string>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

using namespace stanscope;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 30s; // reached only when something is wrong

/// A real pipe; who writes to it gets its end, who reads may do so later, or never.
class Pipe
{
public:
    Pipe()
    {
        if (::pipe2(m_ends.data(), O_CLOEXEC) != 0)
            qFatal("no pipe");
    }
    ~Pipe()
    {
        closeReader();
        closeWriter();
    }

    int writer() const { return m_ends[1]; }
    void closeReader() { close(m_ends[0]); }
    void closeWriter() { close(m_ends[1]); }

    /// At most `most` bytes, or what comes until the writer has closed.
    std::string read(std::size_t most = std::string::npos) const
    {
        std::string text;
        std::array<char, 4096> buffer{};
        while (text.size() < most) {
            const ssize_t size =
                ::read(m_ends[0], buffer.data(), std::min(buffer.size(), most - text.size()));
            if (size <= 0)
                break;
            text.append(buffer.data(), static_cast<std::size_t>(size));
        }
        return text;
    }

private:
    static void close(int& end)
    {
        if (end >= 0)
            ::close(std::exchange(end, -1));
    }

    std::array<int, 2> m_ends{-1, -1};
};

std::string told(const LineOutput::Dropped& dropped)
{
    return "dropped " + std::to_string(dropped.lines) + " of " + std::to_string(dropped.total)
        + '\n';
}

std::string line(std::uint64_t number)
{
    return std::to_string(number) + std::string(90, '.') + '\n';
}

/// What a reader has: numbered lines, and the ones that it was told were dropped, each in its
/// place.
struct Read
{
    std::uint64_t lines = 0;
    std::uint64_t dropped = 0;
    std::uint64_t total = 0; ///< as the last one says
    std::string wrong;
};

Read understood(const std::string& text)
{
    Read read;
    std::uint64_t next = 0;
    std::size_t from = 0;
    for (std::size_t end; (end = text.find('\n', from)) != std::string::npos; from = end + 1) {
        const std::string one = text.substr(from, end - from + 1);
        if (one.starts_with("dropped ")) {
            const auto some = std::stoull(one.substr(8));
            read.dropped += some;
            next += some;
            read.total = std::stoull(one.substr(one.find("of ") + 3));
        } else {
            if (one != line(next) && read.wrong.empty())
                read.wrong = "not " + std::to_string(next) + ": " + one;
            ++next;
            ++read.lines;
        }
    }
    if (from != text.size())
        read.wrong += " cut: " + text.substr(from);
    return read;
}

} // namespace

class TestLineOutput : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }
    void everythingComesInOrder();
    void nobodyWaitsForAReaderThatStandsStill();
    void endsWhoeverReads();
    void aLineLargerThanAllIsToldAtOnce();
    void aFileGetsEverything();
    void saysThatThereIsNoRoom();
    void knowsAReaderThatLeft();
    void knowsThatNobodyEverRead();
    void saysWhatIsDropped();
};

void TestLineOutput::everythingComesInOrder()
{
    Pipe pipe;
    std::string text;
    std::thread reader([&] { text = pipe.read(); });
    LineOutput output({.file = pipe.writer(), .droppedLine = told});
    constexpr std::uint64_t count = 20'000;
    for (std::uint64_t i = 0; i < count; ++i)
        output.write(line(i));
    const auto end = output.finish(patience);
    pipe.closeWriter();
    reader.join();
    QCOMPARE(end.error, 0);
    QCOMPARE(end.lost, 0U);
    const Read read = understood(text);
    QCOMPARE(read.wrong, std::string());
    QCOMPARE(read.lines, count);
}

void TestLineOutput::nobodyWaitsForAReaderThatStandsStill()
{
    Pipe pipe;
    std::atomic<int> warnings = 0;
    LineOutput output(
        {.file = pipe.writer(), .limit = 256 * 1024, .droppedLine = told, .dropping = [&] {
             ++warnings;
         }});
    constexpr std::uint64_t count = 100'000; // many times what pipe and queue take
    for (std::uint64_t i = 0; i < count; ++i)
        output.write(line(i));
    QCOMPARE(warnings.load(), 1);
    // It reads again: what is left comes, with the hole in its place, without another line.
    std::string text;
    std::thread reader([&] { text = pipe.read(); });
    const auto end = output.finish(patience);
    pipe.closeWriter();
    reader.join();
    const Read read = understood(text);
    QCOMPARE(read.wrong, std::string());
    QVERIFY(read.dropped > count / 2);
    QCOMPARE(read.dropped, end.lost);
    QCOMPARE(read.total, end.lost);
    QCOMPARE(read.lines + read.dropped, count);
    QVERIFY(text.ends_with("dropped 0 of " + std::to_string(end.lost) + '\n'));
}

void TestLineOutput::endsWhoeverReads()
{
    Pipe pipe;
    constexpr std::uint64_t count = 20'000;
    LineOutput::End end;
    {
        LineOutput output({.file = pipe.writer(), .droppedLine = told});
        for (std::uint64_t i = 0; i < count; ++i)
            output.write(line(i));
        end = output.finish(200ms);
        output.write("too late\n");
    }
    pipe.closeWriter();
    const Read read = understood(pipe.read());
    QCOMPARE(read.wrong, std::string()); // no line is cut either
    QVERIFY(read.lines > 0);
    QCOMPARE(read.lines + end.lost, count);
}

void TestLineOutput::aLineLargerThanAllIsToldAtOnce()
{
    Pipe pipe;
    LineOutput output({.file = pipe.writer(), .limit = 1000, .droppedLine = told});
    output.write(std::string(5000, 'x') + '\n');
    const std::string note = "dropped 1 of 1\n";
    QCOMPARE(pipe.read(note.size()), note);
}

void TestLineOutput::aFileGetsEverything()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("lines")));
    QVERIFY(file.open(QIODevice::ReadWrite));
    LineOutput output({.file = file.handle(), .droppedLine = told});
    constexpr std::uint64_t count = 20'000;
    for (std::uint64_t i = 0; i < count; ++i)
        output.write(line(i));
    QCOMPARE(output.finish(0ms).lost, 0U);
    QVERIFY(file.seek(0));
    QCOMPARE(understood(file.readAll().toStdString()).lines, count);
}

void TestLineOutput::saysThatThereIsNoRoom()
{
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    QVERIFY(full >= 0);
    std::vector<int> errors;
    bool left = true;
    LineOutput output({.file = full, .failed = [&](int error, bool readerLeft) {
                           errors.push_back(error);
                           left = readerLeft;
                       }});
    output.write("first\n");
    const auto end = output.finish(patience);
    QCOMPARE(errors, std::vector<int>{ENOSPC});
    QCOMPARE(end.error, ENOSPC);
    QCOMPARE(end.lost, 1U);
    QVERIFY(!left && !end.readerLeft);
    ::close(full);
}

void TestLineOutput::knowsAReaderThatLeft()
{
    Pipe pipe;
    std::atomic<int> failures = 0;
    LineOutput output({.file = pipe.writer(), .failed = [&](int, bool) { ++failures; }});
    output.write("first\n");
    QCOMPARE(pipe.read(6), std::string("first\n"));
    pipe.closeReader();
    output.write("second\n");
    QTRY_COMPARE_WITH_TIMEOUT(failures.load(), 1, 30'000);
    const auto end = output.finish(patience);
    QCOMPARE(end.error, EPIPE);
    QVERIFY(end.readerLeft);
}

void TestLineOutput::knowsThatNobodyEverRead()
{
    Pipe pipe;
    pipe.closeReader();
    LineOutput output({.file = pipe.writer()});
    output.write("first\n");
    const auto end = output.finish(patience);
    QCOMPARE(end.error, EPIPE);
    QVERIFY(!end.readerLeft);
}

void TestLineOutput::saysWhatIsDropped()
{
    const LineOutput::Dropped dropped{12, 34, 1'763'888'400'123'456'789};
    QCOMPARE(droppedJsonLine(dropped),
             std::string("{\"type\":\"dropped\",\"t\":1763888400123.456,\"lines\":12,"
                         "\"total\":34}\n"));
    const std::string readable = droppedReadableLine(dropped);
    QVERIFY2(readable.ends_with("  dropped       12 lines that nobody read in time, 34 in all\n"),
             readable.c_str());
    QVERIFY(droppedReadableLine({0, 34, 0}).ends_with("  dropped       34 in all\n"));
}

QTEST_APPLESS_MAIN(TestLineOutput)
#include "tst_lineoutput.moc"

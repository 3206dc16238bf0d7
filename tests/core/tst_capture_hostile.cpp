#include "core/capture/bundledcaptures.h"
#include "core/capture/captureformat.h"
#include "core/capture/capturereplay.h"
#include "core/events/eventcodec.h"
#include "core/export/jsonlines.h"
#include "core/export/statejson.h"
#include "tests/support/randomevents.h"
#include "tests/support/reading.h"

#include <QFile>
#include <QTest>

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace stanscope;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool isSanitized = true; // shadow memory alone is terabytes of address space
#else
constexpr bool isSanitized = false;
#endif
constexpr rlim_t mostMemory = rlim_t{512} << 20U;
/// What is folded of what is decoded: a fold takes some hundred times as long.
constexpr int foldEvery = 64;

/// A file that changes its contents.
class MemoryFile
{
public:
    MemoryFile()
        : m_fd(::memfd_create("hostile", MFD_CLOEXEC))
    {
    }
    ~MemoryFile() { ::close(m_fd); }

    void set(std::string_view bytes)
    {
        cut(0);
        put(0, bytes);
    }
    void put(std::size_t at, std::string_view bytes)
    {
        if (::pwrite(m_fd, bytes.data(), bytes.size(), static_cast<off_t>(at))
            != static_cast<ssize_t>(bytes.size()))
            qFatal("no memory for a test's file");
    }
    void cut(std::size_t size)
    {
        if (::ftruncate(m_fd, static_cast<off_t>(size)) != 0)
            qFatal("cannot cut");
    }
    QString path() const { return QStringLiteral("/proc/self/fd/%1").arg(m_fd); }

private:
    int m_fd = -1;
};

/// How far events can be read from number `first` on; the rest is an error, which is fine.
std::uint64_t decode(const QString& path, std::uint64_t first = 0)
{
    auto reader = CaptureReader::open(path);
    if (!reader)
        return 0;
    std::uint64_t next = first;
    for (auto events = reader->read(first); events && !events->empty(); events = reader->read(next))
        next += events->size();
    return next;
}

void decodeBlock(const QString& path, std::uint64_t first)
{
    auto reader = CaptureReader::open(path);
    if (reader)
        static_cast<void>(reader->read(first));
}

/// Everything that is done with a capture.
void fold(const QString& path)
{
    auto reader = CaptureReader::open(path);
    if (!reader)
        return;
    const auto lines = std::make_shared<JsonLines>([](std::string_view) {});
    const auto replayed = replayCapture(*reader, {lines});
    if (!replayed)
        return;
    replayed->lab->snapshot();
    const MirrorState state = replayed->lab->mirrorState();
    static int folds = 0;
    if (++folds % 16 == 0) // entries that an answer claims are written one by one
        toJson(state);
}

std::vector<std::string> bundled()
{
    std::vector<std::string> files;
    for (const BundledCapture& capture : bundledCaptures()) {
        files.push_back(test::bytesOf(capture.path).toStdString());
    }
    return files;
}

/// The block of `bytes` as a file's, with a checksum that is right.
std::string sealed(std::string_view events, captureformat::BlockHeader header)
{
    std::string block(captureformat::blockHeaderSize, '\0');
    block += events;
    header.size = static_cast<std::uint32_t>(events.size());
    captureformat::seal(block, header);
    return block;
}

} // namespace

/// Captures come from anybody: whatever is in them is an error or a part of a capture.
class TestCaptureHostile : public QObject
{
    Q_OBJECT

private slots:
    void truncatedAnywhere();
    void anyByteFlipped();
    void anyByteFlippedBehindItsChecksum();
    void randomFiles();
    void absurdEvents();
};

void TestCaptureHostile::truncatedAnywhere()
{
    for (const std::string& bytes : bundled()) {
        MemoryFile file;
        file.set(bytes);
        std::uint64_t before = decode(file.path());
        for (std::size_t size = bytes.size(); size-- > 0;) {
            file.cut(size);
            // Blocks before the last one are as they were.
            const auto reader = CaptureReader::open(file.path());
            const std::uint64_t last = reader && reader->events() > 0 ? reader->events() - 1 : 0;
            const std::uint64_t events = decode(file.path(), last);
            QVERIFY(events <= before);
            if (events < before) // the same events are the same fold
                fold(file.path());
            before = events;
        }
        QCOMPARE(before, std::uint64_t{0});
    }
}

void TestCaptureHostile::anyByteFlipped()
{
    for (const std::string& bytes : bundled()) {
        MemoryFile file;
        file.set(bytes);
        const std::uint64_t whole = decode(file.path());
        for (std::size_t i = 0; i < 4096; ++i) {
            for (const int flip : {0xff, 1 << (i % 8)}) {
                const char changed = static_cast<char>(bytes[i] ^ flip);
                file.put(i, {&changed, 1});
                QVERIFY(decode(file.path()) <= whole);
            }
            file.put(i, {&bytes[i], 1});
        }
        QCOMPARE(decode(file.path()), whole);
    }
}

/// A checksum keeps out mistakes, not malice.
void TestCaptureHostile::anyByteFlippedBehindItsChecksum()
{
    using namespace captureformat;
    int count = 0;
    for (const std::string& bytes : bundled()) {
        MemoryFile file;
        file.set(bytes);
        for (std::size_t at = fileHeaderSize; at < std::min<std::size_t>(4096, bytes.size());) {
            const auto header = parseBlockHeader(std::string_view(bytes).substr(at));
            QVERIFY(header);
            const std::string_view events =
                std::string_view(bytes).substr(at + blockHeaderSize, header->size);
            for (std::size_t i = 0; i < events.size(); ++i) {
                std::string changed(events);
                changed[i] = static_cast<char>(changed[i] ^ (count % 3 == 0 ? 0xff : 1 << i % 8));
                file.put(at, sealed(changed, *header));
                if (++count % foldEvery == 0)
                    fold(file.path());
                else
                    decodeBlock(file.path(), header->first);
            }
            file.put(at, sealed(events, *header));
            at += blockHeaderSize + header->size;
        }
    }
    QVERIFY(count > 4 * 3000);
}

void TestCaptureHostile::randomFiles()
{
    test::RandomEvents random(20'251'123);
    MemoryFile file;
    for (int i = 0; i < 10'000; ++i) {
        std::string noise(random.pick(2000), '\0');
        for (char& c : noise)
            c = static_cast<char>(random.bits());
        std::string bytes = noise;
        if (i % 4 != 0)
            bytes = captureformat::fileHeader() + noise;
        if (i % 4 == 2) {
            // Noise behind a header that promises it, and a checksum that confirms it.
            captureformat::BlockHeader header{0, 1 + static_cast<std::uint32_t>(random.pick(600)),
                                              0, Nanos(static_cast<std::int64_t>(random.bits()))};
            bytes = captureformat::fileHeader() + sealed(noise, header);
        }
        if (i % 4 == 3) {
            // Sizes and kinds that are right, with noise for fields.
            std::string events;
            Nanos previous{};
            encode(random.start(), previous, events);
            std::uint32_t count = 1;
            for (; events.size() < 1500; ++count) {
                const std::string event = std::string{static_cast<char>(1 + random.pick(66)), 2, 0}
                    + noise.substr(random.pick(noise.size() + 1), random.pick(20));
                events += static_cast<char>(event.size()) + event;
            }
            bytes = captureformat::fileHeader() + sealed(events, {0, count, 0, previous});
        }
        file.set(bytes);
        fold(file.path());
    }
}

/// Fields that are right one by one and make no sense together.
void TestCaptureHostile::absurdEvents()
{
    MemoryFile file;
    constexpr int streams = 500;
    for (int seed = 0; seed < streams; ++seed) {
        test::RandomEvents random(static_cast<std::uint64_t>(seed));
        std::string events;
        Nanos previous{};
        Event event = random.start();
        const Nanos base = previous = event.time;
        encode(event, previous, events);
        std::uint32_t count = 1;
        for (; events.size() < 30'000; ++count) {
            event = random.next(event.time);
            encode(event, previous, events);
        }
        file.set(captureformat::fileHeader() + sealed(events, {0, count, 0, base}));
        QCOMPARE(decode(file.path()), std::uint64_t{count});
        fold(file.path());
    }
}

int main(int argc, char* argv[])
{
    // The whole process: a single allocation that follows a nonsense size is its end.
    const rlimit limit{mostMemory, mostMemory};
    if (!isSanitized && ::setrlimit(RLIMIT_AS, &limit) != 0)
        qFatal("cannot limit the memory");
    TestCaptureHostile test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_capture_hostile.moc"

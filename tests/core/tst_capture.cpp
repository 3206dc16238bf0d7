#include "core/capture/captureformat.h"
#include "core/capture/capturereader.h"
#include "core/capture/capturewriter.h"
#include "core/events/eventcodec.h"
#include "core/lab/lab.h"
#include "core/util/crc32c.h"
#include "core/words/eventtext.h"
#include "tests/support/reading.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace stanscope;
using namespace std::chrono_literals;

namespace {

/// A Lab with writers behind it, like the engine's folding thread.
class Session
{
public:
    void join(std::shared_ptr<EventSink> sink) { m_sinks.push_back(std::move(sink)); }

    /// It is not told that the session ends.
    void abandon(const std::shared_ptr<EventSink>& sink) { std::erase(m_sinks, sink); }

    void send(EventBody body)
    {
        m_now += 1ms;
        const Event event{m_now, Source::Wire, std::move(body)};
        m_lab.apply(event);
        for (const auto& sink : m_sinks)
            sink->folded(event, m_lab);
    }
    void start() { send(m_run); }
    /// Publishes `count` messages of `size` bytes, numbered by their guids.
    void publish(int count, std::size_t size = 10)
    {
        for (int i = 0; i < count; ++i)
            send(wire::PublishSent{ClientId("c"), ChannelName("bank"),
                                   std::to_string(++m_published), std::string(size, 'x')});
    }
    void idle(Nanos passed = 200ms)
    {
        m_now += passed;
        for (const auto& sink : m_sinks)
            sink->idle(m_now);
    }
    void end()
    {
        for (const auto& sink : m_sinks)
            sink->ended(m_lab);
        m_sinks.clear();
    }

private:
    laboratory::RunStarted m_run{ChannelName("bank"), {}, 1, "A lesson"};
    Nanos m_now = 1s;
    Lab m_lab{m_run, m_now};
    int m_published = 0;
    std::vector<std::shared_ptr<EventSink>> m_sinks;
};

template <typename T>
T expectValue(Result<T> result)
{
    if (!result)
        qFatal("%s", result.error().text.c_str());
    return std::move(result.value());
}

/// All events as lines.
QStringList linesOf(CaptureReader& reader)
{
    QStringList lines;
    while (true) {
        const auto events = reader.read(static_cast<std::uint64_t>(lines.size()));
        if (!events)
            return lines << QString::fromStdString(events.error().text);
        if (events->empty())
            return lines;
        for (const Event& event : *events)
            lines << QString::fromStdString(toText(event));
    }
}

QStringList linesOf(const QString& path)
{
    CaptureReader reader = expectValue(CaptureReader::open(path));
    return linesOf(reader);
}

} // namespace

class TestCapture : public QObject
{
    Q_OBJECT

private slots:
    void init() { QVERIFY(m_directory.isValid()); }

    void checksumIsTheStandardOne()
    {
        QCOMPARE(crc32c("123456789"), 0xe3069283U); // RFC 3720's polynomial, the usual check value
        QCOMPARE(crc32c("6789", crc32c("12345")), 0xe3069283U);
        QCOMPARE(crc32c(std::string(32, '\0')), 0x8a9136aaU); // RFC 3720, B.4
    }

    void whatWasFoldedIsRead()
    {
        Session session;
        const auto writer = expectValue(CaptureWriter::create(path()));
        session.join(writer);
        session.start();
        session.publish(5000);
        session.end();
        QVERIFY(!writer->failure());

        CaptureReader reader = expectValue(CaptureReader::open(path()));
        QCOMPARE(reader.events(), std::uint64_t{5001});
        QVERIFY(!reader.truncation());
        const QStringList lines = linesOf(reader);
        QCOMPARE(lines.size(), 5001);
        QCOMPARE(lines[0], QStringLiteral("1001.000 ms run channel=bank"));
        QCOMPARE(lines[5000],
                 QStringLiteral("6001.000 ms publish client=c channel=bank guid=5000 "
                                "payload=xxxxxxxxxx"));
        // From the middle of a block, and behind the end.
        const auto some = reader.read(4321);
        QVERIFY(some.ok());
        QCOMPARE(QString::fromStdString(toText(some->front())), lines[4321]);
        QVERIFY(reader.read(5001)->empty());
    }

    void aMessageMayBeLarge()
    {
        Session session;
        session.join(expectValue(CaptureWriter::create(path())));
        session.start();
        session.publish(3, 3'000'000);
        session.end();
        QCOMPARE(linesOf(path()).size(), 4);
    }

    void onlyTheOwnerMayReadIt()
    {
        QFile old(path());
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.close();
        QVERIFY(old.setPermissions(QFile::Permissions(0x6666)));
        const auto writer = expectValue(CaptureWriter::create(path()));
        QCOMPARE(QFileInfo(path()).permissions() & QFile::Permissions(0x0fff),
                 QFile::Permissions(0x0600));
    }

    /// Replaced, not overwritten: who reads the old one keeps it.
    void anOldFileStaysWithItsReader()
    {
        {
            Session session;
            session.join(expectValue(CaptureWriter::create(path())));
            session.start();
            session.publish(9);
            session.end();
        }
        CaptureReader reader = expectValue(CaptureReader::open(path()));
        const auto writer = expectValue(CaptureWriter::create(path()));
        QCOMPARE(linesOf(reader).size(), 10);
        QCOMPARE(expectValue(CaptureReader::open(path())).events(), std::uint64_t{0});
    }

    /// While it is written: what an idle moment has flushed can be read.
    void aReaderFollowsAWriter()
    {
        Session session;
        const auto writer = expectValue(CaptureWriter::createSession());
        session.join(writer);
        session.start();
        session.publish(10);
        CaptureReader reader = expectValue(CaptureReader::open(writer->readablePath()));
        QCOMPARE(reader.events(), std::uint64_t{0});
        session.idle();
        reader.refresh();
        QCOMPARE(reader.events(), std::uint64_t{11});
        session.publish(1);
        session.idle(10ms);
        session.idle(10ms);
        reader.refresh();
        QCOMPARE(reader.events(), std::uint64_t{11}); // buffered
        session.idle(150ms);
        reader.refresh();
        QCOMPARE(reader.events(), std::uint64_t{12});
        QVERIFY(!reader.truncation());
    }

    void aSessionHasNoName()
    {
        const auto writer = expectValue(CaptureWriter::createSession());
        const QString target = QFile::symLinkTarget(writer->readablePath());
        QVERIFY2(target.endsWith(QStringLiteral("(deleted)")), qPrintable(target));
    }

    /// A *Record* in the middle of a session has its beginning too.
    void aRecordingForgetsNothing()
    {
        Session session;
        const auto whole = expectValue(CaptureWriter::createSession());
        session.join(whole);
        session.start();
        session.publish(3000);
        session.idle();
        session.publish(100); // not flushed when the recording starts
        const auto recording = expectValue(CaptureWriter::create(path()));
        QVERIFY(recording->startWith(whole->readablePath()).ok());
        session.publish(100); // nor when it joins
        session.join(recording);
        session.publish(50);
        session.idle(10ms);
        session.publish(50);
        session.idle();
        session.publish(50);
        session.end();
        QCOMPARE(linesOf(path()), linesOf(whole->readablePath()));
        QCOMPARE(linesOf(path()).size(), 3351);
    }

    /// The session ends with nothing more heard, and its last moments only now reach its file.
    void aRecordingThatJoinsLastIsWhole()
    {
        Session session;
        const auto whole = expectValue(CaptureWriter::createSession());
        session.join(whole);
        session.start();
        const auto recording = expectValue(CaptureWriter::create(path()));
        QVERIFY(recording->startWith(whole->readablePath()).ok());
        session.join(recording);
        session.end();
        QCOMPARE(linesOf(path()), linesOf(whole->readablePath()));
        QCOMPARE(linesOf(path()).size(), 1);
    }

    /// Where the session's own capture cannot grow any more there is nothing to wait for.
    void aRecordingDoesNotWaitWithoutEnd()
    {
        Session session;
        const auto whole = expectValue(CaptureWriter::createSession());
        session.join(whole);
        session.start();
        session.publish(10);
        session.idle();
        const auto recording = expectValue(CaptureWriter::create(path()));
        QVERIFY(recording->startWith(whole->readablePath()).ok());
        session.abandon(whole);
        session.publish(1); // is nowhere
        session.join(recording);
        session.publish(30, 1'000'000);
        session.idle();
        QVERIFY(!recording->failure());
        session.publish(40, 1'000'000);
        session.idle();
        QVERIFY(recording->failure());
        QCOMPARE(linesOf(path()).size(), 11);
    }

    void aFullDiskIsTold()
    {
        const auto writer = CaptureWriter::create(QStringLiteral("/dev/full"));
        QVERIFY(!writer.ok());
        QVERIFY2(writer.error().text.starts_with("Cannot write /dev/full any more: No space left"),
                 writer.error().text.c_str());
        const auto nowhere = CaptureWriter::create(QStringLiteral("/nowhere/x"));
        QVERIFY(!nowhere.ok());
        QCOMPARE(nowhere.error().text,
                 std::string("Cannot write /nowhere/x: No such file or directory."));
    }

    /// As on a full disk, in the middle: what was written before stays a whole capture.
    void aFileThatCannotGrowEndsWhole()
    {
        ::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit limit{200'000, before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limit), 0);
        Session session;
        const auto writer = expectValue(CaptureWriter::create(path()));
        session.join(writer);
        session.start();
        session.publish(20'000);
        session.idle();
        session.publish(20'000);
        session.end();
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);

        const auto failure = writer->failure();
        QVERIFY(failure);
        QVERIFY2(failure->text.find("any more: File too large") != std::string::npos,
                 failure->text.c_str());
        CaptureReader reader = expectValue(CaptureReader::open(path()));
        QVERIFY(!reader.truncation());
        QVERIFY(reader.events() > 1000);
        QCOMPARE(linesOf(reader).size(), static_cast<qsizetype>(reader.events()));
    }

    void whatIsNoCaptureIsAnError_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("why");
        const QByteArray header = QByteArray::fromStdString(captureformat::fileHeader());
        QByteArray newer = header;
        newer[8] = captureformat::version + 1;
        QByteArray older = header;
        older[8] = captureformat::version - 1;
        QTest::newRow("empty") << QByteArray() << QStringLiteral("%1 is not a capture.");
        QTest::newRow("text") << QByteArray("type,t,channel,sequence\n")
                              << QStringLiteral("%1 is not a capture.");
        QTest::newRow("cut header") << header.chopped(1) << QStringLiteral("%1 is not a capture.");
        QTest::newRow("newer") << newer
                               << QStringLiteral("%1 is a capture of version 3; this stanscope "
                                                 "reads version 2.");
        QTest::newRow("older") << older
                               << QStringLiteral("%1 is a capture of version 1; this stanscope "
                                                 "reads version 2.");
    }
    void whatIsNoCaptureIsAnError()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, why);
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        const auto reader = CaptureReader::open(path());
        QVERIFY(!reader.ok());
        QCOMPARE(QString::fromStdString(reader.error().text), why.arg(path()));
    }

    void noFileIsAnError()
    {
        QVERIFY(!CaptureReader::open(m_directory.path()).ok());
        QVERIFY(!CaptureReader::open(QStringLiteral("/nowhere")).ok());
        QVERIFY(!CaptureReader::open(QStringLiteral("/dev/zero")).ok());
    }

    void aBrokenTailEndsTheCapture()
    {
        const QByteArray bytes = threeBlocks();
        QCOMPARE(write(bytes.chopped(1)).events(), std::uint64_t{21});
        const auto told = write(bytes.chopped(1)).truncation();
        QVERIFY(told);
        QVERIFY2(told->text.starts_with("The capture breaks off: its last "), told->text.c_str());
        QVERIFY(!write(bytes).truncation());
        QCOMPARE(write(bytes).events(), std::uint64_t{31});
        QCOMPARE(write(bytes + bytes).events(), std::uint64_t{31});
        QVERIFY(write(bytes + bytes).truncation());
    }

    void aDamagedBlockEndsTheCapture()
    {
        QByteArray bytes = threeBlocks();
        bytes[bytes.size() - 5] = static_cast<char>(bytes[bytes.size() - 5] ^ 1);
        CaptureReader reader = write(bytes);
        QCOMPARE(reader.events(), std::uint64_t{31}); // a header promises them
        const QStringList lines = linesOf(reader);
        QCOMPARE(lines.size(), 22);
        QCOMPARE(lines.last(),
                 QStringLiteral("The capture is damaged: a block's checksum is wrong."));
        QCOMPARE(reader.events(), std::uint64_t{21});
        QVERIFY(reader.truncation());
        reader.refresh();
        QCOMPARE(reader.events(), std::uint64_t{21});
    }

    /// Many long events in one block are what no writer makes.
    void aBlockIsBounded()
    {
        std::string block(captureformat::blockHeaderSize, '\0');
        Nanos previous{};
        for (int i = 0; i < 3; ++i)
            encode({1s, Source::Wire, wire::PublishSent{{}, {}, "g", std::string(40'000, 'x')}},
                   previous, block);
        captureformat::seal(
            block, {static_cast<std::uint32_t>(block.size() - captureformat::blockHeaderSize), 3});
        CaptureReader reader =
            write(QByteArray::fromStdString(captureformat::fileHeader() + block));
        const auto events = reader.read(0);
        QVERIFY(!events.ok());
        QCOMPARE(events.error().text, std::string("The capture is damaged: a block is too long."));
    }

    void anUnknownKindKeepsItsNumber()
    {
        std::string block(captureformat::blockHeaderSize, '\0');
        Nanos previous{};
        encode({1s, Source::Wire, wire::TapBack{}}, previous, block);
        block += std::string("\x04\x7f\x02\x00\x05", 5); // kind 127, 1 ns later
        encode({2s, Source::Wire, wire::TapBack{}}, previous, block);
        captureformat::seal(
            block, {static_cast<std::uint32_t>(block.size() - captureformat::blockHeaderSize), 3});
        CaptureReader reader =
            write(QByteArray::fromStdString(captureformat::fileHeader() + block));
        QCOMPARE(
            linesOf(reader),
            (QStringList{QStringLiteral("1000.000 ms tap-back"), QStringLiteral("1000.000 ms tick"),
                         QStringLiteral("2000.000 ms tap-back")}));
    }

private:
    QString path() const { return m_directory.filePath(QStringLiteral("a.stanscope")); }

    QByteArray threeBlocks()
    {
        Session session;
        session.join(expectValue(CaptureWriter::create(path())));
        session.start();
        for (int i = 0; i < 3; ++i) {
            session.publish(10);
            session.idle();
        }
        session.end();
        return test::bytesOf(path());
    }

    CaptureReader write(const QByteArray& bytes)
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        file.close();
        return expectValue(CaptureReader::open(path()));
    }

    QTemporaryDir m_directory;
};

QTEST_APPLESS_MAIN(TestCapture)
#include "tst_capture.moc"

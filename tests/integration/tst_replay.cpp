#include "core/capture/capturereplay.h"
#include "core/capture/capturewriter.h"
#include "core/export/jsonlines.h"
#include "core/export/statejson.h"
#include "core/scenario/laboratory.h"
#include "tests/support/reading.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int runLimit = 90'000;

QString program()
{
    return QStringLiteral(STANSCOPE_BIN_DIR "/stanscope");
}

struct Ran
{
    int exitCode = -1;
    QString out;
    QString err;
};

Ran run(const QStringList& arguments)
{
    QProcess process;
    process.start(program(), arguments);
    if (!process.waitForFinished(runLimit)) {
        process.kill();
        process.waitForFinished();
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

Scenario scenario(const std::string& id)
{
    const std::vector<Scenario> all = bundledScenarios();
    return *std::ranges::find(all, id, &Scenario::id);
}

/// What comes behind the steps: decisions, balances, verdict; without the last line of a replay.
QString outcomeOf(const QString& out)
{
    return out.section(u"\n\n"_s, 1).section(u" events, "_s, 0, 0).section(u"\n"_s, 0, -2);
}

} // namespace

class TestReplay : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("STANSCOPE_SERVICES", STANSCOPE_BIN_DIR); }

    /// Everything that is told of a run is told of its capture, to the byte.
    void aReplayIsTheRun()
    {
        Laboratory laboratory;
        std::string lines;
        RunOptions options;
        options.scenario = scenario("case-1");
        options.handler = Handler::Naive;
        options.ackWaitSeconds = 2;
        auto capture = CaptureWriter::create(path(u"a.stanscope"_s));
        QVERIFY(capture.ok());
        options.sinks = {std::make_shared<JsonLines>([&](std::string_view text) { lines += text; }),
                         capture.value()};
        QSignalSpy ended(&laboratory, &Laboratory::ended);
        std::shared_ptr<const MirrorState> state;
        connect(&laboratory, &Session::streamEnded, this,
                [&](const std::shared_ptr<const MirrorState>& last) { state = last; });
        // Recorded from the middle on, and still the whole run.
        std::shared_ptr<CaptureWriter> recording;
        connect(&laboratory, &Laboratory::stepped, this, [&](const QString& text) {
            if (recording || !text.contains(u"overtakes it"_s))
                return;
            recording = CaptureWriter::create(path(u"recorded.stanscope"_s)).value();
            QVERIFY(recording->startWith(laboratory.sessionFile()).ok());
            laboratory.addSink(recording);
        });
        laboratory.start(options);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, runLimit);
        QVERIFY(recording);
        const auto live = laboratory.snapshot();
        const QString session = laboratory.sessionFile();
        const QByteArray token =
            laboratory.brokerUrlWithToken().section(u"//"_s, 1).section(u'@', 0, 0).toUtf8();
        laboratory.shutDown();
        QTRY_VERIFY(state);

        for (const QString& file :
             {path(u"a.stanscope"_s), path(u"recorded.stanscope"_s), session}) {
            auto reader = CaptureReader::open(file);
            QVERIFY(reader.ok());
            std::string again;
            const auto replayed = replayCapture(
                *reader,
                {std::make_shared<JsonLines>([&](std::string_view text) { again += text; })});
            QVERIFY(replayed.ok());
            QVERIFY(!replayed->brokenOff);
            QCOMPARE(QByteArray::fromStdString(again), QByteArray::fromStdString(lines));
            QCOMPARE(toJson(replayed->lab->mirrorState()), toJson(*state));
            const auto snapshot = replayed->lab->snapshot();
            QCOMPARE(snapshot->deliveries, live->deliveries);
            QCOMPARE(snapshot->accounts.at(0).balance, live->accounts.at(0).balance);
            QCOMPARE(snapshot->verdict.violations, live->verdict.violations);
        }
        QVERIFY(lines.find("\"type\":\"redeliver\"") != std::string::npos);
        QVERIFY(token.size() > 10);
        QVERIFY(!QByteArray::fromStdString(lines).contains(token));
        QVERIFY(!test::bytesOf(path(u"a.stanscope"_s)).contains(token));
    }

    void theCommandTellsTheSame()
    {
        const Ran live =
            run({u"run"_s, u"case-2"_s, u"--ack-wait"_s, u"2"_s, u"--handler"_s, u"ordered"_s,
                 u"--capture"_s, path(u"b.stanscope"_s), u"--state"_s, path(u"live.json"_s)});
        QCOMPARE(live.exitCode, 0);
        const Ran again =
            run({u"replay"_s, path(u"b.stanscope"_s), u"--state"_s, path(u"again.json"_s)});
        QCOMPARE(again.err, QString());
        QCOMPARE(again.exitCode, 0);
        QCOMPARE(outcomeOf(again.out), outcomeOf(live.out));
        QVERIFY(outcomeOf(again.out).contains(u"Verdict: valid"_s));
        QVERIFY(!test::bytesOf(path(u"live.json"_s)).isEmpty());
        QCOMPARE(test::bytesOf(path(u"again.json"_s)), test::bytesOf(path(u"live.json"_s)));
    }

    /// What a killed stanscope had seen is not lost with it.
    void aKilledRunIsReadable()
    {
        QProcess process;
        process.start(program(),
                      {u"run"_s, u"case-1"_s, u"--ack-wait"_s, u"30"_s, u"--capture"_s,
                       path(u"c.stanscope"_s)});
        QByteArray out;
        const auto told = [&] {
            out += process.readAllStandardOutput();
            return out.contains("came while deposit 1");
        };
        QTRY_VERIFY_WITH_TIMEOUT(told(), runLimit);
        // The sentence goes through the fold: once it is in the file, so is all before it.
        const auto isRecorded = [&] {
            return run({u"replay"_s, path(u"c.stanscope"_s)})
                .out.contains(u"came while deposit 1"_s);
        };
        QTRY_VERIFY_WITH_TIMEOUT(isRecorded(), runLimit);
        ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        const Nanos killed = monotonicNow();
        QVERIFY(process.waitForFinished());

        const Ran again = run(
            {u"replay"_s, path(u"c.stanscope"_s), u"--json"_s, u"--state"_s, path(u"c.json"_s)});
        QCOMPARE(again.exitCode, 0);
        QVERIFY(again.out.contains(u"\"type\":\"deliver\""_s));
        QVERIFY(test::bytesOf(path(u"c.json"_s)).contains("\"clients\""));
        auto reader = CaptureReader::open(path(u"c.stanscope"_s));
        QVERIFY(reader.ok());
        const auto last = reader->read(reader->events() - 1);
        QVERIFY(last.ok());
        qInfo("the last event is %.0f ms older than the kill",
              1e3 * seconds(killed - last->back().time));
    }

    /// The lessons that stanscope brings along need no broker.
    void bundledCapturesHaveNames()
    {
        const Ran naive = run({u"replay"_s, u"case-1-naive"_s});
        QCOMPARE(naive.exitCode, 0);
        QVERIFY(outcomeOf(naive.out).contains(u"ann: balance 110.00, should be 10.00"_s));
    }

    void aBrokenOffCaptureIsReplayedAsFarAsItGoes()
    {
        const QByteArray whole = test::bytesOf(path(u"b.stanscope"_s));
        write(whole.chopped(10));
        const Ran cut = run({u"replay"_s, path(u"d.stanscope"_s)});
        QCOMPARE(cut.exitCode, 0);
        QVERIFY2(cut.err.startsWith(u"stanscope: The capture breaks off: its last "_s),
                 qPrintable(cut.err));
        QVERIFY(cut.out.contains(u" events, "_s));

        QByteArray damaged = whole;
        damaged[100] = static_cast<char>(damaged[100] ^ 1);
        write(damaged);
        const Ran none = run({u"replay"_s, path(u"d.stanscope"_s)});
        QCOMPARE(none.exitCode, 65);
        QVERIFY2(none.err.contains(u"checksum"_s), qPrintable(none.err));
        write("{}");
        const Ran text = run({u"replay"_s, path(u"d.stanscope"_s), u"--json"_s});
        QCOMPARE(text.exitCode, 65);
        QCOMPARE(text.out, QString());
        QVERIFY2(text.err.contains(u"is not a capture."_s), qPrintable(text.err));
    }

    void mistakesAreUsageErrors()
    {
        QCOMPARE(run({u"replay"_s}).exitCode, 64);
        QCOMPARE(run({u"replay"_s, u"a"_s, u"b"_s}).exitCode, 64);
        QCOMPARE(run({u"replay"_s, u"a"_s, u"--capture"_s, u"b"_s}).exitCode, 64);
        QCOMPARE(run({u"run"_s, u"case-1"_s, u"--capture"_s, u"/nowhere/x"_s}).exitCode, 64);
        QCOMPARE(run({u"run"_s, u"case-1"_s, u"--state"_s, u"/nowhere/x"_s}).exitCode, 64);
    }

private:
    QString path(const QString& name) const { return m_directory.filePath(name); }

    void write(const QByteArray& bytes)
    {
        QFile file(path(u"d.stanscope"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
    }

    QTemporaryDir m_directory;
};

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"

#include "core/capture/capturewriter.h"
#include "core/capture/eventwords.h"
#include "core/capture/recording.h"
#include "core/capture/timemachine.h"
#include "core/lab/lab.h"
#include "tests/support/labtext.h"
#include "tests/support/syntheticrun.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>
#include <memory>

using namespace stanscope;
using test::SyntheticRun;

namespace {

/// A session that is recorded, and what live showed at some of its events.
class Recorded
{
public:
    explicit Recorded(const QString& path)
        : m_writer(*CaptureWriter::create(path))
    {
    }

    void fold(const std::vector<Event>& events)
    {
        for (const Event& event : events) {
            if (!m_lab)
                m_lab =
                    std::make_unique<Lab>(std::get<laboratory::RunStarted>(event.body), event.time);
            m_lab->apply(event);
            m_writer->folded(event, *m_lab);
            if (m_count % 100 == 0 && m_count < 6'000) {
                const auto shown = m_lab->clone()->snapshot();
                live[m_count] = test::toText(*shown) + test::toText(*shown->history);
            }
            ++m_count;
        }
        // Each time long after the time before: what is buffered is written.
        m_writer->idle(events.back().time + std::chrono::seconds(++m_folds));
    }
    void end() { m_writer->ended(*m_lab); }
    std::uint64_t count() const { return m_count; }

    std::map<std::uint64_t, std::string> live;

private:
    std::shared_ptr<CaptureWriter> m_writer;
    std::unique_ptr<Lab> m_lab;
    std::uint64_t m_count = 0;
    int m_folds = 0;
};

} // namespace

/// The cursor over a capture file.
class TestTimeMachine : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void standsAtTheEndWhenOpened();
    void showsWhatLiveShowed();
    void manyRequestsLeadToOnePlace();
    void stepsByRedeliveriesAndToTheViolation();
    void seeksByTime();
    void showsAMomentBetweenEvents();
    void followsALiveFile();
    void openGrowingWaitsForAnEvent();
    void saysWhyAFileCannotBeOpened();
    void showsATruncatedFile();
    void forgetsWhatItClosed();
    void aRecordingKnowsWhetherThereWasABank_data();
    void aRecordingKnowsWhetherThereWasABank();

private:
    QString path() const { return m_dir->filePath(QStringLiteral("run.stancap")); }
    std::string shown() const
    {
        return test::toText(*m_snapshot) + test::toText(*m_snapshot->history);
    }
    void watch(TimeMachine& machine)
    {
        connect(&machine, &TimeMachine::positioned, this,
                [this](const auto& snapshot, const TimePosition& position) {
                    m_snapshot = snapshot;
                    m_position = position;
                    ++m_positions;
                });
    }
    void open(TimeMachine& machine)
    {
        watch(machine);
        machine.open(path());
        QTRY_VERIFY_WITH_TIMEOUT(m_snapshot && machine.isOpen(), 30'000);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::shared_ptr<const Snapshot> m_snapshot;
    TimePosition m_position;
    int m_positions = 0;
};

void TestTimeMachine::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_snapshot.reset();
    m_position = {};
    m_positions = 0;
}

void TestTimeMachine::standsAtTheEndWhenOpened()
{
    Recorded recording(path());
    recording.fold(SyntheticRun({}).take(3'000));
    recording.end();
    TimeMachine machine;
    QSignalSpy opened(&machine, &TimeMachine::opened);
    QSignalSpy progress(&machine, &TimeMachine::progress);
    QVERIFY(!machine.isOpen());
    open(machine);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][1].toString(), QString());
    QVERIFY(progress.count() > 0);
    QCOMPARE(progress.last()[0].toInt(), 100);
    QCOMPARE(m_position.events, recording.count());
    QCOMPARE(m_position.event, recording.count() - 1);
    QVERIFY(m_position.atEnd && !m_position.atStart);
    QVERIFY(!m_position.text.empty());
    QCOMPARE(m_position.end, m_snapshot->now);
    machine.seekEvent(0);
    QTRY_VERIFY(m_position.atStart);
    QCOMPARE(m_position.text, std::string("The run begins"));
}

void TestTimeMachine::showsWhatLiveShowed()
{
    Recorded recording(path());
    recording.fold(SyntheticRun({true, true, 9}).take(6'000));
    recording.end();
    TimeMachine machine;
    open(machine);
    for (const std::uint64_t event : {5'000U, 100U, 2'500U, 2'400U, 0U, 5'900U}) {
        machine.seekEvent(event);
        QTRY_COMPARE(m_position.event, std::uint64_t(event));
        QCOMPARE(shown(), recording.live.at(event));
    }
}

void TestTimeMachine::manyRequestsLeadToOnePlace()
{
    Recorded recording(path());
    const auto events = SyntheticRun({}).take(6'000);
    recording.fold(events);
    recording.end();
    std::uint64_t fifth = 4'990;
    for (int more = 5; more > 0;)
        more -= saysSomething(events[++fifth]) ? 1 : 0;
    TimeMachine machine;
    open(machine);
    m_positions = 0;
    for (int i = 0; i < 500; ++i)
        machine.seekEvent(static_cast<std::uint64_t>(i) * 10);
    machine.step(7);
    machine.step(-2);
    QTRY_COMPARE(m_position.event, fifth);
    QVERIFY2(m_positions < 100, qPrintable(QString::number(m_positions)));
}

void TestTimeMachine::stepsByRedeliveriesAndToTheViolation()
{
    Recorded recording(path());
    recording.fold(SyntheticRun({}).take(40'000));
    recording.end();
    TimeMachine machine;
    QSignalSpy nothing(&machine, &TimeMachine::nothingThere);
    open(machine);
    machine.stepRedelivery(1);
    QTRY_COMPARE(nothing.count(), 1);
    machine.stepRedelivery(-1);
    QTRY_VERIFY(m_position.event < recording.count() - 1);
    QVERIFY2(m_position.text.find("delivered again") != std::string::npos, m_position.text.c_str());
    const std::uint64_t last = m_position.event;
    machine.stepRedelivery(-1);
    QTRY_VERIFY(m_position.event < last);
    machine.stepRedelivery(1);
    QTRY_COMPARE(m_position.event, last);
    const auto isWrong = [this] {
        const auto& accounts = m_snapshot->accounts;
        return std::any_of(accounts.begin(), accounts.end(),
                           [](const AccountView& account) { return account.violations > 0; });
    };
    machine.stepToFirstViolation();
    QTRY_VERIFY(m_position.event < last);
    QVERIFY(isWrong());
    const std::uint64_t violation = m_position.event;
    machine.step(-1);
    QTRY_COMPARE(m_position.event, violation - 1);
    QVERIFY(!isWrong());
}

void TestTimeMachine::seeksByTime()
{
    const auto events = SyntheticRun({}).take(3'000);
    Recorded recording(path());
    recording.fold(events);
    recording.end();
    TimeMachine machine;
    open(machine);
    machine.seekTime(events[1'234].time);
    QTRY_COMPARE(m_position.event, std::uint64_t(1'234));
    QCOMPARE(m_position.time, events[1'234].time);
    QCOMPARE(m_position.start, events[0].time);
}

void TestTimeMachine::showsAMomentBetweenEvents()
{
    Recorded recording(path());
    recording.fold(SyntheticRun({}).take(20));
    recording.end();
    TimeMachine machine;
    open(machine);
    const Nanos end = m_position.end;
    const std::uint64_t last = m_position.event;
    // Later than the last event: the picture's time is the one that was asked for.
    const int before = m_positions;
    machine.showTime(end + std::chrono::seconds(2));
    QTRY_VERIFY_WITH_TIMEOUT(m_positions > before, 30'000);
    QCOMPARE(m_position.event, last);
    QCOMPARE(m_position.time, end + std::chrono::seconds(2));
    QCOMPARE(m_snapshot->now, end + std::chrono::seconds(2));
    // The same moment once more is told once more, as whoever asks waits for it.
    const int again = m_positions;
    machine.showTime(end + std::chrono::seconds(2));
    QTRY_VERIFY_WITH_TIMEOUT(m_positions > again, 30'000);
    machine.refresh(); // nothing has come: it stands where it stood
    // All that had happened by then, whatever order it was told in.
    const Nanos middle = m_position.start + (end - m_position.start) / 2;
    machine.showTime(middle);
    QTRY_COMPARE_WITH_TIMEOUT(m_position.time, middle, 30'000);
    QVERIFY(m_position.event < last);
    // A step from there is one of events again.
    machine.step(1);
    QTRY_VERIFY_WITH_TIMEOUT(m_position.time != middle, 30'000);
}

void TestTimeMachine::openGrowingWaitsForAnEvent()
{
    Recorded recording(path());
    TimeMachine machine;
    watch(machine);
    QSignalSpy failures(&machine, &TimeMachine::failed);
    QSignalSpy opened(&machine, &TimeMachine::opened);
    machine.openGrowing(path());
    machine.refresh();
    machine.showTime(Nanos(5)); // of nothing
    recording.fold(SyntheticRun({}).take(3));
    recording.end();
    QTRY_VERIFY_WITH_TIMEOUT((machine.refresh(), m_snapshot), 30'000);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(failures.size(), 0);
    QVERIFY(machine.isOpen());
    QTRY_COMPARE_WITH_TIMEOUT((machine.refresh(), m_position.events), recording.count(), 30'000);
}

void TestTimeMachine::followsALiveFile()
{
    SyntheticRun run({});
    Recorded recording(path());
    recording.fold(run.take(1'000));
    TimeMachine machine;
    open(machine);
    machine.seekEvent(500);
    QTRY_COMPARE(m_position.event, std::uint64_t(500));
    const std::string before = shown();
    const std::uint64_t events = m_position.events;
    recording.fold(run.take(1'000));
    machine.refresh();
    QTRY_COMPARE(m_position.events, recording.count());
    QVERIFY(recording.count() > events);
    QCOMPARE(m_position.event, std::uint64_t(500));
    QCOMPARE(shown(), before);
    machine.seekEvent(1'500);
    QTRY_COMPARE(m_position.event, std::uint64_t(1'500));
    QCOMPARE(shown(), recording.live.at(1'500));
}

void TestTimeMachine::saysWhyAFileCannotBeOpened()
{
    TimeMachine machine;
    QSignalSpy failed(&machine, &TimeMachine::failed);
    machine.open(m_dir->filePath(QStringLiteral("none")));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!failed[0][0].toString().isEmpty());
    QFile noCapture(path());
    QVERIFY(noCapture.open(QIODevice::WriteOnly));
    noCapture.write("this is a text, not a capture, and long enough for a header of any kind");
    noCapture.close();
    machine.open(path());
    QTRY_COMPARE(failed.count(), 2);
    QVERIFY(!machine.isOpen());
    machine.seekEvent(3);
    machine.step(1);
    machine.stepToFirstViolation();
    machine.refresh();
    Recorded(path()).fold(SyntheticRun({}).take(100));
    open(machine);
    QVERIFY(m_position.events >= 100);
}

void TestTimeMachine::showsATruncatedFile()
{
    {
        Recorded recording(path());
        recording.fold(SyntheticRun({}).take(5'000));
        recording.end();
    }
    QFile file(path());
    QVERIFY(file.resize(file.size() - 1'000));
    TimeMachine machine;
    QSignalSpy opened(&machine, &TimeMachine::opened);
    open(machine);
    QCOMPARE(opened.count(), 1);
    QVERIFY(!opened[0][1].toString().isEmpty());
    QVERIFY(m_position.events > 0);
    QVERIFY(m_position.atEnd);
}

void TestTimeMachine::forgetsWhatItClosed()
{
    Recorded recording(path());
    recording.fold(SyntheticRun({}).take(5'000));
    recording.end();
    TimeMachine machine;
    open(machine);
    m_positions = 0;
    machine.seekEvent(1);
    machine.open(path());
    machine.close();
    QVERIFY(!machine.isOpen());
    machine.open(path());
    QTRY_VERIFY(machine.isOpen());
    QTRY_COMPARE(m_position.event, recording.count() - 1);
    QCOMPARE(m_positions, 1);
    // Ends in the middle of an opening.
    machine.open(path());
}

void TestTimeMachine::aRecordingKnowsWhetherThereWasABank_data()
{
    QTest::addColumn<bool>("hasBank");
    QTest::newRow("accounts") << true;
    QTest::newRow("listeners only") << false;
}

void TestTimeMachine::aRecordingKnowsWhetherThereWasABank()
{
    QFETCH(const bool, hasBank);
    laboratory::RunStarted run{.channel = ChannelName("transactions"),
                               .accounts = {},
                               .title = "Listeners",
                               .cluster = "stanscope",
                               .scenario = {}};
    if (hasBank)
        run.accounts.push_back({AccountName("ann"), Cents(0)});
    Recorded session(path());
    session.fold({Event{Nanos(1), Source::Laboratory, std::move(run)}});
    session.end();
    Recording recording(Recording::Of::File, std::make_shared<PagedMemory>());
    QSignalSpy opened(&recording, &Recording::opened);
    recording.open(path());
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 30'000);
    QCOMPARE(recording.abilities().hasBank, hasBank);
    QVERIFY(recording.abilities().ownsBroker);
}

QTEST_GUILESS_MAIN(TestTimeMachine)
#include "tst_timemachine.moc"

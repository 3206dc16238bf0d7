#include "core/capture/bundledcaptures.h"
#include "core/capture/capturereader.h"
#include "core/capture/eventwords.h"
#include "core/capture/timefold.h"
#include "tests/support/labtext.h"
#include "tests/support/syntheticrun.h"

#include <QTest>

#include <algorithm>
#include <iterator>
#include <map>
#include <random>

using namespace stanscope;
using test::SyntheticRun;

namespace {

/// Events from memory, in blocks as a capture has them.
class Events : public EventSource
{
public:
    explicit Events(std::vector<Event> events)
        : all(std::move(events))
        , visible(all.size())
    {
    }
    std::uint64_t events() const override { return visible; }
    Result<std::vector<Event>> read(std::uint64_t first) override
    {
        const std::uint64_t end = std::min<std::uint64_t>((first / 300 + 1) * 300, visible);
        const auto at = [&](std::uint64_t i) {
            return all.begin() + static_cast<std::ptrdiff_t>(i);
        };
        return std::vector<Event>(at(std::min(first, end)), at(end));
    }

    std::vector<Event> all;
    std::uint64_t visible;
};

std::string textOf(const Snapshot& snapshot)
{
    return test::toText(snapshot) + test::toText(*snapshot.history);
}

bool isWrong(const Snapshot& snapshot)
{
    return snapshot.verdict.verdict == audit::Verdict::Violated
        || std::any_of(snapshot.accounts.begin(), snapshot.accounts.end(),
                       [](const AccountView& account) { return account.violations > 0; });
}

std::vector<Event> eventsOf(const QString& capture)
{
    std::vector<Event> events;
    auto reader = CaptureReader::open(capture);
    while (reader && events.size() < reader->events()) {
        auto block = reader->read(events.size());
        if (!block || block->empty())
            break;
        std::move(block->begin(), block->end(), std::back_inserter(events));
    }
    return events;
}

void foldAll(TimeFold& fold)
{
    const auto folded = fold.foldNew([](std::uint64_t) { return true; });
    QVERIFY(folded.ok());
}

} // namespace

/// The state at any event is what the live fold showed there.
class TestTimeFold : public QObject
{
    Q_OBJECT

private slots:
    void showsWhatLiveShowed_data();
    void showsWhatLiveShowed();
    void findsRedeliveriesViolationsAndTimes();
    void knowsAtALaterMomentWhatWasCommittedBefore();
    void stepsOverWhatSaysNothing();
    void thinsOutCheckpoints();
    void followsASourceThatGrows();
    void saysWhenItIsNoRun();
    void tellsAProblemWhereItWasTold();
    void namesEventsForPeople();
};

void TestTimeFold::showsWhatLiveShowed_data()
{
    using Run = SyntheticRun::Options;
    QTest::addColumn<std::vector<Event>>("events");
    QTest::newRow("bank") << SyntheticRun(Run{true, true, 3}).take(5'000);
    QTest::newRow("bank, nothing wrong") << SyntheticRun(Run{true, false, 3}).take(5'000);
    QTest::newRow("foreign") << SyntheticRun(Run{false, true, 3}).take(5'000);
    for (const BundledCapture& capture : bundledCaptures())
        QTest::newRow(qPrintable(capture.id)) << eventsOf(capture.path);
}

/// At random events: the live picture at that moment, and the one that is folded from the capture
/// later, have the same value and the same rows.
void TestTimeFold::showsWhatLiveShowed()
{
    QFETCH(std::vector<Event>, events);
    Events source(std::move(events));
    QVERIFY(source.all.size() > 100);
    std::mt19937 random(5);
    std::map<std::uint64_t, std::string> live;
    for (int i = 0; i < 50; ++i)
        live[random() % source.all.size()];
    live[source.all.size() - 1];
    Lab lab(std::get<laboratory::RunStarted>(source.all[0].body), source.all[0].time);
    for (std::uint64_t i = 0; i < source.all.size(); ++i) {
        lab.apply(source.all[i]);
        if (const auto wanted = live.find(i); wanted != live.end())
            wanted->second = textOf(*lab.snapshot());
    }
    TimeFold fold(source, 500);
    foldAll(fold);
    QCOMPARE(fold.events(), std::uint64_t(source.all.size()));
    std::vector<std::uint64_t> order;
    for (const auto& [event, text] : live)
        order.push_back(event);
    std::shuffle(order.begin(), order.end(), random);
    for (const std::uint64_t event : order) {
        const auto place = fold.at(event);
        QVERIFY(place.ok());
        QCOMPARE(textOf(*place->snapshot), live[event]);
    }
    // One step after the other, from a place that was looked at before.
    const std::uint64_t last = order.front();
    for (std::uint64_t event = last > 20 ? last - 20 : 0; event < last; ++event)
        QVERIFY(fold.at(event).ok());
    QCOMPARE(textOf(*fold.at(last)->snapshot), live[last]);
}

void TestTimeFold::findsRedeliveriesViolationsAndTimes()
{
    Events source(SyntheticRun({}).take(40'000));
    TimeFold fold(source);
    foldAll(fold);
    std::vector<std::uint64_t> redeliveries;
    Nanos latest{};
    std::optional<std::uint64_t> violation;
    Lab lab(std::get<laboratory::RunStarted>(source.all[0].body), source.all[0].time);
    std::vector<Nanos> times;
    for (std::uint64_t i = 0; i < source.all.size(); ++i) {
        const auto* delivered = std::get_if<wire::Delivered>(&source.all[i].body);
        if (delivered && delivered->redelivered)
            redeliveries.push_back(i);
        times.push_back(latest = std::max(latest, source.all[i].time));
        if (!violation) {
            lab.apply(source.all[i]);
            if (isWrong(*lab.snapshot()))
                violation = i;
        }
    }
    QVERIFY(redeliveries.size() > 10);
    QVERIFY(violation);
    QCOMPARE(fold.firstViolation(), violation);
    QVERIFY(isWrong(*fold.at(*violation)->snapshot));
    QVERIFY(!isWrong(*fold.at(*violation - 1)->snapshot));
    QCOMPARE(fold.redelivery(0, 1), std::optional(redeliveries[0]));
    QCOMPARE(fold.redelivery(redeliveries[3], 1), std::optional(redeliveries[4]));
    QCOMPARE(fold.redelivery(redeliveries[3], -1), std::optional(redeliveries[2]));
    QVERIFY(!fold.redelivery(redeliveries.front(), -1));
    QVERIFY(!fold.redelivery(redeliveries.back(), 1));
    for (const std::size_t i : {0U, 1U, 1'023U, 1'024U, 1'025U, 20'000U, 39'999U}) {
        QCOMPARE(*fold.eventAt(times[i]), std::uint64_t(i));
        QCOMPARE(*fold.eventAt(times[i] + Nanos(1)), std::uint64_t(i));
    }
    QCOMPARE(*fold.eventAt(Nanos{}), std::uint64_t(0));
    QCOMPARE(*fold.eventAt(Nanos::max()), std::uint64_t(source.all.size() - 1));
    QCOMPARE(fold.end(), times.back());
}

/// Two pipes are read in any order: of two commits the later one may be told first.
void TestTimeFold::knowsAtALaterMomentWhatWasCommittedBefore()
{
    auto events = SyntheticRun({}).take(3'000);
    std::vector<std::size_t> commits;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const auto* reported = std::get_if<process::Reported>(&events[i].body);
        if (reported && reported->report.kind == ReportKind::Committed)
            commits.push_back(i);
    }
    QVERIFY(commits.size() > 10);
    const std::size_t late = commits[10];
    const Nanos before = events[late].time;
    events[late].time = events[late - 3].time - Nanos(1);
    Events source(events);
    TimeFold fold(source);
    foldAll(fold);
    QCOMPARE(*fold.through(events[late].time), std::uint64_t(late));
    QCOMPARE(*fold.through(events[late - 3].time), std::uint64_t(late));
    QCOMPARE(*fold.through(before), std::uint64_t(late));
    QVERIFY(*fold.through(events[late].time - Nanos(1)) < late);
    QVERIFY(*fold.eventAt(events[late - 3].time) < late);
}

void TestTimeFold::stepsOverWhatSaysNothing()
{
    std::vector<Event> events = SyntheticRun({}).take(1);
    events.resize(1);
    const auto add = [&](EventBody body) {
        events.push_back({events[0].time, Source::Laboratory, std::move(body)});
    };
    add(laboratory::Lesson{1}); // 1
    add(laboratory::Lesson{2});
    add(laboratory::Tick{}); // 3
    add(wire::FramesSeen{1, 0});
    add(laboratory::Lesson{3}); // 5
    add(laboratory::Tick{});
    Events source(std::move(events));
    TimeFold fold(source);
    foldAll(fold);
    QCOMPARE(fold.stepped(2, 1), std::uint64_t(5));
    QCOMPARE(fold.stepped(4, -1), std::uint64_t(2));
    QCOMPARE(fold.stepped(5, -2), std::uint64_t(1));
    QCOMPARE(fold.stepped(5, 1), std::uint64_t(6)); // there is no more than the end
    QCOMPARE(fold.stepped(5, -100), std::uint64_t(0));
    QCOMPARE(fold.stepped(0, 100), std::uint64_t(6));
}

void TestTimeFold::thinsOutCheckpoints()
{
    Events source(SyntheticRun({}).take(9'000));
    TimeFold fold(source, 16);
    foldAll(fold);
    QVERIFY(fold.checkpoints() <= TimeFold::maxCheckpoints);
    QVERIFY(fold.checkpoints() > TimeFold::maxCheckpoints / 2);
    TimeFold coarse(source);
    foldAll(coarse);
    for (const std::uint64_t event : {0U, 1U, 16U, 17U, 2'000U, 8'999U})
        QCOMPARE(textOf(*fold.at(event)->snapshot), textOf(*coarse.at(event)->snapshot));
}

void TestTimeFold::followsASourceThatGrows()
{
    Events source(SyntheticRun({}).take(9'000));
    source.visible = 2'950;
    TimeFold fold(source, 1'000);
    foldAll(fold);
    QCOMPARE(fold.events(), std::uint64_t(2'950));
    const auto before = fold.at(2'949);
    const std::string shown = textOf(*before->snapshot);
    source.visible = source.all.size();
    foldAll(fold);
    QCOMPARE(fold.events(), std::uint64_t(source.all.size()));
    QCOMPARE(textOf(*before->snapshot), shown);
    QCOMPARE(textOf(*fold.at(2'949)->snapshot), shown);
    TimeFold whole(source);
    foldAll(whole);
    QCOMPARE(textOf(*fold.at(8'500)->snapshot), textOf(*whole.at(8'500)->snapshot));
}

void TestTimeFold::saysWhenItIsNoRun()
{
    auto events = SyntheticRun({}).take(100);
    events.erase(events.begin());
    Events source(std::move(events));
    TimeFold fold(source);
    const auto folded = fold.foldNew([](std::uint64_t) { return true; });
    QVERIFY(!folded.ok());
    QCOMPARE(fold.events(), std::uint64_t(0));
}

void TestTimeFold::tellsAProblemWhereItWasTold()
{
    auto events = SyntheticRun({}).take(100);
    const Nanos time = events[50].time;
    events[50] = {time, Source::Laboratory, laboratory::Problem{said("The disk is full.")}};
    Events source(std::move(events));
    TimeFold fold(source, 10);
    foldAll(fold);
    QCOMPARE(fold.at(49)->snapshot->problems.size(), std::size_t(0));
    QCOMPARE(fold.at(50)->snapshot->problems.size(), std::size_t(1));
    QCOMPARE(fold.at(51)->snapshot->problems.size(), std::size_t(1));
    QCOMPARE(fold.at(50)->snapshot->problems.size(), std::size_t(1));
}

void TestTimeFold::namesEventsForPeople()
{
    Events source(SyntheticRun({}).take(200));
    TimeFold fold(source);
    foldAll(fold);
    QStringList lines;
    for (std::uint64_t i = 0; i < 24; ++i) {
        const auto place = fold.at(i);
        lines << QString::fromStdString(toWords(place->event, *place->snapshot));
    }
    QVERIFY2(lines.contains(QStringLiteral("account-1 subscribed to transactions, group account")),
             qPrintable(lines.join(QLatin1Char('\n'))));
    QVERIFY2(lines.contains(QStringLiteral("message 1 delivered to account-2"))
                 || lines.contains(QStringLiteral("message 1 delivered to account-1"))
                 || lines.contains(QStringLiteral("message 1 delivered to account-3")),
             qPrintable(lines.join(QLatin1Char('\n'))));
    const wire::Malformed malformed{Subject("a\nb"), 3, std::string(400, 'x') + "é"};
    const std::string words = toWords(Event{Nanos{}, Source::Wire, malformed}, Snapshot{});
    QVERIFY(words.size() < 170);
    QVERIFY(words.starts_with("malformed subject=a b"));
}

QTEST_GUILESS_MAIN(TestTimeFold)
#include "tst_timefold.moc"

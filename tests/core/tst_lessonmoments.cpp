#include "core/capture/bundledcaptures.h"
#include "core/capture/capturereader.h"
#include "core/capture/timefold.h"
#include "core/scenario/playedlesson.h"
#include "core/session/playback.h"

#include <QTest>

#include <algorithm>
#include <memory>

using namespace stanscope;

namespace {

class File : public EventSource
{
public:
    explicit File(const QString& path)
        : m_reader(std::move(*CaptureReader::open(path)))
    {
    }
    std::uint64_t events() const override { return m_reader.events(); }
    Result<std::vector<Event>> read(std::uint64_t first) override { return m_reader.read(first); }

private:
    CaptureReader m_reader;
};

/// A recorded lesson, to be looked at step by step.
class Played
{
public:
    explicit Played(const QString& path)
        : m_file(path)
        , m_fold(m_file, TimeFold::firstSpacing, std::make_shared<PagedMemory>())
    {
        if (m_fold.foldNew([](std::uint64_t) { return true; })) {
            end = m_fold.at(m_fold.events() - 1)->snapshot;
            lesson = lessonOf(*end->run);
            steps = playedSteps(toldSteps(lesson), *end, true);
            handler = handlerOf(*end);
        }
    }
    /// The state at the moment of a step, counted from 1.
    std::shared_ptr<const Snapshot> at(std::size_t step)
    {
        const auto event = m_fold.through(*steps.at(step - 1).moment);
        return m_fold.at(*event)->snapshot;
    }
    const ScenarioStep& told(std::size_t step) const
    {
        return lesson.steps.at(steps.at(step - 1).step - 1);
    }

    std::shared_ptr<const Snapshot> end;
    Scenario lesson;
    std::vector<PlayedStep> steps;
    std::optional<Handler> handler;

private:
    File m_file;
    TimeFold m_fold;
};

/// What has become of a transaction by then.
Outcome outcomeOf(const Snapshot& snapshot, std::int64_t number)
{
    Outcome last = Outcome::None;
    for (std::size_t i = 0; i < snapshot.extent.decisions; ++i) {
        const DecisionRow& decision = snapshot.history->decisions[i];
        if (decision.transaction != 0
            && snapshot.history->transactions[decision.transaction - 1].number == number)
            last = decision.outcome.get();
    }
    return last;
}

/// "110.00" as a sentence says it.
std::string money(Cents amount)
{
    return QString::number(static_cast<double>(amount.value()) / 100, 'f', 2).toStdString();
}

} // namespace

/// The bundled recordings, at the moments at which their sentences are told.
class TestLessonMoments : public QObject
{
    Q_OBJECT

private slots:
    void everyStepHasItsMoment_data() { captures(); }
    void everyStepHasItsMoment();
    void sentencesNameTheBalance_data() { captures(); }
    void sentencesNameTheBalance();
    void theMomentIsThatOfTheEvent();
    void anOlderFileTellsItsSentences();

private:
    static void captures()
    {
        QTest::addColumn<QString>("path");
        for (const BundledCapture& capture : bundledCaptures())
            QTest::newRow(qPrintable(capture.id)) << capture.path;
    }
};

void TestLessonMoments::everyStepHasItsMoment()
{
    QFETCH(QString, path);
    const Played played(path);
    QVERIFY(played.end);
    QVERIFY(played.handler);
    QVERIFY2(played.steps.size() >= 9, "the recording is of an older lesson: scripts/captures");
    Nanos before{};
    for (const PlayedStep& step : played.steps) {
        QVERIFY2(step.moment && step.reached, std::to_string(step.step).c_str());
        QVERIFY2(*step.moment >= before, std::to_string(step.step).c_str());
        before = *step.moment;
    }
    QVERIFY(before <= played.end->now);
    // It is the lesson of today.
    const auto bundled = bundledScenarios();
    const auto today = std::ranges::find(bundled, played.lesson.id, &Scenario::id);
    QVERIFY(today != bundled.end());
    QCOMPARE(toldSteps(*today), toldSteps(played.lesson));
    QVERIFY(verdictStepOf(played.lesson) + 1 == played.steps.size());
}

/// "The balance is 60.00" is true when it is told; so is what a question about it is answered with.
void TestLessonMoments::sentencesNameTheBalance()
{
    QFETCH(QString, path);
    Played played(path);
    const std::string is = "balance is ";
    const std::string stays = "balance stays ";
    int named = 0;
    for (std::size_t step = 1; step <= played.steps.size(); ++step) {
        const std::string& say = played.told(step).say.english(played.handler);
        const auto place = std::min(say.find(is), say.find(stays));
        if (place == std::string::npos)
            continue;
        ++named;
        const auto snapshot = played.at(step);
        const std::string balance = money(snapshot->accounts.at(0).balance);
        QVERIFY2(say.find(is + balance) != std::string::npos
                     || say.find(stays + balance) != std::string::npos,
                 (say + " It is " + balance).c_str());
    }
    QVERIFY(named >= 2);
}

void TestLessonMoments::theMomentIsThatOfTheEvent()
{
    Played played(QStringLiteral(":/captures/case-1-naive.stanscope"));
    QVERIFY(played.end);
    // Stored, and nobody has done anything about it yet.
    QCOMPARE(outcomeOf(*played.at(3), 1), Outcome::None);
    QCOMPARE(outcomeOf(*played.at(4), 1), Outcome::Failed);
    QCOMPARE(outcomeOf(*played.at(4), 2), Outcome::None);
    QCOMPARE(outcomeOf(*played.at(5), 2), Outcome::Applied);
    QCOMPARE(outcomeOf(*played.at(6), 3), Outcome::Declined);
    QCOMPARE(outcomeOf(*played.at(6), 1), Outcome::Failed);
    // Deposit 2 was too early, and that is not what is missing.
    QVERIFY(played.at(6)->accounts.at(0).gravest->breach == Breach::DeclinedWrongly);
    QCOMPARE(outcomeOf(*played.at(8), 1), Outcome::Applied);
    QCOMPARE(played.at(9)->verdict.verdict, audit::Verdict::Violated);
}

void TestLessonMoments::anOlderFileTellsItsSentences()
{
    laboratory::RunStarted run;
    run.title = "Old";
    run.scenario = "id = \"x\"\nfly = true\n";
    run.sentences = {"One.", "", "Three."};
    const Scenario lesson = lessonOf(run);
    QCOMPARE(lesson.title.english(), std::string("Old"));
    QCOMPARE(toldSteps(lesson), (std::vector<std::uint32_t>{1, 3}));
    QCOMPARE(lesson.steps.at(2).say.textFor("vi"), std::string("Three."));
    QVERIFY(toldSteps(lessonOf(laboratory::RunStarted{})).empty());
}

QTEST_GUILESS_MAIN(TestLessonMoments)

#include "tst_lessonmoments.moc"

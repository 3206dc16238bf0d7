#include "core/capture/bundledcaptures.h"
#include "core/capture/capturereader.h"
#include "core/capture/capturewriter.h"
#include "core/capture/timefold.h"
#include "core/scenario/laboratory.h"
#include "core/scenario/playedlesson.h"
#include "core/session/playback.h"
#include "tests/support/lessonclaims.h"
#include "tests/support/testbroker.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int lessonLimit = 120'000;

class CaptureEvents : public EventSource
{
public:
    explicit CaptureEvents(const QString& path)
        : m_reader(std::move(*CaptureReader::open(path)))
    {
    }
    std::uint64_t events() const override { return m_reader.events(); }
    Result<std::vector<Event>> read(std::uint64_t first) override { return m_reader.read(first); }

private:
    CaptureReader m_reader;
};

bool isBeginning(const QStringList& claims, const QStringList& verbs)
{
    return std::ranges::any_of(
        claims, [&](const QString& claim) { return verbs.contains(claim.section(u' ', 0, 0)); });
}

QStringList matches(const QString& text, const QString& pattern)
{
    QStringList found;
    for (const QRegularExpressionMatch& match : QRegularExpression(pattern).globalMatch(text))
        found << match.captured();
    found.sort();
    found.removeDuplicates();
    return found;
}

} // namespace

/// What the lessons' sentences say is so at the moment at which they are told: each claim of
/// tests/lessons/claims against the state then. The recordings, and some lessons played anew; all
/// of them with every handler when STANSCOPE_LESSONS is "all", those that it names (separated by
/// spaces) when it is something else.
class TestLessonTruth : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everySentenceIsListed();
    void claimsSayWhatTheSentenceSays();
    void bothLanguagesNameTheSame();
    void recordings_data();
    void recordings();
    void played_data();
    void played();
    void whatIsWrongIsFound_data();
    void whatIsWrongIsFound();

private:
    /// A line for each claim that does not hold, with what is so instead.
    QStringList untrue(const QString& capture) const;

    test::LessonClaims m_claims{QStringLiteral(STANSCOPE_SOURCE_DIR "/tests/lessons/claims")};
    std::vector<Scenario> m_lessons;
};

void TestLessonTruth::initTestCase()
{
    qputenv("STANSCOPE_SERVICES", STANSCOPE_BIN_DIR);
    QVERIFY2(m_claims.errors().isEmpty(), qPrintable(m_claims.errors().join(u'\n')));
    m_lessons = bundledScenarios();
    std::erase_if(m_lessons, [](const Scenario& scenario) { return !scenario.group; });
}

void TestLessonTruth::everySentenceIsListed()
{
    QStringList wrong;
    QStringList lessons = m_claims.lessons();
    for (const Scenario& lesson : m_lessons) {
        const QString id = QString::fromStdString(lesson.id);
        lessons.removeAll(id);
        QStringList unused = m_claims.sentences(id);
        for (const ScenarioStep& step : lesson.steps)
            for (const Handler handler : {Handler::Naive, Handler::Ordered, Handler::Inbox}) {
                if (step.say.isEmpty())
                    continue;
                for (const QString& sentence :
                     test::LessonClaims::sentencesOf(step.say.english(handler))) {
                    if (!m_claims.knows(id, sentence))
                        wrong << id + u": not listed: "_s + sentence;
                    unused.removeAll(sentence);
                }
            }
        for (const QString& sentence : unused)
            wrong << id + u": not told: "_s + sentence;
    }
    for (const QString& lesson : lessons)
        wrong << u"no such lesson: "_s + lesson;
    wrong.removeDuplicates();
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

/// A sentence with a figure, an outcome, a replica or a verdict is held to it.
void TestLessonTruth::claimsSayWhatTheSentenceSays()
{
    QStringList wrong;
    const auto need = [&](bool is, const QString& id, const QString& sentence, const char* what) {
        if (!is)
            wrong << u"%1: %2: its claims name no %3"_s.arg(id, sentence,
                                                            QString::fromLatin1(what));
    };
    static const QRegularExpression decided(
        u"\\b(applied|declined|rejected|skipped|parked|quarantine|booked)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression somebody(u"\\b(listener-\\d|replicas?)\\b"_s);
    static const QRegularExpression judged(u"^(Valid|Violated|Not converged)\\b"_s);
    static const QRegularExpression balance(u"[Bb]alance (is|stays)"_s);
    static const QRegularExpression expected(u"should (be|have) \\d"_s);
    for (const QString& id : m_claims.lessons())
        for (const QString& sentence : m_claims.sentences(id)) {
            const QStringList claims = m_claims.of(id, sentence);
            for (const QString& money : matches(sentence, u"\\d+\\.\\d\\d"_s))
                need(claims.join(u' ').contains(money), id, sentence, qPrintable(money));
            need(!sentence.contains(decided)
                     || isBeginning(claims,
                                    {u"outcome"_s, u"decided"_s, u"decided-order"_s,
                                     u"quarantined"_s, u"deliveries"_s, u"verdict"_s}),
                 id, sentence, "outcome");
            need(!sentence.contains(somebody) || !claims.isEmpty(), id, sentence, "replica");
            need(!sentence.contains(judged) || isBeginning(claims, {u"verdict"_s}), id, sentence,
                 "verdict");
            need(!sentence.contains(balance) || isBeginning(claims, {u"balance"_s}), id, sentence,
                 "balance");
            need(!sentence.contains(expected) || isBeginning(claims, {u"should"_s}), id, sentence,
                 "should-be");
            for (const QString& claim : claims)
                need(test::ClaimCheck::words().contains(claim.section(u' ', 0, 0)), id, sentence,
                     "claim that is known");
        }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

/// The Vietnamese text tells of the same amounts and the same listeners.
void TestLessonTruth::bothLanguagesNameTheSame()
{
    const QString names = u"\\d+\\.\\d\\d|(listener|account)-\\d"_s;
    for (const Scenario& lesson : m_lessons)
        for (const ScenarioStep& step : lesson.steps)
            for (const Handler handler : {Handler::Naive, Handler::Ordered, Handler::Inbox}) {
                if (step.say.isEmpty())
                    continue;
                const auto english = QString::fromStdString(step.say.english(handler));
                const auto vietnamese = QString::fromStdString(step.say.textFor("vi", handler));
                QCOMPARE(matches(vietnamese, names), matches(english, names));
            }
}

QStringList TestLessonTruth::untrue(const QString& capture) const
{
    CaptureEvents events(capture);
    TimeFold fold(events, TimeFold::firstSpacing, std::make_shared<PagedMemory>());
    if (!fold.foldNew([](std::uint64_t) { return true; }))
        return {u"the capture cannot be read"_s};
    const auto end = fold.at(fold.events() - 1)->snapshot;
    const Scenario lesson = lessonOf(*end->run);
    const QString id = QString::fromStdString(lesson.id);
    QStringList wrong;
    int told = 0;
    for (const PlayedStep& step : playedSteps(toldSteps(lesson), *end, true)) {
        const std::string& say = lesson.steps.at(step.step - 1).say.english(handlerOf(*end));
        if (!step.moment || !step.reached) {
            wrong << u"step %1 was never reached: %2"_s.arg(step.step).arg(
                QString::fromStdString(say));
            continue;
        }
        const auto event = fold.through(*step.moment);
        const auto snapshot = fold.at(*event)->snapshot;
        test::ClaimCheck check(*snapshot);
        for (const QString& sentence : test::LessonClaims::sentencesOf(say))
            for (const QString& claim : m_claims.of(id, sentence)) {
                ++told;
                const QString is = check.failure(claim);
                if (!is.isEmpty())
                    wrong << u"step %1: \"%2\" claims `%3`, but: %4"_s.arg(step.step).arg(
                        sentence, claim, is);
            }
    }
    if (told == 0)
        wrong << u"nothing was claimed"_s;
    return wrong;
}

void TestLessonTruth::recordings_data()
{
    QTest::addColumn<QString>("path");
    for (const BundledCapture& capture : bundledCaptures())
        QTest::newRow(qPrintable(capture.id)) << capture.path;
}

void TestLessonTruth::recordings()
{
    QFETCH(const QString, path);
    const QStringList wrong = untrue(path);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TestLessonTruth::played_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<Handler>("handler");
    const QString asked = qEnvironmentVariable("STANSCOPE_LESSONS");
    const QStringList named = asked.split(u' ', Qt::SkipEmptyParts);
    // The short ones, so that each handler and a lesson without a bank are among them; and the one
    // that never comes to rest.
    const QMap<QString, Handler> some = {
        {u"stan-02-all-or-new"_s, Handler::Naive},  {u"stan-03-no-group"_s, Handler::Naive},
        {u"bank-10-poison"_s, Handler::Ordered},    {u"bank-04-wedge"_s, Handler::Ordered},
        {u"bank-06-two-at-once"_s, Handler::Naive}, {u"bank-08-lost-puback"_s, Handler::Inbox},
        {u"bank-09-no-money"_s, Handler::Ordered}};
    for (const Scenario& lesson : m_lessons)
        for (const Handler handler : {Handler::Naive, Handler::Ordered, Handler::Inbox}) {
            const QString id = QString::fromStdString(lesson.id);
            if (named.isEmpty() ? !some.contains(id) || some[id] != handler
                                : asked != u"all"_s && !named.contains(id))
                continue;
            if (lesson.accounts.empty() && handler != Handler::Naive)
                continue; // no handler has a part in it
            QTest::addRow("%s %s", lesson.id.c_str(), std::string(toText(handler)).c_str())
                << id << handler;
        }
}

void TestLessonTruth::played()
{
    STANSCOPE_NEED_BROKER();
    QFETCH(const QString, id);
    QFETCH(const Handler, handler);
    QTemporaryDir folder;
    const QString capture = folder.filePath(u"lesson.stanscope"_s);
    {
        RunOptions options;
        options.scenario = *std::ranges::find(m_lessons, id.toStdString(), &Scenario::id);
        options.handler = handler;
        std::shared_ptr<CaptureWriter> writer = CaptureWriter::create(capture).value();
        options.sinks.push_back(writer);
        Laboratory laboratory;
        QSignalSpy ended(&laboratory, &Laboratory::ended);
        laboratory.start(options);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, lessonLimit);
        QVERIFY2(ended.at(0).at(0).value<RunEnd>() == RunEnd::Finished,
                 qPrintable(ended.at(0).at(1).toString()));
        laboratory.shutDown();
        const auto whole = writer->whole();
        QTRY_VERIFY_WITH_TIMEOUT(
            whole.wait_for(std::chrono::seconds(0)) == std::future_status::ready, lessonLimit);
    }
    const QStringList wrong = untrue(capture);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TestLessonTruth::whatIsWrongIsFound_data()
{
    QTest::addColumn<QString>("claim");
    QTest::addColumn<QString>("is");
    const auto row = [](const QString& claim, const QString& is) {
        QTest::newRow(qPrintable(claim)) << claim << is;
    };
    // Of the end of the first lesson with the naive handler, and what is so there.
    row(u"balance 110.01"_s, u"110.00"_s);
    row(u"balance above 110.00"_s, u"110.00"_s);
    row(u"should 110.00"_s, u"10.00"_s);
    row(u"amount 1 deposit 60.00"_s, u"deposit 50.00"_s);
    row(u"amount 3 deposit 100.00"_s, u"withdraw 100.00"_s);
    row(u"accepted 2"_s, u"3"_s);
    row(u"outcome 1 failed"_s, u"applied"_s);
    row(u"outcome 3 applied"_s, u"declined"_s);
    row(u"outcome 4 applied"_s, u"none"_s);
    row(u"decided 2 applied 2"_s, u"1"_s);
    row(u"undecided 2"_s, u"1"_s);
    row(u"decided-order 1 2 3"_s, u"2 3 1"_s);
    row(u"deciders 1 2"_s, u"1"_s);
    row(u"quarantined 1"_s, u"0"_s);
    row(u"messages 4"_s, u"3"_s);
    row(u"stored 4"_s, u"stored 4"_s);
    row(u"sequence 1 2"_s, u"1"_s);
    row(u"published 1 2"_s, u"1"_s);
    row(u"deliveries 1 1"_s, u"2"_s);
    row(u"deliveries 1 over 2"_s, u"2"_s);
    row(u"all-deliveries 3"_s, u"4"_s);
    row(u"attempt 1 1"_s, u"2"_s);
    row(u"unacked 2"_s, u"unacked 2"_s);
    row(u"acked 2 nobody"_s, u"acked 2 nobody"_s);
    row(u"holds account-1 2"_s, u"holds account-1 2"_s);
    row(u"timer 1 3"_s, u"timer 1 3"_s);
    row(u"replicas 3"_s, u"2"_s);
    row(u"state account-1 paused"_s, u"running"_s);
    row(u"states running 1"_s, u"2"_s);
    row(u"gone account-1"_s, u"running"_s);
    row(u"gone 1"_s, u"0"_s);
    row(u"unregistered account-1"_s, u"unregistered account-1"_s);
    row(u"registered nobody"_s, u"registered nobody"_s);
    row(u"members account 1"_s, u"2"_s);
    row(u"group account-1 none"_s, u"account"_s);
    row(u"durable account-1 none"_s, u"bank"_s);
    row(u"start account-1 new"_s, u"all"_s);
    row(u"acks account-1 auto"_s, u"manual"_s);
    row(u"handler inbox"_s, u"naive"_s);
    row(u"max-inflight 4"_s, u"16"_s);
    row(u"stalled yes"_s, u"no"_s);
    row(u"verdict valid"_s, u"violated"_s);
    row(u"broker dead"_s, u"running"_s);
    row(u"store memory"_s, u"file"_s);
    row(u"armed before_ack crash 1"_s, u"armed before_ack crash 1"_s);
    row(u"fired before_ack crash"_s, u"fired before_ack crash"_s);
    row(u"outcome ann/2 declined"_s, u"applied"_s);
    row(u"outcome eve/2 applied"_s, u"the claim has other words"_s);
    row(u"messages"_s, u"the claim has other words"_s);
    row(u"believes 1"_s, u"no such claim"_s);
}

/// The checker is no rubber stamp.
void TestLessonTruth::whatIsWrongIsFound()
{
    QFETCH(const QString, claim);
    QFETCH(const QString, is);
    CaptureEvents events(u":/captures/case-1-naive.stanscope"_s);
    TimeFold fold(events, TimeFold::firstSpacing, std::make_shared<PagedMemory>());
    QVERIFY(fold.foldNew([](std::uint64_t) { return true; }).ok());
    const auto end = fold.at(fold.events() - 1)->snapshot;
    QCOMPARE(test::ClaimCheck(*end).failure(claim), is);
}

QTEST_GUILESS_MAIN(TestLessonTruth)

#include "tst_lessontruth.moc"

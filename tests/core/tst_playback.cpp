#include "core/lab/snapshot.h"
#include "core/session/playback.h"

#include <QTest>

#include <chrono>

using namespace stanscope;
using namespace std::chrono_literals;

namespace {

constexpr Nanos start = 100s;

std::vector<PlayedStep> stepsAt(const std::vector<std::optional<Nanos>>& moments)
{
    std::vector<PlayedStep> steps;
    for (const auto& moment : moments)
        steps.push_back({static_cast<std::uint32_t>(steps.size() + 1), moment, moment.has_value()});
    return steps;
}

Playback playing(const std::vector<std::optional<Nanos>>& moments, Nanos end, bool isOver)
{
    Playback playback;
    playback.begin(start);
    playback.setSteps(stepsAt(moments));
    playback.setEnd(end, isOver);
    return playback;
}

} // namespace

class TestPlayback : public QObject
{
    Q_OBJECT

private slots:
    void nextMovesToTheMoment();
    void aLongWayIsCapped();
    void nextOnTheWayIsThereAtOnce();
    void waitsForWhatHasNotCome();
    void goesOnByItself();
    void theSameMomentTwice();
    void backMoves();
    void onTheWayBack();
    void playsToTheEnd();
    void followsALiveStream();
    void whatNeverComesIsPassedOver();
    void seekCountsTheSteps();
    void momentsOfAStream();
    void momentsOfAnOldCapture();
};

void TestPlayback::nextMovesToTheMoment()
{
    Playback playback = playing({start + 1s, start + 3s}, start + 4s, true);
    QCOMPARE(playback.passed(), std::size_t(0));
    QCOMPARE(playback.shown(), start);
    playback.next();
    QCOMPARE(playback.mode(), Playback::Mode::Moving);
    QVERIFY(playback.advance(400ms));
    QCOMPARE(playback.shown(), start + 400ms);
    QCOMPARE(playback.passed(), std::size_t(0)); // its sentence is told there, not before
    playback.setSpeed(0.5);
    playback.advance(400ms);
    QCOMPARE(playback.shown(), start + 600ms);
    playback.advance(10s);
    QCOMPARE(playback.shown(), start + 1s);
    QCOMPARE(playback.passed(), std::size_t(1));
    QCOMPARE(playback.mode(), Playback::Mode::Standing);
    QVERIFY(!playback.advance(10s));
}

void TestPlayback::aLongWayIsCapped()
{
    Playback playback = playing({start + 30s}, start + 31s, true);
    playback.next();
    playback.advance(1s);
    QCOMPARE(playback.shown(), start + 10s);
    playback.advance(2s);
    QCOMPARE(playback.passed(), std::size_t(1));
}

void TestPlayback::nextOnTheWayIsThereAtOnce()
{
    Playback playback = playing({start + 1s, start + 3s}, start + 4s, true);
    playback.next();
    playback.next();
    QCOMPARE(playback.shown(), start + 1s);
    QCOMPARE(playback.passed(), std::size_t(1));
    playback.next();
    playback.next();
    playback.next();
    playback.next();
    QVERIFY(playback.isAtEnd());
    QCOMPARE(playback.shown(), start + 4s);
    QVERIFY(!playback.canGoOn());
    playback.next();
    QVERIFY(playback.isAtEnd());
}

void TestPlayback::waitsForWhatHasNotCome()
{
    Playback playback = playing({start + 1s, std::nullopt}, start + 2s, false);
    playback.next();
    playback.next();
    playback.next();
    QCOMPARE(playback.mode(), Playback::Mode::Awaiting);
    QVERIFY(!playback.canGoOn());
    // The picture follows, a little behind what is known.
    playback.advance(10s);
    QCOMPARE(playback.shown(), start + 2s - Playback::behindEdge);
    QVERIFY(!playback.advance(10s));
    playback.setEnd(start + 5s, false);
    QVERIFY(playback.advance(1s));
    QCOMPARE(playback.mode(), Playback::Mode::Awaiting);
    QCOMPARE(playback.passed(), std::size_t(1));
}

void TestPlayback::goesOnByItself()
{
    Playback playback = playing({start + 1s, std::nullopt}, start + 1s, false);
    playback.next();
    playback.next();
    playback.next();
    playback.setEnd(start + 3s, false);
    playback.setSteps(stepsAt({start + 1s, start + 2500ms}));
    QCOMPARE(playback.mode(), Playback::Mode::Moving);
    playback.advance(1s);
    QCOMPARE(playback.shown(), start + 2s);
    playback.advance(1s);
    QCOMPARE(playback.passed(), std::size_t(2));
    // The end has not come either.
    playback.next();
    QCOMPARE(playback.mode(), Playback::Mode::Awaiting);
    playback.setEnd(start + 4s, true);
    playback.advance(5s);
    QVERIFY(playback.isAtEnd());
    QCOMPARE(playback.shown(), start + 4s);
}

void TestPlayback::theSameMomentTwice()
{
    Playback playback = playing({start + 1s, start + 1s, start + 1s}, start + 2s, true);
    playback.next();
    playback.next();
    QCOMPARE(playback.passed(), std::size_t(1));
    playback.next();
    QCOMPARE(playback.passed(), std::size_t(2));
    playback.next();
    QCOMPARE(playback.passed(), std::size_t(3));
    QCOMPARE(playback.shown(), start + 1s);
    playback.back();
    QCOMPARE(playback.passed(), std::size_t(2));
}

void TestPlayback::backMoves()
{
    Playback playback = playing({start + 1s, start + 3s}, start + 4s, true);
    playback.goTo(1);
    QCOMPARE(playback.shown(), start + 3s);
    playback.back();
    QVERIFY(playback.isGoingBack());
    QCOMPARE(playback.passed(), std::size_t(1)); // what is told is never later than what is shown
    QCOMPARE(playback.shown(), start + 3s);
    QVERIFY(playback.advance(Playback::longestWayBack / 2));
    QCOMPARE(playback.shown(), start + 2s);
    QVERIFY(playback.advance(10s));
    QCOMPARE(playback.shown(), start + 1s);
    QCOMPARE(playback.mode(), Playback::Mode::Standing);
    QVERIFY(!playback.isGoingBack());
    playback.next();
    playback.advance(500ms);
    playback.back(); // it was on its way
    playback.advance(1s);
    QCOMPARE(playback.shown(), start + 1s);
    QCOMPARE(playback.passed(), std::size_t(1));
    playback.play();
    playback.advance(500ms);
    playback.pause();
    playback.back();
    playback.advance(1s);
    QCOMPARE(playback.shown(), start + 1s);
    QCOMPARE(playback.passed(), std::size_t(1));
    playback.back();
    playback.advance(10s);
    QCOMPARE(playback.shown(), start);
    QVERIFY(!playback.canGoBack());
    playback.back();
    QCOMPARE(playback.mode(), Playback::Mode::Standing);
}

void TestPlayback::onTheWayBack()
{
    Playback playback = playing({start + 1s, start + 3s, start + 4s}, start + 4s, true);
    playback.goTo(2);
    playback.back();
    playback.back(); // two steps, and none of them is waited for
    QCOMPARE(playback.passed(), std::size_t(1));
    playback.advance(100ms);
    QVERIFY(playback.isGoingBack());
    playback.setSpeed(2);
    QVERIFY(playback.isGoingBack());
    playback.next(); // a step less far
    QVERIFY(playback.isGoingBack());
    QCOMPARE(playback.passed(), std::size_t(2));
    playback.advance(10s);
    QCOMPARE(playback.shown(), start + 3s);
    playback.back();
    playback.advance(100ms);
    playback.next(); // turned round
    QVERIFY(!playback.isGoingBack());
    QCOMPARE(playback.passed(), std::size_t(1));
    playback.advance(10s);
    QCOMPARE(playback.shown(), start + 3s);
    QCOMPARE(playback.passed(), std::size_t(2));
}

void TestPlayback::playsToTheEnd()
{
    Playback playback = playing({start + 1s, start + 3s}, start + 4s, true);
    playback.setSpeed(2);
    playback.play();
    playback.advance(400ms);
    QCOMPARE(playback.shown(), start + 800ms);
    QCOMPARE(playback.passed(), std::size_t(0));
    playback.advance(600ms);
    QCOMPARE(playback.passed(), std::size_t(1));
    playback.next(); // from playing: to the next step
    QCOMPARE(playback.mode(), Playback::Mode::Moving);
    playback.play();
    playback.advance(10s);
    QVERIFY(playback.isAtEnd());
    QCOMPARE(playback.mode(), Playback::Mode::Standing);
    playback.play(); // once more
    QCOMPARE(playback.shown(), start);
    QCOMPARE(playback.passed(), std::size_t(0));
}

void TestPlayback::followsALiveStream()
{
    Playback playback = playing({}, start + 2s, false);
    playback.play();
    playback.advance(10s);
    QCOMPARE(playback.shown(), start + 2s - Playback::behindEdge);
    QCOMPARE(playback.mode(), Playback::Mode::Playing);
}

void TestPlayback::whatNeverComesIsPassedOver()
{
    Playback playback = playing({start + 1s, std::nullopt}, start + 2s, false);
    playback.next();
    playback.next();
    playback.next();
    playback.setEnd(start + 2s, true);
    playback.advance(5s);
    QVERIFY(playback.isAtEnd());
    playback.back();
    playback.advance(5s);
    QCOMPARE(playback.passed(), std::size_t(1));
    playback.goTo(1);
    QCOMPARE(playback.passed(), std::size_t(1));
}

void TestPlayback::seekCountsTheSteps()
{
    Playback playback = playing({start + 1s, start + 3s}, start + 4s, true);
    playback.seek(start + 3500ms);
    QCOMPARE(playback.passed(), std::size_t(2));
    playback.seek(start - 5s);
    QCOMPARE(playback.shown(), start);
    playback.seek(start + 99s);
    QCOMPARE(playback.shown(), start + 4s);
}

void TestPlayback::momentsOfAStream()
{
    Snapshot snapshot;
    snapshot.now = 9s;
    snapshot.steps = {{1, 1s, 2s}, {4, 2s, {}}, {5, 6s, {}}};
    // Step 4 was passed over, 5 is under way, 7 has not begun.
    QVERIFY(
        (playedSteps({1, 4, 5, 7}, snapshot, false)
         == std::vector<PlayedStep>{
             {1, 2s, true}, {4, 6s, false}, {5, std::nullopt, false}, {7, std::nullopt, false}}));
    QVERIFY((playedSteps({5}, snapshot, true) == std::vector<PlayedStep>{{5, 9s, false}}));
}

void TestPlayback::momentsOfAnOldCapture()
{
    Snapshot snapshot;
    snapshot.now = 9s;
    snapshot.steps = {{1, 1s, {}}, {4, 2s, {}}};
    QVERIFY((playedSteps({1, 4}, snapshot, true)
             == std::vector<PlayedStep>{{1, 2s, true}, {4, 9s, true}}));
}

QTEST_GUILESS_MAIN(TestPlayback)

#include "tst_playback.moc"

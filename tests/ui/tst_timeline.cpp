#include "tests/support/historybuilder.h"
#include "ui/plots/barlabel.h"
#include "ui/plots/followmotion.h"
#include "ui/plots/timelineview.h"

#include <QPainter>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <memory>
#include <optional>

using namespace stanscope;
using namespace stanscope::tests;

namespace {

constexpr int width = 800;
constexpr int height = 480;

/// A timeline in a window of its own, with what a test needs to look at it.
struct Stage
{
    HistoryBuilder builder;
    TimelineView view;

    explicit Stage(void (*build)(HistoryBuilder&))
    {
        build(builder);
        view.setTheme(lightTheme(), 1.0);
        view.resize(width, height);
        view.showSnapshot(builder.snapshot(4));
        view.show();
    }

    QImage picture() { return view.grab().toImage().convertToFormat(QImage::Format_RGB32); }
};

/// The pixels of one colour: their number and the rectangle around them.
struct Found
{
    int count = 0;
    QRect around;
};

Found find(const QImage& image, const QColor& color, const QRect& where)
{
    Found found;
    const QRect area = where & image.rect();
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            if (image.pixel(x, y) != color.rgb())
                continue;
            ++found.count;
            found.around |= QRect(x, y, 1, 1);
        }
    }
    return found;
}

/// Where a line of one colour stands from the top of the lanes to their bottom; nothing: nowhere.
std::optional<int> lineIn(const QImage& image, const QColor& color)
{
    for (int x = 0; x < image.width(); ++x)
        if (find(image, color, QRect(x, 40, 1, image.height() / 2)).count > image.height() / 3)
            return x;
    return {};
}

// Everything that is no legend.
const QRect plot(0, 0, width, height - 50);

void wheel(QWidget& widget, const QPoint& position, int notches)
{
    QWheelEvent event(position, widget.mapToGlobal(position), {}, QPoint(0, 120 * notches),
                      Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&widget, &event);
}

void drag(QWidget& widget, const QPoint& from, const QPoint& to)
{
    QTest::mousePress(&widget, Qt::LeftButton, {}, from);
    QTest::mouseMove(&widget, (from + to) / 2);
    QTest::mouseMove(&widget, to);
    QTest::mouseRelease(&widget, Qt::LeftButton, {}, to);
}

QImage pictureOf(const std::shared_ptr<const Snapshot>& snapshot)
{
    TimelineView view;
    view.resize(width, height);
    view.showSnapshot(snapshot);
    view.show();
    return view.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

} // namespace

class TstTimeline : public QObject
{
    Q_OBJECT

private slots:
    void cursorStandsWhereTimeIs();
    void cursorStrikesNoWordThrough();
    void aMomentIsNotVeiled();
    void aLessonHasOneAxis();
    void aLongLessonHasRoomBehindTheCursor();
    void travelKeepsTheView();
    void freezingMovesNothing();
    void anOpenedRunIsSeenWhole();
    void overviewAsksForATime();
    void picturesAsFiles();
    void theLegendIsOfWhatThereCanBe();
    void emptyTimelineSaysWhatToDo();
    void barsStandWhereTheyHappened();
    void darkThemeIsDark();
    void orderedIsNeverRed();
    void aClickSelectsTheDelivery();
    void aClickSelectsTheMessage();
    void selectionFromOutsideComesIntoView();
    void wheelAndDragLeaveTheFollowing();
    void keysMoveTheView();
    void aNewRunStartsOver();
    void bandsAndMassPaint();
    void idleTimeDoesNotSqueeze();
    void whatIsDoneAfterTheRunIsSeen();
    void theFollowedEdgeStays();
    void aLateAckIsMarked();
    void lateWorkIsALine();
    void anExpiryIsNotToldAnew();
    void noBarSaysHalfAReason();
    void theGravestIsSaidWhereTheyCrowd();
    void threeOfAMomentHaveTheirLabels();
    void whoStoppedIsNotDead();
};

/// Nobody parks, skips or rejects where nobody decides.
void TstTimeline::theLegendIsOfWhatThereCanBe()
{
    const auto legendOf = [](bool hasBank) {
        HistoryBuilder builder;
        if (hasBank)
            builder.account("ann");
        builder.replica("one");
        builder.foreignMessage(1, "bank", "deposit 50.00");
        builder.draft().run = std::make_shared<laboratory::RunStarted>();
        TimelineView view;
        view.setTheme(lightTheme(), 1.0);
        view.resize(1200, height);
        view.showSnapshot(builder.snapshot(4));
        view.show();
        view.grab();
        return view.drawn().legend();
    };
    const QStringList bank = legendOf(true);
    const QStringList listeners = legendOf(false);
    QVERIFY(bank.contains(QStringLiteral("parked")) && bank.contains(QStringLiteral("skipped")));
    QCOMPARE(listeners, QStringLiteral("waiting|acked|expired|to the dead").split(u'|'));
}

void TstTimeline::emptyTimelineSaysWhatToDo()
{
    TimelineView view;
    view.resize(width, height);
    view.show();
    QVERIFY(!view.grab().isNull());
    HistoryBuilder nothing;
    view.showSnapshot(nothing.snapshot(1));
    const QImage image = view.grab().toImage().convertToFormat(QImage::Format_RGB32);
    QVERIFY(find(image, lightTheme().surface, image.rect()).count < width * height);
}

void TstTimeline::barsStandWhereTheyHappened()
{
    Stage stage(buildCase1Naive);
    const Theme& theme = lightTheme();
    const QImage image = stage.picture();

    // The failed delivery lasts for three of about four seconds, in the upper half.
    const Found expired = find(image, theme[Tone::Expired].soft, plot);
    QVERIFY(expired.count > 3000);
    QVERIFY(expired.around.width() > width / 2);
    QVERIFY(expired.around.height() <= 17);
    const Found acked = find(image, theme[Tone::Acked].soft, plot);
    QVERIFY(acked.count > 50);
    QVERIFY(acked.around.top() > expired.around.bottom());
    QVERIFY(acked.around.right() > expired.around.right());
    const Found refused = find(image, theme[Tone::Violated].soft, plot);
    QVERIFY(refused.count > 20);
    QVERIFY(refused.around.left() > expired.around.left());
    QVERIFY(refused.around.right() < expired.around.right());
    // The balance is green until the wrong decision and red after it.
    const QRect below(0, 280, width, 140);
    const Found good = find(image, theme[Tone::Acked].mark, below);
    const Found bad = find(image, theme[Tone::Violated].mark, below);
    QVERIFY(good.count > 20);
    QVERIFY(bad.count > 500);
    QVERIFY(bad.around.left() >= good.around.right() - 6);
}

void TstTimeline::darkThemeIsDark()
{
    Stage stage(buildCase1Naive);
    stage.view.setTheme(darkTheme(), 1.25);
    const QImage image = stage.picture();
    QVERIFY(find(image, darkTheme().surface, image.rect()).count > width * height / 2);
    QVERIFY(find(image, darkTheme()[Tone::Expired].soft, plot).count > 3000);
}

void TstTimeline::orderedIsNeverRed()
{
    Stage stage(buildCase1Ordered);
    const QImage image = stage.picture();
    QCOMPARE(find(image, lightTheme()[Tone::Violated].mark, plot).count, 0);
    QVERIFY(find(image, lightTheme()[Tone::Rejected].soft, plot).count > 3000);
}

void TstTimeline::aClickSelectsTheDelivery()
{
    Stage stage(buildCase1Naive);
    const Found bar = find(stage.picture(), lightTheme()[Tone::Expired].soft, plot);
    QSignalSpy selected(&stage.view, &TimelineView::selected);
    QTest::mouseClick(&stage.view, Qt::LeftButton, {}, bar.around.center());
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected.first().first().value<Selection>(), (Selection{1, 1}));
    // The outline of the selection, in the accent.
    QVERIFY(find(stage.picture(), lightTheme().accent, bar.around.adjusted(-6, -6, 6, 6)).count
            > bar.around.width());
    // Beside every bar nothing is selected.
    QTest::mouseClick(&stage.view, Qt::LeftButton, {},
                      QPoint(bar.around.center().x(), bar.around.bottom() + 40));
    QCOMPARE(selected.count(), 1);
}

void TstTimeline::aClickSelectsTheMessage()
{
    Stage stage(buildCase1Naive);
    // The channel's lane: the lowest boxes in flight's colour.
    const Found boxes =
        find(stage.picture(), lightTheme()[Tone::Flight].soft, QRect(0, 80, width, 60));
    QVERIFY(boxes.count > 100);
    QSignalSpy selected(&stage.view, &TimelineView::selected);
    QTest::mouseClick(&stage.view, Qt::LeftButton, {},
                      QPoint(boxes.around.right() - 4, boxes.around.center().y()));
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected.first().first().value<Selection>(), (Selection{3, 3}));
}

void TstTimeline::selectionFromOutsideComesIntoView()
{
    Stage stage(buildCase1Naive);
    QSignalSpy selected(&stage.view, &TimelineView::selected);
    stage.view.setSelection({3, 3});
    stage.picture();
    QVERIFY(stage.view.isFollowing()); // it was in view already
    for (int i = 0; i < 20; ++i)
        wheel(stage.view, QPoint(width - 40, 200), 1);
    stage.picture();
    QCOMPARE(
        find(stage.picture(), lightTheme()[Tone::Violated].soft, QRect(91, 0, width, 260)).count,
        0);
    stage.view.setSelection({2, 2});
    stage.picture();
    QVERIFY(!stage.view.isFollowing());
    QVERIFY(find(stage.picture(), lightTheme()[Tone::Acked].soft, plot).count > 50);
    QCOMPARE(selected.count(), 0);
}

void TstTimeline::wheelAndDragLeaveTheFollowing()
{
    Stage stage(buildCase1Naive);
    stage.picture();
    QSignalSpy follow(&stage.view, &TimelineView::followChanged);
    const Found before = find(stage.picture(), lightTheme()[Tone::Expired].soft, plot);
    wheel(stage.view, QPoint(before.around.left(), 200), -1);
    QVERIFY(!stage.view.isFollowing());
    QCOMPARE(follow.count(), 1);
    const Found zoomed = find(stage.picture(), lightTheme()[Tone::Expired].soft, plot);
    QVERIFY(zoomed.around.width() < before.around.width());
    QVERIFY(std::abs(zoomed.around.left() - before.around.left()) <= 2);

    drag(stage.view, QPoint(360, 200), QPoint(300, 200));
    const Found moved = find(stage.picture(), lightTheme()[Tone::Expired].soft, plot);
    QVERIFY(std::abs(moved.around.right() - zoomed.around.right() + 60) <= 2);
    QCOMPARE(follow.count(), 1);

    QTest::mouseDClick(&stage.view, Qt::LeftButton, {}, QPoint(300, 200));
    const Found fitted = find(stage.picture(), lightTheme()[Tone::Expired].soft, plot);
    QVERIFY(std::abs(fitted.around.left() - before.around.left()) <= 2);
}

void TstTimeline::keysMoveTheView()
{
    Stage stage(buildCase1Naive);
    const Found before = find(stage.picture(), lightTheme()[Tone::Expired].soft, plot);
    QTest::keyClick(&stage.view, Qt::Key_Right);
    QVERIFY(!stage.view.isFollowing());
    const Found moved = find(stage.picture(), lightTheme()[Tone::Expired].soft, plot);
    QVERIFY(moved.around.right() < before.around.right() - 40);
    QTest::keyClick(&stage.view, Qt::Key_Home);
    const Found home = find(stage.picture(), lightTheme()[Tone::Expired].soft, plot);
    QVERIFY(std::abs(home.around.left() - before.around.left()) <= 2);
    QTest::keyClick(&stage.view, Qt::Key_Plus);
    QVERIFY(find(stage.picture(), lightTheme()[Tone::Expired].soft, plot).around.width()
            > before.around.width());
    QTest::keyClick(&stage.view, Qt::Key_F);
    QVERIFY(stage.view.isFollowing());
    QTRY_VERIFY(std::abs(find(stage.picture(), lightTheme()[Tone::Expired].soft, plot).around.left()
                         - before.around.left())
                <= 2);
    QTest::keyClick(&stage.view, Qt::Key_End);
    QVERIFY(stage.view.isFollowing());
}

void TstTimeline::aNewRunStartsOver()
{
    Stage stage(buildCase1Naive);
    stage.picture();
    QTest::keyClick(&stage.view, Qt::Key_Left);
    HistoryBuilder next;
    next.history().start += std::chrono::seconds(60);
    buildCase1Ordered(next);
    stage.view.showSnapshot(next.snapshot(4));
    QVERIFY(stage.view.isFollowing());
    const QImage image = stage.picture();
    QCOMPARE(find(image, lightTheme()[Tone::Violated].mark, plot).count, 0);
    QVERIFY(find(image, lightTheme()[Tone::Rejected].soft, plot).count > 3000);
}

void TstTimeline::bandsAndMassPaint()
{
    HistoryBuilder b;
    const NameId account = b.account("ann");
    const NameId one = b.replica("account-1", ReplicaState::Paused);
    const NameId two = b.replica("account-2", ReplicaState::Ghost);
    b.band(one, BandKind::Paused, 1);
    b.band(two, BandKind::Dead, 2);
    b.band(0, BandKind::Outage, 1, 1.5);
    b.band(0, BandKind::TapGap, 0.5, 0.7);
    for (int i = 0; i < 5000; ++i) {
        const double s = i * 0.001;
        const RowRef message = b.message(s, b.transaction(s, account, i + 1, 1));
        const RowRef delivery = b.delivery(s, i % 2 == 0 ? one : two, message, 1, s + 3);
        if (i % 70 == 0)
            b.end(delivery, s + 0.1, DeliveryEnd::SentToDead, "account-1");
        else
            b.end(delivery, s + 0.001, DeliveryEnd::Acked);
    }
    TimelineView view;
    view.resize(width, height);
    view.showSnapshot(b.snapshot(5));
    view.show();
    const QImage image = view.grab().toImage().convertToFormat(QImage::Format_RGB32);
    QVERIFY(find(image, lightTheme()[Tone::Acked].mark, plot).count > 1000);
    QVERIFY(find(image, lightTheme()[Tone::Flight].mark, plot).count > 1000);
}

void TstTimeline::idleTimeDoesNotSqueeze()
{
    Stage stage(buildCase1Naive);
    const Found before = find(stage.picture(), lightTheme()[Tone::Expired].soft, plot);
    stage.view.showSnapshot(stage.builder.snapshot(600));
    const Found after = find(stage.picture(), lightTheme()[Tone::Expired].soft, plot);
    QCOMPARE(after.around, before.around);
}

void TstTimeline::whatIsDoneAfterTheRunIsSeen()
{
    HistoryBuilder b;
    buildCase1Naive(b);
    const NameId one = b.draft().replicas[0].lane;
    TimelineScene scene;
    scene.showSnapshot(b.snapshot(4));
    QVERIFY(!scene.isMoving());
    QCOMPARE(scene.lastContent(), 3.2);
    // A pause lasts until now, and where it ended the view does not go back to before it.
    b.band(one, BandKind::Paused, 6);
    scene.showSnapshot(b.snapshot(8));
    QVERIFY(scene.isMoving());
    QCOMPARE(scene.lastContent(), 8.0);
    b.history().bands.edit(0).until.set(b.at(9));
    scene.showSnapshot(b.snapshot(9));
    QVERIFY(!scene.isMoving());
    QCOMPARE(scene.lastContent(), 9.0);
    // A ghost is counted down to its eviction; a dead process only stands there.
    b.band(one, BandKind::Dead, 10);
    b.draft().replicas[0].state = ReplicaState::Ghost;
    scene.showSnapshot(b.snapshot(11));
    QVERIFY(scene.isMoving());
    b.draft().replicas[0].state = ReplicaState::Dead;
    scene.showSnapshot(b.snapshot(12));
    scene.showSnapshot(b.snapshot(600));
    QVERIFY(!scene.isMoving());
    QCOMPARE(scene.lastContent(), 12.0);
    b.band(0, BandKind::Outage, 601);
    scene.showSnapshot(b.snapshot(602));
    QVERIFY(scene.isMoving());
    QCOMPARE(scene.lastContent(), 602.0);
}

void TstTimeline::theFollowedEdgeStays()
{
    const TimeSpan aim{-0.1, 5};
    QCOMPARE(FollowMotion::notBefore(aim, 4, 0), aim);
    QCOMPARE(FollowMotion::notBefore(aim, 8, 0), (TimeSpan{-0.1, 8}));
    QCOMPARE(FollowMotion::notBefore({88, 100}, 103, 0), (TimeSpan{91, 103}));
    QCOMPARE(FollowMotion::notBefore({98, 100}, 103, 2), (TimeSpan{101, 103}));
}

void TstTimeline::theGravestIsSaidWhereTheyCrowd()
{
    Stage stage([](HistoryBuilder& b) {
        buildCase1Naive(b);
        b.history().ledger.edit(0).breaks.add(Breach::Early);
    });
    stage.picture();
    const auto says = [&](const QString& text) {
        return std::ranges::any_of(stage.view.drawn().words(),
                                   [&](const DrawnWord& word) { return word.text.contains(text); });
    };
    QVERIFY(says(QStringLiteral("refused at 60.00")));
    QVERIFY(!says(QStringLiteral("before a lower one")));
    // Where they are one mark as well.
    Stage close([](HistoryBuilder& b) {
        buildCase1Naive(b);
        b.history().ledger.edit(0).breaks.add(Breach::Early);
        b.history().ledger.edit(1).committedAt = b.time(0.425);
    });
    close.picture();
    const auto isWrong = [](const DrawnMark& mark) { return mark.kind == DrawnMark::Kind::Wrong; };
    const auto& marks = close.view.drawn().marks();
    const auto mark = std::ranges::find_if(marks, isWrong);
    QVERIFY(mark != marks.end());
    QCOMPARE(mark->row, RowRef{2});
    QCOMPARE(std::ranges::count_if(marks, isWrong), 1);
}

/// In the lowest lanes that there are.
void TstTimeline::threeOfAMomentHaveTheirLabels()
{
    Stage stage([](HistoryBuilder& b) {
        const NameId ann = b.account("ann");
        b.replica("account-1");
        b.replica("account-2");
        for (int i = 0; i < 3; ++i)
            b.message(0.3 + i * 0.02, b.transaction(0.3 + i * 0.02, ann, i + 1, 50 + i));
        b.balance(4, ann, 100, false);
    });
    stage.view.resize(width, 230);
    stage.view.showSnapshot(stage.builder.snapshot(4));
    stage.picture();
    QStringList words;
    for (const DrawnWord& word : stage.view.drawn().words())
        words << word.text;
    for (const QString& label :
         {QStringLiteral("+50"), QStringLiteral("+51"), QStringLiteral("+52"), QStringLiteral("1"),
          QStringLiteral("2"), QStringLiteral("3")})
        QVERIFY2(words.contains(label), qPrintable(words.join(QLatin1Char(' '))));
}

void TstTimeline::whoStoppedIsNotDead()
{
    Stage stage([](HistoryBuilder& b) {
        const NameId ann = b.account("ann");
        b.band(b.replica("account-1"), BandKind::Dead, 0.5, 2);
        b.band(b.replica("account-2"), BandKind::Dead, 0.5, 2);
        b.history().bands.edit(1).isOrderly = true;
        b.message(0.1, b.transaction(0.1, ann, 1, 50));
        b.balance(4, ann, 100, false);
    });
    stage.picture();
    QStringList words;
    for (const DrawnWord& word : stage.view.drawn().words())
        words << word.text;
    QCOMPARE(words.count(QStringLiteral("dead")), 1);
    QCOMPARE(words.count(QStringLiteral("stopped")), 1);
}

void TstTimeline::aLateAckIsMarked()
{
    const auto build = [](double ackedAt) {
        HistoryBuilder b;
        const NameId ann = b.account("ann", 110);
        const NameId one = b.replica("account-1");
        b.replica("account-2");
        const RowRef message = b.message(0.1, b.transaction(0.1, ann, 1, -100));
        const RowRef delivery = b.delivery(0.1, one, message, 1, 3.1);
        const RowRef handling = b.handling(delivery, Outcome::Applied, 0.2, 0.3);
        b.history().handlings.edit(handling - 1).ackedAt.set(ackedAt > 0 ? b.at(ackedAt) : 0);
        b.end(delivery, 3.1, DeliveryEnd::Expired, "account-2");
        return b.snapshot(5);
    };
    const QRect lanes(91, 0, width, 260);
    const QColor mark = lightTheme()[Tone::Acked].mark;
    QCOMPARE(find(pictureOf(build(0)), mark, lanes).count, 0);
    QVERIFY(find(pictureOf(build(3.6)), mark, lanes).count > 10);
}

/// Between its AckWait and the end of what it does, the replica has it in hand all the same.
void TstTimeline::lateWorkIsALine()
{
    const auto build = [](double ended) {
        HistoryBuilder b;
        const NameId ann = b.account("ann", 110);
        const NameId one = b.replica("account-1");
        b.replica("account-2");
        const RowRef message = b.message(0.1, b.transaction(0.1, ann, 1, -100));
        const RowRef delivery = b.delivery(0.1, one, message, 1, 1.1);
        const RowRef handling = b.handling(delivery, Outcome::None, 0.2, 0.3);
        b.history().handlings.edit(handling - 1).endedAt.set(ended > 0 ? b.at(ended) : 0);
        b.end(delivery, 1.1, DeliveryEnd::Expired, "account-2");
        return b.snapshot(5);
    };
    const QColor mark = lightTheme()[Tone::Flight].mark;
    const auto lengthOf = [&mark](const std::shared_ptr<const Snapshot>& snapshot) {
        return find(pictureOf(snapshot), mark, QRect(91, 110, width, 150)).count;
    };
    const int none = lengthOf(build(0.4));
    const int some = lengthOf(build(2));
    const int all = lengthOf(build(0));
    QVERIFY2(some > none + 20, qPrintable(QString::number(some - none)));
    QVERIFY2(all > some + 40, qPrintable(QString::number(all - some)));
}

void TstTimeline::anExpiryIsNotToldAnew()
{
    HistoryBuilder b;
    const NameId ann = b.account("ann");
    const NameId one = b.replica("account-1");
    const RowRef message = b.message(0.1, b.transaction(0.1, ann, 1, 50));
    const RowRef delivery = b.delivery(0.1, one, message, 1, 3.1);
    b.end(delivery, 3.1, DeliveryEnd::Expired, "account-2");
    TimelineScene scene;
    scene.showSnapshot(b.snapshot(4));
    const auto words = [&] {
        return barLabelOf(scene, delivery - 1, Tone::Expired)
            .inside[0]
            .section(QStringLiteral(" · "), 2);
    };
    QCOMPARE(words(), QStringLiteral("no ack in time"));
    const RowRef handling = b.handling(delivery, Outcome::None, 3.5, 5);
    QCOMPARE(words(), QStringLiteral("no ack in time"));
    b.history().handlings.edit(handling - 1).endedAt.set(b.at(2));
    QCOMPARE(words(), QStringLiteral("died before the commit"));
}

// What a rejected message waits for is said in full or not at all, and where the bank's number is
// another one, the sequence is called so.
void TstTimeline::noBarSaysHalfAReason()
{
    HistoryBuilder b;
    const NameId ann = b.account("ann");
    const NameId one = b.replica("account-1");
    const RowRef message = b.message(0.1, b.transaction(0.1, ann, 3, 50));
    const RowRef delivery = b.delivery(0.1, one, message, 1, 3.1);
    b.handling(delivery, Outcome::Rejected, 0.1, 0.2, "numbers 1, 2 are missing");
    TimelineScene scene;
    scene.showSnapshot(b.snapshot(1));
    const BarLabel label = barLabelOf(scene, delivery - 1, Tone::Rejected);
    const QString mark = glyph(Tone::Rejected);
    for (const QString& text : label.inside)
        QVERIFY2(text.endsWith(QStringLiteral("missing")) || !text.contains(u':'),
                 qPrintable(text));
    QCOMPARE(label.inside[2], mark + QStringLiteral(" seq 1 · rejected"));
    QCOMPARE(label.behind[0], mark + QStringLiteral(" seq 1 rejected"));
    QCOMPARE(label.behind[1], mark + QStringLiteral(" seq 1"));
    b.end(delivery, 3.1, DeliveryEnd::Expired);
    const RowRef again = b.delivery(3.1, one, message, 2, 6.1);
    b.handling(again, Outcome::Rejected, 3.1, 3.2, "numbers 1, 2 are missing");
    scene.showSnapshot(b.snapshot(4));
    QCOMPARE(barLabelOf(scene, again - 1, Tone::Rejected).inside[2],
             mark + QStringLiteral(" seq 1 · attempt 2"));
}

// The cursor is the accent's line; nothing is drawn of what comes after it.
void TstTimeline::cursorStandsWhereTimeIs()
{
    Stage stage(buildCase1Naive);
    HistoryBuilder& b = stage.builder;
    const QColor accent = lightTheme().accent;
    QVERIFY(!lineIn(stage.picture(), accent));
    stage.view.setTravel(TimeTravel{b.time(0), b.time(4), b.time(1)});
    const auto at1 = lineIn(stage.picture(), accent);
    QVERIFY(at1);
    stage.view.setTravel(TimeTravel{b.time(0), b.time(4), b.time(2)});
    QVERIFY(lineIn(stage.picture(), accent) > at1);
    stage.view.setTravel(std::nullopt);
    QVERIFY(!lineIn(stage.picture(), accent));
}

// The cursor's line leaves out the words that stand where it goes through.
void TstTimeline::cursorStrikesNoWordThrough()
{
    Stage stage(buildCase1Naive);
    HistoryBuilder& b = stage.builder;
    stage.picture();
    const QRgb accent = lightTheme().accent.rgb();
    const TimeScale& axis = stage.view.timeAxis();
    int struck = 0;
    const std::vector<DrawnWord> words = stage.view.drawn().words();
    for (const DrawnWord& word : words) {
        const double time = axis.time(std::floor(word.rect.center().x()) + 0.5);
        if (time < 0 || time > 4 || word.rect.width() < 12)
            continue;
        stage.view.setTravel(TimeTravel{b.time(0), b.time(4), b.time(time)});
        const QImage image = stage.picture();
        const auto& now = stage.view.drawn().words();
        if (std::ranges::find(now, word.rect, &DrawnWord::rect) == now.end())
            continue;
        const int x = static_cast<int>(axis.x(time));
        const auto isLine = [&](int y) {
            return image.pixel(x, y) == accent || image.pixel(x - 1, y) == accent;
        };
        ++struck;
        for (int y = qFloor(word.rect.top()); y <= qCeil(word.rect.bottom()); ++y)
            QVERIFY2(!isLine(y), qPrintable(word.text));
        int line = 0;
        for (int y = 0; y < image.height(); ++y)
            line += isLine(y) ? 1 : 0;
        QVERIFY(line > image.height() / 3);
    }
    QVERIFY(struck >= 3);
}

// Every jump in time comes with a history of its own: the view stays, and follows again afterwards.
void TstTimeline::travelKeepsTheView()
{
    Stage stage(buildCase1Naive);
    QVERIFY(stage.view.isFollowing());
    stage.view.setTravel(
        TimeTravel{stage.builder.time(0), stage.builder.time(4), stage.builder.time(3)});
    const QImage before = stage.picture();
    HistoryBuilder again;
    buildCase1Naive(again);
    stage.view.showSnapshot(again.snapshot(4));
    QCOMPARE(stage.picture(), before);
    stage.view.setTravel(std::nullopt);
    QVERIFY(stage.view.isFollowing());
}

// Words of this moment reach over the cursor, also when a report of it came a little later.
void TstTimeline::aMomentIsNotVeiled()
{
    Stage stage(buildCase1Naive);
    HistoryBuilder& b = stage.builder;
    const auto right = [&](double s) {
        stage.view.setTravel(TimeTravel{b.time(0), b.time(6), b.time(s)});
        const QImage image = stage.picture();
        const int x = static_cast<int>(stage.view.timeAxis().x(0.25)) + 4;
        return image.copy(QRect(x, 40, width - x, height / 2));
    };
    stage.view.showSnapshot(b.snapshot(0.25));
    stage.picture();
    const QImage before = right(0.25);
    const double cursor = stage.view.timeAxis().x(0.25);
    const auto& words = stage.view.drawn().words();
    QVERIFY(std::ranges::any_of(words,
                                [&](const DrawnWord& word) { return word.rect.left() > cursor; }));
    QVERIFY(right(0.22) == before);
    QVERIFY(right(0.1) != before);
}

// A lesson that is told is in view from its first moment to its last, and stays where it is.
// Longer than a view shows: what begins at the moment that is told is in it.
void TstTimeline::aLongLessonHasRoomBehindTheCursor()
{
    for (const double last : {11.2, 12.1, 16.1}) {
        for (const double at : {0.1, last - 4, last}) {
            Stage stage([](HistoryBuilder& b) {
                const NameId ann = b.account("ann");
                const NameId replica = b.replica("account-1");
                const RowRef message = b.message(0.1, b.transaction(0.1, ann, 1, 50));
                for (int i = 0; i < 4; ++i)
                    b.end(b.delivery(0.1 + i * 4, replica, message, 1, 4.1 + i * 4), 4.1 + i * 4,
                          DeliveryEnd::Expired);
            });
            const HistoryBuilder& b = stage.builder;
            stage.view.setTold(ToldSpan{b.time(0.1), b.time(last)});
            stage.view.setTravel(TimeTravel{b.time(0), b.time(17), b.time(at)});
            stage.picture();
            const TimeScale& axis = stage.view.timeAxis();
            QVERIFY(axis.x(at) >= axis.left());
            QVERIFY2(axis.x(at) <= axis.right() - 100,
                     qPrintable(QStringLiteral("%1 of %2").arg(at).arg(last)));
        }
    }
}

void TstTimeline::aLessonHasOneAxis()
{
    Stage stage([](HistoryBuilder& b) {
        const NameId ann = b.account("ann");
        const NameId replica = b.replica("account-1");
        for (int i = 0; i < 4; ++i) {
            const double s = 1 + i * 0.1;
            const RowRef message = b.message(s, b.transaction(s, ann, i + 1, 50));
            b.end(b.delivery(s + 0.01, replica, message, 1, s + 3), s + 0.02, DeliveryEnd::Acked);
        }
    });
    HistoryBuilder& b = stage.builder;
    const ToldSpan all{b.time(1), b.time(1.3)};
    stage.view.setTold(ToldSpan{b.time(1), b.time(1)});
    stage.view.setTravel(TimeTravel{b.time(0), b.time(1.4), b.time(0)});
    stage.picture();
    stage.view.setTold(all);
    const auto span = [&] { return stage.view.timeAxis().span(); };
    const auto isThere = [&](double from) {
        stage.picture();
        return std::abs(stage.view.timeAxis().from() - from) < 1e-9;
    };
    const double from = FollowMotion::told(1, 1.3, {.width = stage.view.timeAxis().width()}).from;
    QTRY_VERIFY(isThere(from));
    const double whole = span();
    QVERIFY(whole < 0.6);
    for (const double s : {0.0, 1.0, 1.1, 1.2, 1.3, 1.1}) {
        stage.view.setTravel(TimeTravel{b.time(0), b.time(1.4), b.time(s)});
        QVERIFY(isThere(from));
        QCOMPARE(span(), whole);
    }
    // Not while somebody looks elsewhere.
    stage.view.lookAt(0, 4);
    stage.view.setTravel(TimeTravel{b.time(0), b.time(1.4), b.time(1.2)});
    stage.picture();
    QVERIFY(span() > 2);
    stage.view.setFollow(true);
    QTRY_VERIFY(isThere(from));
    QVERIFY(span() < 0.6);
}

// Freezing after a long silence leaves the picture where something happened.
void TstTimeline::freezingMovesNothing()
{
    Stage stage(buildCase1Naive);
    HistoryBuilder& b = stage.builder;
    const QRect bars(0, 40, width, height / 2);
    const QImage before = stage.picture().copy(bars);
    const auto travelTo = [&](double s) {
        stage.view.setTravel(TimeTravel{b.time(0), b.time(400), b.time(s)});
        return stage.picture();
    };
    QCOMPARE(travelTo(399).copy(bars), before);
    // From there on the cursor is in view wherever it goes.
    QVERIFY(lineIn(travelTo(300), lightTheme().accent));
    QVERIFY(lineIn(travelTo(0), lightTheme().accent));
}

// A recording is opened: all that happened in it is in view, whatever was shown before.
void TstTimeline::anOpenedRunIsSeenWhole()
{
    Stage stage(buildCase1Naive);
    stage.picture();
    wheel(stage.view, QPoint(width / 2, height / 3), 8);
    HistoryBuilder opened;
    opened.history().start += std::chrono::seconds(60);
    buildCase1Ordered(opened);
    stage.view.showSnapshot(opened.snapshot(4));
    stage.view.setTravel(TimeTravel{opened.time(0), opened.time(600), opened.time(600)});
    QVERIFY(find(stage.picture(), lightTheme()[Tone::Rejected].soft, plot).count > 3000);
}

void TstTimeline::overviewAsksForATime()
{
    Stage stage(buildCase1Naive);
    HistoryBuilder& b = stage.builder;
    stage.view.setTravel(TimeTravel{b.time(-1), b.time(4), b.time(4)});
    stage.picture();
    QSignalSpy asked(&stage.view, &TimelineView::timeAsked);
    const QPoint overview(width / 2, height - 38);
    QTest::mouseClick(&stage.view, Qt::LeftButton, {}, overview);
    QCOMPARE(asked.size(), 1);
    const auto time = asked[0][0].value<std::chrono::nanoseconds>();
    QVERIFY(time > b.time(0) && time < b.time(4));
    QTest::mouseClick(&stage.view, Qt::LeftButton, {}, QPoint(width / 4, overview.y()));
    QCOMPARE(asked.size(), 2);
    QVERIFY(asked[1][0].value<std::chrono::nanoseconds>() < time);
}

void TstTimeline::picturesAsFiles()
{
    const Stage stage(buildCase1Naive);
    const QImage png = QImage::fromData(stage.view.toPng(), "PNG");
    QCOMPARE(png.size(), QSize(width, height) * 2);
    const QByteArray svg = stage.view.toSvg();
    // Qt's own reader knows no hatching.
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("fillpattern")));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("fillpattern")));
    QVERIFY(svg.startsWith("<?xml"));
    QVERIFY(svg.contains("account-2"));
    QSvgRenderer renderer(svg);
    QVERIFY(renderer.isValid());
    QCOMPARE(renderer.viewBox(), QRect(0, 0, width, height));
    // The same picture: the curve of the money and the boxes of the messages are there.
    QImage drawn(width, height, QImage::Format_RGB32);
    drawn.fill(Qt::white);
    QPainter painter(&drawn);
    renderer.render(&painter);
    painter.end();
    const QByteArray out = qgetenv("STANSCOPE_PICTURES");
    if (!out.isEmpty()) {
        drawn.save(QString::fromLocal8Bit(out) + QStringLiteral("/timeline-svg.png"));
        png.save(QString::fromLocal8Bit(out) + QStringLiteral("/timeline-png.png"));
    }
    QVERIFY(find(drawn, lightTheme()[Tone::Violated].mark, drawn.rect()).count > 20);
}

QTEST_MAIN(TstTimeline)
#include "tst_timeline.moc"

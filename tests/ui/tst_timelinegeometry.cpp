#include "tests/support/historybuilder.h"
#include "tests/ui/attachedsnapshots.h"
#include "ui/plots/balancecurve.h"
#include "ui/plots/balancepainter.h"
#include "ui/plots/followmotion.h"
#include "ui/plots/lanechooser.h"
#include "ui/plots/lanelayout.h"
#include "ui/plots/lanepacker.h"
#include "ui/plots/markstacker.h"
#include "ui/plots/overviewbins.h"
#include "ui/plots/spanindex.h"
#include "ui/plots/timescale.h"
#include "ui/plots/visiblebars.h"

#include <QTest>

using namespace stanscope;
using namespace stanscope::tests;
using namespace Qt::StringLiterals;

namespace {

QString labelsOf(const TimeScale& scale, double spacing)
{
    QStringList labels;
    for (const TimeTick& tick : scale.ticks(spacing))
        labels += tick.label;
    return labels.join(u", "_s);
}

/// The rows that marks get whose labels are 20 px wide; "-" without one.
QString rowsOf(const std::vector<double>& xs, int rows)
{
    std::vector<MarkStacker::Mark> marks;
    for (const double x : xs)
        marks.push_back({x, 0, 20, 0});
    QString found;
    for (const auto& place : MarkStacker::stack(marks, rows))
        found += place.row < 0 ? u"-"_s : QString::number(place.row);
    return found;
}

} // namespace

class TstTimelineGeometry : public QObject
{
    Q_OBJECT

private slots:
    void scaleMapsBothWays();
    void zoomKeepsTheTimeUnderTheCursor();
    void ticksAreRound_data();
    void ticksAreRound();
    void overlappingDeliveriesGetRows();
    void moreThanFourShareRows();
    void lanesFillTheHeight();
    void manyLanesStillFit();
    void whatIsToldIsExplained();
    void lanesTakeTheBalancesPlace();
    void veryManyClientsShareTheLanes();
    void spotsAreFound();
    void crowdedLabelsAreStacked();
    void manyLanesScroll();
    void littleRoomKeepsALane();
    void aToldLessonHidesNoLane();
    void theViewStaysWhereSomethingIs();
    void theAxisFitsWhatIsSeen();
    void theBusyHaveLanes();
    void followShowsLessonsWhole();
    void aToldLessonFillsTheView();
    void followScrollsLongRuns();
    void followComesSmoothly();
    void overviewKeepsTheWorst();
    void spanIndexFindsLongDeliveries();
    void balanceIsReducedToPixels();
    void massIsMerged();
};

void TstTimelineGeometry::scaleMapsBothWays()
{
    const TimeScale scale(2, 6, 90, 400);
    QCOMPARE(scale.x(2), 90.0);
    QCOMPARE(scale.x(4), 290.0);
    QCOMPARE(scale.time(290), 4.0);
    QCOMPARE(scale.right(), 490.0);
    QCOMPARE(scale.moved(100).from(), 1.0);
    QCOMPARE(TimeScale(3, 3, 0, 100).span(), 1e-3);
}

void TstTimelineGeometry::zoomKeepsTheTimeUnderTheCursor()
{
    const TimeScale scale(0, 4, 90, 400);
    const TimeScale closer = scale.zoomed(0.5, 190);
    QCOMPARE(closer.span(), 2.0);
    QCOMPARE(closer.time(190), scale.time(190));
    QCOMPARE(scale.zoomed(1e-9, 190).span(), 1e-3);
    QCOMPARE(scale.zoomed(1e12, 190).span(), 1e6);
}

void TstTimelineGeometry::ticksAreRound_data()
{
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<QString>("labels");
    QTest::newRow("seconds") << -0.1 << 4.1 << u"0 s, 1 s, 2 s, 3 s, 4 s"_s;
    QTest::newRow("tenths") << 1.0 << 1.41 << u"1.0 s, 1.1 s, 1.2 s, 1.3 s, 1.4 s"_s;
    QTest::newRow("milliseconds") << 2.0 << 2.0032 << u"2.000 s, 2.001 s, 2.002 s, 2.003 s"_s;
    QTest::newRow("fives") << 0.0 << 20.0 << u"0 s, 5 s, 10 s, 15 s, 20 s"_s;
    QTest::newRow("minutes") << 0.0 << 300.0 << u"0 min, 1 min, 2 min, 3 min, 4 min, 5 min"_s;
    QTest::newRow("hours") << 0.0 << 15000.0 << u"0 h, 1 h, 2 h, 3 h, 4 h"_s;
}

void TstTimelineGeometry::ticksAreRound()
{
    QFETCH(double, from);
    QFETCH(double, to);
    QTEST(labelsOf(TimeScale(from, to, 0, 500), 90), "labels");
}

void TstTimelineGeometry::overlappingDeliveriesGetRows()
{
    HistoryBuilder b;
    buildCase1Ordered(b);
    LanePacker packer;
    packer.readOn(b.history(), b.history().extent());
    QStringList rows;
    for (std::uint32_t i = 0; i < packer.size(); ++i)
        rows += QStringLiteral("%1:%2").arg(b.history().deliveries[i].client).arg(packer.rowOf(i));
    const NameId one = b.intern("account-1");
    const NameId two = b.intern("account-2");
    // Numbers 1 and 3 on account-1, 2 on account-2; then all again on account-2.
    const QString expected = u"%1:0 %2:0 %1:1 %2:1 %2:0 %2:1"_s.arg(one).arg(two);
    QCOMPARE(rows.join(u' '), expected);
    QCOMPARE(packer.rowsOf(one), 2);
    QCOMPARE(packer.rowsOf(two), 2);
    QCOMPARE(packer.rowsOf(999), 1);
}

void TstTimelineGeometry::moreThanFourShareRows()
{
    HistoryBuilder b;
    const NameId replica = b.replica("account-1");
    const RowRef message = b.message(0, 0);
    LanePacker packer;
    for (int i = 0; i < 6; ++i)
        b.delivery(i, replica, message, 1, 100);
    packer.readOn(b.history(), b.history().extent());
    QString rows;
    for (std::uint32_t i = 0; i < packer.size(); ++i)
        rows += QString::number(packer.rowOf(i));
    QCOMPARE(rows, u"012301"_s);
    QCOMPARE(packer.rowsOf(replica), 4);
}

void TstTimelineGeometry::lanesFillTheHeight()
{
    LaneLayout::Input input;
    input.size = {790, 430};
    input.rows = {1, 2};
    const LaneLayout layout(input);
    QCOMPARE(layout.replicaLanes(), std::size_t{2});
    QCOMPARE(layout.scrollRange(), 0.0);
    double below = layout.axis().bottom();
    for (const LaneBox& box :
         {layout.publisher(), layout.channel(0), layout.replica(0), layout.replica(1)}) {
        QVERIFY(std::abs(box.top - below) < 1e-6);
        QVERIFY(box.rowTop(box.rows - 1) + box.barHeight <= box.bottom());
        QCOMPARE(box.barHeight, 16.0);
        below = box.bottom();
    }
    QVERIFY(layout.balance().top() > below);
    QVERIFY(layout.balance().height() > 90);
    QVERIFY(layout.overview().top() > layout.balance().bottom());
    QVERIFY(layout.legend().bottom() <= 430.5);
}

void TstTimelineGeometry::manyLanesStillFit()
{
    LaneLayout::Input input;
    input.size = {600, 320};
    input.rows = std::vector<int>(12, 4);
    const LaneLayout layout(input);
    QVERIFY(layout.lanes().bottom() < layout.balance().top());
    QVERIFY(layout.legend().bottom() <= 320.5);
    QVERIFY(layout.balance().height() >= 36);
}

// A lesson at 1280×720: all lanes, their balance and the legend; the overview would say nothing.
void TstTimelineGeometry::whatIsToldIsExplained()
{
    LaneLayout::Input input;
    input.size = {880, 248};
    input.rows = {2, 1};
    input.told = true;
    const LaneLayout told(input);
    QCOMPARE(told.scrollRange(), 0.0);
    QVERIFY(told.hasBalance() && !told.legend().isEmpty() && told.overview().isEmpty());
    QVERIFY(told.legend().top() > told.balance().bottom());
    QVERIFY(told.legend().bottom() <= 248.5);
    QVERIFY(told.replica(0).barHeight >= 12);
    input.size = {880, 430};
    QVERIFY(!LaneLayout(input).overview().isEmpty());
}

// Ten and more replicas: no lane gets too low for its labels, the rest is a scroll away.
void TstTimelineGeometry::manyLanesScroll()
{
    for (const double scale : {1.0, 1.2, 1.5}) {
        LaneLayout::Input input;
        input.size = {700, 300 * scale};
        input.scale = scale;
        input.rows = std::vector<int>(12, 2);
        const LaneLayout top(input);
        QVERIFY(top.scrollRange() > 0);
        for (int i = 0; i < 12; ++i)
            QVERIFY(top.replica(i).barHeight >= 14 * scale);
        QVERIFY(top.canSee(top.replica(0)) && !top.canSee(top.replica(11)));
        QVERIFY(!top.at(top.replica(11).middle()));
        input.scroll = 1e6;
        const LaneLayout bottom(input);
        QCOMPARE(bottom.scroll(), bottom.scrollRange());
        QVERIFY(bottom.canSee(bottom.replica(11)) && !bottom.canSee(bottom.replica(0)));
        QVERIFY(bottom.replica(11).bottom() <= bottom.replicas().bottom() + 0.5);
        QCOMPARE(bottom.at(bottom.replica(11).middle())->index, 11);
        QCOMPARE(bottom.channel(0).top, top.channel(0).top);
    }
}

// Whatever has to go: a delivery can be read.
void TstTimelineGeometry::littleRoomKeepsALane()
{
    for (const double scale : {1.0, 1.2, 1.5}) {
        for (const double height : {140.0, 170.0, 200.0, 260.0}) {
            LaneLayout::Input input;
            input.size = {600, height * scale};
            input.scale = scale;
            input.rows = {2, 1, 1};
            const LaneLayout layout(input);
            QVERIFY(layout.replica(0).barHeight >= 14 * scale);
            QVERIFY(layout.replicas().height() >= 33 * scale); // one less than a low lane
            QVERIFY(layout.lanes().bottom() <= height * scale);
            if (layout.hasBalance())
                QVERIFY(layout.balance().height() >= 20
                        && layout.balance().bottom() < height * scale);
            QVERIFY(layout.legend().isEmpty() || !layout.overview().isEmpty());
        }
    }
}

// What a lesson at 1280 x 720 and its summary leave.
void TstTimelineGeometry::aToldLessonHidesNoLane()
{
    for (const double height : {186.0, 250.0}) {
        for (const std::vector<int>& rows :
             {std::vector{1, 1}, {2, 1}, {3, 1}, {3, 2}, {1, 1, 1}, {2, 2, 1}}) {
            for (const bool balance : {true, false}) {
                LaneLayout::Input input;
                input.size = {790, height};
                input.rows = rows;
                input.balance = balance;
                input.told = true;
                const LaneLayout layout(input);
                QCOMPARE(layout.scrollRange(), 0.0);
                for (std::size_t i = 0; i < rows.size(); ++i) {
                    const LaneBox& lane = layout.replica(static_cast<int>(i));
                    QVERIFY(lane.bottom() <= layout.lanes().bottom() + 1);
                    QVERIFY(lane.barHeight >= 9.5);
                    QVERIFY(lane.rowTop(lane.rows - 1) + lane.barHeight <= lane.bottom());
                }
                QVERIFY(layout.publisher().height >= 23.5);
                QVERIFY(!balance || height < 200 || layout.balance().height() >= 20);
                QVERIFY(layout.overview().isEmpty() || !layout.legend().isEmpty());
                QVERIFY(layout.legend().bottom() <= height + 0.5);
            }
        }
    }
}

void TstTimelineGeometry::theViewStaysWhereSomethingIs()
{
    FollowMotion::Content content;
    content.first = 0.2;
    content.last = 6;
    const TimeSpan whole = FollowMotion::whole(content);
    QCOMPARE(FollowMotion::within(whole, content), whole);
    // Before the first event there is room for its mark, and nothing else.
    const TimeSpan early = FollowMotion::within({-50, -40}, content);
    QCOMPARE(early.span(), 10.0);
    QVERIFY(early.from <= 0 && early.from > -0.3);
    QVERIFY(FollowMotion::within({100, 104}, content).from <= 6);
    QVERIFY(FollowMotion::within({-5e5, 5e5}, content).span() < 60);
}

// One large deposit does not make the axis useless for ever.
void TstTimelineGeometry::theAxisFitsWhatIsSeen()
{
    HistoryBuilder b;
    const NameId account = b.account("ann");
    b.balance(1, account, 5000, false);
    b.balance(2, account, 11000, false);
    b.balance(10, account, 100'011'000, false);
    b.balance(20, account, 100'016'000, false);
    b.balance(10, account, 100'011'000, true);
    b.balance(20, account, 100'016'000, true);
    BalanceCurve curve;
    curve.startOver(account, 0);
    curve.readOn(b.history(), b.history().extent());
    const auto before = BalancePainter::rangeOf(curve, 0, 5);
    QVERIFY(before.low <= 0 && before.high > 11000 && before.high < 15000);
    const auto both = BalancePainter::rangeOf(curve, 0, 15);
    QVERIFY(both.low <= 0 && both.high > 100'011'000);
    const auto after = BalancePainter::rangeOf(curve, 15, 25);
    QVERIFY(after.low > 100'000'000 && after.high > 100'016'000 && after.high < 100'030'000);
    QCOMPARE(BalancePainter::levelText(100'011'000), u"1\u00a0000\u00a0110"_s);
    QCOMPARE(BalancePainter::levelText(-1'234'550), u"\u221212\u00a0345.50"_s);
    QCOMPARE(BalancePainter::levelText(123'400), u"1234"_s);
}

void TstTimelineGeometry::lanesTakeTheBalancesPlace()
{
    LaneLayout::Input input;
    input.size = {790, 430};
    input.rows = {1, 2};
    const double before = LaneLayout(input).lanes().height();
    input.balance = false;
    const LaneLayout layout(input);
    QVERIFY(layout.lanes().height() > before + 60);
    QVERIFY(layout.balance().height() <= 1);
    QVERIFY(layout.overview().top() > layout.balance().bottom());
    QVERIFY(layout.legend().bottom() <= 430.5);
}

void TstTimelineGeometry::veryManyClientsShareTheLanes()
{
    HistoryBuilder b;
    buildAttached(b, 300);
    b.draft().replicas[250].outstanding = 4;
    TimelineScene scene;
    scene.showSnapshot(b.snapshot(1));
    QCOMPARE(scene.replicas().size() + scene.withoutLane(), std::size_t{300});
    QCOMPARE(scene.replicas().size(), std::size_t{16});
    QVERIFY(scene.replicaOf(b.draft().replicas[250].lane) >= 0);
    QCOMPARE(scene.replicaOf(b.draft().replicas[200].lane), -1);
    QCOMPARE(scene.unknownOf(b.draft().replicas[1].lane), std::uint32_t{12});
    // Who waits a moment later does not make the lanes jump.
    const auto before = scene.replicas();
    b.draft().replicas[200].outstanding = 9;
    scene.showSnapshot(b.snapshot(2));
    QCOMPARE(scene.replicas(), before);
    scene.showSnapshot(b.snapshot(7));
    QVERIFY(scene.replicaOf(b.draft().replicas[200].lane) >= 0);
}

void TstTimelineGeometry::theBusyHaveLanes()
{
    std::vector<NameId> all;
    for (NameId name = 1; name <= 100; ++name)
        all.push_back(name);
    LaneChooser chooser;
    const auto nobody = [](NameId) { return std::uint64_t{0}; };
    const auto now = [](int s) { return Nanos(std::chrono::seconds(s)); };
    for (int i = 0; i < 5; ++i)
        chooser.sawBusy(70);
    QCOMPARE(chooser.choose(all, 3, now(1), nobody), (std::vector<NameId>{1, 2, 70}));
    QCOMPARE(chooser.rest(), std::size_t{97});
    // Who has a lane keeps it against one that does hardly more.
    for (int i = 0; i < 3; ++i)
        chooser.sawBusy(80);
    QCOMPARE(chooser.choose(all, 3, now(2), nobody), (std::vector<NameId>{1, 2, 70}));
    QCOMPARE(chooser.choose(all, 1, now(7), nobody), (std::vector<NameId>{70}));
    // The selected one is seen at once.
    chooser.select(99);
    QCOMPARE(chooser.choose(all, 2, now(7), nobody), (std::vector<NameId>{70, 99}));
}

void TstTimelineGeometry::spotsAreFound()
{
    LaneLayout::Input input;
    input.size = {790, 430};
    input.rows = {1, 2};
    const LaneLayout layout(input);
    QVERIFY(!layout.at(2));
    const auto spot = layout.at(layout.replica(1).rowTop(1) + 8);
    QVERIFY(spot.has_value());
    QVERIFY(spot->lane == LaneLayout::Spot::Lane::Replica);
    QCOMPARE(spot->index, 1);
    QCOMPARE(spot->row, 1);
    QVERIFY(layout.at(layout.channel(0).middle())->lane == LaneLayout::Spot::Lane::Channel);
    QVERIFY(!layout.at(layout.balance().center().y()));
}

void TstTimelineGeometry::crowdedLabelsAreStacked()
{
    QCOMPARE(rowsOf({10, 50, 90}, 3), u"000"_s);
    QCOMPARE(rowsOf({10, 12, 14, 200}, 3), u"0120"_s);
    QCOMPARE(rowsOf({10, 11, 12, 13, 31, 200}, 3), u"012-00"_s);
    QCOMPARE(rowsOf({}, 3), QString());
    // Only those that touch share their height.
    const auto places = MarkStacker::stack({{0, 0, 20, 0}, {5, 0, 20, 0}, {90, 0, 20, 0}}, 3);
    QCOMPARE(places[0].rows, 2);
    QCOMPARE(places[1].rows, 2);
    QCOMPARE(places[2].rows, 1);
}

void TstTimelineGeometry::followShowsLessonsWhole()
{
    FollowMotion::Content content;
    content.first = 1.8; // broker and replicas came up before
    content.last = 1.9;
    content.deadline = 4.8;
    const TimeSpan early = FollowMotion::target(content, 0);
    QVERIFY(early.from < 1.8 && early.from > 1.5);
    QVERIFY(early.to > 4.8);
    QVERIFY(early.span() >= 4.2);
    // Afterwards nothing happens any more, and the picture stays as it is.
    content.last = 4.9;
    content.deadline = 0;
    const TimeSpan late = FollowMotion::target(content, 0);
    QVERIFY(late.to > 4.9 && late.to < 6.2);
    QVERIFY(FollowMotion::whole(content).to > 4.9);
}

void TstTimelineGeometry::aToldLessonFillsTheView()
{
    const FollowMotion::Content content;
    double last = 0;
    int grown = 0;
    for (double length = 0; length < 30; length += 0.01) {
        const TimeSpan view = FollowMotion::told(2, 2 + length, content);
        QVERIFY(view.from < 2 && view.span() >= last);
        grown += view.span() > last ? 1 : 0;
        last = view.span();
        if (length > 0.2 && length < 9)
            QVERIFY(length > view.span() * 0.6 && 2 + length < view.to - view.span() / 10);
    }
    QCOMPARE(last, FollowMotion::mostSpan);
    QVERIFY(grown < 25);
}

void TstTimelineGeometry::followScrollsLongRuns()
{
    FollowMotion::Content content;
    content.last = 100;
    const TimeSpan view = FollowMotion::target(content, 0);
    QCOMPARE(view.span(), FollowMotion::mostSpan);
    QVERIFY(view.to > 100);
    QCOMPARE(FollowMotion::target(content, 3).span(), 3.0);
    QVERIFY(FollowMotion::whole(content).span() > 100);
}

void TstTimelineGeometry::followComesSmoothly()
{
    TimeSpan view{0, 4};
    const TimeSpan aim{1, 5};
    double last = view.from;
    for (int frame = 0; frame < 120 && view != aim; ++frame) {
        view = FollowMotion::approach(view, aim, 0.016);
        QVERIFY(view.from > last);
        last = view.from;
    }
    QCOMPARE(view.from, aim.from);
    QCOMPARE(FollowMotion::approach({0, 4}, {50, 54}, 0.016).from, 50.0);
}

void TstTimelineGeometry::overviewKeepsTheWorst()
{
    OverviewBins bins;
    bins.addSpan(0, 0.1);
    bins.addMark(0.1, Tone::Acked);
    bins.addMark(0.1, Tone::Expired);
    const double fine = bins.binSpan();
    const auto binOf = [&bins](double time) {
        return static_cast<std::size_t>(time / bins.binSpan());
    };
    QVERIFY(bins.isActive(binOf(0.05)));
    QVERIFY(!bins.isActive(binOf(1.0)));
    QCOMPARE(bins.worst(binOf(0.1)), std::optional(Tone::Expired));
    bins.addMark(500, Tone::Violated);
    QVERIFY(bins.binSpan() > fine);
    QVERIFY(bins.isActive(binOf(0.05)));
    QCOMPARE(bins.worst(binOf(0.1)), std::optional(Tone::Expired));
    QCOMPARE(bins.worst(binOf(500)), std::optional(Tone::Violated));
}

void TstTimelineGeometry::spanIndexFindsLongDeliveries()
{
    HistoryBuilder b;
    const NameId replica = b.replica("account-1");
    const RowRef message = b.message(0, 0);
    SpanIndex index;
    const RowRef lasting = b.delivery(0, replica, message, 1, 3);
    for (int i = 1; i < 5000; ++i)
        b.end(b.delivery(i * 0.01, replica, message, 1, 3), i * 0.01 + 0.005, DeliveryEnd::Acked);
    index.readOn(b.history(), b.history().extent());
    const auto found = [&](double from, double to) {
        std::vector<std::uint32_t> rows;
        index.forEach(b.history(), b.at(from), b.at(to),
                      [&](std::uint32_t row, const DeliveryRow&) { rows.push_back(row); });
        return rows;
    };
    QCOMPARE(found(45.0, 45.012), (std::vector<std::uint32_t>{0, 4500, 4501}));
    b.end(lasting, 20, DeliveryEnd::Acked);
    index.readOn(b.history(), b.history().extent());
    QCOMPARE(found(45.0, 45.012), (std::vector<std::uint32_t>{4500, 4501}));
    QCOMPARE(found(15.0, 15.001), (std::vector<std::uint32_t>{0, 1500}));
}

void TstTimelineGeometry::balanceIsReducedToPixels()
{
    HistoryBuilder b;
    const NameId account = b.account("ann", 5);
    for (int i = 0; i < 10000; ++i)
        b.balance(1 + i * 0.0001, account, i % 100, false);
    BalanceCurve curve;
    curve.startOver(account, 500);
    curve.readOn(b.history(), b.history().extent());
    QCOMPARE(curve.actualAt(0.5), 500.0);
    QCOMPARE(curve.expectedAt(1.5), 500.0);
    QCOMPARE(curve.lowest(), 0.0);
    const auto points = BalanceCurve::visible(curve.actual(), 0, 3, 0.01);
    QVERIFY(points.size() < 500);
    QCOMPARE(points.front().cents, 500.0);
    QCOMPARE(points.back(), (BalancePoint{3, 99}));
    double highest = 0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        QVERIFY(points[i].time >= points[i - 1].time);
        if (i > 1)
            highest = std::max(highest, points[i].cents);
    }
    QCOMPARE(highest, 99.0);
}

void TstTimelineGeometry::massIsMerged()
{
    HistoryBuilder b;
    const NameId replica = b.replica("account-1");
    const RowRef message = b.message(0, 0);
    for (int i = 0; i < 20000; ++i) {
        const double s = i * 0.001;
        b.end(b.delivery(s, replica, message, 1, s + 3), s + 0.0005,
              i == 10000 ? DeliveryEnd::Expired : DeliveryEnd::Acked);
    }
    TimelineScene scene;
    scene.showSnapshot(b.snapshot(20));
    PlotFrame frame;
    frame.scene = &scene;
    frame.time = TimeScale(0, 20, 90, 700);
    LaneLayout::Input input;
    input.size = {800, 400};
    input.rows = scene.rowsOfReplicas();
    frame.layout = LaneLayout(input);
    const VisibleBars visible(frame);
    QVERIFY(visible.isMass());
    QVERIFY(visible.bars().empty());
    QVERIFY(visible.runs(Tone::Acked).size() < 3000);
    QVERIFY(!visible.runs(Tone::Acked).empty());
    QCOMPARE(visible.runs(Tone::Expired).size(), std::size_t{1});
    QCOMPARE(visible.runs(Tone::Expired).front().left(), 440);
}

QTEST_GUILESS_MAIN(TstTimelineGeometry)
#include "tst_timelinegeometry.moc"

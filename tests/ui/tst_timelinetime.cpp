#include "core/capture/bundledcaptures.h"
#include "core/capture/capturereplay.h"
#include "tests/support/historybuilder.h"
#include "tests/ui/attachedsnapshots.h"
#include "ui/plots/publishers.h"
#include "ui/plots/timelinescene.h"
#include "ui/plots/timelineview.h"

#include <QElapsedTimer>
#include <QFontMetricsF>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTest>
#include <QWheelEvent>
#include <QXmlStreamReader>

#include <algorithm>
#include <map>
#include <memory>
#include <random>

using namespace stanscope;
using namespace stanscope::tests;
using namespace Qt::StringLiterals;

// Time on the timeline is true: every mark stands at its moment, whatever else stands there, on
// screen and in files.

namespace {

using Kind = DrawnMark::Kind;

/// Publishes in bursts, far apart and within milliseconds, handled by three replicas.
void buildBursts(HistoryBuilder& b)
{
    const NameId ann = b.account("ann", 1000);
    std::vector<NameId> replicas;
    for (int i = 1; i <= 3; ++i)
        replicas.push_back(b.replica("account-" + std::to_string(i)));
    std::mt19937 random(7);
    std::int64_t number = 0;
    std::int64_t balance = 1000;
    const auto transact = [&](double s) {
        const std::int64_t amount = 10 + static_cast<std::int64_t>(random() % 90);
        ++number;
        const RowRef message = b.message(s + 0.002, b.transaction(s, ann, number, amount));
        const RowRef delivery =
            b.delivery(s + 0.003, replicas[random() % 3], message, 1, s + 3.003);
        const RowRef handling = b.handling(delivery, Outcome::Applied, s + 0.004, s + 0.007);
        balance += amount;
        b.ledger(handling, s + 0.007, balance, number % 17 == 0);
        if (number % 9 == 0)
            b.fault(handling, s + 0.0065);
        b.end(delivery, s + 0.008 + 0.0001 * static_cast<double>(random() % 400),
              DeliveryEnd::Acked);
    };
    for (const double s : {0.1, 0.14, 0.18, 1.0, 1.3}) // three within 80 ms, two alone
        transact(s);
    for (int i = 0; i < 60; ++i) // a crowd
        transact(1.8 + i * 0.004);
    for (int i = 0; i < 40; ++i) // a dense second
        transact(2.6 + i * 0.025);
}

/// One that waits in vain, one that is acked too late, two that fail.
void buildTrouble(HistoryBuilder& b)
{
    const NameId ann = b.account("ann", 110);
    const NameId one = b.replica("account-1", ReplicaState::Paused);
    const NameId two = b.replica("account-2");
    const RowRef m1 = b.message(0.102, b.transaction(0.1, ann, 1, -100));
    const RowRef late = b.delivery(0.103, one, m1, 1, 3.103);
    const RowRef handling = b.handling(late, Outcome::Applied, 0.2, 0.3);
    b.history().handlings.edit(handling - 1).ackedAt.set(b.at(3.6));
    b.end(late, 3.103, DeliveryEnd::Expired, "account-2");
    b.band(one, BandKind::Paused, 0.4, 3.5);
    const RowRef again = b.delivery(3.104, two, m1, 2, 6.104);
    b.fault(b.handling(again, Outcome::Failed, 3.105, 3.2, "database failed"), 3.2);
    const RowRef m2 = b.message(0.112, b.transaction(0.11, ann, 2, 50));
    const RowRef waits = b.delivery(0.113, one, m2, 1, 3.113);
    b.end(waits, 3.113, DeliveryEnd::Expired, "account-2");
    b.end(b.delivery(3.114, two, m2, 2, 6.114), 3.13, DeliveryEnd::Acked);
    b.band(0, BandKind::Outage, 1.5, 1.9);
}

double timeOf(const History& history, const DrawnMark& mark)
{
    const std::size_t row = mark.row - 1;
    const auto since = [&history](Nanos time) { return seconds(time - history.start); };
    switch (mark.kind) {
    case Kind::Accepted:
        return since(history.transactions[row].acceptedAt);
    case Kind::Published:
    case Kind::Stored:
        return since(history.messages[row].seenAt);
    case Kind::Delivered:
        return since(history.deliveries[row].deliveredAt);
    case Kind::Deadline:
        return since(Nanos(history.deliveries[row].deadline.get()));
    case Kind::LateAck:
        return since(Nanos(history.handlings[history.handlingOf(row) - 1].ackedAt.get()));
    case Kind::Fault:
        return since(history.faults[row].time);
    case Kind::Wrong:
        return since(history.ledger[row].committedAt);
    }
    return 0;
}

struct SvgText
{
    QString text;
    QRectF ink;
    double middle() const { return ink.center().x(); }
};

/// The words of a picture as a file, with the place that their letters take.
std::vector<SvgText> textsOf(const QByteArray& svg)
{
    std::vector<SvgText> texts;
    QXmlStreamReader reader(svg);
    QPointF origin;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto attributes = reader.attributes();
        if (reader.name() == "g"_L1) {
            const QString matrix = attributes.value("transform"_L1).toString();
            const QStringList numbers =
                matrix.section(u'(', 1).section(u')', 0, 0).split(u',', Qt::SkipEmptyParts);
            origin = numbers.size() == 6 ? QPointF(numbers[4].toDouble(), numbers[5].toDouble())
                                         : QPointF();
        }
        if (reader.name() != "text"_L1)
            continue;
        QFont font(attributes.value("font-family"_L1).toString());
        font.setPixelSize(
            static_cast<int>(std::lround(attributes.value("font-size"_L1).toDouble())));
        font.setWeight(static_cast<QFont::Weight>(attributes.value("font-weight"_L1).toInt()));
        const QPointF base = origin
            + QPointF(attributes.value("x"_L1).toDouble(), attributes.value("y"_L1).toDouble());
        const QString text = reader.readElementText();
        const QFontMetricsF metrics(font);
        texts.push_back({text,
                         QRectF(base.x(), base.y() - metrics.capHeight(),
                                metrics.horizontalAdvance(text), metrics.capHeight())});
    }
    return texts;
}

QString overprinted(const std::vector<SvgText>& texts)
{
    for (std::size_t i = 0; i < texts.size(); ++i) {
        for (std::size_t j = i + 1; j < texts.size(); ++j) {
            // Fonts have no fractions of a pixel in a file.
            if (texts[i].ink.adjusted(1, 0, -1, 0).intersects(texts[j].ink.adjusted(1, 0, -1, 0)))
                return u"“%1” and “%2”"_s.arg(texts[i].text, texts[j].text);
        }
    }
    return {};
}

/// Something is painted where the mark says to be.
bool isPainted(const QImage& image, const DrawnMark& mark, const QColor& nothing, int fineness)
{
    const QRect rect(static_cast<int>(std::floor((mark.x - 1) * fineness)),
                     static_cast<int>(std::floor(mark.rect.top() * fineness)), 3 * fineness,
                     std::max(1, static_cast<int>(std::ceil(mark.rect.height() * fineness))));
    const QRect area = rect & image.rect();
    for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x)
            if (image.pixelColor(x, y) != nothing)
                return true;
    return false;
}

struct Stage
{
    std::shared_ptr<const Snapshot> snapshot;
    TimelineView view;

    explicit Stage(std::shared_ptr<const Snapshot> of, const QSize& size = {790, 470},
                   double scale = 1, const Theme& theme = lightTheme())
        : snapshot(std::move(of))
    {
        view.setTheme(theme, scale);
        view.resize(size);
        view.showSnapshot(snapshot);
        view.show();
        picture();
        QCoreApplication::processEvents(); // the scroll bar comes
        picture();
    }

    QImage picture() { return view.grab().toImage().convertToFormat(QImage::Format_RGB32); }
    const History& history() const { return *snapshot->history; }
    std::vector<DrawnMark> marks(Kind kind) const
    {
        std::vector<DrawnMark> found;
        for (const DrawnMark& mark : view.drawn().marks())
            if (mark.kind == kind)
                found.push_back(mark);
        std::sort(found.begin(), found.end(), [](const DrawnMark& left, const DrawnMark& right) {
            return left.row < right.row;
        });
        return found;
    }
    /// With wheel and keys, as a person does.
    void look(double from, double to)
    {
        const TimeScale& axis = view.timeAxis();
        for (int i = 0; i < 100 && axis.span() > (to - from) * 1.01; ++i) {
            const double x = axis.x((from + to) / 2);
            wheel(QPointF(std::clamp(x, axis.left() + 1, axis.right() - 1), 20), 1);
            picture();
        }
        for (int i = 0; i < 400 && std::abs(axis.from() - from) > axis.span() * 0.08; ++i) {
            const double before = axis.from();
            QTest::keyClick(&view, before > from ? Qt::Key_Left : Qt::Key_Right);
            picture();
            if (axis.from() == before)
                break;
        }
    }
    void wheel(const QPointF& at, int notches)
    {
        QWheelEvent event(at, view.mapToGlobal(at), {}, QPoint(0, 120 * notches), Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&view, &event);
    }
    void keep(const QString& name)
    {
        const QString folder = qEnvironmentVariable("STANSCOPE_PICTURES");
        if (!folder.isEmpty())
            picture().save(folder + u'/' + name + u".png"_s);
    }
};

std::shared_ptr<const Snapshot> captured(const QString& id)
{
    for (const BundledCapture& capture : bundledCaptures()) {
        if (capture.id != id)
            continue;
        auto reader = CaptureReader::open(capture.path);
        if (!reader)
            return {};
        const auto replayed = replayCapture(*reader);
        return replayed ? replayed->lab->snapshot() : nullptr;
    }
    return {};
}

std::shared_ptr<const Snapshot> built(void (*build)(HistoryBuilder&), double now)
{
    HistoryBuilder b;
    build(b);
    return b.snapshot(now);
}

/// Counts what the plot paints.
class PaintCounter : public QObject
{
public:
    explicit PaintCounter(const QWidget& view)
    {
        for (QWidget* child : view.findChildren<QWidget*>())
            if (child->inherits("QCustomPlot"))
                child->installEventFilter(this);
    }
    bool eventFilter(QObject*, QEvent* event) override
    {
        paints += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
    int paints = 0;
};

} // namespace

class TstTimelineTime : public QObject
{
    Q_OBJECT

private slots:
    void marksStandAtTheirTime_data();
    void marksStandAtTheirTime();
    void threeWithinMoments();
    void nothingInAQuietPictureIsWithoutALabel();
    void aCrowdIsOneCountThatOpens();
    void noDeadlineIsBesideThePlot();
    void whoLeftLeftNoExpiryBehind();
    void aServiceIsStruckInThePublishersLane();
    void whatIsPublishedOnceMoreHasItsMark();
    void theDatabaseStrikesNoLabelThrough();
    void nothingThatHappenedIsGreyed();
    void filesAreAsTrue();
    void tenReplicasScroll();
    void largeTypeKeepsTheLabels();
    void aLargeDepositLeavesSmallOnesReadable();
    void channelsHaveLanes();
    void thousandsOfClientsShareTheLanes();
    void theSelectedClientHasALane();
    void thereIsNoTimeBeforeTheFirstEvent();
    void paintsThirtyTimesASecondAtMost();
    void whatNobodySeesIsNotPainted();

private:
    void check(Stage& stage, std::size_t least = 0);
};

void TstTimelineTime::marksStandAtTheirTime_data()
{
    QTest::addColumn<std::shared_ptr<const Snapshot>>("snapshot");
    QTest::newRow("naive") << built(buildCase1Naive, 4);
    QTest::newRow("ordered") << built(buildCase1Ordered, 4);
    QTest::newRow("bursts") << built(buildBursts, 4);
    QTest::newRow("trouble") << built(buildTrouble, 4);
    for (const char* id : {"case-1-naive", "case-1-ordered", "case-2-naive", "case-2-ordered"})
        QTest::newRow(id) << captured(QString::fromLatin1(id));
}

void TstTimelineTime::check(Stage& stage, std::size_t least)
{
    const QImage image = stage.picture();
    const History& history = stage.history();
    const TimeScale& axis = stage.view.timeAxis();
    std::map<RowRef, double> stored;
    std::size_t seen = 0;
    for (const DrawnMark& mark : stage.view.drawn().marks()) {
        const double x = axis.x(timeOf(history, mark));
        QVERIFY2(std::abs(mark.x - x) <= 1,
                 qPrintable(u"kind %1 row %2: at %3, its time is at %4"_s.arg(
                     QString::number(static_cast<int>(mark.kind)), QString::number(mark.row),
                     QString::number(mark.x), QString::number(x))));
        if (mark.kind == Kind::Stored)
            stored[mark.row] = mark.x;
        if (mark.kind == Kind::Delivered) {
            const std::int64_t ended = history.deliveries[mark.row - 1].endedAt.get();
            const double end = axis.x(seconds(Nanos(ended) - history.start));
            if (ended != 0 && end < axis.right() && mark.rect.width() > 10)
                QVERIFY(std::abs(mark.rect.right() - end) <= 1);
            QVERIFY(ended == 0 || mark.rect.right() >= std::min(end, axis.right()) - 1);
        }
        if (x < axis.left() + 2 || x > axis.right() - 2 || mark.rect.bottom() > stage.view.height())
            continue;
        ++seen;
        QVERIFY(isPainted(image, mark, lightTheme().surface, 1));
    }
    QVERIFY(seen >= least);
    // A cause is never right of its effect.
    for (const DrawnMark& mark : stage.view.drawn().marks()) {
        const auto cause = stored.find(mark.message);
        if (cause == stored.end())
            continue;
        if (mark.kind == Kind::Delivered || mark.kind == Kind::Fault || mark.kind == Kind::LateAck)
            QVERIFY(cause->second <= mark.x + 1);
        if (mark.kind == Kind::Accepted)
            QVERIFY(mark.x <= cause->second + 1);
    }
    const auto& words = stage.view.drawn().words();
    for (std::size_t i = 0; i < words.size(); ++i)
        for (std::size_t j = i + 1; j < words.size(); ++j)
            QVERIFY2(!words[i].rect.intersects(words[j].rect),
                     qPrintable(words[i].text + u" / "_s + words[j].text));
}

void TstTimelineTime::marksStandAtTheirTime()
{
    QFETCH(std::shared_ptr<const Snapshot>, snapshot);
    QVERIFY(snapshot);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    for (const QSize size : {QSize(790, 470), QSize(620, 280)}) {
        Stage stage(snapshot, size);
        stage.view.fitAll();
        check(stage, 6);
        stage.keep(u"time-%1-%2"_s.arg(name).arg(size.width()));
        const double first =
            seconds(snapshot->history->transactions[0].acceptedAt - snapshot->history->start);
        for (const double span : {1.0, 0.2, 0.02}) {
            stage.look(first, first + span);
            check(stage);
        }
    }
    Stage dark(snapshot, {790, 470}, 1, darkTheme());
    dark.keep(u"time-%1-dark"_s.arg(name));
}

// Three publishes within 80 ms are three moments, told one above the other.
void TstTimelineTime::threeWithinMoments()
{
    HistoryBuilder b;
    buildBursts(b);
    Stage stage(b.snapshot(4), {790, 640});
    stage.look(0, 4.2);
    for (const Kind kind : {Kind::Accepted, Kind::Stored}) {
        auto marks = stage.marks(kind);
        QVERIFY(marks.size() > 3);
        for (int i = 0; i < 2; ++i) {
            QVERIFY(marks[1].x - marks[0].x > 3);
            QVERIFY(marks[1].x - marks[0].x < 12);
            QVERIFY(marks[1].rect.center().y() > marks[0].rect.center().y() + 8);
            marks.erase(marks.begin());
        }
    }
}

// However low the lanes are: each has its label, or all that stand there are counted.
void TstTimelineTime::nothingInAQuietPictureIsWithoutALabel()
{
    // At one moment, on both sides of a cell's end, and far apart.
    for (const double apart : {0.001, 0.03, 0.09}) {
        const int sent = apart < 0.01 ? 3 : 6;
        HistoryBuilder b;
        const NameId ann = b.account("ann", 100);
        const NameId one = b.replica("account-1");
        for (int i = 0; i < sent; ++i) {
            const double s = 0.911 + i * apart;
            const RowRef message = b.message(s + 0.0002, b.transaction(s, ann, i + 1, 10 + i));
            b.end(b.delivery(s + 0.01, one, message, 1, s + 3), s + 0.5, DeliveryEnd::Acked);
        }
        for (const int height : {470, 240, 200}) {
            Stage stage(b.snapshot(2), {790, height});
            std::size_t counted = 0;
            for (const DrawnCrowd& crowd : stage.view.drawn().crowds())
                counted += crowd.count;
            const auto& words = stage.view.drawn().words();
            const auto labels = std::ranges::count_if(words, [](const DrawnWord& word) {
                return word.text.startsWith(u'+') || word.text.size() == 1;
            });
            QCOMPARE(labels + static_cast<std::ptrdiff_t>(counted), 2 * sent);
            QVERIFY(sent > 3 || counted == 0);
        }
    }
}

// What comes after the right edge has a way to it and no tick there.
void TstTimelineTime::noDeadlineIsBesideThePlot()
{
    HistoryBuilder b;
    const NameId ann = b.account("ann", 100);
    const NameId one = b.replica("account-1");
    b.delivery(0.5, one, b.message(0.5, b.transaction(0.5, ann, 1, 10)), 1, 30.5);
    Stage stage(b.snapshot(1));
    const TimeScale& axis = stage.view.timeAxis();
    QVERIFY(axis.to() < 30);
    QVERIFY(stage.marks(Kind::Deadline).empty());
    const QImage image = stage.picture();
    const QRectF bar = stage.marks(Kind::Delivered).at(0).rect;
    for (int x = static_cast<int>(axis.right()) + 2; x < image.width(); ++x)
        for (double y = bar.top() - 6; y < bar.bottom() + 6; ++y)
            QCOMPARE(image.pixelColor(x, static_cast<int>(y)), lightTheme().surface);
}

// Its member said goodbye: nothing ran out, and nothing ticked at a deadline that never came.
void TstTimelineTime::whoLeftLeftNoExpiryBehind()
{
    HistoryBuilder b;
    const NameId ann = b.account("ann", 100);
    const NameId one = b.replica("account-1");
    const NameId two = b.replica("account-2");
    const RowRef message = b.message(0.5, b.transaction(0.5, ann, 1, 10));
    b.end(b.delivery(0.5, one, message, 1, 3.5), 1.5, DeliveryEnd::Transferred, "account-2");
    b.end(b.delivery(1.6, two, message, 2, 4.6), 1.7, DeliveryEnd::Acked);
    Stage stage(b.snapshot(4), {1200, 470});
    QVERIFY(stage.marks(Kind::Deadline).empty());
    QVERIFY(stage.view.drawn().legend().contains(u"transferred, kept"_s));
    const auto& words = stage.view.drawn().words();
    const auto says = [&words](const QString& text) {
        return std::ranges::any_of(
            words, [&text](const DrawnWord& word) { return word.text.contains(text); });
    };
    QVERIFY(says(glyph(Tone::Moved) + u" seq 1 · transferred"_s));
    QVERIFY(!says(glyph(Tone::Expired)));
}

void TstTimelineTime::whatIsPublishedOnceMoreHasItsMark()
{
    HistoryBuilder b;
    const NameId ann = b.account("ann", 100);
    b.replica("account-1");
    const RowRef transaction = b.transaction(0.5, ann, 1, 10);
    const RowRef first = b.message(0.52, transaction);
    const RowRef again = b.message(1.5, transaction);
    b.history().transactions.edit(transaction - 1).message.set(first);
    Stage stage(b.snapshot(2));
    QCOMPARE(stage.marks(Kind::Accepted).size(), std::size_t{1});
    const auto published = stage.marks(Kind::Published);
    QCOMPARE(published.size(), std::size_t{1});
    QCOMPARE(published[0].message, again);
    QVERIFY(std::abs(published[0].x - stage.view.timeAxis().x(1.5)) < 1);
}

void TstTimelineTime::aServiceIsStruckInThePublishersLane()
{
    HistoryBuilder b;
    const NameId ann = b.account("ann", 100);
    b.replica("account-1");
    b.transaction(0.5, ann, 1, 10);
    ReplicaView& first = b.draft().transactionService;
    first.lane = b.draft().lanes.front();
    first.name = ClientId("transaction");
    first.state = ReplicaState::Running;
    first.holding = {.id = FaultId(1), .effect = FaultEffect::Hang};
    b.history().faults.append([&](FaultMark& mark) {
        mark.lane = first.lane;
        mark.time = b.time(0.6);
        mark.effect = FaultEffect::Hang;
    });
    QCOMPARE(publishersState(*b.snapshot(2)), u"hangs"_s);
    // A second one has no lane: nothing is delivered to it.
    ReplicaView second;
    second.lane = b.intern("transaction-2");
    second.name = ClientId("transaction-2");
    second.state = ReplicaState::Dead;
    second.signal = 9;
    b.draft().lanes.push_back(second.lane);
    b.draft().moreTransactionServices.push_back(second);
    Stage stage(b.snapshot(2));
    TimelineScene scene;
    scene.showSnapshot(stage.snapshot);
    QCOMPARE(scene.replicas().size(), std::size_t{1});
    const auto faults = stage.marks(Kind::Fault);
    QCOMPARE(faults.size(), std::size_t{1});
    QVERIFY(std::abs(faults[0].x - stage.view.timeAxis().x(0.6)) < 1);
    QVERIFY(faults[0].rect.bottom() < stage.view.height() / 4);
    QVERIFY(stage.view.drawn().publishersFaultAt(faults[0].rect.center()) != nullptr);
    QVERIFY(faultToolTip(stage.history(), 0).contains(u"transaction"_s));
    QCOMPARE(publishersState(*stage.snapshot), u"transaction: hangs"_s);
    b.draft().transactionService.holding = {};
    QCOMPARE(publishersState(*b.snapshot(2)), u"transaction-2: dead"_s);
}

// The line of the database is below the letters, or there is none.
void TstTimelineTime::theDatabaseStrikesNoLabelThrough()
{
    HistoryBuilder b;
    const NameId ann = b.account("ann", 100);
    const NameId one = b.replica("account-1");
    const RowRef delivery =
        b.delivery(0.5, one, b.message(0.5, b.transaction(0.5, ann, 1, 10)), 1, 3.5);
    const RowRef handling = b.handling(delivery, Outcome::Applied, 0.51, 3.3);
    b.ledger(handling, 3.3, 110);
    b.fault(handling, 0.51); // its lightning takes the label no place either
    b.end(delivery, 3.4, DeliveryEnd::Acked);
    for (const int height : {470, 200}) {
        Stage stage(b.snapshot(4), {790, height});
        const QImage image = stage.picture();
        const QRectF bar = stage.marks(Kind::Delivered).at(0).rect;
        const auto& words = stage.view.drawn().words();
        const auto label = std::ranges::find_if(
            words, [&bar](const DrawnWord& word) { return bar.contains(word.rect.center()); });
        QVERIFY(label != words.end());
        const int beside = static_cast<int>(label->rect.right()) + 20;
        for (double y = label->rect.top(); y < label->rect.bottom() + 1; ++y) // letters hang below
            QCOMPARE(image.pixelColor(beside, static_cast<int>(y)), lightTheme()[Tone::Acked].soft);
    }
}

void TstTimelineTime::aCrowdIsOneCountThatOpens()
{
    HistoryBuilder b;
    buildBursts(b);
    Stage stage(b.snapshot(4));
    QVERIFY(!stage.view.drawn().crowds().empty());
    std::size_t counted = 0;
    for (const DrawnCrowd& crowd : stage.view.drawn().crowds())
        counted += crowd.count;
    QVERIFY(counted > 100); // in both lanes
    const DrawnCrowd crowd = stage.view.drawn().crowds().front();
    const double before = stage.view.timeAxis().span();
    QTest::mouseClick(&stage.view, Qt::LeftButton, {}, crowd.rect.center().toPoint());
    stage.picture();
    const TimeScale& axis = stage.view.timeAxis();
    QVERIFY(axis.span() < before / 3);
    QVERIFY(axis.from() < crowd.from && axis.to() > crowd.to);
    check(stage);
    // Opened far enough each message is told.
    stage.look(crowd.from, crowd.from + 0.02);
    QVERIFY(stage.view.drawn().crowds().empty());
    check(stage);
}

void TstTimelineTime::nothingThatHappenedIsGreyed()
{
    HistoryBuilder b;
    buildBursts(b);
    for (const double now : {3.65, 2.04}) {
        Stage stage(b.snapshot(now));
        const QImage before = stage.picture();
        stage.view.setTravel(TimeTravel{b.time(0), b.time(6), b.time(3.7)});
        const QImage after = stage.picture();
        const double cursor = stage.view.timeAxis().x(3.7);
        int compared = 0;
        for (const DrawnMark& mark : stage.view.drawn().marks()) {
            if (mark.kind == Kind::Deadline || std::abs(mark.x - cursor) < 3)
                continue;
            const QRect rect = mark.rect.toAlignedRect() & before.rect();
            for (int y = rect.top(); y <= rect.bottom(); ++y) {
                for (int x = rect.left(); x <= rect.right(); ++x) {
                    const QColor color = before.pixelColor(x, y);
                    if (color != lightTheme()[Tone::Flight].soft
                        && color != lightTheme()[Tone::Flight].mark)
                        continue;
                    ++compared;
                    QCOMPARE(after.pixelColor(x, y), color);
                }
            }
        }
        QVERIFY(compared > 500);
        // What is later is veiled.
        const int right = static_cast<int>(stage.view.timeAxis().right()) - 4;
        QVERIFY(cursor < right);
        QVERIFY(after.pixelColor(right, 60) != before.pixelColor(right, 60));
        stage.keep(u"travel"_s);
    }
}

void TstTimelineTime::filesAreAsTrue()
{
    for (auto* build : {buildCase1Naive, buildBursts, buildTrouble}) {
        for (const double scale : {1.0, 1.2}) {
            Stage stage(built(build, 4), {790, 470}, scale);
            const auto texts = textsOf(stage.view.toSvg());
            QVERIFY(texts.size() > 10);
            const QString over = overprinted(texts);
            QVERIFY2(over.isEmpty(), qPrintable(over));
            // The axis of the file is the axis of the screen.
            int ticks = 0;
            for (const SvgText& text : texts) {
                static const QRegularExpression whole(u"^([0-9]) s$"_s);
                const auto match = whole.match(text.text);
                if (!match.hasMatch())
                    continue;
                ++ticks;
                QVERIFY(
                    std::abs(stage.view.timeAxis().x(match.captured(1).toDouble()) - text.middle())
                    <= 2);
            }
            QVERIFY(ticks >= 3);
            check(stage);
            const QImage fine = QImage::fromData(stage.view.toPng(), "PNG");
            for (const DrawnMark& mark : stage.view.drawn().marks()) {
                const TimeScale& axis = stage.view.timeAxis();
                if (mark.x > axis.left() + 2 && mark.x < axis.right() - 2)
                    QVERIFY(isPainted(fine, mark, lightTheme().surface, 2));
            }
        }
    }
}

void TstTimelineTime::tenReplicasScroll()
{
    HistoryBuilder b;
    b.account("ann");
    const RowRef message = b.message(0.1, 0);
    for (int i = 1; i <= 12; ++i) {
        const NameId replica = b.replica("account-" + std::to_string(i));
        b.end(b.delivery(0.1 * i, replica, message, 1, 3), 0.1 * i + 0.5, DeliveryEnd::Acked);
    }
    Stage stage(b.snapshot(4), {700, 320});
    const auto shown = [&stage] {
        std::vector<RowRef> rows;
        for (const DrawnMark& mark : stage.marks(Kind::Delivered))
            rows.push_back(mark.row);
        return rows;
    };
    auto* bar = stage.view.findChild<QScrollBar*>();
    QTRY_VERIFY(bar->isVisible());
    stage.keep(u"ten-replicas"_s);
    QVERIFY(shown().size() < 12 && shown().front() == 1);
    for (const DrawnMark& mark : stage.marks(Kind::Delivered))
        QVERIFY(mark.rect.height() >= 14);
    // The wheel scrolls over the names and zooms over the lanes.
    const double span = stage.view.timeAxis().span();
    stage.wheel(QPointF(20, 180), -40);
    stage.picture();
    QCOMPARE(shown().back(), RowRef{12});
    QVERIFY(shown().front() > 1);
    QCOMPARE(stage.view.timeAxis().span(), span);
    stage.wheel(QPointF(400, 180), 1);
    stage.picture();
    QVERIFY(stage.view.timeAxis().span() < span);
    QTest::keyClick(&stage.view, Qt::Key_PageUp);
    QTest::keyClick(&stage.view, Qt::Key_PageUp);
    for (int i = 0; i < 12; ++i)
        QTest::keyClick(&stage.view, Qt::Key_Up);
    stage.picture();
    QCOMPARE(bar->value(), 0);
    QTest::keyClick(&stage.view, Qt::Key_Down);
    QVERIFY(bar->value() > 0);
    // What is selected elsewhere comes into view.
    stage.view.setSelection({message, 12});
    stage.picture();
    QCOMPARE(shown().back(), RowRef{12});
    // Nothing is painted outside the part that scrolls.
    bar->setValue(20);
    check(stage);
}

void TstTimelineTime::largeTypeKeepsTheLabels()
{
    for (const double scale : {1.0, 1.1, 1.2, 1.5}) {
        for (const int height : {150, 190, 260}) {
            Stage stage(built(buildCase1Naive, 4), {560, static_cast<int>(height * scale)}, scale);
            stage.keep(u"small-%1-%2"_s.arg(height).arg(scale));
            const auto& words = stage.view.drawn().words();
            QVERIFY(std::any_of(words.begin(), words.end(), [](const DrawnWord& word) {
                return word.text.startsWith(glyph(Tone::Expired));
            }));
            const QString over = overprinted(textsOf(stage.view.toSvg()));
            QVERIFY2(over.isEmpty(), qPrintable(over));
        }
    }
}

void TstTimelineTime::aLargeDepositLeavesSmallOnesReadable()
{
    HistoryBuilder b;
    const NameId ann = b.account("ann");
    const NameId one = b.replica("account-1");
    std::int64_t balance = 0;
    std::int64_t number = 0;
    const auto deposit = [&](double s, std::int64_t amount) {
        const RowRef message = b.message(s + 0.01, b.transaction(s, ann, ++number, amount));
        const RowRef delivery = b.delivery(s + 0.02, one, message, 1, s + 3);
        balance += amount;
        b.ledger(b.handling(delivery, Outcome::Applied, s + 0.03, s + 0.04), s + 0.04, balance);
        b.end(delivery, s + 0.05, DeliveryEnd::Acked);
    };
    deposit(0.2, 50);
    deposit(0.8, 60);
    deposit(1.5, 1'000'000);
    deposit(2.2, 70);
    deposit(3.0, 80);
    Stage stage(b.snapshot(4));
    stage.keep(u"large-deposit"_s);
    const auto said = [&stage](const QString& text) {
        const auto& words = stage.view.drawn().words();
        return static_cast<int>(
            std::count_if(words.begin(), words.end(),
                          [&text](const DrawnWord& word) { return word.text == text; }));
    };
    // Once as what was published and once as the step that is too low to be seen.
    for (const QString& text : {u"+50"_s, u"+60"_s, u"+70"_s, u"+80"_s})
        QCOMPARE(said(text), 2);
    const QString over = overprinted(textsOf(stage.view.toSvg()));
    QVERIFY2(over.isEmpty(), qPrintable(over));
    // Alone in view they are steps again.
    stage.look(3.0, 3.5);
    QCOMPARE(said(u"+80"_s), 1);
    stage.keep(u"large-deposit-after"_s);
    const auto texts = textsOf(stage.view.toSvg());
    QVERIFY(std::any_of(texts.begin(), texts.end(),
                        [](const SvgText& text) { return text.text == u"1\u00a0000\u00a0260"_s; }));
}

void TstTimelineTime::channelsHaveLanes()
{
    HistoryBuilder b;
    buildAttached(b);
    Stage stage(b.snapshot(4));
    stage.keep(u"attached"_s);
    const auto marks = stage.marks(Kind::Stored);
    QCOMPARE(marks.size(), std::size_t{3});
    // orders, refunds, orders
    QVERIFY(std::abs(marks[2].rect.center().y() - marks[0].rect.center().y()) < 16);
    QVERIFY(marks[1].rect.center().y() - marks[0].rect.center().y() > 20);
    const auto texts = textsOf(stage.view.toSvg());
    for (const QString& name : {u"orders"_s, u"refunds"_s})
        QVERIFY(std::any_of(texts.begin(), texts.end(),
                            [&name](const SvgText& text) { return text.text == name; }));
    check(stage);
    // Of many channels the busiest; the others share a lane.
    for (int i = 0; i < 30; ++i)
        b.foreignMessage(1 + i * 0.05, "channel-" + std::to_string(i), "x");
    for (int i = 0; i < 5; ++i)
        b.foreignMessage(2.6 + i * 0.2, "channel-29", "x");
    Stage many(b.snapshot(4));
    many.keep(u"attached-channels"_s);
    const auto names = textsOf(many.view.toSvg());
    const auto shows = [&names](const QString& name) {
        return std::any_of(names.begin(), names.end(),
                           [&name](const SvgText& text) { return text.text == name; });
    };
    QVERIFY(shows(u"channel-29"_s) && shows(u"28 more"_s));
    check(many);
}

void TstTimelineTime::thousandsOfClientsShareTheLanes()
{
    HistoryBuilder b;
    buildAttached(b, 2000);
    const NameId busy = b.draft().replicas[1234].lane;
    const RowRef message = b.foreignMessage(1, "orders", "x");
    for (int i = 0; i < 9; ++i)
        b.end(b.delivery(1 + 0.1 * i, busy, message, 1, 30), 1.05 + 0.1 * i, DeliveryEnd::Acked);
    Stage stage(b.snapshot(4));
    stage.view.findChild<QScrollBar*>()->setValue(10000);
    stage.picture();
    const auto texts = textsOf(stage.view.toSvg());
    QVERIFY(texts.size() < 100);
    QVERIFY(std::any_of(texts.begin(), texts.end(), [](const SvgText& text) {
        return text.text.startsWith(u"1984 more clients"_s);
    }));
    QVERIFY(std::any_of(texts.begin(), texts.end(),
                        [](const SvgText& text) { return text.text == u"worker-1235"_s; }));
    stage.keep(u"attached-large"_s);
}

void TstTimelineTime::theSelectedClientHasALane()
{
    HistoryBuilder b;
    buildAttached(b, 200);
    const NameId quiet = b.draft().replicas[150].lane;
    const RowRef message = b.foreignMessage(1, "orders", "x");
    const RowRef delivery = b.delivery(1, quiet, message, 1, 30);
    for (int i = 0; i < 40; ++i) {
        const NameId other = b.draft().replicas[static_cast<std::size_t>(i)].lane;
        for (int j = 0; j < 3; ++j)
            b.end(b.delivery(1.1, other, message, 1, 30), 1.2, DeliveryEnd::Acked);
    }
    Stage stage(b.snapshot(4));
    const auto seen = [&] {
        const auto marks = stage.marks(Kind::Delivered);
        return std::any_of(marks.begin(), marks.end(),
                           [&](const DrawnMark& mark) { return mark.row == delivery; });
    };
    QVERIFY(!seen());
    stage.view.setSelection({message, delivery});
    stage.picture();
    QVERIFY(seen());
}

void TstTimelineTime::thereIsNoTimeBeforeTheFirstEvent()
{
    Stage stage(built(buildCase1Naive, 4));
    const auto room = [&stage] {
        return stage.view.timeAxis().x(0) - stage.view.timeAxis().left();
    };
    for (int i = 0; i < 30; ++i) {
        stage.wheel(QPointF(700, 100), -1);
        stage.picture();
        QVERIFY(room() <= 13);
    }
    for (int i = 0; i < 5; ++i) {
        QTest::keyClick(&stage.view, Qt::Key_Left);
        stage.picture();
        QVERIFY(room() <= 13);
    }
    for (int i = 0; i < 20; ++i)
        QTest::keyClick(&stage.view, Qt::Key_Plus);
    for (int i = 0; i < 60; ++i)
        QTest::keyClick(&stage.view, Qt::Key_Left);
    stage.picture();
    QVERIFY(room() <= 13);
    for (const SvgText& text : textsOf(stage.view.toSvg()))
        QVERIFY2(!text.text.startsWith(u'-') || !text.text.endsWith(u" s"_s),
                 qPrintable(text.text));
}

void TstTimelineTime::paintsThirtyTimesASecondAtMost()
{
    HistoryBuilder b;
    const NameId ann = b.account("ann");
    b.replica("account-1");
    b.message(0.1, b.transaction(0.1, ann, 1, 5));
    Stage stage(b.snapshot(1));
    PaintCounter counter(stage.view);
    QElapsedTimer passed;
    passed.start();
    int shown = 0;
    while (shown < 400) {
        ++shown;
        const double s = 0.1 + shown * 0.005;
        b.message(s, b.transaction(s, ann, shown + 1, 5));
        stage.view.showSnapshot(b.snapshot(s));
        QCoreApplication::processEvents();
    }
    QVERIFY(counter.paints <= passed.elapsed() / 33 + 2);
    // Late or not, the last of them is seen.
    const auto hasLast = [&] {
        const auto marks = stage.marks(Kind::Stored);
        return !marks.empty() && marks.back().row == b.history().messages.size();
    };
    QTRY_VERIFY(hasLast());
    // The view has come to rest, and nothing changes.
    const auto rests = [&counter, &stage, &b] {
        const int before = counter.paints;
        for (int i = 0; i < 50; ++i) {
            stage.view.showSnapshot(b.snapshot(4));
            QTest::qWait(1);
        }
        return counter.paints == before;
    };
    QTRY_VERIFY(rests());
}

void TstTimelineTime::whatNobodySeesIsNotPainted()
{
    HistoryBuilder b;
    const NameId ann = b.account("ann");
    b.replica("account-1");
    b.message(0.1, b.transaction(0.1, ann, 1, 5));
    Stage stage(b.snapshot(1));
    int number = 1;
    const auto more = [&] {
        for (int i = 0; i < 20; ++i) {
            ++number;
            b.message(0.1 * number, b.transaction(0.1 * number, ann, number, 5));
            stage.view.showSnapshot(b.snapshot(0.1 * number));
            QTest::qWait(3);
        }
    };
    const auto last = [&stage] {
        const auto marks = stage.marks(Kind::Stored);
        return marks.empty() ? RowRef{0} : marks.back().row;
    };
    PaintCounter counter(stage.view);
    stage.view.hide();
    QCoreApplication::processEvents();
    counter.paints = 0;
    more();
    QCOMPARE(counter.paints, 0);
    stage.view.show();
    QTRY_COMPARE(last(), static_cast<RowRef>(b.history().messages.size()));
    stage.view.showMinimized();
    QTRY_VERIFY(stage.view.isMinimized());
    QCoreApplication::processEvents();
    counter.paints = 0;
    more();
    QCOMPARE(counter.paints, 0);
    stage.view.showNormal();
    QTRY_COMPARE(last(), static_cast<RowRef>(b.history().messages.size()));
}

QTEST_MAIN(TstTimelineTime)
#include "tst_timelinetime.moc"

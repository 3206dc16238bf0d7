#include "tests/ui/samplesnapshots.h"
#include "ui/mainwindow/presenterview.h"
#include "ui/mainwindow/twinpane.h"
#include "ui/mainwindow/twinwindow.h"
#include "ui/panels/verdictpill.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <array>

using namespace stanscope;
using namespace stanscope::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int limit = 10'000;

/// Two deposits, the first one so long after the start of the run.
std::shared_ptr<const Snapshot> runOf(Handler handler, double first)
{
    HistoryBuilder b;
    const NameId ann = b.account("ann");
    b.replica("account-1");
    b.replica("account-2");
    for (int i = 0; i < 2; ++i) {
        const double s = first + i;
        b.message(s, b.transaction(s, ann, i + 1, 50));
    }
    dress(b, handler);
    return b.snapshot(first + 2);
}

double leftmostMark(const TwinPane& pane)
{
    const auto& marks = pane.timeline()->drawn().marks();
    const auto first = std::ranges::min_element(
        marks, {}, [](const DrawnMark& mark) { return mark.rect.center().x(); });
    return first == marks.end() ? -1 : first->rect.center().x();
}

} // namespace

class TestTwin : public QObject
{
    Q_OBJECT

private slots:
    void firstActionsLieBelowEachOther();
    void theVerdictWaitsForItsStep();
    void thePresenterSaysTheSame();
    void thePresenterObeysKeys();
};

void TestTwin::firstActionsLieBelowEachOther()
{
    TwinWindow window(u"Overtaking"_s, {Handler::Naive, Handler::Ordered});
    window.show();
    window.showSnapshot(0, runOf(Handler::Naive, 0.9));
    window.showSnapshot(1, runOf(Handler::Ordered, 2.4));
    const std::array panes{window.pane(0), window.pane(1)};
    QTRY_VERIFY_WITH_TIMEOUT(leftmostMark(*panes[0]) > 0, limit);
    QTRY_VERIFY_WITH_TIMEOUT(std::abs(leftmostMark(*panes[0]) - leftmostMark(*panes[1])) < 1,
                             limit);
    const TimeScale& upper = panes[0]->timeline()->timeAxis();
    const TimeScale& lower = panes[1]->timeline()->timeAxis();
    QCOMPARE(upper.left(), lower.left());
    QCOMPARE(upper.span(), lower.span());
    QCOMPARE(upper.from(), 0.0);
    // No longer than they need: as a lesson that is told by itself.
    QVERIFY2(upper.span() < 4.0, qPrintable(QString::number(upper.span())));
    // What lies a second after it lies there in both.
    QCOMPARE(upper.x(1.3), lower.x(1.3));
}

void TestTwin::theVerdictWaitsForItsStep()
{
    TwinPane pane(Handler::Naive);
    pane.setUnjudged(true);
    pane.showSnapshot(runOf(Handler::Naive, 0.9));
    const auto* pill = pane.findChild<VerdictPill*>();
    QVERIFY(pill->text().contains(u"not yet judged"_s));
    pane.setUnjudged(false);
    QVERIFY(pill->text().contains(u"VIOLATED"_s));
    pane.setUnjudged(true);
    QVERIFY(pill->text().contains(u"not yet judged"_s));
}

void TestTwin::thePresenterSaysTheSame()
{
    PresenterView presenter(nullptr);
    presenter.resize(1280, 720);
    presenter.setTheme(lightTheme());
    presenter.show();
    presenter.showSnapshot(runOf(Handler::Naive, 0.9));
    presenter.setStep({u"The withdrawal was declined at 60.00."_s, 9, 6, 7, true});
    const auto textOf = [&](const char* name) {
        return presenter.findChild<QLabel*>(QLatin1StringView(name))->text();
    };
    QCOMPARE(textOf("presenterNumber"), u"6 / 9"_s);
    QVERIFY(textOf("presenterKeys").contains(u"next"_s));
    QCOMPARE(textOf("presenterSentence"), u"The withdrawal was declined at 60.00."_s);
    QCOMPARE(textOf("presenterBalance"), u"110.00"_s);
    QCOMPARE(textOf("presenterExpected"), u"10.00"_s);
    // For the last row, and whole.
    for (const char* name : {"presenterBalance", "presenterExpected"}) {
        const auto* label = presenter.findChild<QLabel*>(QLatin1StringView(name));
        QVERIFY(label->fontInfo().pixelSize() >= 76);
        QVERIFY(label->sizeHint().width() <= label->width());
    }
    // Free play has no steps.
    presenter.setStep({u"Free play"_s, 0, 0, 0, true});
    QVERIFY(!textOf("presenterKeys").contains(u"next"_s));
    QVERIFY(textOf("presenterKeys").contains(u"compare"_s));
}

void TestTwin::thePresenterObeysKeys()
{
    PresenterView presenter(nullptr);
    presenter.show();
    QSignalSpy next(&presenter, &PresenterView::nextAsked);
    QSignalSpy back(&presenter, &PresenterView::backAsked);
    QSignalSpy closed(&presenter, &PresenterView::closed);
    QTest::keyClick(&presenter, Qt::Key_Space);
    QTest::keyClick(&presenter, Qt::Key_PageDown);
    QCOMPARE(next.size(), 2);
    QTest::keyClick(&presenter, Qt::Key_Backspace);
    QTest::keyClick(&presenter, Qt::Key_PageUp);
    QCOMPARE(back.size(), 2);
    QTest::keyClick(&presenter, Qt::Key_F11);
    QCOMPARE(closed.size(), 1);
}

QTEST_MAIN(TestTwin)

#include "tst_twin.moc"

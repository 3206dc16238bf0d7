#include "app/sourceswitch.h"
#include "core/capture/bundledcaptures.h"
#include "core/scenario/scenario.h"
#include "tests/support/tables.h"
#include "tests/support/testbroker.h"
#include "ui/mainwindow/lessondesk.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/statusline.h"
#include "ui/panels/accountpanel.h"
#include "ui/panels/outline.h"
#include "ui/panels/playerstrip.h"
#include "ui/panels/questionpanel.h"
#include "ui/panels/stepline.h"
#include "ui/panels/summarycard.h"
#include "ui/panels/verdictpill.h"
#include "ui/plots/timelineview.h"

#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>
#include <utility>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int limit = 20'000;

} // namespace

/// A lesson is gone through with the keys: a recorded one, and one that happens meanwhile.
class TestLessonPlayer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void aRecordedLessonStepByStep();
    void theAxisStays();
    void theStatusLineWaitsForNothing();
    void whatIsPointedAtIsNotStruckThrough();
    void nothingIsToldBeforeItsTime();
    void theGuessIsCompared();
    void theEndIsSummedUp();
    void keysBelongToFieldsFirst();
    void aClickGoesToItsStep();
    void playGoesOnByItself();
    void vietnamese();
    void closingBringsEverythingBack();
    void aRecordingOpenedIsLookedAtFirst();
    void aLessonThatHappensMeanwhile();
    void pictures();

private:
    template <typename W>
    W* find(const QString& name) const
    {
        return test::upToDate(m_window->findChild<W*>(name));
    }
    QString textOf(const QString& label) const { return find<QLabel>(label)->text(); }
    QString number() const { return textOf(u"playerNumber"_s); }
    int rows() const { return find<QTableView>(u"historyTable"_s)->model()->rowCount(); }
    void key(Qt::Key key)
    {
        QWidget* to = m_window->focusWidget() ? m_window->focusWidget() : m_window.get();
        QTest::keyClick(to, key);
    }
    /// To the next step, without the way.
    bool next()
    {
        const QString before = number();
        const bool wasAtEnd = find<SummaryCard>(u"summaryCard"_s)->isVisible();
        for (int press = 0; press < 2; ++press)
            if (number() == before)
                key(Qt::Key_Space);
        const bool gone = QTest::qWaitFor(
            [&] {
                return number() != before
                    || find<SummaryCard>(u"summaryCard"_s)->isVisible() != wasAtEnd;
            },
            limit);
        if (!gone)
            qWarning() << "still at" << before << "with the focus at" << m_window->focusWidget();
        return gone;
    }
    void open(const QString& id, bool fromTheStart = true)
    {
        m_source->open(u":/captures/%1.stanscope"_s.arg(id), fromTheStart);
        QVERIFY(QTest::qWaitFor([&] { return m_window->lessonDesk()->isOpen(); }, limit));
        if (fromTheStart)
            QTRY_COMPARE_WITH_TIMEOUT(rows(), 0, limit);
    }

    QTemporaryDir m_settings;
    QTemporaryDir m_runs;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<SourceSwitch> m_source;
};

void TestLessonPlayer::initTestCase()
{
    qputenv("STANSCOPE_SERVICES", STANSCOPE_BIN_DIR);
    qputenv("XDG_RUNTIME_DIR", m_runs.path().toLocal8Bit());
    qputenv("XDG_CACHE_HOME", m_runs.path().toLocal8Bit());
    for (const auto format : {QSettings::NativeFormat, QSettings::IniFormat})
        QSettings::setPath(format, QSettings::UserScope, m_settings.path());
}

void TestLessonPlayer::init()
{
    m_window = std::make_unique<MainWindow>(bundledScenarios());
    m_window->lessonDesk()->setLanguage(u"en"_s);
    m_source = std::make_unique<SourceSwitch>(*m_window);
    m_window->resize(1280, 720);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get(), limit));
}

void TestLessonPlayer::cleanup()
{
    m_source->shutDown();
    m_source.reset();
    m_window.reset();
}

void TestLessonPlayer::aRecordedLessonStepByStep()
{
    open(u"case-1-naive"_s);
    QCOMPARE(number(), u"0 / 9"_s);
    QVERIFY(!find<QWidget>(u"lessonStrip"_s)->isVisible());
    QVERIFY(!find<QWidget>(u"timeBar"_s)->isVisible());
    QVERIFY(!find<QDockWidget>(u"actionsDock"_s)->isVisible());
    key(Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(number(), u"1 / 9"_s, limit); // it goes there by itself
    for (int step = 2; step <= 5; ++step)
        QVERIFY(next());
    QCOMPARE(number(), u"5 / 9"_s);
    QTRY_COMPARE_WITH_TIMEOUT(textOf(u"balanceLabel"_s), u"60.00"_s, limit);
    QVERIFY(textOf(u"playerSentence"_s).contains(u"overtakes"_s));
    key(Qt::Key_PageDown);
    key(Qt::Key_PageDown);
    QTRY_COMPARE_WITH_TIMEOUT(number(), u"6 / 9"_s, limit);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 3, limit);
    key(Qt::Key_Backspace);
    QTRY_COMPARE_WITH_TIMEOUT(number(), u"5 / 9"_s, limit);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, limit);
    key(Qt::Key_PageUp);
    QTRY_COMPARE_WITH_TIMEOUT(number(), u"4 / 9"_s, limit);
    QTRY_COMPARE_WITH_TIMEOUT(textOf(u"balanceLabel"_s), u"0.00"_s, limit);
}

/// What it tells is in view all the time, and the axis is the same at each step.
void TestLessonPlayer::theAxisStays()
{
    open(u"case-1-ordered"_s);
    const auto* timeline = find<TimelineView>(u"timeline"_s);
    const auto axis = [timeline] {
        return std::pair(timeline->timeAxis().from(), timeline->timeAxis().to());
    };
    QVERIFY(next());
    QVERIFY(next());
    std::pair<double, double> before;
    QTRY_VERIFY_WITH_TIMEOUT(std::exchange(before, axis()) == axis() && before.second > 3, limit);
    for (int step = 3; step <= 9; ++step) {
        QVERIFY(next());
        m_window->grab();
        QCOMPARE(axis(), before);
        QVERIFY(timeline->isFollowing());
    }
}

/// What was not compared yet at a moment that is over is not told, and the line is as high as with
/// what was.
void TestLessonPlayer::theStatusLineWaitsForNothing()
{
    open(u"case-1-naive"_s);
    auto* line = find<StatusLine>(u"statusLine"_s);
    const auto* check = find<QPushButton>(u"statusCheck"_s);
    for (int step = 1; step <= 5; ++step) {
        QVERIFY(next());
        QVERIFY(!check->isVisible() || !check->text().contains(u"yet"_s));
    }
    QVERIFY(!check->isVisible());
    const int height = line->height();
    Snapshot compared;
    compared.broker.state = broker::State::Running;
    compared.check.state = MirrorCheckView::State::Matching;
    compared.check.compared = compared.check.matched = 1;
    line->showSnapshot(std::make_shared<const Snapshot>(compared));
    QCOMPARE(check->text(), u"mirror matches the broker (1/1)"_s);
    QTRY_VERIFY_WITH_TIMEOUT(check->isVisible() && check->height() > 10, limit);
    QCOMPARE(line->height(), height);
}

/// The frame around a figure has all of it, and its line goes through no word.
void TestLessonPlayer::whatIsPointedAtIsNotStruckThrough()
{
    open(u"case-1-naive"_s);
    const auto* panel = m_window->findChild<AccountPanel*>();
    int framed = 0;
    for (int step = 1; step <= 9; ++step) {
        QVERIFY(next());
        QCoreApplication::processEvents();
        for (const auto* outline : panel->findChildren<Outline*>()) {
            if (!outline->isVisible())
                continue;
            ++framed;
            const QRect inner = outline->geometry().adjusted(2, 2, -2, -2);
            int within = 0;
            for (const auto* label : panel->findChildren<QLabel*>()) {
                if (!label->isVisible() || label->text().isEmpty())
                    continue;
                const QRect text(label->mapTo(panel, QPoint(0, 0)),
                                 label->size().boundedTo(label->sizeHint()));
                within += inner.contains(text) ? 1 : 0;
                QVERIFY2(inner.contains(text) || !outline->geometry().intersects(text),
                         qPrintable(label->text()));
            }
            QCOMPARE(within, 2);
        }
    }
    QVERIFY(framed > 0);
}

void TestLessonPlayer::nothingIsToldBeforeItsTime()
{
    open(u"case-1-naive"_s);
    const auto* pill = find<VerdictPill>(u"verdictPill"_s);
    for (int step = 1; step <= 8; ++step) {
        QVERIFY(next());
        QTRY_VERIFY_WITH_TIMEOUT(pill->text().contains(u"not yet judged"_s), limit);
    }
    // What the money is, is no verdict, nor is what is wrong by itself; the audit's words are.
    QTRY_COMPARE_WITH_TIMEOUT(textOf(u"balanceLabel"_s), u"110.00"_s, limit);
    QVERIFY(textOf(u"differenceLabel"_s).contains(u"withdrawal 3 declined wrongly"_s));
    QVERIFY(next());
    QTRY_COMPARE_WITH_TIMEOUT(pill->verdict(), audit::Verdict::Violated, limit);
    QTRY_VERIFY_WITH_TIMEOUT(textOf(u"differenceLabel"_s).contains(u"and leaves 10.00"_s), limit);
}

void TestLessonPlayer::theGuessIsCompared()
{
    open(u"case-1-naive"_s);
    auto* dock = find<QDockWidget>(u"questionDock"_s);
    for (int step = 1; step <= 6; ++step)
        QVERIFY(next());
    QVERIFY(!dock->isVisible());
    QVERIFY(next());
    QTRY_VERIFY_WITH_TIMEOUT(dock->isVisible(), limit);
    QTest::mouseClick(find<QPushButton>(u"questionChoice2"_s), Qt::LeftButton);
    QCOMPARE(find<QPushButton>(u"questionChoice2"_s)->text(), u"60.00"_s);
    QVERIFY(next()); // who has clicked goes on with the keys
    QTRY_COMPARE_WITH_TIMEOUT(textOf(u"questionHint"_s), u"You said 60.00. It was: 110.00"_s,
                              limit);
    QVERIFY(!find<QPushButton>(u"questionChoice1"_s)->isEnabled());
    QVERIFY(next());
    QTRY_VERIFY_WITH_TIMEOUT(!dock->isVisible(), limit);
    key(Qt::Key_Backspace);
    key(Qt::Key_Backspace);
    QTRY_COMPARE_WITH_TIMEOUT(number(), u"7 / 9"_s, limit);
    QVERIFY(find<QPushButton>(u"questionChoice1"_s)->isEnabled());
}

void TestLessonPlayer::theEndIsSummedUp()
{
    open(u"case-1-naive"_s);
    for (int step = 1; step <= 10; ++step)
        QVERIFY(next());
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>(u"summaryCard"_s)->isVisible(), limit);
    QTRY_VERIFY2_WITH_TIMEOUT(textOf(u"summaryResult"_s).startsWith(u"naive: Violated"_s),
                              qPrintable(textOf(u"summaryResult"_s)), limit);
    QCOMPARE(textOf(u"summaryRemember"_s).count(u'•'), 2);
    QSignalSpy taken(m_window.get(), &MainWindow::lessonOfferTaken);
    QTest::mouseClick(find<QPushButton>(u"summaryOther"_s), Qt::LeftButton);
    QCOMPARE(taken.size(), 1);
    QCOMPARE(taken[0][0].toString(), u"case-1"_s);
    QCOMPARE(taken[0][1].value<Handler>(), Handler::Ordered);
    QTest::mouseClick(find<QPushButton>(u"summaryNext"_s), Qt::LeftButton);
    QCOMPARE(taken.size(), 2);
    QVERIFY(taken[1][0].toString() != u"case-1"_s);
    key(Qt::Key_Backspace);
    QTRY_VERIFY_WITH_TIMEOUT(!find<QWidget>(u"summaryCard"_s)->isVisible(), limit);
}

void TestLessonPlayer::keysBelongToFieldsFirst()
{
    open(u"case-1-naive"_s);
    QVERIFY(next());
    QLineEdit field(m_window.get());
    field.show();
    field.setFocus();
    QTest::keyClick(&field, Qt::Key_X);
    QTest::keyClick(&field, Qt::Key_Space);
    QCOMPARE(field.text(), u"x "_s);
    QTest::keyClick(&field, Qt::Key_Backspace);
    QCOMPARE(field.text(), u"x"_s);
    QPushButton button(m_window.get());
    button.show();
    button.setFocus();
    QSignalSpy clicks(&button, &QPushButton::clicked);
    QTest::keyClick(&button, Qt::Key_Space);
    QCOMPARE(clicks.size(), 1);
    QCOMPARE(number(), u"1 / 9"_s);
    // A table has no say.
    auto* table = find<QTableView>(u"historyTable"_s);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_PageDown);
    QTRY_COMPARE_WITH_TIMEOUT(number(), u"2 / 9"_s, limit);
}

void TestLessonPlayer::aClickGoesToItsStep()
{
    open(u"case-1-ordered"_s);
    auto* line = find<StepLine>(u"stepLine"_s);
    QTest::mouseClick(line, Qt::LeftButton, Qt::NoModifier, line->segment(5).center().toPoint());
    QTRY_COMPARE_WITH_TIMEOUT(number(), u"6 / 9"_s, limit);
    QTRY_VERIFY_WITH_TIMEOUT(textOf(u"playerSentence"_s).contains(u"rejected as well"_s), limit);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 3, limit);
}

void TestLessonPlayer::playGoesOnByItself()
{
    open(u"case-1-inbox"_s);
    auto* speed = find<QComboBox>(u"playerSpeed"_s);
    speed->setCurrentIndex(speed->count() - 1);
    QTest::mouseClick(find<QPushButton>(u"playerPlay"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>(u"playerPlay"_s)->isChecked(), limit);
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>(u"summaryCard"_s)->isVisible(), limit);
    QVERIFY(!find<QPushButton>(u"playerPlay"_s)->isChecked());
    QVERIFY(textOf(u"summaryResult"_s).startsWith(u"inbox: Valid"_s));
}

void TestLessonPlayer::vietnamese()
{
    open(u"case-1-naive"_s);
    QVERIFY(next());
    m_window->lessonDesk()->setLanguage(u"vi"_s);
    QVERIFY(textOf(u"playerSentence"_s).startsWith(u"Các bản sao"_s));
    QVERIFY(next());
    QVERIFY(textOf(u"playerSentence"_s).startsWith(u"Đã gài lỗi"_s));
}

void TestLessonPlayer::closingBringsEverythingBack()
{
    open(u"case-1-naive"_s);
    QVERIFY(next());
    QTest::mouseClick(find<QPushButton>(u"playerLive"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(find<QDockWidget>(u"actionsDock"_s)->isVisible(), limit);
    QVERIFY(find<QWidget>(u"lessonStrip"_s)->isVisible());
    QVERIFY(!find<QWidget>(u"playerStrip"_s)->isVisible());
    key(Qt::Key_Space); // nobody takes it
    QVERIFY(!m_window->lessonDesk()->isOpen());
}

void TestLessonPlayer::aRecordingOpenedIsLookedAtFirst()
{
    open(u"case-1-naive"_s, false);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 3, limit);
    QVERIFY(find<QWidget>(u"timeBar"_s)->isVisible());
    QVERIFY(find<QDockWidget>(u"actionsDock"_s)->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(find<VerdictPill>(u"verdictPill"_s)->verdict(),
                              audit::Verdict::Violated, limit);
    // From the first key on it is read.
    key(Qt::Key_Backspace);
    QTRY_VERIFY_WITH_TIMEOUT(!find<QWidget>(u"timeBar"_s)->isVisible(), limit);
    QVERIFY(!find<QDockWidget>(u"actionsDock"_s)->isVisible());
}

void TestLessonPlayer::aLessonThatHappensMeanwhile()
{
    STANSCOPE_NEED_BROKER();
    RunOptions options;
    const auto scenarios = bundledScenarios();
    options.scenario = *std::ranges::find(scenarios, "case-1", &Scenario::id);
    options.handler = Handler::Naive;
    options.ackWaitSeconds = 1;
    m_source->run(options, true);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->lessonDesk()->isReading(), limit);
    QTRY_COMPARE_WITH_TIMEOUT(number(), u"0 / 9"_s, limit);
    // The reader is faster than the broker: it is said what is awaited, and then it goes on.
    key(Qt::Key_Space);
    bool waited = false;
    QTRY_VERIFY_WITH_TIMEOUT(
        (waited = waited || textOf(u"playerNote"_s).startsWith(u"Waiting until"_s),
         number() == u"1 / 9"_s),
        limit);
    for (int step = 2; step <= 9; ++step) {
        QVERIFY(next());
        QCOMPARE(number(), u"%1 / 9"_s.arg(step));
    }
    QTRY_COMPARE_WITH_TIMEOUT(textOf(u"balanceLabel"_s), u"110.00"_s, limit);
    QTRY_COMPARE_WITH_TIMEOUT(find<VerdictPill>(u"verdictPill"_s)->verdict(),
                              audit::Verdict::Violated, limit);
    QVERIFY(next());
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>(u"summaryCard"_s)->isVisible(), limit);
    QCOMPARE(find<QPushButton>(u"playerLive"_s)->text(), u"Live"_s);
    QTest::mouseClick(find<QPushButton>(u"playerLive"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>(u"lessonStrip"_s)->isVisible(), limit);
    QVERIFY(m_source->laboratory().isRunning());
}

/// For people: STANSCOPE_PICTURES names a folder.
void TestLessonPlayer::pictures()
{
    const QString folder = qEnvironmentVariable("STANSCOPE_PICTURES");
    if (folder.isEmpty())
        QSKIP("no folder is named");
    for (const QString& id : {u"case-1-naive"_s, u"case-1-ordered"_s, u"case-2-naive"_s})
        for (const bool dark : {false, true}) {
            m_window->overrideTheme(dark);
            m_window->lessonDesk()->setLanguage(dark ? u"vi"_s : u"en"_s);
            open(id);
            for (int step = 1; step <= 10; ++step) {
                QVERIFY(next());
                QTest::qWait(300);
                m_window->grab().save(
                    u"%1/%2-%3-%4.png"_s.arg(folder, id, dark ? u"dark"_s : u"light"_s)
                        .arg(step, 2, 10, QChar(u'0')));
            }
        }
}

QTEST_MAIN(TestLessonPlayer)

#include "tst_lessonplayer.moc"

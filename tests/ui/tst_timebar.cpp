#include "tests/support/fakesession.h"
#include "tests/support/reading.h"
#include "tests/support/tables.h"
#include "tests/ui/samplesnapshots.h"
#include "ui/mainwindow/filemenu.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/memorysetting.h"
#include "ui/mainwindow/timebar.h"
#include "ui/mainwindow/timemarks.h"
#include "ui/mainwindow/timetrack.h"
#include "ui/panels/timerspanel.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stanscope;
using namespace stanscope::test;
using stanscope::tests::HistoryBuilder;

namespace {

Scenario lesson()
{
    Scenario made;
    made.id = "case-1";
    made.title = "Bank 1 · Overtaking";
    made.steps.push_back({"go", step::Spawn{}});
    return made;
}

/// Bank 1 as far as `messages` of its three; the same run whatever that is.
std::shared_ptr<const Snapshot> moment(double now, bool timers = false)
{
    HistoryBuilder b;
    tests::buildCase1Naive(b);
    tests::dress(b, Handler::Naive);
    if (timers)
        tests::addTimers(b);
    return b.snapshot(now);
}

TimePosition positionAt(double s, std::uint64_t event = 120)
{
    TimePosition position;
    position.event = event;
    position.events = 400;
    position.start = HistoryBuilder().time(0);
    position.end = HistoryBuilder().time(4);
    position.time = HistoryBuilder().time(s);
    position.text = "Delivered account-2 seq 1 attempt 2";
    position.atStart = event == 0;
    position.atEnd = event == 399;
    return position;
}

const QString why = u"Time is frozen"_s;

} // namespace

/// The window while it travels in time, and its files: what it asks for, and what it shows.
class TestTimeBar : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }

    void liveHasNoBar();
    void everyStepIsAskedFor();
    void keysStep();
    void theTrackHasKeysOfItsOwn();
    void noFieldTakesTheKeys();
    void endsAreDisabledThere();
    void trackAsksForATime();
    void positionIsSaid();
    void marksNameWhatHappened();
    void progressWhileReading();
    void freezeIsAToggle();
    void captureHasAnEnd();
    void frozenCommandsSayWhy();
    void countdownsStandStill();
    void selectionStaysWhileTravelling();
    void lessonComesBack();
    void recordAsksForAFile();
    void recordTellsHowLong();
    void openAsksForAFile();
    void recentFilesAreKept();
    void droppedFileIsOpened();
    void otherThingsAreNotDropped();
    void lessonsAreOffered();
    void memoryIsRemembered();
    void exportsWhatIsShown();
    void exportFailureIsToldInTheBanner();
    void writesPictures();

private:
    template <typename W>
    W* find(const char* name) const
    {
        W* found = m_window->findChild<W*>(QString::fromUtf8(name));
        Q_ASSERT(found);
        return upToDate(found);
    }
    void click(const char* name) const
    {
        QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton);
    }
    void freeze(double s)
    {
        m_window->timeBar()->begin(TimeBar::Source::Session, true);
        m_recording.can = {.isRecording = true, .whyNot = why};
        m_recording.show(moment(s, true));
        m_window->setView(&m_recording);
        m_window->showPosition(positionAt(s));
    }
    /// Fills in the dialog that is open and accepts it.
    void answerDialog(const QString& path) const
    {
        const auto dialogs = m_window->findChildren<QFileDialog*>(u"fileDialog"_s);
        QVERIFY(!dialogs.isEmpty());
        QFileDialog* dialog = dialogs.last(); // those before it are on their way out
        dialog->selectFile(path);
        QMetaObject::invokeMethod(dialog, "accept");
    }
    QString path(const char* name) const { return m_files.filePath(QString::fromUtf8(name)); }
    QString touched(const char* name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) ? file.fileName() : QString();
    }

    QTemporaryDir m_settings;
    QTemporaryDir m_files;
    FakeSession m_session;
    FakeSession m_recording;
    std::unique_ptr<MainWindow> m_window;
};

void TestTimeBar::initTestCase()
{
    QVERIFY(m_settings.isValid() && m_files.isValid());
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void TestTimeBar::init()
{
    QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"stanscope"_s, u"stanscope"_s);
    settings.clear();
    settings.setValue(u"files/folder"_s, m_files.path());
    settings.sync();
    m_window = std::make_unique<MainWindow>(std::vector<Scenario>{lesson()});
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->setView(nullptr);
    m_window->setSession(m_session);
    m_session.run(true, false);
    m_session.show(moment(4.1, true));
}

void TestTimeBar::liveHasNoBar()
{
    QVERIFY(!m_window->timeBar()->isVisible());
    for (const char* name : {"timeBack", "timeForward", "timeStart", "timeViolation", "timeLeave"})
        QVERIFY2(!find<QAction>(name)->isEnabled(), name);
    QVERIFY(!find<QPushButton>("timeBackButton")->isEnabled());
}

void TestTimeBar::everyStepIsAskedFor()
{
    freeze(3.1);
    QVERIFY(m_window->timeBar()->isVisible());
    QSignalSpy steps(m_window->timeBar(), &TimeBar::stepAsked);
    QSignalSpy redeliveries(m_window->timeBar(), &TimeBar::redeliveryAsked);
    QSignalSpy violation(m_window->timeBar(), &TimeBar::violationAsked);
    QSignalSpy start(m_window->timeBar(), &TimeBar::startAsked);
    QSignalSpy end(m_window->timeBar(), &TimeBar::endAsked);
    QSignalSpy leave(m_window->timeBar(), &TimeBar::leaveAsked);
    const auto press = [this](const char* name) {
        const auto buttons =
            m_window->timeBar()->findChildren<QPushButton*>(QString::fromUtf8(name));
        QCOMPARE(buttons.size(), 1);
        QTest::mouseClick(buttons.first(), Qt::LeftButton);
    };
    press("timeBackButton");
    press("timeForwardButton");
    QCOMPARE(steps.size(), 2);
    QCOMPARE(steps[0][0].toInt(), -1);
    QCOMPARE(steps[1][0].toInt(), 1);
    press("timeRedeliveryBackButton");
    press("timeRedeliveryForwardButton");
    QCOMPARE(redeliveries.size(), 2);
    QCOMPARE(redeliveries[0][0].toInt(), -1);
    press("timeViolationButton");
    QCOMPARE(violation.size(), 1);
    press("timeStartButton");
    QCOMPARE(start.size(), 1);
    press("timeEndButton");
    QCOMPARE(end.size(), 1);
    press("timeLeaveButton");
    QCOMPARE(leave.size(), 1);
}

void TestTimeBar::keysStep()
{
    freeze(3.1);
    m_window->activateWindow();
    QSignalSpy steps(m_window->timeBar(), &TimeBar::stepAsked);
    QSignalSpy redeliveries(m_window->timeBar(), &TimeBar::redeliveryAsked);
    QSignalSpy leave(m_window->timeBar(), &TimeBar::leaveAsked);
    QTest::keyClick(m_window.get(), Qt::Key_Comma);
    QTest::keyClick(m_window.get(), Qt::Key_Period);
    QTest::keyClick(m_window.get(), Qt::Key_BracketRight);
    QCOMPARE(steps.size(), 2);
    QCOMPARE(redeliveries.size(), 1);
    QTest::keyClick(m_window.get(), Qt::Key_End);
    QCOMPARE(leave.size(), 1);
    QTest::keyClick(m_window.get(), Qt::Key_F8);
    QCOMPARE(leave.size(), 2);
}

void TestTimeBar::theTrackHasKeysOfItsOwn()
{
    freeze(3.1);
    auto* track = find<TimeTrack>("timeTrack");
    QCOMPARE(m_window->focusWidget(), track);
    QSignalSpy steps(m_window->timeBar(), &TimeBar::stepAsked);
    QSignalSpy redeliveries(m_window->timeBar(), &TimeBar::redeliveryAsked);
    QSignalSpy start(m_window->timeBar(), &TimeBar::startAsked);
    QTest::keyClick(track, Qt::Key_Left);
    QTest::keyClick(track, Qt::Key_Right);
    QTest::keyClick(track, Qt::Key_PageDown);
    QTest::keyClick(track, Qt::Key_Home);
    QCOMPARE(steps.size(), 2);
    QCOMPARE(steps[0][0].toInt(), -1);
    QCOMPARE(redeliveries.size(), 1);
    QCOMPARE(redeliveries[0][0].toInt(), 1);
    QCOMPARE(start.size(), 1);
    m_window->showPosition(positionAt(0, 0));
    QTest::keyClick(track, Qt::Key_Left); // there is nothing before
    QCOMPARE(steps.size(), 2);
}

void TestTimeBar::noFieldTakesTheKeys()
{
    auto* amount = find<QLineEdit>("amountEdit");
    amount->setFocus();
    freeze(3.1);
    QVERIFY(!amount->isEnabled());
    QVERIFY(!find<QComboBox>("accountCombo")->isEnabled());
    QSignalSpy redeliveries(m_window->timeBar(), &TimeBar::redeliveryAsked);
    QTest::keyClick(m_window->focusWidget(), Qt::Key_BracketLeft);
    QCOMPARE(redeliveries.size(), 1);
    m_window->setView(nullptr);
    m_window->timeBar()->begin(TimeBar::Source::None, true);
    QCOMPARE(m_window->focusWidget(), amount);
}

void TestTimeBar::endsAreDisabledThere()
{
    freeze(3.1);
    m_window->showPosition(positionAt(0, 0));
    QVERIFY(!find<QAction>("timeBack")->isEnabled());
    QVERIFY(!find<QAction>("timeRedeliveryBack")->isEnabled());
    QVERIFY(find<QAction>("timeForward")->isEnabled());
    m_window->showPosition(positionAt(4, 399));
    QVERIFY(!find<QAction>("timeEnd")->isEnabled());
    QVERIFY(!find<QAction>("timeRedeliveryForward")->isEnabled());
    QVERIFY(find<QAction>("timeForward")->isEnabled()); // the session goes on
    m_window->timeBar()->begin(TimeBar::Source::Capture, false);
    m_window->showPosition(positionAt(4, 399));
    QVERIFY(!find<QAction>("timeForward")->isEnabled());
}

void TestTimeBar::trackAsksForATime()
{
    freeze(2);
    auto* track = find<TimeTrack>("timeTrack");
    QSignalSpy asked(m_window->timeBar(), &TimeBar::timeAsked);
    const int middle = track->height() / 2;
    QTest::mousePress(track, Qt::LeftButton, {}, QPoint(track->width() / 4, middle));
    QTest::mouseMove(track, QPoint(track->width() / 2, middle));
    QTest::mouseMove(track, QPoint(track->width() + 50, middle));
    QTest::mouseRelease(track, Qt::LeftButton, {}, QPoint(track->width() + 50, middle));
    QVERIFY(asked.size() >= 3);
    const auto at = [&](qsizetype i) { return asked[i][0].value<std::chrono::nanoseconds>(); };
    const HistoryBuilder b;
    QVERIFY(at(0) > b.time(0.9) && at(0) < b.time(1.1));
    QCOMPARE(at(asked.size() - 1), b.time(4)); // outside is the end
}

void TestTimeBar::positionIsSaid()
{
    freeze(3.06);
    QCOMPARE(find<QLabel>("timeWhere")->text(), u"event 121 of 400 · 3.060 s"_s);
    QTRY_VERIFY(find<QLabel>("timeSays")->text().startsWith(u"Delivered account-2"_s));
}

void TestTimeBar::marksNameWhatHappened()
{
    HistoryBuilder b;
    tests::buildCase1Naive(b);
    b.band(0, BandKind::TapGap, 1, 2);
    const TimeMarks marks(*b.snapshot(4), b.time(0), b.time(4));
    QCOMPARE(marks.redeliveries(), 1U);
    QCOMPARE(marks.violations(), 1U);
    const auto at = [&](double s) {
        return marks.at(static_cast<std::size_t>(s / 4 * TimeMarks::parts));
    };
    QVERIFY(at(3.06) == Tone::Expired);
    QVERIFY(at(0.66) == Tone::Violated);
    QVERIFY(at(1.5) == Tone::Failed);
    QVERIFY(!at(0.3) && !at(2.5));
}

void TestTimeBar::progressWhileReading()
{
    m_window->timeBar()->begin(TimeBar::Source::Capture, true);
    m_window->timeBar()->showProgress(40);
    QVERIFY(m_window->timeBar()->isVisible());
    QVERIFY(find<QLabel>("timeWhere")->text().contains(u"reading"_s));
    QVERIFY(!find<QAction>("timeBack")->isEnabled());
    QSignalSpy asked(m_window->timeBar(), &TimeBar::timeAsked);
    QTest::mouseClick(find<TimeTrack>("timeTrack"), Qt::LeftButton);
    QCOMPARE(asked.size(), 0);
    QVERIFY(find<QPushButton>("timeLeaveButton")->isEnabled()); // it can be given up
}

void TestTimeBar::freezeIsAToggle()
{
    TimeBar* bar = m_window->timeBar();
    auto* button = find<QPushButton>("freezeButton");
    QVERIFY(!button->isEnabled());
    QVERIFY(button->toolTip().contains(u"F5"_s));
    bar->setFreezable({});
    QSignalSpy freezes(bar, &TimeBar::freezeAsked);
    QSignalSpy leaves(bar, &TimeBar::leaveAsked);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(freezes.size(), 1);
    QVERIFY(!button->isChecked()); // it is when it has happened
    freeze(2);
    QVERIFY(button->isChecked());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(leaves.size(), 1);
    QVERIFY(button->isChecked());
    bar->begin(TimeBar::Source::None, false);
    QVERIFY(!button->isChecked() && !bar->isVisible());
}

void TestTimeBar::captureHasAnEnd()
{
    TimeBar* bar = m_window->timeBar();
    bar->begin(TimeBar::Source::Capture, false);
    m_window->showPosition(positionAt(2));
    QSignalSpy ends(bar, &TimeBar::endAsked);
    QSignalSpy leaves(bar, &TimeBar::leaveAsked);
    QTest::keyClick(m_window.get(), Qt::Key_End);
    QCOMPARE(ends.size(), 1);
    QCOMPARE(leaves.size(), 0);
    QCOMPARE(find<QPushButton>("timeLeaveButton")->text(), u"Close"_s);
    QVERIFY(!find<QPushButton>("freezeButton")->isEnabled());
}

void TestTimeBar::frozenCommandsSayWhy()
{
    QVERIFY(find<QPushButton>("depositButton")->isEnabled());
    freeze(3.1);
    for (const char* name :
         {"depositButton", "withdrawButton", "tripleButton", "spawnButton", "kill:account-1",
          "pause:account-2", "stop:account-2", "restart:account-1", "faults:account-1",
          "brokerKill", "brokerPause", "brokerStop", "brokerRestart", "brokerStart"}) {
        QVERIFY2(!find<QPushButton>(name)->isEnabled(), name);
        QCOMPARE(find<QPushButton>(name)->toolTip(), why);
    }
    m_window->setView(nullptr);
    for (const char* name : {"depositButton", "spawnButton", "kill:account-1", "brokerKill"})
        QVERIFY2(find<QPushButton>(name)->isEnabled(), name);
}

// The deadline of the sample is 0.93 s from now by the clock; the snapshot's now is long before.
void TestTimeBar::countdownsStandStill()
{
    freeze(3.1);
    const auto* timers = m_window->findChild<TimersPanel*>();
    const QStringList before = timers->rowTexts();
    QCOMPARE(before.size(), 2);
    QVERIFY(!before[0].endsWith(u"0.00 s"_s));
    m_recording.show(moment(3.1));
    QCOMPARE(timers->rowTexts().size(), 0);
    // And there is nothing to press.
    QCOMPARE(m_window->findChild<QLabel*>(u"timersEmpty"_s)->text(),
             u"No delivery waits for its ack."_s);
}

void TestTimeBar::selectionStaysWhileTravelling()
{
    auto* history = find<QTableView>("historyTable");
    const QModelIndex third = history->model()->index(2, 0);
    QTest::mouseClick(history->viewport(), Qt::LeftButton, {}, history->visualRect(third).center());
    QVERIFY(find<QTableView>("ledgerTable")->selectionModel()->hasSelection());
    freeze(3.1);
    m_recording.show(moment(3.2));
    QCOMPARE(upToDate(history)->currentIndex().row(), 2);
    // Before the message was there nothing is selected; afterwards it is again.
    m_recording.show(HistoryBuilder().snapshot(0));
    QVERIFY(!upToDate(history)->selectionModel()->hasSelection());
    m_recording.show(moment(3.3));
    QCOMPARE(upToDate(history)->currentIndex().row(), 2);
}

void TestTimeBar::lessonComesBack()
{
    emit m_session.stepped(u"Live sentence."_s);
    auto* text = find<QLabel>("lessonText");
    QTRY_COMPARE(text->text(), u"Live sentence."_s);
    freeze(3.1);
    QVERIFY(text->text().startsWith(u"Deposit 1 came back"_s));
    emit m_session.stepped(u"Later live sentence."_s);
    QVERIFY(text->text().startsWith(u"Deposit 1 came back"_s));
    m_window->setView(nullptr);
    QCOMPARE(text->text(), u"Later live sentence."_s);
}

void TestTimeBar::recordAsksForAFile()
{
    auto* button = find<QPushButton>("recordButton");
    QVERIFY(!button->isEnabled());
    QVERIFY(button->toolTip().contains(u"F5"_s));
    m_window->files()->setRecordable({});
    m_window->files()->setTitle(u"Bank 1 · Overtaking"_s);
    QSignalSpy asked(m_window->files(), &FileMenu::recordAsked);
    QTest::mouseClick(button, Qt::LeftButton);
    auto* dialog = m_window->findChild<QFileDialog*>(u"fileDialog"_s);
    QVERIFY(dialog);
    QVERIFY(QFileInfo(dialog->selectedFiles().value(0))
                .fileName()
                .startsWith(u"bank-1-overtaking-2"_s));
    QVERIFY(dialog->selectedFiles().value(0).endsWith(u".stanscope"_s));
    answerDialog(path("mine"));
    QTRY_COMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].toString(), path("mine.stanscope"));
}

void TestTimeBar::recordTellsHowLong()
{
    m_window->files()->setRecordable({});
    m_window->files()->setRecording(u"0:12 · 1.3 MiB"_s);
    auto* button = find<QPushButton>("recordButton");
    QVERIFY(button->isChecked());
    QCOMPARE(button->text(), u"0:12 · 1.3 MiB"_s);
    QSignalSpy ends(m_window->files(), &FileMenu::recordEndAsked);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(ends.size(), 1);
    QVERIFY(button->isChecked());
    m_window->files()->setRecording(std::nullopt);
    QVERIFY(!button->isChecked());
    QCOMPARE(button->text(), u"Record"_s);
}

void TestTimeBar::openAsksForAFile()
{
    const QString file = touched("there.stanscope");
    QSignalSpy asked(m_window->files(), &FileMenu::openAsked);
    find<QAction>("open")->trigger();
    answerDialog(file);
    QTRY_COMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].toString(), file);
}

void TestTimeBar::recentFilesAreKept()
{
    QVERIFY(!find<QMenu>("recentMenu")->menuAction()->isEnabled());
    for (int i = 0; i < 12; ++i)
        m_window->files()->noteFile(touched(qPrintable(u"run-%1.stanscope"_s.arg(i))));
    m_window->files()->noteFile(path("run-5.stanscope")); // once more: it moves up
    QVERIFY(QFile::remove(path("run-11.stanscope")));
    m_window->close();
    m_window = std::make_unique<MainWindow>(std::vector<Scenario>{lesson()});
    auto* menu = find<QMenu>("recentMenu");
    emit menu->aboutToShow();
    QList<QAction*> actions = menu->actions();
    QCOMPARE(actions.size(), 12); // ten, a line, clear
    QCOMPARE(actions[0]->text(), u"run-5.stanscope"_s);
    QCOMPARE(actions[1]->text(), u"run-11.stanscope (gone)"_s);
    QVERIFY(!actions[1]->isEnabled());
    QCOMPARE(actions[9]->text(), u"run-2.stanscope"_s);
    QSignalSpy asked(m_window->files(), &FileMenu::openAsked);
    actions[2]->trigger();
    QCOMPARE(asked[0][0].toString(), path("run-10.stanscope"));
    actions.last()->trigger();
    QTRY_VERIFY(!menu->menuAction()->isEnabled());
}

void TestTimeBar::droppedFileIsOpened()
{
    QSignalSpy asked(m_window->files(), &FileMenu::openAsked);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path("dropped.stanscope"))});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton,
                          {});
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QCOMPARE(enter.dropAction(), Qt::CopyAction);
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(m_window.get(), &drop);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].toString(), path("dropped.stanscope"));
}

void TestTimeBar::otherThingsAreNotDropped()
{
    const auto isTaken = [this](const QMimeData& data) {
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(m_window.get(), &enter);
        return enter.isAccepted();
    };
    QMimeData text;
    text.setText(u"hello"_s);
    QVERIFY(!isTaken(text));
    QMimeData web;
    web.setUrls({QUrl(u"https://example.org/x.stanscope"_s)});
    QVERIFY(!isTaken(web));
    QMimeData two;
    two.setUrls({QUrl::fromLocalFile(path("a")), QUrl::fromLocalFile(path("b"))});
    QVERIFY(!isTaken(two));
}

void TestTimeBar::lessonsAreOffered()
{
    QVERIFY(!find<QMenu>("lessonsMenu")->menuAction()->isVisible());
    m_window->files()->setLessons({{u"Lesson 1, naive"_s, u":/captures/one.stanscope"_s}});
    QSignalSpy asked(m_window->files(), &FileMenu::openAsked);
    const auto actions = find<QMenu>("lessonsMenu")->actions();
    QCOMPARE(actions.size(), 1);
    actions[0]->trigger();
    QCOMPARE(asked[0][0].toString(), u":/captures/one.stanscope"_s);
}

void TestTimeBar::memoryIsRemembered()
{
    QCOMPARE(m_window->memory()->mebibytes(), MemorySetting::usual);
    QSignalSpy changed(m_window->memory(), &MemorySetting::changed);
    m_window->memory()->ask();
    auto* dialog = m_window->findChild<QInputDialog*>(u"memoryDialog"_s);
    QVERIFY(dialog);
    dialog->setIntValue(256);
    dialog->accept();
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toInt(), 256);
    m_window->close();
    m_window = std::make_unique<MainWindow>(std::vector<Scenario>{lesson()});
    QCOMPARE(m_window->memory()->mebibytes(), 256);
}

void TestTimeBar::exportsWhatIsShown()
{
    const auto exported = [this](const char* action, const char* name) {
        find<QAction>(action)->trigger();
        answerDialog(path(name));
        return test::bytesOf(path(name));
    };
    QVERIFY(exported("export:history.csv", "h.csv").startsWith("t_s,channel,seq,"));
    QVERIFY(exported("export:history.json", "h.json").startsWith("[\n{\"t_s\":"));
    QVERIFY(exported("export:deliveries.csv", "d.csv").contains("account-2"));
    QVERIFY(exported("export:deliveries.json", "d.json").contains("\"client\":\"account-2\""));
    QVERIFY(exported("export:violations.csv", "v.csv").contains(",declined_wrongly,ann,3,3,"));
    QVERIFY(exported("export:violations.json", "v.json").contains("\"invariant\":8"));
    QVERIFY(exported("export:timeline.png", "t.png").startsWith("\x89PNG"));
    QVERIFY(exported("export:timeline.svg", "t.svg").contains("<svg"));
    // While time is frozen, it is the moment that is exported.
    freeze(0);
    m_recording.show(HistoryBuilder().snapshot(0));
    QCOMPARE(exported("export:history.json", "frozen.json"), QByteArray("[\n]\n"));
}

void TestTimeBar::exportFailureIsToldInTheBanner()
{
    QVERIFY(QDir().mkpath(path("folder.csv")));
    find<QAction>("export:history.csv")->trigger();
    auto* dialog = m_window->findChild<QFileDialog*>(u"fileDialog"_s);
    emit dialog->fileSelected(path("folder.csv"));
    dialog->close();
    QVERIFY(find<QLabel>("bannerCause")->text().contains(u"folder.csv cannot be written"_s));
    QVERIFY(!find<QLabel>("bannerRemedy")->text().isEmpty());
}

// For people: STANSCOPE_PICTURES names a folder, and the frozen window is drawn into it.
void TestTimeBar::writesPictures()
{
    const QString folder = qEnvironmentVariable("STANSCOPE_PICTURES");
    if (folder.isEmpty())
        QSKIP("STANSCOPE_PICTURES names no folder");
    m_window->timeBar()->setFreezable({});
    m_window->files()->setRecordable({});
    m_window->files()->setRecording(u"0:12 · 1.3 MiB"_s);
    freeze(2);
    m_window->timeBar()->setMarks(TimeMarks(*moment(4), positionAt(0).start, positionAt(0).end));
    for (const bool dark : {false, true})
        for (const QSize size : {QSize(1440, 900), QSize(1280, 720)}) {
            m_window->overrideTheme(dark);
            m_window->resize(size);
            QTRY_COMPARE(m_window->size(), size);
            m_window->prepareForPicture();
            QVERIFY(m_window->grab().save(u"%1/frozen-%2-%3.png"_s.arg(
                folder, dark ? u"dark"_s : u"light"_s, QString::number(size.width()))));
        }
}

QTEST_MAIN(TestTimeBar)

#include "tst_timebar.moc"

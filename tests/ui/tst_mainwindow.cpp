#include "core/events/faulttable.h"
#include "tests/support/fakesession.h"
#include "tests/support/tables.h"
#include "tests/ui/samplesnapshots.h"
#include "ui/mainwindow/appearance.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/statusline.h"
#include "ui/models/faultwords.h"
#include "ui/panels/banner.h"
#include "ui/panels/brokerpanel.h"
#include "ui/panels/replicacard.h"
#include "ui/panels/timerspanel.h"
#include "ui/panels/verdictpill.h"
#include "ui/plots/timelineview.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPixmap>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>
#include <utility>

using namespace Qt::StringLiterals;
using namespace stanscope;
using namespace stanscope::test;
using stanscope::tests::HistoryBuilder;

namespace {

Scenario scenario(const char* id, const char* title, bool lesson)
{
    Scenario made;
    made.id = id;
    made.title = title;
    made.summary = std::string("What ") + title + " shows.";
    made.accounts.push_back({AccountName("ann"), Cents(0)});
    if (lesson)
        made.steps.push_back({"go", step::Spawn{}});
    return made;
}

std::vector<Scenario> scenarios()
{
    return {scenario("case-1", "Bank 1 · Overtaking", true),
            scenario("case-2", "Bank 2 · Late ack", true),
            scenario("free-play", "Free play", false)};
}

std::shared_ptr<const Snapshot> sample(Handler handler, bool timers = false)
{
    HistoryBuilder b;
    // Each is a run of its own, with a start of its own.
    b.history().start += std::chrono::minutes(handler == Handler::Ordered ? 1 : 0);
    if (handler == Handler::Ordered)
        tests::buildCase1Ordered(b);
    else
        tests::buildCase1Naive(b);
    tests::dress(b, handler);
    if (timers)
        tests::addTimers(b);
    return b.snapshot(4.1);
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void everyIconIsThere();
    void sendsActions();
    void refusesMalformedAmounts();
    void commandsReplicas();
    void pausedBecomesResume();
    void armsAndClearsFaults();
    void faultsAtAllReplicas();
    void manyFaultsFitTheScreen();
    void whatIsArmedIsSeenAtOnce();
    void faultFormFollowsTheTable();
    void faultsByTurnAndByChance();
    void faultsOfTheTransactionService();
    void anotherTransactionService();
    void ackWaitIsTheLessonsUntilItIsChosen();
    void aReplicasMenu();
    void aRawPayload();
    void releasesAHang();
    void deadReplicaSaysWhy();
    void whatIsShownNamesItself();
    void cardsKeepTheirHeight();
    void filterBarComesWhenAsked();
    void stoppedIsNoFailure();
    void spawnsWithTheFormsOptions();
    void commandsTheBroker();
    void asksForRuns();
    void offersTheOtherHandler();
    void saysTheVerdict();
    void saysMoneyAndDifference();
    void pendingIsNotRed();
    void countsTimersDown();
    void timersPointedAtAreAllSeen();
    void whatIsKeptDoesNotRun();
    void showsTablesAndPayload();
    void selectionIsLinked();
    void whyFollowsEveryClick();
    void emptyPanelsSayTheNextStep();
    void disabledButtonsSayWhy();
    void everyButtonHasATooltip();
    void bannerShowsCauseAndRemedy();
    void themeSwitches();
    void typeZooms();
    void remembersStateBetweenStarts();
    void keepsNeitherCommandNorPassword();
    void closedDocksComeBack();
    void resetLayoutRestoresColumns();
    void fitsItsScreen();
    void sentencesStayReadable();
    void lessonEndsWithItsVerdict();
    void newRunForgetsTheSelection();
    void tabbingIntoATableSelectsNothing();
    void openedFormsAreInViewAndEscapeCloses();
    void generatorIconFollowsItsState();
    void bannerMovesNoDock();
    void zoomingBackRestoresTheTimeline();
    void largerTypeFits();
    void runAgainHandsTheFocusToRun();
    void spawnStaysInReach();
    void ghostDetectionFollowsTheOptions();
    void nothingIsCutAt1280x720();
    void idleWindowAsksForNoLayout();
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
    template <typename T>
    T last() const
    {
        const T* held = std::get_if<T>(&m_session->commands.back());
        Q_ASSERT(held);
        return *held;
    }
    void open()
    {
        m_window = std::make_unique<MainWindow>(scenarios());
        m_session = std::make_unique<FakeSession>();
        m_window->setSession(*m_session);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void running()
    {
        m_session->run(true, false);
        m_session->show(sample(Handler::Naive));
    }

    QTemporaryDir m_settings;
    std::unique_ptr<FakeSession> m_session;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::initTestCase()
{
    QVERIFY(m_settings.isValid());
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    qRegisterMetaType<RunOptions>();
}

void TestMainWindow::init()
{
    QSettings(QSettings::IniFormat, QSettings::UserScope, u"stanscope"_s, u"stanscope"_s).clear();
    open();
}

void TestMainWindow::cleanup()
{
    m_window.reset();
}

void TestMainWindow::everyIconIsThere()
{
    const auto buttons = m_window->findChildren<QPushButton*>();
    int icons = 0;
    for (const QPushButton* button : buttons) {
        const QString name = button->property("iconName").toString();
        if (name.isEmpty())
            continue;
        ++icons;
        QVERIFY2(!themedIcon(name, Qt::black, Qt::gray).isNull(), qPrintable(name));
    }
    QVERIFY(icons > 10);
}

void TestMainWindow::sendsActions()
{
    running();
    m_session->commands.clear();
    auto* amount = find<QLineEdit>("amountEdit");
    amount->setFocus();
    amount->selectAll();
    QTest::keyClicks(amount, u"50.05"_s);
    click("depositButton");
    QCOMPARE(m_session->count(), 1);
    const auto deposit = last<command::Act>();
    QCOMPARE(deposit.account, AccountName("ann"));
    QCOMPARE(deposit.amount, Cents(5005));
    QVERIFY(deposit.type == TransactionType::Deposit);
    click("withdrawButton");
    QVERIFY(last<command::Act>().type == TransactionType::Withdraw);
    m_session->commands.clear();
    click("tripleButton");
    QCOMPARE(m_session->count(), 3);
    QCOMPARE(last<command::Act>().amount, Cents(10000));
}

void TestMainWindow::refusesMalformedAmounts()
{
    running();
    auto* amount = find<QLineEdit>("amountEdit");
    auto* deposit = find<QPushButton>("depositButton");
    for (const QString& text :
         {u""_s, u"abc"_s, u"0"_s, u"-5"_s, u"1.234"_s, u"99999999999999999999"_s}) {
        amount->setText(text);
        QVERIFY2(!deposit->isEnabled(), qPrintable(text));
        QVERIFY(deposit->toolTip().contains(u"decimals"_s));
    }
    amount->setText(u"0.05"_s);
    QVERIFY(deposit->isEnabled());
    amount->setText(u"0,5"_s); // as a Vietnamese keyboard has it
    m_session->commands.clear();
    click("depositButton");
    QCOMPARE(last<command::Act>().amount, Cents(50));
}

void TestMainWindow::commandsReplicas()
{
    running();
    m_session->commands.clear();
    click("kill:account-1");
    QCOMPARE(last<command::KillProcess>().process, ClientId("account-1"));
    click("pause:account-2");
    QCOMPARE(last<command::PauseProcess>().process, ClientId("account-2"));
    click("stop:account-2");
    QCOMPARE(last<command::StopProcess>().process, ClientId("account-2"));
    auto* restart = find<QPushButton>("restart:account-1");
    restart->setFocus();
    QTest::keyClick(restart, Qt::Key_Space);
    QCOMPARE(last<command::RestartProcess>().process, ClientId("account-1"));
    QVERIFY(find<QLabel>("doing:account-1")->accessibleName().contains(u"database failed on #1"_s));
    QVERIFY(find<QLabel>("counts:account-2")->text().contains(u"declined"_s));
}

void TestMainWindow::pausedBecomesResume()
{
    running();
    auto paused = std::make_shared<Snapshot>(*sample(Handler::Naive));
    paused->replicas[0].state = ReplicaState::Paused;
    paused->replicas[0].evictionAt = monotonicNow() + std::chrono::seconds(8);
    m_session->show(paused);
    m_session->commands.clear();
    QCOMPARE(find<QPushButton>("pause:account-1")->text(), u"Resume"_s);
    const QString before = find<QLabel>("doing:account-1")->accessibleName();
    QVERIFY2(before.contains(u"evicted in"_s), qPrintable(before));
    QTRY_VERIFY(find<QLabel>("doing:account-1")->accessibleName() != before);
    click("pause:account-1");
    QCOMPARE(last<command::ResumeProcess>().process, ClientId("account-1"));
}

void TestMainWindow::armsAndClearsFaults()
{
    running();
    m_session->commands.clear();
    click("faults:account-1");
    auto* form = find<QFrame>("faultForm:account-1");
    QTRY_VERIFY(form->isVisible());
    const auto choose = [&](const char* name, const QString& words) {
        auto* combo = find<QComboBox>(name);
        combo->setCurrentIndex(combo->findText(words));
        QCOMPARE(combo->currentText(), words);
    };
    choose("faultPlace:account-1", u"between commit and ack"_s);
    choose("faultEffect:account-1", u"delay"_s);
    choose("faultDelivery:account-1", u"redelivery"_s);
    find<QLineEdit>("faultAccount:account-1")->setText(u"ann"_s);
    find<QSpinBox>("faultTimes:account-1")->setValue(2);
    find<QSpinBox>("faultNumber:account-1")->setValue(3);
    find<QSpinBox>("faultDelay:account-1")->setValue(2500);
    click("faultArm:account-1");
    const auto armed = last<command::ArmFault>();
    QCOMPARE(armed.process, ClientId("account-1"));
    QVERIFY((armed.fault
             == FaultSpec{{},
                          FaultPlace::BeforeAck,
                          FaultEffect::Delay,
                          {AccountName("ann"), TransactionNumber(3), FaultDelivery::Redelivery},
                          2500,
                          2,
                          0}));
    click("faultClear:account-1");
    QCOMPARE(last<command::ClearFaults>().process, ClientId("account-1"));
    QCOMPARE(find<QLabel>("fault:account-1:4")->text(),
             u"database fails in the transaction · next 1 · never fired"_s);
    click("faultDisarm:account-1:4");
    QCOMPARE(last<command::DisarmFault>().fault, FaultId(4));
    QTest::keyClick(form, Qt::Key_Escape);
    QTRY_VERIFY(!form->isVisible());
}

void TestMainWindow::faultsAtAllReplicas()
{
    running();
    m_session->commands.clear();
    click("faults:account-1");
    QTRY_VERIFY(find<QFrame>("faultForm:account-1")->isVisible());
    QTest::mouseClick(find<QCheckBox>("faultAll:account-1"), Qt::LeftButton, {}, QPoint(7, 8));
    QVERIFY(find<QCheckBox>("faultAll:account-1")->isChecked());
    const auto processes = [this]<typename T>(const T*) {
        QStringList names;
        for (const Command& command : m_session->commands)
            if (const T* held = std::get_if<T>(&command))
                names << QString::fromStdString(held->process.value());
        return names;
    };
    const QStringList both{u"account-1"_s, u"account-2"_s};
    click("faultArm:account-1");
    QCOMPARE(processes(static_cast<const command::ArmFault*>(nullptr)), both);
    QCOMPARE(last<command::ArmFault>().fault.place, FaultPlace::InTransaction);
    click("faultRelease:account-1");
    QCOMPARE(processes(static_cast<const command::ReleaseFault*>(nullptr)), both);
    click("faultClear:account-1");
    QCOMPARE(processes(static_cast<const command::ClearFaults*>(nullptr)), both);
}

void TestMainWindow::manyFaultsFitTheScreen()
{
    running();
    // One needs no scrolling, in larger type either.
    find<QAction>("zoomIn")->trigger();
    find<QAction>("zoomIn")->trigger();
    click("faults:account-1");
    auto* list = find<QFrame>("faultForm:account-1")->findChild<QScrollArea*>();
    QTRY_VERIFY(list->isVisible());
    QTRY_VERIFY(list->widget()->height() <= list->viewport()->height());
    find<QFrame>("faultForm:account-1")->hide();
    find<QAction>("zoomReset")->trigger();
    auto many = std::make_shared<Snapshot>(*sample(Handler::Naive));
    for (std::uint32_t id = 10; id < 50; ++id)
        many->replicas.front().faults.push_back(
            FaultSpec{FaultId(id), FaultPlace::BeforeAck, FaultEffect::NoAck, {}, 0, 1, 0});
    m_session->show(many);
    click("faults:account-1");
    auto* form = find<QFrame>("faultForm:account-1");
    QTRY_VERIFY(form->isVisible());
    QTRY_VERIFY(find<QPushButton>("faultDisarm:account-1:49"));
    QVERIFY2(form->height() <= 560, qPrintable(QString::number(form->height())));
    QVERIFY(form->width() <= 1000);
    QVERIFY(form->screen()->availableGeometry().contains(form->geometry()));
}

void TestMainWindow::whatIsArmedIsSeenAtOnce()
{
    running();
    auto quiet = std::make_shared<Snapshot>(*sample(Handler::Naive));
    quiet->replicas.front().faults.clear();
    quiet->replicas.front().spentFaults.clear();
    m_session->show(quiet);
    click("faults:account-1");
    auto* form = find<QFrame>("faultForm:account-1");
    QTRY_VERIFY(form->isVisible());
    // Where the screen ends below it, the form has room for what is armed next.
    const QRect screen = form->screen()->availableGeometry();
    QTRY_VERIFY(form->geometry().bottom() < screen.bottom());
    auto* list = form->findChild<QScrollArea*>();
    for (const std::uint32_t count : {1U, 2U, 3U}) {
        const int arm = find<QPushButton>("faultArm:account-1")->mapToGlobal(QPoint()).y();
        auto armed = std::make_shared<Snapshot>(*quiet);
        for (std::uint32_t id = 10; id < 10 + count; ++id)
            armed->replicas.front().faults.push_back(
                FaultSpec{FaultId(id), FaultPlace::BeforeAck, FaultEffect::NoAck, {}, 0, 1, 0});
        m_session->show(armed);
        const std::string last = "fault:account-1:" + std::to_string(9 + count);
        QTRY_VERIFY(find<QLabel>(last.c_str()));
        const auto isWhole = [&] {
            const auto* line = find<QLabel>(last.c_str());
            const QRect place(line->mapTo(list, QPoint()), line->size());
            return line->isVisible() && list->rect().contains(place)
                && form->rect().contains(QRect(list->pos(), list->size()));
        };
        QTRY_VERIFY2(isWhole(), last.c_str());
        QVERIFY(screen.contains(form->geometry()));
        QCOMPARE(find<QPushButton>("faultArm:account-1")->mapToGlobal(QPoint()).y(), arm);
    }
}

void TestMainWindow::faultFormFollowsTheTable()
{
    const auto offered = [&](AckMode acks) {
        auto* places = find<QComboBox>("faultPlace:account-1");
        auto* effects = find<QComboBox>("faultEffect:account-1");
        const auto* items = qobject_cast<QStandardItemModel*>(effects->model());
        for (int i = 0; i < places->count(); ++i) {
            places->setCurrentIndex(i);
            FaultSpec fault;
            fault.place = static_cast<FaultPlace>(places->itemData(i).toInt());
            for (int j = 0; j < effects->count(); ++j) {
                fault.effect = static_cast<FaultEffect>(effects->itemData(j).toInt());
                fault.delayMs = rowOf(fault.effect).lasts ? 1 : 0;
                const FaultReason reason = reasonAgainst(fault, FaultService::Account, acks);
                const bool takes = reason == FaultReason::None;
                QCOMPARE(items->item(j)->isEnabled(), takes);
                QCOMPARE(items->item(j)->toolTip().isEmpty(), takes);
                QVERIFY(takes || effects->toolTip().contains(toWords(reason)));
            }
            QVERIFY(items->item(effects->currentIndex())->isEnabled());
        }
    };
    running();
    offered(AckMode::Manual);
    auto automatic = std::make_shared<Snapshot>(*sample(Handler::Naive));
    automatic->replicas[0].options.ackMode = AckMode::Auto;
    m_session->show(automatic);
    offered(AckMode::Auto);
}

void TestMainWindow::faultsByTurnAndByChance()
{
    running();
    click("faults:account-1");
    auto* turn = find<QComboBox>("faultTurn:account-1");
    auto* value = find<QSpinBox>("faultTurnValue:account-1");
    auto* seed = find<QSpinBox>("faultSeed:account-1");
    auto* times = find<QSpinBox>("faultTimes:account-1");
    QVERIFY(!value->isEnabled() && !seed->isEnabled());
    times->setValue(5);
    turn->setCurrentIndex(1);
    value->setValue(7);
    QVERIFY(!times->isEnabled());
    click("faultArm:account-1");
    FaultSpec armed = last<command::ArmFault>().fault;
    QCOMPARE(armed.match.nth, 7);
    QCOMPARE(armed.remaining, 1);
    turn->setCurrentIndex(2);
    click("faultArm:account-1");
    armed = last<command::ArmFault>().fault;
    QCOMPARE(armed.match.every, 7);
    QCOMPARE(armed.match.nth, 0);
    QCOMPARE(armed.remaining, 5);
    turn->setCurrentIndex(3);
    value->setValue(25);
    seed->setValue(9);
    click("faultArm:account-1");
    armed = last<command::ArmFault>().fault;
    QCOMPARE(armed.match.perMille, 250);
    QCOMPARE(armed.match.seed, 9);
    QCOMPARE(armed.match.every, 0);
    QCOMPARE(reasonAgainst(armed, FaultService::Account, AckMode::Manual), FaultReason::None);
}

void TestMainWindow::faultsOfTheTransactionService()
{
    running();
    click("transactionFaults");
    QTRY_VERIFY(find<QFrame>("faultForm:transaction")->isVisible());
    auto* places = find<QComboBox>("faultPlace:transaction");
    places->setCurrentIndex(places->findText(u"between insert and publish"_s));
    auto* effects = find<QComboBox>("faultEffect:transaction");
    effects->setCurrentIndex(effects->findText(u"crash"_s));
    QVERIFY(!find<QComboBox>("faultDelivery:transaction")->isEnabled());
    QVERIFY(!find<QCheckBox>("faultAll:transaction")->isVisible());
    click("faultArm:transaction");
    const auto armed = last<command::ArmFault>();
    QCOMPARE(armed.process, transactionService());
    QCOMPARE(armed.fault.place, FaultPlace::AfterInsert);
    QCOMPARE(reasonAgainst(armed.fault, FaultService::Transaction, AckMode::Manual),
             FaultReason::None);
}

void TestMainWindow::ackWaitIsTheLessonsUntilItIsChosen()
{
    QSignalSpy runs(m_window.get(), &MainWindow::runRequested);
    const auto run = [&] {
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        return runs.last().at(0).value<RunOptions>();
    };
    auto* combo = find<QComboBox>("ackWaitCombo");
    m_window->chooseRun(u"case-1"_s, Handler::Naive);
    RunOptions options = run();
    QVERIFY(!options.ackWaitSeconds);
    QCOMPARE(combo->currentText(), u"%1 s"_s.arg(options.scenario.replica.ackWaitSeconds));
    combo->setCurrentIndex(6);
    QCOMPARE(run().ackWaitSeconds, std::optional(7));
    m_window->chooseRun(u"case-2"_s, Handler::Naive);
    options = run();
    QVERIFY(!options.ackWaitSeconds);
    QCOMPARE(combo->currentText(), u"%1 s"_s.arg(options.scenario.replica.ackWaitSeconds));
}

/// When there are two, actions go to them in turn.
void TestMainWindow::anotherTransactionService()
{
    running();
    m_session->commands.clear();
    auto* another = find<QAction>("anotherTransactionService");
    QVERIFY(another->isEnabled());
    another->trigger();
    last<command::SpawnTransactionService>();
    const auto services = [this] {
        m_session->commands.clear();
        click("tripleButton");
        QStringList names;
        for (const Command& command : m_session->commands)
            if (const auto* act = std::get_if<command::Act>(&command))
                names << QString::fromStdString(act->service.value());
        return names;
    };
    QCOMPARE(services(), (QStringList{{}, {}, {}}));
    auto two = std::make_shared<Snapshot>(*sample(Handler::Naive));
    ReplicaView second = two->transactionService;
    second.name = ClientId("transaction-2");
    two->moreTransactionServices.push_back(second);
    m_session->show(two);
    QCOMPARE(services(), (QStringList{u"transaction-2"_s, {}, u"transaction-2"_s}));
    two = std::make_shared<Snapshot>(*two);
    two->moreTransactionServices.front().state = ReplicaState::Dead;
    m_session->show(two);
    QCOMPARE(services(), (QStringList{{}, {}, {}}));
}

void TestMainWindow::aReplicasMenu()
{
    running();
    m_session->commands.clear();
    find<QAction>("pauseFor2:account-1")->trigger();
    QCOMPARE(last<command::PauseProcess>().process, ClientId("account-1"));
    QCOMPARE(last<command::PauseProcess>().forMs, 2000);
    find<QAction>("killFor10:account-1")->trigger();
    QCOMPARE(last<command::KillProcess>().forMs, 10'000);
    m_session->commands.clear();
    find<QAction>("killAll:account-2")->trigger();
    QCOMPARE(m_session->commands.size(), std::size_t(2));
    m_session->commands.clear();
    find<QAction>("killOne:account-2")->trigger();
    QCOMPARE(m_session->commands.size(), std::size_t(1));
    QVERIFY(!last<command::KillProcess>().process.isNull());
}

void TestMainWindow::aRawPayload()
{
    QVERIFY(!find<QPushButton>("rawButton")->isEnabled());
    running();
    click("rawButton");
    QTRY_VERIFY(find<QFrame>("rawForm")->isVisible());
    QVERIFY(!find<QPushButton>("rawPublish")->isEnabled());
    find<QPlainTextEdit>("rawPayload")->setPlainText(u"{ no transaction"_s);
    click("rawPublish");
    const auto message = last<command::Publish>();
    QCOMPARE(message.channel, m_session->snapshot()->channel);
    QCOMPARE(message.payload, std::string("{ no transaction"));
}

void TestMainWindow::releasesAHang()
{
    running();
    QVERIFY(!find<QPushButton>("faultRelease:account-1")->isEnabled());
    auto hanging = std::make_shared<Snapshot>(*sample(Handler::Naive));
    ReplicaView& view = hanging->replicas[0];
    view.number = TransactionNumber(3);
    view.holding = {.id = FaultId(9), .place = FaultPlace::BeforeAck, .effect = FaultEffect::Hang};
    m_session->show(hanging);
    QCOMPARE(find<QLabel>("doing:account-1")->accessibleName(),
             u"hangs on #3 between commit and ack, by a fault"_s);
    click("faults:account-1");
    click("faultRelease:account-1");
    QCOMPARE(last<command::ReleaseFault>().process, ClientId("account-1"));
}

/// The toolbar chooses the next run; what is on screen stays what it is.
void TestMainWindow::whatIsShownNamesItself()
{
    running();
    auto naive = std::make_shared<Snapshot>(*sample(Handler::Naive));
    naive->title = m_window->findChild<QComboBox*>(u"lessonCombo"_s)->itemText(0).toStdString();
    m_session->show(naive);
    const auto* shown = find<QLabel>("runShown");
    const auto* next = find<QLabel>("nextRun");
    const QString sentence = find<QLabel>("lessonText")->text();
    click("handlerNaive");
    QVERIFY(shown->text().endsWith(u"naive"_s));
    QCOMPARE(next->text(), u"Handler"_s);
    click("handlerOrdered");
    QVERIFY(shown->text().endsWith(u"naive"_s));
    QCOMPARE(next->text(), u"Next run"_s);
    find<QComboBox>("lessonCombo")->setCurrentIndex(1);
    QVERIFY(shown->text().startsWith(QString::fromStdString(naive->title)));
    QCOMPARE(find<QLabel>("lessonText")->text(), sentence);
    // A replica that is spawned now would not be as the others: that is said.
    QVERIFY(find<QLabel>("spawnDiffers")->accessibleName().contains(u"ordered"_s));
    click("handlerNaive");
    find<QComboBox>("lessonCombo")->setCurrentIndex(0);
    QCOMPARE(next->text(), u"Handler"_s);
}

void TestMainWindow::filterBarComesWhenAsked()
{
    running();
    m_session->show(sample(Handler::Naive));
    auto* text = find<QLineEdit>("find:historyTable");
    QVERIFY(!text->isVisible());
    find<QAction>("findInTables")->trigger(); // Ctrl+F
    QVERIFY(text->isVisible());
    QVERIFY(find<QAction>("filterBar")->isChecked());
    text->setText(u"nowhere"_s);
    QTRY_COMPARE(find<QTableView>("historyTable")->model()->rowCount(), 0);
    // Out of sight it hides no row.
    find<QAction>("filterBar")->trigger();
    QVERIFY(!text->isVisible());
    QTRY_COMPARE(find<QTableView>("historyTable")->model()->rowCount(), 3);
}

void TestMainWindow::cardsKeepTheirHeight()
{
    running();
    m_session->show(sample(Handler::Naive));
    const auto* card = find<QWidget>("card:account-1");
    const auto* kill = find<QPushButton>("kill:account-1");
    QTRY_COMPARE(card->height(), card->sizeHint().height()); // it is laid out
    const int height = card->height();
    const QPoint place = kill->mapTo(card, QPoint());
    auto busy = std::make_shared<Snapshot>(*sample(Handler::Naive));
    ReplicaView& view = busy->replicas[0];
    view.got = view.applied = view.declined = view.redelivered = view.failed = 321;
    view.number = TransactionNumber(123456789);
    view.holding = {.id = FaultId(9), .place = FaultPlace::BeforeAck, .effect = FaultEffect::Delay};
    view.options.durable = "a durable with a very long name that nobody could read in a card";
    m_session->show(busy);
    QCoreApplication::processEvents();
    QCOMPARE(card->height(), height);
    QCOMPARE(kill->mapTo(card, QPoint()), place);
    QVERIFY(find<QLabel>("options:account-1")->toolTip().contains(u"a very long name"_s));
    auto dead = std::make_shared<Snapshot>(*sample(Handler::Naive));
    dead->replicas[0].state = ReplicaState::Ghost;
    dead->replicas[0].signal = 9;
    m_session->show(dead);
    QTRY_VERIFY(find<QPushButton>("forget:account-1")->isVisible());
    QCoreApplication::processEvents();
    QCOMPARE(card->height(), height);
    QCOMPARE(kill->mapTo(card, QPoint()), place);
}

void TestMainWindow::stoppedIsNoFailure()
{
    running();
    auto stopped = std::make_shared<Snapshot>(*sample(Handler::Naive));
    stopped->replicas[0].state = ReplicaState::Dead; // exit code 0, no signal
    m_session->show(stopped);
    QCOMPARE(find<QLabel>("pid:account-1")->text(), u"stopped"_s);
    QVERIFY(find<QLabel>("doing:account-1")->accessibleName().startsWith(u"stopped"_s));
}

void TestMainWindow::deadReplicaSaysWhy()
{
    running();
    auto dead = std::make_shared<Snapshot>(*sample(Handler::Naive));
    dead->replicas[0].state = ReplicaState::Ghost;
    dead->replicas[0].signal = 9;
    dead->replicas[1].state = ReplicaState::Dead;
    dead->replicas[1].exitCode = 3;
    dead->replicas[1].fatal = "The connection is lost. Start the broker again.";
    dead->replicas[1].stderrTail = {"last words"};
    m_session->show(dead);
    QCOMPARE(find<QLabel>("pid:account-1")->text(), u"SIGKILL"_s);
    QVERIFY(find<QLabel>("doing:account-1")->accessibleName().contains(u"still counts it"_s));
    QCOMPARE(find<QLabel>("pid:account-2")->text(), u"exit code 3"_s);
    QVERIFY(!find<QLabel>("fatal:account-2")->isHidden());
    QCOMPARE(find<QLabel>("stderr:account-2")->text(), u"last words"_s);
    QVERIFY(!find<QPushButton>("kill:account-1")->isEnabled());
    QVERIFY(find<QPushButton>("kill:account-1")->toolTip().contains(u"SIGKILL"_s));
    m_session->commands.clear();
    click("forget:account-2");
    QCOMPARE(last<command::ForgetProcess>().process, ClientId("account-2"));
    dead = std::make_shared<Snapshot>(*dead);
    dead->replicas.pop_back();
    m_session->show(dead);
    QTRY_VERIFY(!m_window->findChild<ReplicaCard*>(u"card:account-2"_s));
}

void TestMainWindow::spawnsWithTheFormsOptions()
{
    running();
    m_session->commands.clear();
    click("handlerOrdered");
    find<QComboBox>("ackWaitCombo")->setCurrentIndex(4);
    find<QSpinBox>("spawnCount")->setValue(3);
    click("spawnButton");
    const auto spawn = last<command::SpawnReplicas>();
    QCOMPARE(spawn.count, 3);
    QVERIFY(spawn.options.handler == Handler::Ordered);
    QCOMPARE(spawn.options.ackWaitSeconds, 5);
    click("spawnOptions");
    QTRY_VERIFY(find<QWidget>("replicaOptions")->isVisible());
    find<QLineEdit>("optionGroup")->setText(QString());
    find<QSpinBox>("optionMaxInflight")->setValue(1);
    QTest::keyClick(find<QSpinBox>("optionMaxInflight"), Qt::Key_Escape);
    QTRY_VERIFY(!find<QWidget>("replicaOptions")->isVisible());
    click("spawnButton");
    QVERIFY(last<command::SpawnReplicas>().options.queueGroup.empty());
    QCOMPARE(last<command::SpawnReplicas>().options.maxInflight, 1);
    QVERIFY(last<command::SpawnReplicas>().external.empty());
    auto* kind = find<QComboBox>("optionKind");
    kind->setCurrentIndex(1);
    click("spawnButton");
    QCOMPARE(last<command::SpawnReplicas>().external,
             std::string("stanscope-listener --start all --ack manual --close-on-stop yes"));
    kind->setCurrentIndex(2);
    find<QLineEdit>("optionCommand")->setText(u" node service.js "_s);
    click("spawnButton");
    QCOMPARE(last<command::SpawnReplicas>().external, std::string("node service.js"));
    QVERIFY(!find<QComboBox>("optionHandler")->isEnabled());
}

/// A command starts only where somebody has typed it, and a password is nobody's but theirs.
void TestMainWindow::keepsNeitherCommandNorPassword()
{
    find<QComboBox>("optionKind")->setCurrentIndex(2);
    find<QLineEdit>("optionCommand")->setText(u"node service.js"_s);
    find<QSpinBox>("maxMessages")->setValue(5);
    find<QSpinBox>("maxAge")->setValue(6);
    find<QSpinBox>("maxInactivity")->setValue(7);
    find<QLineEdit>("database")->setText(u"postgresql://bank@127.0.0.1:5432/bank"_s);
    find<QLineEdit>("databasePassword")->setText(u"open sesame"_s);
    QSignalSpy runs(m_window.get(), &MainWindow::runRequested);
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTRY_COMPARE(runs.size(), 1);
    const auto options = runs.last().at(0).value<RunOptions>();
    QCOMPARE(options.broker.maxMessages, 5);
    QCOMPARE(options.broker.maxAgeSeconds, 6);
    QCOMPARE(options.broker.maxInactivitySeconds, 7);
    QCOMPARE(options.database, std::string("postgresql://bank@127.0.0.1:5432/bank"));
    QCOMPARE(options.databasePassword, std::string("open sesame"));
    m_window->close();
    m_window.reset();
    QString kept;
    {
        const QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"stanscope"_s,
                                 u"stanscope"_s);
        const QStringList keys = settings.allKeys();
        for (const QString& key : keys)
            kept += key + u'=' + settings.value(key).toString() + u'\n';
    }
    QVERIFY(!kept.contains(u"sesame"_s));
    QVERIFY(!kept.contains(u"service.js"_s));
    open();
    QCOMPARE(find<QSpinBox>("maxMessages")->value(), 5);
    QCOMPARE(find<QLineEdit>("database")->text(), u"postgresql://bank@127.0.0.1:5432/bank"_s);
    QVERIFY(find<QLineEdit>("databasePassword")->text().isEmpty());
    QCOMPARE(find<QComboBox>("optionKind")->currentIndex(), 0);
    find<QLineEdit>("database")->setText(u"postgresql://bank:sesame@127.0.0.1/bank"_s);
    m_window->close();
    m_window.reset();
    {
        const QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"stanscope"_s,
                                 u"stanscope"_s);
        QVERIFY(!settings.contains(u"database/address"_s));
    }
    open();
}

void TestMainWindow::commandsTheBroker()
{
    running();
    m_session->commands.clear();
    click("brokerKill");
    QVERIFY(last<command::Broker>().action == command::BrokerAction::Kill);
    click("brokerPause");
    QVERIFY(last<command::Broker>().action == command::BrokerAction::Pause);
    click("brokerRestart");
    QVERIFY(last<command::Broker>().action == command::BrokerAction::Restart);
    QVERIFY(!find<QPushButton>("brokerStart")->isEnabled());
    QVERIFY(find<QPushButton>("brokerStart")->toolTip().contains(u"running"_s));
    m_session->url = u"nats://token@127.0.0.1:40213"_s;
    m_session->become(m_session->can);
    click("brokerCopy");
    QCOMPARE(QApplication::clipboard()->text(), u"nats://token@127.0.0.1:40213"_s);
    QVERIFY(find<StatusLine>("statusLine")->currentMessage().contains(u"clipboard"_s));
    click("brokerLogButton");
    QTRY_VERIFY(find<QPlainTextEdit>("brokerLog")->isVisible());
    QVERIFY(find<QPlainTextEdit>("brokerLog")->toPlainText().contains(u"ready"_s));
}

void TestMainWindow::asksForRuns()
{
    QSignalSpy runs(m_window.get(), &MainWindow::runRequested);
    QSignalSpy restarts(m_window.get(), &MainWindow::restartRequested);
    QVERIFY(!find<QPushButton>("restartButton")->isEnabled());
    find<QComboBox>("lessonCombo")->setCurrentIndex(1);
    QVERIFY(find<QLabel>("lessonText")->text().contains(u"Late ack"_s));
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTRY_COMPARE(runs.size(), 1);
    const auto options = runs.last().at(0).value<RunOptions>();
    QCOMPARE(options.scenario.id, std::string("case-2"));
    QVERIFY(options.handler == Handler::Naive);
    QVERIFY(!options.ackWaitSeconds); // as the lesson says
    // Restart repeats the run, whatever is chosen for the next one.
    click("handlerOrdered");
    click("restartButton");
    QCOMPARE(restarts.size(), 1);
    QVERIFY(restarts.last().at(0).value<RunOptions>().handler == Handler::Naive);
}

void TestMainWindow::offersTheOtherHandler()
{
    QSignalSpy runs(m_window.get(), &MainWindow::runRequested);
    auto* again = find<QPushButton>("againButton");
    QVERIFY(!again->isVisible());
    click("runButton");
    m_session->run(true, true);
    QVERIFY(!again->isVisible());
    m_session->run(true, false);
    QVERIFY(again->isVisible());
    QCOMPARE(again->text(), u"Run again with ordered"_s);
    click("againButton");
    QCOMPARE(runs.size(), 2);
    QVERIFY(runs.last().at(0).value<RunOptions>().handler == Handler::Ordered);
    QVERIFY(find<QPushButton>("handlerOrdered")->isChecked());
    QCOMPARE(again->text(), u"Run again with naive"_s);
}

void TestMainWindow::saysTheVerdict()
{
    auto* pill = find<VerdictPill>("verdictPill");
    m_session->show(sample(Handler::Naive));
    QCOMPARE(pill->text(), u"✗ VIOLATED  ann 110.00 ≠ 10.00"_s);
    QVERIFY(pill->toolTip().startsWith(u"one violation"_s));
    // Each of them is in a panel of its own, a click away.
    auto* violations = find<QTableView>("violationTable");
    QTRY_VERIFY(violations->visibleRegion().isEmpty());
    QTest::mouseClick(pill, Qt::LeftButton);
    QTRY_VERIFY(!violations->visibleRegion().isEmpty());
    QCOMPARE(violations->model()->rowCount(), 1);
    QCOMPARE(find<QDockWidget>("violationDock")->windowTitle(), u"Violations (1)"_s);
    QTest::mouseClick(violations->viewport(), Qt::LeftButton, {},
                      violations->visualRect(violations->model()->index(0, 1)).center());
    QCOMPARE(find<QTableView>("historyTable")->currentIndex().row(), 2);
    QCOMPARE(find<QTableView>("ledgerTable")->currentIndex().row(), 1);
    QCOMPARE(find<QTableView>("deliveryTable")->currentIndex().row(), 2);
    m_session->show(sample(Handler::Ordered));
    QCOMPARE(pill->text(), u"✓ VALID  ann 10.00 = 10.00"_s);
    // The audit has not looked yet, and everybody sees it already.
    auto early = std::make_shared<Snapshot>(*sample(Handler::Naive));
    early->verdict = {};
    early->verdict.verdict = audit::Verdict::Violated;
    early->verdict.total = 1;
    early->accounts[0].gravest = Witness{Breach::DeclinedWrongly,
                                         AccountName("ann"),
                                         TransactionNumber(3),
                                         TransactionType::Withdraw,
                                         {},
                                         0,
                                         0};
    early->accounts[0].waiting = 1;
    m_session->show(early);
    QCOMPARE(pill->text(), u"✗ VIOLATED  withdrawal 3 declined wrongly"_s);
    // Case 2: the balance is right and the answer is wrong.
    auto late = std::make_shared<Snapshot>(*sample(Handler::Naive));
    late->accounts[0].balance = Cents(1000);
    late->verdict.violations[0].message = said("refused after the money was taken");
    m_session->show(late);
    QCOMPARE(pill->text(), u"✗ VIOLATED  refused after the money was taken"_s);
    QCOMPARE(find<QLabel>("differenceLabel")->property("tone").toString(), u"violated"_s);
    QVERIFY(
        find<QLabel>("differenceLabel")->text().contains(u"refused after the money was taken"_s));
    // Where there is no room the reason goes, and the word stays whole.
    auto wedged = std::make_shared<Snapshot>(*sample(Handler::Ordered));
    wedged->verdict = {};
    wedged->verdict.verdict = audit::Verdict::NotConverged;
    m_session->show(wedged);
    QVERIFY(pill->text().contains(u"NOT CONVERGED"_s));
    pill->setShort(true);
    QCOMPARE(pill->minimumSizeHint().width(), pill->sizeHint().width());
}

void TestMainWindow::saysMoneyAndDifference()
{
    m_session->show(sample(Handler::Naive));
    QCOMPARE(find<QLabel>("balanceLabel")->text(), u"110.00"_s);
    QCOMPARE(find<QLabel>("expectedLabel")->text(), u"10.00"_s);
    QCOMPARE(find<QLabel>("differenceLabel")->text(), u"+100.00: the withdrawal was refused"_s);
    QCOMPARE(find<QLabel>("balanceLabel")->property("tone").toString(), u"violated"_s);
    m_session->show(sample(Handler::Ordered));
    QCOMPARE(find<QLabel>("balanceLabel")->property("tone").toString(), u"acked"_s);
    // Of several violations the first is told, and where the others are.
    auto more = std::make_shared<Snapshot>(*sample(Handler::Naive));
    more->accounts[0].violations = 2;
    more->accounts[0].balance = Cents(-2000);
    m_session->show(more);
    QCOMPARE(find<QLabel>("differenceLabel")->text(),
             u"−30.00: the withdrawal was refused, and one more violation"_s);
    QCOMPARE(find<VerdictPill>("verdictPill")->text(), u"✗ VIOLATED  ann −20.00 ≠ 10.00"_s);
    more = std::make_shared<Snapshot>(*more);
    more->accounts[0].violations = 3;
    m_session->show(more);
    QVERIFY(find<QLabel>("differenceLabel")->text().contains(u"and 2 more violations"_s));
}

void TestMainWindow::pendingIsNotRed()
{
    auto pending = std::make_shared<Snapshot>(*sample(Handler::Ordered));
    pending->accounts[0].balance = Cents(0);
    pending->accounts[0].waiting = 2;
    pending->verdict.verdict = audit::Verdict::Pending;
    m_session->show(pending);
    QCOMPARE(find<QLabel>("balanceLabel")->property("tone").toString(), QString());
    QCOMPARE(find<QLabel>("differenceLabel")->property("tone").toString(), QString());
    QVERIFY(find<QLabel>("differenceLabel")->text().startsWith(u"pending"_s));
}

void TestMainWindow::countsTimersDown()
{
    m_session->show(sample(Handler::Naive, true));
    auto* timers = find<TimersPanel>("timersPanel");
    QCOMPARE(timers->rowTexts().size(), 2);
    const QStringList before = timers->rowTexts();
    QVERIFY2(before.first().startsWith(u"account-1 · seq 1 · attempt 1 | given up"_s),
             qPrintable(before.first()));
    QVERIFY2(before.last().contains(u"in the database"_s), qPrintable(before.last()));
    // It moves without a snapshot, and does not stand at zero.
    QTRY_VERIFY(timers->rowTexts() != before);
    QTRY_VERIFY(timers->rowTexts().first().endsWith(u"| overdue"_s));
    m_session->show(sample(Handler::Naive));
    QTRY_VERIFY(find<QLabel>("timersEmpty")->isVisible());
}

/// What a lesson points at is seen whole: each row has one line where there is no room for two.
void TestMainWindow::timersPointedAtAreAllSeen()
{
    auto several = std::make_shared<Snapshot>(*sample(Handler::Naive, true));
    several->timers.insert(several->timers.end(), several->timers.begin(), several->timers.end());
    TimersPanel panel;
    panel.resize(252, 90);
    panel.show();
    panel.showSnapshot(several);
    QCOMPARE(panel.rowTexts().size(), 4);
    const auto* scroll = panel.findChild<QScrollArea*>();
    const auto isCut = [&] { return scroll->widget()->height() > scroll->viewport()->height(); };
    QVERIFY(isCut());
    panel.resize(252, 120);
    QTRY_COMPARE(scroll->widget()->height(), 4 * 22); // in one line there is room for all
    panel.resize(252, 90);
    QTRY_VERIFY(isCut());
    panel.setPointedAt(true);
    QVERIFY(!isCut());
    QVERIFY(panel.minimumSizeHint().height() >= 4 * 22);
    panel.resize(252, 240);
    QTRY_COMPARE(scroll->widget()->height(), 4 * 44);
    panel.setPointedAt(false);
    QVERIFY(panel.minimumSizeHint().height() < 4 * 22);
    panel.layout()->setSizeConstraint(QLayout::SetNoConstraint); // as in a crowded column
    panel.setMinimumSize(0, 0);
    panel.resize(252, 50);
    QTRY_COMPARE(scroll->widget()->height(), 4 * 22); // none is cut
}

/// A durable that nobody listens with: unacked, and no timer runs for it.
void TestMainWindow::whatIsKeptDoesNotRun()
{
    auto kept = std::make_shared<Snapshot>(*sample(Handler::Naive));
    const auto title = [&] {
        for (const QLabel* label : m_window->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(u"kept"_s)
                && !label->text().contains(u"durable"_s))
                return label->text();
        return QString();
    };
    kept->runningDeliveries = 1;
    SubscriptionView durable;
    durable.pending = 1;
    durable.offline = true;
    kept->subscriptions = {durable};
    m_session->show(kept);
    QTRY_COMPARE(title(), u"1 kept"_s);
    QVERIFY(find<QLabel>("timersEmpty")->isVisible());
    QVERIFY(find<QLabel>("timersEmpty")->text().startsWith(u"No timer runs."_s));
    auto running = std::make_shared<Snapshot>(*sample(Handler::Naive, true));
    running->runningDeliveries = 3;
    running->subscriptions = kept->subscriptions;
    m_session->show(running);
    QTRY_COMPARE(title(), u"2 running · 1 kept"_s);
}

void TestMainWindow::showsTablesAndPayload()
{
    m_session->show(sample(Handler::Naive));
    // Behind other tabs nothing is refreshed, until it comes to the front.
    const auto* behind = m_window->findChild<QTableView*>(u"deliveryTable"_s);
    QCOMPARE(behind->model()->rowCount(), 0);
    find<QDockWidget>("deliveryDock")->raise();
    QTRY_COMPARE(behind->model()->rowCount(), 4);
    QCOMPARE(find<QTableView>("historyTable")->model()->rowCount(), 3);
    QCOMPARE(find<QTableView>("deliveryTable")->model()->rowCount(), 4);
    QCOMPARE(find<QTableView>("transactionTable")->model()->rowCount(), 3);
    QCOMPARE(find<QTableView>("ledgerTable")->model()->rowCount(), 3);
    QVERIFY(find<QTableView>("subscriptionTable"));
}

void TestMainWindow::whyFollowsEveryClick()
{
    m_session->show(sample(Handler::Naive, true));
    auto* reason = find<QLabel>("whyReason");
    QVERIFY(reason->isHidden());
    auto* history = find<QTableView>("historyTable");
    const QModelIndex third = history->model()->index(2, 0);
    QTest::mouseClick(history->viewport(), Qt::LeftButton, {}, history->visualRect(third).center());
    QVERIFY(reason->text().startsWith(u"account-2 declined withdrawal 3 of 100.00"_s));
    click("followMessage");
    auto* life = find<QTableWidget>("lifeTable");
    QTRY_VERIFY(!life->visibleRegion().isEmpty());
    QVERIFY(life->item(life->rowCount() - 1, 2)->text().contains(u"acked by account-2"_s));
    QTest::mouseClick(find<QLabel>("balanceLabel"), Qt::LeftButton);
    QVERIFY(reason->text().startsWith(u"ann has 110.00"_s));
    QTest::mouseClick(find<QWidget>("card:account-1"), Qt::LeftButton);
    QVERIFY(!reason->text().startsWith(u"ann has 110.00"_s));
    find<QDockWidget>("historyDock")->raise();
    m_session->show(sample(Handler::Ordered));
    QTRY_VERIFY(reason->isHidden());
}

void TestMainWindow::selectionIsLinked()
{
    m_session->show(sample(Handler::Naive));
    auto* history = find<QTableView>("historyTable");
    const QModelIndex third = history->model()->index(2, 0);
    QTest::mouseClick(history->viewport(), Qt::LeftButton, {}, history->visualRect(third).center());
    QCOMPARE(find<QTableView>("ledgerTable")->currentIndex().row(), 1);
    QCOMPARE(find<QTableView>("transactionTable")->currentIndex().row(), 2);
    QCOMPARE(find<QTableView>("deliveryTable")->currentIndex().row(), 2);
    history->setFocus();
    QTest::keyClick(history, Qt::Key_Up);
    QCOMPARE(history->currentIndex().row(), 1);
    QCOMPARE(find<QTableView>("transactionTable")->currentIndex().row(), 1);
}

void TestMainWindow::emptyPanelsSayTheNextStep()
{
    QCOMPARE(find<QLabel>("replicasEmpty")->text(), u"No replica yet. Press Run (F5)."_s);
    m_session->run(true, false);
    QCOMPARE(find<QLabel>("replicasEmpty")->text(), u"No replica yet. Spawn one."_s);
    m_session->run(false, false);
    QVERIFY(find<QLabel>("timersEmpty")->isVisible());
    QVERIFY(find<QLabel>("timersEmpty")->text().contains(u"Deposit something"_s));
    QVERIFY(find<QTableView>("historyTable")->accessibleDescription().contains(u"F5"_s));
    QVERIFY(find<QPlainTextEdit>("brokerLog")->placeholderText().contains(u"F5"_s));
    QCOMPARE(find<VerdictPill>("verdictPill")->text(), u"… PENDING  no run yet"_s);
}

void TestMainWindow::disabledButtonsSayWhy()
{
    const auto check = [this] {
        const auto buttons = m_window->findChildren<QPushButton*>();
        for (const QPushButton* button : buttons)
            if (!button->isEnabled())
                QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->objectName()));
    };
    check();
    for (const char* name :
         {"depositButton", "tripleButton", "spawnButton", "brokerKill", "restartButton"}) {
        QVERIFY2(!find<QPushButton>(name)->isEnabled(), name);
        QVERIFY2(find<QPushButton>(name)->toolTip().contains(u"F5"_s), name);
    }
    running();
    check();
}

void TestMainWindow::everyButtonHasATooltip()
{
    running();
    const auto buttons = m_window->findChildren<QPushButton*>();
    for (const QPushButton* button : buttons) {
        if (button->objectName() == u"againButton"_s)
            continue; // it has words only when it is offered
        QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->objectName() + button->text()));
        QVERIFY2(!button->objectName().isEmpty(), qPrintable(button->text()));
    }
}

void TestMainWindow::bannerShowsCauseAndRemedy()
{
    auto* banner = find<Banner>("banner");
    QVERIFY(!banner->isVisible());
    m_window->showProblem(u"The broker did not start."_s, u"Look at its log."_s);
    QVERIFY(banner->isVisible());
    QCOMPARE(find<QLabel>("bannerCause")->text(), u"The broker did not start."_s);
    QCOMPARE(find<QLabel>("bannerRemedy")->text(), u"Look at its log."_s);
    auto troubled = std::make_shared<Snapshot>(*sample(Handler::Naive));
    troubled->problems = {{1, {}, {said("account-3 ended."), said("Restart it.")}}};
    m_session->show(troubled);
    QCOMPARE(banner->count(), 2);
    click("bannerDismiss");
    QCOMPARE(find<QLabel>("bannerCause")->text(), u"The broker did not start."_s);
    click("bannerDismiss");
    QVERIFY(!banner->isVisible());
}

void TestMainWindow::themeSwitches()
{
    find<QAction>("themeDark")->trigger();
    QCOMPARE(QApplication::palette().color(QPalette::Window), darkTheme().background);
    find<QAction>("themeLight")->trigger();
    QCOMPARE(QApplication::palette().color(QPalette::Window), lightTheme().background);
    QVERIFY(find<QAction>("themeLight")->isChecked());
}

void TestMainWindow::typeZooms()
{
    const int before = QApplication::font().pixelSize();
    QTest::keyClick(m_window.get(), Qt::Key_Plus, Qt::ControlModifier);
    QTRY_VERIFY(QApplication::font().pixelSize() > before);
    QTest::keyClick(m_window.get(), Qt::Key_0, Qt::ControlModifier);
    QTRY_COMPARE(QApplication::font().pixelSize(), before);
    QTest::keyClick(m_window.get(), Qt::Key_Minus, Qt::ControlModifier);
    QTRY_VERIFY(QApplication::font().pixelSize() < before);
}

void TestMainWindow::remembersStateBetweenStarts()
{
    find<QComboBox>("lessonCombo")->setCurrentIndex(2);
    click("handlerOrdered");
    find<QComboBox>("ackWaitCombo")->setCurrentIndex(6);
    find<QSpinBox>("optionMaxInflight")->setValue(7);
    find<QSpinBox>("heartbeatFailures")->setValue(4);
    find<QComboBox>("brokerStore")->setCurrentIndex(1);
    find<QAction>("themeDark")->trigger();
    find<QAction>("zoomIn")->trigger();
    m_window->findChild<QDockWidget*>(u"timersDock"_s)->close();
    QSignalSpy closed(m_window.get(), &MainWindow::closed);
    m_window->close();
    QCOMPARE(closed.size(), 1);
    m_window.reset();
    open();
    QCOMPARE(find<QComboBox>("lessonCombo")->currentIndex(), 2);
    QVERIFY(find<QPushButton>("handlerOrdered")->isChecked());
    QCOMPARE(find<QComboBox>("ackWaitCombo")->currentIndex(), 6);
    QCOMPARE(find<QSpinBox>("optionMaxInflight")->value(), 7);
    QCOMPARE(find<QSpinBox>("heartbeatFailures")->value(), 4);
    QCOMPARE(find<QComboBox>("brokerStore")->currentIndex(), 1);
    QVERIFY(find<QAction>("themeDark")->isChecked());
    QCOMPARE(QApplication::font().pixelSize(), 14);
    QVERIFY(!m_window->findChild<QDockWidget*>(u"timersDock"_s)->isVisible());
}

void TestMainWindow::closedDocksComeBack()
{
    auto* dock = m_window->findChild<QDockWidget*>(u"accountDock"_s);
    dock->toggleViewAction()->trigger();
    QTRY_VERIFY(!dock->isVisible());
    find<QAction>("resetLayout")->trigger();
    QTRY_VERIFY(dock->isVisible());
}

void TestMainWindow::resetLayoutRestoresColumns()
{
    m_window->resize(1440, 900);
    QTRY_COMPARE(m_window->size(), QSize(1440, 900));
    auto* left = find<QDockWidget>("actionsDock");
    auto* right = find<QDockWidget>("timersDock");
    auto* timeline = find<QDockWidget>("timelineDock");
    QTRY_COMPARE(left->width(), 276);
    QTRY_COMPARE(right->width(), 312);
    QAction* reset = find<QAction>("resetLayout");
    for (int turn = 0; turn < 10; ++turn)
        QCoreApplication::processEvents();
    const int high = timeline->height();
    reset->trigger();
    // It is laid out in later turns of the event loop.
    for (int turn = 0; turn < 10; ++turn)
        QCoreApplication::processEvents();
    QTRY_COMPARE(left->width(), 276);
    QTRY_COMPARE(right->width(), 312);
    QTRY_VERIFY2(std::abs(timeline->height() - high) <= 2,
                 qPrintable(u"%1 instead of %2"_s.arg(timeline->height()).arg(high)));
    // A layout that was taken apart.
    auto* host = find<QMainWindow>("dockHost");
    host->addDockWidget(Qt::RightDockWidgetArea, left);
    host->addDockWidget(Qt::BottomDockWidgetArea, right);
    find<QDockWidget>("ledgerDock")->setFloating(true);
    find<QDockWidget>("accountDock")->close();
    QCoreApplication::processEvents();
    reset->trigger();
    QTRY_COMPARE(left->width(), 276);
    QTRY_COMPARE(right->width(), 312);
    QTRY_VERIFY(std::abs(timeline->height() - high) <= 2);
    QVERIFY(!find<QDockWidget>("ledgerDock")->isFloating());
    QTRY_VERIFY(find<QDockWidget>("accountDock")->isVisible());
}

void TestMainWindow::fitsItsScreen()
{
    // Laptops and projectors of classrooms.
    const QSize smallest(1024, 600);
    const QSize most = m_window->screen()->availableSize().expandedTo(smallest);
    QVERIFY(m_window->width() <= most.width());
    QVERIFY(m_window->height() <= most.height());
    running();
    m_window->resize(smallest);
    QTRY_COMPARE(m_window->size(), smallest);
    // A remembered size of a larger screen.
    m_window->resize(4000, 3000);
    m_window->close();
    m_window.reset();
    open();
    QVERIFY(m_window->width() <= most.width());
    QVERIFY(m_window->height() <= most.height());
}

void TestMainWindow::sentencesStayReadable()
{
    auto* text = find<QLabel>("lessonText");
    emit m_session->stepped(u"first"_s);
    emit m_session->stepped(u"second"_s);
    emit m_session->stepped(u"third"_s);
    QCOMPARE(text->text(), u"first"_s);
    QElapsedTimer since;
    since.start();
    QTRY_COMPARE_WITH_TIMEOUT(text->text(), u"second"_s, 20'000);
    QVERIFY(since.elapsed() > 1000);
    m_window->prepareForPicture();
    QCOMPARE(text->text(), u"third"_s);
    // What the next run says first does not wait.
    emit m_session->stepped(u"fourth"_s);
    emit m_session->stepped(u"fifth"_s);
    click("runButton");
    emit m_session->stepped(u"anew"_s);
    QCOMPARE(text->text(), u"anew"_s);
}

void TestMainWindow::lessonEndsWithItsVerdict()
{
    auto* text = find<QLabel>("lessonText");
    const auto play = [&](Handler handler) {
        click("runButton");
        m_session->run(true, true);
        emit m_session->stepped(u"step"_s);
        auto pending = std::make_shared<Snapshot>(*sample(handler));
        pending->verdict.verdict = audit::Verdict::Pending;
        m_session->show(pending);
        m_session->run(true, false);
        m_window->prepareForPicture();
        QCOMPARE(text->text(), u"step"_s);
        m_session->show(sample(handler));
        m_window->prepareForPicture();
    };
    play(Handler::Ordered);
    QVERIFY2(text->text().startsWith(u"Valid"_s), qPrintable(text->text()));
    play(Handler::Naive);
    QVERIFY2(text->text().contains(u"the withdrawal was refused"_s), qPrintable(text->text()));
}

void TestMainWindow::newRunForgetsTheSelection()
{
    m_session->show(sample(Handler::Naive));
    auto* history = find<QTableView>("historyTable");
    const QModelIndex third = history->model()->index(2, 0);
    QTest::mouseClick(history->viewport(), Qt::LeftButton, {}, history->visualRect(third).center());
    QVERIFY(find<QTableView>("ledgerTable")->selectionModel()->hasSelection());
    m_session->show(sample(Handler::Ordered));
    for (const char* name : {"historyTable", "deliveryTable", "ledgerTable", "transactionTable"}) {
        QVERIFY2(!find<QTableView>(name)->selectionModel()->hasSelection(), name);
        QVERIFY2(!find<QTableView>(name)->currentIndex().isValid(), name);
    }
}

void TestMainWindow::tabbingIntoATableSelectsNothing()
{
    m_session->show(sample(Handler::Naive));
    auto* history = find<QTableView>("historyTable");
    history->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(history->hasFocus());
    QVERIFY(!history->selectionModel()->hasSelection());
    QVERIFY(!find<QTableView>("transactionTable")->selectionModel()->hasSelection());
    QTest::keyClick(history, Qt::Key_Down);
    QVERIFY(history->selectionModel()->hasSelection());
    QCOMPARE(find<QTableView>("transactionTable")->currentIndex().row(),
             history->currentIndex().row());
}

void TestMainWindow::openedFormsAreInViewAndEscapeCloses()
{
    running();
    m_window->resize(1280, 720);
    QTRY_COMPARE(m_window->size(), QSize(1280, 720));
    const auto shown = [this](const char* name) {
        return !find<QWidget>(name)->visibleRegion().isEmpty()
            && find<QWidget>(name)->visibleRegion().boundingRect().height()
            >= find<QWidget>(name)->height() - 2;
    };
    click("generatorButton");
    QTRY_VERIFY(shown("generatorToggle"));
    QTest::keyClick(find<QSpinBox>("generatorRate"), Qt::Key_Escape);
    QTRY_VERIFY(!find<QWidget>("generatorToggle")->isVisible());
    QVERIFY(!find<QPushButton>("generatorButton")->isChecked());
    // What else there is to choose comes over the window, which keeps its layout.
    const QRect cards = find<QWidget>("replicasDock")->geometry();
    for (const auto& [button, form, field] :
         {std::tuple("brokerOptions", "brokerOptionsForm", "heartbeatFailures"),
          std::tuple("brokerLimits", "brokerLimitsForm", "maxMessages"),
          std::tuple("spawnOptions", "replicaOptions", "optionMaxInflight")}) {
        click(button);
        QTRY_VERIFY(shown(field));
        QCOMPARE(find<QWidget>("replicasDock")->geometry(), cards);
        const QRect screen = m_window->screen()->availableGeometry();
        const QRect there = find<QWidget>(form)->frameGeometry();
        QVERIFY2(screen.contains(there),
                 qPrintable(u"%1,%2 %3x%4"_s.arg(there.x())
                                .arg(there.y())
                                .arg(there.width())
                                .arg(there.height())));
        QTest::keyClick(find<QSpinBox>(field), Qt::Key_Escape);
        QTRY_VERIFY(!find<QWidget>(form)->isVisible());
    }
}

void TestMainWindow::generatorIconFollowsItsState()
{
    running();
    click("generatorButton");
    auto* toggle = find<QPushButton>("generatorToggle");
    const qint64 idle = toggle->icon().cacheKey();
    click("generatorToggle");
    QCOMPARE(toggle->text(), u"Stop"_s);
    QVERIFY(toggle->icon().cacheKey() != idle);
    const qint64 busy = toggle->icon().cacheKey();
    click("generatorToggle");
    QCOMPARE(toggle->text(), u"Start"_s);
    QVERIFY(toggle->icon().cacheKey() != busy);
}

void TestMainWindow::bannerMovesNoDock()
{
    m_window->resize(1440, 900);
    QTRY_COMPARE(m_window->size(), QSize(1440, 900));
    auto* host = find<QMainWindow>("dockHost");
    const QRect before = host->geometry();
    m_window->showProblem(u"The broker did not start."_s, u"Look at its log."_s);
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    auto* banner = find<Banner>("banner");
    QVERIFY(banner->isVisible());
    QVERIFY(banner->height() >= banner->heightForWidth(banner->width()));
    QCOMPARE(host->geometry(), before);
    QCOMPARE(banner->width(), find<QWidget>("lessonStrip")->width());
}

void TestMainWindow::zoomingBackRestoresTheTimeline()
{
    m_window->resize(1440, 900);
    QTRY_COMPARE(m_window->size(), QSize(1440, 900));
    auto* timeline = find<QDockWidget>("timelineDock");
    find<QAction>("resetLayout")->trigger();
    for (int turn = 0; turn < 10; ++turn)
        QCoreApplication::processEvents();
    const int high = timeline->height();
    for (int step = 0; step < 4; ++step) {
        find<QAction>("zoomIn")->trigger();
        QCoreApplication::processEvents();
    }
    QVERIFY(timeline->height() >= 140);
    find<QAction>("zoomReset")->trigger();
    QTRY_VERIFY(std::abs(timeline->height() - high) <= 2);
}

// Two steps of larger type leave the window its size, the lanes their labels and the account its
// figures.
void TestMainWindow::largerTypeFits()
{
    running();
    m_window->resize(1280, 720);
    QTRY_COMPARE(m_window->size(), QSize(1280, 720));
    find<QAction>("zoomIn")->trigger();
    find<QAction>("zoomIn")->trigger();
    for (int turn = 0; turn < 10; ++turn)
        QCoreApplication::processEvents();
    QCOMPARE(m_window->size(), QSize(1280, 720));
    for (const char* name : {"lessonCombo", "runButton", "verdictPill", "depositButton",
                             "brokerKill", "balanceLabel", "timeline"}) {
        auto* widget = find<QWidget>(name);
        const QRect inside(widget->mapTo(m_window.get(), QPoint()), widget->size());
        QVERIFY2(m_window->rect().contains(inside), name);
    }
    QTRY_VERIFY(find<QWidget>("timeline")->height() >= 220);
    if (const QString folder = qEnvironmentVariable("STANSCOPE_PICTURES"); !folder.isEmpty())
        QVERIFY(m_window->grab().save(folder + u"/larger-1280.png"_s));
    find<QAction>("zoomReset")->trigger();
}

void TestMainWindow::runAgainHandsTheFocusToRun()
{
    click("runButton");
    m_session->run(true, false);
    find<QPushButton>("againButton")->setFocus();
    click("againButton");
    m_session->run(true, true);
    QVERIFY(!find<QPushButton>("againButton")->isVisible());
    QCOMPARE(m_window->focusWidget(), find<QWidget>("runButton"));
}

void TestMainWindow::spawnStaysInReach()
{
    m_window->resize(1440, 900);
    running();
    auto many = std::make_shared<Snapshot>(*sample(Handler::Naive));
    for (int number = 3; number <= 8; ++number) {
        many->replicas.push_back(many->replicas.front());
        many->replicas.back().name = ClientId("account-" + std::to_string(number));
    }
    m_session->show(many);
    QTRY_VERIFY(find<QWidget>("card:account-8")->height() > 20);
    auto* spawn = find<QPushButton>("spawnButton");
    QCOMPARE(spawn->visibleRegion().boundingRect().size(), spawn->size());
    auto* deposit = find<QPushButton>("withdrawButton");
    const auto rightEnd = [this](const QWidget* widget) {
        return widget->mapTo(m_window.get(), widget->rect().topRight()).x();
    };
    QTRY_VERIFY(std::abs(rightEnd(find<QWidget>("card:account-1")) - rightEnd(deposit)) <= 2);
    QTRY_VERIFY(std::abs(rightEnd(find<QWidget>("spawnOptions")) - rightEnd(deposit)) <= 2);
}

void TestMainWindow::ghostDetectionFollowsTheOptions()
{
    const auto said = [](int watched, int alone) {
        return u"A killed client is noticed after %1 s while stanscope watches, else after %2 s"_s
            .arg(watched)
            .arg(alone);
    };
    QVERIFY(BrokerPanel::ghostText({}).startsWith(said(12, 6)));
    const auto* own = find<QLabel>("brokerState")->parentWidget();
    QVERIFY(own->toolTip().startsWith(said(12, 6)));
    find<QSpinBox>("heartbeatInterval")->setValue(5);
    QVERIFY(own->toolTip().startsWith(said(21, 15)));
    // What nobody asked for is not in the status line, before a run and in it.
    QVERIFY(!find<QLabel>("statusGhosts")->isVisible());
    running();
    QVERIFY(own->toolTip().startsWith(said(12, 6)));
    QVERIFY(!find<QLabel>("statusGhosts")->isVisible());
}

void TestMainWindow::nothingIsCutAt1280x720()
{
    running();
    m_window->resize(1280, 720);
    QTRY_COMPARE(m_window->size(), QSize(1280, 720));
    auto* history = find<QTableView>("historyTable");
    QTRY_VERIFY(history->viewport()->height() >= 5 * history->rowHeight(0));
    QTest::mouseClick(history->viewport(), Qt::LeftButton, {},
                      history->visualRect(history->model()->index(2, 0)).center());
    for (const char* name : {"lessonCombo", "runButton", "verdictPill", "depositButton",
                             "brokerKill", "balanceLabel", "timersPanel", "whyPanel"}) {
        auto* widget = find<QWidget>(name);
        const QRect inside(widget->mapTo(m_window.get(), QPoint()), widget->size());
        QVERIFY2(m_window->rect().contains(inside), name);
    }
}

// For people: STANSCOPE_PICTURES names a folder, and the window is drawn into it.
void TestMainWindow::idleWindowAsksForNoLayout()
{
    struct Counter : QObject
    {
        int requests = 0;
        bool eventFilter(QObject*, QEvent* event) override
        {
            requests += event->type() == QEvent::LayoutRequest;
            return false;
        }
    } counter;
    qApp->installEventFilter(&counter);
    // A layout that asks for the next one would never give a quiet row of turns.
    int quiet = 0;
    for (int turn = 0; turn < 500 && quiet < 50; ++turn) {
        counter.requests = 0;
        QCoreApplication::processEvents();
        quiet = counter.requests == 0 ? quiet + 1 : 0;
    }
    qApp->removeEventFilter(&counter);
    QCOMPARE(quiet, 50);
}

void TestMainWindow::writesPictures()
{
    const QString folder = qEnvironmentVariable("STANSCOPE_PICTURES");
    if (folder.isEmpty())
        QSKIP("STANSCOPE_PICTURES names no folder");
    for (const bool dark : {false, true}) {
        for (const QSize size : {QSize(1440, 900), QSize(1280, 720)}) {
            for (const Handler handler : {Handler::Naive, Handler::Ordered}) {
                m_window->overrideTheme(dark);
                m_window->resize(size);
                m_window->chooseRun(u"case-1"_s, handler);
                m_session->run(true, true);
                click("runButton");
                m_session->run(true, false);
                m_session->url = u"x"_s;
                m_session->become(m_session->can);
                m_session->files = u"/run/user/1000/stanscope/run-1"_s;
                m_session->become(m_session->can);
                m_session->show(sample(handler, true));
                QTRY_COMPARE(m_window->size(), size);
                m_window->prepareForPicture();
                const QString name =
                    u"%1/%2-%3-%4.png"_s.arg(folder, dark ? u"dark"_s : u"light"_s,
                                             handler == Handler::Naive ? u"naive"_s : u"ordered"_s,
                                             QString::number(size.width()));
                QVERIFY(m_window->grab().save(name));
            }
        }
        m_window->resize(1440, 900);
        m_session->run(false, false);
        m_session->show(HistoryBuilder().snapshot(0));
        m_window->showProblem(
            u"The broker did not come up within 10 s."_s,
            u"Install it with scripts/run, or set STANSCOPE_BROKER to its path."_s);
        QCoreApplication::processEvents();
        QVERIFY(
            m_window->grab().save(folder + (dark ? u"/dark-empty.png"_s : u"/light-empty.png"_s)));
    }
    m_window->overrideTheme(false);
    running();
    click("generatorButton");
    m_window->resize(1280, 720);
    m_window->prepareForPicture();
    for (const auto& [button, name] : {std::pair("spawnOptions", "replicaOptions"),
                                       {"brokerOptions", "brokerOptionsForm"},
                                       {"brokerLimits", "brokerLimitsForm"}}) {
        click(button);
        auto* form = find<QFrame>(name);
        QTRY_VERIFY(form->isVisible());
        QVERIFY(form->grab().save(folder + u"/%1.png"_s.arg(QLatin1StringView(name))));
        form->hide();
    }
    find<QAction>("zoomIn")->trigger();
    find<QAction>("zoomIn")->trigger();
    find<QAction>("zoomIn")->trigger();
    click("generatorButton");
    m_window->resize(1920, 1080);
    m_window->prepareForPicture();
    QVERIFY(m_window->grab().save(folder + u"/zoom-1920.png"_s));
    click("faults:account-1");
    auto* form = find<QFrame>("faultForm:account-1");
    QTRY_VERIFY(form->isVisible());
    QVERIFY(form->grab().save(folder + u"/faults.png"_s));
    form->hide();
    find<QAction>("zoomReset")->trigger();
    m_window->prepareForPicture(); // at the larger type it could not be made so small
    for (const bool dark : {false, true}) {
        m_window->overrideTheme(dark);
        m_window->resize(1280, 720);
        m_window->prepareForPicture();
        click("faults:account-1");
        QTRY_VERIFY(form->isVisible());
        QPixmap picture = m_window->grab();
        QPainter(&picture).drawPixmap(m_window->mapFromGlobal(form->pos()), form->grab());
        QVERIFY(picture.save(folder
                             + (dark ? u"/faults-dark-1280.png"_s : u"/faults-light-1280.png"_s)));
        form->hide();
    }
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"

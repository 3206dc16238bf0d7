#include "tests/support/fakesession.h"
#include "tests/support/tables.h"
#include "tests/ui/attachedsnapshots.h"
#include "tests/ui/samplesnapshots.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/panels/lessonstrip.h"
#include "ui/panels/timerspanel.h"
#include "ui/plots/timelineview.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace stanscope;
using namespace stanscope::test;
using namespace stanscope::tests;
using namespace Qt::StringLiterals;

/// Of everything in this process.
class PaintCounter : public QObject
{
public:
    int paints = 0;

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        paints += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

class TstAttachedWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }

    void asksForABroker();
    void saysWhatIsAttached();
    void clientsHaveCardsWithoutButtons();
    void thousandsOfClientsAreATree();
    void theTreeIsNarrowedAndTurned();
    void aChosenClientHasALane();
    void textsFollowTenTimesASecond();
    void aMinimizedWindowPaintsNothing();
    void timersDoNotStandAtZero();
    void publishingIsAllowedInTwoSteps();
    void detachingEndsPublishing();
    void tablesShowOthersMessages();
    void oneChannelCanBeChosen();
    void bankPanelsAreNotThere();
    void theStripSaysTheWorst();
    void unknownTimersAreSaid();
    void driftIsOneClickAway();
    void theLaboratoryComesBack();
    void nothingIsCutAt1280x720();
    void everyHeightIsStable();
    void writesPictures();

private:
    template <typename W>
    W* find(const QString& name) const
    {
        W* found = m_window->findChild<W*>(name);
        Q_ASSERT(found);
        return upToDate(found);
    }
    void click(const QString& name) const
    {
        QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton);
    }
    static Abilities somebodyElses(bool attached)
    {
        return {.isLive = attached,
                .canPublish = attached,
                .canDetach = attached,
                .hasBank = false,
                .ownsBroker = false};
    }
    void attach(int clients = 3)
    {
        m_builder = {};
        buildAttached(m_builder, clients);
        m_session.can = somebodyElses(true);
        m_window->setSession(m_session);
        m_session.become(m_session.can);
        m_session.show(m_builder.snapshot(5));
    }

    QTemporaryDir m_settings;
    HistoryBuilder m_builder;
    FakeSession m_session;
    std::unique_ptr<MainWindow> m_window;
};

void TstAttachedWindow::initTestCase()
{
    QVERIFY(m_settings.isValid());
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    // Nobody's own contexts and servers.
    qputenv("XDG_CONFIG_HOME", m_settings.path().toUtf8());
    for (const char* name : {"NATS_URL", "NATS_CONTEXT", "NATS_USER", "NATS_PASSWORD"})
        qunsetenv(name);
}

void TstAttachedWindow::init()
{
    QSettings(QSettings::IniFormat, QSettings::UserScope, u"stanscope"_s, u"stanscope"_s).clear();
    m_window = std::make_unique<MainWindow>(std::vector<Scenario>{});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TstAttachedWindow::asksForABroker()
{
    QSignalSpy asked(m_window.get(), &MainWindow::attachRequested);
    find<QAction>(u"attach"_s)->trigger();
    auto* dialog = find<QDialog>(u"attachDialog"_s);
    QTRY_VERIFY(dialog->isVisible());
    auto* cluster = find<QLineEdit>(u"attachCluster"_s);
    cluster->setFocus();
    cluster->selectAll();
    QTest::keyClicks(cluster, u"shop"_s);
    QTest::keyClick(cluster, Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().first().value<AttachOptions>().cluster, std::string("shop"));
    // The next start knows it.
    m_window = std::make_unique<MainWindow>(std::vector<Scenario>{});
    find<QAction>(u"attach"_s)->trigger();
    QCOMPARE(find<QLineEdit>(u"attachCluster"_s)->text(), u"shop"_s);
}

void TstAttachedWindow::saysWhatIsAttached()
{
    attach();
    QVERIFY(find<QLabel>(u"attachedTitle"_s)->isVisible());
    QCOMPARE(find<QLabel>(u"attachedTitle"_s)->text(), u"Attached: shop at broker.example:4222"_s);
    for (const char* name : {"runButton", "restartButton", "lessonCombo", "handlerNaive",
                             "ackWaitCombo", "depositButton", "spawnButton", "brokerKill"})
        QVERIFY2(!find<QWidget>(QString::fromUtf8(name))->isVisible(), name);
    QVERIFY(find<QLabel>(u"attachMeaning"_s)->isVisible());
    QVERIFY(find<QLabel>(u"attachedCounts"_s)->text().contains(u"4 clients"_s));
    QCOMPARE(find<QLabel>(u"attachedChannels"_s)->text(), u"Channels: orders, refunds"_s);
    QCOMPARE(find<QPushButton>(u"statusCheck"_s)->text(),
             u"mirror matches the broker (123/123) · 12 unknown"_s);
    QSignalSpy detached(m_window.get(), &MainWindow::detachRequested);
    click(u"detachButton"_s);
    QCOMPARE(detached.count(), 1);
    m_session.become(somebodyElses(false));
    QVERIFY(!find<QPushButton>(u"detachButton"_s)->isVisible());
    // What was seen stays, and lessons can be run again.
    QVERIFY(!find<QLabel>(u"attachedTitle"_s)->isVisible());
    QVERIFY(find<QWidget>(u"runButton"_s)->isVisible());
    QCOMPARE(find<QLabel>(u"lessonText"_s)->text(),
             u"Not attached any more: what was seen of shop at broker.example:4222."_s);
}

void TstAttachedWindow::clientsHaveCardsWithoutButtons()
{
    attach();
    auto* card = find<QWidget>(u"card:worker-2"_s);
    QTRY_VERIFY(card->isVisible());
    QVERIFY(card->findChildren<QPushButton*>().isEmpty());
    QVERIFY(card->toolTip().contains(u"process"_s));
    QCOMPARE(find<QLabel>(u"health:worker-2"_s)->text(), u"suspect"_s);
    QCOMPARE(find<QLabel>(u"health:worker-3"_s)->text(), u"dead, registered"_s);
    QCOMPARE(find<QLabel>(u"outstanding:worker-2"_s)->text(),
             u"heartbeats missed: 2 · 15 outstanding, 12 unknown"_s);
    QCOMPARE(find<QLabel>(u"subscriptions:worker-1"_s)->text(),
             u"orders · group “workers” · durable “keeper” · AckWait 30 s · MaxInflight 1024"_s);
    const QString counts = find<QLabel>(u"counts:worker-1"_s)->text();
    QVERIFY2(counts.contains(u"acked"_s) && counts.contains(u">2<"_s), qPrintable(counts));
    // Who only publishes has a row among the clients, but no card.
    QVERIFY(!m_window->findChild<QWidget*>(u"card:web-1"_s));
    QCOMPARE(find<QTableView>(u"clientTable"_s)->model()->rowCount(), 4);
}

void TstAttachedWindow::thousandsOfClientsAreATree()
{
    attach();
    const auto widgets = [this] { return m_window->findChildren<QWidget*>().size(); };
    const qsizetype few = widgets();
    QVERIFY(!find<QTreeView>(u"clientTree"_s)->isVisible());
    attach(2000);
    const auto* tree = find<QTreeView>(u"clientTree"_s);
    QTRY_VERIFY(tree->isVisible());
    QTRY_COMPARE(tree->model()->rowCount(), 2001); // web-1 only publishes
    QTRY_VERIFY(!m_window->findChild<QWidget*>(u"card:worker-1"_s));
    QVERIFY2(widgets() < few + 20, qPrintable(u"%1 widgets, %2 before"_s.arg(widgets()).arg(few)));
    QCOMPARE(find<QTableView>(u"clientTable"_s)->model()->rowCount(), 2001);
    // Few again: cards again.
    attach(3);
    QTRY_VERIFY(find<QWidget>(u"card:worker-2"_s)->isVisible());
    QVERIFY(!tree->isVisible());
}

void TstAttachedWindow::theTreeIsNarrowedAndTurned()
{
    attach(100);
    const auto* tree = find<QTreeView>(u"clientTree"_s);
    QTRY_COMPARE(tree->model()->rowCount(), 101);
    auto* filter = find<QLineEdit>(u"treeFilter"_s);
    filter->setFocus();
    QTest::keyClicks(filter, u"worker-57 ORDERS"_s);
    QCOMPARE(tree->model()->rowCount(), 1);
    const QModelIndex client = tree->model()->index(0, 0);
    QCOMPARE(client.data().toString(), u"worker-57"_s);
    QVERIFY(tree->isExpanded(client));
    QCOMPARE(tree->model()->index(0, 0, client).data().toString(),
             u"orders · group “workers” · durable “keeper”"_s);
    QTest::keyClicks(filter, u"x"_s);
    QVERIFY(find<QLabel>(u"treeNothing"_s)->isVisible());
    QTest::keyClick(filter, Qt::Key_Escape);
    QCOMPARE(tree->model()->rowCount(), 101);
    auto* grouping = find<QComboBox>(u"treeGrouping"_s);
    QTest::keyClick(grouping, Qt::Key_Down);
    QCOMPARE(tree->model()->rowCount(), 2);
    QCOMPARE(tree->model()->index(0, 0).data().toString(), u"orders"_s);
}

void TstAttachedWindow::aChosenClientHasALane()
{
    attach(100);
    auto* tree = find<QTreeView>(u"clientTree"_s);
    QTRY_COMPARE(tree->model()->rowCount(), 101);
    auto* timeline = find<TimelineView>(u"timeline"_s);
    const auto lanes = [timeline] { return timeline->toSvg(); };
    QVERIFY(!lanes().contains("worker-80"));
    auto* filter = find<QLineEdit>(u"treeFilter"_s);
    QTest::keyClicks(filter, u"worker-80"_s);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {},
                      tree->visualRect(tree->model()->index(0, 0)).center());
    QVERIFY(lanes().contains("worker-80"));
}

void TstAttachedWindow::textsFollowTenTimesASecond()
{
    attach();
    const auto* counts = find<QLabel>(u"attachedCounts"_s);
    const auto deliveries = [counts] { return counts->text().section(u" · "_s, 2); };
    m_builder.draft().deliveries = 10;
    m_session.show(m_builder.snapshot(6));
    QCOMPARE(deliveries(), u"10 deliveries, 1 of them again"_s);
    QCoreApplication::processEvents();
    for (int i = 1; i <= 20; ++i) {
        m_builder.draft().deliveries = static_cast<std::uint64_t>(10 + i);
        m_session.show(m_builder.snapshot(6 + i * 0.001));
        QCOMPARE(deliveries(), u"10 deliveries, 1 of them again"_s);
    }
    // The last one is not left out.
    QTRY_COMPARE(deliveries(), u"30 deliveries, 1 of them again"_s);
}

void TstAttachedWindow::aMinimizedWindowPaintsNothing()
{
    attach();
    TimerView timer;
    timer.client = m_builder.draft().replicas.front().lane;
    timer.delivery = 3;
    timer.started = monotonicNow();
    timer.deadline = monotonicNow() + std::chrono::hours(1);
    m_builder.draft().timers = {timer};
    m_session.show(m_builder.snapshot(6));
    m_window->showMinimized();
    QTRY_VERIFY(m_window->isMinimized());
    PaintCounter counter;
    qApp->installEventFilter(&counter);
    // What was on its way when it was minimized.
    int quiet = 0;
    for (int turn = 0; turn < 500 && quiet < 20; ++turn) {
        counter.paints = 0;
        QTest::qWait(5);
        quiet = counter.paints == 0 ? quiet + 1 : 0;
    }
    counter.paints = 0;
    const auto* counts = find<QLabel>(u"attachedCounts"_s);
    for (int i = 1; i <= 50; ++i) {
        m_builder.draft().deliveries = static_cast<std::uint64_t>(100 + i);
        m_session.show(m_builder.snapshot(6 + i));
        QCoreApplication::processEvents();
    }
    qApp->removeEventFilter(&counter);
    QCOMPARE(counter.paints, 0);
    QVERIFY(!counts->text().contains(u"150 deliveries"_s));
    // Back again it shows the newest.
    m_window->showNormal();
    QTRY_VERIFY(counts->text().contains(u"150 deliveries"_s));
}

void TstAttachedWindow::timersDoNotStandAtZero()
{
    attach();
    TimerView timer;
    timer.client = m_builder.draft().replicas.front().lane;
    timer.delivery = 3;
    timer.sequence = Sequence(1);
    timer.attempt = 1;
    timer.started = monotonicNow() - std::chrono::seconds(3);
    timer.deadline = monotonicNow() - std::chrono::milliseconds(1);
    m_builder.draft().timers = {timer};
    m_session.show(m_builder.snapshot(6));
    const auto* timers = find<TimersPanel>(u"timersPanel"_s);
    QVERIFY2(!timers->rowTexts().first().contains(u"0.00"_s),
             qPrintable(timers->rowTexts().first()));
    QTRY_VERIFY(timers->rowTexts().first().endsWith(u"| overdue"_s));
}

void TstAttachedWindow::publishingIsAllowedInTwoSteps()
{
    attach();
    m_session.commands.clear();
    QVERIFY(!find<QPushButton>(u"publishButton"_s)->isVisible());
    click(u"allowPublishing"_s);
    QCOMPARE(m_session.count(), 0);
    click(u"allowCancel"_s);
    QVERIFY(!find<QPushButton>(u"allowConfirm"_s)->isVisible());
    click(u"allowPublishing"_s);
    click(u"allowConfirm"_s);
    QCOMPARE(m_session.count(), 1);
    QVERIFY(std::get<command::AllowPublishing>(m_session.commands.back()).allowed);
    auto* channel = find<QComboBox>(u"publishChannel"_s);
    QCOMPARE(channel->count(), 2);
    channel->lineEdit()->selectAll();
    QTest::keyClick(channel->lineEdit(), Qt::Key_Delete);
    QVERIFY(!find<QPushButton>(u"publishButton"_s)->isEnabled());
    QTest::keyClicks(channel->lineEdit(), u"a..b"_s);
    QVERIFY(find<QPushButton>(u"publishButton"_s)->toolTip().contains(u"dots"_s));
    channel->lineEdit()->selectAll();
    QTest::keyClicks(channel->lineEdit(), u"orders"_s);
    QTest::keyClicks(find<QPlainTextEdit>(u"publishPayload"_s), u"hello"_s);
    click(u"publishButton"_s);
    QCOMPARE(m_session.count(), 2);
    const auto published = std::get<command::Publish>(m_session.commands.back());
    QCOMPARE(published.channel, ChannelName("orders"));
    QCOMPARE(published.payload, std::string("hello"));
    // Reading first asks the monitoring endpoint.
    auto* read = find<QPushButton>(u"readButton"_s);
    QVERIFY(find<QLabel>(u"readMeaning"_s)->text().contains(u"stanscope-reader"_s));
    const bool isMonitored = m_builder.draft().run && m_builder.draft().run->monitored;
    QCOMPARE(read->isEnabled(), isMonitored);
    laboratory::RunStarted run;
    run.attached = true;
    for (const bool monitored : {false, true}) {
        run.monitored = monitored;
        m_builder.draft().run = std::make_shared<laboratory::RunStarted>(run);
        m_session.show(m_builder.snapshot(6));
        QCOMPARE(read->isEnabled(), monitored);
    }
    click(u"readButton"_s);
    QCOMPARE(std::get<command::ReadStored>(m_session.commands.back()).channel,
             ChannelName("orders"));
    click(u"forbidPublishing"_s);
    QVERIFY(!std::get<command::AllowPublishing>(m_session.commands.back()).allowed);
    QVERIFY(!find<QPushButton>(u"publishButton"_s)->isVisible());
}

void TstAttachedWindow::detachingEndsPublishing()
{
    attach();
    click(u"allowPublishing"_s);
    click(u"allowConfirm"_s);
    m_session.become(somebodyElses(false));
    QVERIFY(!find<QPushButton>(u"publishButton"_s)->isVisible());
    QVERIFY(!find<QPushButton>(u"allowPublishing"_s)->isEnabled());
    m_session.become(somebodyElses(true));
    QVERIFY(find<QPushButton>(u"allowPublishing"_s)->isEnabled());
}

void TstAttachedWindow::tablesShowOthersMessages()
{
    attach();
    auto* history = find<QTableView>(u"historyTable"_s);
    QStringList titles;
    for (int column = 0; column < history->model()->columnCount(); ++column)
        if (!history->isColumnHidden(column))
            titles << history->model()->headerData(column, Qt::Horizontal).toString();
    QCOMPARE(titles.join(u" "_s),
             u"seq channel time, s payload deliveries last listener outcome"_s);
    QTest::mouseClick(history->viewport(), Qt::LeftButton, {},
                      history->visualRect(history->model()->index(1, 0)).center());
    QVERIFY2(
        find<QPlainTextEdit>(u"payloadText"_s)->toPlainText().startsWith(u"0000  00 01 fe ff"_s),
        qPrintable(find<QPlainTextEdit>(u"payloadText"_s)->toPlainText()));
}

void TstAttachedWindow::oneChannelCanBeChosen()
{
    attach();
    find<QAction>(u"filterBar"_s)->trigger();
    auto* filter = find<QComboBox>(u"filter:historyTable"_s);
    QTRY_VERIFY(filter->isVisible());
    auto* history = find<QTableView>(u"historyTable"_s);
    QCOMPARE(history->model()->rowCount(), 3);
    filter->setFocus();
    QTest::keyClick(filter, Qt::Key_Down);
    QCOMPARE(filter->currentText(), u"orders"_s);
    QCOMPARE(history->model()->rowCount(), 2);
    QTest::keyClick(filter, Qt::Key_Up);
    QCOMPARE(history->model()->rowCount(), 3);
}

void TstAttachedWindow::bankPanelsAreNotThere()
{
    find<QDockWidget>(u"ledgerDock"_s)->close(); // by its user, who finds it closed afterwards
    attach();
    for (const char* name : {"transactionDock", "ledgerDock", "brokerLogDock", "accountDock"}) {
        const auto* dock = find<QDockWidget>(QString::fromUtf8(name));
        QVERIFY2(dock->isHidden(), name);
        QVERIFY2(!dock->toggleViewAction()->isVisible(), name);
    }
    FakeSession laboratory;
    m_window->setSession(laboratory);
    laboratory.run(true, false);
    for (const char* name : {"transactionDock", "brokerLogDock", "accountDock"})
        QVERIFY2(!find<QDockWidget>(QString::fromUtf8(name))->isHidden(), name);
    QVERIFY(find<QDockWidget>(u"ledgerDock"_s)->isHidden());
    QVERIFY(find<QDockWidget>(u"ledgerDock"_s)->toggleViewAction()->isVisible());
}

void TstAttachedWindow::theStripSaysTheWorst()
{
    attach();
    const auto* text = find<QLabel>(u"lessonText"_s);
    QVERIFY2(text->text().startsWith(u"12 deliveries were outstanding"_s),
             qPrintable(text->text()));
    m_builder.draft().tap.away = true;
    m_session.show(m_builder.snapshot(6));
    QVERIFY(text->text().startsWith(u"Disconnected"_s));
    m_builder.draft().tap.denied =
        message(Code::TapNotAllowed, "Permissions Violation for Subscription to \">\"");
    m_session.show(m_builder.snapshot(7));
    QVERIFY(text->text().contains(u"Permissions Violation"_s));
    QVERIFY(text->text().contains(u"monitoring"_s));
}

void TstAttachedWindow::unknownTimersAreSaid()
{
    attach();
    QVERIFY(find<QLabel>(u"timersEmpty"_s)->text().startsWith(u"12 deliveries"_s));
    TimerView timer;
    timer.client = m_builder.draft().replicas.front().lane;
    timer.delivery = 3;
    timer.sequence = Sequence(1);
    timer.started = m_builder.time(3.5);
    m_builder.draft().timers = {timer};
    m_session.show(m_builder.snapshot(6));
    QCOMPARE(find<TimersPanel>(u"timersPanel"_s)->rowTexts(),
             (QStringList{u"worker-1 · seq 1 · attempt 1 | to the group again in | unknown"_s}));
}

void TstAttachedWindow::driftIsOneClickAway()
{
    attach();
    DriftRow row;
    row.time = m_builder.time(4);
    row.channel = ChannelName("orders");
    row.client = ClientId("worker-1");
    row.difference = said("pending_count: mirror 3, broker 2");
    m_builder.draft().check.state = MirrorCheckView::State::Drifting;
    m_builder.draft().check.drift = {row};
    m_session.show(m_builder.snapshot(6));
    QVERIFY(find<QPushButton>(u"statusCheck"_s)->text().startsWith(u"mirror drifts: 1"_s));
    click(u"statusCheck"_s);
    auto* dialog = find<QDialog>(u"driftDialog"_s);
    QTRY_VERIFY(dialog->isVisible());
    auto* table = find<QTableView>(u"driftTable"_s);
    QCOMPARE(table->model()->rowCount(), 1);
    // It lives.
    row.time = m_builder.time(6.5);
    row.difference = said("last_sent: mirror 7, broker 8");
    m_builder.draft().check.drift.push_back(row);
    m_session.show(m_builder.snapshot(7));
    QCOMPARE(table->model()->rowCount(), 2);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void TstAttachedWindow::theLaboratoryComesBack()
{
    attach();
    FakeSession laboratory;
    m_window->setSession(laboratory);
    laboratory.run(true, false);
    HistoryBuilder b;
    buildCase1Naive(b);
    dress(b, Handler::Naive);
    laboratory.show(b.snapshot(4));
    for (const char* name : {"runButton", "depositButton", "spawnButton", "brokerKill",
                             "balanceLabel", "card:account-1"})
        QTRY_VERIFY2(find<QWidget>(QString::fromUtf8(name))->isVisible(), name);
    QVERIFY(!m_window->findChild<QWidget*>(u"attachedTitle"_s)->isVisible());
    QVERIFY(!find<QTableView>(u"historyTable"_s)->isColumnHidden(2));
    QTRY_VERIFY(!m_window->findChild<QWidget*>(u"card:worker-1"_s));
}

void TstAttachedWindow::nothingIsCutAt1280x720()
{
    attach();
    m_window->resize(1280, 720);
    QTRY_COMPARE(m_window->size(), QSize(1280, 720));
    auto* history = find<QTableView>(u"historyTable"_s);
    QTRY_VERIFY2(history->viewport()->height() >= 5 * history->rowHeight(0),
                 qPrintable(u"%1 px for rows of %2 px"_s.arg(history->viewport()->height())
                                .arg(history->rowHeight(0))));
    for (const char* name : {"attachedTitle", "detachButton", "attachMeaning", "allowPublishing",
                             "attachedCounts", "card:worker-1", "statusCheck"}) {
        auto* widget = find<QWidget>(QString::fromUtf8(name));
        const QRect inside(widget->mapTo(m_window.get(), QPoint()), widget->size());
        QVERIFY2(m_window->rect().contains(inside), name);
    }
}

/// Wrapped texts in docks that are as high as their content: no height may set scroll bars and
/// heights against each other.
void TstAttachedWindow::everyHeightIsStable()
{
    attach();
    for (int height = 720; height <= 960; height += 3) {
        m_window->resize(1280, height);
        m_session.become(somebodyElses(height % 2 == 0));
        QCoreApplication::processEvents();
        QTRY_COMPARE(m_window->height(), height);
    }
}

// For people: STANSCOPE_PICTURES names a folder, and the window is drawn into it.
void TstAttachedWindow::writesPictures()
{
    const QString folder = qEnvironmentVariable("STANSCOPE_PICTURES");
    if (folder.isEmpty())
        QSKIP("STANSCOPE_PICTURES names no folder");
    for (const bool dark : {false, true}) {
        const QString theme = dark ? u"dark"_s : u"light"_s;
        for (const QSize size : {QSize(1440, 900), QSize(1280, 720)}) {
            for (const int clients : {3, 300}) {
                m_window->overrideTheme(dark);
                m_window->resize(size);
                attach(clients);
                QTRY_COMPARE(m_window->size(), size);
                m_window->prepareForPicture();
                QVERIFY(m_window->grab().save(u"%1/attached-%2-%3-%4.png"_s.arg(folder, theme)
                                                  .arg(clients)
                                                  .arg(size.width())));
            }
        }
        attach();
        click(u"allowPublishing"_s);
        m_window->prepareForPicture();
        QVERIFY(m_window->grab().save(u"%1/allow-%2.png"_s.arg(folder, theme)));
        click(u"allowConfirm"_s);
        m_window->prepareForPicture();
        QVERIFY(m_window->grab().save(u"%1/publish-%2.png"_s.arg(folder, theme)));
        find<QAction>(u"attach"_s)->trigger();
        auto* dialog = find<QDialog>(u"attachDialog"_s);
        QTRY_VERIFY(dialog->isVisible());
        QVERIFY(dialog->grab().save(u"%1/dialog-%2.png"_s.arg(folder, theme)));
        click(u"attachMore"_s);
        find<QLineEdit>(u"attachPassword"_s)->setText(u"x"_s);
        click(u"attachButton"_s);
        QCoreApplication::processEvents();
        QVERIFY(dialog->grab().save(u"%1/dialog-wrong-%2.png"_s.arg(folder, theme)));
        find<QLineEdit>(u"attachPassword"_s)->clear();
        click(u"attachMore"_s);
        dialog->close();
    }
    click(u"statusCheck"_s);
    QVERIFY(find<QDialog>(u"driftDialog"_s)->grab().save(folder + u"/drift.png"_s));
}

QTEST_MAIN(TstAttachedWindow)
#include "tst_attachedwindow.moc"

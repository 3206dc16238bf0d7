#include "app/windowapp.h"
#include "core/capture/bundledcaptures.h"
#include "core/capture/capturereader.h"
#include "tests/support/tables.h"
#include "tests/support/testbroker.h"
#include "ui/mainwindow/filemenu.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/timebar.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <csignal>
#include <functional>
#include <sys/resource.h>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int limit = 60'000;

MainWindow* theWindow()
{
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (auto* window = qobject_cast<MainWindow*>(widget))
            return window;
    return nullptr;
}

template <typename W>
W* find(const char* name)
{
    return test::upToDate(theWindow()->findChild<W*>(QString::fromUtf8(name)));
}

bool click(const char* name)
{
    auto* button = find<QPushButton>(name);
    if (!button || !button->isEnabled())
        return false;
    button->click();
    return true;
}

bool trigger(const char* name)
{
    auto* action = find<QAction>(name);
    if (!action->isEnabled())
        return false;
    action->trigger();
    return true;
}

QString textOf(const char* label)
{
    return find<QLabel>(label)->text();
}

int rowsOf(const char* table)
{
    return find<QTableView>(table)->model()->rowCount();
}

/// Every cell of the tables that tell what happened, and the money: one line a row.
QString everythingShown()
{
    QString all = textOf("balanceLabel") + u" of " + textOf("expectedLabel") + u'\n';
    for (const char* name : {"historyTable", "deliveryTable", "transactionTable", "ledgerTable"}) {
        const QAbstractItemModel* model = find<QTableView>(name)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column)
                all += model->index(row, column).data().toString() + u" | ";
            all += u'\n';
        }
    }
    return all;
}

bool travels()
{
    return theWindow()->timeBar()->isVisible() && textOf("timeWhere").startsWith(u"event"_s);
}

// For people: STANSCOPE_PICTURES names a folder, and the window is drawn into it.
void picture(const QString& name)
{
    const QString folder = qEnvironmentVariable("STANSCOPE_PICTURES");
    if (folder.isEmpty())
        return;
    for (const bool dark : {false, true})
        for (const QSize size : {QSize(1440, 900), QSize(1280, 720)}) {
            theWindow()->overrideTheme(dark);
            theWindow()->resize(size);
            for (int turn = 0; turn < 10; ++turn)
                QCoreApplication::processEvents();
            theWindow()->grab().save(u"%1/%2-%3-%4.png"_s.arg(
                folder, name, dark ? u"dark"_s : u"light"_s, QString::number(size.width())));
        }
}

} // namespace

/// The real window travels in the time of a real run: what it shows frozen, recorded and opened
/// again is what it showed live.
class TestTimeTravel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void frozenAndRecordedAreAsLive();
    void capturesNeedNoBroker();
    void badFilesChangeNothing();
    void closingFinishesTheRecording();
    void fullDiskEndsTheRecording();

private:
    void live(const std::function<void()>& hand);
    void playLesson();
    void freezeAndReturn();
    void record();
    void openRecording();
    void beginRecording(const QString& name);
    QString path(const QString& name) const { return m_files.filePath(name); }

    QTemporaryDir m_settings;
    QTemporaryDir m_runs;
    QTemporaryDir m_files;
    QByteArray m_broker;
    QString m_live;
};

void TestTimeTravel::initTestCase()
{
    STANSCOPE_NEED_BROKER();
    m_broker = TestBroker::executable().toLocal8Bit();
    qputenv("STANSCOPE_SERVICES", STANSCOPE_BIN_DIR);
    qputenv("XDG_RUNTIME_DIR", m_runs.path().toLocal8Bit());
    qputenv("XDG_CACHE_HOME", m_runs.path().toLocal8Bit());
    for (const auto format : {QSettings::NativeFormat, QSettings::IniFormat})
        QSettings::setPath(format, QSettings::UserScope, m_settings.path());
}

void TestTimeTravel::init()
{
    qputenv("STANSCOPE_BROKER", m_broker);
    QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"stanscope"_s, u"stanscope"_s);
    settings.clear();
    settings.setValue(u"files/folder"_s, m_files.path());
    settings.setValue(u"run/readersPace"_s, false);
    settings.setValue(u"run/lesson"_s, u"case-1"_s);
}

void TestTimeTravel::live(const std::function<void()>& hand)
{
    WindowApp app;
    QTimer::singleShot(0, &app, [&hand] {
        hand();
        theWindow()->close();
    });
    QCOMPARE(app.run(), 0);
}

void TestTimeTravel::frozenAndRecordedAreAsLive()
{
    live([this] {
        playLesson();
        freezeAndReturn();
        record();
        openRecording();
    });
    // What was recorded stays readable after the window is gone.
    QVERIFY(QFile(path(u"mine.stanscope"_s)).size() > 1000);
}

void TestTimeTravel::playLesson()
{
    QVERIFY(!find<QPushButton>("freezeButton")->isEnabled());
    QVERIFY(!find<QPushButton>("recordButton")->isEnabled());
    find<QComboBox>("ackWaitCombo")->setCurrentIndex(0);
    QVERIFY(click("runButton"));
    QTRY_VERIFY_WITH_TIMEOUT(textOf("lessonText").startsWith(u"Violated"_s), limit);
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf("deliveryTable"), 4, limit);
    QTRY_VERIFY_WITH_TIMEOUT(everythingShown().count(u"acked"_s) >= 3, limit);
    m_live = everythingShown();
}

void TestTimeTravel::freezeAndReturn()
{
    QVERIFY(click("freezeButton"));
    QTRY_VERIFY_WITH_TIMEOUT(travels(), limit);
    QTRY_COMPARE_WITH_TIMEOUT(everythingShown(), m_live, limit);
    QVERIFY(!find<QPushButton>("depositButton")->isEnabled());
    QVERIFY(find<QPushButton>("depositButton")->toolTip().contains(u"frozen"_s));

    // Back over the redelivery: what came of it is not known there.
    QVERIFY(trigger("timeRedeliveryBack"));
    QTRY_VERIFY_WITH_TIMEOUT(textOf("balanceLabel") == u"60.00"_s, limit);
    QCOMPARE(rowsOf("deliveryTable"), 4);
    const QString before = textOf("timeWhere");
    QVERIFY(trigger("timeBack"));
    QTRY_VERIFY_WITH_TIMEOUT(textOf("timeWhere") != before, limit);
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf("deliveryTable"), 3, limit);
    QVERIFY(trigger("timeForward"));
    QTRY_COMPARE_WITH_TIMEOUT(textOf("timeWhere"), before, limit);
    QVERIFY(trigger("timeStart"));
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf("historyTable"), 0, limit);
    QVERIFY(!find<QAction>("timeBack")->isEnabled());
    QVERIFY(trigger("timeViolation"));
    // The deed: 60 committed before number 1.
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf("ledgerTable"), 1, limit);
    QTRY_VERIFY_WITH_TIMEOUT(
        find<QTableView>("ledgerTable")->selectionModel()->isRowSelected(0, {}), limit);
    picture(u"violation"_s);

    QVERIFY(trigger("timeLeave"));
    QVERIFY(!theWindow()->timeBar()->isVisible());
    QCOMPARE(everythingShown(), m_live);
    QVERIFY(find<QPushButton>("depositButton")->isEnabled());
}

void TestTimeTravel::record()
{
    beginRecording(u"mine"_s);
    // What happens while it is recorded is in it as well; that time is frozen meanwhile is no
    // matter.
    QVERIFY(click("freezeButton"));
    QTRY_VERIFY_WITH_TIMEOUT(travels(), limit);
    QVERIFY(click("timeLeaveButton"));
    QVERIFY(click("depositButton"));
    QTRY_COMPARE_WITH_TIMEOUT(textOf("balanceLabel"), u"170.00"_s, limit);
    QTRY_VERIFY_WITH_TIMEOUT(everythingShown().count(u"acked"_s) >= 4, limit);
    m_live = everythingShown();
    QVERIFY(click("recordButton"));
    QTRY_VERIFY_WITH_TIMEOUT(!find<QPushButton>("recordButton")->isChecked(), limit);
}

void TestTimeTravel::beginRecording(const QString& name)
{
    QVERIFY(click("recordButton"));
    auto* dialog = find<QFileDialog>("fileDialog");
    QVERIFY(dialog);
    dialog->selectFile(path(name));
    QMetaObject::invokeMethod(dialog, "accept");
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("recordButton")->isChecked(), limit);
}

void TestTimeTravel::openRecording()
{
    auto* recent = find<QMenu>("recentMenu");
    QCOMPARE(recent->actions().first()->text(), u"mine.stanscope"_s);
    recent->actions().first()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(travels(), limit);
    QVERIFY(theWindow()->windowTitle().startsWith(u"mine.stanscope"_s));
    QTRY_COMPARE_WITH_TIMEOUT(everythingShown(), m_live, limit);
    QVERIFY(!find<QPushButton>("depositButton")->isEnabled());
    QVERIFY(trigger("timeStart"));
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf("historyTable"), 0, limit);
    QVERIFY(click("timeLeaveButton"));
    QCOMPARE(everythingShown(), m_live);
}

void TestTimeTravel::capturesNeedNoBroker()
{
    qputenv("STANSCOPE_BROKER", "/nonexistent/nats-streaming-server");
    live([] {
        QVERIFY(click("runButton"));
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("bannerOffer")->isVisible(), limit);
        picture(u"offer"_s);
        QVERIFY(click("bannerOffer"));
        QTRY_VERIFY_WITH_TIMEOUT(travels(), limit);
        QCOMPARE(theWindow()->windowTitle().section(u' ', 0, 0), u"case-1-naive.stanscope"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf("historyTable"), 3, limit);
        QCOMPARE(textOf("balanceLabel"), u"110.00"_s);
        picture(u"capture"_s);
        QCOMPARE(find<QMenu>("lessonsMenu")->actions().size(),
                 static_cast<qsizetype>(bundledCaptures().size()));
    });
}

void TestTimeTravel::badFilesChangeNothing()
{
    QFile bad(path(u"bad.stanscope"_s));
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write("this is no capture");
    bad.close();
    QFile whole(bundledCaptures().front().path);
    QVERIFY(whole.open(QIODevice::ReadOnly));
    QFile cut(path(u"cut.stanscope"_s));
    QVERIFY(cut.open(QIODevice::WriteOnly));
    cut.write(whole.read(whole.size() * 2 / 3));
    cut.close();
    live([this] {
        const auto open = [](const QString& file) { emit theWindow()->files()->openAsked(file); };
        auto* cause = find<QLabel>("bannerCause");
        open(path(u"bad.stanscope"_s));
        QTRY_VERIFY_WITH_TIMEOUT(cause->isVisible(), limit);
        QVERIFY(!theWindow()->timeBar()->isVisible());
        QVERIFY(!find<QMenu>("recentMenu")->menuAction()->isEnabled());
        QVERIFY(click("bannerDismiss"));

        open(bundledCaptures().front().path);
        QTRY_VERIFY_WITH_TIMEOUT(travels(), limit);
        const QString shown = everythingShown();
        const QString where = textOf("timeWhere");
        open(path(u"missing.stanscope"_s));
        QTRY_VERIFY_WITH_TIMEOUT(cause->isVisible(), limit);
        QCOMPARE(everythingShown(), shown);
        QCOMPARE(textOf("timeWhere"), where);
        QVERIFY(find<QAction>("timeBack")->isEnabled());
        QVERIFY(click("bannerDismiss"));

        open(path(u"cut.stanscope"_s));
        QTRY_VERIFY_WITH_TIMEOUT(cause->text().contains(u"not whole"_s), limit);
        QTRY_VERIFY_WITH_TIMEOUT(travels(), limit);
        QVERIFY(theWindow()->windowTitle().startsWith(u"cut.stanscope"_s));
    });
}

void TestTimeTravel::closingFinishesTheRecording()
{
    live([this] {
        QVERIFY(click("runButton"));
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf("historyTable"), 3, limit);
        beginRecording(u"closed"_s);
    });
    const auto reader = CaptureReader::open(path(u"closed.stanscope"_s));
    QVERIFY(reader);
    QVERIFY(reader->events() > 50);
    QVERIFY(!reader->truncation());
}

// A limit on the size of files stands for the full disk; it hits the session's own capture as well.
void TestTimeTravel::fullDiskEndsTheRecording()
{
    std::signal(SIGXFSZ, SIG_IGN);
    live([this] {
        QVERIFY(click("runButton"));
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf("historyTable"), 3, limit);
        beginRecording(u"full"_s);
        // It first catches up with the session's own capture.
        const auto size = [this] { return QFileInfo(path(u"full.stanscope"_s)).size(); };
        const qint64 begun = size();
        QTRY_VERIFY_WITH_TIMEOUT(size() > begun, limit);
        rlimit whole{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &whole), 0);
        const rlimit small{1024, whole.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        QTRY_VERIFY_WITH_TIMEOUT(!find<QPushButton>("recordButton")->isChecked(), limit);
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &whole), 0);
        QVERIFY(find<QLabel>("bannerCause")->isVisible());
        // The run itself goes on.
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf("deliveryTable"), 4, limit);
    });
}

QTEST_MAIN(TestTimeTravel)

#include "tst_timetravel.moc"

#include "app/windowapp.h"
#include "tests/support/openwindow.h"
#include "tests/support/processes.h"
#include "tests/support/strangers.h"
#include "tests/support/testbroker.h"
#include "ui/models/historymodel.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTableView>
#include <QTest>
#include <QTimer>

#include <functional>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int limit = 40'000; // ms; reached only when something is wrong

bool click(const QString& name)
{
    auto* button = find<QPushButton>(name);
    if (!button || !button->isVisible() || !button->isEnabled())
        return false;
    QTest::mouseClick(button, Qt::LeftButton);
    return true;
}

bool shows(const QString& name)
{
    const auto* widget = find<QWidget>(name);
    return widget && widget->isVisible();
}

QString textOf(const QString& name)
{
    const auto* label = find<QLabel>(name);
    return label ? label->text() : QString();
}

int rowsOf(const QString& name)
{
    return find<QTableView>(name)->model()->rowCount();
}

/// Into the dialog, as a person fills it in.
void attachTo(const TestBroker& broker, const QString& cluster)
{
    find<QAction>(u"attach"_s)->trigger();
    const auto fill = [](const QString& name, const QString& text) {
        auto* field = find<QLineEdit>(name);
        field->selectAll();
        QTest::keyClicks(field, text);
    };
    fill(u"attachUrl"_s, Stranger::urlOf(broker));
    fill(u"attachCluster"_s, cluster);
    fill(u"attachMonitoring"_s, u"http://127.0.0.1:%1"_s.arg(broker.monitorPort()));
    QTest::keyClick(find<QLineEdit>(u"attachMonitoring"_s), Qt::Key_Return);
}

bool isAttached()
{
    return textOf(u"attachedTitle"_s).startsWith(u"Attached: test-cluster at nats://127.0.0.1:"_s)
        && shows(u"attachedTitle"_s);
}

} // namespace

/// The real window on somebody else's broker: attach, look, publish, freeze, leave.
class TestAttachWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void watchesAndLeaves();
    void aRefusalLeavesTheLessonRunning();

private:
    /// Opens the window, lets `hand` act in it, and closes it whatever came of that.
    static void live(const std::function<void()>& hand)
    {
        WindowApp app;
        QTimer::singleShot(0, &app, [&hand] {
            hand();
            theWindow()->close();
        });
        QCOMPARE(app.run(), 0);
    }
    void lookAround();
    void runALesson();
    void failToAttach();

    WindowFolders m_folders;
    std::unique_ptr<TestBroker> m_broker;
};

void TestAttachWindow::initTestCase()
{
    STANSCOPE_NEED_BROKER();
    QVERIFY(m_folders.use());
}

void TestAttachWindow::init()
{
    QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"stanscope"_s, u"stanscope"_s);
    settings.clear();
    settings.setValue(u"run/readersPace"_s, false); // as it happens
    settings.setValue(u"run/lesson"_s, u"case-1"_s);
    m_broker = std::make_unique<TestBroker>();
    QVERIFY(m_broker->start(TestBroker::Store::Memory));
}

void TestAttachWindow::watchesAndLeaves()
{
    live([this] {
        lookAround();
        runALesson();
    });
}

void TestAttachWindow::lookAround()
{
    Stranger listener;
    listener.startGo(*m_broker, u"stan-sub"_s, u"listener"_s, {u"-qgroup"_s, u"g"_s, u"news"_s});
    QTRY_COMPARE_WITH_TIMEOUT(registeredClients(*m_broker), QStringList{u"listener"_s}, limit);
    attachTo(*m_broker, m_broker->clusterId());
    QTRY_VERIFY_WITH_TIMEOUT(isAttached(), limit);
    QVERIFY(!shows(u"runButton"_s));
    // Who was there before has a card, without what needs a process of ours.
    QTRY_VERIFY_WITH_TIMEOUT(shows(u"card:listener"_s), limit);
    QVERIFY(!shows(u"kill:listener"_s) && !shows(u"pause:listener"_s));
    QCOMPARE(registeredClients(*m_broker), QStringList{u"listener"_s});

    // Two steps to a message, and nobody of ours is left behind.
    QVERIFY(click(u"allowPublishing"_s));
    QVERIFY(click(u"allowConfirm"_s));
    auto* channel = find<QComboBox>(u"publishChannel"_s);
    channel->setEditText(u"news"_s);
    QTest::keyClicks(find<QPlainTextEdit>(u"publishPayload"_s), u"hello"_s);
    QVERIFY(click(u"publishButton"_s));
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"historyTable"_s), 1, limit);
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"deliveryTable"_s), 1, limit);
    QTRY_COMPARE_WITH_TIMEOUT(registeredClients(*m_broker), QStringList{u"listener"_s}, limit);
    QTRY_VERIFY_WITH_TIMEOUT(
        find<QPushButton>(u"statusCheck"_s)->text().startsWith(u"mirror matches the broker"),
        limit);

    // Time stands still, and what is published meanwhile is there behind it.
    QVERIFY(find<QAction>(u"freeze"_s)->isEnabled());
    find<QAction>(u"freeze"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!find<QPushButton>(u"publishButton"_s)->isEnabled(), limit);
    Stranger publisher;
    publisher.startGo(*m_broker, u"stan-pub"_s, u"publisher"_s, {u"news"_s, u"again"_s});
    QVERIFY(publisher.ends());
    QCOMPARE(rowsOf(u"historyTable"_s), 1);
    find<QAction>(u"timeLeave"_s)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"historyTable"_s), 2, limit);

    QVERIFY(click(u"detachButton"_s));
    QTRY_VERIFY_WITH_TIMEOUT(shows(u"runButton"_s), limit);
    QCOMPARE(rowsOf(u"historyTable"_s), 2);
    QVERIFY(textOf(u"lessonText"_s).startsWith(u"Not attached any more"_s));
    QVERIFY(!find<QAction>(u"freeze"_s)->isEnabled());
}

void TestAttachWindow::runALesson()
{
    QVERIFY(click(u"runButton"_s));
    QTRY_COMPARE_WITH_TIMEOUT(textOf(u"balanceLabel"_s), u"110.00"_s, limit);
    QVERIFY(shows(u"card:account-1"_s));
    QVERIFY(!find<QWidget>(u"card:listener"_s));
}

void TestAttachWindow::aRefusalLeavesTheLessonRunning()
{
    live([this] { failToAttach(); });
}

void TestAttachWindow::failToAttach()
{
    QVERIFY(click(u"runButton"_s));
    QTRY_VERIFY_WITH_TIMEOUT(shows(u"card:account-1"_s), limit);
    auto children = childrenOf(QCoreApplication::applicationPid());
    std::erase(children, m_broker->pid());
    attachTo(*m_broker, u"other"_s);
    QTRY_VERIFY_WITH_TIMEOUT(textOf(u"bannerCause"_s).contains(u"is of the cluster"_s), limit);
    QVERIFY(shows(u"runButton"_s));
    QTRY_COMPARE_WITH_TIMEOUT(textOf(u"balanceLabel"_s), u"110.00"_s, limit);
    for (const std::int64_t child : children)
        QVERIFY(!isGone(child));
    // Once it is right, the laboratory makes room: nothing of it is left.
    attachTo(*m_broker, m_broker->clusterId());
    QTRY_VERIFY_WITH_TIMEOUT(isAttached(), limit);
    QVERIFY(areGone(children));
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"historyTable"_s), 0, limit);
}

QTEST_MAIN(TestAttachWindow)
#include "tst_attachwindow.moc"

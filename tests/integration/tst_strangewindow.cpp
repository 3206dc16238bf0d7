#include "app/windowapp.h"
#include "tests/support/openwindow.h"
#include "tests/support/strangers.h"
#include "ui/panels/timerspanel.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int limit = 60'000; // ms; reached only when something is wrong

/// Some visible text of the window contains that.
bool isSaid(const QString& text)
{
    const auto labels = theWindow()->findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
        return label->isVisible() && label->text().contains(text);
    });
}

/// Some cell of the table contains that.
bool isListed(const QString& table, const QString& text)
{
    const auto* model = find<QTableView>(table)->model();
    for (int row = 0; row < model->rowCount(); ++row)
        for (int column = 0; column < model->columnCount(); ++column)
            if (model->index(row, column).data().toString().contains(text))
                return true;
    return false;
}

} // namespace

/// The window on somebody else's broker, with clients that nobody here wrote: what limits take,
/// who is killed, and who asks for a cluster that is not there, is to be seen.
class TestStrangeWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void showsWhatBecomesOfThem();

private:
    void lookOn(TestBroker& broker);

    WindowFolders m_folders;
};

void TestStrangeWindow::initTestCase()
{
    STANSCOPE_NEED_BROKER();
    STANSCOPE_NEED_NODE();
    QVERIFY(m_folders.use());
}

void TestStrangeWindow::showsWhatBecomesOfThem()
{
    TestBroker broker;
    broker.setHeartbeats(30, 10, 10);
    broker.configure({}, u"store_limits: { max_age: \"3s\", max_inactivity: \"2s\" }"_s);
    QVERIFY(broker.start(TestBroker::Store::Memory));
    WindowApp app;
    QTimer::singleShot(0, &app, [&] {
        lookOn(broker);
        theWindow()->close();
    });
    QCOMPARE(app.run(), 0);
}

void TestStrangeWindow::lookOn(TestBroker& broker)
{
    find<QAction>(u"attach"_s)->trigger();
    fill(u"attachUrl"_s, Stranger::urlOf(broker));
    fill(u"attachCluster"_s, broker.clusterId());
    fill(u"attachMonitoring"_s, u"http://127.0.0.1:%1"_s.arg(broker.monitorPort()));
    QTest::keyClick(find<QLineEdit>(u"attachMonitoring"_s), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(isSaid(u"matches the broker"_s) || isSaid(u"attached"_s), limit);
    theWindow()->resize(1280, 800);

    // A limit takes what is not acked.
    Stranger keeper, publisher, listener;
    keeper.startNode(broker, u"keeper"_s, {u"listen"_s, u"t"_s, u"-"_s, u"60000"_s, u"no"_s});
    QVERIFY(keeper.says("ready"));
    publisher.startNode(broker, u"p"_s, {u"publish"_s, u"t"_s, u"3"_s});
    QVERIFY(publisher.ends());
    QVERIFY(keeper.says("3 new"));
    QTRY_VERIFY_WITH_TIMEOUT(isListed(u"historyTable"_s, u"expired"_s), limit);
    const auto timers = [] { return find<TimersPanel>(u"timersPanel"_s)->rowTexts(); };
    QTRY_COMPARE_WITH_TIMEOUT(timers().filter(u"message gone"_s).size(), 3, limit);
    takePicture(u"expired"_s);

    // A channel without anybody is deleted, and begins anew.
    publisher.startNode(broker, u"p"_s, {u"publish"_s, u"r"_s, u"5"_s});
    QVERIFY(publisher.ends());
    QTRY_VERIFY_WITH_TIMEOUT(isListed(u"historyTable"_s, u"channel deleted"_s), limit);
    listener.startNode(broker, u"a"_s, {u"listen"_s, u"r"_s, u"-"_s, u"60000"_s, u"no"_s});
    QVERIFY(listener.says("ready"));
    publisher.startNode(broker, u"p"_s, {u"publish"_s, u"r"_s, u"1"_s});
    QVERIFY(publisher.ends());
    QVERIFY(listener.says("1 new"));
    const auto* history = find<QTableView>(u"historyTable"_s)->model();
    QTRY_COMPARE_WITH_TIMEOUT(history->rowCount(), 3 + 5 + 1, limit);
    QCOMPARE(history->index(8, 0).data().toString(), u"1"_s);
    takePicture(u"recreated"_s);

    // Killed: known long before the broker's heartbeats tell.
    keeper.kill();
    QTRY_VERIFY_WITH_TIMEOUT(isSaid(u"dead, registered"_s), limit);
    takePicture(u"killed"_s);

    Stranger lost;
    lost.startNode(Stranger::urlOf(broker), u"oops"_s, u"lost"_s, {u"publish"_s, u"foo"_s, u"1"_s});
    QTRY_VERIFY_WITH_TIMEOUT(isSaid(u"asked for the cluster"_s), limit);
    QVERIFY(isSaid(u"Give that client the cluster id"_s));
    takePicture(u"foreign"_s);
}

QTEST_MAIN(TestStrangeWindow)
#include "tst_strangewindow.moc"

#include "app/windowapp.h"
#include "tests/support/brokernodes.h"
#include "tests/support/openwindow.h"
#include "tests/support/strangers.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QTimer>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int limit = 60'000; // ms; reached only when something is wrong

} // namespace

/// The window on a broker of several servers, while one of them dies: the outage and the server
/// that takes over are there to be seen.
class TestFailoverWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void showsWhoTakesOver_data();
    void showsWhoTakesOver();

private:
    void lookOn(BrokerNodes& nodes, const QString& name);

    WindowFolders m_folders;
};

void TestFailoverWindow::initTestCase()
{
    STANSCOPE_NEED_BROKER();
    STANSCOPE_NEED_NODE();
    QVERIFY(m_folders.use());
}

void TestFailoverWindow::showsWhoTakesOver_data()
{
    QTest::addColumn<BrokerNodes::Kind>("kind");
    QTest::newRow("cluster") << BrokerNodes::Kind::Cluster;
    QTest::newRow("fault-tolerant pair") << BrokerNodes::Kind::FaultTolerant;
}

void TestFailoverWindow::showsWhoTakesOver()
{
    QFETCH(const BrokerNodes::Kind, kind);
    BrokerNodes nodes(kind);
    QVERIFY(nodes.start());
    WindowApp app;
    QTimer::singleShot(0, &app, [&] {
        lookOn(nodes, kind == BrokerNodes::Kind::Cluster ? u"cluster"_s : u"pair"_s);
        theWindow()->close();
    });
    QCOMPARE(app.run(), 0);
}

void TestFailoverWindow::lookOn(BrokerNodes& nodes, const QString& name)
{
    const int leader = nodes.leader();
    const int other = nodes.follower();
    find<QAction>(u"attach"_s)->trigger();
    fill(u"attachUrl"_s, nodes.url(leader) + u',' + nodes.url(other));
    fill(u"attachCluster"_s, u"test-cluster"_s);
    QStringList monitoring;
    for (int i = 0; i < nodes.count(); ++i)
        monitoring << nodes.monitoring(i);
    fill(u"attachMonitoring"_s, monitoring.join(u','));
    QTest::keyClick(find<QLineEdit>(u"attachMonitoring"_s), Qt::Key_Return);
    const auto state = [] {
        const auto* label = find<QLabel>(u"attachedState"_s);
        return label ? label->text() : QString();
    };
    const auto addressOf = [&nodes](int i) { return nodes.monitoring(i).section(u'/', -1); };
    QTRY_VERIFY_WITH_TIMEOUT(state().contains(addressOf(leader)), limit);
    theWindow()->resize(1280, 800);
    Stranger listener, publisher;
    listener.startNode(nodes.url(other), u"test-cluster"_s, u"listener"_s,
                       {u"listen"_s, u"foo"_s, u"-"_s, u"60000"_s, u"no"_s});
    QVERIFY(listener.says("ready"));
    publisher.startNode(nodes.url(other), u"test-cluster"_s, u"publisher"_s,
                        {u"publish"_s, u"foo"_s, u"3"_s});
    QVERIFY(publisher.ends());
    QVERIFY(listener.says("3 new"));
    takePicture(name + u"-before"_s);

    nodes.kill(leader);
    const auto* check = find<QPushButton>(u"statusCheck"_s);
    // A cluster elects for two seconds at least; a standby may take over between two checks.
    const auto isLeaderless = [check] { return check->text() == u"no server leads"_s; };
    const auto isReplaced = [&] {
        const int leads = nodes.leader();
        return leads >= 0 && leads != leader && state().contains(addressOf(leads));
    };
    const bool mustTell = nodes.count() > 2;
    QTRY_VERIFY_WITH_TIMEOUT(isLeaderless() || (!mustTell && isReplaced()), limit);
    if (isLeaderless()) {
        QVERIFY(state().endsWith(u"no server leads"_s));
        takePicture(name + u"-leaderless"_s);
    }
    QTRY_VERIFY_WITH_TIMEOUT(nodes.leader() >= 0, limit);
    QTRY_VERIFY_WITH_TIMEOUT(state().contains(addressOf(nodes.leader())), limit);
    publisher.startNode(nodes.url(other), u"test-cluster"_s, u"publisher"_s,
                        {u"publish"_s, u"foo"_s, u"1"_s});
    QVERIFY(publisher.ends());
    QTRY_VERIFY_WITH_TIMEOUT(check->text().startsWith(u"mirror matches the broker"), limit);
    QTest::mouseClick(find<QPushButton>(u"statusCheck"_s), Qt::LeftButton);
    const auto* notices = find<QTableView>(u"noticeTable"_s)->model();
    QTRY_COMPARE_WITH_TIMEOUT(notices->rowCount(), 1, limit);
    QVERIFY(notices->index(0, 3).data().toString().contains(u" leads now, in place of "_s));
    takePicture(name + u"-after"_s);
}

QTEST_MAIN(TestFailoverWindow)
#include "tst_failoverwindow.moc"

#include "app/windowapp.h"
#include "tests/support/processes.h"
#include "tests/support/tables.h"
#include "tests/support/testbroker.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/models/deliverymodel.h"

#include <QApplication>
#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <functional>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace windowtest {

constexpr int limit = 40'000;
/// Longer than anything here takes: the holder is killed in it.
constexpr int longDelayMs = 60'000;

MainWindow* theWindow()
{
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (auto* window = qobject_cast<MainWindow*>(widget))
            return window;
    return nullptr;
}

/// The main window as a person has it: found by object names, moved by mouse and keys.
class Hand
{
public:
    template <typename W>
    W* find(const QString& name) const
    {
        const MainWindow* window = theWindow();
        return window ? test::upToDate(window->findChild<W*>(name)) : nullptr;
    }
    /// What cannot be clicked is not clicked: not there, hidden or disabled.
    bool click(const QString& name) const
    {
        auto* button = find<QPushButton>(name);
        if (!button || !button->isVisible() || !button->isEnabled())
            return false;
        QTest::mouseClick(button, Qt::LeftButton);
        return true;
    }
    bool choose(const QString& name, const QString& text) const
    {
        auto* combo = find<QComboBox>(name);
        if (!combo || !combo->isEnabled())
            return false;
        QTest::keyClick(combo, Qt::Key_Home);
        for (int step = 1; step < combo->count() && combo->currentText() != text; ++step)
            QTest::keyClick(combo, Qt::Key_Down);
        return combo->currentText() == text;
    }
    bool type(QWidget* field, const QString& text) const
    {
        if (!field || !field->isEnabled())
            return false;
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, text);
        return true;
    }
    bool deposit(const QString& amount) const
    {
        return type(find<QLineEdit>(u"amountEdit"_s), amount) && click(u"depositButton"_s);
    }
    /// Through the form that the card's bolt opens.
    bool armDelayBeforeCommit(const QString& replica) const
    {
        if (!click(u"faults:"_s + replica))
            return false;
        auto* form = find<QFrame>(u"faultForm:"_s + replica);
        auto* delay = find<QSpinBox>(u"faultDelay:"_s + replica);
        const bool armed = form->isVisible()
            && choose(u"faultPlace:"_s + replica, u"before commit"_s)
            && choose(u"faultEffect:"_s + replica, u"delay"_s)
            && choose(u"faultDelivery:"_s + replica, u"first delivery"_s)
            && type(delay, QString::number(longDelayMs)) && click(u"faultArm:"_s + replica);
        QTest::keyClick(form, Qt::Key_Escape);
        return armed && !form->isVisible();
    }

    QString text(const QString& label) const
    {
        const auto* found = find<QLabel>(label);
        return found ? found->text() : QString();
    }
    bool isRunning(const QString& replica) const
    {
        const QString doing = text(u"doing:"_s + replica);
        return find<QWidget>(u"card:"_s + replica) && doing.startsWith(u"idle");
    }
    /// "account-2 seq 2 attempt 1: …", one line a delivery.
    QStringList deliveries() const
    {
        QStringList lines;
        const auto* table = find<QTableView>(u"deliveryTable"_s);
        for (int row = 0; table && row < table->model()->rowCount(); ++row) {
            const auto cell = [&](int column) {
                return table->model()->index(row, column).data().toString();
            };
            lines += u"%1 seq %2 attempt %3: %4, %5"_s.arg(
                cell(DeliveryModel::ReplicaColumn), cell(DeliveryModel::SequenceColumn),
                cell(DeliveryModel::AttemptColumn), cell(DeliveryModel::EndColumn),
                cell(DeliveryModel::HandlingColumn));
        }
        return lines;
    }
};

std::vector<std::int64_t> ourChildren()
{
    return childrenOf(QCoreApplication::applicationPid());
}

} // namespace windowtest

using namespace windowtest;

/// The real window on the real laboratory: what a click does to processes, broker and money, and
/// what is left of them when the window is closed.
class TestWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void killedReplicaIsMadeUpFor();
    void closingInTheMiddleLeavesNothing();

private:
    /// Opens the window, lets `hand` act in it, and closes it whatever came of that.
    void live(const std::function<void()>& hand);
    void breakAndRepair();
    void playHalfALesson();

    QTemporaryDir m_settings;
    QTemporaryDir m_runs;
    Hand m_hand;
    std::vector<std::int64_t> m_children;
};

void TestWindow::initTestCase()
{
    STANSCOPE_NEED_BROKER();
    QVERIFY(m_settings.isValid() && m_runs.isValid());
    qputenv("STANSCOPE_BROKER", TestBroker::executable().toLocal8Bit());
    qputenv("STANSCOPE_SERVICES", STANSCOPE_BIN_DIR);
    qputenv("XDG_RUNTIME_DIR", m_runs.path().toLocal8Bit());
    for (const auto format : {QSettings::NativeFormat, QSettings::IniFormat})
        QSettings::setPath(format, QSettings::UserScope, m_settings.path());
}

void TestWindow::init()
{
    QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"stanscope"_s, u"stanscope"_s);
    settings.clear();
    settings.setValue(u"run/readersPace"_s, false); // as it happens
    settings.setValue(u"run/lesson"_s, u"case-1"_s);
    m_children.clear();
    QVERIFY(ourChildren().empty());
}

void TestWindow::live(const std::function<void()>& hand)
{
    WindowApp app;
    QTimer::singleShot(0, &app, [&hand] {
        hand();
        theWindow()->close();
    });
    QCOMPARE(app.run(), 0);
    // The laboratory is still there: closing, not its destructor, has ended the processes.
    QVERIFY(m_children.size() >= 4);
    QVERIFY(areGone(m_children));
    QVERIFY(ourChildren().empty());
}

void TestWindow::killedReplicaIsMadeUpFor()
{
    live([this] { breakAndRepair(); });
}

void TestWindow::breakAndRepair()
{
    const QStringList replicas{u"account-1"_s, u"account-2"_s, u"account-3"_s};
    QVERIFY(!m_hand.find<QPushButton>(u"depositButton"_s)->isEnabled());
    QVERIFY(m_hand.choose(u"lessonCombo"_s, u"Free play"_s));
    QVERIFY(m_hand.click(u"runButton"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_hand.isRunning(replicas[0]) && m_hand.isRunning(replicas[1]), limit);
    QVERIFY(!m_hand.find<QWidget>(u"card:account-3"_s));
    QVERIFY(m_hand.click(u"spawnButton"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_hand.isRunning(replicas[2]), limit);
    m_children = ourChildren();
    QCOMPARE(m_children.size(), 5U); // broker, transaction service, three replicas

    QCOMPARE(m_hand.text(u"balanceLabel"_s), u"0.00"_s);
    QVERIFY(m_hand.deposit(u"50"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_hand.text(u"balanceLabel"_s), u"50.00"_s, limit);

    // Whoever gets the next message holds it, before its commit.
    int fault = 0; // its id, unique in the run
    for (const QString& replica : replicas) {
        QVERIFY(m_hand.armDelayBeforeCommit(replica));
        const QString label = u"fault:%1:%2"_s.arg(replica).arg(++fault);
        QTRY_VERIFY_WITH_TIMEOUT(m_hand.text(label).startsWith(u"delay before commit"), limit);
    }
    QVERIFY(m_hand.deposit(u"60.50"_s));
    QString holder;
    const auto isHeld = [&] {
        for (const QString& replica : replicas)
            if (const QString doing = m_hand.text(u"doing:"_s + replica);
                doing.contains(u"#2"_s) && doing.contains(u"before commit"_s))
                holder = replica;
        return !holder.isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isHeld(), limit);
    QCOMPARE(m_hand.text(u"balanceLabel"_s), u"50.00"_s);
    QVERIFY(m_hand.click(u"kill:"_s + holder));
    QTRY_COMPARE_WITH_TIMEOUT(m_hand.text(u"pid:"_s + holder), u"SIGKILL"_s, limit);

    // After AckWait the broker gives it to the group again; when that is the dead, once more.
    QTRY_COMPARE_WITH_TIMEOUT(m_hand.text(u"balanceLabel"_s), u"110.50"_s, limit);
    QTRY_COMPARE_WITH_TIMEOUT(m_hand.text(u"expectedLabel"_s), u"110.50"_s, limit);
    const QStringList seen = m_hand.deliveries();
    const QString all = seen.join(u'\n');
    QVERIFY2(seen.size() >= 3 && seen[1].startsWith(holder + u" seq 2 attempt 1:"_s),
             qPrintable(all));
    QVERIFY2(seen[2].contains(u" seq 2 attempt 2:"_s), qPrintable(all));
    QVERIFY2(!seen.last().startsWith(holder) && seen.last().contains(u"applied"_s),
             qPrintable(all));
    QTRY_VERIFY_WITH_TIMEOUT(m_hand.deliveries().last().contains(u"acked"_s), limit);
}

void TestWindow::closingInTheMiddleLeavesNothing()
{
    live([this] { playHalfALesson(); });
}

void TestWindow::playHalfALesson()
{
    QVERIFY(m_hand.find<QComboBox>(u"lessonCombo"_s)->currentText().startsWith(u"Bank 1 "_s));
    QVERIFY(m_hand.choose(u"ackWaitCombo"_s, u"30 s"_s));
    QVERIFY(m_hand.click(u"runButton"_s));
    // The first delivery has failed and was overtaken: the lesson now waits for AckWait.
    QTRY_VERIFY_WITH_TIMEOUT(m_hand.deliveries().size() == 3, limit);
    QVERIFY(!m_hand.find<QPushButton>(u"againButton"_s)->isVisible());
    m_children = ourChildren();
    QCOMPARE(m_children.size(), 4U);
}

QTEST_MAIN(TestWindow)

#include "tst_window.moc"

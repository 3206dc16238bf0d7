#include "app/windowapp.h"
#include "core/capture/bundledcaptures.h"
#include "core/words/language.h"
#include "tests/support/testbroker.h"
#include "ui/mainwindow/lessondesk.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/twinpane.h"
#include "ui/mainwindow/twinwindow.h"
#include "ui/panels/playerstrip.h"
#include "ui/panels/stepline.h"
#include "ui/panels/verdictpill.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScopeGuard>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <functional>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int limit = 60'000;

template <typename Window>
Window* topLevel()
{
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (auto* window = qobject_cast<Window*>(widget); window && window->isVisible())
            return window;
    return nullptr;
}

template <typename Widget>
Widget* find(const char* name)
{
    return topLevel<MainWindow>()->findChild<Widget*>(QLatin1StringView(name));
}

/// As a person does: what is hidden or says why not takes no click.
bool click(QPushButton* button)
{
    if (!button || !button->isVisible() || !button->isEnabled())
        return false;
    QTest::mouseClick(button, Qt::LeftButton);
    return true;
}

QString verdictOf(const TwinWindow& window, std::size_t side)
{
    return window.pane(side)->findChild<VerdictPill*>()->text();
}

} // namespace

/// Side by side, as a person opens it: from the toolbar, and from a lesson's summary.
class TestTwinWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void fromTheToolbar();
    void fromTheSummary();

private:
    void inWindow(WindowApp& app, const std::function<void()>& body);

    QTemporaryDir m_settings;
    QTemporaryDir m_runs;
};

void TestTwinWindow::initTestCase()
{
    qputenv("STANSCOPE_SERVICES", STANSCOPE_BIN_DIR);
    qputenv("XDG_RUNTIME_DIR", m_runs.path().toLocal8Bit());
    qputenv("XDG_CACHE_HOME", m_runs.path().toLocal8Bit());
    for (const auto format : {QSettings::NativeFormat, QSettings::IniFormat})
        QSettings::setPath(format, QSettings::UserScope, m_settings.path());
}

void TestTwinWindow::init()
{
    QSettings(QSettings::IniFormat, QSettings::UserScope, u"stanscope"_s, u"stanscope"_s).clear();
    useLanguage(Language::English);
}

void TestTwinWindow::inWindow(WindowApp& app, const std::function<void()>& body)
{
    QTimer::singleShot(0, &app, [&] {
        const auto guard = qScopeGuard([] {
            if (auto* twin = topLevel<TwinWindow>())
                twin->close();
            topLevel<MainWindow>()->close();
        });
        body();
    });
    QCOMPARE(app.run(), 0);
}

void TestTwinWindow::fromTheToolbar()
{
    STANSCOPE_NEED_BROKER();
    WindowApp app;
    inWindow(app, [] {
        auto* lessons = find<QComboBox>("lessonCombo");
        // Without a bank there is nothing to compare.
        QVERIFY(lessons->currentText().startsWith(u"STAN 1"_s));
        QVERIFY(!click(find<QPushButton>("twinButton")));
        lessons->setCurrentIndex(lessons->findText(u"Bank 1 "_s, Qt::MatchStartsWith));
        QVERIFY(click(find<QPushButton>("handlerInbox")));
        QVERIFY(click(find<QPushButton>("twinButton")));
        QTRY_VERIFY_WITH_TIMEOUT(topLevel<TwinWindow>(), limit);
        TwinWindow& twin = *topLevel<TwinWindow>();
        QVERIFY(twin.windowTitle().startsWith(lessons->currentText()));
        QCOMPARE(twin.pane(0)->handler(), Handler::Naive);
        QCOMPARE(twin.pane(1)->handler(), Handler::Inbox);

        // Through the whole lesson with the keys: each handler has its own moment of each step.
        QTRY_VERIFY_WITH_TIMEOUT(twin.strip()->view().canGoOn, limit);
        const std::size_t steps = twin.strip()->view().count;
        QVERIFY(steps > 5);
        for (std::size_t step = 1; step <= steps; ++step) {
            QVERIFY(!verdictOf(twin, 0).contains(u"VIOLATED"_s));
            QTest::keyClick(&twin, Qt::Key_PageDown);
            QTRY_COMPARE_WITH_TIMEOUT(twin.strip()->view().passed, step, limit);
        }
        QTRY_VERIFY_WITH_TIMEOUT(verdictOf(twin, 0).contains(u"VIOLATED"_s), limit);
        QTRY_VERIFY_WITH_TIMEOUT(verdictOf(twin, 1).contains(u"VALID"_s), limit);
        QTest::keyClick(&twin, Qt::Key_Backspace);
        QTRY_VERIFY_WITH_TIMEOUT(twin.strip()->view().passed < steps, limit);
        QTRY_VERIFY_WITH_TIMEOUT(verdictOf(twin, 0).contains(u"not yet judged"_s), limit);
        // The main window has not moved.
        QVERIFY(!topLevel<MainWindow>()->lessonDesk()->isOpen());
    });
}

void TestTwinWindow::fromTheSummary()
{
    STANSCOPE_NEED_BROKER();
    WindowApp app;
    app.openLater(captureFile(u"case-2-ordered"_s));
    inWindow(app, [] {
        QTRY_VERIFY_WITH_TIMEOUT(topLevel<MainWindow>()->lessonDesk()->isOpen(), limit);
        auto* line = find<StepLine>("stepLine");
        const auto last = static_cast<std::size_t>(
            topLevel<MainWindow>()->findChild<PlayerStrip*>()->view().count);
        QTest::mouseClick(line, Qt::LeftButton, {}, line->segment(last - 1).center().toPoint());
        const auto number = u"%1 / %1"_s.arg(last);
        QTRY_COMPARE_WITH_TIMEOUT(find<QLabel>("playerNumber")->text(), number, limit);
        QVERIFY(!click(find<QPushButton>("summaryTwin")));
        QVERIFY(click(find<QPushButton>("playerNext")));
        QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("summaryCard")->isVisible(), limit);
        QVERIFY(click(find<QPushButton>("summaryTwin")));
        QTRY_VERIFY_WITH_TIMEOUT(topLevel<TwinWindow>(), limit);
        const TwinWindow& twin = *topLevel<TwinWindow>();
        // The lesson that is told, whatever the toolbar has chosen for the next run.
        QVERIFY2(twin.windowTitle().startsWith(u"Bank 2 "_s), qPrintable(twin.windowTitle()));
        QCOMPARE(twin.pane(0)->handler(), Handler::Naive);
        QCOMPARE(twin.pane(1)->handler(), Handler::Ordered);
        QTRY_VERIFY_WITH_TIMEOUT(twin.strip()->view().known > 0, limit);
        QVERIFY(click(twin.findChild<QPushButton*>(u"playerNext"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(twin.strip()->view().passed, std::size_t(1), limit);
        QVERIFY(find<QWidget>("summaryCard")->isVisible());
    });
}

QTEST_MAIN(TestTwinWindow)

#include "tst_twinwindow.moc"

#include "core/scenario/scenario.h"
#include "core/words/language.h"
#include "tests/support/fakesession.h"
#include "tests/ui/samplesnapshots.h"
#include "ui/mainwindow/attachdialog.h"
#include "ui/mainwindow/driftdialog.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/presenterview.h"
#include "ui/mainwindow/twinwindow.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;
using stanscope::tests::HistoryBuilder;

namespace {

constexpr double enough = 4.5;

double luminance(const QColor& color)
{
    const auto part = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF())
        + 0.0722 * part(color.blueF());
}

double contrast(const QColor& one, const QColor& other)
{
    const auto [dark, light] = std::minmax({luminance(one), luminance(other)});
    return (light + 0.05) / (dark + 0.05);
}

std::shared_ptr<const Snapshot> someRun()
{
    HistoryBuilder b;
    tests::buildCase1Naive(b);
    tests::dress(b, Handler::Naive);
    tests::addTimers(b);
    return b.snapshot(4.1);
}

/// Parts that Qt makes for a widget of ours are named by it.
bool isPartOfAnother(const QWidget& widget)
{
    if (widget.objectName().startsWith(u"qt_"_s)
        || QString::fromLatin1(widget.metaObject()->className()).startsWith(u"QComboBoxPrivate"_s))
        return true;
    for (const QWidget* above = widget.parentWidget(); above; above = above->parentWidget())
        if (qobject_cast<const QComboBox*>(above) || qobject_cast<const QAbstractSpinBox*>(above))
            return true;
    return false;
}

/// Of a choice, Tab comes to what is chosen; the arrows go on from there.
bool isPassedBy(const QWidget& widget)
{
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    return button && button->group() && button->group()->exclusive() && !button->isChecked();
}

bool takesTheKeyboard(const QWidget& widget)
{
    return (widget.focusPolicy() & Qt::TabFocus) != 0 && !isPartOfAnother(widget);
}

QString whatItIs(const QWidget& widget)
{
    return QString::fromLatin1(widget.metaObject()->className()) + u" \""_s + widget.objectName()
        + u"\" in \""_s + (widget.parentWidget() ? widget.parentWidget()->objectName() : QString())
        + u'"';
}

QStringList nameless(const QWidget& window)
{
    QStringList found;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        const auto* tabs = qobject_cast<const QTabBar*>(widget);
        if (!takesTheKeyboard(*widget) || (tabs && tabs->count() == 0)) // Qt keeps some to spare
            continue;
        QAccessibleInterface* access =
            QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
        if (!access || access->text(QAccessible::Name).trimmed().isEmpty())
            found << whatItIs(*widget);
    }
    found.removeDuplicates();
    return found;
}

/// Those that Tab comes to, in its order, until it begins again.
QList<QWidget*> tabbed(QWidget& window)
{
    QList<QWidget*> seen;
    window.activateWindow();
    for (int step = 0; step < 400; ++step) {
        QWidget* to = window.focusWidget() ? window.focusWidget() : &window;
        QTest::keyClick(to, Qt::Key_Tab);
        QWidget* at = window.focusWidget();
        if (!at || (!seen.isEmpty() && at == seen.first()))
            break;
        if (seen.contains(at))
            return {}; // it goes round without the others
        seen << at;
    }
    return seen;
}

} // namespace

/// Who does not see, and who has no mouse: names, the order of the keys, contrast.
class TestAccess : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { useLanguage(Language::English); }
    void contrastOfTheTheme_data() { themes(); }
    void contrastOfTheTheme();
    void contrastOfTheSheet_data() { themes(); }
    void contrastOfTheSheet();
    void contrastOfThePalette_data() { themes(); }
    void contrastOfThePalette();
    void everyControlHasAName_data() { languages(); }
    void everyControlHasAName();
    void tabComesToEveryControl_data() { languages(); }
    void tabComesToEveryControl();
    void theSheetOfKeysIsWhole_data() { languages(); }
    void theSheetOfKeysIsWhole();
    void theFirstStartHasOneButton();

private:
    static void themes()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    static void languages()
    {
        QTest::addColumn<Language>("language");
        QTest::newRow("en") << Language::English;
        QTest::newRow("vi") << Language::Vietnamese;
    }
    QTemporaryDir m_settings;
};

void TestAccess::initTestCase()
{
    for (const auto format : {QSettings::NativeFormat, QSettings::IniFormat})
        QSettings::setPath(format, QSettings::UserScope, m_settings.path());
}

void TestAccess::init()
{
    QSettings(QSettings::IniFormat, QSettings::UserScope, u"stanscope"_s, u"stanscope"_s).clear();
}

/// Every text on everything that it stands on.
void TestAccess::contrastOfTheTheme()
{
    QFETCH(bool, dark);
    const Theme& theme = dark ? darkTheme() : lightTheme();
    QStringList faint;
    const auto need = [&](const char* text, const QColor& color, const char* on,
                          const QColor& ground) {
        if (const double is = contrast(color, ground); is < enough)
            faint << u"%1 on %2: %3"_s.arg(QString::fromLatin1(text), QString::fromLatin1(on))
                         .arg(is, 0, 'f', 2);
    };
    const std::pair<const char*, QColor> grounds[] = {
        {"background", theme.background}, {"surface", theme.surface}, {"sunken", theme.sunken}};
    for (const auto& [name, ground] : grounds) {
        need("text", theme.text, name, ground);
        need("text2", theme.text2, name, ground);
        need("text3", theme.text3, name, ground);
        for (std::size_t tone = 0; tone < toneCount; ++tone)
            need(qPrintable(toneName(static_cast<Tone>(tone))), theme.tones[tone].text, name,
                 ground);
    }
    const QColor selected = theme[Tone::Flight].soft;
    need("text", theme.text, "selected", selected);
    need("text2", theme.text2, "selected", selected);
    need("onAccent", theme.onAccent, "accent", theme.accent);
    for (std::size_t tone = 0; tone < toneCount; ++tone) {
        const char* name = "its soft ground";
        need(qPrintable(toneName(static_cast<Tone>(tone))), theme.tones[tone].text, name,
             theme.tones[tone].soft);
    }
    QVERIFY2(faint.isEmpty(), qPrintable(faint.join(u'\n')));
    // Marks and frames are no texts: they need less, and what is told by them stands there in
    // words.
    for (const Tone tone : {Tone::Flight, Tone::Acked, Tone::Expired, Tone::Rejected, Tone::Skipped,
                            Tone::Declined, Tone::Failed, Tone::Violated})
        QVERIFY(contrast(theme[tone].mark, theme.surface) >= 3);
    QVERIFY(contrast(theme.accent, theme.surface) >= 3);
    QCOMPARE(std::lround(contrast(Qt::white, Qt::black)), 21L);
}

/// Where a rule of the style sheet has both a text's colour and its ground.
void TestAccess::contrastOfTheSheet()
{
    QFETCH(bool, dark);
    const QString sheet = styleSheetOf(dark ? darkTheme() : lightTheme(), 1);
    static const QRegularExpression rule(u"([^{}]+)\\{([^}]*)\\}"_s);
    static const QRegularExpression text(u"(?<![-a-z])color: (#[0-9a-f]{6})"_s);
    static const QRegularExpression ground(u"(?<![-a-z])background: (#[0-9a-f]{6})"_s);
    int both = 0;
    for (const QRegularExpressionMatch& match : rule.globalMatch(sheet)) {
        const auto color = text.match(match.captured(2));
        const auto on = ground.match(match.captured(2));
        if (!color.hasMatch() || !on.hasMatch())
            continue;
        ++both;
        const double is = contrast(QColor(color.captured(1)), QColor(on.captured(1)));
        QVERIFY2(is >= enough,
                 qPrintable(match.captured(1).trimmed() + u": "_s + QString::number(is)));
    }
    QVERIFY(both >= 8);
    static const QRegularExpression unreplaced(u"\\{[0-9]+\\}|@"_s);
    QVERIFY2(!sheet.contains(unreplaced), qPrintable(unreplaced.match(sheet).captured()));
}

void TestAccess::contrastOfThePalette()
{
    QFETCH(bool, dark);
    const QPalette palette = paletteOf(dark ? darkTheme() : lightTheme());
    const std::pair<QPalette::ColorRole, QPalette::ColorRole> pairs[] = {
        {QPalette::WindowText, QPalette::Window},
        {QPalette::Text, QPalette::Base},
        {QPalette::Text, QPalette::AlternateBase},
        {QPalette::ButtonText, QPalette::Button},
        {QPalette::PlaceholderText, QPalette::Base},
        {QPalette::PlaceholderText, QPalette::AlternateBase},
        {QPalette::HighlightedText, QPalette::Highlight},
        {QPalette::ToolTipText, QPalette::ToolTipBase},
        {QPalette::Link, QPalette::Base},
        {QPalette::Link, QPalette::Window},
    };
    for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled})
        for (const auto& [text, ground] : pairs)
            QVERIFY2(contrast(palette.color(group, text), palette.color(group, ground)) >= enough,
                     qPrintable(QString::number(text) + u" on "_s + QString::number(ground)));
}

void TestAccess::everyControlHasAName()
{
    QFETCH(Language, language);
    useLanguage(language);
    FakeSession session;
    MainWindow window(bundledScenarios());
    window.setSession(session);
    window.resize(1440, 900);
    window.show();
    session.show(someRun());
    QCoreApplication::processEvents();
    QStringList found = nameless(window);

    AttachDialog attach({u"a context"_s}, &window);
    found << nameless(attach);
    DriftDialog drift(&window);
    found << nameless(drift);
    TwinWindow twin(u"A lesson"_s, {Handler::Naive, Handler::Ordered});
    found << nameless(twin);
    for (const auto* name : {"keyboard", "about", "memory"}) {
        window.findChild<QAction*>(QString::fromLatin1(name))->trigger();
        const auto dialogs = window.findChildren<QDialog*>();
        for (QDialog* dialog : dialogs)
            found << nameless(*dialog);
    }
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    // What is looked for can be found.
    QPushButton bare(&window);
    QCOMPARE(nameless(window).size(), 1);
}

/// Every control that can be seen, each once, and those of a panel in the order of reading.
void TestAccess::tabComesToEveryControl()
{
    QFETCH(Language, language);
    useLanguage(language);
    FakeSession session;
    MainWindow window(bundledScenarios());
    window.setSession(session);
    window.resize(1440, 900);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    session.show(someRun());
    QCoreApplication::processEvents();
    const QList<QWidget*> order = tabbed(window);
    QVERIFY(order.size() > 20);
    QStringList missing;
    for (QWidget* widget : window.findChildren<QWidget*>())
        if (widget->window() == &window && widget->isVisible() && widget->isEnabled()
            && takesTheKeyboard(*widget) && !isPassedBy(*widget) && !order.contains(widget))
            missing << whatItIs(*widget);
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
    // In the toolbar from left to right; in it first of all.
    const auto* bar = window.findChild<QWidget*>(u"runBar"_s);
    int x = -1;
    bool left = false;
    for (const QWidget* widget : order) {
        if (!bar->isAncestorOf(widget))
            left = left || x >= 0;
        else {
            QVERIFY2(!left, "the toolbar is left and come back to");
            const int at = widget->mapTo(&window, QPoint(0, 0)).x();
            QVERIFY2(at > x, qPrintable(whatItIs(*widget)));
            x = at;
        }
    }
    // In a column from above: the actions before the replicas, these before the broker.
    const auto place = [&](const char* dock) {
        const auto* panel = window.findChild<QWidget*>(QString::fromLatin1(dock));
        const auto found = std::ranges::find_if(
            order, [&](const QWidget* widget) { return panel->isAncestorOf(widget); });
        return found - order.begin();
    };
    QVERIFY(place("actionsDock") < place("replicasDock"));
    QVERIFY(place("replicasDock") < place("brokerDock"));
}

/// Whatever has a key is in the sheet, with the keys that it has.
void TestAccess::theSheetOfKeysIsWhole()
{
    QFETCH(Language, language);
    useLanguage(language);
    MainWindow window(bundledScenarios());
    window.resize(1280, 720);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_Question);
    QDialog* sheet = nullptr;
    QTRY_VERIFY((sheet = window.findChild<QDialog*>(u"keyboardDialog"_s)));
    const QString text = sheet->findChild<QLabel*>()->text();
    int keys = 0;
    for (const QAction* action : window.findChildren<QAction*>())
        for (const QKeySequence& key : action->shortcuts()) {
            ++keys;
            QVERIFY2(text.contains(key.toString(QKeySequence::NativeText).toHtmlEscaped()),
                     qPrintable(action->objectName()));
            const QString does = QString(action->text()).remove(u'&').remove(u'…').toHtmlEscaped();
            QVERIFY2(text.contains(does), qPrintable(action->objectName()));
        }
    QVERIFY(keys > 20);
    for (const PresenterView::Keys& row : PresenterView::keyTable())
        QVERIFY(text.contains(row.does));
    for (const auto* name : {"depositButton", "withdrawButton", "spawnButton"}) {
        const auto* button = window.findChild<QPushButton*>(QString::fromLatin1(name));
        QVERIFY(text.contains(button->shortcut().toString(QKeySequence::NativeText)));
    }
    QVERIFY2(
        sheet->sizeHint().width() <= 1280 && sheet->sizeHint().height() <= 720,
        qPrintable(u"%1 x %2"_s.arg(sheet->sizeHint().width()).arg(sheet->sizeHint().height())));
    if (const QString folder = qEnvironmentVariable("STANSCOPE_PICTURES"); !folder.isEmpty())
        sheet->grab().save(folder + u"/keys-"_s + QString::fromUtf8(QTest::currentDataTag())
                           + u".png"_s);
}

void TestAccess::theFirstStartHasOneButton()
{
    FakeSession session;
    MainWindow window(bundledScenarios());
    window.setSession(session);
    window.resize(1280, 720);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* start = window.findChild<QPushButton*>(u"startButton"_s);
    QVERIFY(start->isVisible());
    QVERIFY(start->hasFocus());
    int primary = 0;
    for (const QPushButton* button : window.findChildren<QPushButton*>())
        primary += button->isVisible() && button->property("kind") == u"primary"_s ? 1 : 0;
    QCOMPARE(primary, 1);
    if (const QString folder = qEnvironmentVariable("STANSCOPE_PICTURES"); !folder.isEmpty())
        window.grab().save(folder + u"/start.png"_s);
    QSignalSpy asked(&window, &MainWindow::runRequested);
    QTest::keyClick(start, Qt::Key_Space);
    QCOMPARE(asked.size(), 1);
    const auto options = asked[0][0].value<RunOptions>();
    QCOMPARE(options.scenario.group, std::optional(LessonGroup::Stan));
    QCOMPARE(options.scenario.order, 1);
    QVERIFY(!start->isVisible());
    QCOMPARE(window.findChild<QPushButton*>(u"runButton"_s)->property("kind").toString(),
             u"primary"_s);
}

QTEST_MAIN(TestAccess)

#include "tst_access.moc"

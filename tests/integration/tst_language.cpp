#include "app/sourceswitch.h"
#include "app/windowapp.h"
#include "core/capture/bundledcaptures.h"
#include "core/scenario/playedlesson.h"
#include "core/words/language.h"
#include "tests/support/clipped.h"
#include "tests/support/tables.h"
#include "ui/mainwindow/filemenu.h"
#include "ui/mainwindow/lessondesk.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/timebar.h"
#include "ui/panels/stepline.h"
#include "ui/plots/timelineview.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <string>

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

QString textOf(const char* label)
{
    return find<QLabel>(label)->text();
}

QString titleOf(const char* dock)
{
    return find<QDockWidget>(dock)->windowTitle();
}

/// What is no word: the same in each language.
QString figures()
{
    const QRect place = theWindow()->geometry();
    QStringList all{textOf("balanceLabel"),
                    textOf("expectedLabel"),
                    find<QLineEdit>("find:historyTable")->text(),
                    QString::number(find<QTableView>("historyTable")->model()->rowCount()),
                    QString::number(find<QTableView>("historyTable")->currentIndex().row()),
                    theWindow()->windowTitle(),
                    u"%1x%2"_s.arg(place.width()).arg(place.height())};
    static const QRegularExpression words(u"[^0-9.]+"_s);
    all << textOf("timeWhere").replace(words, u" "_s).trimmed();
    all << QString::number(theWindow()->findChild<TimelineView*>()->timeAxis().from(), 'f', 3)
        << QString::number(theWindow()->findChild<TimelineView*>()->timeAxis().to(), 'f', 3);
    return all.join(u" | "_s);
}

QByteArray said(const QStringList& arguments, int expected)
{
    QProcess stanscope;
    stanscope.setProcessChannelMode(QProcess::MergedChannels);
    stanscope.start(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope"), arguments);
    if (!stanscope.waitForFinished(limit) || stanscope.exitCode() != expected)
        return {};
    return stanscope.readAll();
}

} // namespace

/// The window in each language: switched while it runs, and with room for every text.
class TestLanguage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { useLanguage(Language::English); }
    void commandLineSpeaks_data();
    void commandLineSpeaks();
    void linesForMachinesStay();
    void switchesWhileItRuns();
    void aRevealedGuessIsKept();
    void isRemembered();
    void clippedTextsAreFound();
    void everyTextHasRoom_data();
    void everyTextHasRoom();

private:
    QTemporaryDir m_settings;
};

void TestLanguage::initTestCase()
{
    for (const auto format : {QSettings::NativeFormat, QSettings::IniFormat})
        QSettings::setPath(format, QSettings::UserScope, m_settings.path());
}

void TestLanguage::init()
{
    QSettings(QSettings::IniFormat, QSettings::UserScope, u"stanscope"_s, u"stanscope"_s).clear();
}

void TestLanguage::commandLineSpeaks_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("vietnamese");
    QTest::newRow("help") << QStringList{u"--help"_s} << 0 << u"Usage:"_s << u"Cách dùng:"_s;
    QTest::newRow("mistake") << QStringList{u"run"_s} << 64 << u"needs a scenario"_s
                             << u"cần một kịch bản"_s;
    QTest::newRow("replay") << QStringList{u"replay"_s, u"case-1-naive"_s} << 0
                            << u"Verdict: violated"_s << u"Phán quyết: sai"_s;
    QTest::newRow("no capture") << QStringList{u"replay"_s, u"/nowhere"_s} << 65
                                << u"Cannot read /nowhere"_s << u"Không đọc được /nowhere"_s;
}

void TestLanguage::commandLineSpeaks()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, english);
    QFETCH(QString, vietnamese);
    const auto speaks = [&](const QStringList& with) {
        return QString::fromUtf8(said(with, code));
    };
    QVERIFY(speaks(arguments + QStringList{u"--lang"_s, u"en"_s}).contains(english));
    QVERIFY(speaks(arguments + QStringList{u"--lang=vi"_s}).contains(vietnamese));
    QVERIFY(speaks(QStringList{u"--lang"_s, u"vi"_s} + arguments).contains(vietnamese));
}

void TestLanguage::linesForMachinesStay()
{
    const QStringList lines{u"replay"_s, u"case-1-naive"_s, u"--json"_s};
    const QByteArray english = said(lines + QStringList{u"--lang"_s, u"en"_s}, 0);
    QVERIFY(english.size() > 1000);
    QCOMPARE(said(lines + QStringList{u"--lang"_s, u"vi"_s}, 0), english);
    QVERIFY(QString::fromUtf8(said({u"run"_s, u"case-1"_s, u"--lang"_s, u"fr"_s}, 64))
                .contains(u"--lang is en or vi"_s));
}

void TestLanguage::switchesWhileItRuns()
{
    WindowApp app;
    app.openLater(captureFile(u"case-1-naive"_s));
    QTimer::singleShot(0, &app, [] {
        const auto guard = qScopeGuard([] { theWindow()->close(); });
        QTRY_VERIFY_WITH_TIMEOUT(textOf("timeWhere").startsWith(u"event "_s), limit);
        theWindow()->resize(1280, 720);
        const QString end = textOf("timeWhere");
        find<QAction>("timeBack")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(textOf("timeWhere") != end, limit);
        find<QAction>("filterBar")->setChecked(true);
        QTest::keyClicks(find<QLineEdit>("find:historyTable"), u"deposit"_s);
        QTRY_COMPARE_WITH_TIMEOUT(find<QTableView>("historyTable")->model()->rowCount(), 2, limit);
        find<QTableView>("historyTable")->selectRow(1);
        theWindow()->findChild<TimelineView*>()->lookAt(0.2, 1.2);
        QTest::qWait(0);
        const QString before = figures();
        QVERIFY(before.contains(u"case-1-naive"_s));

        find<QAction>("languageVietnamese")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(titleOf("timelineDock"), u"Dòng thời gian"_s, limit);
        QTRY_VERIFY_WITH_TIMEOUT(textOf("timeWhere").contains(u" trên "_s), limit);
        // The words are others, "deposit" is none of them: the rows that it finds are those of a
        // payload, which is the same.
        QTRY_COMPARE_WITH_TIMEOUT(figures(), before, limit);
        QCOMPARE(currentLanguage(), Language::Vietnamese);
        QVERIFY(find<QAction>("languageVietnamese")->isChecked());
        QVERIFY(find<QPushButton>("runButton")->text().contains(u"Chạy"_s));

        // The new one does what the old one did.
        const QString here = textOf("timeWhere");
        find<QAction>("timeBack")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(textOf("timeWhere") != here, limit);
        find<QAction>("timeForward")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(textOf("timeWhere"), here, limit);

        // A step has brought the cursor into view.
        const QString after = figures();
        find<QAction>("languageEnglish")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(titleOf("timelineDock"), u"Timeline"_s, limit);
        QTRY_COMPARE_WITH_TIMEOUT(figures(), after, limit);
    });
    QCOMPARE(app.run(), 0);
}

/// What a student has guessed, and what it really was, stay in another language.
void TestLanguage::aRevealedGuessIsKept()
{
    WindowApp app;
    app.openLater(captureFile(u"case-2-ordered"_s));
    QTimer::singleShot(0, &app, [] {
        const auto guard = qScopeGuard([] { theWindow()->close(); });
        QTRY_VERIFY_WITH_TIMEOUT(theWindow()->lessonDesk()->isOpen(), limit);
        const Scenario& lesson = theWindow()->lessonDesk()->lesson();
        const auto told = toldSteps(lesson);
        const auto asking = std::ranges::find_if(
            told, [&](std::uint32_t step) { return lesson.steps[step - 1].ask.has_value(); });
        const auto choice = [](int which) {
            return find<QPushButton>(qPrintable(u"questionChoice%1"_s.arg(which)));
        };
        auto* line = find<StepLine>("stepLine");
        const auto segment = line->segment(static_cast<std::size_t>(asking - told.begin()));
        QTest::mouseClick(line, Qt::LeftButton, {}, segment.center().toPoint());
        QTRY_VERIFY_WITH_TIMEOUT(find<QDockWidget>("questionDock")->isVisible(), limit);
        QTest::mouseClick(choice(2), Qt::LeftButton);
        find<QAction>("languageVietnamese")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(titleOf("timelineDock"), u"Dòng thời gian"_s, limit);
        QTRY_VERIFY_WITH_TIMEOUT(choice(2) && choice(2)->isChecked(), limit);
        QVERIFY(choice(2)->isEnabled());

        QTest::mouseClick(find<QPushButton>("playerNext"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!choice(2)->isEnabled(), limit);
        const QString vietnamese = textOf("questionHint");
        QCOMPARE(vietnamese,
                 u"Bạn đoán %1. Thực tế là: %2"_s.arg(choice(2)->text(), choice(3)->text()));
        find<QAction>("languageEnglish")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(titleOf("timelineDock"), u"Timeline"_s, limit);
        QTRY_COMPARE_WITH_TIMEOUT(textOf("questionHint"),
                                  u"You said It is declined: no money. It was: It is skipped: "
                                  "done already"_s,
                                  limit);
        QVERIFY(choice(2)->isChecked() && !choice(2)->isEnabled());
        find<QAction>("languageVietnamese")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(textOf("questionHint"), vietnamese, limit);
    });
    QCOMPARE(app.run(), 0);
}

void TestLanguage::isRemembered()
{
    {
        WindowApp app;
        QTimer::singleShot(0, &app, [] {
            find<QAction>("languageVietnamese")->trigger();
            QTRY_COMPARE_WITH_TIMEOUT(titleOf("timelineDock"), u"Dòng thời gian"_s, limit);
            theWindow()->close();
        });
        QCOMPARE(app.run(), 0);
    }
    const QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"stanscope"_s,
                             u"stanscope"_s);
    QCOMPARE(settings.value(u"window/language"_s).toString(), u"vi"_s);
}

/// What the next one looks with can see.
void TestLanguage::clippedTextsAreFound()
{
    QWidget window;
    window.resize(400, 200);
    auto* label = new QLabel(u"a label with many words"_s, &window);
    auto* wrapped = new QLabel(u"a label with many words in two lines"_s, &window);
    wrapped->setWordWrap(true);
    auto* button = new QPushButton(u"a &button with many words"_s, &window);
    auto* elided = new ElidedLabel(&window);
    auto* tabs = new QTabBar(&window);
    tabs->addTab(u"a tab"_s);
    tabs->addTab(u"another tab"_s);
    int y = 0;
    for (QWidget* widget : {static_cast<QWidget*>(label), static_cast<QWidget*>(wrapped),
                            static_cast<QWidget*>(button), static_cast<QWidget*>(elided),
                            static_cast<QWidget*>(tabs)}) {
        widget->setGeometry(0, y, 390, 34);
        y += 35;
    }
    elided->say(u"a label that is made to be elided"_s);
    window.show();
    QCOMPARE(test::clippedTexts(window), QStringList());

    label->resize(60, 34);
    QCOMPARE(test::clippedTexts(window).size(), 1);
    wrapped->resize(60, 34);
    QCOMPARE(test::clippedTexts(window).size(), 2);
    button->resize(60, 34);
    QCOMPARE(test::clippedTexts(window).size(), 3);
    tabs->resize(40, 34);
    QCOMPARE(test::clippedTexts(window).size(), 4);
    elided->resize(60, 34); // its tooltip has all of it
    QCOMPARE(test::clippedTexts(window).size(), 4);
    elided->setToolTip({});
    QCOMPARE(test::clippedTexts(window).size(), 5);
    label->setGeometry(300, 0, 390, 34); // behind the window's edge
    QCOMPARE(test::clippedTexts(window).size(), 5);
}

void TestLanguage::everyTextHasRoom_data()
{
    QTest::addColumn<Language>("language");
    QTest::addColumn<QString>("capture");
    QTest::addColumn<double>("at"); // s; below 0: the end
    for (const Language language : {Language::English, Language::Vietnamese}) {
        const std::string name(toText(language));
        QTest::newRow((name + ", start").c_str()) << language << QString() << -1.0;
        for (const BundledCapture& capture : bundledCaptures()) {
            const std::string of = name + ", " + capture.id.toStdString();
            QTest::newRow((of + ", its end").c_str()) << language << capture.path << -1.0;
            if (capture.scenario == "case-1")
                QTest::newRow((of + ", within").c_str()) << language << capture.path << 1.0;
        }
    }
}

void TestLanguage::everyTextHasRoom()
{
    QFETCH(Language, language);
    QFETCH(QString, capture);
    QFETCH(double, at);
    useLanguage(language);
    MainWindow window(bundledScenarios());
    window.resize(1280, 720);
    SourceSwitch source(window);
    window.show();
    if (!capture.isEmpty()) {
        bool positioned = false;
        connect(&source, &SourceSwitch::positioned, this, [&] { positioned = true; });
        source.open(capture);
        QTRY_VERIFY_WITH_TIMEOUT(positioned, limit);
        positioned = false;
        if (at >= 0 && source.seek(at))
            QTRY_VERIFY_WITH_TIMEOUT(positioned, limit);
        window.prepareForPicture();
    }
    for (int turn = 0; turn < 10; ++turn)
        QCoreApplication::processEvents();
    if (const QString folder = qEnvironmentVariable("STANSCOPE_PICTURES"); !folder.isEmpty())
        window.grab().save(u"%1/%2.png"_s.arg(folder, QString::fromUtf8(QTest::currentDataTag())));
    const QStringList clipped = test::clippedTexts(window);
    QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u'\n')));
}

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"

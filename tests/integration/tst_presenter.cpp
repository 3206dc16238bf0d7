#include "app/sourceswitch.h"
#include "core/capture/bundledcaptures.h"
#include "core/scenario/scenario.h"
#include "core/words/language.h"
#include "tests/support/clipped.h"
#include "ui/mainwindow/dockhost.h"
#include "ui/mainwindow/lessondesk.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/presenterview.h"
#include "ui/models/tones.h"
#include "ui/panels/playerstrip.h"
#include "ui/panels/questionpanel.h"
#include "ui/panels/summarycard.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QLayout>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <string>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int presenterLimit = 60'000;
constexpr int settleLimit = 5'000;
constexpr int scaledLimit = 240'000;

/// All that a lesson may say, in one language.
QStringList sentencesOf(const Scenario& lesson, const std::string& language)
{
    QStringList all;
    for (const ScenarioStep& step : lesson.steps)
        for (const Handler handler : {Handler::Naive, Handler::Ordered, Handler::Inbox})
            if (!step.say.isEmpty())
                all << QString::fromStdString(step.say.textFor(language, handler));
    all << QString::fromStdString(lesson.summary.textFor(language));
    all.removeDuplicates();
    return all;
}

/// Its question, its choices and the line below are seen from side to side and from top to bottom.
bool isWhole(const QuestionPanel& panel)
{
    // The layout may be due.
    if (!test::clippedTexts(*panel.window()).isEmpty())
        return false;
    QList<const QWidget*> parts{panel.findChild<QLabel*>(u"questionText"_s),
                                panel.findChild<QLabel*>(u"questionHint"_s)};
    for (const auto* choice : panel.findChildren<QPushButton*>())
        if (choice->isVisible())
            parts.append(choice);
    return parts.size() > 2 && std::ranges::all_of(parts, [](const QWidget* part) {
               return part->visibleRegion() == QRegion(part->rect());
           });
}

AskedQuestion questionOf(const Question& question, const std::string& language)
{
    AskedQuestion asked{
        QString::fromStdString(question.text.textFor(language)), {}, !question.amounts.empty()};
    for (const LessonText& choice : question.choices)
        asked.choices += QString::fromStdString(choice.textFor(language));
    for (const Cents amount : question.amounts)
        asked.choices += moneyText(amount.value());
    return asked;
}

void settle()
{
    for (int turn = 0; turn < 5; ++turn)
        QCoreApplication::processEvents();
}

} // namespace

/// What a room sees has room: every sentence of every lesson at 1280×720, in both languages, and on
/// screens whose scale is not 1.
class TestPresenter : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { useLanguage(Language::English); }
    void nothingIsCut_data();
    void nothingIsCut();
    void theWindowHasRoomAtEachStep_data() { languages(); }
    void theWindowHasRoomAtEachStep();
    void everyQuestionIsWhole_data() { languages(); }
    void everyQuestionIsWhole();
    void onScaledScreens_data();
    void onScaledScreens();

private:
    static void languages()
    {
        QTest::addColumn<Language>("language");
        QTest::newRow("en") << Language::English;
        QTest::newRow("vi") << Language::Vietnamese;
    }
    static void keep(QWidget& window, const QString& what)
    {
        const QString folder = qEnvironmentVariable("STANSCOPE_PICTURES");
        if (!folder.isEmpty())
            window.grab().save(
                u"%1/%2-%3.png"_s.arg(folder, what, QString::fromUtf8(QTest::currentDataTag())));
    }

    QTemporaryDir m_settings;
};

void TestPresenter::initTestCase()
{
    for (const auto format : {QSettings::NativeFormat, QSettings::IniFormat})
        QSettings::setPath(format, QSettings::UserScope, m_settings.path());
}

void TestPresenter::nothingIsCut_data()
{
    QTest::addColumn<Language>("language");
    QTest::addColumn<QString>("capture");
    for (const Language language : {Language::English, Language::Vietnamese})
        for (const char* capture : {"case-1-naive", "case-2-naive", "case-1-ordered"})
            QTest::addRow("%s %s", std::string(toText(language)).c_str(), capture)
                << language << u":/captures/%1.stanscope"_s.arg(QString::fromLatin1(capture));
}

void TestPresenter::nothingIsCut()
{
    QFETCH(const Language, language);
    QFETCH(const QString, capture);
    useLanguage(language);
    MainWindow window(bundledScenarios());
    window.resize(1280, 720);
    SourceSwitch source(window);
    window.show();
    bool positioned = false;
    connect(&source, &SourceSwitch::positioned, this, [&] { positioned = true; });
    source.open(capture);
    QTRY_VERIFY_WITH_TIMEOUT(positioned, presenterLimit);
    window.findChild<QAction*>(u"presenter"_s)->setChecked(true);
    auto* view = window.findChild<PresenterView*>();
    view->showNormal();
    view->resize(1280, 720);
    settle();
    const std::string word(toText(language));
    int told = 0;
    for (const Scenario& lesson : bundledScenarios()) {
        if (!lesson.group)
            continue;
        for (const QString& sentence : sentencesOf(lesson, word))
            for (const bool isJudged : {false, true}) {
                view->setStep({sentence, 10, 5, 10, isJudged});
                view->layout()->activate();
                ++told;
                QVERIFY2(view->minimumSizeHint().height() <= 720
                             && view->minimumSizeHint().width() <= 1280,
                         qPrintable(sentence));
                const QStringList clipped = test::clippedTexts(*view);
                QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u'\n')));
            }
    }
    QVERIFY(told > 200);
    keep(*view, u"presenter"_s);
    // What is cut is found.
    view->setStep({u"word "_s.repeated(400), 10, 5, 10, true});
    view->layout()->activate();
    QVERIFY(view->minimumSizeHint().height() > 720 || !test::clippedTexts(*view).isEmpty());
}

void TestPresenter::theWindowHasRoomAtEachStep()
{
    QFETCH(const Language, language);
    useLanguage(language);
    MainWindow window(bundledScenarios());
    window.resize(1280, 720);
    SourceSwitch source(window);
    window.show();
    source.open(u":/captures/case-1-naive.stanscope"_s, true);
    const auto* strip = window.findChild<PlayerStrip*>(u"playerStrip"_s);
    const auto* summary = window.findChild<SummaryCard*>(u"summaryCard"_s);
    auto* follow = window.findChild<QPushButton*>(u"followButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible() && strip->view().count > 0, presenterLimit);
    int step = 0;
    do {
        const std::size_t before = strip->view().passed;
        follow->setChecked(false);
        emit window.lessonDesk()->nextAsked();
        emit window.lessonDesk()->nextAsked(); // without the way
        QTRY_VERIFY_WITH_TIMEOUT(strip->view().passed != before || summary->isVisible(),
                                 presenterLimit);
        ++step;
        // Facts and causes come with the picture, and each takes a turn of the layout.
        if (!QTest::qWaitFor([&] { return test::clippedTexts(window).isEmpty(); }, settleLimit))
            QFAIL(qPrintable(test::clippedTexts(window).join(u'\n')));
        keep(window, u"window-%1"_s.arg(step));
        QCOMPARE(window.size(), QSize(1280, 720));
        QTRY_VERIFY(follow->isChecked()); // whoever has looked elsewhere is with the lesson again
    } while (!summary->isVisible() && step < 30);
    QVERIFY(summary->isVisible());
    source.shutDown();
}

/// Beside the account, as narrow as the column is: asked, and answered with what is longest.
void TestPresenter::everyQuestionIsWhole()
{
    QFETCH(const Language, language);
    useLanguage(language);
    MainWindow window(bundledScenarios());
    window.resize(1280, 720);
    SourceSwitch source(window);
    window.show();
    source.open(u":/captures/case-1-naive.stanscope"_s, true);
    const auto* strip = window.findChild<PlayerStrip*>(u"playerStrip"_s);
    auto* panel = window.findChild<QuestionPanel*>();
    auto* dock = window.findChild<QDockWidget*>(u"questionDock"_s);
    QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible() && strip->view().count > 0, presenterLimit);
    const std::string word(toText(language));
    int asked = 0;
    for (const Scenario& lesson : bundledScenarios())
        for (const ScenarioStep& step : lesson.steps) {
            if (!step.ask)
                continue;
            const AskedQuestion question = questionOf(*step.ask, word);
            panel->ask(question);
            window.findChild<DockHost*>()->setPresent(dock, true);
            settle();
            if (!QTest::qWaitFor([&] { return isWhole(*panel); }, settleLimit)) {
                keep(window, u"question"_s);
                QFAIL(qPrintable(QString::fromStdString(lesson.id) + u": "_s + question.text));
            }
            const auto longest = std::ranges::max_element(question.choices, {}, &QString::size);
            panel->give({longest - question.choices.begin(), {}});
            panel->reveal(longest == question.choices.begin() ? 1 : 0);
            settle();
            if (!QTest::qWaitFor([&] { return isWhole(*panel); }, settleLimit)) {
                keep(window, u"question"_s);
                QFAIL(qPrintable(QString::fromStdString(lesson.id) + u", answered: "_s
                                 + question.text));
            }
            keep(window, u"question-%1"_s.arg(++asked));
            QCOMPARE(window.size(), QSize(1280, 720));
        }
    QVERIFY(asked > 20);
    source.shutDown();
}

void TestPresenter::onScaledScreens_data()
{
    QTest::addColumn<QByteArray>("scale");
    for (const char* scale : {"1.25", "1.5", "1.75", "2"})
        QTest::newRow(scale) << QByteArray(scale);
}

/// The same in a process of its own: Qt reads the scale at its start.
void TestPresenter::onScaledScreens()
{
    QFETCH(const QByteArray, scale);
    if (qEnvironmentVariableIsSet("QT_SCALE_FACTOR"))
        QSKIP("it is scaled already");
    QProcess scaled;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_SCALE_FACTOR"_s, QString::fromLatin1(scale));
    scaled.setProcessEnvironment(environment);
    scaled.setProcessChannelMode(QProcess::MergedChannels);
    scaled.start(QCoreApplication::applicationFilePath(),
                 {u"nothingIsCut:vi case-2-naive"_s, u"nothingIsCut:en case-2-naive"_s,
                  u"theWindowHasRoomAtEachStep:vi"_s, u"theWindowHasRoomAtEachStep:en"_s,
                  u"everyQuestionIsWhole:vi"_s, u"everyQuestionIsWhole:en"_s});
    QVERIFY(scaled.waitForFinished(scaledLimit));
    const QString said = QString::fromUtf8(scaled.readAll());
    QStringList failed =
        said.split(u'\n').filter(QRegularExpression(u"^FAIL|Loc:|Actual|Expected|wanted"_s));
    QVERIFY2(scaled.exitStatus() == QProcess::NormalExit && scaled.exitCode() == 0,
             qPrintable(failed.join(u'\n')));
}

QTEST_MAIN(TestPresenter)

#include "tst_presenter.moc"

#include "tests/support/historybuilder.h"
#include "ui/mainwindow/filemenu.h"
#include "ui/mainwindow/lessonlook.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/models/messagemodel.h"
#include "ui/panels/banner.h"
#include "ui/panels/questionpanel.h"
#include "ui/panels/verdictpill.h"

#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>
#include <string>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

QByteArray lessonFile(const QByteArray& title, const QByteArray& more = {})
{
    return "id = \"mine\"\ntitle = \"" + title
        + "\"\nsummary = \"My own.\"\n[[accounts]]\nname = \"ann\"\n[[steps]]\ndo = \"spawn\"\n"
        + more;
}

} // namespace

/// The lessons that come along, and those that a person opens.
class TestLessons : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void casesFollowTheLessons();
    void withoutABankThereIsNoHandler();
    void withoutABankThereAreNoPanelsOfIt();
    void longChoicesWrap();
    void aFileIsALesson();
    void aBrokenFileIsSaid();
    void aNumberPublishedTwiceIsItsLastMessage();
    void aSequenceNamesAMessageThatIsNoTransaction();

private:
    QComboBox* lessons() const { return m_window->findChild<QComboBox*>(u"lessonCombo"_s); }
    QString write(const QByteArray& text);
    void open(const QString& path) { emit m_window->findChild<FileMenu*>()->lessonAsked(path); }
    Scenario nextRun();

    QTemporaryDir m_directory;
    std::unique_ptr<MainWindow> m_window;
};

void TestLessons::initTestCase()
{
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_directory.path());
}

void TestLessons::init()
{
    m_window = std::make_unique<MainWindow>(bundledScenarios());
    m_window->show();
}

QString TestLessons::write(const QByteArray& text)
{
    QFile file(m_directory.filePath(u"mine.toml"_s));
    if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        file.write(text);
    return file.fileName();
}

Scenario TestLessons::nextRun()
{
    QSignalSpy runs(m_window.get(), &MainWindow::runRequested);
    m_window->findChild<QPushButton*>(u"runButton"_s)->click();
    return runs.empty() ? Scenario{} : runs.last().at(0).value<RunOptions>().scenario;
}

void TestLessons::casesFollowTheLessons()
{
    const auto scenarios = bundledScenarios();
    QCOMPARE(lessons()->count(), static_cast<int>(scenarios.size()) + 1); // one line between them
    const auto firstCase = std::ranges::find_if(scenarios, &Scenario::isCase);
    const int line = static_cast<int>(firstCase - scenarios.begin());
    QVERIFY(lessons()->itemData(line).isNull());
    QVERIFY(lessons()->itemText(line + 1).startsWith(u"C01"_s));
    int index = 0;
    for (int row = 0; row < lessons()->count(); ++row) {
        if (lessons()->itemData(row).isNull())
            continue;
        lessons()->setCurrentIndex(row);
        const Scenario& scenario = scenarios.at(static_cast<std::size_t>(index++));
        QCOMPARE(lessons()->currentText(),
                 QString::fromStdString(scenario.title.english())); // not cut
        QCOMPARE(nextRun().id, scenario.id);
    }
}

/// Where there is no bank no handler has a part, so that there is none to choose.
void TestLessons::withoutABankThereIsNoHandler()
{
    const auto shown = [&] {
        const auto* first = m_window->findChild<QPushButton*>(u"handlerNaive"_s);
        const auto* word = m_window->findChild<QLabel*>(u"nextRun"_s);
        const auto* last = m_window->findChild<QPushButton*>(u"handlerInbox"_s);
        const auto* twin = m_window->findChild<QPushButton*>(u"twinButton"_s);
        return QList<bool>{first->isVisible(), last->isVisible(), twin->isVisible(),
                           word->isVisible()};
    };
    int without = 0;
    for (int row = 0; row < lessons()->count(); ++row) {
        if (lessons()->itemData(row).isNull())
            continue;
        lessons()->setCurrentIndex(row);
        const Scenario scenario = nextRun();
        const bool hasBank = !scenario.accounts.empty();
        without += hasBank ? 0 : 1;
        QVERIFY2(shown() == QList<bool>(4, hasBank), scenario.id.c_str());
    }
    QVERIFY(without >= 10);
}

/// Also before anything has run; and they come back with the next lesson that has one.
void TestLessons::withoutABankThereAreNoPanelsOfIt()
{
    const auto choose = [&](const QString& title) {
        lessons()->setCurrentIndex(lessons()->findText(title, Qt::MatchStartsWith));
    };
    const auto dock = [&](const char* name) {
        return m_window->findChild<QDockWidget*>(QLatin1StringView(name));
    };
    const auto* table = m_window->findChild<QTableView*>(u"historyTable"_s);
    m_window->resize(1280, 720);
    for (int round = 0; round < 2; ++round) {
        choose(u"STAN 1"_s);
        QVERIFY(dock("accountDock")->isHidden());
        QVERIFY(dock("ledgerDock")->isHidden());
        QVERIFY(!m_window->findChild<QPushButton*>(u"depositButton"_s)->isVisible());
        QVERIFY(!m_window->findChild<VerdictPill*>()->isVisible());
        QVERIFY(table->isColumnHidden(MessageModel::AmountColumn));
        QCOMPARE(
            table->model()->headerData(MessageModel::LastReplicaColumn, Qt::Horizontal).toString(),
            u"last listener"_s);
        QVERIFY(table->accessibleDescription().contains(u"F5"_s));
        // The columns stay as wide as they were.
        QTRY_VERIFY2(dock("timersDock")->width() < 320,
                     qPrintable(QString::number(dock("timersDock")->width())));
        QTRY_VERIFY(dock("actionsDock")->width() < 320);
        choose(u"Bank 1"_s);
        QVERIFY(!dock("accountDock")->isHidden());
        QVERIFY(m_window->findChild<QPushButton*>(u"depositButton"_s)->isVisible());
        QVERIFY(m_window->findChild<VerdictPill*>()->isVisible());
        QVERIFY(!table->isColumnHidden(MessageModel::AmountColumn));
    }
}

/// A question stands in a narrow column, and every choice of it is read there.
void TestLessons::longChoicesWrap()
{
    const QStringList choices{u"Do not ack it: the next time it may well be another one"_s,
                              u"Ack it and say nothing"_s};
    auto* panel = m_window->findChild<QuestionPanel*>();
    panel->ask({u"What does the replica do with it?"_s, choices});
    panel->resize(80, 400);
    panel->resize(260, 400);
    for (int i = 0; i < 2; ++i) {
        auto* choice = panel->findChild<QPushButton*>(u"questionChoice%1"_s.arg(i + 1));
        QVERIFY2(choice->minimumSizeHint().width() <= 260 - 24, qPrintable(choice->text()));
        QCOMPARE(choice->text().replace(u'\n', u' '), choices.at(i));
        const auto lines = static_cast<int>(choice->text().count(u'\n')) + 1;
        QVERIFY(choice->minimumHeight() >= lines * choice->fontMetrics().height());
        QVERIFY(choice->minimumHeight() < (lines + 1) * choice->fontMetrics().height());
        choice->click();
        QCOMPARE(panel->given().choice, i);
    }
    QVERIFY(panel->findChild<QPushButton*>(u"questionChoice1"_s)->text().contains(u'\n'));
}

void TestLessons::aFileIsALesson()
{
    QVERIFY(m_window->findChild<QAction*>(u"openLesson"_s));
    const int before = lessons()->count();
    open(write(lessonFile("Mine")));
    QCOMPARE(lessons()->count(), before + 2); // a line and the lesson
    QCOMPARE(lessons()->currentText(), u"Mine"_s);
    QCOMPARE(m_window->findChild<QLabel*>(u"lessonText"_s)->text(), u"My own."_s);
    QCOMPARE(nextRun().id, std::string("mine"));
    // Edited and opened again: the same place, the new steps.
    open(write(lessonFile("Mine", "[[steps]]\nawait = \"drained\"\n")));
    QCOMPARE(lessons()->count(), before + 2);
    QCOMPARE(nextRun().steps.size(), std::size_t(2));
    open(write(lessonFile("Another title that is much longer than the bar has room for")));
    QCOMPARE(lessons()->count(), before + 3);
    QVERIFY(lessons()->currentText().endsWith(u'…'));
}

void TestLessons::aBrokenFileIsSaid()
{
    const int before = lessons()->count();
    open(write(lessonFile("Mine", "[[steps]]\ndo = \"explode\"\n")));
    QCOMPARE(lessons()->count(), before);
    bool said = false;
    for (const QLabel* label : m_window->findChild<Banner*>()->findChildren<QLabel*>())
        said = said || label->text().contains(u"mine.toml, line 9, column 6"_s);
    QVERIFY(said);
}

/// What a sentence points at has just happened, and of two messages with one number that is the
/// second.
void TestLessons::aNumberPublishedTwiceIsItsLastMessage()
{
    tests::HistoryBuilder b;
    const NameId ann = b.account("ann");
    const NameId one = b.replica("account-1");
    const RowRef transaction = b.transaction(0.1, ann, 1, 50);
    const RowRef first = b.message(0.1, transaction);
    const Highlight row{.what = Highlight::What::Row, .number = 1};
    QCOMPARE(lessonlook::selectionOf(*b.snapshot(0.2), row).message, first);
    const RowRef second = b.message(0.3, transaction);
    const RowRef delivery = b.delivery(0.3, one, second, 1, 3.3);
    const Selection selection = lessonlook::selectionOf(*b.snapshot(0.4), row);
    QCOMPARE(selection.message, second);
    QCOMPARE(selection.delivery, delivery);
}

/// What is poisoned has no number, and its reason is what the sentence tells of.
void TestLessons::aSequenceNamesAMessageThatIsNoTransaction()
{
    tests::HistoryBuilder b;
    const NameId ann = b.account("ann");
    const NameId one = b.replica("account-1");
    const RowRef poison = b.message(0.1, 0);
    const RowRef first = b.delivery(0.1, one, poison, 1, 3.1);
    b.message(0.2, b.transaction(0.2, ann, 1, 50));
    const Highlight named{.what = Highlight::What::Message, .number = 1};
    const Selection selection = lessonlook::selectionOf(*b.snapshot(0.4), named);
    QCOMPARE(selection.message, poison);
    QCOMPARE(selection.delivery, first);
}

QTEST_MAIN(TestLessons)

#include "tst_lessons.moc"
